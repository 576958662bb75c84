"""Terminals that race: processes with a connection of their own each, that start every round together.

A process is started once and plays as many rounds as it is asked to, so that a race costs milliseconds.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any

from app.models.connection import Target, connector
from app.models.database import Database
from app.utils.errors import BoxOfficeError

SIZES = (2, 8, 32)
LIMIT_SECONDS = 60.0
"""A race that hangs ends here: the barrier breaks and every booker's answer is missing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one booker came to in one round: `answer`, or the code of a refusal, or a defect told in words."""

    answer: Any = None
    code: str = ""
    seat_ids: tuple[int, ...] = ()
    defect: str = ""

    @property
    def won(self) -> bool:
        return not self.code and not self.defect and self.answer is not None


Work = Callable[[Database, Any], Any]
"""What a booker does in a round: a function of a module, for it travels to the process by name."""


@dataclass(slots=True)
class Crew:
    """As many bookers as the largest race needs, all signed in at `target` unless a race names another one."""

    target: Target
    _barriers: dict[int, Barrier] = field(default_factory=dict)
    _pipes: list[Connection] = field(default_factory=list)
    _processes: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["pytest", "tests.races.bookers"])
        self._barriers = {size: context.Barrier(size) for size in SIZES}
        for _ in range(max(SIZES)):
            here, there = context.Pipe()
            process = context.Process(target=_play, args=(there, self._barriers), daemon=True)
            process.start()
            there.close()
            self._pipes.append(here)
            self._processes.append(process)

    def race(
        self, works: Sequence[Work], wishes: Sequence[Sequence[Any]], target: Target | None = None
    ) -> list[list[Outcome]]:
        """Let booker i do works[i] with wishes[round][i], all at once; the outcomes round by round."""
        size = len(works)
        bookers = self._pipes[:size]
        for place, pipe in enumerate(bookers):
            pipe.send((works[place], target or self.target, size, [of_round[place] for of_round in wishes]))
        by_booker = []
        for place, pipe in enumerate(bookers):
            assert pipe.poll(LIMIT_SECONDS * 2), f"booker {place} never came back"
            by_booker.append(pipe.recv())
        return [list(of_round) for of_round in zip(*by_booker, strict=True)]

    def go_home(self) -> None:
        for pipe in self._pipes:
            pipe.send(None)
        for process in self._processes:
            process.join(LIMIT_SECONDS)
        for pipe in self._pipes:
            pipe.close()


def _play(pipe: Connection, barriers: dict[int, Barrier]) -> None:
    while (job := pipe.recv()) is not None:
        work, target, size, wishes = job
        database = Database(connector(target))
        database.row("SELECT 1")
        outcomes = []
        for wish in wishes:
            barriers[size].wait(LIMIT_SECONDS)
            outcomes.append(_outcome(work, database, wish))
        database.close()
        pipe.send(outcomes)


def _outcome(work: Work, database: Database, wish: Any) -> Outcome:
    try:
        return Outcome(answer=work(database, wish))
    except BoxOfficeError as refusal:
        return Outcome(code=refusal.code, seat_ids=getattr(refusal, "seat_ids", ()))
    except Exception as error:  # noqa: BLE001  whatever it is, the test that asserts on it shall see it
        return Outcome(defect=f"{type(error).__name__}: {error}")
