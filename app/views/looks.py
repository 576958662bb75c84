"""How this counter looks: theme, colours and size, changed at once while it runs and kept for the next start."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, cast

import customtkinter as ctk

from app.utils.desktop_theme import desktop_mode
from app.utils.errors import BoxOfficeError
from app.utils.settings import Settings
from app.views import theme
from app.views.parts.pressable import Pressable
from app.views.scale import LEAST_PERCENT, MOST_PERCENT, most_percent, shown_percent
from app.views.tasks import Lane, Tasks

if TYPE_CHECKING:
    from app.views.seats.seat_palette import PaletteName

ThemeName = Literal["dark", "light", "system"]

_FOLLOW_MS = 2000
_RESIZE_MS = 150
_STEP_PERCENT = 10


class Looks:
    """The one home of what the screens look like. `keep` writes settings down; it may take its time and may refuse."""

    def __init__(
        self, root: ctk.CTk, settings: Settings, tasks: Tasks, keep: Callable[[Mapping[str, str]], object]
    ) -> None:
        self._root, self._tasks, self._keep = root, tasks, keep
        self.theme = cast("ThemeName", settings.theme)
        self.palette = cast("PaletteName", settings.palette)
        self.scale_percent = settings.scale_percent
        """What was asked for; 0 is the automatic size."""
        self.customer_display = settings.customer_display == "on"
        self.on_change: list[Callable[[], object]] = []
        """Called after every change, whoever made it."""
        self.on_refused: Callable[[BoxOfficeError], object] | None = None
        """Hears why a change could not be written down; it holds all the same until the program ends."""
        self._following: str | None = None
        self._resizing: str | None = None
        self._shown_percent = 0
        theme.wear(self.palette)
        self._show_theme()
        self._show_scale()
        self._binding = root.bind("<Configure>", self._resized, add="+")

    def close(self) -> None:
        """Follow the desktop and the window no more."""
        for timer in (self._following, self._resizing):
            if timer is not None:
                self._root.after_cancel(timer)
        self._following = self._resizing = None
        kept = [line for line in str(self._root.bind("<Configure>")).split("\n") if self._binding not in line]
        self._root.tk.call("bind", str(self._root), "<Configure>", "\n".join(kept))
        self._root.deletecommand(self._binding)

    # Theme

    def set_theme(self, name: ThemeName) -> None:
        self.theme = name
        self._show_theme()
        self._changed("FOYER_THEME", name)

    def toggle_theme(self) -> None:
        """The other one of light and dark than is shown now."""
        self.set_theme("light" if ctk.get_appearance_mode() == "Dark" else "dark")

    def _show_theme(self) -> None:
        if self._following is not None:
            self._root.after_cancel(self._following)
            self._following = None
        if self.theme == "system":
            self._follow()
        else:
            ctk.set_appearance_mode(self.theme)

    def _follow(self) -> None:
        """CustomTkinter's own way to follow asks thirty times a second, and on the thread that draws."""
        self._following = self._root.after(_FOLLOW_MS, self._follow)
        self._tasks.run(Lane.SLOW, desktop_mode, self._heard, replaces="desktop")

    def _heard(self, mode: str) -> None:
        if self.theme == "system" and mode != ctk.get_appearance_mode():
            ctk.set_appearance_mode(mode)
            self._tell()

    # Colours

    def set_palette(self, name: PaletteName) -> None:
        self.palette = name
        theme.wear(name)
        repaint_meanings(self._root)
        self._changed("FOYER_PALETTE", name)

    # Size

    @property
    def shown_percent(self) -> int:
        """What is drawn now: less than was asked for where the window has no room for it."""
        return self._shown_percent

    @property
    def most_percent(self) -> int:
        """What the window has room for."""
        return most_percent(self._window_px())

    def set_scale(self, percent: int) -> None:
        """Everything so large, 80 to 200; 0 for what suits the screen."""
        self.scale_percent = percent
        self._show_scale()
        self._changed("FOYER_SCALE_PERCENT", str(percent))

    def step_scale(self, steps: int) -> None:
        """Larger or smaller by tens, from what is shown now."""
        tens = (self.shown_percent + _STEP_PERCENT // 2) // _STEP_PERCENT + steps
        most = self.most_percent // _STEP_PERCENT * _STEP_PERCENT
        percent = max(LEAST_PERCENT, min(MOST_PERCENT, most, tens * _STEP_PERCENT))
        if percent != self.scale_percent:
            self.set_scale(percent)

    def _show_scale(self) -> None:
        root = self._root
        percent = shown_percent(
            self.scale_percent, (root.winfo_screenwidth(), root.winfo_screenheight()), self._window_px()
        )
        if percent != self._shown_percent:
            self._shown_percent = percent
            ctk.set_widget_scaling(percent / 100)

    def _window_px(self) -> tuple[int, int]:
        root = self._root
        if root.winfo_viewable():
            return root.winfo_width(), root.winfo_height()
        # What it will have: Tk says 1x1 until it is on the screen.
        return root._current_width, root._current_height  # noqa: SLF001  CustomTkinter tells it nowhere else

    def _resized(self, event: tk.Event[Any]) -> None:
        if event.widget is not self._root or self._resizing is not None:
            return
        self._resizing = self._root.after(_RESIZE_MS, self._rested)

    def _rested(self) -> None:
        self._resizing = None
        before = self._shown_percent
        self._show_scale()
        if before != self._shown_percent:
            self._tell()

    # The customers' window

    def set_customer_display(self, *, on: bool) -> None:
        self.customer_display = on
        self._changed("FOYER_CUSTOMER_DISPLAY", "on" if on else "off")

    def _changed(self, key: str, value: str) -> None:
        self._tell()
        self._tasks.run(Lane.SLOW, lambda: self._keep({key: value}), None, self._not_kept, replaces=f"keep {key}")

    def _tell(self) -> None:
        for call in tuple(self.on_change):
            call()

    def _not_kept(self, error: BoxOfficeError) -> None:
        if self.on_refused is not None:
            self.on_refused(error)


def repaint_meanings(widget: tk.Misc) -> None:
    """Give every widget the colours of the palette that is worn now: good, to be minded, bad."""
    for child in tk.Misc.winfo_children(widget):
        if isinstance(child, ctk.CTkLabel):
            colour = child.cget("text_color")
            worn = theme.worn(tuple(colour)) if isinstance(colour, list | tuple) else None
            if worn is not None:
                child.configure(text_color=worn)
        elif isinstance(child, Pressable):
            child.repaint()
        repaint_meanings(child)
