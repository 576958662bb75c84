"""A booking's tickets at the door, for guests without paper: each under a number that lets it in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import customtkinter as ctk

from app.controllers.after.door import BookingAtTheDoor
from app.controllers.after.verdicts import Reason, Verdict
from app.models.records import Cinema
from app.utils.local_time import format_time, to_local
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.icons import photo
from app.views.parts.pressable import Pressable
from app.views.parts.scroll_list import ScrollList

_COLUMNS = 3
_CHIP_HEIGHT = 52
_LIST_HEIGHT = 180
BY_ONE_KEY = 9
"""So many tickets can be told apart by one digit; of more the number is typed and Enter pressed."""


class TicketChip(Pressable):
    """One ticket: its number, its seat, and what it is now. A press lets it in."""

    returns_focus = True

    def __init__(
        self, master: Any, number: int, verdict: Verdict, cinema: Cinema, on_press: Callable[[int], object]
    ) -> None:
        self.verdict, self._number, self._cinema = verdict, number, cinema
        super().__init__(master, partial(on_press, number), width=150, height=_CHIP_HEIGHT)
        self._canvas.configure(takefocus=0)  # its number does the same, and the field keeps the keyboard

    @property
    def state(self) -> str:
        """What stands behind the seat."""
        ticket, reason = self.verdict.ticket, self.verdict.reason
        if reason is Reason.ADMIT:
            return ticket.ticket_type if ticket else ""
        if reason is Reason.ALREADY_IN and ticket is not None and ticket.admitted_at is not None:
            local = to_local(ticket.admitted_at, self._cinema.time_zone)
            return f"in {format_time(local, self._cinema.locale)}"
        return reason.headline.lower()

    def _paint_content(self) -> None:
        ticket = self.verdict.ticket
        if ticket is None:
            return
        width, height = self._size_px
        good = self.verdict.admits
        sign, colour = ("next", theme.GOOD) if good else ("check", theme.QUIET)
        if not good and self.verdict.reason is not Reason.ALREADY_IN:
            sign, colour = "cross", theme.BAD
        self._write(self._px(12), height // 2, str(self._number), theme.QUIET, size=theme.SMALL, anchor="w")
        self._write(
            self._px(36), self._px(17), ticket.seat_label, theme.TEXT if good else theme.QUIET, bold=True, anchor="w"
        )
        self._write(self._px(36), height - self._px(15), self.state, theme.QUIET, size=theme.SMALL, anchor="w")
        self._picture = photo(sign, self._px(16), self._shade(colour))
        self._canvas.create_image(width - self._px(12), height // 2, image=self._picture, anchor="e", tags=("content",))


class DoorBooking(ctk.CTkFrame):
    """The list under the verdict, as long as it is not closed; `on_number` gets the number of the ticket to let in."""

    def __init__(
        self, master: Any, cinema: Cinema, booking: BookingAtTheDoor, on_number: Callable[[int], object]
    ) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._cinema, self._on_number = cinema, on_number
        self.booking = booking
        self.chips: list[TicketChip] = []
        self.grid_columnconfigure(0, weight=1)
        self._head = ctk.CTkLabel(
            self, text="", font=theme.font(16, bold=True), text_color=theme.TEXT, anchor="w", height=28
        )
        self._head.grid(row=0, column=0, sticky="ew", padx=16, pady=(12, 0))
        self._hint = ctk.CTkLabel(self, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", height=22)
        self._hint.grid(row=1, column=0, sticky="ew", padx=16)
        self._list = ScrollList(self)
        self._list.configure(height=_LIST_HEIGHT)
        self._list.grid(row=2, column=0, sticky="ew", padx=(8, 4), pady=(4, 8))
        self._list.grid_columnconfigure(tuple(range(_COLUMNS)), weight=1, uniform="chip")
        self.show(booking)

    @property
    def by_one_key(self) -> bool:
        """Whether a digit alone says which ticket is meant."""
        return len(self.booking.verdicts) <= BY_ONE_KEY

    def code_of(self, number: int) -> str | None:
        """The code of the ticket with that number on the list, from 1 on."""
        if not 1 <= number <= len(self.booking.verdicts):
            return None
        ticket = self.booking.verdicts[number - 1].ticket
        return ticket.code if ticket else None

    def show(self, booking: BookingAtTheDoor) -> None:
        """The same booking's tickets as they are now, or another one's."""
        if self.chips and booking == self.booking:
            return
        self.booking = booking
        first = booking.verdicts[0].ticket
        waiting = sum(verdict.admits for verdict in booking.verdicts)
        title = f"  ·  {first.show.movie_title}" if first else ""
        self._head.configure(text=f"{booking.reference}{title}")
        how = "Its number lets a ticket in" if self.by_one_key else "A number and Enter let a ticket in"
        self._hint.configure(text=f"{waiting} of {len(booking.verdicts)} may go in. {how}; Esc closes.")
        for chip in self.chips:
            bury(chip)
        self.chips = [
            TicketChip(self._list, number, verdict, self._cinema, self._on_number)
            for number, verdict in enumerate(booking.verdicts, start=1)
        ]
        for place, chip in enumerate(self.chips):
            chip.grid(row=place // _COLUMNS, column=place % _COLUMNS, sticky="ew", padx=4, pady=(0, 6))
