"""The first screen of a shift: who are you?"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.fitted_label import FittedLabel
from app.views.parts.button import Button
from app.views.parts.choice import bind_arrows
from app.views.parts.field import Field
from app.views.parts.pressable import Pressable
from app.views.start.auditorium import Auditorium

_CARD_WIDTH = 400
_INSET = 32


class SignInView(Auditorium):
    """Name and password; keeps what was typed, and selects the password after a refusal so that one can type anew.

    `demo_sign_ins` are (username, password, role) of the demo cinema, offered as a list; empty for a real one.
    """

    def __init__(
        self,
        master: Any,
        *,
        cinema: str,
        counter: str,
        demo_sign_ins: Sequence[tuple[str, str, str]] = (),
        on_sign_in: Callable[[str, str], object],
    ) -> None:
        super().__init__(master)
        self._on_sign_in = on_sign_in
        self._busy = False
        self._blocked_until = 0.0
        self._countdown: str | None = None
        self.demo_rows: list[Pressable] = []
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure((0, 2), weight=1)
        card = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=16)
        card.grid(row=1, column=0)
        self._build_head(card, cinema, counter)
        self.name = Field(card, "Username", width=_CARD_WIDTH - 2 * _INSET, on_submit=self._name_done)
        self.name.grid(row=2, column=0, padx=_INSET)
        self.password = Field(
            card, "Password", secret=True, width=_CARD_WIDTH - 2 * _INSET, on_submit=self._sign_in
        )  # fmt: skip
        self.password.grid(row=3, column=0, padx=_INSET, pady=(4, 4))
        self._button = Button(
            card, "Sign in", self._sign_in, kind="primary", hint="Enter", width=_CARD_WIDTH - 2 * _INSET
        )
        self._button.grid(row=4, column=0, padx=_INSET, pady=(4, _INSET if not demo_sign_ins else 24))
        if demo_sign_ins:
            self._build_demo(card, demo_sign_ins)
        self.name.focus_set()

    def show_error(self, sentence: str) -> None:
        """Under the password; the name stays, the password is selected."""
        self.set_busy(False)
        self.password.set_error(sentence)
        self.password.focus_set()
        self.password.select_all()

    def show_wait(self, sentence: str, seconds: int) -> None:
        """Too many wrong tries: count down, then let the person try again."""
        self.show_error(sentence)
        self._blocked_until = time.monotonic() + seconds
        self._count_down(sentence)

    def set_busy(self, busy: bool) -> None:
        """While the database is asked nothing is sent twice."""
        self._busy = busy
        self._button.set_text("Signing in…" if busy else "Sign in")
        self._button.set_enabled(not busy and not self._wait_seconds())

    def destroy(self) -> None:
        self._stop_countdown()
        super().destroy()

    def _wait_seconds(self) -> int:
        return max(0, math.ceil(self._blocked_until - time.monotonic()))

    def _count_down(self, sentence: str) -> None:
        self._stop_countdown()
        left = self._wait_seconds()
        self._button.set_enabled(left == 0 and not self._busy)
        self.password.set_error(f"{sentence} {left} s" if left else None)
        if left:
            self._countdown = self.after(250, self._count_down, sentence)

    def _stop_countdown(self) -> None:
        if self._countdown is not None:
            self.after_cancel(self._countdown)
            self._countdown = None

    def _name_done(self) -> None:
        self.password.focus_set()
        self.password.select_all()

    def _sign_in(self) -> None:
        if self._busy or self._wait_seconds():
            return
        if not self.name.value.strip():
            self.name.set_error("Type your username.")
            self.name.focus_set()
            return
        if not self.password.value:
            self.password.set_error("Type your password.")
            self.password.focus_set()
            return
        self.set_busy(True)
        self._on_sign_in(self.name.value.strip(), self.password.value)

    def _fill(self, username: str, password: str) -> None:
        self.name.value = username
        self.password.value = password
        self.name.set_error(None)
        self.password.focus_set()
        self.password.select_all()

    def _build_head(self, card: ctk.CTkFrame, cinema: str, counter: str) -> None:
        ctk.CTkLabel(
            card, text="foyer", font=theme.font(theme.LARGE, bold=True), text_color=theme.ACCENT, height=40, anchor="w"
        ).grid(row=0, column=0, padx=_INSET, pady=(_INSET, 0), sticky="w")
        where = "  ·  ".join(part for part in (cinema, counter) if part)
        told = FittedLabel(
            card, most=_CARD_WIDTH - 2 * _INSET, font=theme.font(), text_color=theme.QUIET, height=24
        )  # fmt: skip
        told.grid(row=1, column=0, padx=_INSET, pady=(0, 16), sticky="w")
        told.say(where)

    def _build_demo(self, card: ctk.CTkFrame, sign_ins: Sequence[tuple[str, str, str]]) -> None:
        ctk.CTkFrame(card, height=1, fg_color=theme.LINE, bg_color=theme.LINE, corner_radius=0).grid(
            row=5, column=0, sticky="ew"
        )
        ctk.CTkLabel(
            card, text="This is the demo cinema. Sign in as", font=theme.font(theme.SMALL), text_color=theme.QUIET,
            height=20, anchor="w",
        ).grid(row=6, column=0, padx=_INSET, pady=(16, 4), sticky="w")  # fmt: skip
        rows = self.demo_rows
        for row, (username, password, role) in enumerate(sign_ins, start=7):
            rows.append(_DemoRow(card, role, username, password, partial(self._fill, username, password)))
            rows[-1].grid(row=row, column=0, padx=_INSET - 12, pady=(0, 16 if row == 6 + len(sign_ins) else 0))
        bind_arrows(rows)


class _DemoRow(Pressable):
    """One sign-in of the demo: role, username, password; pressing it fills both fields."""

    def __init__(self, master: Any, role: str, username: str, password: str, command: Callable[[], object]) -> None:
        self._texts = (role.capitalize(), username, password)
        super().__init__(master, command, width=_CARD_WIDTH - 2 * _INSET + 24, height=36)

    def _ground(self) -> theme.Colour | str:
        return super()._ground() if self._inside or self._focused else "transparent"

    def _paint_content(self) -> None:
        _, height = self._size_px
        role, username, password = self._texts
        for x, text, colour in ((12, role, theme.TEXT), (128, username, theme.TEXT), (244, password, theme.QUIET)):
            self._write(self._px(x), height // 2, text, colour, size=13, anchor="w")
