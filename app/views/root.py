"""The root of the program's one window: its size, its theme and its scale. One per process."""

from __future__ import annotations

import customtkinter as ctk

from app.utils.settings import Settings
from app.views import theme


def make_root(settings: Settings) -> ctk.CTk:
    """A root as the settings want it, not yet shown."""
    ctk.set_appearance_mode(settings.theme)
    ctk.set_widget_scaling(settings.scale_percent / 100)
    root = ctk.CTk(fg_color=theme.PAGE)
    root.title("Foyer")
    root.geometry("1280x800")
    root.minsize(1024, 700)
    return root
