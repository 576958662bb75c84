"""Messages to customers: written with what they tell of, in its own transaction, and sent later by whoever holds the lease.

A row waits while `done_at` and `given_up_at` are NULL. Sent, it has `done_at`. Failed, it has `given_up_at` alone and waits
for a person; what nobody needs to look at any more has both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models.after.leases import KNOWN_DAYS
from app.models.statements import Reader, Unit
from app.models.times import as_utc

ERROR_MAX = 300
"""Characters, as the table takes them."""


class Channel(StrEnum):
    """How a message goes: the outbox's kind, and the name of the lease of who sends it."""

    MAIL = "MAIL"
    SMS = "SMS"


class Template(StrEnum):
    """Which text a message has."""

    CONFIRMATION = "CONFIRMATION"
    CANCELLATION = "CANCELLATION"
    EXCHANGE = "EXCHANGE"
    SHOW_CANCELLED = "SHOW_CANCELLED"
    SEATS_OFFERED = "SEATS_OFFERED"


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it is shown."""

    id: int
    channel: Channel
    template: Template
    reference: str
    customer_name: str
    recipient: str
    written_for: datetime
    """When it was or is due."""
    attempts: int
    last_error: str
    sent_at: datetime | None
    given_up_at: datetime | None
    set_aside: bool
    """Given up, and nobody needs to look at it any more."""

    @property
    def failed(self) -> bool:
        return self.given_up_at is not None and not self.set_aside

    @property
    def waits(self) -> bool:
        return self.sent_at is None and self.given_up_at is None


def write(
    unit: Unit,
    template: Template,
    booking_ids: Sequence[int],
    counter_id: int,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Leave one message for each of these bookings whose customer can be reached: by e-mail, or else by text message.

    It travels with the next statement of the unit. `detail` is what the booking itself does not tell. In a house that sends
    no text messages (nobody held their lease within KNOWN_DAYS) none is written.
    """
    if not booking_ids:
        return
    unit.later(
        """
        INSERT INTO outbox (kind, booking_id, counter_id, due_at, template, recipient, detail)
        SELECT IF(u.email <> '', 'MAIL', 'SMS'), b.id, %s, UTC_TIMESTAMP(6), %s, IF(u.email <> '', u.email, u.phone), %s
        FROM bookings b JOIN customers u ON u.id = b.customer_id
        WHERE b.id IN %s AND (u.email <> '' OR (u.phone <> '' AND EXISTS (SELECT 1 FROM leases s
            WHERE s.name = 'SMS' AND s.held_until > UTC_TIMESTAMP(6) - INTERVAL %s DAY)))
        """,
        (
            counter_id,
            template.value,
            json.dumps(detail, ensure_ascii=False) if detail else None,
            tuple(booking_ids),
            KNOWN_DAYS,
        ),
    )


_MESSAGES = """
    SELECT o.id, o.kind, o.template, b.reference, COALESCE(u.name, ''), o.recipient, o.due_at, o.attempts,
           COALESCE(o.last_error, ''), IF(o.given_up_at IS NULL, o.done_at, NULL), o.given_up_at,
           o.given_up_at IS NOT NULL AND o.done_at IS NOT NULL
    FROM outbox o JOIN bookings b ON b.id = o.booking_id JOIN counters k ON k.id = o.counter_id
    LEFT JOIN customers u ON u.id = b.customer_id
"""


def open_of_cinema(reader: Reader, cinema_id: int, most: int) -> list[Message]:
    """What waits or has failed, the failed ones first, then the oldest."""
    return _messages(
        reader.rows(
            _MESSAGES + " WHERE o.done_at IS NULL AND o.kind IN ('MAIL', 'SMS') AND k.cinema_id = %s"
            " ORDER BY o.given_up_at IS NULL, o.id LIMIT %s",
            (cinema_id, most),
        )
    )


def done_of_cinema(reader: Reader, cinema_id: int, most: int) -> list[Message]:
    """What was sent, or was given up and is not to be looked at any more, the newest first."""
    return _messages(
        reader.rows(
            _MESSAGES + " WHERE o.done_at IS NOT NULL AND o.kind IN ('MAIL', 'SMS') AND k.cinema_id = %s"
            " ORDER BY o.id DESC LIMIT %s",
            (cinema_id, most),
        )
    )


def failed_count(reader: Reader, cinema_id: int) -> int:
    """How many messages of a cinema wait for a person."""
    row = reader.row(
        "SELECT COUNT(*) FROM outbox o JOIN counters k ON k.id = o.counter_id WHERE o.done_at IS NULL"
        " AND o.kind IN ('MAIL', 'SMS') AND o.given_up_at IS NOT NULL AND k.cinema_id = %s",
        (cinema_id,),
    )
    return int(row[0]) if row else 0


def waits_for(reader: Reader, booking_id: int, template: Template, recipient: str) -> bool:
    """Whether such a message about the booking is still to be sent to that address."""
    row = reader.row(
        "SELECT COUNT(*) FROM outbox WHERE booking_id = %s AND template = %s AND recipient = %s"
        " AND done_at IS NULL AND given_up_at IS NULL",
        (booking_id, template.value, recipient),
    )
    return row is not None and bool(row[0])


def lock(unit: Unit, message_id: int, cinema_id: int) -> Message | None:
    """A message of the cinema; nobody sends it until the unit ends."""
    unit.rows_later("SELECT id FROM outbox WHERE id = %s FOR UPDATE", (message_id,))
    found = unit.rows(
        _MESSAGES + " WHERE o.id = %s AND o.kind IN ('MAIL', 'SMS') AND k.cinema_id = %s", (message_id, cinema_id)
    )
    return _messages(found)[0] if found else None


def send_again(unit: Unit, message: Message) -> None:
    """Let it wait once more. One that was sent before is a new mail: with its old number nobody would see it twice."""
    unit.execute(
        "UPDATE outbox SET done_at = NULL, given_up_at = NULL, attempts = 0, due_at = UTC_TIMESTAMP(6), last_error = NULL,"
        " message_id = IF(%s, NULL, message_id) WHERE id = %s",
        (message.sent_at is not None, message.id),
    )


def set_aside(unit: Unit, message_id: int) -> None:
    """Give it up for good; what was said why it failed stays."""
    unit.execute(
        "UPDATE outbox SET done_at = UTC_TIMESTAMP(6), given_up_at = COALESCE(given_up_at, UTC_TIMESTAMP(6)) WHERE id = %s",
        (message_id,),
    )


def _messages(found: Sequence[Sequence[object]]) -> list[Message]:
    return [_message(*row) for row in found]


def _message(*row: object) -> Message:
    number, kind, template, reference, name, recipient, due_at, attempts, error, sent_at, given_up_at, aside = row
    return Message(
        id=int(str(number)),
        channel=Channel(str(kind)),
        template=Template(str(template)),
        reference=str(reference),
        customer_name=str(name),
        recipient=str(recipient),
        written_for=_time(due_at),
        attempts=int(str(attempts)),
        last_error=str(error),
        sent_at=_time(sent_at) if sent_at is not None else None,
        given_up_at=_time(given_up_at) if given_up_at is not None else None,
        set_aside=bool(aside),
    )


def _time(stored: object) -> datetime:
    if not isinstance(stored, datetime):
        raise TypeError("a time was expected")
    return as_utc(stored)
