"""The sheet of baskets that wait: parked at this counter, and booked by phone. Over the right of the page."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import customtkinter as ctk

from app.controllers.sell.customers import is_flagged
from app.controllers.sell.open_baskets import OpenBasket
from app.models.records import Cinema
from app.utils.local_time import format_countdown, format_day, format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.parts.icons import photo
from app.views.parts.pressable import Pressable
from app.views.parts.scroll_list import ScrollList
from app.views.sell.basket_panel import AMBER_SECONDS

WIDTH = 344
"""Wide enough for a row, and narrow enough to leave the middle of the map, with the messages over it, in sight."""
_INNER = WIDTH - 32
_ROW_HEIGHT = 68
_EMPTY = "Nothing waits. F6 parks a basket; Shift+F10 holds one for a caller."
_NOT_FOUND = "Nothing that waits has “{}”. Try a name, part of a phone number, a seat or the reference."


@dataclass(frozen=True, slots=True)
class SheetActions:
    """What can be done: look for what is typed, take one up, cancel a booking by phone, go back."""

    typed: Callable[[str], object]
    take_up: Callable[[OpenBasket], object]
    cancel: Callable[[OpenBasket], object]
    close: Callable[[], object]


class WaitingRow(Pressable):
    """One basket: its number, seats, show, whose it is, and the time that is left."""

    def __init__(
        self, master: Any, number: int, basket: OpenBasket, cinema: Cinema, on_press: Callable[[OpenBasket], object]
    ) -> None:
        self.basket, self._number, self._cinema = basket, number, cinema
        self._chosen, self._read_at = False, time.monotonic()
        self._left_shown = ""
        super().__init__(master, lambda: on_press(basket), width=WIDTH - 32, height=_ROW_HEIGHT)

    @property
    def seconds_left(self) -> float:
        """Counted from the server's answer."""
        return max(0.0, self.basket.seconds_left - (time.monotonic() - self._read_at))

    @property
    def words(self) -> str:
        """All that it says, for whoever looks from outside."""
        return "\n".join(str(self._canvas.itemcget(item, "text")) for item in self._texts)

    def set_chosen(self, *, chosen: bool) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self._repaint()

    def tick(self) -> None:
        """The time that is left, a second later."""
        if self._left() != self._left_shown:
            self._repaint()

    def _ground(self) -> theme.Colour | str:
        return theme.HOVER if self._chosen else super()._ground()

    def _left(self) -> str:
        if not self.seconds_left:
            return "hold over"
        if not self.basket.by_phone:
            return format_countdown(self.seconds_left)
        until, starts = (
            to_local(moment, self._cinema.time_zone) for moment in (self.basket.held_until, self.basket.starts_at)
        )
        day = "" if until.date() == starts.date() else f"{format_day(until.date(), self._cinema.locale)} "
        return f"until {day}{format_time(until, self._cinema.locale)}"

    def _paint_content(self) -> None:
        width, height = self._size_px
        basket = self.basket
        left, middle, right = self._px(44), height // 2, width - self._px(12)
        number = theme.ACCENT if self._chosen else theme.QUIET
        self._texts = [self._write(self._px(20), middle, str(self._number), number, size=18, bold=True)]
        self._left_shown = self._left()
        hurry = self.seconds_left <= AMBER_SECONDS
        colour = theme.BAD if not self.seconds_left else theme.WARN if hurry else theme.QUIET
        size = theme.SMALL if basket.by_phone else theme.BODY
        top, bottom = middle - self._px(20), middle + self._px(20)
        self._texts.append(self._write(right, top, self._left_shown, colour, size=size, bold=hurry, anchor="e"))
        room = right - left - self._measure(self._left_shown, size, bold=hurry) - self._px(8)
        self._line(left, top, ", ".join(basket.seat_labels), theme.TEXT, room, bold=True)
        self._line(left, middle, self._show(), theme.QUIET, right - left, size=theme.SMALL)
        self._paint_whose(left, bottom, right)

    def _show(self) -> str:
        """When and what, the day only where it is another one than today's."""
        zone, locale = self._cinema.time_zone, self._cinema.locale
        starts = to_local(self.basket.starts_at, zone)
        today = to_local(datetime.now(UTC), zone).date()
        day = "" if starts.date() == today else f"{format_day(starts.date(), locale)} "
        return f"{day}{format_time(starts, locale)} · {self.basket.movie_title}"

    def _paint_whose(self, left: int, y: int, right: int) -> None:
        basket, customer = self.basket, self.basket.customer
        flagged = customer is not None and is_flagged(customer)
        whose = [customer.called, basket.note, customer.phone if customer.name else ""] if customer else [basket.note]
        told = [text for text in whose if text] or [f"parked by {basket.clerk_name}"]
        if flagged:
            self._picture = photo("warning", self._px(14), self._shade(theme.BAD))
            self._canvas.create_image(left + self._px(7), y, image=self._picture, tags=("content",))
            left += self._px(20)
        total = format_minor(basket.total_minor, self._cinema.currency, self._cinema.locale)
        corner = basket.reference if basket.by_phone else total
        self._texts.append(self._write(right, y, corner, theme.QUIET, size=theme.SMALL, anchor="e"))
        right -= self._measure(corner, theme.SMALL) + self._px(8)
        colour = theme.BAD if flagged else theme.TEXT
        while len(told) > 1 and self._measure(" · ".join(told), theme.SMALL) > right - left:
            told.pop()  # half a telephone number tells nothing
        self._line(left, y, " · ".join(told), colour, right - left, size=theme.SMALL)

    def _line(
        self,
        x: int,
        y: int,
        text: str,
        colour: theme.Colour,
        room_px: int,
        *,
        size: int = theme.BODY,
        bold: bool = False,
    ) -> None:
        while len(text) > 2 and self._measure(text, size, bold=bold) > room_px:
            text = text.rstrip("…")[:-1] + "…"
        self._texts.append(self._write(x, y, text, colour, size=size, bold=bold, anchor="w"))


class OpenBasketsSheet(ctk.CTkFrame):
    """Typing looks for a name, a phone or a reference; a row's number, or Up and Down, choose it; Enter takes it up."""

    def __init__(self, master: Any, cinema: Cinema, actions: SheetActions) -> None:
        super().__init__(
            master, width=WIDTH, fg_color=theme.PANE, corner_radius=12, border_width=1, border_color=theme.EDGE
        )
        self._cinema, self._actions = cinema, actions
        self.rows: list[WaitingRow] = []
        self._chosen = 0
        self.asked = ""
        """The reference of the booking whose cancelling has been asked for once; another row, and it must be asked anew."""
        self.grid_propagate(False)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(2, weight=1)
        head = ctk.CTkFrame(self, fg_color="transparent")
        head.grid(row=0, column=0, sticky="ew", padx=(16, 8), pady=(8, 0))
        head.grid_columnconfigure(0, weight=1)
        ctk.CTkLabel(
            head, text="Baskets that wait", font=theme.font(16, bold=True), text_color=theme.TEXT, anchor="w"
        ).grid(row=0, column=0, sticky="w")
        Button(head, "Close", actions.close, kind="quiet", hint="Esc", height=36).grid(row=0, column=1)
        self.field = Field(
            self, "Number, name, phone, seat or reference", width=WIDTH - 32, on_submit=self.take_up_chosen
        )
        self.field.grid(row=1, column=0, sticky="ew", padx=16)
        self.field.bind_change(self._changed)
        self.field.bind_arrows(lambda: self._step(-1), lambda: self._step(1))
        self._list = ScrollList(self)
        self._list.grid(row=2, column=0, sticky="nsew", padx=4)
        self._list.grid_columnconfigure(0, weight=1)
        self._empty = ctk.CTkLabel(
            self._list, text="", font=theme.font(), text_color=theme.QUIET, wraplength=WIDTH - 64, justify="left"
        )
        foot = ctk.CTkFrame(self, fg_color="transparent")
        foot.grid(row=3, column=0, sticky="ew", padx=16, pady=(8, 12))
        self.take_button = Button(foot, "Take up", self.take_up_chosen, kind="primary", hint="Enter", width=_INNER)
        self.cancel_button = Button(foot, "Cancel booking", self.cancel_chosen, hint="Shift+Del", width=_INNER)
        self.take_button.grid(row=0, column=0, pady=(0, 8))
        self.cancel_button.grid(row=1, column=0)
        self.field.bind_key("<Shift-Delete>", self.cancel_chosen)

    @property
    def chosen(self) -> OpenBasket | None:
        return self.rows[self._chosen].basket if self.rows else None

    def show(self, found: Sequence[OpenBasket], typed: str) -> None:
        """What waits now; the chosen one stays chosen while it is among them."""
        before = self.chosen.reference if self.chosen else None
        references = [basket.reference for basket in found]
        for row in self.rows:
            bury(row)
        self.rows = [
            WaitingRow(self._list, number, basket, self._cinema, self._actions.take_up)
            for number, basket in enumerate(found, start=1)
        ]
        for place, row in enumerate(self.rows):
            row.grid(row=place, column=0, sticky="ew", padx=(8, 2), pady=(0, 4))
        if self.rows:
            self._empty.grid_forget()
        else:
            self._empty.configure(text=_NOT_FOUND.format(typed) if typed else _EMPTY)
            self._empty.grid(row=0, column=0, sticky="w", padx=12, pady=12)
        self._choose(references.index(before) if before in references else 0)

    def tick(self) -> None:
        for row in self.rows:
            row.tick()

    def take_up_chosen(self) -> None:
        if self.chosen is not None:
            self._actions.take_up(self.chosen)

    def cancel_chosen(self) -> None:
        if self.chosen is not None:
            self._actions.cancel(self.chosen)

    def ask_again(self, basket: OpenBasket) -> None:
        """The button asks whether this booking is really to be cancelled."""
        self.asked = basket.reference
        self._name_cancel()

    def _name_cancel(self) -> None:
        self.cancel_button.set_text("Really cancel?" if self.asked else "Cancel booking")

    def _changed(self, text: str) -> None:
        """A short number chooses its row; everything else is looked for."""
        typed = text.strip()
        if typed.isdecimal() and len(typed) <= 2:
            self._choose(int(typed) - 1)
        else:
            self._actions.typed(typed)

    def _step(self, step: int) -> None:
        self._choose(self._chosen + step)

    def _choose(self, place: int) -> None:
        self._chosen = max(0, min(place, len(self.rows) - 1))
        for number, row in enumerate(self.rows):
            row.set_chosen(chosen=number == self._chosen)
        chosen = self.chosen
        if chosen is not None:
            self.update_idletasks()
            self._list.see(self.rows[self._chosen])
        self.take_button.set_enabled(chosen is not None)
        self.cancel_button.set_enabled(chosen is not None and chosen.by_phone)
        if chosen is None or chosen.reference != self.asked:
            self.asked = ""
        self._name_cancel()
