"""Many shows in one step: seen before they are written, written hall by hall, and never over what somebody else planned."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.plan.fill_form import FilmWish, first_fill
from app.controllers.plan.filling import Preview, Written
from app.models.errors import PermissionDenied
from app.models.records import Role, SeatType
from app.utils.codes import new_request_id
from app.utils.progress import Progress
from tests.controllers.plan.planning_scene import Planner


def answers(plan: Planner, **others: str) -> dict[str, str]:
    return {**first_fill(plan.cinema, plan.day, 35000), "days": "2", "stagger": "0", **others}


def preview(plan: Planner, **others: str) -> Preview:
    wishes = (FilmWish(plan.film_id), FilmWish(plan.other_film_id))
    return plan.filling.preview_fill(plan.session, plan.cinema, answers(plan, **others), plan.halls, wishes)


def write(plan: Planner, seen: Preview, progress: Progress | None = None, request_id: str = "") -> Written:
    request = request_id or new_request_id()
    return plan.filling.write(plan.session, request, plan.cinema, seen, progress or Progress())


def test_a_preview_writes_nothing_and_tells_every_show(plan: Planner) -> None:
    seen = preview(plan)
    assert len(seen.lines) == len(seen.planned) > 20
    assert seen.lines[0].day == plan.day
    assert plan.starts() == []


def test_what_was_previewed_is_written_in_every_hall_of_every_day(plan: Planner) -> None:
    seen = preview(plan)
    assert write(plan, seen) == Written(len(seen.planned), ())
    tomorrow = plan.day + timedelta(days=1)
    shown = [plan.starts(hall, day) for hall in (0, 1) for day in (plan.day, tomorrow)]
    assert all(starts[0] == "10:00" for starts in shown)
    assert sum(map(len, shown)) == len(seen.planned)
    assert plan.audit(f"hall {plan.halls[0]}") == ["SHOWS_ADDED"]


def test_the_same_request_again_writes_nothing_twice(plan: Planner) -> None:
    seen, request_id = preview(plan), new_request_id()
    write(plan, seen, request_id=request_id)
    once = plan.starts()
    assert write(plan, seen, request_id=request_id).refused == ()
    assert plan.starts() == once


def test_a_second_fill_finds_no_room_and_says_so(plan: Planner) -> None:
    write(plan, preview(plan))
    again = preview(plan)
    assert again.planned == ()
    assert [sentence.endswith("there is no room left.") for sentence in again.left_out] == [True, True]


def test_a_hall_in_which_somebody_planned_since_is_left_and_told_and_the_other_is_filled(plan: Planner) -> None:
    seen = preview(plan)
    plan.add("12:00", hall=0)
    written = write(plan, seen)
    assert len(written.refused) == 1
    assert "Hall 1" in written.refused[0]
    assert plan.starts(0) == ["12:00"]
    assert plan.starts(1)[0] == "10:00"


def test_it_counts_and_what_is_written_stays_when_it_is_cancelled(plan: Planner) -> None:
    seen = preview(plan)

    class AfterOneHall(Progress):
        def report(self, done: int, total: int) -> None:
            if done:
                self.cancel()
            super().report(done, total)

    progress = AfterOneHall()
    written = write(plan, seen, progress)
    of_first = len([each for each in seen.planned if each.slot.hall_id == plan.halls[0]])
    assert (written.cancelled, written.count) == (True, of_first)
    assert (progress.done, progress.total) == (of_first, len(seen.planned))
    assert plan.starts(0) != []
    assert plan.starts(1) == []


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("from_day", "soon"),
        ("days", "0"),
        ("days", "60"),
        ("opens", "early"),
        ("last_start", ""),
        ("gap", "-1"),
        ("stagger", "x"),
        ("adverts", "999"),
        ("base_price", ""),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(plan: Planner, key: str, typed: str) -> None:
    with pytest.raises(FormRefused) as refused:
        preview(plan, **{key: typed})
    assert refused.value.field == key


def test_halls_and_films_have_to_be_chosen_and_how_often_is_a_number(plan: Planner) -> None:
    def refused(hall_ids: tuple[int, ...], wishes: tuple[FilmWish, ...]) -> str:
        with pytest.raises(FormRefused) as error:
            plan.filling.preview_fill(plan.session, plan.cinema, answers(plan), hall_ids, wishes)
        return error.value.field

    assert refused((), (FilmWish(plan.film_id),)) == "halls"
    assert refused(plan.halls, ()) == "films"
    assert refused(plan.halls, (FilmWish(plan.film_id, per_day="often"),)) == "films"


def test_the_turnaround_of_a_hall_counts_where_the_gap_is_shorter(plan: Planner) -> None:
    plan.office.change("UPDATE halls SET turnaround_minutes = 60 WHERE id = %s", plan.halls[0])
    seen = preview(plan, gap="10")
    write(plan, seen)
    assert plan.starts(0)[:2] == ["10:00", "12:55"]
    assert plan.starts(1)[:2] == ["10:00", "12:25"]


def test_a_day_is_copied_with_its_times_and_prices(plan: Planner) -> None:
    plan.add("12:00", price_VIP="600")
    plan.add("19:00", hall=1)
    next_week = plan.day + timedelta(days=7)
    seen = plan.filling.preview_copy(plan.session, plan.cinema, plan.day, next_week)
    assert (len(seen.planned), seen.left_out) == (2, ())
    assert write(plan, seen).count == 2
    assert (plan.starts(0, next_week), plan.starts(1, next_week)) == (["12:00"], ["19:00"])
    copied = plan.board(next_week).shows[0].stored
    assert dict(copied.own_prices_minor) == {SeatType.VIP: 60000}


def test_what_overlaps_on_the_other_day_is_left_out_and_told(plan: Planner) -> None:
    plan.add("12:00")
    plan.add("19:00")
    next_week = plan.day + timedelta(days=7)
    plan.add("12:30", day=next_week.isoformat())
    seen = plan.filling.preview_copy(plan.session, plan.cinema, plan.day, next_week)
    assert [each.slot.starts_at for each in seen.planned] == [plan.at("19:00", next_week)]
    assert len(seen.left_out) == 1
    assert "plays in Hall 1 then" in seen.left_out[0]


def test_retired_films_and_closed_halls_are_left_out_of_a_copy(plan: Planner) -> None:
    plan.add("12:00")
    plan.add("19:00", hall=1, movie=str(plan.other_film_id))
    plan.office.change("UPDATE movies SET retired = TRUE WHERE id = %s", plan.film_id)
    plan.office.change("UPDATE halls SET active = FALSE WHERE id = %s", plan.halls[1])
    seen = plan.filling.preview_copy(plan.session, plan.cinema, plan.day, plan.day + timedelta(days=7))
    assert seen.planned == ()
    assert len(seen.left_out) == 2
    assert "retired" in seen.left_out[0]
    assert "is closed" in seen.left_out[1]


def test_a_day_is_not_copied_onto_itself_or_into_the_past(plan: Planner) -> None:
    plan.add("12:00")
    onto_itself = plan.filling.preview_copy(plan.session, plan.cinema, plan.day, plan.day)
    into_the_past = plan.filling.preview_copy(plan.session, plan.cinema, plan.day, plan.day - timedelta(days=60))
    assert (onto_itself.planned, into_the_past.planned) == ((), ())
    assert "has passed" in into_the_past.left_out[0]


def test_a_clerk_fills_nothing(plan: Planner) -> None:
    with pytest.raises(PermissionDenied):
        plan.filling.preview_copy(plan.office.session(Role.CLERK), plan.cinema, plan.day, plan.day)
