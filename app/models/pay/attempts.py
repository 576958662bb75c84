"""Money asked for at a provider: written down before it is asked for, with the key under which it can be looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models.records import BookingStatus, PaymentMethod
from app.models.statements import Reader, Row, Unit
from app.models.times import as_utc


class AttemptState(StrEnum):
    """Of money asked for at a provider. UNKNOWN: it may be taken or not; SETTLED: it stands in the payments."""

    STARTED = "STARTED"
    APPROVED = "APPROVED"
    SETTLED = "SETTLED"
    DECLINED = "DECLINED"
    CANCELLED = "CANCELLED"
    UNKNOWN = "UNKNOWN"


OPEN = (AttemptState.STARTED, AttemptState.UNKNOWN)
"""What the provider still has to tell."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt as it stands, and its booking."""

    id: int
    booking_id: int
    booking_reference: str
    booking_status: BookingStatus
    show_id: int
    movie_title: str
    method: PaymentMethod
    amount_minor: int
    provider: str
    key: str
    state: AttemptState
    card_last_four: str
    told: str
    counter_id: int
    clerk_name: str
    created_at: datetime


_ATTEMPTS = """
    SELECT a.id, a.booking_id, b.reference, b.status, b.show_id, m.title, a.method, a.amount_minor, a.provider,
           a.provider_key, a.state, COALESCE(a.card_last_four, ''), a.told, a.counter_id, p.full_name, a.created_at
    FROM payment_attempts a JOIN bookings b ON b.id = a.booking_id JOIN shows s ON s.id = b.show_id
    JOIN movies m ON m.id = s.movie_id JOIN staff p ON p.id = a.clerk_id
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is about to be asked for. `key` is 32 hex characters, the provider's for all that comes after it, too."""

    booking_id: int
    method: PaymentMethod
    amount_minor: int
    provider: str
    key: str


def start(unit: Unit, asked: Asked, counter_id: int, clerk_id: int) -> None:
    """Write a new attempt down, STARTED."""
    unit.later(
        """
        INSERT INTO payment_attempts (booking_id, method, amount_minor, provider, provider_key, state, counter_id,
            clerk_id, created_at, changed_at)
        VALUES (%s, %s, %s, %s, %s, 'STARTED', %s, %s, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
        """,
        (asked.booking_id, asked.method.value, asked.amount_minor, asked.provider, asked.key, counter_id, clerk_id),
    )


def with_key(reader: Reader, key: str) -> Attempt | None:
    return _one(reader.row(_ATTEMPTS + " WHERE a.provider_key = %s", (key,)))


def with_id(reader: Reader, attempt_id: int) -> Attempt | None:
    return _one(reader.row(_ATTEMPTS + " WHERE a.id = %s", (attempt_id,)))


def of_booking(reader: Reader, booking_id: int) -> list[Attempt]:
    """All attempts for a booking, in order."""
    return [_attempt(row) for row in reader.rows(_ATTEMPTS + " WHERE a.booking_id = %s ORDER BY a.id", (booking_id,))]


def not_at_an_end(unit: Unit, booking_id: int) -> list[Row]:
    """A row for each attempt of a locked booking that is not at its end, read together with the unit's next statement."""
    return unit.rows_later(
        "SELECT id FROM payment_attempts WHERE booking_id = %s AND state IN ('STARTED', 'APPROVED', 'UNKNOWN')",
        (booking_id,),
    )


def under_way(reader: Reader, counter_id: int) -> list[Attempt]:
    """A counter's attempts that are neither in the payments nor at an end, the oldest first."""
    found = reader.rows(
        _ATTEMPTS + " WHERE a.counter_id = %s AND a.state IN ('STARTED', 'APPROVED', 'UNKNOWN') ORDER BY a.id",
        (counter_id,),
    )
    return [_attempt(row) for row in found]


def answer(
    unit: Unit, attempt_id: int, state: AttemptState, reference: str = "", last_four: str = "", told: str = ""
) -> bool:
    """Write down what the provider told; False when it was told before and stands."""
    found = unit.execute(
        """
        UPDATE payment_attempts SET state = %s, provider_reference = %s, card_last_four = %s, told = %s,
            changed_at = UTC_TIMESTAMP(6)
        WHERE id = %s AND state IN ('STARTED', 'UNKNOWN')
        """,
        (state.value, reference or None, last_four or None, told[:300], attempt_id),
    )
    return found == 1


def settle(unit: Unit, attempt_id: int, booking_id: int, amount_minor: int) -> list[int]:
    """Let an approved attempt become a payment, with the next statement: the list tells then whether it could, [1]."""
    return unit.found_later(
        """
        UPDATE payment_attempts SET state = 'SETTLED', changed_at = UTC_TIMESTAMP(6)
        WHERE id = %s AND booking_id = %s AND amount_minor = %s AND state = 'APPROVED'
        """,
        (attempt_id, booking_id, amount_minor),
    )


def _one(row: Row | None) -> Attempt | None:
    return _attempt(row) if row else None


def _attempt(row: Row) -> Attempt:
    return Attempt(
        id=int(row[0]),
        booking_id=int(row[1]),
        booking_reference=row[2],
        booking_status=BookingStatus(row[3]),
        show_id=int(row[4]),
        movie_title=row[5],
        method=PaymentMethod(row[6]),
        amount_minor=int(row[7]),
        provider=row[8],
        key=row[9],
        state=AttemptState(row[10]),
        card_last_four=row[11],
        told=row[12],
        counter_id=int(row[13]),
        clerk_name=row[14],
        created_at=as_utc(row[15]),
    )
