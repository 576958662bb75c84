"""What a counter is to be told at its screen, until a window has shown it."""

from __future__ import annotations

from app.models.statements import Reader, Unit


def write(unit: Unit, counter_id: int, kind: str, sentence: str) -> None:
    """Leave a sentence for a counter, in the unit that gives reason for it."""
    unit.later(
        "INSERT INTO counter_notices (counter_id, kind, sentence, created_at) VALUES (%s, %s, %s, UTC_TIMESTAMP(6))",
        (counter_id, kind, sentence[:300]),
    )


def unseen(reader: Reader, counter_id: int) -> list[tuple[int, str]]:
    """(id, sentence) of what no window has shown yet, the oldest first."""
    found = reader.rows(
        "SELECT id, sentence FROM counter_notices WHERE counter_id = %s AND seen_at IS NULL ORDER BY id", (counter_id,)
    )
    return [(int(notice_id), str(sentence)) for notice_id, sentence in found]


def mark_seen(unit: Unit, counter_id: int, last_id: int) -> None:
    unit.execute(
        "UPDATE counter_notices SET seen_at = UTC_TIMESTAMP(6) WHERE counter_id = %s AND id <= %s AND seen_at IS NULL",
        (counter_id, last_id),
    )
