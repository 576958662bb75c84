"""Days that are over are added up once, by whoever asks first, and what is kept of them is what happened."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from app.models import places
from app.models.connection import DRIVER_ERRORS
from app.models.database import Database
from app.models.errors import DatabaseBusy
from app.models.reports import closed_days
from app.models.reports.closed_days import add_up, last_over, missing, server_now
from app.utils.local_time import day_bounds_utc
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.models.reports.history import History
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]

TABLES = ("figures_tickets", "figures_clerks", "figures_hours")


def week_of_sales(make_office: MakeBoxOffice) -> BoxOffice:
    """Sales on each of the last seven days, at noon."""
    office = make_office(till=False)
    history = History(office)
    show = history.show(datetime.now(UTC) - timedelta(hours=3))
    seats = [seat.id for seat in office.open().seats]
    for ago in range(1, 8):
        history.sale(show, datetime.now(UTC) - timedelta(days=ago), seats[2 * ago : 2 * ago + 2])
    return office


def add_up_all(office: BoxOffice, database: Database | None = None) -> list[date]:
    cinema, ours = office.counters[0].cinema, database or office.database
    days = missing(ours, cinema, server_now(ours))
    for start in range(0, len(days), 7):
        ours.transaction(lambda unit, some=days[start : start + 7]: add_up(unit, cinema, some))  # type: ignore[misc]
    return days


def kept(office: BoxOffice) -> dict[str, object]:
    """How many rows each table has of the office's cinema, and what they come to."""
    cinema_id = office.counters[0].cinema.id
    days = office.owner.row("SELECT COUNT(*), MIN(day), MAX(day) FROM figures_days WHERE cinema_id = %s", (cinema_id,))
    sums = {
        table: office.owner.row(
            f"SELECT COUNT(*), SUM(f.sold_minor) FROM {table} f JOIN figures_days d ON d.id = f.day_id"  # noqa: S608  names above
            " WHERE d.cinema_id = %s",
            (cinema_id,),
        )
        for table in TABLES
    }
    return {"days": days, **sums}


def test_the_days_since_the_first_sale_are_added_up_once(make_office: MakeBoxOffice) -> None:
    office = week_of_sales(make_office)
    assert len(add_up_all(office)) >= 6
    first = kept(office)
    assert add_up_all(office) == []
    assert kept(office) == first


def test_a_day_is_over_an_hour_after_its_end() -> None:
    end = day_bounds_utc(date(2026, 11, 20), "Asia/Kolkata")[1]
    assert last_over(end + timedelta(minutes=59), "Asia/Kolkata") == date(2026, 11, 19)
    assert last_over(end + timedelta(hours=1), "Asia/Kolkata") == date(2026, 11, 20)


def test_nothing_is_missing_where_nothing_was_ever_sold(make_office: MakeBoxOffice) -> None:
    office = make_office(till=False)
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    assert missing(office.database, office.counters[0].cinema, long_ago) == []


def test_two_windows_that_ask_at_once_add_up_each_day_once(make_office: MakeBoxOffice) -> None:
    office = week_of_sales(make_office)
    with (
        closing(Database(office.connect)) as one,
        closing(Database(office.connect)) as other,
        ThreadPoolExecutor() as pool,
    ):
        for running in [pool.submit(add_up_all, office, each) for each in (one, other)]:
            running.result(timeout=60)
    told = kept(office)
    lone = week_of_sales(make_office)
    add_up_all(lone)
    assert told["days"] == kept(lone)["days"]
    assert [row and row[1] for row in (told[table] for table in TABLES)] == [  # type: ignore[index]
        office.value(
            "SELECT SUM(l.price_minor) FROM booking_lines l JOIN bookings b ON b.id = l.booking_id WHERE b.counter_id IN %s"
            " AND b.confirmed_at < %s",
            tuple(counter.id for counter in office.counters),
            _end_of_closed_days(office),
        )
    ] * len(TABLES)


def test_a_unit_that_fails_half_way_leaves_nothing(make_office: MakeBoxOffice) -> None:
    office = week_of_sales(make_office)
    cinema = office.counters[0].cinema
    days = missing(office.database, cinema, server_now(office.database))[-3:]

    class Killed(Exception):
        pass

    def work(unit: object) -> None:
        add_up(unit, cinema, days)  # type: ignore[arg-type]
        raise Killed

    with pytest.raises(Killed):
        office.database.transaction(work)
    assert kept(office)["days"] == (0, None, None)


def test_a_sale_of_yesterday_that_is_not_committed_yet_is_waited_for(make_office: MakeBoxOffice) -> None:
    """A terminal stopped in the middle of its sale just before midnight, and its transaction is still open."""
    office = week_of_sales(make_office)
    cinema = office.counters[0].cinema
    yesterday = last_over(server_now(office.database), cinema.time_zone)
    booking = office.owner.row(
        "SELECT MAX(id) FROM bookings WHERE counter_id IN %s", (tuple(counter.id for counter in office.counters),)
    )
    assert booking is not None
    moment = day_bounds_utc(yesterday, cinema.time_zone)[1] - timedelta(seconds=1)
    with closing(office.connect()) as stopped:
        cursor = stopped.cursor()
        cursor.execute("START TRANSACTION")
        cursor.execute("UPDATE bookings SET confirmed_at = %s WHERE id = %s", (moment.replace(tzinfo=None), booking[0]))
        with closing(office.connect()) as impatient, pytest.raises((DatabaseBusy, *DRIVER_ERRORS)):
            hasty = impatient.cursor()
            hasty.execute("SET SESSION innodb_lock_wait_timeout = 1")
            database = Database(lambda: impatient)
            database.transaction(lambda unit: add_up(unit, cinema, [yesterday]))
        cursor.execute("ROLLBACK")
    office.database.transaction(lambda unit: add_up(unit, cinema, [yesterday]))
    assert kept(office)["days"] == (1, yesterday, yesterday)


def test_another_time_zone_cuts_the_days_anew(make_office: MakeBoxOffice) -> None:
    office = week_of_sales(make_office)
    add_up_all(office)
    before = office.counters[0].cinema
    office.change("UPDATE cinemas SET time_zone = 'America/New_York' WHERE id = %s", before.id)
    (now_there,) = [each for each in places.cinemas_by_id(office.owner).values() if each.id == before.id]
    assert len(missing(office.database, now_there, server_now(office.database))) >= 6


def test_a_terminal_may_add_figures_and_change_none(make_office: MakeBoxOffice) -> None:
    office = week_of_sales(make_office)
    add_up_all(office)
    for statement in ("UPDATE figures_tickets SET sold = 0", "DELETE FROM figures_days", "DELETE FROM figures_clerks"):
        with closing(office.connect()) as connection, pytest.raises(DRIVER_ERRORS):
            connection.cursor().execute(statement)


def _end_of_closed_days(office: BoxOffice) -> datetime:
    zone = office.counters[0].cinema.time_zone
    now = server_now(office.database)
    return day_bounds_utc(closed_days.last_over(now, zone), zone)[1].replace(tzinfo=None)
