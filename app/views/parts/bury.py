"""Taking a widget away without losing what is being typed.

X hands a key to the window under the pointer, and Tk passes it on to whatever has the focus. Where the window under the
pointer is destroyed while the key is on its way, Tk drops the key: with the mouse resting on a list that is made anew as
one types, letters are lost, and digits of a scanned code. So what goes is put out of sight at once, where no key can set
out for it any more, and destroyed when those under way have been heard (docs/decisions/0015).
"""

from __future__ import annotations

import tkinter as tk
from typing import Any

_UNDER_WAY_MS = 250


def bury(widget: Any) -> None:
    """Out of sight now, destroyed in a moment; if it has the keyboard, the window gets that."""
    keyboard = str(widget.tk.call("focus"))
    if keyboard == str(widget) or keyboard.startswith(f"{widget}."):
        widget.winfo_toplevel().focus_set()
    # By all three: a scrolling list of CustomTkinter does not say which one it is shown with.
    widget.grid_forget()
    widget.pack_forget()
    widget.place_forget()

    def destroy() -> None:
        if widget.winfo_exists():
            widget.destroy()

    # A timer can go off before keys that came in the same moment; a second one set by it goes off after them.
    root = widget._root()  # noqa: SLF001  tkinter's name for what is left when this widget's own page is gone
    root.after(_UNDER_WAY_MS, lambda: root.after(1, destroy))


def give_keyboard(widget: tk.Misc | None) -> None:
    """To whoever had it before, if that can still be seen."""
    if widget is not None and widget.winfo_exists() and widget.winfo_viewable():
        widget.focus_set()
