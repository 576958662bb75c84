"""What a worker does with the outbox: take the next message under the lease, and write down what became of it.

A message that is taken is due again only after a while: a worker that dies with it leaves it to the next one, which sends it
under the same number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.models.after import leases
from app.models.after.outbox import ERROR_MAX, Channel, Template
from app.models.statements import Reader, Unit

TAKEN_SECONDS = 600
"""So long a message that was taken is nobody else's: far longer than sending it may take."""
LEASE_SECONDS = 60
"""Longer than one message may take; a worker that died holds up the others for no longer than this."""


class LeaseElsewhere(Exception):
    """Another worker does this now."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A message to be sent now. `attempts` counts this try."""

    id: int
    channel: Channel
    template: Template
    booking_id: int
    counter_id: int
    recipient: str
    detail: Mapping[str, Any]
    message_id: str
    attempts: int


def is_due(reader: Reader, channel: Channel, holder: str) -> bool:
    """Whether a message is due that nobody else is there to send: a look without a lock, for who asks often."""
    row = reader.row(
        """
        SELECT EXISTS (SELECT 1 FROM outbox o WHERE o.done_at IS NULL AND o.given_up_at IS NULL AND o.kind = %s
                       AND o.due_at <= UTC_TIMESTAMP(6))
               AND NOT EXISTS (SELECT 1 FROM leases l WHERE l.name = %s AND l.holder <> %s
                               AND l.held_until > UTC_TIMESTAMP(6))
        """,
        (channel.value, channel.value, holder),
    )
    return row is not None and bool(row[0])


def take(unit: Unit, channel: Channel, holder: str, new_message_id: str) -> Taken | None:
    """The message that is due the longest, numbered and counted as tried; None when none is due.

    Raises LeaseElsewhere while another worker holds the channel's lease; the unit is then to be rolled back.
    """
    if not leases.take(unit, channel.value, holder, LEASE_SECONDS):
        raise LeaseElsewhere
    row = unit.row(
        """
        SELECT o.id, o.template, o.booking_id, o.counter_id, o.recipient, o.detail, o.message_id, o.attempts
        FROM outbox o WHERE o.done_at IS NULL AND o.given_up_at IS NULL AND o.kind = %s AND o.due_at <= UTC_TIMESTAMP(6)
        ORDER BY o.due_at, o.id LIMIT 1 FOR UPDATE
        """,
        (channel.value,),
    )
    if row is None:
        return None
    unit.execute(
        "UPDATE outbox SET message_id = COALESCE(message_id, %s), attempts = attempts + 1,"
        " due_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND WHERE id = %s",
        (new_message_id, TAKEN_SECONDS, row[0]),
    )
    return Taken(
        id=int(row[0]),
        channel=channel,
        template=Template(row[1]),
        booking_id=int(row[2]),
        counter_id=int(row[3]),
        recipient=str(row[4]),
        detail=json.loads(row[5]) if row[5] else {},
        message_id=str(row[6] or new_message_id),
        attempts=int(row[7]) + 1,
    )


def sent(unit: Unit, message_id: int) -> None:
    """It was taken by the server: whatever a person has done with the row meanwhile, it is done."""
    unit.execute(
        "UPDATE outbox SET done_at = UTC_TIMESTAMP(6), given_up_at = NULL, last_error = NULL WHERE id = %s",
        (message_id,),
    )


def delayed(unit: Unit, message_id: int, sentence: str, seconds: float) -> None:
    """Not now: tried again in `seconds`. One that a person has given up meanwhile stays so."""
    unit.execute(
        "UPDATE outbox SET last_error = %s, due_at = UTC_TIMESTAMP(6) + INTERVAL %s MICROSECOND"
        " WHERE id = %s AND done_at IS NULL",
        (sentence[:ERROR_MAX], round(seconds * 1_000_000), message_id),
    )


def put_back(unit: Unit, message_id: int, sentence: str) -> None:
    """Nothing was tried, for there was nobody to hand it to: it is as before, and says why it waits."""
    unit.execute(
        "UPDATE outbox SET last_error = %s, due_at = UTC_TIMESTAMP(6), attempts = GREATEST(attempts, 1) - 1"
        " WHERE id = %s AND done_at IS NULL",
        (sentence[:ERROR_MAX], message_id),
    )


def failed(unit: Unit, message_id: int, sentence: str) -> None:
    """It cannot be sent: a person has to look at it."""
    unit.execute(
        "UPDATE outbox SET last_error = %s, given_up_at = UTC_TIMESTAMP(6) WHERE id = %s AND done_at IS NULL",
        (sentence[:ERROR_MAX], message_id),
    )


def needless(unit: Unit, message_id: int, sentence: str) -> None:
    """It is not sent, and nobody needs to look at it."""
    unit.execute(
        "UPDATE outbox SET last_error = %s, given_up_at = UTC_TIMESTAMP(6), done_at = UTC_TIMESTAMP(6)"
        " WHERE id = %s AND done_at IS NULL",
        (sentence[:ERROR_MAX], message_id),
    )


def too_late(unit: Unit, sentence: str) -> int:
    """Give up what tells of tickets for shows that are over; how many there were. A channel nobody serves is cleared, too."""
    return unit.execute(
        """
        UPDATE outbox o JOIN bookings b ON b.id = o.booking_id JOIN shows s ON s.id = b.show_id
        SET o.done_at = UTC_TIMESTAMP(6), o.given_up_at = UTC_TIMESTAMP(6), o.last_error = %s
        WHERE o.done_at IS NULL AND o.given_up_at IS NULL AND o.kind IN ('MAIL', 'SMS')
            AND o.template IN ('CONFIRMATION', 'EXCHANGE', 'SEATS_OFFERED') AND s.ends_at < UTC_TIMESTAMP(6)
        """,
        (sentence[:ERROR_MAX],),
    )
