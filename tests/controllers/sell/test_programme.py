"""The programme: which shows there are, on the cinema's own calendar, how full they are and what they cost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.controllers.sell.programme import Programme
from app.models.records import Role, ShowCounts
from app.models.times import as_stored
from tests.box_office import RULES, BoxOffice, MakeBoxOffice

ZONE = ZoneInfo("Asia/Kolkata")
SUNDAY_FAR_AHEAD = date(2031, 3, 2)
"""A date far enough ahead that every show of it is on sale whenever the tests run; no public holiday."""


@pytest.fixture
def programme(office: BoxOffice) -> Programme:
    return Programme(office.database, RULES.late_sale_minutes)


def add_local(office: BoxOffice, day: date, at: time, title: str = "A Film") -> int:
    """A show at that time of the cinema's own clock."""
    show_id = office.add_show(title=title)
    starts_at = datetime.combine(day, at, tzinfo=ZONE)
    office.change(
        "UPDATE shows SET starts_at = %s, ends_at = %s WHERE id = %s",
        as_stored(starts_at),
        as_stored(starts_at + timedelta(hours=2)),
        show_id,
    )
    return show_id


def ids(found: tuple[ShowCounts, ...]) -> list[int]:
    return [each.show.id for each in found]


def counts(programme: Programme, office: BoxOffice) -> tuple[int, int, int, int]:
    """(seats, held, sold, free) of the office's show."""
    each = next(each for each in programme.search(office.session(), "") if each.show.id == office.show_id)
    return each.seat_count, each.held_count, each.sold_count, each.free_count


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (time(0, 0), SUNDAY_FAR_AHEAD),
        (time(0, 30), SUNDAY_FAR_AHEAD),
        (time(5, 29), SUNDAY_FAR_AHEAD),
        (time(5, 30), SUNDAY_FAR_AHEAD),
        (time(23, 59), SUNDAY_FAR_AHEAD),
    ],
)
def test_a_show_stands_on_its_date_in_the_cinema_whatever_date_it_is_in_utc(
    programme: Programme, office: BoxOffice, at: time, day: date
) -> None:
    show_id = add_local(office, day, at)
    assert ids(programme.shows_on(office.session(), day)) == [show_id]
    assert ids(programme.shows_on(office.session(), day - timedelta(days=1))) == []
    assert ids(programme.shows_on(office.session(), day + timedelta(days=1))) == []
    assert [each.day for each in programme.days(office.session())][-1] == day


def test_the_date_strip_counts_each_days_shows(programme: Programme, office: BoxOffice) -> None:
    for at in (time(0, 10), time(12, 0), time(23, 50)):
        add_local(office, SUNDAY_FAR_AHEAD, at)
    add_local(office, SUNDAY_FAR_AHEAD + timedelta(days=1), time(0, 10))
    strip = [(each.day, each.show_count) for each in programme.days(office.session())]
    assert strip[-2:] == [(SUNDAY_FAR_AHEAD, 3), (SUNDAY_FAR_AHEAD + timedelta(days=1), 1)]


def test_a_days_shows_come_in_order_of_time(programme: Programme, office: BoxOffice) -> None:
    late = add_local(office, SUNDAY_FAR_AHEAD, time(22, 0))
    early = add_local(office, SUNDAY_FAR_AHEAD, time(10, 0))
    assert ids(programme.shows_on(office.session(), SUNDAY_FAR_AHEAD)) == [early, late]


def test_a_date_without_shows_has_none(programme: Programme, office: BoxOffice) -> None:
    assert programme.shows_on(office.session(), SUNDAY_FAR_AHEAD) == ()


def test_an_empty_programme_is_empty(programme: Programme, office: BoxOffice) -> None:
    office.cancel_show()
    assert programme.days(office.session()) == ()
    assert programme.search(office.session(), "film") == ()


def test_free_held_and_sold_seats_are_counted(programme: Programme, office: BoxOffice) -> None:
    office.hold("C4", "C5")
    office.sell("A1", "A2", "A3")
    assert counts(programme, office) == (60, 2, 3, 55)


def test_a_hold_that_ran_out_counts_as_free(programme: Programme, office: BoxOffice) -> None:
    basket = office.hold("C4", "C5")
    office.let_hold_run_out(basket)
    assert counts(programme, office) == (60, 0, 0, 60)


def test_a_seat_out_of_service_is_none_to_sell(programme: Programme, office: BoxOffice) -> None:
    office.change("UPDATE seats SET in_service = FALSE WHERE id = %s", office.seats("F10")[0].id)
    assert counts(programme, office) == (59, 0, 0, 59)


@pytest.mark.parametrize(("minutes_ago", "is_listed"), [(19, True), (21, False)])
def test_a_show_that_has_begun_is_listed_while_it_may_be_sold(
    programme: Programme, office: BoxOffice, minutes_ago: int, is_listed: bool
) -> None:
    office.change(
        "UPDATE shows SET starts_at = UTC_TIMESTAMP() - INTERVAL %s MINUTE WHERE id = %s", minutes_ago, office.show_id
    )
    starts_at = office.open().show.starts_at
    day = starts_at.astimezone(ZONE).date()
    assert (office.show_id in ids(programme.shows_on(office.session(), day))) == is_listed
    assert (office.show_id in ids(programme.search(office.session(), "film"))) == is_listed
    assert bool(programme.days(office.session())) == is_listed


def test_a_cancelled_show_is_not_listed(programme: Programme, office: BoxOffice) -> None:
    show_id = add_local(office, SUNDAY_FAR_AHEAD, time(12, 0))
    office.change("UPDATE shows SET status = 'CANCELLED' WHERE id = %s", show_id)
    assert programme.shows_on(office.session(), SUNDAY_FAR_AHEAD) == ()
    assert SUNDAY_FAR_AHEAD not in [each.day for each in programme.days(office.session())]


def test_another_cinemas_shows_are_not_listed(make_office: MakeBoxOffice) -> None:
    office, other = make_office(), make_office()
    programme = Programme(office.database, RULES.late_sale_minutes)
    add_local(other, SUNDAY_FAR_AHEAD, time(12, 0))
    assert ids(programme.search(office.session(), "")) == [office.show_id]
    assert programme.shows_on(office.session(), SUNDAY_FAR_AHEAD) == ()
    assert len(programme.days(office.session())) == 1


@pytest.fixture
def dear_weekend(office: BoxOffice) -> Iterator[None]:
    """A weekend costs half as much again, as it does in a real house."""
    rule = "UPDATE price_rules SET percent = %s WHERE kind = 'DAY' AND code = 'WEEKEND'"
    office.change(rule, 150)
    yield
    office.change(rule, 100)


@pytest.mark.usefixtures("dear_weekend")
def test_the_price_from_is_the_cheapest_full_ticket_of_that_day(programme: Programme, office: BoxOffice) -> None:
    add_local(office, SUNDAY_FAR_AHEAD, time(12, 0))
    add_local(office, SUNDAY_FAR_AHEAD + timedelta(days=2), time(12, 0))
    days = (SUNDAY_FAR_AHEAD, SUNDAY_FAR_AHEAD + timedelta(days=2))
    assert [programme.shows_on(office.session(), day)[0].price_from_minor for day in days] == [52500, 35000]


def test_a_shows_own_price_may_be_the_price_from(programme: Programme, office: BoxOffice) -> None:
    show_id = add_local(office, SUNDAY_FAR_AHEAD + timedelta(days=2), time(12, 0))
    office.change("INSERT INTO show_prices VALUES (%s, 'REGULAR', 12000)", show_id)
    (shown,) = programme.shows_on(office.session(), SUNDAY_FAR_AHEAD + timedelta(days=2))
    assert shown.price_from_minor == 12000


@pytest.mark.usefixtures("dear_weekend")
def test_the_day_that_counts_for_the_price_is_the_cinemas(programme: Programme, office: BoxOffice) -> None:
    """Half past midnight on Monday in Pune is still Sunday in UTC."""
    monday = SUNDAY_FAR_AHEAD + timedelta(days=1)
    show_id = add_local(office, monday, time(0, 30))
    assert office.open(show_id).show.starts_at.astimezone(UTC).date() == SUNDAY_FAR_AHEAD
    assert programme.shows_on(office.session(), monday)[0].price_from_minor == 35000


def test_an_usher_sees_the_programme(programme: Programme, office: BoxOffice) -> None:
    assert ids(programme.search(office.session(Role.USHER), "film")) == [office.show_id]
