"""The preview: a show, a seat, a day, and how the price is made; while one types, what it would be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.form_reading import FormRefused
from app.controllers.plan.price_keeping import Kept
from app.controllers.plan.price_preview import Preview, PricePreview, first_answers
from app.controllers.plan.show_price_keeping import ShowPriceKeeping
from app.models.records import Cinema, SeatType
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.keys import Key
from app.views.list_and_form import Doings, ListAndForm
from app.views.manager_pages import Office
from app.views.parts.form_lines import Line
from app.views.parts.table import TableRow
from app.views.plan.preview_table import PreviewTable
from app.views.plan.show_prices_part import COLUMNS, WORDS, show_cells
from app.views.tasks import Lane

_LINES = (
    Line("seat_type", "Seat", "choice", options=tuple((each.value, each.label) for each in SeatType)),
    Line("day", "As if it were on", half=True, example="for example 2026-11-21"),
    Line("time", "at", half=True, example="for example 19:50"),
    Line("seats", "Seats bought at once", half=True, example="for group discounts"),
    Line("promo", "Promo code", half=True, example="empty: none"),
    Line("base_price", "Base price of the show"),
)


class PreviewPart(ctk.CTkFrame):
    """Nothing is saved here: what is typed changes the price below at once, and the show stays as it is planned."""

    def __init__(
        self, master: Any, office: Office, preview: PricePreview, keeping: ShowPriceKeeping, cinema: Cinema
    ) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self.session = office.session
        self._tasks, self._preview, self._keeping, self._cinema = office.around.tasks, preview, keeping, cinema
        self._rows: dict[str, Kept] = {}
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self.listing = ListAndForm(self, COLUMNS, _LINES, WORDS, Doings(self._open, self._ask_again))
        self.listing.grid(row=0, column=0, sticky="nsew")
        # Below the lines and not among them: what one types is seen to change the price.
        self.table = PreviewTable(self.listing.pane, self.as_planned)
        self.listing.form.on_change = self._changed

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        kept = tuple(key for key in self.listing.keys if key.name not in ("Control-s", "Escape"))
        back = Key("Escape", "one step back", self.step_back)
        return (*kept, back, Key("F8", "the price as the show is planned", self.as_planned, "As planned"))

    def focus_first(self) -> None:
        self.listing.focus_first()

    def refresh(self) -> None:
        session = self.session
        self._tasks.run(Lane.PLANNING, lambda: self._keeping.rows(session), self._show, replaces="preview shows")

    # What a person does

    def _open(self, row_id: str) -> None:
        kept = self._rows[row_id]
        answers = first_answers(kept.record.show, self._cinema)
        self.listing.show_form(row_id, kept.record.show.movie_title, answers)
        self.listing.form.foot.grid_forget()
        self._ask(row_id, answers)

    def step_back(self) -> None:
        """Esc: the price goes with its form."""
        self.listing.step_back()
        if not self.listing.is_open:
            self.table.grid_forget()

    def as_planned(self) -> None:
        """What was typed goes: the show is what the programme says."""
        if self.listing.open_id is not None:
            self._open(self.listing.open_id)

    def _ask_again(self, row_id: str | None, answers: dict[str, str]) -> None:
        """Return in a line: what cannot be is told there."""
        if row_id is not None:
            self._ask(row_id, answers)

    def _changed(self) -> None:
        if self.listing.is_open and self.listing.open_id is not None:
            self._ask(self.listing.open_id, self.listing.form.answers)

    def _ask(self, row_id: str, answers: dict[str, str]) -> None:
        session, preview = self.session, self._preview
        self._tasks.run(
            Lane.PLANNING,
            lambda: preview.preview(session, int(row_id), answers),
            self._told,
            self._refused,
            replaces="price preview",
        )

    # What becomes of it

    def _show(self, rows: Sequence[Kept]) -> None:
        self._rows = {kept.id: kept for kept in rows}
        self.listing.show([TableRow(kept.id, show_cells(kept, self._cinema)) for kept in rows])

    def _told(self, preview: Preview) -> None:
        self.listing.form.saved("")  # a question is not lost by asking another one
        self._tell_lines("", "")
        self._put_table()
        self.table.show(preview)

    def _refused(self, error: BoxOfficeError) -> None:
        """While one types, most of what stands there is not finished: it is said at its line, and the keyboard stays."""
        self.listing.form.saved("")
        self._tell_lines(getattr(error, "field", ""), error.sentence)
        self._put_table()
        self.table.say("The price is told here." if isinstance(error, FormRefused) else error.sentence)

    def _tell_lines(self, wrong: str, sentence: str) -> None:
        for key, line in self.listing.form.lines.items():
            line.set_error(sentence if key == wrong else None)

    def _put_table(self) -> None:
        if self.listing.is_open:
            self.table.grid(row=2, column=0, sticky="ew", padx=16, pady=(8, 16))
