"""Days that are over, added up once: what `events` gives for them is kept in the tables figures_*, because it never changes.

A year of a busy house is read in seconds from its tickets and in milliseconds from these. Whoever asks first has them made; two
windows at once agree by the key of figures_days. Nothing here is the only home of a fact: the tables could be emptied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from app.models.database import RetryUnit
from app.models.records import Cinema
from app.models.reports import events
from app.models.statements import DuplicateKey, Reader, Unit
from app.models.times import as_stored, as_utc
from app.utils.local_time import day_bounds_utc, local_days, to_local

OVER_FOR = timedelta(hours=1)
"""A day is added up so long after its end: a sale may be committed a while after it was confirmed."""

_OF_THEIR_DAYS = "(EVENTS) e JOIN figures_days d ON d.cinema_id = %s AND d.time_zone = %s AND d.day = e.day"
_INTO_TICKETS = """
    INSERT INTO figures_tickets
        (day_id, show_id, seat_type, sold, sold_minor, discount_minor, returned, returned_minor)
    SELECT d.id, e.show_id, e.seat_type, e.sold, e.sold_minor, e.discount_minor, e.returned, e.returned_minor FROM DAYS
""".replace("DAYS", _OF_THEIR_DAYS.replace("EVENTS", events.TICKETS.live))
_INTO_CLERKS = """
    INSERT INTO figures_clerks (day_id, clerk_id, method, sold, sold_minor, returned, returned_minor, taken, taken_minor,
        refunded, refunded_minor)
    SELECT d.id, e.clerk_id, e.method, e.sold, e.sold_minor, e.returned, e.returned_minor, e.taken, e.taken_minor,
        e.refunded, e.refunded_minor FROM DAYS
""".replace("DAYS", _OF_THEIR_DAYS.replace("EVENTS", events.CLERKS.live))
_INTO_HOURS = """
    INSERT INTO figures_hours (day_id, hour, sales, tickets, sold_minor)
    SELECT d.id, e.hour, e.sales, e.tickets, e.sold_minor FROM DAYS
""".replace("DAYS", _OF_THEIR_DAYS.replace("EVENTS", events.HOURS.live))
# These wait for what is written but not committed yet, whoever stopped in the middle of it: a shared lock on each row found.
_SETTLE = (
    "SELECT COUNT(confirmed_at) FROM bookings WHERE confirmed_at >= %s AND confirmed_at < %s LOCK IN SHARE MODE",
    "SELECT COUNT(voided_at) FROM tickets WHERE voided_at >= %s AND voided_at < %s LOCK IN SHARE MODE",
    "SELECT COUNT(paid_at) FROM payments WHERE paid_at >= %s AND paid_at < %s LOCK IN SHARE MODE",
)


def server_now(reader: Reader) -> datetime:
    """The server's time."""
    row = reader.row("SELECT UTC_TIMESTAMP(6)")
    assert row is not None
    return as_utc(row[0])


def last_over(now: datetime, time_zone: str) -> date:
    """The last day that is over for long enough to be added up."""
    yesterday = to_local(now, time_zone).date() - timedelta(days=1)
    over = day_bounds_utc(yesterday, time_zone)[1] + OVER_FOR <= now
    return yesterday if over else yesterday - timedelta(days=1)


def missing(reader: Reader, cinema: Cinema, now: datetime) -> list[date]:
    """The days since this house's first sale or payment that are over and not added up, in order."""
    row = reader.row("SELECT (SELECT MIN(confirmed_at) FROM bookings), (SELECT MIN(paid_at) FROM payments)")
    begun = [as_utc(moment) for moment in row or () if moment is not None]
    if not begun:
        return []
    first, last = to_local(min(begun), cinema.time_zone).date(), last_over(now, cinema.time_zone)
    there = _there(reader, cinema, first, last)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if day not in there]


def add_up(unit: Unit, cinema: Cinema, days: Sequence[date]) -> None:
    """Write the figures of these days, which are over, a fortnight at most.

    Those that another window has written meanwhile are left as they are. While somebody's sale of one of these days is still
    not committed the unit waits, and its caller hears DatabaseBusy after a while.
    """
    there = _there(unit, cinema, min(days), max(days))
    for first, last in _runs([day for day in days if day not in there]):
        _add_up_run(unit, cinema, first, last)


def _add_up_run(unit: Unit, cinema: Cinema, first: date, last: date) -> None:
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    now = as_stored(server_now(unit))
    try:
        unit.insert_rows(
            "INSERT INTO figures_days (cinema_id, time_zone, day, built_at) VALUES",
            [(cinema.id, cinema.time_zone, day, now) for day in days],
        )
    except DuplicateKey as error:
        raise RetryUnit from error  # another window was first: look once more what is missing
    whose = (cinema.id, cinema.time_zone)
    local = local_days(first, last, cinema.time_zone)
    for statement in _SETTLE:
        unit.row(statement, (as_stored(local.start), as_stored(local.end)))
    for statement, of in ((_INTO_TICKETS, events.TICKETS), (_INTO_CLERKS, events.CLERKS), (_INTO_HOURS, events.HOURS)):
        unit.execute(statement, (*of.values_of(local, cinema.id), *whose))


def _there(reader: Reader, cinema: Cinema, first: date, last: date) -> set[date]:
    """The days from `first` to `last` that are added up."""
    found = reader.rows(
        "SELECT day FROM figures_days WHERE cinema_id = %s AND time_zone = %s AND day BETWEEN %s AND %s",
        (cinema.id, cinema.time_zone, first, last),
    )
    return {row[0] for row in found}


def _runs(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """(first, last) of each unbroken run of days; `days` are in order."""
    start = 0
    for number, day in enumerate(days):
        if number + 1 == len(days) or days[number + 1] != day + timedelta(days=1):
            yield days[start], day
            start = number + 1
