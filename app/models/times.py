"""Between the database's naive UTC and the program's aware times."""

from __future__ import annotations

from datetime import UTC, datetime


def as_utc(stored: datetime) -> datetime:
    """A DATETIME as read from the database, made aware: everything stored is UTC."""
    return stored.replace(tzinfo=UTC)


def as_stored(moment: datetime) -> datetime:
    """An aware time as the database stores it. Raises ValueError for a naive one, whose zone nobody knows."""
    if moment.tzinfo is None:
        sentence = f"{moment} has no time zone"
        raise ValueError(sentence)
    return moment.astimezone(UTC).replace(tzinfo=None)
