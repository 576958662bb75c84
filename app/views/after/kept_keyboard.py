"""A field that keeps the keyboard: a click beside it does not take it away, Tab and what is typed elsewhere do."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import Any


class KeptKeyboard:
    """CustomTkinter gives the focus to whatever is clicked, a label or a frame too; this gives it back."""

    def __init__(self, page: tk.Misc, give_back: Callable[[], object]) -> None:
        self._page, self._give_back = page, give_back
        self._top = page.winfo_toplevel()
        self._listening = self._top.bind("<FocusIn>", self._focused, add="+")

    def close(self) -> None:
        """Listen no more. Other bindings of the window stay: tkinter's own unbinding would take them, too."""
        heard = str(self._top.tk.call("bind", str(self._top), "<FocusIn>"))
        kept = [line for line in heard.split("\n") if self._listening not in line]
        self._top.tk.call("bind", str(self._top), "<FocusIn>", "\n".join(kept))
        self._top.deletecommand(self._listening)

    def _focused(self, event: tk.Event[Any]) -> None:
        widget = event.widget
        if not isinstance(widget, tk.Misc) or isinstance(widget, tk.Entry | tk.Text):
            return
        path = str(widget)
        is_of_page = path == str(self._page) or path.startswith(f"{self._page}.")
        if is_of_page and str(self._top.tk.call("focus")) == path and not _is_stop(widget):
            self._page.after_idle(self._give_back)


def _is_stop(widget: tk.Misc) -> bool:
    """Whether Tab comes by here."""
    try:
        return str(widget.cget("takefocus")) == "1"
    except (tk.TclError, ValueError):
        return False
