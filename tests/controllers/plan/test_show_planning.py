"""Shows are added, moved and changed where the hall is free, and a promise to customers is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.plan.day_board import Fit
from app.controllers.plan.show_form import answers_of
from app.controllers.plan.show_planning import subject_of
from app.models.errors import InTheWay, PermissionDenied
from app.models.records import Role, SeatType, ShowStatus
from app.utils.codes import new_request_id
from tests.box_office import MakeBoxOffice
from tests.controllers.plan.planning_scene import FILM_MINUTES, Planner, film, opened, planner


def test_a_show_lasts_as_long_as_its_film_and_what_plays_before_it(plan: Planner) -> None:
    show = plan.add("19:00")
    assert show.starts_at == plan.at("19:00")
    assert show.ends_at - show.starts_at == timedelta(minutes=FILM_MINUTES + 15)


def test_a_new_show_has_its_own_prices_and_its_audit_line(plan: Planner) -> None:
    show = plan.add("19:00", price_VIP="600.50")
    assert (show.base_price_minor, dict(show.own_prices_minor)) == (35000, {SeatType.VIP: 60050})
    assert plan.audit(subject_of(show.id)) == ["SHOW_ADDED"]


def test_the_same_request_again_plans_one_show(plan: Planner) -> None:
    request_id = new_request_id()
    first, _ = plan.shows.add(plan.session, request_id, plan.cinema, plan.answers())
    again, _ = plan.shows.add(plan.session, request_id, plan.cinema, plan.answers())
    assert (first, plan.starts()) == (again, ["19:00"])


def test_a_show_that_overlaps_another_is_refused_and_names_it(plan: Planner) -> None:
    show = plan.add("19:00")
    with pytest.raises(InTheWay) as refused:
        plan.add("20:00")
    assert refused.value.code == "IN_THE_WAY"
    assert show.movie_title in refused.value.sentence
    assert plan.starts() == ["19:00"]


def test_a_show_within_the_turnaround_is_refused_and_one_after_it_is_planned(plan: Planner) -> None:
    plan.add("19:00")
    with pytest.raises(InTheWay, match="needs 30 minutes"):
        plan.add("21:20")
    plan.add("21:25")
    assert plan.starts() == ["19:00", "21:25"]


def test_another_hall_is_free_at_the_same_time(plan: Planner) -> None:
    plan.add("19:00")
    plan.add("19:00", hall=1)
    assert (plan.starts(0), plan.starts(1)) == (["19:00"], ["19:00"])


def test_a_show_past_midnight_belongs_to_the_day_it_starts_and_keeps_the_hall_on_the_next(plan: Planner) -> None:
    plan.add("23:30")
    next_day = plan.day + timedelta(days=1)
    assert (plan.starts(), plan.starts(day=next_day)) == (["23:30"], [])
    with pytest.raises(InTheWay):
        plan.add("01:30", day=next_day.isoformat())


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("movie", ""),
        ("movie", "999999999"),
        ("hall", ""),
        ("day", "tomorrow"),
        ("day", ""),
        ("time", "25:00"),
        ("time", ""),
        ("adverts", "-5"),
        ("adverts", "a few"),
        ("base_price", ""),
        ("base_price", "free"),
        ("price_VIP", "12,34,5"),
        ("day", "2020-01-01"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(plan: Planner, key: str, typed: str) -> None:
    with pytest.raises(FormRefused) as refused:
        plan.shows.add(plan.session, new_request_id(), plan.cinema, {**plan.answers(), key: typed})
    assert (refused.value.code, refused.value.field) == ("FORM_REFUSED", "time" if typed == "2020-01-01" else key)
    assert plan.starts() == []


def test_a_retired_film_and_a_closed_hall_take_no_new_shows(plan: Planner) -> None:
    plan.office.change("UPDATE movies SET retired = TRUE WHERE id = %s", plan.film_id)
    with pytest.raises(FormRefused, match="retired") as of_film:
        plan.add()
    plan.office.change("UPDATE halls SET active = FALSE WHERE id = %s", plan.halls[0])
    with pytest.raises(FormRefused, match="closed") as of_hall:
        plan.add(movie=str(plan.other_film_id))
    assert (of_film.value.field, of_hall.value.field) == ("movie", "hall")


def test_a_retired_film_keeps_the_shows_it_has_and_their_price_can_be_changed(plan: Planner) -> None:
    show = plan.add()
    plan.office.change("UPDATE movies SET retired = TRUE WHERE id = %s", plan.film_id)
    assert plan.change(show, plan.answers(base_price="400")).base_price_minor == 40000


def test_the_hour_that_is_skipped_is_refused_at_the_time_and_one_that_comes_twice_is_told(
    make_office: MakeBoxOffice,
) -> None:
    plan = planner(make_office, "Europe/Berlin")
    with pytest.raises(FormRefused, match="clocks go forward") as refused:
        plan.add("02:30", day="2034-03-26")
    assert refused.value.field == "time"
    show, note = plan.shows.add(plan.session, new_request_id(), plan.cinema, plan.answers("02:30", day="2034-10-29"))
    assert show.starts_at == datetime(2034, 10, 29, 0, 30, tzinfo=UTC)
    assert "comes twice" in note


def test_a_show_is_moved_to_another_time_and_hall(plan: Planner) -> None:
    show = plan.add("19:00")
    moved = plan.move(show, plan.at("12:00"), hall=1)
    assert (plan.starts(0), plan.starts(1)) == ([], ["12:00"])
    assert moved.ends_at - moved.starts_at == show.ends_at - show.starts_at
    assert plan.audit(subject_of(show.id)) == ["SHOW_ADDED", "SHOW_CHANGED"]


def test_a_show_may_be_moved_into_the_time_it_leaves(plan: Planner) -> None:
    plan.move(plan.add("19:00"), plan.at("19:05"))
    assert plan.starts() == ["19:05"]


def test_a_move_onto_another_show_is_refused(plan: Planner) -> None:
    plan.add("19:00")
    noon = plan.add("12:00")
    with pytest.raises(InTheWay):
        plan.move(noon, plan.at("18:00"))
    assert plan.starts() == ["12:00", "19:00"]


def test_nothing_is_moved_into_the_past(plan: Planner) -> None:
    show = plan.add("19:00")
    with pytest.raises(FormRefused) as refused:
        plan.move(show, datetime.now(UTC) - timedelta(hours=1))
    assert refused.value.field == "time"


def test_the_form_is_filled_with_what_saves_the_same_show(plan: Planner) -> None:
    show = plan.add("19:00", price_PREMIUM="450.50")
    assert plan.change(show, answers_of(show, plan.cinema)) == show


def test_a_board_tells_what_is_held_and_sold_and_what_a_drag_would_meet(plan: Planner) -> None:
    show = plan.add("19:00")
    office = opened(plan, show)
    office.sell("A1", "A2")
    office.hold("B1", counter=1)
    board = plan.board()
    shown = board.show(show.id)
    assert shown is not None
    assert (shown.sold_count, shown.held_count, shown.seat_count, shown.is_taken) == (2, 1, 60, True)
    noon = plan.add("12:00")
    board = plan.board()
    dragged = next(each for each in board.shows if each.id == noon.id).slot
    judgements = [board.judge(dragged.moved(plan.at(at))) for at in ("16:35", "16:40", "18:30")]
    assert [judgement.fit for judgement in judgements] == [Fit.FITS, Fit.TURNAROUND, Fit.OVERLAPS]
    assert show.movie_title in board.explain(judgements[2], dragged.hall_id)


def test_a_board_shows_closed_halls_while_they_have_shows(plan: Planner) -> None:
    plan.add("19:00")
    plan.office.change("UPDATE halls SET active = FALSE WHERE id IN %s", plan.halls)
    assert [hall.id for hall in plan.board().halls] == [plan.halls[0]]


def test_the_day_before_is_in_the_way_of_the_early_morning(plan: Planner) -> None:
    plan.add("23:30")
    board = plan.board(plan.day + timedelta(days=1))
    early = board.around[0]
    assert early.starts_at == plan.at("23:30")
    assert board.shows == ()


def test_films_that_can_be_planned_are_listed_by_title_without_retired_ones(plan: Planner) -> None:
    retired = film(plan.office)
    plan.office.change("UPDATE movies SET retired = TRUE WHERE id = %s", retired)
    listed = {choice.id for choice in plan.shows.films(plan.session)}
    assert {plan.film_id, plan.other_film_id} <= listed
    assert retired not in listed


def test_a_cancelled_show_is_in_nobodys_way(plan: Planner) -> None:
    show = plan.add("19:00")
    plan.office.change("UPDATE shows SET status = 'CANCELLED' WHERE id = %s", show.id)
    plan.add("19:00")
    assert [each.id for each in plan.board().cancelled] == [show.id]


def test_a_clerk_plans_nothing(plan: Planner) -> None:
    with pytest.raises(PermissionDenied):
        plan.shows.add(plan.office.session(Role.CLERK), new_request_id(), plan.cinema, plan.answers())


def test_planning_writes_the_version_of_every_hall_it_plans_in(plan: Planner) -> None:
    def versions() -> list[object]:
        return [plan.office.value("SELECT version FROM halls WHERE id = %s", hall) for hall in plan.halls]

    show = plan.add("19:00")
    assert versions() == [2, 1]
    plan.move(show, show.starts_at, hall=1)
    assert versions() == [3, 2]


def test_the_price_that_was_given_last_is_offered(plan: Planner) -> None:
    plan.add(base_price="420")
    assert plan.shows.usual_price_minor(plan.session, plan.cinema) == 42000


def test_a_show_is_upcoming_when_it_is_planned(plan: Planner) -> None:
    assert plan.add().status is ShowStatus.UPCOMING


def test_days_of_other_years_are_days_too(plan: Planner) -> None:
    assert plan.board(date(2031, 2, 28)).shows == ()
