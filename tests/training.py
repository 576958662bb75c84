"""The training provider as tests use it: the real process, asked with little patience, told how to behave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from app.utils.pay.breaker import Breaker
from app.utils.pay.patient_provider import Patience, PatientProvider
from app.utils.pay.training_line import TrainingLine

QUICK = Patience(try_seconds=0.4, total_seconds=8.0, tries=3, pause_seconds=0.01)
NEVER_PAID_MS = 3_600_000
"""A UPI request stays WAITING until `Practice.pay`."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A provider of a test's own. `folder` holds what it has taken; away: `line.starts_it` False and nobody there."""

    folder: Path
    line: TrainingLine
    provider: PatientProvider

    def behave(self, *fates: str, on: str = "request") -> None:
        """The next questions of that kind meet these fates."""
        self.line.behave(*fates, on=on)

    def pay(self, key: str) -> dict[str, Any]:
        """The customer pays a waiting request at his telephone."""
        return self.line.tell({"do": "pay", "key": key})

    def taken(self, key: str) -> str:
        """What the provider itself says of a key."""
        return str(self.line.tell({"do": "look_up", "key": key})["answer"])


@contextmanager
def practice(folder: Path, *, starts_it: bool = True, breaker: Breaker | None = None) -> Iterator[Practice]:
    line = TrainingLine(folder, starts_it=starts_it, paid_after_ms=NEVER_PAID_MS)
    try:
        yield Practice(folder, line, PatientProvider(line.provider, QUICK, breaker or Breaker(failures_max=100)))
    finally:
        line.close()


def providers_of(folder: Path) -> list[psutil.Process]:
    """The provider processes that serve a folder."""
    return [
        process
        for process in psutil.process_iter(["cmdline", "status"])
        if process.info["status"] != psutil.STATUS_ZOMBIE
        and str(folder) in (process.info["cmdline"] or ())
        and "--until-unused" in process.info["cmdline"]
    ]
