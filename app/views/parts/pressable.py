"""Anything that can be pressed: buttons, the rail's items, cards and rows of a list.

CustomTkinter's button cannot be reached with the keyboard. This one is a single focus stop with a visible ring,
pressed by Space, Return or the mouse, and draws its whole content on one canvas: cheap to make and to recolour.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.bury import give_keyboard


class Pressable(ctk.CTkFrame):
    """A rounded rectangle that presses. Subclasses draw on it by overriding `_paint_content`."""

    returns_focus = False
    """True for what is pressed in passing: a mouse press then leaves the keyboard where the clerk had it."""

    def __init__(self, master: Any, command: Callable[[], object], *, width: int, height: int, radius: int = 8) -> None:
        self._command = command
        self._enabled = True
        self._inside = self._down = self._focused = False
        self._focus_before: tk.Misc | None = None
        self._content_ready = False
        super().__init__(master, width=width, height=height, corner_radius=radius, border_width=2)
        self._content_ready = True
        self._canvas.configure(takefocus=1)
        for sequence, callback in (
            ("<Enter>", self._on_enter),
            ("<Leave>", self._on_leave),
            ("<ButtonPress-1>", self._on_press),
            ("<ButtonRelease-1>", self._on_release),
            ("<FocusIn>", self._on_focus_in),
            ("<FocusOut>", self._on_focus_out),
            ("<KeyPress-space>", self._on_key),
            ("<KeyPress-Return>", self._on_key),
            ("<KeyPress-KP_Enter>", self._on_key),
        ):
            self._canvas.bind(sequence, callback)
        self._repaint()

    # What subclasses say

    def _ground(self) -> theme.Colour | str:
        """The fill for the state it is in now; "transparent" shows the ground beneath."""
        if not self._enabled:
            return theme.RAISED
        if self._down and self._inside:
            return theme.PRESSED
        return theme.HOVER if self._inside else theme.RAISED

    def _ring(self) -> theme.Colour:
        """The focus ring's colour; it must stand out from `_ground`."""
        return theme.ACCENT

    def _paint_content(self) -> None:
        """Draw everything inside the rectangle on `self._canvas`, at the present size, scaling and theme."""

    # What everybody may use

    @property
    def enabled(self) -> bool:
        return self._enabled

    def set_enabled(self, enabled: bool) -> None:
        """A disabled one stays where it is, is passed over by Tab, and never acts."""
        if enabled == self._enabled:
            return
        self._enabled = enabled
        self._canvas.configure(takefocus=int(enabled))
        self._down = False
        self._repaint()

    def invoke(self) -> None:
        """Do what a press does; nothing while disabled."""
        if self._enabled:
            self._command()

    def focus_set(self) -> None:
        self._canvas.focus_set()

    focus = focus_set  # tkinter has both names

    @property
    def has_focus(self) -> bool:
        return self._focused

    # Drawing

    def _shade(self, colour: theme.Colour | str) -> str:
        if colour == "transparent":
            colour = self._bg_color
        return str(self._apply_appearance_mode(colour))

    def _px(self, units: float) -> int:
        """Grid units to canvas pixels."""
        scaling: float = self._get_widget_scaling()
        return round(units * scaling)

    @property
    def _size_px(self) -> tuple[int, int]:
        """Width and height as last laid out, in canvas pixels."""
        return round(self._current_width * self._get_widget_scaling()), round(
            self._current_height * self._get_widget_scaling()
        )

    def _measure(self, text: str, size: int = theme.BODY, *, bold: bool = False) -> int:
        """How many canvas pixels wide this text will be."""
        return int(self.tk.call("font", "measure", self._apply_font_scaling(theme.font(size, bold=bold)), text))

    def _draw(self, no_color_updates: bool = False) -> None:
        super()._draw(no_color_updates)
        if self._content_ready:
            self._repaint()

    def repaint(self) -> None:
        """Draw it anew: what its colours mean has changed."""
        self._repaint()

    def _repaint(self) -> None:
        ground = self._shade(self._ground())
        ring = self._shade(self._ring()) if self._focused else ground
        canvas = self._canvas  # its itemconfig, not itemconfigure, knows the antialiased corners
        canvas.itemconfig("inner_parts", fill=ground, outline=ground)
        canvas.itemconfig("border_parts", fill=ring, outline=ring)
        canvas.configure(cursor="hand2" if self._enabled else "")
        canvas.delete("content")
        self._paint_content()

    def _write(  # noqa: PLR0913 - it stands for a canvas call with as many options
        self,
        x: float,
        y: float,
        text: str,
        colour: theme.Colour,
        *,
        size: int = theme.BODY,
        bold: bool = False,
        anchor: str = "center",
        width: int = 0,
    ) -> int:
        """Text at canvas pixels; `width` in pixels wraps. Gives the item."""
        return int(
            self._canvas.create_text(
                x, y, text=text, fill=self._shade(colour), anchor=anchor, width=width, tags=("content",),
                font=self._apply_font_scaling(theme.font(size, bold=bold)),
            )
        )  # fmt: skip

    # Events

    def _on_enter(self, _event: tk.Event[Any]) -> None:
        self._inside = True
        self._repaint()

    def _on_leave(self, _event: tk.Event[Any]) -> None:
        self._inside = False
        self._repaint()

    def _on_press(self, _event: tk.Event[Any]) -> None:
        if self.returns_focus:
            self._focus_before = self.focus_get()
        self._down = self._enabled
        self._repaint()

    def _on_release(self, event: tk.Event[Any]) -> None:
        was_down, self._down = self._down, False
        within = 0 <= event.x < self._canvas.winfo_width() and 0 <= event.y < self._canvas.winfo_height()
        self._repaint()
        # Given back before the press acts: what it opens may take the keyboard, and knows where to return it.
        before, self._focus_before = self._focus_before, None
        give_keyboard(before)
        if was_down and within:
            self.invoke()

    def _on_key(self, _event: tk.Event[Any]) -> str:
        self.invoke()
        return "break"

    def _on_focus_in(self, _event: tk.Event[Any]) -> None:
        self._focused = True
        self._repaint()

    def _on_focus_out(self, _event: tk.Event[Any]) -> None:
        self._focused = False
        self._repaint()
