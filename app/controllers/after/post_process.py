"""A worker without a window: sends until it is told to stop, whatever is away meanwhile."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from app.controllers.after.post_desk import post_worker
from app.controllers.after.post_worker import PostWorker
from app.models.connection import Connect
from app.models.database import Database
from app.utils.errors import BoxOfficeError, SettingInvalid
from app.utils.settings import Settings

LOOK_SECONDS = 2.0
"""From one look for something to send to the next."""
_NAP_SECONDS = 0.1
_LOG = logging.getLogger("foyer.post")


def send_messages(
    connect: Connect,
    settings: Settings,
    stopping: Callable[[], bool],
    revive: Callable[[], object],
    say: Callable[[str], object],
) -> None:
    """Work with the carriers of the settings. Raises SettingInvalid where they name none."""
    database = Database(connect)
    worker = post_worker(database, settings)
    if worker is None:
        raise SettingInvalid(
            "Nobody carries messages here. Give a mail server in .env, for example FOYER_SMTP_HOST=mail.example.com."
        )
    try:
        say("Sending messages. Ctrl+C stops it.")
        work_until(stopping, worker, revive, say)
    finally:
        database.close()


def work_until(
    stopping: Callable[[], bool], worker: PostWorker, revive: Callable[[], object], say: Callable[[str], object]
) -> None:
    """Take one turn after the other until `stopping()`; a message that is being sent is finished first.

    `revive` is asked for when the database is away, `say` hears of it once each time.
    """
    away = False
    while not stopping():
        try:
            more = worker.turn()
        except BoxOfficeError as error:
            if not away:
                say(error.sentence)
            away, more = True, False
            _try(revive)
        else:
            if away:
                say("The database is back.")
            away = False
        if not more:
            _rest(stopping)
    _try(worker.stop)


def _rest(stopping: Callable[[], bool]) -> None:
    """In short naps: who tells it to stop does not wait for the next look."""
    until = time.monotonic() + LOOK_SECONDS
    while not stopping() and time.monotonic() < until:
        time.sleep(_NAP_SECONDS)


def _try(work: Callable[[], object]) -> None:
    try:
        work()
    except BoxOfficeError as error:
        _LOG.info("not done", extra={"reason": error.sentence})
