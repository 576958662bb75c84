"""Exchanging seats: which ones are given, and what they are worth for others. Nothing changes until the new ones are paid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import customtkinter as ctk

from app.controllers.after.exchanges import Exchangeable
from app.controllers.after.sale_life import SaleLife, SoldSeat
from app.models.records import Cinema
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_moment, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.after.tick_row import TickRow, TickWords
from app.views.parts.button import Button
from app.views.parts.choice import bind_arrows
from app.views.parts.field import Field
from app.views.parts.scroll_list import ScrollList

_SIDE = 16
_WHY_NOT = {"USED": "Somebody has entered with it", "VOID": "Its ticket is void"}


@dataclass(frozen=True, slots=True)
class ExchangeWish:
    """What is ticked, and a manager's word where it is late."""

    ticket_ids: tuple[int, ...]
    reason: str
    approver: str
    password: str


@dataclass(frozen=True, slots=True)
class ExchangeDoings:
    """`begin` the exchange of what is ticked, or `keep` the booking as it is."""

    begin: Callable[[ExchangeWish], object]
    keep: Callable[[], object]


class ExchangePanel(ctk.CTkFrame):
    """There at once, all seats ticked; Enter pressed before it is known whether a manager is needed goes on then."""

    def __init__(self, master: Any, cinema: Cinema, sale: SaleLife, doings: ExchangeDoings) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._cinema, self._doings = cinema, doings
        self._known: Exchangeable | None = None
        self._busy = self._wanted = False
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        head = ctk.CTkFrame(self, fg_color="transparent")
        head.grid(row=0, column=0, sticky="ew", padx=_SIDE, pady=(8, 4))
        head.grid_columnconfigure(1, weight=1)
        self._label(head, "Exchange which seats?", theme.TEXT, size=16, bold=True).grid(row=0, column=0, sticky="w")
        self._until = self._label(head, "…", theme.QUIET)
        self._until.grid(row=0, column=1, sticky="e", padx=(12, 0))
        self._list = ScrollList(self)
        self._list.configure(height=96)
        self._list.grid(row=1, column=0, sticky="nsew", padx=(_SIDE - 4, 0))
        self._list.grid_columnconfigure(0, weight=1)
        self.ticks: dict[int, TickRow] = {}
        self._show_seats(sale.seats)
        worth = ctk.CTkFrame(self, fg_color="transparent")
        worth.grid(row=2, column=0, sticky="ew", padx=_SIDE, pady=(4, 4))
        self._label(worth, "Counts for new seats", theme.QUIET).grid(row=0, column=0, sticky="w")
        self._credit = self._label(worth, "–", theme.TEXT, size=theme.LARGE, bold=True)
        self._credit.grid(row=1, column=0, sticky="w")
        self._build_word()
        self._message = self._label(self, "", theme.BAD)
        self._message.grid(row=4, column=0, sticky="ew", padx=_SIDE)
        feet = ctk.CTkFrame(self, fg_color="transparent")
        feet.grid(row=5, column=0, sticky="ew", padx=_SIDE, pady=(4, 4))
        feet.grid_columnconfigure((0, 1), weight=1, uniform="verbs")
        self.begin_button = Button(feet, "Choose new seats", self.submit, kind="primary", hint="Enter")
        self.begin_button.grid(row=0, column=0, sticky="ew", padx=(0, 4))
        self.keep_button = Button(feet, "Keep booking", self.leave, hint="Esc")
        self.keep_button.grid(row=0, column=1, sticky="ew", padx=(4, 0))
        bind_arrows((self.begin_button, self.keep_button))
        self.bind("<Configure>", lambda event: self._wrap(event.width))
        self._repaint()

    def _show_seats(self, seats: tuple[SoldSeat, ...]) -> None:
        for row, seat in enumerate(seats):
            words = TickWords(
                seat.seat_label, seat.ticket_type, self._money(seat.price_minor), _WHY_NOT.get(seat.state, "")
            )
            tick = TickRow(self._list, words, self._repaint, ticked=True)
            tick.grid(row=row, column=0, sticky="ew", padx=(0, 8), pady=2)
            self.ticks[seat.ticket_id] = tick
        self._prices = {seat.ticket_id: seat.price_minor for seat in seats}
        bind_arrows([tick for tick in self.ticks.values() if tick.enabled])

    def _build_word(self) -> None:
        """A manager's, shown where it is late."""
        self.word = ctk.CTkFrame(self, fg_color="transparent")
        self.word.grid_columnconfigure((0, 1, 2), weight=1, uniform="third")
        self.reason = Field(self.word, "Reason", on_submit=self.submit)
        self.approver = Field(self.word, "Manager", on_submit=self.submit)
        self.password = Field(self.word, "Manager's password", secret=True, on_submit=self.submit)
        for column, field in enumerate((self.reason, self.approver, self.password)):
            field.grid(row=0, column=column, sticky="ew", padx=(0 if column == 0 else 8, 0))

    @property
    def message(self) -> str:
        return str(self._message.cget("text"))

    @property
    def worth(self) -> str:
        """What is ticked counts for."""
        return str(self._credit.cget("text"))

    @property
    def is_late(self) -> bool:
        return self._known is not None and self._known.is_late

    def focus_first(self) -> None:
        """On the verb: nothing is changed by it yet."""
        self.begin_button.focus_set()

    def step_back(self) -> None:
        """Esc."""
        self.leave()

    def show(self, known: Exchangeable, approver: str) -> None:
        """Until when it is exchanged; where that is over, a manager is asked for, `approver` being proposed."""
        self._known = known
        today = to_local(datetime.now(UTC), self._cinema.time_zone).date()
        until = format_moment(to_local(known.until, self._cinema.time_zone), today, self._cinema.locale)
        if known.is_late:
            self._until.configure(text=f"was possible until {until}", text_color=theme.WARN)
            self.approver.value = approver
            self.word.grid(row=3, column=0, sticky="ew", padx=_SIDE)
            self.reason.focus_set()
        else:
            self._until.configure(text=f"until {until}")
        if self._wanted:
            self.submit()

    def submit(self) -> None:
        """Enter: choose the new seats. Before it is known whether it is late it is kept in mind."""
        if self._busy:
            return
        chosen = self._chosen
        if not chosen:
            self.say("Tick at least one seat that is to be exchanged.")
            return
        self._wanted = self._known is None
        if self._known is None or (self.is_late and not self._word_is_complete()):
            return
        self._set_busy(busy=True)
        self.say("")
        wish = ExchangeWish(chosen, self.reason.value, self.approver.value, self.password.value)
        self._doings.begin(wish)

    def refuse(self, error: BoxOfficeError) -> None:
        """It was not begun; a wrong password is typed anew."""
        self._set_busy(busy=False)
        self._wanted = False
        self.say(error.sentence)
        if self.is_late:
            self.password.value = ""
            self.password.focus_set()
        else:
            self.focus_first()

    def leave(self) -> None:
        if not self._busy:
            self._doings.keep()

    def say(self, sentence: str) -> None:
        self._message.configure(text=sentence)

    @property
    def _chosen(self) -> tuple[int, ...]:
        return tuple(ticket_id for ticket_id, tick in self.ticks.items() if tick.ticked)

    def _word_is_complete(self) -> bool:
        """Where something is missing the keyboard goes there."""
        for field in (self.reason, self.approver, self.password):
            if not field.value.strip():
                field.focus_set()
                return False
        return True

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.begin_button.set_enabled(not busy)
        self.keep_button.set_enabled(not busy)

    def _repaint(self) -> None:
        chosen = self._chosen
        self._credit.configure(text=self._money(sum(self._prices[each] for each in chosen)) if chosen else "–")
        self.say("")

    def _money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)

    def _wrap(self, width: int) -> None:
        self._message.configure(wraplength=max(200, round(width / self._get_widget_scaling()) - 2 * _SIDE - 8))

    @staticmethod
    def _label(
        master: Any, text: str, colour: theme.Colour, *, size: int = theme.BODY, bold: bool = False
    ) -> ctk.CTkLabel:
        return ctk.CTkLabel(
            master,
            text=text,
            font=theme.font(size, bold=bold),
            text_color=colour,
            anchor="w",
            justify="left",
            height=24,
        )
