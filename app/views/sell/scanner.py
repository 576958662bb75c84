"""A ticket scanner is a keyboard with very fast fingers: what it types into a field is taken out of it again.

Where no field has the keyboard its keys go to the command line like any others. In a field they would be an amount, a name
or an approval code, so they are heard before the field's own Enter: twenty-six signs of a ticket's code, each within a blink
of the one before, are nobody's typing.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import Any

from app.controllers.sell.command_intents import FindBooking
from app.controllers.sell.command_line import Situation, read

BLINK_MS = 40
"""The longest pause between two keys of a scanner; ten times as fast as a good typist."""
ENTERS = ("Return", "KP_Enter", "Linefeed")
"""What a scanner may send at the end."""
_ENTER_MS = 250
_CODE_LENGTHS = (26, 10)
"""Of a ticket's code, and of a reference with its FYR-."""


class Scanner:
    """Listens on every field within `page`; `on_scan` gets the code."""

    def __init__(self, page: tk.Misc, on_scan: Callable[[str], object]) -> None:
        self._page, self._on_scan = page, on_scan
        self._tag = f"Scanner{page}"
        self._last_ms = 0
        self._fast: list[tuple[str, str, int]] = []
        """The signs that came fast, each with what the field held before it, and where its cursor was."""
        page.bind_class(self._tag, "<Key>", self._key)
        self._top = page.winfo_toplevel()
        self._listening = self._top.bind("<FocusIn>", self._attend, add="+")

    def close(self) -> None:
        """Listen no more. Other bindings of the window stay: tkinter's own unbinding would take them, too."""
        self._page.unbind_class(self._tag, "<Key>")
        heard = str(self._top.tk.call("bind", str(self._top), "<FocusIn>"))
        kept = [line for line in heard.split("\n") if self._listening not in line]
        self._top.tk.call("bind", str(self._top), "<FocusIn>", "\n".join(kept))
        self._top.deletecommand(self._listening)

    def _attend(self, event: tk.Event[Any]) -> None:
        field = event.widget
        if isinstance(field, tk.Entry) and str(field).startswith(f"{self._page}."):
            tags = field.bindtags()
            if self._tag not in tags:
                field.bindtags((self._tag, *tags))

    def _key(self, event: tk.Event[Any]) -> str | None:
        field = event.widget
        if not isinstance(field, tk.Entry):
            return None
        pause_ms, self._last_ms = event.time - self._last_ms, event.time
        if event.keysym in ENTERS:
            fast, self._fast = self._fast, []
            return self._scanned(field, fast) if pause_ms <= _ENTER_MS else None
        if event.char and event.char.isprintable():
            if pause_ms > BLINK_MS:
                self._fast = []
            self._fast.append((event.char, field.get(), field.index("insert")))
        return None

    def _scanned(self, field: tk.Entry, fast: list[tuple[str, str, int]]) -> str | None:
        """Take the code that ends what came fast out of the field; what somebody typed before it stays."""
        for length in _CODE_LENGTHS:
            text = "".join(sign for sign, _, _ in fast[-length:])
            if len(text) == length and isinstance(read(text, Situation()), FindBooking):
                _, before, cursor = fast[-length]
                field.delete(0, "end")
                field.insert(0, before)
                field.icursor(cursor)
                self._on_scan(text)
                return "break"
        return None
