"""Who did what, when and where: append-only, and chained per counter.

Each row's hash is SHA-256 over the row before it and everything the row tells, computed by the server in the inserting
statement, so that a sale needs one statement for it. Two writers of one counter meet at the key (counter, number): the
later one runs its unit again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from app.models.database import RetryUnit
from app.models.statements import Reader, Unit
from app.models.times import as_stored, as_utc

_LINES_AT_A_TIME = 5000


def append(
    unit: Unit, counter_id: int, staff_id: int | None, action: str, subject: str, detail: Mapping[str, object]
) -> None:
    """Write down that `action` was done to `subject` (a booking reference, a user name) in the unit that does it."""
    told = json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str)
    unit.later(
        """
        INSERT INTO audit_log
            (counter_id, sequence_number, happened_at, staff_id, action, subject, detail, hash)
        SELECT c.id, COALESCE(l.sequence_number, 0) + 1, UTC_TIMESTAMP(6), %s, %s, %s, %s,
               SHA2(CONCAT_WS('|', CONVERT(COALESCE(l.hash, '') USING utf8mb4), c.id,
                              COALESCE(l.sequence_number, 0) + 1, UTC_TIMESTAMP(6), COALESCE(%s, ''), %s, %s, %s), 256)
        FROM counters c
        LEFT JOIN audit_log l ON l.counter_id = %s AND l.sequence_number =
            (SELECT MAX(m.sequence_number) FROM audit_log m WHERE m.counter_id = %s)
        WHERE c.id = %s
        """,
        (staff_id, action, subject, told, staff_id, action, subject, told, counter_id, counter_id, counter_id),
        refused=RetryUnit,
    )


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A line as it stands, with the hash it was written with."""

    counter_id: int
    sequence_number: int
    happened_at: datetime
    staff_id: int | None
    action: str
    subject: str
    detail: str
    hash: str

    def expected_hash(self, hash_before: str) -> str:
        """What `append` would have written after a line with `hash_before`: the same text, put together here."""
        told = (
            hash_before,
            str(self.counter_id),
            str(self.sequence_number),
            as_stored(self.happened_at).strftime("%Y-%m-%d %H:%M:%S.%f"),
            "" if self.staff_id is None else str(self.staff_id),
            self.action,
            self.subject,
            self.detail,
        )
        return hashlib.sha256("|".join(told).encode()).hexdigest()


BEFORE_THE_FIRST = AuditLine(0, 0, datetime.min.replace(tzinfo=UTC), None, "", "", "", "")
"""What a chain starts after: no line, and the hash of none."""


@dataclass(frozen=True, slots=True)
class LastLine:
    """Who wrote the newest line about something, and when. `full_name` is None for what Foyer did by itself."""

    full_name: str | None
    happened_at: datetime


def last_of(reader: Reader, subject: str) -> LastLine | None:
    """The newest line about a subject, None when there is none."""
    found = reader.row(
        """
        SELECT s.full_name, l.happened_at FROM audit_log l LEFT JOIN staff s ON s.id = l.staff_id
        WHERE l.subject = %s ORDER BY l.id DESC LIMIT 1
        """,
        (subject,),
    )
    return LastLine(found[0], as_utc(found[1])) if found else None


def counters_with_lines(reader: Reader) -> list[int]:
    """The counters that have written audit lines."""
    return [int(row[0]) for row in reader.rows("SELECT DISTINCT counter_id FROM audit_log ORDER BY counter_id")]


def chain_of(reader: Reader, counter_id: int) -> Iterator[AuditLine]:
    """A counter's lines in order, fetched some thousands at a time: there may be more than fit into memory."""
    last = -1
    while True:
        found = reader.rows(
            """
            SELECT counter_id, sequence_number, happened_at, staff_id, action, subject, detail, hash FROM audit_log
            WHERE counter_id = %s AND sequence_number > %s ORDER BY sequence_number LIMIT %s
            """,
            (counter_id, last, _LINES_AT_A_TIME),
        )
        for counter, sequence_number, happened_at, *told in found:
            yield AuditLine(counter, sequence_number, as_utc(happened_at), *told)
        if len(found) < _LINES_AT_A_TIME:
            return
        last = found[-1][1]
