"""Leases: work that one worker at a time does for all windows, until it stops or its time runs out by the server's clock."""

from __future__ import annotations

from app.models.statements import Reader, Unit

KNOWN_DAYS = 7
"""Who has done the work within so many days will do it again: what is left for them is not left in vain."""


def take(unit: Unit, name: str, holder: str, seconds: int) -> bool:
    """Take the lease, or hold it for another `seconds`; False while somebody else has it.

    `holder` is 32 letters of one's own. The row stays locked until the unit ends: what is done under the lease in the same
    unit cannot be done by two.
    """
    # The columns are set from left to right: held_until is compared with the holder as it is by then.
    unit.later(
        """
        INSERT INTO leases (name, holder, held_until) VALUES (%s, %s, UTC_TIMESTAMP(6) + INTERVAL %s SECOND)
        ON DUPLICATE KEY UPDATE
            holder = IF(held_until <= UTC_TIMESTAMP(6), VALUES(holder), holder),
            held_until = IF(holder = VALUES(holder), VALUES(held_until), held_until)
        """,
        (name, holder, seconds),
    )
    row = unit.row("SELECT holder = %s FROM leases WHERE name = %s", (holder, name))
    return row is not None and bool(row[0])


def give_back(unit: Unit, name: str, holder: str) -> None:
    """Let the next one begin at once; somebody else's lease stays."""
    unit.execute(
        "UPDATE leases SET held_until = UTC_TIMESTAMP(6) WHERE name = %s AND holder = %s AND held_until > UTC_TIMESTAMP(6)",
        (name, holder),
    )


def is_known(reader: Reader, name: str) -> bool:
    """Whether anybody has held this lease within the last KNOWN_DAYS."""
    row = reader.row(
        "SELECT COUNT(*) FROM leases WHERE name = %s AND held_until > UTC_TIMESTAMP(6) - INTERVAL %s DAY",
        (name, KNOWN_DAYS),
    )
    return row is not None and bool(row[0])
