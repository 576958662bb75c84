"""The audit log as it is searched: newest first, page by page, every question answered through an index.

Pages go by time and id, not by id alone: ids are given out before a line is committed, and the indices that lead to a
person's or a day's lines are ordered by time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from app.models.statements import Reader, Row
from app.models.times import as_stored, as_utc

_FIRST = datetime(1000, 1, 1, tzinfo=UTC)
_LAST = datetime(9999, 12, 31, tzinfo=UTC)
_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in the log, which comes after every line with an earlier time, or the same time and a smaller id."""

    happened_at: datetime
    id: int


THE_END = Mark(_LAST, _LARGEST_ID)
"""After every line there is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines: all conditions together. Empty or None means that there is none."""

    counter_ids: tuple[int, ...]
    staff_id: int | None = None
    subject: str = ""
    show_ids: tuple[int, ...] = ()
    """Lines about these shows and about their bookings."""
    actions: tuple[str, ...] = ()
    from_at: datetime | None = None
    until_at: datetime | None = None
    """Before this moment."""
    text: str = ""
    """In the subject, or in the detail as it is stored."""
    text_actions: tuple[str, ...] = ()
    """Actions whose words have the text in them: found by it, too."""


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """`full_name` is None for what Foyer did by itself; `detail` is JSON."""

    id: int
    happened_at: datetime
    full_name: str | None
    counter_name: str
    action: str
    subject: str
    detail: str

    @property
    def mark(self) -> Mark:
        return Mark(self.happened_at, self.id)


_LINE = """
    SELECT l.id, l.happened_at, s.full_name, k.name, l.action, l.subject, l.detail
"""
_NAMES = """
    LEFT JOIN staff s ON s.id = l.staff_id LEFT JOIN counters k ON k.id = l.counter_id
"""
_BETWEEN = """
    l.happened_at >= %s AND (l.happened_at > %s OR l.id >= %s) AND l.happened_at <= %s AND (l.happened_at < %s OR l.id < %s)
"""
_NEWEST_FIRST = "ORDER BY l.happened_at DESC, l.id DESC LIMIT"
_FITS = f"""
    {_BETWEEN} AND l.counter_id IN %s
    AND (%s OR l.action IN %s) AND (%s OR l.subject LIKE %s OR l.detail LIKE %s OR l.action IN %s)
    {_NEWEST_FIRST} %s
"""
# Which index leads there is said, for a server guesses: to sort a million lines may look cheaper to it than to read a hundred.
_BY_TIME = f"{_LINE} FROM audit_log l FORCE INDEX (audit_by_time) {_NAMES} WHERE {_FITS}"
_BY_STAFF = f"{_LINE} FROM audit_log l FORCE INDEX (audit_by_staff) {_NAMES} WHERE l.staff_id = %s AND {_FITS}"
_BY_SUBJECT = (
    f"{_LINE} FROM audit_log l FORCE INDEX (audit_by_subject) {_NAMES}"
    f" WHERE l.subject = %s AND (%s OR l.staff_id = %s) AND {_FITS}"
)
# References are ASCII, subjects are not: converted here, for the other way round the index would be of no use.
_SUBJECTS_OF_SHOWS = """
    SELECT CONVERT(b.reference USING utf8mb4) COLLATE utf8mb4_unicode_ci AS subject FROM bookings b WHERE b.show_id IN %s
    UNION ALL
    SELECT CONCAT('show ', w.id) FROM shows w WHERE w.id IN %s
"""
_BY_SHOW = (
    f"{_LINE} FROM ({_SUBJECTS_OF_SHOWS}) about"
    f" STRAIGHT_JOIN audit_log l FORCE INDEX (audit_by_subject) ON l.subject = about.subject {_NAMES}"
    f" WHERE (%s OR l.staff_id = %s) AND {_FITS}"
)


_MARK = "SELECT l.happened_at, l.id FROM audit_log l"
_BACK_BY_TIME = f"{_MARK} FORCE INDEX (audit_by_time) WHERE {_BETWEEN} {_NEWEST_FIRST} 1 OFFSET %s"
_BACK_BY_STAFF = (
    f"{_MARK} FORCE INDEX (audit_by_staff) WHERE l.staff_id = %s AND {_BETWEEN} {_NEWEST_FIRST} 1 OFFSET %s"
)


def lines(
    reader: Reader, wanted: Wanted, most: int, before: Mark = THE_END, back_to: Mark | None = None
) -> tuple[LoggedLine, ...]:
    """The newest `most` lines that are wanted and stand before a mark, and not before `back_to`; the newest first."""
    fits = _fitting(wanted, most, before, back_to)
    any_staff = (wanted.staff_id is None, wanted.staff_id or 0)
    if wanted.subject:
        found = reader.rows(_BY_SUBJECT, (wanted.subject, *any_staff, *fits))
    elif wanted.show_ids:
        found = reader.rows(_BY_SHOW, (wanted.show_ids, wanted.show_ids, *any_staff, *fits))
    elif wanted.staff_id is not None:
        found = reader.rows(_BY_STAFF, (wanted.staff_id, *fits))
    else:
        found = reader.rows(_BY_TIME, fits)
    return tuple(_line(row) for row in found)


def so_far_back(reader: Reader, wanted: Wanted, count: int, before: Mark) -> Mark | None:
    """Where one has come to after looking through `count` lines back from a mark; None when that is all there is.

    Of a booking or a show there are never many lines: those are looked through at once.
    """
    if wanted.subject or wanted.show_ids:
        return None
    between = _between(wanted, before, None)
    if wanted.staff_id is not None:
        row = reader.row(_BACK_BY_STAFF, (wanted.staff_id, *between, count))
    else:
        row = reader.row(_BACK_BY_TIME, (*between, count))
    return Mark(as_utc(row[0]), int(row[1])) if row else None


def count_about(reader: Reader) -> int:
    """How many lines there are, without counting them."""
    row = reader.row("SELECT COALESCE(MAX(id), 0) FROM audit_log")
    return int(row[0]) if row else 0


def now(reader: Reader) -> datetime:
    """The server's time, which the lines are stamped with."""
    row = reader.row("SELECT UTC_TIMESTAMP(6)")
    if row is None:
        raise AssertionError
    return as_utc(row[0])


@dataclass(frozen=True, slots=True)
class PlayedShow:
    """A show as one looks for it."""

    id: int
    title: str
    starts_at: datetime


def shows_of(reader: Reader, cinema_id: int) -> Iterator[PlayedShow]:
    """Every show of a cinema, the latest first."""
    found = reader.rows(
        """
        SELECT s.id, m.title, s.starts_at FROM shows s JOIN movies m ON m.id = s.movie_id JOIN halls h ON h.id = s.hall_id
        WHERE h.cinema_id = %s ORDER BY s.starts_at DESC, s.id DESC
        """,
        (cinema_id,),
    )
    for show_id, title, starts_at in found:
        yield PlayedShow(int(show_id), title, as_utc(starts_at))


def _between(wanted: Wanted, before: Mark, back_to: Mark | None) -> tuple[object, ...]:
    first = Mark(wanted.from_at or _FIRST, 0)
    if back_to is not None:
        first = max(first, back_to)
    last = before if wanted.until_at is None else min(before, Mark(wanted.until_at, 0))
    since, until = as_stored(first.happened_at), as_stored(last.happened_at)
    return since, since, first.id, until, until, last.id


def _fitting(wanted: Wanted, most: int, before: Mark, back_to: Mark | None) -> tuple[object, ...]:
    like = f"%{_escaped(wanted.text)}%"
    return (
        *_between(wanted, before, back_to),
        wanted.counter_ids or (0,),
        not wanted.actions,
        wanted.actions or ("",),
        not wanted.text,
        like,
        like,
        wanted.text_actions or ("",),
        most,
    )


def _escaped(text: str) -> str:
    """What LIKE takes for signs of its own stands for itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _line(row: Row) -> LoggedLine:
    return LoggedLine(int(row[0]), as_utc(row[1]), row[2], row[3] or "", row[4], row[5], row[6])
