"""Staff accounts: who may sign in, and how often a wrong password was given."""

from __future__ import annotations

from app.models.database import Database
from app.models.records import Role, StaffMember
from app.models.statements import Reader, Unit

FREE_TRIES = 5
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 300


def with_password(reader: Reader, username: str) -> tuple[StaffMember, str] | None:
    """The active account of that name with its password hash."""
    row = reader.row(
        "SELECT id, username, full_name, role, password_hash FROM staff WHERE username = %s AND active", (username,)
    )
    return (StaffMember(row[0], row[1], row[2], Role(row[3])), str(row[4])) if row else None


def take_a_try(database: Database, username: str) -> int:
    """Count a try *before* the password is looked at, so that guesses made at the same instant cannot share one.

    Returns 0 when the try may go on, else the whole seconds to wait: after five free tries 5, doubling up to 300.
    """
    counted = database.transaction(
        lambda unit: unit.execute(
            """
            UPDATE staff SET failed_sign_ins = failed_sign_ins + 1,
                blocked_until = IF(failed_sign_ins < %s, NULL, UTC_TIMESTAMP(6) + INTERVAL
                    LEAST(%s, %s * POW(2, LEAST(failed_sign_ins - %s, 20))) SECOND)
            WHERE username = %s AND (blocked_until IS NULL OR blocked_until <= UTC_TIMESTAMP(6))
            """,
            (FREE_TRIES, LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS, FREE_TRIES, username),
        )
    )
    return 0 if counted else seconds_blocked(database, username)


def seconds_blocked(reader: Reader, username: str) -> int:
    """How long the account still waits, in whole seconds, at least 1 while it does; 0 for one that does not."""
    row = reader.row(
        """
        SELECT CEIL(TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), blocked_until) / 1000000) FROM staff
        WHERE username = %s AND blocked_until > UTC_TIMESTAMP(6)
        """,
        (username,),
    )
    return max(1, int(row[0])) if row else 0


def forgive_tries(unit: Unit, staff_id: int) -> None:
    """A right password clears the count."""
    unit.execute("UPDATE staff SET failed_sign_ins = 0, blocked_until = NULL WHERE id = %s", (staff_id,))


def add(unit: Unit, username: str, full_name: str, role: Role, password_hash: str) -> int:
    """A new account. Raises DuplicateKey when the name is taken. Needs the owner's account."""
    return unit.insert(
        "INSERT INTO staff (username, full_name, role, password_hash) VALUES (%s, %s, %s, %s)",
        (username, full_name, role.value, password_hash),
    )


def anybody(reader: Reader) -> bool:
    """Whether there is any account at all: a new database has none and is set up first."""
    return reader.row("SELECT 1 FROM staff LIMIT 1") is not None
