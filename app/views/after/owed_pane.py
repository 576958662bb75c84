"""One refund that is due: how much, to whom, why, and the ways to give it back. Handing money out asks once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.controllers.after.refunds_owed import RefundDue as Due
from app.controllers.permissions import Permission, Session
from app.models.records import Cinema, PaymentMethod
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_day, format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.after.owed_words import told_way
from app.views.fitted_label import FittedLabel
from app.views.parts.button import Button
from app.views.parts.choice import bind_arrows

__all__ = ["Due", "OwedDoings", "OwedPane"]

_SIDE = 24
_NOTHING_CHOSEN = "What is due is told here, with the ways to give it back."


@dataclass(frozen=True, slots=True)
class OwedDoings:
    """`send` asks the provider once more; `hand_back` writes down that the customer has it, True for cash instead."""

    send: Callable[[Due], object]
    hand_back: Callable[[Due, bool], object]


class OwedPane(ctk.CTkFrame):
    """Without a refund it says what to do."""

    def __init__(self, master: Any, cinema: Cinema, doings: OwedDoings) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._cinema, self._doings = cinema, doings
        self._may_give_cash = self._busy = False
        self._wish: bool | None = None
        """What is asked once more: in_cash; None while nothing is."""
        self.due: Due | None = None
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(6, weight=1)
        self._reference = self._label(0, theme.TEXT, size=theme.TITLE, bold=True, top=20)
        self._amount = self._label(1, theme.TEXT, size=theme.LARGE, bold=True, top=4)
        self._way = self._label(2, theme.TEXT, bold=True)
        self._who = FittedLabel(self, font=theme.font(), text_color=theme.TEXT)
        self._who.grid(row=3, column=0, sticky="ew", padx=_SIDE, pady=(12, 0))
        self._why = self._label(4, theme.QUIET, top=4)
        self._message = self._label(7, theme.QUIET)
        self._feet = ctk.CTkFrame(self, fg_color="transparent")
        self._feet.grid(row=8, column=0, sticky="ew", padx=_SIDE, pady=(8, 16))
        self._feet.grid_columnconfigure(0, weight=1)
        self.main_button = Button(self._feet, "", self._press_main, kind="primary", hint="F8")
        self.cash_button = Button(self._feet, "", self.ask_for_cash, hint="Shift+F8")
        self.yes_button = Button(self._feet, "", self._agreed, kind="danger")
        self.no_button = Button(self._feet, "Keep it due", self._not_agreed, hint="Esc")
        bind_arrows((self.yes_button, self.no_button))
        self.bind("<Configure>", lambda event: self._wrap(event.width))
        self.close()

    # What is shown

    @property
    def message(self) -> str:
        return str(self._message.cget("text"))

    @property
    def words(self) -> tuple[str, str, str]:
        """The sum, the way and who is to have it."""
        return str(self._amount.cget("text")), str(self._way.cget("text")), self._who.whole

    def take_over(self, session: Session) -> None:
        """Another person goes on: only a manager gives cash for what came another way."""
        self._may_give_cash = session.may(Permission.OVERRIDE_REFUND)
        self._offer()

    def show(self, due: Due, *, keep_message: bool = False) -> None:
        """Tell of a refund; a question about another one goes."""
        if self.due != due:
            self._wish = None
        self.due = due
        if not keep_message:
            self.say("")
        self._reference.configure(text=due.booking_reference)
        self._amount.configure(text=self._money)
        name = told_way(due).name
        self._way.configure(text=name[:1].upper() + name[1:])
        who = " · ".join(part for part in (due.customer_name, due.customer_phone) if part)
        self._who.say(who or "Nobody is written down.")
        local = to_local(due.owed_at, self._cinema.time_zone)
        when = f"{format_day(local.date(), self._cinema.locale)} {format_time(local, self._cinema.locale)}"
        self._why.configure(text=f"Since {when}. {due.reason}")
        self._offer()

    def close(self) -> None:
        """Nothing is chosen, or what was is given back."""
        self.due, self._wish = None, None
        for label in (self._reference, self._amount, self._way, self._why):
            label.configure(text="")
        self._who.say("")
        self._why.configure(text=_NOTHING_CHOSEN)
        self._offer()

    def say(self, sentence: str) -> None:
        self._message.configure(text=sentence, text_color=theme.TEXT)

    def refuse(self, error: BoxOfficeError) -> None:
        """It was not given back."""
        self.set_busy(busy=False)
        self._message.configure(text=error.sentence, text_color=theme.BAD)

    def set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for button in self.buttons:
            button.set_enabled(not busy)
        if not busy:
            self._wish = None
            self._offer()

    @property
    def buttons(self) -> tuple[Button, ...]:
        return self.main_button, self.cash_button, self.yes_button, self.no_button

    def focus_first(self) -> None:
        """On the first thing that can be done; in a question on what changes nothing."""
        (self.no_button if self._wish is not None else self.main_button).focus_set()

    # What a person does

    def give_back(self) -> None:
        """F8: the way it came."""
        if self.due is not None and not self._busy:
            self._press_main()

    def send(self) -> None:
        """F9: once more through the provider."""
        if self.due is not None and not self._busy and self.due.through_provider:
            self.set_busy(busy=True)
            self.say("Asking the provider…")
            self._doings.send(self.due)

    def ask_for_cash(self) -> None:
        """Shift+F8: cash for what came another way, by a manager."""
        if self.due is None or self._busy or self.due.method is PaymentMethod.CASH:
            return
        if not self._may_give_cash:
            self.say("Only a manager may give cash for what was paid another way. Ask one to sign in.")
            return
        self._ask(in_cash=True)

    def step_back(self) -> bool:
        """Esc in a question; False where there was none."""
        if self._wish is None or self._busy:
            return self._busy
        self._not_agreed()
        return True

    def hand_back(self, *, in_cash: bool) -> None:
        """It is agreed to: written down that the customer has it."""
        if self.due is not None and not self._busy:
            self.set_busy(busy=True)
            self.say("")
            self._doings.hand_back(self.due, in_cash)

    def _press_main(self) -> None:
        if self.due is not None and self.due.through_provider:
            self.send()
        elif self.due is not None:
            self._ask(in_cash=False)

    def _ask(self, *, in_cash: bool) -> None:
        self._wish = in_cash
        self.say("")
        self._offer()
        self.focus_first()

    def _agreed(self) -> None:
        if self._wish is not None:
            self.hand_back(in_cash=self._wish)

    def _not_agreed(self) -> None:
        self._wish = None
        self._offer()
        self.focus_first()

    def _offer(self) -> None:
        """The ways, or the question whether it is done."""
        for button in self.buttons:
            button.grid_forget()
        if self.due is None:
            return
        shown: tuple[Button, ...] = (self.main_button,)
        if self._wish is not None:
            shown = (self.yes_button, self.no_button)
            self.yes_button.set_text(told_way(self.due, in_cash=self._wish).verb.format(self._money))
        else:
            self.main_button.set_text(told_way(self.due).verb.format(self._money))
            if self._may_give_cash and self.due.method is not PaymentMethod.CASH:
                self.cash_button.set_text(f"Give {self._money} in cash instead")
                shown = (self.main_button, self.cash_button)
        for row, button in enumerate(shown):
            button.grid(row=row, column=0, sticky="ew", pady=(0, 8))

    @property
    def _money(self) -> str:
        return format_minor(self.due.amount_minor, self._cinema.currency, self._cinema.locale) if self.due else ""

    def _wrap(self, width: int) -> None:
        room = max(160, round(width / self._get_widget_scaling()) - 2 * _SIDE - 8)
        for label in (self._why, self._message, self._way):
            label.configure(wraplength=room)

    def _label(
        self, row: int, colour: theme.Colour, *, size: int = theme.BODY, bold: bool = False, top: int = 0
    ) -> ctk.CTkLabel:
        label = ctk.CTkLabel(
            self, text="", font=theme.font(size, bold=bold), text_color=colour, anchor="w", justify="left"
        )
        label.grid(row=row, column=0, sticky="ew", padx=_SIDE, pady=(top, 0))
        return label
