"""Giving tickets back: which seats, what comes back of them and what is kept, the way it goes. The safe verb is the default."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import customtkinter as ctk

from app.controllers.after.refund_quote import RefundQuote, SeatBack
from app.controllers.after.refunds import Override
from app.controllers.pay.refunding import GivenBack
from app.models.records import Cinema, PaymentMethod
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_moment, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.after.override_form import OverrideForm
from app.views.after.tick_row import TickRow, TickWords
from app.views.keys import Key
from app.views.parts.button import Button
from app.views.parts.choice import bind_arrows
from app.views.parts.scroll_list import ScrollList
from app.views.till.void_panel import method_name

_SIDE = 16
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class RefundDoings:
    """`refund` gets the quote as it is shown, and a manager's word where another percent is wanted."""

    refund: Callable[[RefundQuote, Override | None], object]
    keep: Callable[[], object]


class RefundPanel(ctk.CTkFrame):
    """There at once, while the sale is still looked up. All seats that can be given back are ticked at first."""

    def __init__(self, master: Any, cinema: Cinema, doings: RefundDoings) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._cinema, self._doings = cinema, doings
        self._whole: RefundQuote | None = None
        self.ticks: dict[int, TickRow] = {}
        self._busy = False
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        head = ctk.CTkFrame(self, fg_color="transparent")
        head.grid(row=0, column=0, sticky="ew", padx=_SIDE, pady=(8, 4))
        head.grid_columnconfigure(1, weight=1)
        self._label(head, "Give tickets back", theme.TEXT, size=16, bold=True).grid(row=0, column=0, sticky="w")
        self._rule = self._label(head, "…", theme.QUIET)
        self._rule.grid(row=0, column=1, sticky="e", padx=(12, 0))
        self._list = ScrollList(self)
        self._list.configure(height=96)
        self._list.grid(row=1, column=0, sticky="nsew", padx=(_SIDE - 4, 0))
        self._list.grid_columnconfigure(0, weight=1)
        self._build_figures()
        self.override = OverrideForm(self, self._repaint, self.submit)
        self.override.grid(row=3, column=0, sticky="ew", padx=_SIDE)
        self._message = self._label(self, "", theme.BAD)
        self._message.grid(row=4, column=0, sticky="ew", padx=_SIDE)
        self.bind("<Configure>", lambda event: self._wrap(event.width))
        feet = ctk.CTkFrame(self, fg_color="transparent")
        feet.grid(row=5, column=0, sticky="ew", padx=_SIDE, pady=(4, 4))
        feet.grid_columnconfigure((0, 1), weight=1, uniform="verbs")
        self.refund_button = Button(feet, "Refund", self.submit, kind="danger")
        self.refund_button.grid(row=0, column=0, sticky="ew", padx=(0, 4))
        self.keep_button = Button(feet, "Keep booking", self.leave, hint="Esc")
        self.keep_button.grid(row=0, column=1, sticky="ew", padx=(4, 0))
        bind_arrows((self.refund_button, self.keep_button))
        self.refund_button.set_enabled(False)

    def _build_figures(self) -> None:
        figures = ctk.CTkFrame(self, fg_color="transparent")
        figures.grid(row=2, column=0, sticky="ew", padx=_SIDE, pady=(4, 4))
        figures.grid_columnconfigure((0, 1), weight=1, uniform="figures")
        self._label(figures, "Comes back", theme.QUIET).grid(row=0, column=0, sticky="w")
        self._label(figures, "Is kept", theme.QUIET).grid(row=0, column=1, sticky="w")
        self._back = self._label(figures, _NOTHING, theme.TEXT, size=theme.LARGE, bold=True)
        self._back.grid(row=1, column=0, sticky="w")
        self._kept = self._label(figures, _NOTHING, theme.QUIET, size=theme.LARGE)
        self._kept.grid(row=1, column=1, sticky="w")
        self._ways = self._label(figures, "", theme.TEXT)
        self._ways.grid(row=2, column=0, columnspan=2, sticky="ew")

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        return (Key("F6", "another percent, by a manager's word", self.open_override, "Other percent"),)

    def focus_first(self) -> None:
        """On the verb that changes nothing."""
        self.keep_button.focus_set()

    def step_back(self) -> None:
        """Esc: out of the override, then out of the panel."""
        if not self._busy and self.override.is_open:
            self.override.close()
            self._repaint()
            self.focus_first()
        else:
            self.leave()

    # What is shown

    @property
    def quote(self) -> RefundQuote | None:
        """What is ticked, at the percent that is typed."""
        if self._whole is None:
            return None
        ticked = [ticket_id for ticket_id, tick in self.ticks.items() if tick.ticked]
        quote = self._whole.of(ticked)
        percent = self.override.percent_typed if self.override.is_open else None
        return quote if percent is None else quote.at(percent)

    @property
    def words(self) -> tuple[str, str, str]:
        """What comes back, what is kept, and the way it goes."""
        return str(self._back.cget("text")), str(self._kept.cget("text")), str(self._ways.cget("text"))

    @property
    def rule(self) -> str:
        return str(self._rule.cget("text"))

    @property
    def message(self) -> str:
        return str(self._message.cget("text"))

    @property
    def busy(self) -> bool:
        """Whether the answer is on its way."""
        return self._busy

    def show(self, quote: RefundQuote, approver: str) -> None:
        """What can be given back; `approver` is proposed for an override."""
        first = self._whole is None
        self._whole = quote
        if first:
            self.override.approver.value = approver
            for row, seat in enumerate(quote.seats):
                tick = TickRow(self._list, self._told(seat), self._repaint, ticked=seat.chosen)
                tick.grid(row=row, column=0, sticky="ew", padx=(0, 8), pady=2)
                self.ticks[seat.ticket_id] = tick
            bind_ticks = [tick for tick in self.ticks.values() if tick.enabled]
            bind_arrows(bind_ticks)
        self._repaint()

    def show_changed(self, quote: RefundQuote, error: BoxOfficeError) -> None:
        """Nothing was given back: this is how it stands now."""
        self._whole = quote
        self._repaint()
        self.set_busy(busy=False)
        self.say(error.sentence)
        self.focus_first()

    def refuse(self, error: BoxOfficeError) -> None:
        """Nothing was given back; a wrong password is typed anew."""
        self.set_busy(busy=False)
        self.say(error.sentence)
        if self.override.is_open:
            self.override.ask_again()
        else:
            self.focus_first()

    def say(self, sentence: str) -> None:
        self._message.configure(text=sentence)

    def set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.refund_button.set_enabled(not busy)
        self.keep_button.set_enabled(not busy)
        for tick in self.ticks.values():
            tick.set_enabled(not busy and not tick.words.why_not)
        self.override.set_enabled(not busy)
        if not busy:
            self._repaint()

    # What a person does

    def open_override(self) -> None:
        """Another percent: the whole price, unless another one is typed."""
        if self._whole is not None and not self._busy:
            self.override.open()
            self._repaint()

    def submit(self) -> None:
        """Give back what is ticked. With another percent the manager's word comes first."""
        quote = self.quote
        if quote is None or self._busy or not self.override.is_complete():
            return
        if not quote.chosen:
            self.say("Tick at least one seat that is to be given back.")
            return
        self.set_busy(busy=True)
        self.say("")
        self._doings.refund(quote, self.override.override)

    def leave(self) -> None:
        """Back, unless an answer is on its way: going back would lose sight of the money."""
        if not self._busy:
            self._doings.keep()

    def _repaint(self) -> None:
        quote = self.quote
        if quote is None:
            return
        for seat in quote.seats:
            self.ticks[seat.ticket_id].say(self._told(seat))
        self._rule.configure(text=self._told_rule(quote))
        self._back.configure(text=self._money(quote.back_minor) if quote.chosen else _NOTHING)
        self._kept.configure(text=self._money(quote.fee_minor) if quote.chosen else _NOTHING)
        self._ways.configure(text=self._told_ways(quote.ways))
        verb = f"Refund {self._money(quote.back_minor)}" if quote.back_minor else "Cancel, nothing back"
        self.refund_button.set_text(verb)
        self.refund_button.set_enabled(bool(quote.chosen) and not self._busy)

    # In words

    def _told(self, seat: SeatBack) -> TickWords:
        more = f"{seat.ticket_type_name}, {self._money(seat.price_minor)}"
        amount = f"{self._money(seat.back_minor)} back" if seat.chosen else "stays"
        return TickWords(seat.seat_label, more, amount, seat.why_not)

    def _told_rule(self, quote: RefundQuote) -> str:
        if self.override.is_open:
            return f"By the rules {quote.rules_percent} %"
        until = ""
        if quote.holds_until is not None:
            local = to_local(quote.holds_until, self._cinema.time_zone)
            today = to_local(datetime.now(UTC), self._cinema.time_zone).date()
            until = f", until {format_moment(local, today, self._cinema.locale)}"
        return f"{quote.percent} % comes back{until}"

    def _told_ways(self, ways: tuple[GivenBack, ...]) -> str:
        return ", ".join(f"{self._money(way.amount_minor)} {_way(way)}" for way in ways)

    def _money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)

    def _wrap(self, width: int) -> None:
        room = max(200, round(width / self._get_widget_scaling()) - 2 * _SIDE - 8)
        self._message.configure(wraplength=room)
        self._ways.configure(wraplength=room)

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


def _way(way: GivenBack) -> str:
    if way.method is PaymentMethod.VOUCHER:
        return "onto the gift voucher"
    name = method_name(way.method)
    return f"{name}, sent by the provider" if way.through_provider else name
