"""A filled week, whatever is wished for: nothing overlaps, nothing is out of hours, and the same wish gives the same plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.controllers.plan.day_board import Slot
from app.controllers.plan.fill import FillFilm, FillHall, FillWish, Planned, fill, shifted
from app.utils.local_time import to_local

FRIDAY = date(2026, 11, 20)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def a_wish(
    halls: int = 2, films: tuple[FillFilm, ...] = (FillFilm(1, minutes(120)),), days: int = 1, **others: object
) -> FillWish:
    told = {
        "opens": time(10, 0),
        "last_start": time(22, 30),
        "time_zone": "Asia/Kolkata",
        "not_before": LONG_AGO,
        **others,
    }
    return FillWish(
        days=tuple(FRIDAY + timedelta(days=number) for number in range(days)),
        halls=tuple(FillHall(number, minutes(30)) for number in range(1, halls + 1)),
        films=films,
        **told,  # type: ignore[arg-type]  # each is of its field's type
    )


def starts_of(planned: tuple[Planned, ...], hall_id: int, zone: str = "Asia/Kolkata") -> list[str]:
    return [to_local(each.slot.starts_at, zone).strftime("%H:%M") for each in planned if each.slot.hall_id == hall_id]


def too_close_by_force(slots: list[Slot], gap: timedelta) -> list[tuple[Slot, Slot]]:
    """Every two slots of a hall between which, minute by minute, there is less than the gap."""
    return [
        (one, another)
        for one, another in combinations(slots, 2)
        if one.hall_id == another.hall_id
        and one.starts_at < another.ends_at + gap
        and another.starts_at < one.ends_at + gap
    ]


FILMS = st.lists(
    st.tuples(st.integers(20, 200), st.integers(1, 4), st.sampled_from([0, 0, 1, 3])), min_size=1, max_size=5
).map(
    lambda told: tuple(
        FillFilm(number, minutes(length), weight, per_day)
        for number, (length, weight, per_day) in enumerate(told, start=1)
    )
)
HALLS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 90)), min_size=1, max_size=10).map(
    lambda told: tuple(
        FillHall(number, minutes(gap), minutes(later)) for number, (gap, later) in enumerate(told, start=1)
    )
)
PLAYING = st.lists(st.tuples(st.integers(1, 10), st.integers(-300, 3 * 1440), st.integers(30, 240)), max_size=12)


@st.composite
def wishes(draw: st.DrawFn) -> tuple[FillWish, list[Slot]]:
    """A wish, and what plays already: that may itself lie as it likes."""
    halls = draw(HALLS)
    zone = draw(st.sampled_from(["Asia/Kolkata", "Europe/Berlin", "America/New_York"]))
    first = draw(st.sampled_from([FRIDAY, date(2026, 3, 28), date(2026, 10, 24), date(2026, 10, 31)]))
    opens, last_start = draw(st.times()).replace(tzinfo=None), draw(st.times()).replace(tzinfo=None)
    midnight = datetime.combine(first, time.min, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    playing = [
        Slot(hall_id, midnight + minutes(begins), midnight + minutes(begins + lasts), number)
        for number, (hall_id, begins, lasts) in enumerate(draw(PLAYING), start=1)
    ]
    days = tuple(first + timedelta(days=number) for number in range(draw(st.integers(1, 3))))
    wish = FillWish(days, halls, draw(FILMS), opens, last_start, zone, midnight + minutes(draw(st.integers(-600, 900))))
    return wish, playing


@settings(max_examples=150)
@given(wishes())
def test_nothing_planned_is_too_close_to_anything_planned_or_playing(drawn: tuple[FillWish, list[Slot]]) -> None:
    wish, playing = drawn
    planned = fill(wish, playing)
    for hall in wish.halls:
        new = [each.slot for each in planned if each.slot.hall_id == hall.id]
        old = [slot for slot in playing if slot.hall_id == hall.id]
        assert too_close_by_force(new, hall.gap) == []
        assert [pair for pair in too_close_by_force(new + old, hall.gap) if pair[0] in new or pair[1] in new] == []


@settings(max_examples=80)
@given(wishes())
def test_the_same_wish_gives_the_same_plan_within_its_hours_and_limits(drawn: tuple[FillWish, list[Slot]]) -> None:
    wish, playing = drawn
    planned = fill(wish, playing)
    assert planned == fill(wish, playing)
    assert all(each.slot.starts_at >= wish.not_before for each in planned)
    lengths = {film.movie_id: film.length for film in wish.films}
    assert all(each.slot.ends_at - each.slot.starts_at == lengths[each.movie_id] for each in planned)
    most = {film.movie_id: film.per_day * len(wish.days) for film in wish.films if film.per_day}
    for movie_id, limit in most.items():
        assert sum(each.movie_id == movie_id for each in planned) <= limit


def test_a_hall_is_filled_from_its_opening_to_its_last_start_with_the_gap_between() -> None:
    assert starts_of(fill(a_wish(halls=1), []), 1) == ["10:00", "12:30", "15:00", "17:30", "20:00", "22:30"]


def test_what_plays_already_stays_and_is_planned_around() -> None:
    six = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
    planned = fill(a_wish(halls=1), [Slot(1, six, six + minutes(60), 7)])
    assert starts_of(planned, 1) == ["10:00", "12:30", "15:00", "19:30", "22:00"]


def test_a_show_of_the_night_before_that_runs_into_the_morning_is_planned_around() -> None:
    night = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    assert starts_of(fill(a_wish(halls=1), [Slot(1, night, night + minutes(60), 7)]), 1)[0] == "11:00"


def test_films_come_as_often_as_their_weights_say() -> None:
    films = (FillFilm(1, minutes(100), weight=2), FillFilm(2, minutes(100), weight=1))
    planned = fill(a_wish(halls=6, films=films, days=7), [])
    counts = [sum(each.movie_id == film.movie_id for each in planned) for film in films]
    assert counts[0] / counts[1] == pytest.approx(2, rel=0.35)


def test_a_film_is_shown_at_most_as_often_a_day_as_was_asked_for() -> None:
    films = (FillFilm(1, minutes(100), per_day=2), FillFilm(2, minutes(100)))
    assert sum(each.movie_id == 1 for each in fill(a_wish(halls=6, films=films), [])) == 2


def test_two_halls_do_not_begin_the_same_film_at_once_while_there_is_another() -> None:
    films = (FillFilm(1, minutes(100)), FillFilm(2, minutes(100)))
    first = [each.movie_id for each in fill(a_wish(halls=2, films=films), [])][:2]
    assert sorted(first) == [1, 2]


def test_the_openings_of_the_halls_are_staggered() -> None:
    wish = a_wish()
    halls = tuple(FillHall(hall.id, hall.gap, minutes(15 * place)) for place, hall in enumerate(wish.halls))
    planned = fill(FillWish(wish.days, halls, wish.films, wish.opens, wish.last_start, wish.time_zone, LONG_AGO), [])
    assert (starts_of(planned, 1)[0], starts_of(planned, 2)[0]) == ("10:00", "10:15")


def test_a_last_start_after_midnight_is_of_the_same_night() -> None:
    planned = fill(a_wish(halls=1, last_start=time(0, 30)), [])
    assert starts_of(planned, 1) == ["10:00", "12:30", "15:00", "17:30", "20:00", "22:30"]
    assert starts_of(fill(a_wish(halls=1, last_start=time(1, 0)), []), 1)[-1] == "01:00"


def test_nothing_is_planned_before_now() -> None:
    now = datetime(2026, 11, 20, 8, 2, tzinfo=UTC)
    assert starts_of(fill(a_wish(halls=1, not_before=now), []), 1)[0] == "13:35"


def test_a_day_is_copied_to_the_same_times_by_the_clock_over_a_clock_change() -> None:
    friday = datetime(2026, 10, 23, 18, 0, tzinfo=UTC)
    copied = shifted(friday, date(2026, 10, 30), "Europe/Berlin")
    assert copied == datetime(2026, 10, 30, 19, 0, tzinfo=UTC)


def test_a_time_that_does_not_exist_on_the_other_day_is_not_copied() -> None:
    night = datetime(2026, 3, 22, 1, 30, tzinfo=UTC)
    assert shifted(night, date(2026, 3, 29), "Europe/Berlin") is None
