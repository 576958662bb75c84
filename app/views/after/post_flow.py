"""Messages on their way while a window is open: one turn of the worker after the other, and the badge of what has failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.controllers.desk import Desk
from app.controllers.permissions import Permission
from app.utils.errors import BoxOfficeError
from app.views.tasks import Lane, Tasks

if TYPE_CHECKING:
    from app.views.counter_screen import CounterScreen

POST_EVERY_MS = 3000
FAILED_EVERY_MS = 20_000


class PostFlow:
    """On the slow lane, a message at a time: what is printed in between waits for one message and no more."""

    def __init__(self, screen: CounterScreen, desk: Desk, tasks: Tasks) -> None:
        self._screen, self._desk, self._tasks = screen, desk, tasks
        self._under_way = False
        screen.shell.on_unsent = self.open

    def turn(self) -> None:
        """Send what waits, unless a turn is still under way."""
        if self._desk.sends_messages and not self._under_way:
            self._under_way = True
            self._tasks.run(Lane.SLOW, self._work, self._done, self._left_to_the_next)

    def look(self) -> None:
        """Count what has failed, for who may do something about it."""
        session, shell = self._screen.session, self._screen.shell
        if not session.may(Permission.SEE_MESSAGES):
            shell.set_unsent(0)
            return
        self._tasks.run(
            Lane.READING,
            lambda: self._desk.after.post.watch.failed(session),
            shell.set_unsent,
            _keep_badge,
            replaces="failed messages",
        )

    def open(self) -> None:
        """What the badge leads to."""
        self._screen.open_page("find")
        self._screen.page.open("messages")

    def _work(self) -> bool:
        worker = self._desk.after.post.worker
        return worker is not None and worker.turn()

    def _done(self, more: bool) -> None:
        self._under_way = False
        if more:
            self.turn()

    def _left_to_the_next(self, _error: BoxOfficeError) -> None:
        """The database is away: what waits keeps, and the next turn comes in three seconds."""
        self._under_way = False


def _keep_badge(_error: BoxOfficeError) -> None:
    """The connection watch tells of a lost database; the badge keeps its last number."""
