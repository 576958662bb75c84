"""The sheet of an import, over the films: where from, what would be done, how far it is, what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.controllers.plan.import_plan import ImportPlan
from app.utils.progress import Progress
from app.utils.tmdb import ATTRIBUTION
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.progress_bar import ProgressBar
from app.views.plan.import_lines import ImportLines

_SIDE = 24
_HOW = (
    "Films come from a CSV file, as every spreadsheet writes it, or from The Movie Database.\n\n"
    "A CSV file begins with a line that names its columns: title, and whatever else there is of original title, minutes, "
    "language, genres, certificate, synopsis, release date and tmdb id. From The Movie Database a saved answer will do: "
    "now playing, or one movie.\n\n"
    "You see what would be done before anything is written. Films that are here already are not added twice: a film is known "
    "by its number at The Movie Database, or else by its title and the year of its release."
)
_NO_KEY = (
    "To fetch what is playing now, with lengths, certificates and posters, Foyer needs a key of your own for The Movie "
    "Database: put it into .env as FOYER_TMDB_KEY."
)
WRITTEN_AT_ONCE = "All of it is saved at the end, in one piece: cancelled before that, nothing is changed."


@dataclass(frozen=True, slots=True)
class ImportDoings:
    choose_file: Callable[[], object]
    fetch: Callable[[], object]
    assume: Callable[[dict[str, str]], object]
    run: Callable[[], object]
    fetch_posters: Callable[[], object]
    back: Callable[[], object]


class ImportSheet(ctk.CTkFrame):
    """One step at a time, in the same place."""

    def __init__(self, master: Any, doings: ImportDoings) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._doings = doings
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(2, weight=1)
        head = ctk.CTkFrame(self, fg_color="transparent")
        head.grid(row=0, column=0, sticky="ew", padx=(_SIDE, 12), pady=(16, 0))
        head.grid_columnconfigure(0, weight=1)
        self._title = ctk.CTkLabel(
            head, text="", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, anchor="w"
        )
        self._title.grid(row=0, column=0, sticky="w")
        self.back_button = Button(head, "Back", doings.back, kind="quiet", hint="Esc", height=40)
        self.back_button.grid(row=0, column=1)
        self._words = ctk.CTkLabel(self, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left")
        self._words.grid(row=1, column=0, sticky="ew", padx=_SIDE, pady=(4, 8))
        self._body: Any = None
        self._foot = ctk.CTkFrame(self, fg_color="transparent")
        self._foot.grid(row=3, column=0, sticky="ew", padx=_SIDE, pady=(8, 16))
        self.buttons: list[Button] = []
        self._credit = ctk.CTkLabel(
            self, text=ATTRIBUTION, font=theme.font(theme.SMALL), text_color=theme.QUIET, anchor="w"
        )
        self.progress_bar: ProgressBar | None = None
        self.lines: ImportLines | None = None
        self.bind("<Configure>", lambda _event: self._wrap())

    @property
    def words(self) -> str:
        return str(self._words.cget("text"))

    def say(self, sentence: str, colour: theme.Colour = theme.QUIET) -> None:
        self._words.configure(text=sentence, text_color=colour)

    def focus_first(self) -> None:
        if self.lines is not None:
            self.lines.focus_set()
        elif self.progress_bar is not None:
            self.progress_bar.cancel_button.focus_set()
        elif self.buttons:
            self.buttons[0].focus_set()

    # The steps

    def show_choice(self, *, can_fetch: bool, country: str) -> None:
        """Where the films come from."""
        self._begin("Import films", credit=can_fetch)
        how = ctk.CTkLabel(
            self, text=_HOW if can_fetch else f"{_HOW}\n\n{_NO_KEY}", font=theme.font(), text_color=theme.TEXT, anchor="nw",
            justify="left",
        )  # fmt: skip
        self._put(how)
        fetch = [Button(self._foot, f"Now playing in {country}", self._doings.fetch, hint="F9")] if can_fetch else []
        self._offer(Button(self._foot, "Choose a file…", self._doings.choose_file, kind="primary", hint="F5"), *fetch)
        self.say("")

    def show_progress(self, title: str, sentence: str, progress: Progress, what: str) -> None:
        self._begin(title)
        room = ctk.CTkFrame(self, fg_color="transparent")
        room.grid_columnconfigure(0, weight=1)
        self.progress_bar = ProgressBar(room, progress, what)
        self.progress_bar.grid(row=0, column=0, sticky="ew")
        self._put(room)
        self._offer()
        self.say(sentence)
        self.progress_bar.cancel_button.focus_set()

    def show_plan(self, plan: ImportPlan) -> None:
        """What would be done, line by line."""
        self._begin(plan.file.name, credit=plan.file.from_tmdb)
        self.lines = ImportLines(self, plan, done=False, on_assume=self._doings.assume)
        self._put(self.lines)
        run = Button(self._foot, "Import", self._doings.run, kind="primary", hint="Ctrl+S")
        run.set_enabled(plan.writes > 0)
        self._offer(run, Button(self._foot, "Another file…", self._doings.choose_file, hint="F5"))
        self.say(
            " ".join(plan.notes)
            if plan.writes
            else "There is nothing to import: all of it is here already, or is skipped."
        )
        self.lines.focus_set()

    def show_done(self, plan: ImportPlan) -> None:
        """What was done, line by line."""
        self._begin(f"{plan.file.name} is imported", credit=plan.file.from_tmdb)
        self.lines = ImportLines(self, plan, done=True)
        self._put(self.lines)
        self._offer(Button(self._foot, "Done", self._doings.back, kind="primary", hint="Esc"))
        self.say(f"{plan.summary}.", theme.GOOD)
        self.buttons[0].focus_set()

    def offer_posters(self, count: int) -> None:
        """Films were imported that have a poster at The Movie Database and none here."""
        words = "Fetch 1 poster" if count == 1 else f"Fetch {count} posters"
        self._offer(*self.buttons, Button(self._foot, words, self._doings.fetch_posters, hint="F9"))

    # Building

    def _begin(self, title: str, *, credit: bool = False) -> None:
        for widget in (self._body, *self.buttons):
            if widget is not None:
                bury(widget)
        self._body = self.progress_bar = self.lines = None
        self.buttons = []
        self._title.configure(text=title)
        if credit:
            self._credit.grid(row=4, column=0, sticky="w", padx=_SIDE, pady=(0, 12))
        else:
            self._credit.grid_forget()

    def _put(self, body: Any) -> None:
        self._body = body
        body.grid(row=2, column=0, sticky="nsew", padx=_SIDE)
        self._wrap()

    def _offer(self, *buttons: Button) -> None:
        self.buttons = list(buttons)
        for column, button in enumerate(buttons):
            button.grid(row=0, column=column, padx=(0, 8))

    def _wrap(self) -> None:
        room = max(200, round(self.winfo_width() / self._get_widget_scaling()) - 2 * _SIDE)
        self._words.configure(wraplength=room)
        if isinstance(self._body, ctk.CTkLabel):
            self._body.configure(wraplength=min(room, 720))
