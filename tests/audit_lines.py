"""Lines in the audit log of a test's cinema: one as the program writes it, or thousands at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from app.models import audit_log
from app.models.records import Role
from app.models.times import as_stored
from tests.box_office import BoxOffice

_HEAD = (
    "INSERT INTO audit_log (counter_id, sequence_number, happened_at, staff_id, action, subject, detail, hash) VALUES"
)
_FIRST_NUMBER = 1000
"""Far from those that the program writes itself."""


def write_line(
    office: BoxOffice, subject: str, action: str = "REPRINT", role: Role = Role.CLERK, counter: int = 0
) -> None:
    """As a window does it."""
    person = office.people[role].id
    office.database.transaction(
        lambda unit: audit_log.append(unit, office.counters[counter].id, person, action, subject, {})
    )


def write_lines(
    office: BoxOffice,
    count: int,
    begun: datetime,
    seconds_apart: float = 1.0,
    role_of: Callable[[int], Role] = lambda _number: Role.CLERK,
) -> None:
    """Lines "line 0", "line 1" and so on, past `append`: without hashes, and with the times that they shall have."""
    rows = [
        (
            office.counters[0].id, _FIRST_NUMBER + number, as_stored(begun + timedelta(seconds=seconds_apart * number)),
            office.people[role_of(number)].id, "REPRINT", f"line {number}", "{}", "0" * 64,
        )
        for number in range(count)
    ]  # fmt: skip
    office.owner.transaction(lambda unit: unit.insert_rows(_HEAD, rows))


def take_lines_away(office: BoxOffice) -> None:
    """A chain that was never one must not stay for who proves the chains."""
    office.change(
        "DELETE FROM audit_log WHERE counter_id = %s AND sequence_number >= %s", office.counters[0].id, _FIRST_NUMBER
    )
