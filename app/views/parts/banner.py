"""The bar that says something of the whole window, most often what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.icons import icon

_GROUND: theme.Colour = ("#fdf0d5", "#3a2f17")
_BESIDE = 60
"""The sign, and what is left free at both sides."""
_INK: theme.Colour = ("#6b4400", "#f7d48a")


class Banner(ctk.CTkFrame):
    """A bar that is there only while it says something; the rest of the screen moves down for it and keeps working.

    `where` is how it is gridded while it shows: `{"row": 1, "column": 0, "sticky": "ew"}`; `sign` the icon before it.
    """

    def __init__(self, master: Any, where: Mapping[str, Any], sign: str = "warning") -> None:
        super().__init__(master, fg_color=_GROUND, corner_radius=theme.RADIUS, height=40)
        self._where, self._sign = dict(where), sign
        self.grid_columnconfigure(0, weight=1)
        self._words = ctk.CTkLabel(
            self, text="", font=theme.font(bold=True), text_color=_INK, height=40, anchor="w", compound="left",
            justify="left",
        )  # fmt: skip
        self._words.grid(row=0, column=0, sticky="ew", padx=12)
        self.bind("<Configure>", lambda _event: self._wrap())
        self._sentence: str | None = None

    @property
    def sentence(self) -> str | None:
        """What it says; None while it is hidden."""
        return self._sentence

    def show(self, sentence: str) -> None:
        if sentence == self._sentence:
            return
        if self._words.cget("image") is None:
            self._words.configure(image=icon(self._sign, 20, _INK))
        self._words.configure(text=f"  {sentence}")
        if self._sentence is None:
            self.grid(**self._where)
        self._sentence = sentence

    def _wrap(self) -> None:
        """A long sentence goes on in a second line."""
        room = round(self.winfo_width() / self._get_widget_scaling()) - _BESIDE
        if room > 0 and room != self._words.cget("wraplength"):
            self._words.configure(wraplength=room)

    def hide(self) -> None:
        self._sentence = None
        self.grid_forget()
