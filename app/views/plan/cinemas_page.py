"""Cinemas: the list, the form of one, and its counters below it."""

from __future__ import annotations

from typing import Any

import customtkinter as ctk

from app.controllers.permissions import Session
from app.controllers.plan.cinemas import CinemaInList, KeptCinema, answers_of
from app.models.errors import ChangedMeanwhile
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.keys import Key
from app.views.list_and_form import Doings, ListAndForm, Words
from app.views.manager_pages import Office
from app.views.parts.form_lines import Line
from app.views.parts.table import Column, TableRow
from app.views.plan.counters_part import CountersPart
from app.views.tasks import Lane

_COLUMNS = (
    Column("name", "Cinema", 140, stretch=True),
    Column("city", "City", 100),
    Column("halls", "Halls", 56, "e"),
    Column("counters", "Counters", 76, "e"),
)
_LINES = (
    Line("name", "Name", half=True),
    Line("city", "City", half=True),
    Line("address", "Address on receipts"),
    Line("time_zone", "Time zone", half=True, example="as Europe/Berlin"),
    Line("locale", "Language and region", half=True, example="as de_DE"),
    Line("currency", "Currency", half=True, example="fixed by the first sale"),
    Line("country", "Country", half=True, example="two letters, as DE"),
    Line("region", "Part of the country", half=True, example="for its own holidays"),
    Line("invoice_prefix", "Invoice numbers begin with", half=True),
    Line("tax_name", "Tax number is called", half=True, example="as GSTIN"),
    Line("tax_number", "Tax number", half=True),
    Line("offer_minutes", "Minutes seats are kept for who waited", half=True, example="as 30"),
    Line("customer_keep_days", "Days until customers are forgotten", half=True, example="after their last show"),
)
_WORDS = Words("cinema", "cinemas", "There are no cinemas yet. Press Ctrl+N for the first one.")


class CinemasPage(ctk.CTkFrame):
    """The cinemas of this database."""

    def __init__(self, master: Any, office: Office) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._session, self._cinemas = office.session, office.desk.plan.cinemas
        self._tasks = office.around.tasks
        self._seen: KeptCinema | None = None
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self.listing = ListAndForm(self, _COLUMNS, _LINES, _WORDS, Doings(self._open, self._save, self._begin))
        self.listing.grid(row=0, column=0, sticky="nsew")
        self.counters = CountersPart(self.listing.room, office.session, self._cinemas, self._tasks, self.refresh)

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        return self.listing.keys

    def take_over(self, session: Session) -> None:
        """What is typed stays for whoever goes on: it is saved in their name."""
        self._session = self.counters.session = session

    def focus_first(self) -> None:
        self.listing.focus_first()

    def refresh(self) -> None:
        self._tasks.run(Lane.PLANNING, lambda: self._cinemas.listed(self._session), self._show, replaces="cinemas")

    # What a person does

    def _begin(self) -> dict[str, str]:
        """As this counter's cinema, in most of it."""
        self._seen = None
        self.counters.grid_forget()
        here = self._session.counter.cinema
        return {
            "city": here.city,
            "time_zone": here.time_zone,
            "currency": here.currency,
            "locale": here.locale,
            "country": here.country,
            "region": here.region or "",
            "offer_minutes": "30",
            "customer_keep_days": "730",
        }

    def _open(self, cinema_id: str) -> None:
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._cinemas.open(self._session, int(cinema_id)),
            self._opened,
            self.listing.refuse,
            replaces="cinema",
        )

    def _save(self, cinema_id: str | None, answers: dict[str, str]) -> None:
        request_id, seen = new_request_id(), self._seen if cinema_id is not None else None
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._cinemas.save(self._session, request_id, seen, answers),
            self._saved,
            self._refused,
        )

    # What becomes of it

    def _show(self, cinemas: tuple[CinemaInList, ...]) -> None:
        self.listing.show([_row(each) for each in cinemas])

    def _opened(self, cinema: KeptCinema) -> None:
        if self.listing.is_open and self.listing.form.dirty:
            self.listing.table.choose(self.listing.open_id)
            return  # something was typed while it was read: that stays
        self._show_cinema(cinema)

    def _show_cinema(self, cinema: KeptCinema) -> None:
        self._seen = cinema
        self.listing.show_form(str(cinema.id), cinema.name, answers_of(cinema))
        self.counters.grid(row=1, column=0, sticky="ew", padx=(6, 16), pady=(0, 16))
        self.counters.show(cinema)

    def _saved(self, cinema: KeptCinema) -> None:
        told = "is saved. Counters that are in use show it from their next sign-in on." if self._seen else "is there."
        self._show_cinema(cinema)
        self.listing.saved(str(cinema.id), cinema.name, f"{cinema.name} {told}")
        self.refresh()

    def _refused(self, error: BoxOfficeError) -> None:
        if isinstance(error, ChangedMeanwhile) and isinstance(error.now, KeptCinema):
            self._seen = error.now
        self.listing.refuse(error)


def _row(cinema: CinemaInList) -> TableRow:
    return TableRow(str(cinema.id), (cinema.name, cinema.city, str(cinema.hall_count), str(cinema.counter_count)))
