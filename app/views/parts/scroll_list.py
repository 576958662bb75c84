"""A column that scrolls: its bar is there only when there is something to scroll, and the focused row is always in sight."""

from __future__ import annotations

import tkinter as tk
from typing import Any

import customtkinter as ctk

from app.views import theme

_BESIDE = 32
"""Kept in sight above and below what is scrolled to, in units before scaling; Tk scrolls by steps that may fall short."""


class ScrollList(ctk.CTkScrollableFrame):
    """CustomTkinter's scrolling frame on a pane. The bar keeps its place, so that rows never change their width."""

    def __init__(self, master: Any) -> None:
        self._everywhere: list[tuple[str, str]] = []
        super().__init__(master, fg_color="transparent")
        self._bar_shown: bool | None = None
        self._parent_canvas.configure(yscrollcommand=self._scrolled)
        self._scrolled("0.0", "1.0")
        self.bind_all("<FocusIn>", self._follow_focus, add="+")

    def bind_all(self, sequence: Any = None, func: Any = None, add: Any = None) -> Any:
        """Written down, to be taken back: CustomTkinter never does, and every list there ever was would hear each key."""
        function = super().bind_all(sequence, func, add)
        if func is not None:
            self._everywhere.append((sequence, function))
        return function

    def destroy(self) -> None:
        for sequence, function in self._everywhere:
            kept = [line for line in str(self.tk.call("bind", "all", sequence)).split("\n") if function not in line]
            self.tk.call("bind", "all", sequence, "\n".join(kept))
            self._root().deletecommand(function)
        self._everywhere.clear()
        super().destroy()

    def _scrolled(self, first: str, last: str) -> None:
        self._scrollbar.set(float(first), float(last))
        # Drawing the bar can call this again with newer numbers: what holds is asked for, not remembered.
        begin, end = self._parent_canvas.yview()
        needed = begin > 0.0 or end < 1.0
        if needed is not self._bar_shown:
            self._bar_shown = needed
            rest, hover = (theme.LINE, theme.EDGE) if needed else (theme.PANE, theme.PANE)
            self._scrollbar.configure(fg_color="transparent", button_color=rest, button_hover_color=hover)

    def _follow_focus(self, event: tk.Event[Any]) -> None:
        widget = event.widget
        # Tk tells the frames around it too, and to show the whole of a tall one would move what is in sight already.
        if (
            isinstance(widget, tk.Misc)
            and str(widget).startswith(f"{self}.")
            and str(self.tk.call("focus")) == str(widget)
        ):
            self.see(widget)

    def see(self, widget: tk.Misc) -> None:
        """Scroll as far as it takes to show this row, with its label above and what is said below it."""
        if not self._bar_shown:
            return
        top = widget.winfo_rooty() - self.winfo_rooty()
        shown_from = self._parent_canvas.canvasy(0)
        height, whole = self._parent_canvas.winfo_height(), max(1, self.winfo_height())
        beside = round(_BESIDE * self._get_widget_scaling())
        if top < shown_from:
            self._parent_canvas.yview_moveto(max(0, top - beside) / whole)
        elif top + widget.winfo_height() > shown_from + height:
            self._parent_canvas.yview_moveto((top + widget.winfo_height() + beside - height) / whole)
