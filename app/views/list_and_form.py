"""The managers' screens: a searchable list at the left, the form at the right, saved in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.utils.errors import BoxOfficeError
from app.utils.folded_text import folded
from app.views import theme
from app.views.keys import Key
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.parts.form import Form
from app.views.parts.form_lines import Line
from app.views.parts.scroll_list import ScrollList
from app.views.parts.table import Column, Table, TableRow

_LIST_WIDTH = 440


@dataclass(frozen=True, slots=True)
class Words:
    """What a screen calls its things: "film", "films", and what its empty list says."""

    one: str
    many: str
    empty: str


@dataclass(frozen=True, slots=True)
class Doings:
    """What the page around it does. `open` gets a row's id and fills the form; `save` gets the id (None: a new one)."""

    open: Callable[[str], object]
    save: Callable[[str | None, dict[str, str]], object]
    begin: Callable[[], Mapping[str, str]] | None = None
    """What a new one begins with; None where none can be added here."""


class ListAndForm(ctk.CTkFrame):
    """What is typed is never lost by a click on another row: the form says so and stays until Save or Esc."""

    def __init__(
        self, master: Any, columns: Sequence[Column], lines: Sequence[Line], words: Words, doings: Doings
    ) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._words, self._doings = words, doings
        self._all: tuple[TableRow, ...] = ()
        self._folded: dict[str, str] = {}
        self.open_id: str | None = None
        """The id of what is in the form; None: a new one, or nothing yet."""
        self.is_open = False
        self.grid_columnconfigure(1, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self._build_list(columns)
        self.pane = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=12)
        self.pane.grid(row=0, column=1, sticky="nsew")
        self.pane.grid_columnconfigure(0, weight=1)
        self.pane.grid_rowconfigure(1, weight=1)
        self._title = ctk.CTkLabel(
            self.pane, text="", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, anchor="w"
        )
        self._title.grid(row=0, column=0, sticky="ew", padx=24, pady=(20, 8))
        self.room = ScrollList(self.pane)
        self.room.grid_columnconfigure(0, weight=1)
        self.form = Form(self.room, lines, self._save, foot=self.pane)
        self.form.grid(row=0, column=0, sticky="ew", padx=(6, 16), pady=(0, 16))
        self._hint = ctk.CTkLabel(
            self.pane, text="", font=theme.font(), text_color=theme.QUIET, wraplength=360, justify="left"
        )
        self.close_form()

    def _build_list(self, columns: Sequence[Column]) -> None:
        left = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=12, width=_LIST_WIDTH)
        left.grid(row=0, column=0, sticky="nsew", padx=(0, 8))
        left.grid_propagate(False)
        left.grid_columnconfigure(0, weight=1)
        left.grid_rowconfigure(1, weight=1)
        self.search = Field(left, f"Search {self._words.many}   F2")
        self.search.grid(row=0, column=0, sticky="ew", padx=12, pady=(12, 0))
        self.search.bind_change(lambda _text: self._filter())
        self.search.bind_arrows(up=lambda: None, down=self._into_table)
        self.search.on_submit = self._open_first
        self.new_button: Button | None = None
        if self._doings.begin is not None:
            self.new_button = Button(left, f"New {self._words.one}", self.new, hint="Ctrl+N", height=40)
            self.new_button.grid(row=0, column=1, sticky="n", padx=(0, 12), pady=(32, 0))
        self.table = Table(
            left, columns, self._chosen, on_open=lambda _id: self.form.focus_first(), empty=self._words.empty
        )
        self.table.grid(row=1, column=0, columnspan=2, sticky="nsew", padx=8, pady=(0, 8))

    # What the page around it says

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of every such screen; a page adds its own."""
        new = (Key("Control-n", f"new {self._words.one}", self.new, "New"),) if self._doings.begin is not None else ()
        return (
            Key("F2", f"search {self._words.many}", self.focus_search, "Search"),
            *new,
            Key("Control-s", "save what is in the form", self.save, "Save"),
            Key("Escape", "one step back; what was typed goes when it is pressed twice", self.step_back),
        )

    def show(self, rows: Sequence[TableRow]) -> None:
        """All that there is; the search shows what fits of it."""
        self._all = tuple(rows)
        self._folded = {row.id: folded(" ".join(row.cells)) for row in rows}
        self._filter()

    def show_form(self, row_id: str | None, title: str, answers: Mapping[str, str]) -> None:
        """Fill the form; None for a new one."""
        self.open_id, self.is_open = row_id, True
        self._title.configure(text=title)
        self._hint.grid_forget()
        self.room.grid(row=1, column=0, sticky="nsew", padx=(12, 0))
        self.form.foot.grid(row=2, column=0, sticky="ew", padx=24, pady=(4, 16))
        self.form.fill(answers)
        self.table.choose(row_id)

    def set_title(self, title: str) -> None:
        self._title.configure(text=title)

    def saved(self, row_id: str, title: str, sentence: str) -> None:
        """What is in the form is stored under this id."""
        self.open_id = row_id
        self._title.configure(text=title)
        self.form.saved(sentence)
        self.table.choose(row_id)

    def refuse(self, error: BoxOfficeError) -> None:
        """It was not saved; what was typed stays."""
        self.form.refuse(error)

    def close_form(self) -> None:
        """Nothing is in the form: what to do is said there."""
        self.open_id, self.is_open = None, False
        self._title.configure(text="")
        self.room.grid_forget()
        self.form.foot.grid_forget()
        what = f"Choose one of the {self._words.many}"
        self._hint.configure(text=f"{what}, or press Ctrl+N for a new one." if self._doings.begin else f"{what}.")
        self._hint.grid(row=1, column=0)
        self.table.choose(None)

    def focus_first(self) -> None:
        self.focus_search()

    def focus_search(self) -> None:
        self.search.focus_set()
        self.search.select_all()

    # What a person does

    def new(self) -> None:
        """An empty form, with what a new one begins with."""
        if self._doings.begin is None or self._keeps_typed():
            return
        self.show_form(None, f"New {self._words.one}", self._doings.begin())
        self.form.focus_first()

    def save(self) -> None:
        if self.is_open:
            self.form.save()

    def step_back(self) -> None:
        """Esc: what was typed goes only at the second press; then the form closes; then the search is empty."""
        if self.is_open and self.form.dirty and not self._warned:
            self.form.say("Not saved yet. Ctrl+S saves; Esc once more lets go of what you typed.", theme.WARN)
        elif self.is_open and self.form.dirty:
            self.form.revert()
        elif self.is_open:
            self.close_form()
            self.focus_search()
        else:
            self.search.value = ""
            self.focus_search()

    def _into_table(self) -> None:
        if self.table.chosen is None:
            self._open_first()
        self.table.focus_set()

    @property
    def _warned(self) -> bool:
        return self.form.message.startswith("Not saved yet.")

    def _keeps_typed(self) -> bool:
        """True, and said, while something typed is not saved."""
        if not (self.is_open and self.form.dirty):
            return False
        self.form.say("Not saved yet. Ctrl+S saves; Esc twice lets go of what you typed.", theme.WARN)
        self.table.choose(self.open_id)
        return True

    def _chosen(self, row_id: str) -> None:
        if row_id != self.open_id and not self._keeps_typed():
            self._doings.open(row_id)

    def _save(self, answers: dict[str, str]) -> None:
        self._doings.save(self.open_id, answers)

    def _filter(self) -> None:
        words = folded(self.search.value).split()
        self.table.show([row for row in self._all if all(word in self._folded[row.id] for word in words)])
        none_fits = f"Nothing fits “{self.search.value}”. Esc empties the search."
        self.table.set_empty(none_fits if self._all else self._words.empty)
        if self.open_id is not None and self.table.chosen is None:
            self.table.choose(self.open_id)  # what was new a moment ago has its row now

    def _open_first(self) -> None:
        """Return in the search opens the first of what fits."""
        if self.table.rows and not self._keeps_typed():
            self.table.choose(self.table.rows[0].id)
            self._doings.open(self.table.rows[0].id)
            self.table.focus_set()
