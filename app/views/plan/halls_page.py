"""Halls: the list, what a hall is called and how it is used, and the way to its editor."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import customtkinter as ctk

from app.controllers.form_reading import FormRefused
from app.controllers.permissions import Session
from app.controllers.plan.hall_drawing import HallDrawing
from app.controllers.plan.halls import HallInList, HallPlan, OpenHall, open_hall
from app.models.errors import ChangedMeanwhile
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError, InvalidInput
from app.views import theme
from app.views.keys import Key
from app.views.list_and_form import Doings, ListAndForm, Words
from app.views.manager_pages import Office
from app.views.parts.form_lines import YES, Line
from app.views.parts.table import Column, TableRow
from app.views.plan.hall_canvas import HallCanvas
from app.views.plan.hall_editor import EditorDoings, HallEditor
from app.views.plan.outage_flow import OutageFlow
from app.views.tasks import Lane

_COLUMNS = (
    Column("name", "Hall", 88, stretch=True),
    Column("cinema", "Cinema", 216),
    Column("seats", "Seats", 64, "e"),
)
_LINES = (
    Line("name", "Name", half=True, example="Hall 1"),
    Line("turnaround_minutes", "Minutes between two shows", half=True, example="30, to clean it"),
    Line("cinema", "Cinema"),
    Line("rows", "Rows", half=True, example="to begin with"),
    Line("seats", "Seats in a row", half=True, example="aisles are drawn later"),
    Line("active", "In use", "tick", example="a hall out of use keeps its seats and gets no shows"),
)
_WORDS = Words("hall", "halls", "There are no halls yet. Press Ctrl+N for the first one.")
_PREVIEW_HEIGHT = 320
_OF_A_NEW_ONE = ("cinema", "rows", "seats")
"""Asked once: a hall stays in its cinema, and its seats are drawn."""


class HallsPage(ctk.CTkFrame):
    """The halls of all cinemas; the editor lies over both until it is left."""

    def __init__(self, master: Any, office: Office) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._session, self._plan = office.session, office.desk.plan
        self._tasks, self._looks = office.around.tasks, office.around.looks
        self._hall: OpenHall | None = None
        self._editor: HallEditor | None = None
        self.editing = False
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self.listing = ListAndForm(self, _COLUMNS, _LINES, _WORDS, Doings(self._open, self._save, self._begin))
        self.listing.grid(row=0, column=0, sticky="nsew")
        self.preview = HallCanvas(self.listing.form, lambda: self._looks.palette, editable=False)
        self.preview.configure(height=_PREVIEW_HEIGHT)
        self.preview.grid_propagate(False)
        self._looks.on_change.append(self._wear)

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        if self.editing:
            return self.editor.keys
        return (*self.listing.keys, Key("F4", "draw the seats of the hall", self.edit, "Draw"))

    @property
    def editor(self) -> HallEditor:
        """Made when it is first opened, and kept."""
        if self._editor is None:
            doings = EditorDoings(self._save_drawing, self._left, self._make_outages)
            self._editor = HallEditor(self, lambda: self._looks.palette, doings)
        return self._editor

    def take_over(self, session: Session) -> None:
        """What is typed and drawn stays for whoever goes on: it is saved in their name."""
        self._session = session
        if self._editor is not None:
            self._editor.outages.session = session

    def focus_first(self) -> None:
        if self.editing:
            self.editor.focus_first()
        else:
            self.listing.focus_first()

    def refresh(self) -> None:
        halls = self._plan.halls
        self._tasks.run(Lane.PLANNING, lambda: halls.listed(self._session), self._show, replaces="halls")

    # What a person does

    def edit(self) -> None:
        """Draw the hall that is open."""
        if self._hall is None or not self.listing.is_open or self.listing.open_id is None:
            return
        self.editing = True
        self.listing.grid_remove()
        self.editor.open(self._hall)
        self.editor.grid(row=0, column=0, sticky="nsew")
        self.editor.focus_first()

    def _begin(self) -> dict[str, str]:
        self._hall = None
        self.preview.grid_forget()
        self._offer_lines(new=True)
        self.listing.form.set_actions(())
        cinema = self._session.counter.cinema
        return {"turnaround_minutes": "30", "active": YES, "cinema": cinema.name, "rows": "10", "seats": "12"}

    def _open(self, hall_id: str) -> None:
        halls = self._plan.halls
        self._tasks.run(
            Lane.PLANNING, lambda: halls.open(self._session, int(hall_id)), self._opened, self.listing.refuse,
            replaces="hall",
        )  # fmt: skip

    def _save(self, hall_id: str | None, answers: dict[str, str]) -> None:
        request_id, halls, seen = new_request_id(), self._plan.halls, self._hall

        def work() -> OpenHall:
            if hall_id is None or seen is None:
                return halls.add(self._session, request_id, answers)
            return halls.save(self._session, request_id, seen.plan, answers, seen.drawn)

        self._tasks.run(Lane.PLANNING, work, self._saved, self._refused)

    def _save_drawing(self, drawn: HallDrawing) -> None:
        request_id, halls, seen = new_request_id(), self._plan.halls, self._hall
        if seen is None:
            return
        answers = _answers_of(seen.plan)
        self._tasks.run(
            Lane.PLANNING,
            lambda: halls.save(self._session, request_id, seen.plan, answers, drawn),
            self._drawing_saved,
            self._drawing_refused,
        )

    # What becomes of it

    def _show(self, halls: tuple[HallInList, ...]) -> None:
        self.listing.show([_row(hall) for hall in halls])

    def _opened(self, hall: OpenHall) -> None:
        if self.listing.is_open and self.listing.form.dirty:
            self.listing.table.choose(self.listing.open_id)
            return  # something was typed while it was read: that stays
        self._show_hall(hall)

    def _show_hall(self, hall: OpenHall) -> None:
        self._hall = hall
        plan = hall.plan
        self._offer_lines(new=False)
        self.listing.show_form(str(plan.id), f"{plan.name}, {plan.cinema.name}", _answers_of(plan))
        self.listing.form.set_actions((("Draw seats", "F4", self.edit),))
        self._show_preview(hall.drawn)

    def _offer_lines(self, *, new: bool) -> None:
        self.listing.form.show_only([line.key for line in _LINES if new or line.key not in _OF_A_NEW_ONE])

    def _show_preview(self, drawn: HallDrawing) -> None:
        self.preview.forget()
        self.preview.show(drawn)
        self.preview.grid(row=90, column=0, columnspan=2, sticky="ew", pady=(8, 0))

    def _saved(self, hall: OpenHall) -> None:
        was_new = self.listing.open_id is None
        self._show_hall(hall)
        sentence = f"{hall.plan.name} is there. Draw its seats with F4." if was_new else f"{hall.plan.name} is saved."
        self.listing.saved(str(hall.plan.id), f"{hall.plan.name}, {hall.plan.cinema.name}", sentence)
        self.refresh()

    def _refused(self, error: BoxOfficeError) -> None:
        if isinstance(error, ChangedMeanwhile) and isinstance(error.now, HallPlan) and self._hall is not None:
            self._hall = open_hall(error.now)
        self.listing.refuse(_with_obstacles(error))

    def _drawing_saved(self, hall: OpenHall) -> None:
        self._show_hall(hall)
        self.editor.stored(hall)
        self.editor.say(f"{hall.plan.name} is saved: {hall.drawn.seat_count:,} seats.", theme.GOOD)
        self.refresh()

    def _drawing_refused(self, error: BoxOfficeError) -> None:
        if isinstance(error, ChangedMeanwhile) and isinstance(error.now, HallPlan):
            self._hall = open_hall(error.now)
            self.editor.stored_by_another(self._hall)
        self.editor.refuse(error)

    def _left(self) -> None:
        self.editing = False
        self.editor.grid_forget()
        self.listing.grid()
        self.refresh()
        self.listing.table.focus_set()

    def _make_outages(self, master: Any, on_broken: Callable[[Collection[int]], object]) -> OutageFlow:
        return OutageFlow(master, self._session, self._plan.outages, self._plan.rehousing, self._tasks, on_broken)

    def _wear(self) -> None:
        self.preview.wear()
        if self._editor is not None:
            self._editor.canvas.wear()


def _answers_of(plan: HallPlan) -> dict[str, str]:
    return {
        "name": plan.name,
        "turnaround_minutes": str(plan.turnaround_minutes),
        "active": YES if plan.active else "",
    }


def _with_obstacles(error: BoxOfficeError) -> BoxOfficeError:
    lines = getattr(error, "obstacles", ())
    if not lines or isinstance(error, FormRefused):
        return error
    return InvalidInput("\n".join([error.sentence, *lines[:6]]))


def _row(hall: HallInList) -> TableRow:
    name = hall.name if hall.active else f"{hall.name}  · out of use"
    place = f"{hall.cinema.name}, {hall.cinema.city}"
    return TableRow(str(hall.id), (name, place, f"{hall.seat_count:,}"), "" if hall.active else "quiet")
