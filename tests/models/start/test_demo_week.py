"""A demo that was made days ago gets the days that are missing, and what is there already stays."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import pytest

from app.models import audit_log, checks
from app.models.database import Database
from app.models.server.private_server import PrivateServer
from app.models.start.demo_days import is_short, planned_days
from app.models.start.demo_facts import VOUCHERS
from app.models.start.demo_week import extend_demo
from app.models.statements import Unit
from app.models.times import as_stored, as_utc
from app.utils.local_time import day_bounds_utc, to_local
from tests.models.demo_support import TODAY, Demo, filled, never

ZONE = "Asia/Kolkata"
LATER = TODAY + timedelta(days=3)


def extend(demo: Demo, today: date = LATER) -> int:
    return demo.owner.transaction(lambda unit: extend_demo(unit, today, never))


def show_count(demo: Demo) -> int:
    return int(demo.value("SELECT COUNT(*) FROM shows"))


def at(day: date, hour: int) -> datetime:
    """An hour of a local day, in UTC."""
    return day_bounds_utc(day, ZONE)[0] + timedelta(hours=hour)


def days_with_shows(demo: Demo, hall_id: int) -> list[date]:
    starts = demo.column("SELECT starts_at FROM shows WHERE hall_id = %s", hall_id)
    return sorted({to_local(as_utc(start), ZONE).date() for start in starts})


def ids_of_day(demo: Demo, day: date) -> list[int]:
    first, last = (as_stored(moment) for moment in day_bounds_utc(day, ZONE))
    return demo.column("SELECT id FROM shows WHERE starts_at >= %s AND starts_at < %s ORDER BY id", first, last)


def ids_of_hall(demo: Demo, hall_id: int) -> set[int]:
    return set(demo.column("SELECT id FROM shows WHERE hall_id = %s", hall_id))


def sold_ids(demo: Demo) -> set[int]:
    return set(demo.column("SELECT DISTINCT show_id FROM booking_seats"))


def add_show(demo: Demo, hall_id: int, starts_at: datetime, minutes: int = 120, status: str = "UPCOMING") -> int:
    def work(unit: Unit) -> int:
        return unit.insert(
            "INSERT INTO shows (movie_id, hall_id, starts_at, ends_at, base_price_minor, status)"
            " VALUES ((SELECT MIN(id) FROM movies), %s, %s, %s, 10000, %s)",
            (hall_id, as_stored(starts_at), as_stored(starts_at + timedelta(minutes=minutes)), status),
        )

    return demo.owner.transaction(work)


def broken_rules(demo: Demo) -> list[Sequence[str]]:
    return [finding.broken for finding in checks.prove(demo.owner) if not finding.holds]


@pytest.fixture(scope="module")
def extended(server: PrivateServer) -> Iterator[Demo]:
    """A demo of TODAY that was extended on LATER, its sales told in the audit log as the opening does it."""
    with filled(server) as demo:
        counter_id = demo.cinema.counter_ids[0]
        told = {"sales": demo.cinema.sales}
        demo.owner.transaction(lambda unit: audit_log.append(unit, counter_id, None, "DEMO", "the demo", told))
        extend(demo)
        yield demo


@pytest.fixture
def demo(server: PrivateServer) -> Iterator[Demo]:
    with filled(server) as made:
        yield made


def test_a_new_demo_lacks_nothing(demo: Demo) -> None:
    before = show_count(demo)
    assert not is_short(demo.owner, TODAY)
    assert extend(demo, TODAY) == 0
    assert show_count(demo) == before


def test_a_demo_of_yesterday_is_short(demo: Demo) -> None:
    assert is_short(demo.owner, TODAY + timedelta(days=1))


def test_a_demo_of_an_older_foyer_gets_its_vouchers_once(demo: Demo) -> None:
    demo.owner.transaction(lambda unit: unit.execute("DELETE FROM vouchers WHERE code = %s", (VOUCHERS[0][0],)))
    extend(demo)
    extend(demo, LATER + timedelta(days=1))
    assert demo.column("SELECT code FROM vouchers ORDER BY id DESC") == [code for code, _ in VOUCHERS]


def test_every_hall_has_shows_on_every_day_of_the_week_from_today(extended: Demo) -> None:
    wanted = [TODAY + timedelta(days=offset) for offset in range(3 + 7)]
    halls = extended.column("SELECT id FROM halls")
    assert [days_with_shows(extended, hall_id) for hall_id in halls] == [wanted] * 4
    assert not is_short(extended.owner, LATER)


def test_the_number_told_is_the_number_of_shows_added(demo: Demo) -> None:
    before = show_count(demo)
    assert extend(demo) == show_count(demo) - before > 3 * 4 * 3


def test_the_same_day_again_adds_nothing(extended: Demo) -> None:
    counts = "SELECT (SELECT COUNT(*) FROM shows), (SELECT COUNT(*) FROM bookings), (SELECT COUNT(*) FROM audit_log)"
    before = extended.rows(counts)
    assert extend(extended) == 0
    assert extended.rows(counts) == before


def test_after_a_month_there_is_a_whole_week_and_no_show_in_between(demo: Demo) -> None:
    today = TODAY + timedelta(days=30)
    extend(demo, today)
    hall_id = demo.value("SELECT MIN(id) FROM halls")
    week = [today + timedelta(days=offset) for offset in range(7)]
    assert [day for day in days_with_shows(demo, hall_id) if day > TODAY + timedelta(days=6)] == week


def test_every_rule_of_the_house_holds_afterwards(extended: Demo) -> None:
    assert broken_rules(extended) == []


def test_no_film_comes_twice_into_the_list_of_films(extended: Demo) -> None:
    assert extended.value("SELECT COUNT(*) FROM movies") == 20


def test_a_show_that_was_planned_by_hand_stays_and_nothing_is_planned_over_it(demo: Demo) -> None:
    hall_id = demo.value("SELECT MIN(id) FROM halls")
    own = add_show(demo, hall_id, at(LATER + timedelta(days=6), 15))
    extend(demo)
    around = """
        SELECT s.id FROM shows s JOIN shows o ON o.id = %s AND o.hall_id = s.hall_id JOIN halls h ON h.id = s.hall_id
        WHERE s.starts_at < o.ends_at + INTERVAL h.turnaround_minutes MINUTE
            AND o.starts_at < s.ends_at + INTERVAL h.turnaround_minutes MINUTE
    """
    assert demo.column(around, own) == [own]
    assert len(set(ids_of_day(demo, LATER + timedelta(days=6))) & ids_of_hall(demo, hall_id)) > 2


def test_a_longer_turnaround_is_kept(demo: Demo) -> None:
    demo.owner.transaction(lambda unit: unit.execute("UPDATE halls SET turnaround_minutes = 55"))
    extend(demo, TODAY + timedelta(days=10))
    tight = """
        SELECT a.id FROM shows a JOIN shows b ON b.hall_id = a.hall_id AND b.id <> a.id AND b.starts_at >= a.starts_at
        WHERE a.starts_at > %s AND b.starts_at < a.ends_at + INTERVAL 55 MINUTE
    """
    assert demo.column(tight, as_stored(at(TODAY + timedelta(days=10), 0))) == []


def test_a_day_whose_shows_were_cancelled_is_not_planned_again(demo: Demo) -> None:
    demo.owner.transaction(lambda unit: unit.execute("UPDATE shows SET status = 'CANCELLED'"))
    assert extend(demo, TODAY) == 0


def test_a_cancelled_show_is_in_nobodys_way(demo: Demo) -> None:
    hall_id = demo.value("SELECT MIN(id) FROM halls")
    day = LATER + timedelta(days=6)
    add_show(demo, hall_id, at(day, 0), minutes=23 * 60, status="CANCELLED")
    extend(demo)
    assert (hall_id, day) in planned_days(demo.owner, LATER)


def test_todays_and_tomorrows_shows_have_sold_seats_and_no_later_ones(extended: Demo) -> None:
    for offset in range(7):
        ids = set(ids_of_day(extended, LATER + timedelta(days=offset)))
        assert ids & sold_ids(extended) == (ids if offset < 2 else set())


def test_a_show_in_which_a_seat_is_taken_is_left_alone(demo: Demo) -> None:
    show_id = ids_of_day(demo, LATER)[0]
    taken = """
        INSERT INTO booking_seats (show_id, seat_id, booking_id, state)
        SELECT s.id, MIN(x.id), (SELECT MIN(id) FROM bookings), 'HELD'
        FROM shows s JOIN seats x ON x.hall_id = s.hall_id WHERE s.id = %s GROUP BY s.id
    """
    demo.owner.transaction(lambda unit: unit.execute(taken, (show_id,)))
    extend(demo)
    assert demo.value("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", show_id) == 1
    assert set(ids_of_day(demo, LATER)) <= sold_ids(demo)


def test_all_sales_of_an_extension_are_dated_before_its_day(extended: Demo) -> None:
    latest = extended.rows("SELECT (SELECT MAX(confirmed_at) FROM bookings), (SELECT MAX(paid_at) FROM payments)")[0]
    assert TODAY < to_local(as_utc(max(latest)), ZONE).date() < LATER


def test_a_demo_whose_clerks_are_gone_gets_its_shows_unsold(demo: Demo) -> None:
    demo.owner.transaction(lambda unit: unit.execute("UPDATE staff SET role = 'USHER' WHERE role = 'CLERK'"))
    before = sold_ids(demo)
    assert extend(demo) > 0
    assert sold_ids(demo) == before


def test_two_windows_that_start_at_once_plan_the_days_once(demo: Demo) -> None:
    today = TODAY + timedelta(days=30)  # no show is there for both to sell, which would give the second one away
    before = show_count(demo)
    added: list[int] = []
    together = threading.Barrier(2)

    def start(database: Database) -> None:
        together.wait()
        added.append(database.transaction(lambda unit: extend_demo(unit, today, never)))

    databases = [Database(demo.connect), Database(demo.connect)]
    starts = [threading.Thread(target=start, args=(database,)) for database in databases]
    for each in starts:
        each.start()
    for each in starts:
        each.join()
    for database in databases:
        database.close()
    assert sorted(added) == [0, show_count(demo) - before]
