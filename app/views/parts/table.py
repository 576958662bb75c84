"""A table of many rows: Tk's own tree view, which shows thousands at once, in the house's colours and sizes."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Any, Literal

import customtkinter as ctk

from app.views import theme
from app.views.parts.fitted_cells import FittedCells

_STYLE = "Foyer.Treeview"
_ROW_HEIGHT = 32
_STEP_ASIDE_PX = 80
_CELL_SIDES_PX = 8
"""What Tk keeps free beside the text of a cell, at any scale."""
_MEANINGS = ("quiet", "good", "warn", "bad")


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in units before scaling; columns that stretch share what is left."""

    key: str
    title: str
    width: int = 120
    anchor: Literal["w", "center", "e"] = "w"
    stretch: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """`id` is unique in its table; `meaning` colours the row: quiet, good, warn or bad; strong makes it bold."""

    id: str
    cells: tuple[str, ...]
    meaning: str = ""


class Table(ctk.CTkFrame):
    """One focus stop: arrows choose, Return or a double click opens. `on_choose` hears only of what a person chose."""

    def __init__(
        self,
        master: Any,
        columns: Sequence[Column],
        on_choose: Callable[[str], object],
        *,
        on_open: Callable[[str], object] | None = None,
        empty: str = "",
    ) -> None:
        super().__init__(
            master, fg_color=theme.PANE, corner_radius=theme.RADIUS, border_width=2, border_color=theme.PANE
        )
        self._columns, self._on_choose, self._on_open = tuple(columns), on_choose, on_open
        self._told: str | None = None
        self._rows: dict[str, TableRow] = {}
        self._plain: FittedCells | None = None
        self._strong: FittedCells | None = None
        self._rooms_px: tuple[int, ...] = ()
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self._tree = ttk.Treeview(
            self, columns=[column.key for column in columns], show="headings", selectmode="browse", style=_STYLE
        )
        self._tree.grid(row=0, column=0, sticky="nsew", padx=4, pady=4)
        self._bar = ctk.CTkScrollbar(self, command=self._tree.yview, fg_color="transparent", width=12)
        self._foot_bar = ctk.CTkScrollbar(
            self, command=self._tree.xview, orientation="horizontal", fg_color="transparent", height=12
        )
        self._tree.configure(yscrollcommand=self._scrolled, xscrollcommand=self._scrolled_aside)
        self._empty = ctk.CTkLabel(
            self, text=empty, font=theme.font(), text_color=theme.QUIET, wraplength=360, justify="left"
        )
        for sequence, callback in (
            ("<<TreeviewSelect>>", self._selected),
            ("<Return>", self._opened),
            ("<KP_Enter>", self._opened),
            ("<Double-1>", self._opened),
            ("<Left>", lambda _event: self._scroll_aside(-1)),
            ("<Right>", lambda _event: self._scroll_aside(1)),
            ("<FocusIn>", self._focused),
            ("<FocusOut>", self._focused),
            ("<Configure>", lambda _event: self._fit_soon()),
            ("<ButtonRelease-1>", lambda _event: self._fit_soon()),  # a column may have been drawn wider
        ):
            self._tree.bind(sequence, callback)
        self._dress()
        self.show(())

    # What is shown

    def show(self, rows: Sequence[TableRow]) -> None:
        """These rows in this order; the chosen one stays chosen while it is among them, and stays in sight."""
        if list(self._rows.values()) == list(rows) and rows:
            return
        chosen = self.chosen
        self._rows = {row.id: row for row in rows}
        self._tree.delete(*self._tree.get_children())
        for row in rows:
            self._insert("end", row)
        if rows:
            self._empty.grid_forget()
        else:
            self._empty.grid(row=0, column=0)
        self._told = None
        if chosen in self._rows:
            self.choose(chosen)
        self._fit_soon()  # the columns may have got their widths since they were last looked at

    def grow(self, rows: Sequence[TableRow]) -> None:
        """More rows before, among and after those that are shown; what a person has scrolled to stays where it is."""
        scrolled = round(self._tree.yview()[0] * len(self._rows))
        above = 0
        for place, row in enumerate(rows):
            if row.id not in self._rows:
                self._insert(place, row)
                above += place <= scrolled + above
        self._rows = {row.id: row for row in rows}
        self._empty.grid_forget()
        if scrolled:
            self._tree.yview_scroll(above, "units")

    def choose(self, row_id: str | None) -> None:
        """Choose a row without telling anybody; None or an unknown one chooses none."""
        if row_id is None or row_id not in self._rows:
            self._told = None
            self._tree.selection_set(())
            return
        self._told = row_id
        self._tree.selection_set((row_id,))
        self._tree.focus(row_id)
        self._tree.see(row_id)

    @property
    def chosen(self) -> str | None:
        """The id of the chosen row."""
        selection = self._tree.selection()
        return str(selection[0]) if selection else None

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """What is shown, in its order."""
        return tuple(self._rows.values())

    def set_empty(self, sentence: str) -> None:
        """What is said while there are no rows: what to do about it."""
        self._empty.configure(text=sentence)

    def focus_set(self) -> None:
        self._tree.focus_set()
        if self.chosen is None and self._rows:
            self._tree.focus(next(iter(self._rows)))

    focus = focus_set

    @property
    def has_focus(self) -> bool:
        return str(self.tk.call("focus")) == str(self._tree)

    def row_centre(self, row_id: str) -> tuple[int, int]:
        """The middle of a row in pixels of the screen, scrolled into sight: for whoever points at it."""
        self._tree.see(row_id)
        self._tree.update_idletasks()
        x, y, width, height = (int(value) for value in self._tree.bbox(row_id))
        return self._tree.winfo_rootx() + x + width // 2, self._tree.winfo_rooty() + y + height // 2

    def bind_key(self, sequence: str, callback: Callable[[], object]) -> None:
        """Call back when this key is pressed in the table, and let it do nothing else there."""

        def pressed(_event: tk.Event[Any]) -> str:
            callback()
            return "break"

        self._tree.bind(sequence, pressed)

    # How it looks

    def _insert(self, place: int | Literal["end"], row: TableRow) -> None:
        tags = (row.meaning,) if row.meaning else ()
        self._tree.insert("", place, iid=row.id, values=self._fitted(row), tags=tags)

    def _fitted(self, row: TableRow) -> tuple[str, ...]:
        cells = self._strong if row.meaning == "strong" else self._plain
        return row.cells if cells is None or not self._rooms_px else cells.fitted(row.cells, self._rooms_px)

    def _fit_soon(self) -> None:
        """Tk gives the columns their widths only when it has nothing else to do."""
        self._tree.after_idle(self._fit)

    def _fit(self) -> None:
        """The columns are as wide as they are now: what does not fit ends in …"""
        rooms_px = tuple(int(self._tree.column(column.key, "width")) - _CELL_SIDES_PX for column in self._columns)
        if rooms_px == self._rooms_px:
            return
        self._rooms_px = rooms_px
        for row in self._rows.values():
            self._tree.item(row.id, values=self._fitted(row))

    def _dress(self) -> None:
        scaling = self._get_widget_scaling()
        style, shade = ttk.Style(self), self._apply_appearance_mode
        style.theme_use("clam")
        family, body, small = theme.family(), -round(theme.BODY * scaling), -round(theme.SMALL * scaling)
        style.layout(_STYLE, [("Treeview.treearea", {"sticky": "nswe"})])
        style.configure(
            _STYLE, background=shade(theme.PANE), fieldbackground=shade(theme.PANE), foreground=shade(theme.TEXT),
            font=(family, body), rowheight=round(_ROW_HEIGHT * scaling), borderwidth=0,
        )  # fmt: skip
        style.map(
            _STYLE,
            background=[("selected", shade(theme.HOVER))],
            foreground=[("selected", shade(theme.TEXT))],
        )
        style.configure(
            f"{_STYLE}.Heading", background=shade(theme.PANE), foreground=shade(theme.QUIET), font=(family, small),
            relief="flat", borderwidth=0, padding=(round(4 * scaling), round(6 * scaling)),
        )  # fmt: skip
        style.map(f"{_STYLE}.Heading", background=[("active", shade(theme.PANE))])
        for column in self._columns:
            self._tree.heading(column.key, text=column.title, anchor=column.anchor)
            self._tree.column(
                column.key, width=round(column.width * scaling), minwidth=round(min(column.width, 48) * scaling),
                anchor=column.anchor, stretch=column.stretch,
            )  # fmt: skip
        for meaning in _MEANINGS:
            self._tree.tag_configure(meaning, foreground=shade(getattr(theme, meaning.upper())))
        self._tree.tag_configure("strong", font=(family, body, "bold"))
        self._plain = FittedCells(lambda text: int(self.tk.call("font", "measure", (family, body), text)))
        self._strong = FittedCells(lambda text: int(self.tk.call("font", "measure", (family, body, "bold"), text)))
        self._rooms_px = ()
        self._fit()

    def _set_appearance_mode(self, mode_string: str) -> None:
        super()._set_appearance_mode(mode_string)
        self._dress()

    def _set_scaling(self, new_widget_scaling: float, new_window_scaling: float) -> None:
        super()._set_scaling(new_widget_scaling, new_window_scaling)
        self._dress()

    def _scrolled(self, first: float, last: float) -> None:
        self._bar.set(float(first), float(last))  # Tk gives texts
        if float(first) > 0.0 or float(last) < 1.0:
            self._bar.grid(row=0, column=1, sticky="ns", padx=(0, 4), pady=8)
        else:
            self._bar.grid_forget()

    def _scrolled_aside(self, first: float | str, last: float | str) -> None:
        """The columns take more room than there is."""
        self._foot_bar.set(float(first), float(last))
        if float(first) > 0.0 or float(last) < 1.0:
            self._foot_bar.grid(row=1, column=0, sticky="ew", padx=8, pady=(0, 4))
        else:
            self._foot_bar.grid_forget()

    # What a person does

    def _scroll_aside(self, steps: int) -> str:
        self._tree.xview_scroll(steps * _STEP_ASIDE_PX, "units")
        return "break"

    def _selected(self, _event: tk.Event[Any]) -> None:
        chosen = self.chosen
        if chosen != self._told:  # Tk tells of what the program chose, too
            self._told = chosen
            if chosen is not None:
                self._on_choose(chosen)

    def _opened(self, _event: tk.Event[Any]) -> str:
        if self._on_open is not None and self.chosen is not None:
            self._on_open(self.chosen)
        return "break"

    def _focused(self, event: tk.Event[Any]) -> None:
        gained = event.type == tk.EventType.FocusIn
        self.configure(border_color=theme.ACCENT if gained else theme.PANE)
        if gained and self.chosen is None and self._rows and not self._tree.focus():
            self._tree.focus(next(iter(self._rows)))
