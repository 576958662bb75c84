"""Proving the data: what `python main.py check` prints."""

from __future__ import annotations

from collections.abc import Iterable

from app.controllers.permissions import open_to_all
from app.models import checks
from app.models.checks import Finding
from app.models.database import Database


class Checking:
    """The proof over one database. It only reads, so that it may run beside the counters."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @open_to_all
    def prove(self) -> tuple[Finding, ...]:
        """One finding per rule, in order. Raises DatabaseAway or DatabaseRefused when nothing can be proved."""
        return checks.prove(self._database)


def report_lines(findings: Iterable[Finding]) -> list[str]:
    """The findings as they are printed: "ok   1  …" or "FAIL 2  …", and under a FAIL what breaks the rule."""
    lines = []
    for finding in findings:
        lines.append(f"{'ok  ' if finding.holds else 'FAIL'} {finding.number}  {finding.rule}")
        lines += [f"        {fault}" for fault in finding.broken]
    return lines


def all_hold(findings: Iterable[Finding]) -> bool:
    """Whether nothing was found: the command's exit code is 0."""
    return all(finding.holds for finding in findings)
