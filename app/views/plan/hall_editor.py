"""The hall editor: the canvas in the middle, the tools at the side, and every step back and forth."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.controllers.plan import hall_changes, hall_history
from app.controllers.plan.hall_changes import Brush
from app.controllers.plan.hall_drawing import DrawnSeat, HallDrawing, Place
from app.controllers.plan.hall_history import HallHistory
from app.controllers.plan.halls import OpenHall
from app.utils.errors import BoxOfficeError, InvalidInput
from app.views import theme
from app.views.fitted_label import FittedLabel
from app.views.keys import Key
from app.views.parts.button import Button
from app.views.parts.choice import Choice
from app.views.parts.scroll_list import ScrollList
from app.views.plan.draw_panel import Change, Drawing, DrawPanel
from app.views.plan.hall_canvas import HallCanvas
from app.views.plan.outage_flow import OutageFlow
from app.views.plan.sheet_flow import SheetFlow
from app.views.seats.seat_palette import PaletteName

_SIDE_WIDTH = 392
_PANELS = (("draw", "Draw"), ("outages", "Out of service"), ("text", "Text"))


@dataclass(frozen=True, slots=True)
class EditorDoings:
    save: Callable[[HallDrawing], object]
    leave: Callable[[], object]
    make_outages: Callable[[Any, Callable[[Collection[int]], object]], OutageFlow]


class HallEditor(ctk.CTkFrame):
    """Lies over the list of halls until it is left. What is not saved is not lost by Esc: that asks twice."""

    def __init__(self, master: Any, palette_name: Callable[[], PaletteName], doings: EditorDoings) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._doings = doings
        self._hall: OpenHall | None = None
        self.history: HallHistory | None = None
        self._broken: frozenset[int] = frozenset()
        self._busy = self._warned = False
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self._build_head()
        self.canvas = HallCanvas(
            self, palette_name, on_paint=self._paint, on_preview=self._preview, on_mark=self._marked
        )
        self.canvas.grid(row=1, column=0, sticky="nsew", padx=(16, 8))
        self._build_foot()
        self._build_side()

    def _build_head(self) -> None:
        self._title = FittedLabel(self, font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT)
        self._title.grid(row=0, column=0, sticky="ew", padx=24, pady=(16, 8))
        self.panel_choice = Choice(self, _PANELS, self.open_panel)
        self.panel_choice.grid(row=0, column=1, sticky="e", padx=(0, 24), pady=(16, 8))

    def _build_foot(self) -> None:
        self._say = ctk.CTkLabel(self, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left")
        self._say.grid(row=2, column=0, sticky="ew", padx=24, pady=(4, 0))
        foot = ctk.CTkFrame(self, fg_color="transparent")
        foot.grid(row=3, column=0, columnspan=2, sticky="ew", padx=24, pady=(4, 16))
        self.save_button = Button(foot, "Save", self.save, kind="primary", hint="Ctrl+S")
        self.undo_button = Button(foot, "Undo", self.undo, hint="Ctrl+Z")
        self.redo_button = Button(foot, "Redo", self.redo, hint="Ctrl+Y")
        self.back_button = Button(foot, "Back to the halls", self.leave, kind="quiet", hint="Esc")
        for column, button in enumerate((self.save_button, self.undo_button, self.redo_button, self.back_button)):
            button.grid(row=0, column=column, padx=(0, 8))

    def _build_side(self) -> None:
        side = ctk.CTkFrame(self, fg_color="transparent", width=_SIDE_WIDTH)
        side.grid(row=1, column=1, rowspan=2, sticky="nsew", padx=(0, 8))
        side.grid_propagate(False)
        side.grid_columnconfigure(0, weight=1)
        side.grid_rowconfigure(0, weight=1)
        self._room = ScrollList(side)
        self._room.grid(row=0, column=0, sticky="nsew")
        self._room.grid_columnconfigure(0, weight=1)
        self.draw = DrawPanel(self._room, Drawing(self._choose_brush, self.change, self._row, self._column))
        self.sheet = SheetFlow(self._room, self._now, self._read)
        self.outages = self._doings.make_outages(self._room, self._show_broken)
        self._panels: dict[str, ctk.CTkFrame] = {
            "draw": self.draw,
            "outages": self.outages.panel,
            "text": self.sheet.panel,
        }
        self.open_panel("draw")

    # What the page around it says

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            Key("Control-s", "save the hall", self.save, "Save"),
            Key("Control-z", "undo the last step", self.undo, "Undo"),
            Key("Control-y", "do it again", self.redo, "Redo"),
            Key("F6", "draw", lambda: self.open_panel("draw")),
            Key("F7", "put seats out of service", lambda: self.open_panel("outages")),
            Key("F9", "put what is marked out of service", self._put_out),
            Key("F8", "the hall as text for a spreadsheet", lambda: self.open_panel("text")),
            Key("Escape", "back to the halls; what is not saved goes when it is pressed twice", self.leave),
        )

    def open(self, hall: OpenHall) -> None:
        """Edit a hall as it is stored."""
        self._hall, self.history = hall, HallHistory(hall.drawn)
        self._warned = False
        self._broken = frozenset()
        self.say("")
        self.canvas.forget()
        self.stored(hall)

    def stored(self, hall: OpenHall) -> None:
        """What is drawn is what is stored now; the steps can still be undone."""
        assert self.history is not None
        self._hall, self._busy = hall, False
        self.history = HallHistory(hall.drawn, self.history.past, self.history.undone)
        self.outages.open(hall)
        self._show()

    def stored_by_another(self, hall: OpenHall) -> None:
        """Somebody else has saved it; what is drawn here stays, and is put over theirs by saving once more."""
        self._hall = hall

    def refuse(self, error: BoxOfficeError) -> None:
        """It was not saved, and what is in the way is listed; what is drawn stays."""
        self._busy = False
        lines = getattr(error, "obstacles", ())
        told = [error.sentence, *lines[:6]] + ([f"… and {len(lines) - 6} more"] if len(lines) > 6 else [])
        self.say("\n".join(told), theme.BAD)

    def say(self, sentence: str, colour: theme.Colour = theme.QUIET) -> None:
        self._say.configure(text=sentence, text_color=colour)

    @property
    def message(self) -> str:
        return str(self._say.cget("text"))

    @property
    def dirty(self) -> bool:
        """Something was drawn that is not saved."""
        return self.history is not None and self._hall is not None and self.history.now != self._hall.drawn

    def focus_first(self) -> None:
        self.canvas.focus_set()

    # What a person does

    def save(self) -> None:
        if self.history is not None and not self._busy:
            self._busy = True
            self._doings.save(self.history.now)

    def undo(self) -> None:
        self._step(hall_history.undo)

    def redo(self) -> None:
        self._step(hall_history.redo)

    def leave(self) -> None:
        if self.dirty and not self._warned:
            self._warned = True
            self.say("Not saved yet. Ctrl+S saves; Esc once more lets go of what you drew.", theme.WARN)
            return
        self._doings.leave()

    def change(self, change: Change) -> None:
        """One step, or why it cannot be."""
        if self.history is None:
            return
        try:
            changed = change(self.history.now)
        except InvalidInput as error:
            self.say(error.sentence, theme.BAD)
            return
        self._step(lambda history: hall_history.changed(history, changed))

    def open_panel(self, key: str) -> None:
        for panel in self._panels.values():
            panel.grid_forget()
        self.panel_choice.select(key)
        self.canvas.brush = self.draw.brush if key == "draw" else None  # elsewhere the mouse only marks
        self._panels[key].grid(row=0, column=0, sticky="ew", padx=(0, 12))
        if self.history is None:
            return
        if key == "text":
            self.sheet.show()
        if key == "outages":
            self.outages.refresh()

    def _put_out(self) -> None:
        if self.panel_choice.value == "outages":
            self.outages.panel.form.save()
        else:
            self.open_panel("outages")

    # On the canvas

    def _paint(self, brush: Brush, places: Collection[Place]) -> None:
        if self.panel_choice.value == "draw":
            self.change(lambda drawn: hall_changes.paint(drawn, places, brush))

    def _preview(self, brush: Brush, places: Collection[Place]) -> None:
        if self.history is not None:
            self.canvas.show(hall_changes.paint(self.history.now, places, brush), self._broken)

    def _marked(self) -> None:
        if self.history is None:
            return
        drawn = self.history.now
        seats = [(drawn.rows[row], drawn.rows[row].places[column]) for row, column in sorted(self.canvas.marked)]
        named = [(seat.seat_id, f"{row.name}{seat.number}") for row, seat in seats if seat is not None]
        self.outages.mark(named)
        self.draw.show_row(drawn.rows[self.canvas.focused[0]])
        if self._say.cget("text_color") != theme.BAD:
            self.say(_told(drawn, self.canvas.focused, len(self.canvas.marked)))

    def _row(self) -> int:
        return self.canvas.focused[0]

    def _column(self) -> int:
        return self.canvas.focused[1]

    def _choose_brush(self, brush: Brush | None) -> None:
        self.canvas.brush = brush

    def _now(self) -> HallDrawing:
        assert self.history is not None
        return self.history.now

    def _read(self, drawn: HallDrawing) -> None:
        self.change(lambda _drawn: drawn)

    def _show_broken(self, seat_ids: Collection[int]) -> None:
        self._broken = frozenset(seat_ids)
        if self.history is not None:
            self.canvas.show(self.history.now, self._broken)

    def _step(self, step: Callable[[HallHistory], HallHistory]) -> None:
        if self.history is not None:
            self.history = step(self.history)
            self._warned = False
            self.say("")
            self._show()

    def _show(self) -> None:
        assert self.history is not None
        assert self._hall is not None
        self.canvas.show(self.history.now, self._broken)
        self.undo_button.set_enabled(bool(self.history.past))
        self.redo_button.set_enabled(bool(self.history.undone))
        plan, unsaved = self._hall.plan, "  ·  not saved" if self.dirty else ""
        self._title.say(f"{plan.name}, {plan.cinema.name}  ·  {_counted(self.history.now)}{unsaved}")
        self._marked()


def _counted(drawn: HallDrawing) -> str:
    closed = sum(not seat.in_service for row in drawn.rows for seat in row.seats)
    return f"{drawn.seat_count:,} seats" + (f", {closed} closed" if closed else "")


def _told(drawn: HallDrawing, place: Place, marked: int) -> str:
    """What is at the place in focus, in one line."""
    row, seat = drawn.rows[place[0]], drawn.rows[place[0]].places[place[1]]
    many = f"  ·  {marked} places marked" if marked > 1 else ""
    if seat is None:
        return f"No seat here{many}"
    return "  ·  ".join([f"{row.name}{seat.number}", seat.seat_type.label, *_marks(seat)]) + many


def _marks(seat: DrawnSeat) -> list[str]:
    told = ["wheelchair place"] * seat.wheelchair + ["companion's seat"] * seat.companion
    return told + ["kept for the house"] * seat.house + ["closed"] * (not seat.in_service)
