"""A page's clocks: named, so that none is started twice, and all stopped with the page."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable


class Timers:
    """Work that is done later, or again and again, on the Tk thread."""

    def __init__(self, widget: tk.Misc) -> None:
        self._widget = widget
        self._running: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._running

    def __getitem__(self, name: str) -> str:
        """Tk's name of the timer, another one each time it is set."""
        return self._running[name]

    def later(self, name: str, delay_ms: int, work: Callable[[], object]) -> None:
        """Once, after the delay."""
        self._running[name] = self._widget.after(delay_ms, work)

    def anew(self, name: str, delay_ms: int, work: Callable[[], object]) -> None:
        """Once, after the delay counted from now: one of that name that runs already is stopped."""
        running = self._running.pop(name, None)
        if running is not None:
            self._widget.after_cancel(running)
        self.later(name, delay_ms, work)

    def every(self, name: str, delay_ms: int, work: Callable[[], object]) -> None:
        """Again and again, the first time after the delay; an error in the work does not end it."""

        def again() -> None:
            self.later(name, delay_ms, again)
            work()

        self.later(name, delay_ms, again)

    def stop(self) -> None:
        """All of them."""
        for timer in self._running.values():
            self._widget.after_cancel(timer)
        self._running.clear()
