"""Windows that tests start, and that are closed again however the test went."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import customtkinter as ctk

from app.controllers.desk import Desk
from app.controllers.start.opening import Opening
from app.models.connection import Connect
from app.models.records import Counter
from app.utils.folders import Folders
from app.utils.pay.patient_provider import PatientProvider
from app.utils.settings import Settings
from app.views.window import Window


class OpenHouse(Opening):
    """An opening that finds a house that is open already: the test run's own database."""

    def __init__(
        self,
        connect: Connect,
        counter: Counter,
        settings: Settings,
        folder: Path,
        provider: PatientProvider | None = None,
    ) -> None:
        super().__init__(settings, Folders(folder))
        self._paid_through = provider
        self._connect, self._counter = connect, counter
        self._tickets, self._told = folder / "tickets", settings

    def open(self) -> Desk | None:
        desk = Desk(self._connect, self._told, self._tickets, make_provider=lambda: self._paid_through)
        desk.counter = self._counter  # its name alone would find that of another test's cinema
        return desk


@contextmanager
def running(
    root: ctk.CTk, settings: Settings, opening: Opening, *, demo: bool = False, stands_every_ms: int = 20_000
) -> Iterator[Window]:
    """A started window that is closed at the end, whatever became of it."""
    window = Window(root, settings, opening, stands_every_ms)
    try:
        window.start(demo=demo)
        yield window
    finally:
        close(window)


def close(window: Window) -> None:
    """Close it and wait until it has given back what it holds."""
    root = window.winfo_toplevel() if window.winfo_exists() else None
    if root is not None:
        window.close()
        while window.winfo_exists():
            root.update()
        root.update()
