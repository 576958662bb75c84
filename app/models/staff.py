"""Staff accounts: who may sign in, and how often a wrong password was given."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from app.models.database import Database
from app.models.door_records import Role, StaffMember
from app.models.errors import SessionEnded
from app.models.statements import Reader, Unit

FREE_TRIES = 5
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Door:
    """An account as it is asked for at the door. `temporary`: somebody else gave the password."""

    person: StaffMember
    password_hash: str
    temporary: bool

    @property
    def fingerprint(self) -> str:
        """Tells this password from the next one, and tells nothing of it."""
        return fingerprint_of(self.password_hash)


def fingerprint_of(password_hash: str) -> str:
    """SHA-256 of the stored hash in hex, as the server's SHA2(password_hash, 256)."""
    return hashlib.sha256(password_hash.encode()).hexdigest()


def with_password(reader: Reader, username: str) -> Door | None:
    """The active account of that name with its password hash."""
    row = reader.row(
        "SELECT id, username, full_name, role, password_hash, password_temporary FROM staff"
        " WHERE username = %s AND active",
        (username,),
    )
    return Door(StaffMember(row[0], row[1], row[2], Role(row[3])), str(row[4]), bool(row[5])) if row else None


@dataclass(frozen=True, slots=True)
class Standing:
    """An account as a session that is under way asks for it."""

    active: bool
    role: Role
    fingerprint: str


def standing_of(reader: Reader, staff_id: int) -> Standing | None:
    """What has become of an account; None for one that is not there."""
    row = reader.row("SELECT active, role, SHA2(password_hash, 256) FROM staff WHERE id = %s", (staff_id,))
    return Standing(bool(row[0]), Role(row[1]), str(row[2])) if row else None


def require_active(reader: Reader, staff_id: int) -> None:
    """Raise SessionEnded for a deactivated account: what is about money asks at once, and waits for no window to notice."""
    if reader.row("SELECT 1 FROM staff WHERE id = %s AND active", (staff_id,)) is None:
        raise account_ended()


def account_ended() -> SessionEnded:
    return SessionEnded(
        "Your account was deactivated, so nothing was done. Somebody else can take this counter over; the basket stays."
    )


def change_password(unit: Unit, staff_id: int, password_hash: str, fingerprint_before: str) -> bool:
    """The person's own new password in place of the one with that fingerprint; False when there is another one by now."""
    return bool(
        unit.execute(
            """
            UPDATE staff SET password_hash = %s, password_temporary = FALSE, failed_sign_ins = 0, blocked_until = NULL
            WHERE id = %s AND active AND SHA2(password_hash, 256) = %s
            """,
            (password_hash, staff_id, fingerprint_before),
        )
    )


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


def add(unit: Unit, username: str, full_name: str, role: Role, password_hash: str, *, temporary: bool = False) -> int:
    """A new account; returns its id. Raises DuplicateKey when the name is taken."""
    return unit.insert(
        "INSERT INTO staff (username, full_name, role, password_hash, password_temporary) VALUES (%s, %s, %s, %s, %s)",
        (username, full_name, role.value, password_hash, temporary),
    )


def anybody(reader: Reader) -> bool:
    """Whether there is any account at all: a new database has none and is set up first."""
    return reader.row("SELECT 1 FROM staff LIMIT 1") is not None
