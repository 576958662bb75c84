"""Hands on the keyboard and the mouse: real events through the X server, for the guided tour and for the window's tests.

Events go the way a clerk's do (X server, focus, bindings), so what works here works at the counter. Tk's own
`event_generate` skips focus and stacking, and would press a button that lies under another window.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

from app.utils.errors import BoxOfficeError

_KEYS = {"Enter": "Return", "Esc": "Escape", "Space": "space", "PageUp": "Prior", "PageDown": "Next"}
"""The names printed on the keys, where X calls them otherwise."""
_DRAG_STEPS = 8
_ANSWER_SECONDS_MAX = 20


class HandsMissing(BoxOfficeError):
    """xdotool is not installed, or could not do what was asked."""

    code = "HANDS_MISSING"


class Hands:
    """Presses keys and clicks at pixels of the root screen; `events` counts key presses and clicks, as a person would.

    `pump` is called while xdotool works, so that the window in the same process lives on (pass `root.update`). It must be
    given for text outside ASCII: xdotool lends such a character a spare key for a moment, and a window that looks
    at the event only later sees a key that means nothing any more.
    """

    def __init__(self, pump: Callable[[], None] | None = None) -> None:
        program = shutil.which("xdotool")
        if program is None:
            raise HandsMissing(
                "The program xdotool is needed to press keys. Install the package xdotool, then try again."
            )
        self._program = program
        self._pump = pump
        self.events = 0

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Move there and click."""
        self.events += 1
        self._do("mousemove", str(x), str(y), "click", "--delay", "0", str(button))

    def move(self, x: int, y: int) -> None:
        """Move there only: for what shows under the pointer."""
        self._do("mousemove", str(x), str(y))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at `start`, move in steps to `end`, let go."""
        self.events += 1
        steps: list[str] = []
        for step in range(1, _DRAG_STEPS + 1):
            x = start[0] + (end[0] - start[0]) * step // _DRAG_STEPS
            y = start[1] + (end[1] - start[1]) * step // _DRAG_STEPS
            steps += ["mousemove", str(x), str(y)]
        self._do("mousemove", str(start[0]), str(start[1]), "mousedown", "1", *steps, "mouseup", "1")

    def key(self, name: str) -> None:
        """One key or chord, by its printed or its X name: "F8", "Esc", "Return", "ctrl+l", "shift+Tab"."""
        self.events += 1
        *modifiers, last = name.split("+") if name != "+" else ["plus"]
        self._do("key", "--clearmodifiers", "+".join([*modifiers, _KEYS.get(last, last)]))

    def type(self, text: str) -> None:
        """Type it, a key press for every character."""
        self.events += len(text)
        # A pause between keys lets the X server's borrowed keys settle; without it letters outside ASCII get lost.
        delay_ms = "1" if text.isascii() else "25"
        self._do("type", "--clearmodifiers", "--delay", delay_ms, "--", text)

    def wheel(self, x: int, y: int, *, up: bool) -> None:
        """One notch of the wheel at this place."""
        self._do("mousemove", str(x), str(y), "click", "--delay", "0", "4" if up else "5")

    def _do(self, *arguments: str) -> None:
        process = subprocess.Popen([self._program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        while self._pump is not None and process.poll() is None:
            self._pump()
        try:
            _, complaint = process.communicate(timeout=_ANSWER_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise HandsMissing("xdotool did not finish. Is the X server still there?") from None
        if process.returncode != 0 or complaint:  # an unknown key is only a complaint, the program ends well
            raise HandsMissing(f"xdotool could not {arguments[0]}: {complaint.decode(errors='replace').strip()}")
