"""Staff accounts as they are kept: who there is, in which role, and who may sign in."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.door_records import Role
from app.models.statements import Reader, Row, Unit


@dataclass(frozen=True, slots=True)
class Account:
    """An account without anything of its password but who gave it."""

    id: int
    username: str
    full_name: str
    role: Role
    active: bool
    password_temporary: bool
    """Somebody else gave the password: the person has not chosen an own one yet."""
    blocked_seconds: int
    """How long the account waits after too many wrong passwords; 0 when it does not."""

    @property
    def is_admin(self) -> bool:
        """Whether this is one of those without whom nobody could keep the team."""
        return self.active and self.role is Role.ADMIN


_ACCOUNTS = """
    SELECT id, username, full_name, role, active, password_temporary,
           GREATEST(0, COALESCE(CEIL(TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), blocked_until) / 1000000), 0))
    FROM staff
"""


def everybody(reader: Reader) -> tuple[Account, ...]:
    """Every account, those who may sign in first, by name."""
    return tuple(_account(row) for row in reader.rows(_ACCOUNTS + " ORDER BY active DESC, full_name, id"))


def with_username(reader: Reader, username: str) -> Account | None:
    row = reader.row(_ACCOUNTS + " WHERE username = %s", (username,))
    return _account(row) if row else None


def with_id(reader: Reader, staff_id: int) -> Account | None:
    row = reader.row(_ACCOUNTS + " WHERE id = %s", (staff_id,))
    return _account(row) if row else None


def lock(unit: Unit, staff_id: int) -> Account | None:
    """The account as it stands, which nobody else changes until the unit ends."""
    row = unit.row(_ACCOUNTS + " WHERE id = %s FOR UPDATE", (staff_id,))
    return _account(row) if row else None


def hold_admins(unit: Unit) -> int:
    """Lock every active admin, and write at each; returns how many there are.

    Before a right is taken from one of them: two who do so at once wait for each other here, and the second counts what the
    first has left. Locks alone would not meet on a cluster, two writers of a row do.
    """
    return unit.execute("UPDATE staff SET version = version + 1 WHERE role = 'ADMIN' AND active")


def change(unit: Unit, staff_id: int, full_name: str, role: Role) -> None:
    unit.execute("UPDATE staff SET full_name = %s, role = %s WHERE id = %s", (full_name, role.value, staff_id))


def set_active(unit: Unit, staff_id: int, *, active: bool) -> None:
    unit.execute("UPDATE staff SET active = %s WHERE id = %s", (active, staff_id))


def give_password(unit: Unit, staff_id: int, password_hash: str) -> None:
    """A temporary password, at once to be used: what was tried with the one before is forgiven."""
    unit.execute(
        """
        UPDATE staff SET password_hash = %s, password_temporary = TRUE, failed_sign_ins = 0, blocked_until = NULL
        WHERE id = %s
        """,
        (password_hash, staff_id),
    )


def subject_of(staff_id: int) -> str:
    """What audit lines call an account that is kept; what a person does about signing in is said of the username."""
    return f"staff {staff_id}"


def _account(row: Row) -> Account:
    return Account(int(row[0]), row[1], row[2], Role(row[3]), bool(row[4]), bool(row[5]), int(row[6]))
