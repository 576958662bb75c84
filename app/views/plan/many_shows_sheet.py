"""The sheets that plan many shows: what is wished for at the left, what would come of it at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.controllers.plan.filling import Preview
from app.models.records import Cinema
from app.utils.local_time import format_day
from app.utils.progress import Progress
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.progress_bar import ProgressBar
from app.views.parts.table import Column, Table, TableRow

LEFT_OUT_TOLD = 4
_COLUMNS = (
    Column("day", "Day", 96),
    Column("start", "Start", 76),
    Column("hall", "Hall", 72),
    Column("film", "Film", 96, stretch=True),
)


@dataclass(frozen=True, slots=True)
class SheetDoings:
    write: Callable[[], object]
    back: Callable[[], object]


class ManyShowsSheet(ctk.CTkFrame):
    """`wishes` is where the asking side stands; the other side shows the preview, and how far the writing is."""

    def __init__(self, master: Any, title: str, doings: SheetDoings) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._doings = doings
        self.grid_columnconfigure(1, weight=1)
        self.grid_rowconfigure(1, weight=1)
        head = ctk.CTkFrame(self, fg_color="transparent")
        head.grid(row=0, column=0, columnspan=2, sticky="ew", padx=(24, 12), pady=(12, 0))
        head.grid_columnconfigure(0, weight=1)
        ctk.CTkLabel(head, text=title, font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, anchor="w").grid(
            row=0, column=0, sticky="w"
        )
        self.back_button = Button(head, "Back", doings.back, kind="quiet", hint="Esc", height=40)
        self.back_button.grid(row=0, column=1)
        self.wishes = ctk.CTkFrame(self, fg_color="transparent")
        self.wishes.grid(row=1, column=0, sticky="nsew", padx=(16, 8), pady=(8, 12))
        side = ctk.CTkFrame(self, fg_color="transparent")
        side.grid(row=1, column=1, sticky="nsew", padx=(8, 16), pady=(8, 12))
        side.grid_columnconfigure(0, weight=1)
        side.grid_rowconfigure(1, weight=1)
        self._side = side
        self._words = ctk.CTkLabel(side, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left")
        self._words.grid(row=0, column=0, sticky="ew", padx=8, pady=(0, 4))
        self.table = Table(side, _COLUMNS, lambda _id: None, empty="What would be planned is listed here.")
        self.table.grid(row=1, column=0, sticky="nsew")
        self.write_button = Button(side, "Plan them", doings.write, kind="primary", hint="Ctrl+S")
        self.write_button.grid(row=2, column=0, sticky="e", padx=8, pady=(8, 0))
        self.write_button.set_enabled(False)
        self.progress_bar: ProgressBar | None = None
        side.bind("<Configure>", lambda _event: self._wrap())

    @property
    def words(self) -> str:
        return str(self._words.cget("text"))

    def say(self, sentence: str, colour: theme.Colour = theme.QUIET) -> None:
        self._words.configure(text=sentence, text_color=colour)

    def show_preview(self, preview: Preview, cinema: Cinema) -> None:
        """What would be planned, show by show, and what cannot be."""
        self.table.show(
            [
                TableRow(
                    str(number), (format_day(line.day, cinema.locale), line.start, line.hall_name, line.film_title)
                )
                for number, line in enumerate(preview.lines)
            ]
        )
        count = len(preview.lines)
        halls = len({line.hall_name for line in preview.lines})
        days = len({line.day for line in preview.lines})
        told = (
            f"{_count(count, 'show')} in {_count(halls, 'hall')} on {_count(days, 'day')}."
            if count
            else "Nothing finds room."
        )
        self.say("\n".join((told, *_left_out(preview.left_out))), theme.TEXT if count else theme.WARN)
        self.write_button.set_text(f"Plan {_count(count, 'show')}" if count else "Plan them")
        self.write_button.set_enabled(count > 0)

    def forget_preview(self) -> None:
        """Something else is wished for: what was shown does not hold any more."""
        self.table.show(())
        self.write_button.set_text("Plan them")
        self.write_button.set_enabled(False)

    def show_progress(self, progress: Progress) -> None:
        self.end_progress()
        self.write_button.grid_forget()
        self.progress_bar = ProgressBar(self._side, progress, "shows")
        self.progress_bar.grid(row=2, column=0, sticky="ew", padx=8, pady=(8, 0))
        self.progress_bar.cancel_button.focus_set()

    def end_progress(self) -> None:
        if self.progress_bar is not None:
            bury(self.progress_bar)
            self.progress_bar = None
        self.write_button.grid(row=2, column=0, sticky="e", padx=8, pady=(8, 0))

    def _wrap(self) -> None:
        units = self._side.winfo_width() / self._get_widget_scaling()
        self._words.configure(wraplength=max(200, round(units) - 24))


def _left_out(sentences: Sequence[str]) -> list[str]:
    told = list(sentences[:LEFT_OUT_TOLD])
    more = len(sentences) - len(told)
    return [*told, f"And {more} more."] if more else told


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
