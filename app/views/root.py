"""The root of the program's one window: its size, its theme and its scale. One per process."""

from __future__ import annotations

import contextlib
import tkinter as tk

import customtkinter as ctk

from app.utils.settings import Settings
from app.views import theme
from app.views.scale import ROOM_UNITS, automatic_percent, shown_percent

_WIDTH, _HEIGHT = 1280, 800
"""Of the window on a screen of up to twice its size, in pixels; on a larger screen it grows with what it shows."""

_ONE_MONITOR = 2.4
"""The widest monitor there is in its height; what is wider is two."""


def make_root(settings: Settings) -> ctk.CTk:
    """A root as the settings want it, not yet shown. Size: 1280x800, more on a large screen, never more than the screen."""
    # What follows the desktop is the window's to follow; until it has heard, a foyer is dim.
    ctk.set_appearance_mode("dark" if settings.theme == "system" else settings.theme)
    root = ctk.CTk(fg_color=theme.PAGE)
    screen = root.winfo_screenwidth(), root.winfo_screenheight()
    grown = automatic_percent(screen) / 100
    window = min(screen[0], round(_WIDTH * grown)), min(screen[1], round(_HEIGHT * grown))
    ctk.set_widget_scaling(shown_percent(settings.scale_percent, screen, window) / 100)
    root.title("Foyer")
    root.geometry(f"{window[0]}x{window[1]}")
    root.minsize(*ROOM_UNITS)
    return root


def fill_screen(root: ctk.CTk) -> None:
    """A counter's terminal shows nothing else: take the whole monitor, where a window manager or the system does that."""
    width, height = root.winfo_screenwidth(), root.winfo_screenheight()
    # X11 tells of two monitors side by side as of one wide screen.
    root.geometry(f"{width // 2 if width > _ONE_MONITOR * height else width}x{height}+0+0")
    with contextlib.suppress(tk.TclError):  # without a window manager the geometry alone does it
        if root.tk.call("tk", "windowingsystem") == "x11":
            root.attributes("-zoomed", True)
        else:
            root.state("zoomed")
