"""What the guided tour stands on: waiting with the window alive, hands on what is seen, and pictures of it.

Nothing here, or in the tour, calls a command of the program: it looks where things are and presses there.
"""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import customtkinter as ctk
from PIL import Image, ImageGrab

from app.utils.errors import BoxOfficeError
from app.views.parts.defect_dialog import DefectDialog
from app.views.tour.hands import Hands, HandsMissing

W = TypeVar("W", bound=tk.Misc)

_LOOK_EVERY_MS = 10
_WAIT_SECONDS = 30
_STILL_MS = 80
_STILL_TRIES = 20
_COLOURS_MIN = 12
"""A picture of fewer colours shows nothing: any screen of the program has hundreds."""


class TourStuck(BoxOfficeError):
    """The tour cannot go on; the sentence says what it was waiting for."""

    code = "TOUR_STUCK"


class Stage:
    """The window as somebody in front of it sees and uses it."""

    def __init__(self, root: ctk.CTk, window: Any) -> None:
        """Raises HandsMissing without xdotool."""
        self._root, self._window = root, window
        self._standing_still = False
        try:
            self.hands = Hands(pump=self._pump)
        except HandsMissing as missing:
            raise HandsMissing(f"{missing.sentence} On Debian and Ubuntu: sudo apt-get install xdotool") from missing

    def until(self, condition: Callable[[], object], what: str, seconds: float = _WAIT_SECONDS) -> None:
        """Keep the window alive until the condition holds. Raises TourStuck, naming `what`, after `seconds`."""
        deadline = time.monotonic() + seconds
        while True:
            self._require_window()
            if condition():
                return
            if time.monotonic() > deadline:
                raise TourStuck(f"The tour waited {seconds:.0f} s for {what}.{self._told()}")
            self.rest(_LOOK_EVERY_MS)

    def rest(self, delay_ms: int) -> None:
        """Let the window live on for so long."""
        rested = tk.BooleanVar(self._root, value=False)
        self._root.after(delay_ms, rested.set, True)
        self._root.wait_variable(rested)

    def settle(self) -> None:
        """Let everything be drawn, also by the X server: its answer comes only after all that was asked before."""
        self._root.update()
        self._root.update_idletasks()
        self._root.winfo_pointerxy()

    def click(self, widget: tk.Misc) -> None:
        """Click into the middle of a widget."""
        self.settle()
        middle = widget.winfo_rootx() + widget.winfo_width() // 2, widget.winfo_rooty() + widget.winfo_height() // 2
        self.hands.click(*middle)

    def to_front(self) -> None:
        """Where a person would have it before beginning: on top, with the keyboard."""
        self._root.lift()
        self.settle()
        (self._root.focus_lastfor() or self._root).focus_force()
        self.settle()

    def is_within(self, point: tuple[int, int], widget: tk.Misc) -> bool:
        """Whether a point of the screen is in the widget, as far as the widget is on the screen."""
        left, top = widget.winfo_rootx(), widget.winfo_rooty()
        right = min(left + widget.winfo_width(), self._root.winfo_screenwidth())
        foot = min(top + widget.winfo_height(), self._root.winfo_screenheight())
        return bool(left <= point[0] < right and top <= point[1] < foot)

    def aside(self) -> None:
        """Take the pointer away from whatever lights up under it."""
        self.hands.move(self._root.winfo_rootx() + 2, self._root.winfo_rooty() + 2)

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """For a moment the window neither draws nor asks the database: what happens meanwhile it cannot know yet."""
        self._standing_still = True
        try:
            yield
        finally:
            self._standing_still = False

    def widgets(self, kind: type[W], within: tk.Misc | None = None) -> list[W]:
        """What is on the screen of this kind, from left to right."""
        found = [widget for widget in _all_within(within or self._window) if isinstance(widget, kind)]
        return sorted((widget for widget in found if widget.winfo_viewable()), key=lambda widget: widget.winfo_rootx())

    def words(self, within: tk.Misc) -> str:
        """What the labels on the screen say."""
        return " ".join(str(label.cget("text")) for label in self.widgets(ctk.CTkLabel, within))

    def photograph(self, path: Path) -> None:
        """A picture of the window's inside, taken when two looks in a row see the same. Raises TourStuck."""
        before = self._look()
        for _ in range(_STILL_TRIES):
            self.rest(_STILL_MS)
            now = self._look()
            if now.tobytes() == before.tobytes():
                break
            before = now
        if before.getcolors(_COLOURS_MIN) is not None:
            raise TourStuck(
                "The picture of the window is empty: this desktop does not let programs look at the screen. "
                "Play the tour in an X11 session, or without a display with scripts/run."
            )
        before.save(path, optimize=True)

    def _look(self) -> Image.Image:
        self.settle()
        root = self._root
        left, top = max(0, root.winfo_rootx()), max(0, root.winfo_rooty())
        right = min(root.winfo_screenwidth(), root.winfo_rootx() + root.winfo_width())
        foot = min(root.winfo_screenheight(), root.winfo_rooty() + root.winfo_height())
        try:
            # An empty name is the display in DISPLAY, and keeps Pillow from starting a desktop's screenshot program.
            return ImageGrab.grab((left, top, right, foot), xdisplay="")
        except OSError as problem:
            raise TourStuck(f"No picture of the screen could be taken: {problem}.") from problem

    def _pump(self) -> None:
        if not self._standing_still:
            self._root.update()

    def _require_window(self) -> None:
        if not self._window.winfo_exists():
            raise TourStuck("The window was closed before the tour was over.")
        if any(isinstance(child, DefectDialog) for child in self._window.winfo_children()):
            raise TourStuck("The program met a defect during the tour; its log tells which.")

    def _told(self) -> str:
        """What the program itself says is often the reason."""
        shell = getattr(self._window.screen, "shell", None)
        sentences = shell.toasts.sentences if shell is not None else ()
        return "".join(f" The window says: {sentence}" for sentence in sentences)


def _all_within(widget: tk.Misc) -> Iterator[tk.Misc]:
    yield widget
    for child in tk.Misc.winfo_children(widget):
        yield from _all_within(child)
