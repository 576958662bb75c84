"""A real event loop without a window: what lanes and flows need of Tk is `after`, and nothing else."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Event

from app.utils.errors import BoxOfficeError
from app.views.tasks import Lane, Tasks


@cache
def _loop() -> tk.Tk:
    """One for all tests: an interpreter that is thrown away may be collected on another thread, which ends the process."""
    return tk.Tcl()


class Bell:
    """The loop, its lanes, and what was told outside of the requests themselves."""

    def __init__(self) -> None:
        self.tcl = _loop()
        self.refused: list[BoxOfficeError] = []
        self.defects: list[BaseException] = []
        self.contact: list[bool] = []
        self.tcl.report_callback_exception = lambda _kind, error, _trace: self.defects.append(error)
        self.tasks = Tasks(self.tcl, self.refused.append, self.defects.append, self.contact.append)

    @property
    def timers(self) -> tuple[str, ...]:
        return tuple(self.tcl.tk.splitlist(self.tcl.tk.call("after", "info")))

    def wait(self, condition: Callable[[], object], seconds: float = 10) -> None:
        """Let the loop run until the condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"waited {seconds} s"
            self.tcl.setvar("tick", "")
            self.tcl.after(2, self.tcl.setvar, "tick", "tock")
            self.tcl.tk.call("vwait", "tick")

    @contextmanager
    def lane_held_up(self, lane: Lane) -> Iterator[None]:
        """What is asked on the lane meanwhile is answered afterwards."""
        gate = Event()
        self.tasks.run(lane, gate.wait)
        try:
            yield
        finally:
            gate.set()
