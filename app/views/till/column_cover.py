"""A panel that lies over Sell's right column for a moment; what is behind it stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import customtkinter as ctk

from app.views.parts.bury import bury


class Panel(Protocol):
    """What can lie there."""

    def place(self, **kw: Any) -> None: ...
    def lift(self) -> None: ...
    def destroy(self) -> None: ...
    def focus_first(self) -> None: ...
    def leave(self) -> None: ...


class ColumnCover:
    """One panel at a time. `on_closed` gives the keyboard back to where it was needed."""

    def __init__(self, column: ctk.CTkFrame, on_closed: Callable[[], object]) -> None:
        self._column, self._on_closed = column, on_closed
        self.panel: Panel | None = None

    @property
    def column(self) -> ctk.CTkFrame:
        return self._column

    def show(self, panel: Panel) -> None:
        """Cover the column with a panel whose master it is."""
        self._away()
        self.panel = panel
        panel.place(relx=0, rely=0, relwidth=1, relheight=1)
        panel.lift()
        panel.focus_first()

    def close(self) -> bool:
        """The column is seen again; False when it was all the time."""
        if not self._away():
            return False
        self._on_closed()
        return True

    def step_back(self) -> bool:
        """Esc: the panel itself knows whether it may be left just now; False when there is none."""
        if self.panel is None:
            return False
        self.panel.leave()
        return True

    def drop(self) -> None:
        """The column shows something else: take the panel away without a word."""
        self._away()

    def _away(self) -> bool:
        panel, self.panel = self.panel, None
        if panel is not None:
            bury(panel)
        return panel is not None
