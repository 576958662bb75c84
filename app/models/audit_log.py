"""Who did what, when and where: append-only, and chained per counter.

Each row's hash is SHA-256 over the row before it and everything the row tells, computed by the server in the inserting
statement, so that a sale needs one statement for it. Two writers of one counter meet at the key (counter, number): the
later one runs its unit again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from app.models.database import RetryUnit
from app.models.statements import DuplicateKey, Unit


def append(
    unit: Unit, counter_id: int, staff_id: int | None, action: str, subject: str, detail: Mapping[str, object]
) -> None:
    """Write down that `action` was done to `subject` (a booking reference, a user name) in the unit that does it."""
    told = json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str)
    try:
        unit.execute(
            """
            INSERT INTO audit_log
                (counter_id, sequence_number, happened_at, staff_id, action, subject, detail, hash)
            SELECT c.id, COALESCE(l.sequence_number, 0) + 1, UTC_TIMESTAMP(6), %s, %s, %s, %s,
                   SHA2(CONCAT_WS('|', COALESCE(l.hash, ''), c.id, COALESCE(l.sequence_number, 0) + 1,
                                  UTC_TIMESTAMP(6), COALESCE(%s, ''), %s, %s, %s), 256)
            FROM counters c
            LEFT JOIN audit_log l ON l.counter_id = c.id AND l.sequence_number =
                (SELECT MAX(m.sequence_number) FROM audit_log m WHERE m.counter_id = c.id)
            WHERE c.id = %s
            """,
            (staff_id, action, subject, told, staff_id, action, subject, told, counter_id),
        )
    except DuplicateKey as error:
        raise RetryUnit from error
