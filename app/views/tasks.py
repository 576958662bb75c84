"""The only threads of the program: one worker per lane, and a way back to the window.

Tk and a database connection each belong to one thread. A view hands over a piece of work and gets its result, or its
error, on the Tk thread. A newer request of the same name drops the older one's result, and skips the older one's work if it
has not begun: so polling cannot pile up behind a database that is away.
"""

from __future__ import annotations

import gc
import itertools
import logging
import queue
import threading
import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from app.models.errors import DatabaseAway
from app.utils.errors import BoxOfficeError

T = TypeVar("T")
_LOG = logging.getLogger("foyer.tasks")
_LOOK_EVERY_MS = 8


class Unexpected(BoxOfficeError):
    """A defect met by a task: written down in full; whoever asked for the task hears that it came to nothing."""

    code = "UNEXPECTED"


class Lane(StrEnum):
    """One worker each, and one database connection each but for the drawer's."""

    SALE = "sale"
    READING = "reading"
    SLOW = "slow"
    PLANNING = "planning"
    """What managers keep: films, halls, shows, prices, staff; imports too. A customer never waits behind it."""
    DOOR = "door"
    """A guest at the door waits behind no sale, no provider and no printer."""
    REPORTS = "reports"
    """What reads very much: reports, the audit log."""
    DRAWER = "drawer"
    """For nothing else: the drawer opens at the commit, however long a printer hangs."""


@dataclass(frozen=True, slots=True)
class _Task:
    work: Callable[[], Any]
    on_success: Callable[[Any], object]
    on_error: Callable[[BoxOfficeError], object]
    name: str | None
    number: int


class Tasks:
    """Work for the lanes of one window.

    `on_refused` takes expected errors nobody else wants, `on_defect` all others. `on_contact` hears from the reading lane,
    which never rests, whether the database answers.
    """

    def __init__(
        self,
        root: tk.Misc,
        on_refused: Callable[[BoxOfficeError], object],
        on_defect: Callable[[Exception], object],
        on_contact: Callable[[bool], object],
    ) -> None:
        self._root = root
        self._on_contact = on_contact
        self._on_refused = on_refused
        self._on_defect = on_defect
        self._numbers = itertools.count()
        self._newest: dict[str, int] = {}
        self._waiting: dict[Lane, queue.SimpleQueue[_Task | None]] = {lane: queue.SimpleQueue() for lane in Lane}
        self._finished: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._serve, args=(lane,), name=f"foyer {lane}", daemon=True) for lane in Lane
        ]
        self._closed = False
        # Widgets die in cycles, and Python collects cycles on whichever thread is at it: a Tk object that a lane destroys
        # waits for the Tk thread, for ever if that one waits for the lane. So they are collected in `_deliver` only.
        self._collects_by_itself = gc.isenabled()
        gc.disable()
        self._timer = root.after(_LOOK_EVERY_MS, self._deliver)
        for thread in self._threads:
            thread.start()

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        on_success: Callable[[T], object] | None = None,
        on_error: Callable[[BoxOfficeError], object] | None = None,
        replaces: str | None = None,
    ) -> None:
        """Do `work` on a lane, then call back on the Tk thread. `replaces` names requests of which only the newest counts."""
        number = next(self._numbers)
        if replaces is not None:
            self._newest[replaces] = number
        task = _Task(work, on_success or _nothing, on_error or self._on_refused, replaces, number)
        self._waiting[lane].put(task)

    def close(self, wait_seconds: float = 5.0) -> None:
        """Let the sale lane finish all it was asked, the others what they are at; nothing more is delivered."""
        self._closed = True
        self._root.after_cancel(self._timer)
        for lane in Lane:
            self._waiting[lane].put(None)
        for thread in self._threads:
            thread.join(wait_seconds)
        if self._collects_by_itself:
            gc.enable()

    def _serve(self, lane: Lane) -> None:
        while (task := self._waiting[lane].get()) is not None:
            if self._counts(task) and (lane is Lane.SALE or not self._closed):
                self._do(lane, task)

    def _do(self, lane: Lane, task: _Task) -> None:
        try:
            result = task.work()
        except BoxOfficeError as error:
            refused = error
            if lane is Lane.READING and isinstance(error, DatabaseAway):
                self._finished.put(lambda: self._on_contact(False))
            self._finished.put(lambda: task.on_error(refused) if self._counts(task) else None)
        except Exception as error:  # noqa: BLE001  logged in full, and shown by the window's one dialog
            _LOG.exception("unexpected error in a task")
            defect = error
            told = Unexpected("Foyer met a fault in itself; it is written down in its log.")
            self._finished.put(lambda: self._on_defect(defect))
            self._finished.put(lambda: task.on_error(told) if self._counts(task) else None)
        else:
            if lane is Lane.READING:
                self._finished.put(lambda: self._on_contact(True))
            self._finished.put(lambda: task.on_success(result) if self._counts(task) else None)

    def _counts(self, task: _Task) -> bool:
        return task.name is None or self._newest.get(task.name) == task.number

    def _deliver(self) -> None:
        # First the next look: an error in a callback must not be the end of all answers.
        self._timer = self._root.after(_LOOK_EVERY_MS, self._deliver)
        _collect_what_is_due()
        while not self._closed:
            try:
                finished = self._finished.get_nowait()
            except queue.Empty:
                return
            finished()


def _collect_what_is_due() -> None:
    """The oldest generation whose count is over its threshold, as Python itself would."""
    due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if any(due):
        gc.collect(2 - due[::-1].index(True))


def _nothing(_result: object) -> None:
    """For work whose result nobody waits for."""
