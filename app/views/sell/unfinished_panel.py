"""What this counter left unfinished, after a crash or a power cut: baskets still held, payments not yet decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import customtkinter as ctk

from app.controllers.pay.recovery import UnderWay
from app.controllers.pay.refunding import SentBack
from app.controllers.sell.open_baskets import OpenBasket
from app.controllers.sell.unfinished import Leftovers
from app.models.records import Cinema
from app.utils.local_time import format_countdown, format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.fitted_label import FittedLabel
from app.views.parts.button import Button
from app.views.parts.scroll_list import ScrollList

_INNER = 232
_HALF = (_INNER - 8) // 2


@dataclass(frozen=True, slots=True)
class UnfinishedActions:
    """What can be decided about each, and leaving it for later."""

    take_up: Callable[[OpenBasket], object]
    give_back: Callable[[OpenBasket], object]
    ask_again: Callable[[UnderWay], object]
    give_up: Callable[[UnderWay], object]
    send_back: Callable[[SentBack], object]
    leave: Callable[[], object]


class UnfinishedPanel(ctk.CTkFrame):
    """A card for each, the first button with the keyboard; nothing here is lost by leaving it."""

    def __init__(
        self,
        master: Any,
        cinema: Cinema,
        found: Leftovers,
        actions: UnfinishedActions,
    ) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._cinema, self._actions = cinema, actions
        self.baskets, self.payments, self.refunds = found.baskets, found.payments, found.refunds
        self.buttons: list[Button] = []
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(2, weight=1)
        ctk.CTkLabel(
            self, text="Left unfinished", font=theme.font(16, bold=True), text_color=theme.WARN, anchor="w"
        ).grid(row=0, column=0, sticky="ew", padx=16, pady=(12, 0))
        words = "This counter stopped in the middle of a sale. Go on with it, or give it back."
        ctk.CTkLabel(
            self, text=words, font=theme.font(), text_color=theme.QUIET, wraplength=_INNER, justify="left", anchor="w"
        ).grid(row=1, column=0, sticky="ew", padx=16, pady=(4, 8))
        cards = ScrollList(self)
        cards.grid(row=2, column=0, sticky="nsew", padx=4)
        cards.grid_columnconfigure(0, weight=1)
        made = [
            *(self._basket_card(cards, basket) for basket in self.baskets),
            *(self._payment_card(cards, payment) for payment in self.payments),
            *(self._refund_card(cards, refund) for refund in self.refunds),
        ]
        for place, card in enumerate(made):
            card.grid(row=place, column=0, sticky="ew", padx=(6, 2), pady=(0, 8))
        later = Button(self, "Later", self.leave, hint="Esc", width=_INNER)
        later.grid(row=3, column=0, sticky="ew", padx=16, pady=(8, 12))
        self.buttons.append(later)

    def focus_first(self) -> None:
        self.buttons[0].focus_set()

    def leave(self) -> None:
        self._actions.leave()

    def _basket_card(self, master: Any, basket: OpenBasket) -> ctk.CTkFrame:
        starts = format_time(to_local(basket.starts_at, self._cinema.time_zone), self._cinema.locale)
        return self._card(
            master,
            ", ".join(basket.seat_labels),
            f"{basket.movie_title} · {starts}",
            f"{self._money(basket.total_minor)} · held {format_countdown(basket.seconds_left)} longer",
            ("Take up", partial(self._actions.take_up, basket)),
            ("Give back", partial(self._actions.give_back, basket)),
        )

    def _payment_card(self, master: Any, payment: UnderWay) -> ctk.CTkFrame:
        since = format_time(to_local(payment.since, self._cinema.time_zone), self._cinema.locale)
        return self._card(
            master,
            f"{payment.method.label} {self._money(payment.amount_minor)}",
            f"{payment.booking_reference} · {payment.movie_title}",
            f"Asked for at {since}; it is not known whether it was taken. Do not charge again.",
            ("Ask again", partial(self._actions.ask_again, payment)),
            ("Give up", partial(self._actions.give_up, payment)),
        )

    def _refund_card(self, master: Any, refund: SentBack) -> ctk.CTkFrame:
        return self._card(
            master,
            f"Give back {self._money(refund.amount_minor)}",
            f"{refund.booking_reference} · {refund.method.label}",
            refund.sentence,
            ("Send it now", partial(self._actions.send_back, refund)),
        )

    def _card(
        self,
        master: Any,
        title: str,
        what: str,
        told: str,
        *choices: tuple[str, Callable[[], object]],
    ) -> ctk.CTkFrame:
        card = ctk.CTkFrame(master, fg_color=theme.RAISED, corner_radius=theme.RADIUS)
        card.grid_columnconfigure((0, 1), weight=1, uniform="half")
        head = FittedLabel(card, most=_INNER - 24, font=theme.font(bold=True), text_color=theme.TEXT)
        head.grid(row=0, column=0, columnspan=2, sticky="ew", padx=12, pady=(8, 0))
        head.say(title)
        line = FittedLabel(card, most=_INNER - 24, font=theme.font(13), text_color=theme.TEXT)
        line.grid(row=1, column=0, columnspan=2, sticky="ew", padx=12)
        line.say(what)
        ctk.CTkLabel(
            card, text=told, font=theme.font(13), text_color=theme.QUIET, wraplength=_INNER - 32, justify="left",
            anchor="w",
        ).grid(row=2, column=0, columnspan=2, sticky="ew", padx=12)  # fmt: skip
        for column, (name, press) in enumerate(choices):
            first_of_all = not self.buttons
            button = Button(card, name, press, kind="primary" if first_of_all else "plain", height=40, width=_HALF - 16)
            button.grid(row=3, column=column, sticky="ew", padx=(12, 4) if column == 0 else (4, 12), pady=(8, 12))
            self.buttons.append(button)
        return card

    def _money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)
