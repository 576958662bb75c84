"""A ticket scanner is a keyboard with very fast fingers: what it types is heard before anything else in the window hears it.

Twenty-six signs of a ticket's code, or a reference with its FYR-, a blink each and ended by Enter, are nobody's typing. Only
then is it known, so a field has had the signs by then: they are taken out of it again, and the Enter does nothing. Where no
field has the keyboard, fast signs after the first two are kept from whatever has it, too.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import Any, NamedTuple

from app.controllers.after.typed_search import whole

BLINK_MS = 40
"""A scanner's time from key to key, on the average of a code at most: three times as fast as a very good typist."""
ENTERS = ("Return", "KP_Enter", "Linefeed")
"""What a scanner may send at the end."""
_PAUSE_MS = 250
"""A machine that is busy may let a scanner wait once; after so long it is somebody else's key."""
_CODE_LENGTHS = (26, 10)
"""Of a ticket's code, and of a reference with its FYR-."""
_DIFFERENT_MIN = 6
"""A key that is held down repeats as fast as a scanner types; a code of chance has many more different signs."""
_HARMLESS = 2
_MODIFIERS = ("Shift", "Caps", "Num_Lock", "ISO_Level", "Mode_switch")
_CHORDS = 0x4 | 0x8 | 0x40
"""Control, Alt and the system key, as Tk numbers them."""


class _Sign(NamedTuple):
    """A sign, when it came, and where to: what that field held before it, and where its cursor was (None: no field)."""

    sign: str
    at_ms: int
    field: tk.Entry | tk.Text | None
    before: str
    cursor: str


class Scanner:
    """Listens in all of `screen`; `on_scan` gets the code. While `is_off()` nothing is heard, as under the lock."""

    def __init__(self, screen: tk.Misc, on_scan: Callable[[str], object], is_off: Callable[[], bool]) -> None:
        self._screen, self._on_scan, self._is_off = screen, on_scan, is_off
        self._tag = f"Scanner{screen}"
        self._last_ms = 0
        self._fast: list[_Sign] = []
        self._top = screen.winfo_toplevel()
        screen.bind_class(self._tag, "<Key>", self._key)
        self._listening = self._top.bind("<FocusIn>", self._attend, add="+")
        self._hear(self._top)

    def close(self) -> None:
        """Listen no more. Other bindings of the window stay: tkinter's own unbinding would take them, too."""
        self._screen.unbind_class(self._tag, "<Key>")
        heard = str(self._top.tk.call("bind", str(self._top), "<FocusIn>"))
        kept = [line for line in heard.split("\n") if self._listening not in line]
        self._top.tk.call("bind", str(self._top), "<FocusIn>", "\n".join(kept))
        self._top.deletecommand(self._listening)

    def _attend(self, event: tk.Event[Any]) -> None:
        widget = event.widget
        if isinstance(widget, tk.Misc) and str(widget).startswith(f"{self._screen}."):
            self._hear(widget)

    def _hear(self, widget: tk.Misc) -> None:
        tags = widget.bindtags()
        if self._tag not in tags:
            widget.bindtags((self._tag, *tags))

    def _key(self, event: tk.Event[Any]) -> str | None:
        if self._is_off():
            self._fast = []
            return None
        pause_ms, self._last_ms = event.time - self._last_ms, event.time
        if event.keysym in ENTERS:
            fast, self._fast = self._fast, []
            return self._scanned(fast) if pause_ms <= _PAUSE_MS else None
        if not (event.char.isalnum() or event.char == "-") or int(event.state) & _CHORDS:
            if not event.keysym.startswith(_MODIFIERS):
                self._fast = []  # a code has no space in it, and a scanner sends no arrow between its signs
            return None
        if pause_ms > _PAUSE_MS:
            self._fast = []
        self._fast.append(_sign(event.char, event.time, event.widget))
        last = self._fast[-_HARMLESS - 1 :]
        beside_fields = len(last) > _HARMLESS and all(each.field is None for each in last)
        return "break" if beside_fields and _is_fast(last) else None

    def _scanned(self, fast: list[_Sign]) -> str | None:
        """Where what came fast ends in a code: take it out of the fields again, and tell."""
        for length in _CODE_LENGTHS:
            signs = fast[-length:]
            text = "".join(each.sign for each in signs)
            if len(text) == length and is_code(text) and _is_fast(signs):
                _put_back(signs)
                self._on_scan(text.upper())
                return "break"
        return None


def is_code(text: str) -> bool:
    """A ticket's code, or a reference with its FYR-, and not one key that was held down."""
    word = whole(text)
    if word is None:
        return False
    return len(set(word.code)) >= _DIFFERENT_MIN if word.code else text.upper().startswith("FYR-")


def _is_fast(signs: list[_Sign]) -> bool:
    return signs[-1].at_ms - signs[0].at_ms <= BLINK_MS * (len(signs) - 1)


def _sign(sign: str, at_ms: int, widget: object) -> _Sign:
    if isinstance(widget, tk.Entry):
        return _Sign(sign, at_ms, widget, widget.get(), str(widget.index("insert")))
    if isinstance(widget, tk.Text) and str(widget.cget("state")) == "normal":
        return _Sign(sign, at_ms, widget, widget.get("1.0", "end-1c"), widget.index("insert"))
    return _Sign(sign, at_ms, None, "", "")


def _put_back(signs: list[_Sign]) -> None:
    """Each field holds again what it held before the first sign that it got.

    A page may have begun its own line with the signs that no field had wanted: those go, too.
    """
    done: list[tk.Entry | tk.Text] = []
    for number, each in enumerate(signs):
        field = each.field
        if field is None or field in done or not field.winfo_exists():
            continue
        done.append(field)
        begun, before = "".join(sign.sign for sign in signs[:number]).casefold(), each.before
        if begun and not done[:-1] and before.casefold().endswith(begun):
            before = before[: -len(begun)]
        _fill(field, before, each.cursor)


def _fill(field: tk.Entry | tk.Text, text: str, cursor: str) -> None:
    if isinstance(field, tk.Entry):
        field.delete(0, "end")
        field.insert(0, text)
        field.icursor(cursor)
    elif field.get("1.0", "end-1c") != text:
        field.delete("1.0", "end")
        field.insert("1.0", text)
        field.mark_set("insert", cursor)
