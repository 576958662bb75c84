"""The day board drawn on its canvases: hours above, halls as rows, shows as blocks, and what is being dragged."""

from __future__ import annotations

import tkinter as tk
from dataclasses import dataclass
from datetime import datetime

import customtkinter as ctk

from app.controllers.plan.boards import Board, BoardShow
from app.controllers.plan.day_board import Fit, Judgement, Slot
from app.models.records import ShowStatus
from app.utils.local_time import format_day, format_time, to_local
from app.views import theme
from app.views.plan.day_board_layout import BoardLayout

_THREE_LINES = 54
"""In units: a block that is lower says time and seats in one line."""
_SIGNS = {Fit.FITS: "✓", Fit.TURNAROUND: "◷", Fit.OVERLAPS: "✕"}
"""Colour alone tells nothing to who cannot see it."""


@dataclass(frozen=True, slots=True)
class Lit:
    """Which show is chosen, and whether the board has the keyboard."""

    show_id: int | None
    focused: bool


class BoardPicture:
    """Draws; knows nothing of hands."""

    def __init__(self, hours: tk.Canvas, rows: tk.Canvas) -> None:
        self._hours, self._rows = hours, rows
        self._mode = "Dark"

    def draw(self, board: Board, layout: BoardLayout, lit: Lit) -> None:
        """All of it anew: some hundred items, a few milliseconds."""
        self._mode = ctk.get_appearance_mode()
        for canvas in (self._hours, self._rows):
            canvas.delete("all")
            canvas.configure(background=self._shade(theme.PANE))
        self._draw_hours(board, layout)
        self._draw_halls(board, layout)
        for show in board.around:
            if not board.show(show.id):
                self._draw_neighbour(board, layout, Slot(show.hall_id, show.starts_at, show.ends_at, show.id))
        for each in board.shows:
            self._draw_show(board, layout, each, lit)
        self._draw_now(board, layout)

    def draw_ghost(self, board: Board, layout: BoardLayout, slot: Slot, judgement: Judgement) -> None:
        """Where a dragged show would stand, in the colour and with the sign of how it fits."""
        self._rows.delete("ghost")
        colour = self._shade({Fit.FITS: theme.GOOD, Fit.TURNAROUND: theme.WARN, Fit.OVERLAPS: theme.BAD}[judgement.fit])
        left, top, right, bottom = self._box(board, layout, slot)
        hall = board.hall(slot.hall_id)
        if hall is not None:
            cleaned = layout.x_of(slot.ends_at + hall.turnaround)
            self._rows.create_rectangle(
                right, top + layout.px(8), cleaned, bottom - layout.px(8), outline=colour, dash=(3, 3), tags="ghost"
            )
        self._rows.create_rectangle(
            left, top, right, bottom, outline=colour, width=layout.px(3), fill=self._shade(theme.HOVER), tags="ghost"
        )
        font = self._font(layout, theme.BODY, bold=True)
        told = self._time(slot.starts_at, board, right - left - layout.px(28), font)
        self._rows.create_text(
            (left + right) // 2, (top + bottom) // 2, text=f"{_SIGNS[judgement.fit]} {told}", fill=self._shade(theme.TEXT),
            font=font, tags="ghost",
        )  # fmt: skip

    def clear_ghost(self) -> None:
        self._rows.delete("ghost")

    # Parts

    def _draw_hours(self, board: Board, layout: BoardLayout) -> None:
        for hour in layout.labelled_hours():
            local = to_local(hour, board.cinema.time_zone)
            told = format_time(local, board.cinema.locale).replace(":00", "")
            self._hours.create_text(
                layout.x_of(hour), layout.px(28), text=told, fill=self._shade(theme.QUIET),
                font=self._font(layout, theme.SMALL),
            )  # fmt: skip
        for hour in layout.frame.hours():
            x, midnight = layout.x_of(hour), hour == layout.frame.next_midnight
            self._rows.create_line(
                x, 0, x, layout.height, fill=self._shade(theme.EDGE if midnight else theme.LINE),
                width=layout.px(2) if midnight else 1,
            )  # fmt: skip
        if layout.frame.closes > layout.frame.next_midnight:
            self._draw_next_day(board, layout)

    def _draw_next_day(self, board: Board, layout: BoardLayout) -> None:
        """What is past midnight is shaded: shows run into it, and none begins there."""
        left = layout.x_of(layout.frame.next_midnight)
        self._rows.tag_lower(
            self._rows.create_rectangle(
                left, 0, layout.right, layout.height, fill=self._shade(theme.RAISED), outline=""
            )
        )
        told = format_day(to_local(layout.frame.next_midnight, board.cinema.time_zone), board.cinema.locale)
        font = self._font(layout, 11)
        # Little of the next day may be in sight: its name then ends where the board does.
        at = min(left + layout.px(4), layout.right + layout.px(8) - self._measure(told, font))
        self._hours.create_text(at, layout.px(10), anchor="w", text=told, fill=self._shade(theme.QUIET), font=font)

    def _draw_halls(self, board: Board, layout: BoardLayout) -> None:
        for row, hall in enumerate(board.halls):
            top, bottom = row * layout.row_height, (row + 1) * layout.row_height
            middle = (top + bottom) // 2
            self._rows.create_line(0, bottom, layout.right, bottom, fill=self._shade(theme.LINE))
            name = self._clipped(hall.name, layout.left - layout.px(20), self._font(layout, theme.BODY, bold=True))
            self._rows.create_text(
                layout.px(12), middle - layout.px(9), anchor="w", text=name, fill=self._shade(theme.TEXT),
                font=self._font(layout, theme.BODY, bold=True),
            )  # fmt: skip
            told = f"{hall.seat_count} seats" if hall.active else "closed"
            self._rows.create_text(
                layout.px(12), middle + layout.px(10), anchor="w", text=told, fill=self._shade(theme.QUIET),
                font=self._font(layout, theme.SMALL),
            )  # fmt: skip

    def _draw_neighbour(self, board: Board, layout: BoardLayout, slot: Slot) -> None:
        """A show of the day before or after that reaches into this one."""
        reaches_in = slot.ends_at > layout.frame.opens and slot.starts_at < layout.frame.closes
        if not reaches_in or board.hall(slot.hall_id) is None:
            return
        left, top, right, bottom = self._box(board, layout, slot)
        self._rows.create_rectangle(
            max(left, layout.left), top, min(right, layout.right), bottom, outline=self._shade(theme.LINE),
            fill=self._shade(theme.PANE), dash=(4, 3),
        )  # fmt: skip

    def _draw_show(self, board: Board, layout: BoardLayout, show: BoardShow, lit: Lit) -> None:
        left, top, right, bottom = self._box(board, layout, show.slot)
        hall = board.hall(show.stored.hall_id)
        if hall is not None:
            cleaned = layout.x_of(show.stored.ends_at + hall.turnaround)
            self._rows.create_rectangle(
                right,
                top + layout.px(10),
                cleaned,
                bottom - layout.px(10),
                outline=self._shade(theme.LINE),
                dash=(2, 3),
            )
        over = show.stored.status is ShowStatus.COMPLETED
        chosen = show.id == lit.show_id
        edge = theme.ACCENT if chosen and lit.focused else theme.TEXT if chosen else theme.EDGE
        self._rows.create_rectangle(
            left, top, right, bottom, fill=self._shade(theme.HOVER if chosen else theme.PANE if over else theme.RAISED),
            outline=self._shade(edge), width=layout.px(3) if chosen else 1,
        )  # fmt: skip
        self._draw_sold(layout, show, (left, top, right, bottom))
        inner = right - left - layout.px(14)
        running = "● " if show.stored.status is ShowStatus.ONGOING else ""
        at = self._time(show.stored.starts_at, board, inner - (layout.px(14) if running else 0), self._font(layout, 13))
        when, quiet = theme.QUIET if over else theme.TEXT, theme.QUIET
        lines = [(show.stored.movie_title, when, True), (f"{running}{at}", when, False), (_taken(show), quiet, False)]
        if bottom - top < layout.px(_THREE_LINES):
            lines[1:] = [(self._one_line(board, show, f"{running}{at}", inner, self._font(layout, 13)), when, False)]
        pitch = min(layout.px(20), (bottom - top - layout.px(8)) // len(lines))
        for number, (text, colour, bold) in enumerate(lines):
            font = self._font(layout, 13, bold=bold)
            self._rows.create_text(
                left + layout.px(8), top + layout.px(2) + pitch // 2 + number * pitch, anchor="w", fill=self._shade(colour),
                text=self._clipped(text, inner, font), font=font, tags="words",
            )  # fmt: skip

    def _draw_sold(self, layout: BoardLayout, show: BoardShow, box: tuple[int, int, int, int]) -> None:
        """How full it is, as a bar along the lower edge."""
        left, _, right, bottom = box
        if not show.seat_count or not show.sold_count:
            return
        width = (right - left - layout.px(4)) * min(1.0, show.sold_count / show.seat_count)
        self._rows.create_rectangle(
            left + layout.px(2), bottom - layout.px(6), left + layout.px(2) + max(layout.px(2), round(width)),
            bottom - layout.px(2), fill=self._shade(theme.ACCENT), outline="",
        )  # fmt: skip

    def _draw_now(self, board: Board, layout: BoardLayout) -> None:
        if not layout.frame.opens <= board.now <= layout.frame.closes:
            return
        x = layout.x_of(board.now)
        self._rows.create_line(x, 0, x, layout.height, fill=self._shade(theme.ACCENT), width=layout.px(2))
        self._rows.tag_raise("words")
        self._hours.create_text(
            x, layout.px(40), text="▾", fill=self._shade(theme.ACCENT), font=self._font(layout, theme.SMALL)
        )

    @staticmethod
    def _box(board: Board, layout: BoardLayout, slot: Slot) -> tuple[int, int, int, int]:
        row = next((row for row, hall in enumerate(board.halls) if hall.id == slot.hall_id), 0)
        top, bottom = layout.row_span(row)
        return layout.x_of(slot.starts_at), top, layout.x_of(slot.ends_at), bottom

    def _one_line(self, board: Board, show: BoardShow, at: str, width: int, font: theme.Font) -> str:
        """Time and seats, as far as both have room; else the time."""
        short = self._time(show.stored.starts_at, board, 0, font)
        told = (f"{at} · {_taken(show)}", f"{short} · {_taken(show)}", at)
        return next((each for each in told if self._measure(each, font) <= width), short)

    def _time(self, moment: datetime, board: Board, width: int, font: theme.Font) -> str:
        """The time in the cinema's way of writing; in 24 hours where that has no room."""
        local = to_local(moment, board.cinema.time_zone)
        told = format_time(local, board.cinema.locale)
        return told if self._measure(told, font) <= width else f"{local.hour}:{local.minute:02d}"

    def _clipped(self, text: str, width: int, font: theme.Font) -> str:
        """As much of a text as has room, with … where something is left out."""
        if self._measure(text, font) <= width:
            return text
        while text and self._measure(f"{text}…", font) > width:
            text = text[:-1]
        return f"{text.rstrip()}…" if text else ""

    def _measure(self, text: str, font: theme.Font) -> int:
        return int(self._rows.tk.call("font", "measure", font, text))

    def _font(self, layout: BoardLayout, size: int, *, bold: bool = False) -> theme.Font:
        return (theme.family(), -layout.px(size), "bold") if bold else (theme.family(), -layout.px(size))

    def _shade(self, colour: theme.Colour) -> str:
        return theme.pick(colour, self._mode)


def _taken(show: BoardShow) -> str:
    held = f" · {show.held_count} held" if show.held_count else ""
    return f"{show.sold_count}/{show.seat_count}{held}"
