"""Keys that work wherever the focus is: each page says which it has, and the help sheet is made of the same list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

WATCHED = (
    *(f"F{number}" for number in range(1, 13)),
    *(f"Shift-F{number}" for number in range(1, 13)),
    "Escape",
    "Control-comma",
    "Control-s",
    "Control-n",
    "Control-z",
    "Control-y",
    "Control-Next",
    "Control-Prior",
    *(f"Control-Key-{number}" for number in range(1, 8)),
)
"""What the window listens for, as Tk names keys."""

LOCK = "Control-l"
"""The window's own: it locks wherever one is."""

_READ = {
    "Escape": "Esc",
    "Control-comma": "Ctrl+,",
    LOCK: "Ctrl+L",
    "Control-s": "Ctrl+S",
    "Control-n": "Ctrl+N",
    "Control-z": "Ctrl+Z",
    "Control-y": "Ctrl+Y",
    "Control-Next": "Ctrl+PgDn",
    "Control-Prior": "Ctrl+PgUp",
    **{f"Control-Key-{number}": f"Ctrl+{number}" for number in range(1, 8)},
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a page. `does` is a few words for the help sheet, e.g. "pay with cash"."""

    name: str
    """As Tk names it: F4, Shift-F12, Escape."""
    does: str
    press: Callable[[], object]
    short: str = ""
    """One or two words for the command line, where the key is named all the time."""

    @property
    def label(self) -> str:
        """As people read it: Shift+F12, Esc."""
        return _READ.get(self.name, self.name.replace("-", "+"))
