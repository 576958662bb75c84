"""The right pane of Sell while seats are chosen: the basket, its time, its total, and the ways to pay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.controllers.sell.baskets import Basket
from app.models.records import BookingLine, Cinema, PaymentMethod
from app.utils.local_time import format_countdown
from app.utils.money import format_minor
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.scroll_list import ScrollList
from app.views.sell.basket_line import BasketLine
from app.views.sell.credit_line import CreditLine, total_of
from app.views.sell.promo_bar import PromoActions, PromoBar
from app.views.sell.who_line import WhoLine

WIDTH = 264
_INNER = WIDTH - 32
AMBER_SECONDS = 120


@dataclass(frozen=True, slots=True)
class BasketActions:
    """What can be done with a basket."""

    change_type: Callable[[BookingLine], object]
    remove: Callable[[BookingLine], object]
    pay: Callable[[PaymentMethod | None], object]
    clear: Callable[[], object]
    promo: PromoActions
    emptied: Callable[[], object]
    """The last line was taken out by the keyboard, which needs another place."""


class BasketPanel(ctk.CTkFrame):
    """Shows a basket and its countdown; asks for nothing by itself."""

    def __init__(self, master: Any, cinema: Cinema, actions: BasketActions) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self._cinema, self._actions = cinema, actions
        self._lines: dict[int, BasketLine] = {}
        self.grid_propagate(False)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self._build_head()
        self._list = ScrollList(self)
        self._list.grid(row=1, column=0, sticky="nsew", padx=4)
        self._list.grid_columnconfigure(0, weight=1)
        self._empty = ctk.CTkLabel(
            self._list,
            text="Pick seats on the map: click them, or walk with the arrows and press Space.",
            font=theme.font(),
            text_color=theme.QUIET,
            wraplength=_INNER - 16,
            justify="left",
        )
        self._last = ctk.CTkLabel(
            self._list, text="", font=theme.font(), text_color=theme.QUIET, wraplength=_INNER - 16, justify="left"
        )
        self.promo = PromoBar(self, actions.promo, self._money)
        self.promo.grid(row=2, column=0, sticky="ew", padx=16, pady=(4, 0))
        self._build_foot()
        self.show(None)

    def show(self, basket: Basket | None) -> None:
        """The basket as it is now; lines that stay keep their place and their focus."""
        lines = basket.booking.lines if basket else ()
        wanted = {line.seat.id: line for line in lines}
        gone = [seat_id for seat_id in self._lines if seat_id not in wanted]
        had_focus = any(self._lines[seat_id].has_focus for seat_id in gone)
        for seat_id in gone:
            bury(self._lines.pop(seat_id))
        for place, (seat_id, line) in enumerate(wanted.items()):
            price = self._money(line.price_minor)
            saved = f"−{self._money(line.discount_minor)}" if line.discount_minor else ""
            if seat_id in self._lines:
                self._lines[seat_id].set_line(line, price, saved)
            else:
                self._lines[seat_id] = BasketLine(
                    self._list, line, price, saved, self._actions.change_type, self._actions.remove
                )
            self._lines[seat_id].grid(row=place, column=0, sticky="ew", pady=(0, 6), padx=(6, 2))
        if lines:
            self.say_last("")
            self._empty.grid_forget()
        else:
            self._empty.grid(row=0, column=0, padx=6, pady=8, sticky="w")
            self.show_countdown(None)
        self.promo.show(basket.booking if basket and lines else None)
        words, amount_minor = total_of(basket)
        self._total_words.configure(text=words)
        self._total.configure(
            text="–" if amount_minor is None else self._money(amount_minor),
            text_color=theme.TEXT if basket else theme.QUIET,
        )
        self._credit.show(basket, {"row": 0, "column": 0, "columnspan": 2, "sticky": "ew"})
        exchanged = basket is not None and basket.credit is not None and not basket.to_pay_minor
        self._cash.set_text("Exchange" if exchanged else "Cash")
        for button in self._buttons:
            button.set_enabled(bool(lines) and not (exchanged and button in self._other_ways))
        if had_focus and self._lines:
            next(iter(self._lines.values())).focus_set()
        elif had_focus:
            self._actions.emptied()

    def say_last(self, sentence: str) -> None:
        """What was sold last, as long as the basket is empty: a second Enter must not take the change out of sight."""
        self._last.configure(text=sentence)
        if sentence:
            self._last.grid(row=1, column=0, padx=6, pady=(16, 0), sticky="w")
        else:
            self._last.grid_forget()

    def show_countdown(self, seconds: float | None) -> None:
        """The time left of the hold, in server time; amber in its last two minutes."""
        if seconds is None:
            self._time.configure(text="")
            self._held.configure(text="")
            return
        colour = theme.BAD if seconds <= 0 else theme.WARN if seconds <= AMBER_SECONDS else theme.ACCENT
        self._held.configure(text="held" if seconds > 0 else "hold over")
        self._time.configure(text=format_countdown(max(0.0, seconds)), text_color=colour)

    @property
    def lines(self) -> tuple[BasketLine, ...]:
        return tuple(self._lines.values())

    def _build_head(self) -> None:
        head = ctk.CTkFrame(self, fg_color="transparent")
        head.grid(row=0, column=0, sticky="ew", padx=16, pady=(12, 8))
        head.grid_columnconfigure(1, weight=1)
        ctk.CTkLabel(head, text="Basket", font=theme.font(16, bold=True), text_color=theme.TEXT).grid(row=0, column=0)
        self._held = ctk.CTkLabel(head, text="", font=theme.font(theme.SMALL), text_color=theme.QUIET)
        self._held.grid(row=0, column=1, sticky="e", padx=(0, 8))
        self._time = ctk.CTkLabel(head, text="", font=theme.font(18, bold=True), text_color=theme.ACCENT)
        self._time.grid(row=0, column=2)
        self.who = WhoLine(head, _INNER)
        self.who.grid(row=1, column=0, columnspan=3, sticky="ew")

    def _build_foot(self) -> None:
        foot = ctk.CTkFrame(self, fg_color="transparent")
        foot.grid(row=3, column=0, sticky="ew", padx=16, pady=(4, 12))
        foot.grid_columnconfigure((0, 1), weight=1, uniform="half")
        sum_line = ctk.CTkFrame(foot, fg_color="transparent")  # half of the foot is too little for ₹1,053.50
        sum_line.grid(row=0, column=0, columnspan=2, sticky="ew", pady=(0, 8))
        sum_line.grid_columnconfigure(1, weight=1)
        self._credit = CreditLine(sum_line, self._money)
        self._total_words = ctk.CTkLabel(sum_line, text="Total", font=theme.font(), text_color=theme.QUIET)
        self._total_words.grid(row=1, column=0)
        self._total = ctk.CTkLabel(sum_line, text="–", font=theme.font(theme.LARGE, bold=True), text_color=theme.TEXT)
        self._total.grid(row=1, column=1, sticky="e")
        cash = Button(foot, "Cash", lambda: self._pay(PaymentMethod.CASH), kind="primary", hint="F8", width=_INNER)
        card = Button(foot, "Card", lambda: self._pay(PaymentMethod.CREDIT_CARD), hint="F9", width=(_INNER - 8) // 2)
        other = Button(foot, "Other", lambda: self._pay(None), hint="F11", width=(_INNER - 8) // 2)
        clear = Button(foot, "Clear", self._actions.clear, kind="quiet", hint="Esc", width=_INNER, height=36)
        cash.grid(row=1, column=0, columnspan=2, sticky="ew", pady=(0, 8))
        card.grid(row=2, column=0, sticky="ew", padx=(0, 4))
        other.grid(row=2, column=1, sticky="ew", padx=(4, 0))
        clear.grid(row=3, column=0, columnspan=2, sticky="ew", pady=(4, 0))
        self._cash, self._other_ways = cash, (card, other)
        self._buttons = (cash, card, other, clear)

    def _pay(self, way: PaymentMethod | None) -> None:
        self._actions.pay(way)

    def _money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)
