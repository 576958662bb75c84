"""A second terminal: another process with a window of its own, which answers questions on its standard input.

It is clicked and typed into through the X server like the first one; the lines only tell where things are and how they look.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tkinter as tk
from dataclasses import asdict
from pathlib import Path
from threading import Event
from typing import Any

import customtkinter as ctk

from app.models import places
from app.models.connection import Target, connector
from app.models.database import Database
from app.utils.settings import Settings
from app.views.counter_screen import CounterScreen
from app.views.root import make_root
from app.views.start.sign_in_view import SignInView
from app.views.tasks import Lane
from app.views.window import Window
from tests.gui.running import OpenHouse

PROJECT = Path(__file__).parents[2]
GEOMETRY = "1280x800+1300+0"
"""Beside the first window on the tests' wide screen."""


class SecondWindow:
    """The other process as the test sees it."""

    def __init__(self, target: Target, counter_id: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.gui.second_window"],
            cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.ask(target=asdict(target), counter_id=counter_id)

    def ask(self, **question: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the second window ended; what it said stands above"
        return json.loads(line)

    def look(self, label: str) -> str:
        return str(self.ask(look=label))

    def where(self, what: str) -> tuple[int, int]:
        """The middle of a seat, or of "name", "password", or the first "show", on the screen."""
        x, y = self.ask(where=what)
        return x, y

    def state(self) -> dict[str, Any]:
        """`screen`, the `labels` in the basket, the `toasts`, and whether it is `busy`."""
        return dict(self.ask(state=""))

    def close(self) -> int:
        """Close its window, as the button in its frame does; its exit status."""
        if self._process.poll() is None:
            self.ask(close="")
        return self._process.wait(20)

    def end(self) -> None:
        """After a test, however it went."""
        self._process.kill()
        self._process.communicate()


class _Answers:
    """The process itself."""

    def __init__(self, root: ctk.CTk, window: Window) -> None:
        self._root, self._window = root, window
        self._gate = Event()
        root.createfilehandler(sys.stdin, tk.READABLE, self._hear)

    def _hear(self, _file: object, _mask: int) -> None:
        line = sys.stdin.readline()
        if not line:
            self._window.close()
            return
        for what, about in json.loads(line).items():
            sys.stdout.write(json.dumps(getattr(self, what)(about)) + "\n")
            sys.stdout.flush()

    def where(self, what: str) -> tuple[int, int]:
        self._root.update()  # what was just built has no place yet
        screen = self._window.screen
        if what in {"name", "password"}:
            widget = getattr(screen, what)._entry
        elif what == "show":
            widget = screen.sell.programme.rows[0]
        else:
            x, y = screen.sell.map_pane.map.seat_centre(self._seat_id(what))
            return x, y
        return widget.winfo_rootx() + widget.winfo_width() // 2, widget.winfo_rooty() + widget.winfo_height() // 2

    def look(self, label: str) -> str:
        return str(self._window.screen.sell.map_pane.map.look_of(self._seat_id(label)).name)

    def state(self, _about: str) -> dict[str, object]:
        screen = self._window.screen
        if isinstance(screen, SignInView) and screen.winfo_viewable():
            typed = "password" if screen.password.has_focus else "name" if screen.name.has_focus else ""
            return {"screen": "sign-in", "focus": typed, "typed": screen.name.value}
        if not isinstance(screen, CounterScreen) or screen.sell is None:
            return {"screen": ""}
        flow = screen.sell.flow
        return {
            "screen": "map" if flow.opened else "counter",
            "shows": len(screen.sell.programme.rows),
            "labels": [line.seat.label for line in flow.basket.booking.lines] if flow.basket else [],
            "busy": flow.busy,
            "toasts": list(screen.shell.toasts.sentences),
        }

    def take_keyboard(self, _about: str) -> str:
        """As a window manager does when somebody clicks into it; the tests' screen has none."""
        self._root.focus_force()
        return "asked for"

    def hold_up(self, _about: str) -> str:
        """From now on what is asked of the database waits for `go_on`."""
        self._gate.clear()
        self._window.tasks.run(Lane.SALE, self._gate.wait)
        return "waiting"

    def go_on(self, _about: str) -> str:
        self._gate.set()
        return "going"

    def close(self, _about: str) -> str:
        self._root.after(1, self._window.close)
        return "closing"

    def _seat_id(self, label: str) -> int:
        seats = self._window.screen.sell.flow.opened.seats
        return next(int(seat.id) for seat in seats if seat.label == label)


def _run() -> None:
    given = json.loads(sys.stdin.readline())
    connect = connector(Target(**given["target"]))
    database = Database(connect)
    counter = next(each for each in places.counters(database) if each.id == given["counter_id"])
    database.close()
    settings = Settings()
    root = make_root(settings)
    root.geometry(GEOMETRY)
    with tempfile.TemporaryDirectory() as folder:
        window = Window(root, settings, OpenHouse(connect, counter, settings, Path(folder)))
        window.start(demo=False)
        sys.stdout.write('"begun"\n')
        sys.stdout.flush()
        answers = _Answers(root, window)
        root.mainloop()
        del answers
        root.destroy()


if __name__ == "__main__":
    _run()
