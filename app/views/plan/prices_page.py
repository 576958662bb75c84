"""The price list: ticket types, seats, days and times, holidays, shows, what is taken off, vouchers, refunds, a preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import customtkinter as ctk

from app.controllers.permissions import Session
from app.views import theme
from app.views.keys import Key
from app.views.manager_pages import Office
from app.views.parts.choice import Choice
from app.views.plan.holidays_part import holidays
from app.views.plan.offers_parts import group_discounts, promo_codes
from app.views.plan.preview_part import PreviewPart
from app.views.plan.price_part import PricePart, Subject
from app.views.plan.refunds_part import RefundsPart
from app.views.plan.show_prices_part import show_prices
from app.views.plan.special_prices_part import day_prices, seat_prices
from app.views.plan.ticket_types_part import ticket_types
from app.views.plan.vouchers_part import VouchersPart

TITLES = (
    ("ticket_types", "Ticket types"),
    ("seats", "Seats"),
    ("days", "Days, times"),
    ("holidays", "Holidays"),
    ("shows", "Shows"),
    ("promos", "Promos"),
    ("groups", "Groups"),
    ("vouchers", "Vouchers"),
    ("refunds", "Refunds"),
    ("preview", "Preview"),
)


class Part(Protocol):
    """One subject's list and form."""

    session: Session

    @property
    def keys(self) -> tuple[Key, ...]: ...

    def focus_first(self) -> None: ...
    def refresh(self) -> None: ...
    def grid(self, **kw: Any) -> None: ...
    def grid_forget(self) -> None: ...


class PricesPage(ctk.CTkFrame):
    """Each part is made when it is first opened, and stays as it is left."""

    def __init__(self, master: Any, office: Office) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._office, self._session = office, office.session
        self._parts: dict[str, Any] = {}
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self._choice = Choice(self, TITLES, self.open, height=36)
        self._choice.grid(row=0, column=0, sticky="w", pady=(0, 8))
        self._open = ""
        self._put(TITLES[0][0])

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            *self.part.keys,
            Key("F6", "next part of the price list", lambda: self._turn(1), "Next part"),
            Key("Shift-F6", "part of the price list before", lambda: self._turn(-1)),
        )

    @property
    def part(self) -> Any:
        """What is open: a list with its form."""
        return self._parts[self._open]

    @property
    def open_part(self) -> str:
        return self._open

    def take_over(self, session: Session) -> None:
        """What is typed stays for whoever goes on: it is saved in their name."""
        self._session = session
        for part in self._parts.values():
            part.session = session

    def focus_first(self) -> None:
        self.part.focus_first()

    def refresh(self) -> None:
        self.part.refresh()

    # What a person does

    def open(self, key: str) -> None:
        """Show a part; the keyboard goes into it."""
        self._put(key)
        self.part.refresh()
        self.part.focus_first()

    def _turn(self, step: int) -> None:
        keys = [key for key, _ in TITLES]
        self.open(keys[(keys.index(self._open) + step) % len(keys)])

    def _put(self, key: str) -> None:
        if self._open:
            self.part.grid_forget()
        self._open = key
        self._choice.select(key)
        if key not in self._parts:
            self._parts[key] = self._made(key)
            self._parts[key].session = self._session
        self.part.grid(row=1, column=0, sticky="nsew")

    def _made(self, key: str) -> Part:
        office, cinema = self._office, self._session.counter.cinema
        desk = office.desk.plan.prices
        if key == "vouchers":
            return VouchersPart(self, office, desk.vouchers, cinema)
        if key == "refunds":
            return RefundsPart(self, office, desk.refunds)
        if key == "preview":
            return PreviewPart(self, office, desk.preview, desk.shows, cinema)
        subjects: dict[str, Callable[[], Subject]] = {
            "ticket_types": lambda: ticket_types(desk.ticket_types, cinema.locale),
            "seats": lambda: seat_prices(desk.specials, cinema.locale),
            "days": lambda: day_prices(desk.specials, cinema.locale),
            "holidays": lambda: holidays(desk.holidays, cinema.locale),
            "shows": lambda: show_prices(desk.shows, cinema),
            "promos": lambda: promo_codes(desk.promos, cinema),
            "groups": lambda: group_discounts(desk.groups, cinema.locale),
        }
        return PricePart(self, office, subjects[key](), f"prices {key}")
