"""The verdict, to be read from two metres: a colour that fills the pane, a sign, and words as large as there is room for."""

from __future__ import annotations

from typing import Any, Literal

import customtkinter as ctk

from app.controllers.after.verdicts import Verdict
from app.models.records import Cinema
from app.utils.local_time import format_day, format_time, to_local
from app.views import theme
from app.views.parts.icons import icon

Meaning = Literal["READY", "GOOD", "BAD", "WARN"]

_ON_FILL: theme.Colour = ("#ffffff", "#ffffff")
Sizes = tuple[int, ...]
"""The sizes of type that are tried, the largest first."""

_HEADLINES: Sizes = (128, 104, 88, 72, 60, 48, 38)
_SEATS: Sizes = (96, 80, 64, 54, 44, 34, 28)
_SENTENCES: Sizes = (40, 34, 30, 26, 22, 18, 16)
_READY_STEPS, _REFUSED_STEPS = 3, 2
"""So many sizes smaller are: what is no verdict, and the seat of who may not go in."""
_LINES = 1.8
"""A sentence may take two lines, of which the first is never quite full."""
_HEIGHTS = (600, 500, 400, 300, 220)
"""In units: for each of these that the pane does not have, everything is a size smaller."""
_SIGNS = {"READY": "sell", "GOOD": "check", "BAD": "cross", "WARN": "warning"}
_SIGNS_LARGE, _WHAT = (112, 112, 56, 56, 40, 32), 20
_SIDE = 32
_LABEL_SIDES = 32
"""What a label of CustomTkinter keeps free itself."""
_READY = "Scan a ticket"


class VerdictPane(ctk.CTkFrame):
    """Says one thing at a time. The words are for the usher; what is read out to the guest is the sentence."""

    def __init__(self, master: Any, cinema: Cinema) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._cinema = cinema
        self.meaning: Meaning = "READY"
        self.verdict: Verdict | None = None
        self._told: tuple[str, str, str, str] = (_READY, "", "", "")
        self._place = ""
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure((0, 6), weight=1)
        self._sign = ctk.CTkLabel(self, text="")
        self._sign.grid(row=1, column=0, pady=(8, 0))
        self._headline, self._seat, self._sentence, self._what = (
            ctk.CTkLabel(self, text="", justify="center", fg_color="transparent") for _ in range(4)
        )
        self._rows = {
            label: row for row, label in enumerate((self._headline, self._seat, self._sentence, self._what), start=2)
        }
        self._sizes = (0, 0)
        self.bind("<Configure>", lambda _event: self._resized())
        self.repaint()

    # What it says

    @property
    def words(self) -> str:
        """All of it, for whoever looks from outside."""
        return "\n".join(part for part in self._told if part)

    def clear(self) -> None:
        """Ready for the next guest."""
        self.verdict = None
        self._say("READY", (_READY, "", self._place, ""))

    def set_place(self, sentence: str) -> None:
        """Where this door lets in, said while it waits; "" for everywhere."""
        if sentence != self._place:
            self._place = sentence
            if self.meaning == "READY":
                self.clear()

    def show(self, verdict: Verdict) -> None:
        self.verdict = verdict
        ticket = verdict.ticket
        seat = f"Row {ticket.row_name}   Seat {ticket.seat_number}" if ticket else ""
        what = self._show_of(verdict) if ticket else ""
        by_list = " (by the list)" if verdict.by_list and verdict.admits else ""
        self._say(
            "GOOD" if verdict.admits else "BAD", (verdict.reason.headline, seat, verdict.sentence, what + by_list)
        )

    def show_trouble(self, headline: str, sentence: str) -> None:
        """Nobody knows: neither yes nor no."""
        self.verdict = None
        self._say("WARN", (headline, "", sentence, ""))

    def repaint(self) -> None:
        """In the palette that is worn now, as large as there is room for."""
        fill = theme.PANE if self.meaning == "READY" else (getattr(theme, self.meaning)[0],) * 2
        ink = theme.QUIET if self.meaning == "READY" else _ON_FILL
        self.configure(fg_color=fill)
        headline, seat, sentence, what = self._told
        height = self._room()[1]
        step = sum(height < each for each in _HEIGHTS)
        self._sign.configure(image=icon(_SIGNS[self.meaning], _SIGNS_LARGE[step], ink))
        ready = self.meaning == "READY"
        headlines = _HEADLINES[max(_READY_STEPS, step) if ready else step :]
        seats = _SEATS[step + (0 if self.meaning == "GOOD" else _REFUSED_STEPS) :]
        self._write(self._headline, headline, headlines, ink, bold=True)
        self._write(self._seat, seat, seats, ink, bold=True)
        self._write(self._sentence, sentence, _SENTENCES[4 if ready else step :], ink, bold=not ready, lines=_LINES)
        self._write(self._what, what, (_WHAT,), ink, bold=False)

    def _say(self, meaning: Meaning, told: tuple[str, str, str, str]) -> None:
        self.meaning, self._told = meaning, told
        self.repaint()

    def _show_of(self, verdict: Verdict) -> str:
        ticket = verdict.ticket
        if ticket is None:
            return ""
        local = to_local(ticket.show.starts_at, self._cinema.time_zone)
        when = f"{format_day(local.date(), self._cinema.locale)}, {format_time(local, self._cinema.locale)}"
        return f"{ticket.show.movie_title}\n{when}  ·  {ticket.show.hall_name}  ·  {ticket.ticket_type}"

    # As large as there is room for

    def _room(self) -> tuple[float, float]:
        """Width and height in units."""
        scaling = self._get_widget_scaling()
        return self.winfo_width() / scaling, self.winfo_height() / scaling

    def _write(
        self, label: ctk.CTkLabel, text: str, sizes: Sizes, ink: theme.Colour, *, bold: bool, lines: float = 1
    ) -> None:
        if not text:
            label.configure(text="")
            label.grid_forget()
            return
        room = max(200.0, self._room()[0] - 2 * _SIDE - _LABEL_SIDES)
        size = next((each for each in sizes if self._wide(text, each, bold=bold) <= room * lines), sizes[-1])
        wrap = self._even_lines(text, size, room, bold=bold)
        label.configure(text=text, font=theme.font(size, bold=bold), text_color=ink, wraplength=round(wrap))
        # In full each time: CustomTkinter scales what it was told last, and would forget the sides.
        label.grid(row=self._rows[label], column=0, sticky="ew", padx=_SIDE, pady=(0, 4))

    def _wide(self, text: str, size: int, *, bold: bool) -> float:
        """The widest line in units."""
        scaling = float(self._get_widget_scaling())
        size_px = -round(size * scaling)
        font = (theme.family(), size_px, "bold") if bold else (theme.family(), size_px)
        return max(float(self.tk.call("font", "measure", font, line)) for line in text.split("\n")) / scaling

    def _even_lines(self, text: str, size: int, room: float, *, bold: bool) -> float:
        """Where a sentence breaks, so that no single word is left for its last line."""
        if self._wide(text, size, bold=bold) <= room:
            return room
        words = text.split(" ")
        starts = (" ".join(words[:count]) for count in range(1, len(words)))
        halves = (
            max(self._wide(start, size, bold=bold), self._wide(text[len(start) + 1 :], size, bold=bold))
            for start in starts
        )
        longer = min(halves, default=room) + _LABEL_SIDES
        return min(room, longer)

    def _set_scaling(self, *args: float, **named: float) -> None:
        super()._set_scaling(*args, **named)
        self.repaint()

    def _resized(self) -> None:
        sizes = (self.winfo_width(), self.winfo_height())
        if sizes != self._sizes:
            self._sizes = sizes
            self.repaint()
