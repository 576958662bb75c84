"""One subject of the price list: its rows at the left, the form of one of them at the right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.controllers.permissions import Session
from app.controllers.plan.price_keeping import Kept
from app.models.errors import ChangedMeanwhile
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.keys import Key
from app.views.list_and_form import Doings, ListAndForm, Words
from app.views.manager_pages import Office
from app.views.parts.form_lines import Line
from app.views.parts.table import Column, TableRow
from app.views.tasks import Lane

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """What differs from one subject to another; `rows` and `save` work on the planning lane."""

    words: Words
    columns: Sequence[Column]
    lines: Sequence[Line]
    rows: Callable[[Session], Sequence[Kept]]
    save: Callable[[Session, Any, dict[str, str]], Kept]
    cells: Callable[[Kept], tuple[str, ...]]
    title: Callable[[Kept], str]
    begin: Callable[[Sequence[Kept]], Answers] | None = None
    """What a new one begins with, from the rows that there are; None where none can be added."""
    lines_for: Callable[[Answers, Kept | None], Collection[str]] | None = None
    """The lines of the form that concern what is in it; all of them otherwise."""
    saved: str = "Saved. What is held or paid keeps its price."


class PricePart(ctk.CTkFrame):
    """`replaces` names the subject on the lane: a newer look at its rows drops an older one."""

    def __init__(self, master: Any, office: Office, subject: Subject, replaces: str) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self.session = office.session
        self._tasks, self._subject, self._replaces = office.around.tasks, subject, replaces
        self._rows: dict[str, Kept] = {}
        self._seen: Any = None
        """What is saved over: the record as it was when it was last told."""
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        begin = self._begin if subject.begin is not None else None
        doings = Doings(self._open, self._save, begin)
        self.listing = ListAndForm(self, subject.columns, subject.lines, subject.words, doings)
        self.listing.grid(row=0, column=0, sticky="nsew")
        if subject.lines_for is not None:
            self.listing.form.on_change = self._fit_lines

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        return self.listing.keys

    def focus_first(self) -> None:
        self.listing.focus_first()

    def refresh(self) -> None:
        session, rows = self.session, self._subject.rows
        self._tasks.run(Lane.PLANNING, lambda: rows(session), self._show, replaces=self._replaces)

    # What a person does

    def _begin(self) -> Answers:
        assert self._subject.begin is not None
        self._seen = None
        begun = self._subject.begin(tuple(self._rows.values()))
        self._show_lines(begun, None)
        return begun

    def _open(self, row_id: str) -> None:
        kept = self._rows[row_id]
        self._seen = kept.record
        self._show_lines(kept.answers, kept)
        self.listing.show_form(kept.id, self._subject.title(kept), kept.answers)

    def _save(self, row_id: str | None, answers: dict[str, str]) -> None:
        session, save = self.session, self._subject.save
        seen = self._seen if row_id is not None else None
        self._tasks.run(
            Lane.PLANNING, lambda: save(session, seen, answers), lambda kept: self._saved(answers, kept), self._refused
        )

    # What becomes of it

    def _show(self, rows: Sequence[Kept]) -> None:
        self._rows = {kept.id: kept for kept in rows}
        self.listing.show(
            [TableRow(kept.id, self._subject.cells(kept), "" if kept.in_use else "quiet") for kept in rows]
        )
        shown = self._rows.get(self.listing.open_id or "")
        if shown is None or shown.record == self._seen:
            return
        if not self.listing.form.dirty:
            self._open(shown.id)  # nothing is typed: it is shown as it stands now

    def _saved(self, sent: Answers, kept: Kept, sentence: str | None = None) -> None:
        self._seen, self._rows[kept.id] = kept.record, kept
        if self.listing.form.answers == sent:
            self.listing.form.fill(kept.answers)  # as it is stored: 130 % is 130
        self._show_lines(kept.answers, kept)
        self.listing.saved(kept.id, self._subject.title(kept), sentence or self._subject.saved)
        self.refresh()

    def _refused(self, error: BoxOfficeError) -> None:
        if isinstance(error, ChangedMeanwhile):
            self._seen = error.now
        self.listing.refuse(error)

    def _show_lines(self, answers: Answers, kept: Kept | None) -> None:
        if self._subject.lines_for is not None:
            self.listing.form.show_only(self._subject.lines_for(answers, kept))

    def _fit_lines(self) -> None:
        """Another choice may concern other lines."""
        kept = self._rows.get(self.listing.open_id or "")
        self._show_lines(self.listing.form.answers, kept)
