"""The talk of the guided tour with its second counter.

The conflict that the tour shows is a real one: two processes, two connections, one key in the database.
"""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Callable, Sequence

from app.views.tour.tour_stage import TourStuck

_ANSWER_SECONDS_MAX = 10


class Rival:
    """The tour's end of the talk with that process. The tour waits with `until`, so that its window lives on."""

    def __init__(self, command: Sequence[str], until: Callable[[Callable[[], object], str], None]) -> None:
        self._until = until
        # Its complaints go where the tour's go.
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._heard = b""
        self.answer = ""
        if self._process.stdout is None or self._process.stdin is None:
            raise AssertionError("both pipes were asked for")
        self._orders, self._answers = self._process.stdin, self._process.stdout
        os.set_blocking(self._answers.fileno(), False)

    def wait_ready(self) -> None:
        """It has signed in."""
        self._wait("the second counter to sign in")

    def show(self, show_id: int) -> None:
        """Let it open a show's seats, so that taking one is a matter of a moment."""
        self._tell(f"show {show_id}")
        self._wait("the second counter to open the show")

    def take(self, seat_id: int) -> None:
        """Let it take a seat. This waits without the window living on, so that the window knows of nothing yet."""
        self._tell(f"take {seat_id}")
        select.select([self._answers], [], [], _ANSWER_SECONDS_MAX)
        if not self._has_answered() or self.answer != "taken":
            raise TourStuck(f"The second counter could not take the seat. {self.answer}")

    def end(self) -> None:
        """It gives back what it took, and goes."""
        self._orders.close()
        self._until(lambda: not self._alive, "the second counter to give its seats back")
        if self._process.returncode:
            raise TourStuck("The second counter ended with a fault; what it said stands above.")

    def kill(self) -> None:
        """Whatever happened, leave no process behind; should it still hold seats, they run out."""
        self._orders.close()
        try:
            self._process.wait(_ANSWER_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()

    def _wait(self, what: str) -> None:
        self._until(lambda: self._has_answered() or not self._alive, what)
        if not self.answer:
            raise TourStuck("The second counter ended with a fault; what it said stands above.")

    @property
    def _alive(self) -> bool:
        return self._process.poll() is None

    def _tell(self, order: str) -> None:
        self.answer = ""
        self._orders.write(f"{order}\n".encode())
        self._orders.flush()

    def _has_answered(self) -> bool:
        self._heard += self._answers.read() or b""
        line, end, rest = self._heard.partition(b"\n")
        if end:
            self.answer, self._heard = line.decode(), rest
        return bool(end)
