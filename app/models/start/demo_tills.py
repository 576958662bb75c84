"""The demo's open tills: the clerks have begun their day, each with a float."""

from __future__ import annotations

from itertools import groupby

from app.models import audit_log
from app.models.records import Role
from app.models.statements import Unit
from app.models.till import figures, sessions

FLOAT_MINOR = 200_000
"""₹2,000."""


def open_tills(unit: Unit) -> None:
    """Open the till of every counter that a clerk stands at, from now on, with the audit line that goes with it."""
    counters = unit.rows("SELECT cinema_id, id FROM counters ORDER BY cinema_id, id")
    clerks = [int(row[0]) for row in unit.rows("SELECT id FROM staff WHERE role = %s ORDER BY id", (Role.CLERK.value,))]
    for _, of_cinema in groupby(counters, key=lambda row: int(row[0])):
        for (_, counter_id), clerk_id in zip(of_cinema, clerks, strict=False):
            session_id = sessions.open_one(unit, int(counter_id), clerk_id, FLOAT_MINOR)
            told = {"float_minor": FLOAT_MINOR}
            audit_log.append(unit, int(counter_id), clerk_id, "TILL_OPEN", figures.subject_of(session_id), told)
