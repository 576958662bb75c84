"""Halls are made and changed in the database: seats stay the same seats, what tells of them stays readable, and every refusal
leaves all as it was.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.plan import hall_changes
from app.controllers.plan.hall_changes import Brush
from app.controllers.plan.hall_drawing import DrawnRow, HallDrawing, new_drawing
from app.controllers.sell.baskets import picks_of
from app.models.errors import ChangedMeanwhile, InTheWay, NotFound, SeatNotForSale
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from tests.box_office import BoxOffice, unique
from tests.controllers.plan.hall_desk import HallDesk, painted, row_at


@pytest.fixture
def desk(office: BoxOffice) -> HallDesk:
    return HallDesk(office)


def add(desk: HallDesk, name: str, drawn: HallDrawing, request_id: str | None = None, **answers: str) -> int:
    cinema = desk.office.counters[0].cinema.name
    given = {"name": name, "turnaround_minutes": "20", "cinema": cinema, **answers}
    return desk.halls.add(desk.manager, request_id or new_request_id(), given, drawn).plan.id


def test_a_hall_is_opened_as_it_is_stored(desk: HallDesk) -> None:
    opened = desk.open()
    assert opened.drawn.seat_count == 60
    assert [row.name for row in opened.drawn.rows] == list("ABCDEF")
    assert opened.plan.seats[0].seat_id == desk.office.seats("A1")[0].id


def test_saved_as_it_was_opened_nothing_changes_but_the_version(desk: HallDesk) -> None:
    before = desk.stored()
    desk.change(lambda drawn: drawn)
    assert desk.stored() == before


def test_a_new_hall_has_the_seats_that_were_drawn(desk: HallDesk) -> None:
    name = unique("Hall")
    hall_id = add(desk, name, new_drawing(3, 4))
    listed = {hall.id: hall for hall in desk.halls.listed(desk.manager)}
    assert (listed[hall_id].name, listed[hall_id].seat_count, listed[hall_id].active) == (name, 12, True)
    assert desk.halls.open(desk.manager, hall_id).plan.turnaround_minutes == 20


def test_a_new_hall_can_begin_with_rows_and_seats(desk: HallDesk) -> None:
    cinema = desk.office.counters[0].cinema
    answers = {"name": unique("Hall"), "turnaround_minutes": "20", "rows": "3", "seats": "5"}
    named = {**answers, "cinema": f"{cinema.name}, {cinema.city}".upper()}
    hall = desk.halls.add(desk.manager, new_request_id(), named)
    assert (hall.plan.cinema, hall.drawn) == (cinema, new_drawing(3, 5))
    for field, typed in (("rows", "0"), ("seats", "x"), ("cinema", "Nowhere")):
        with pytest.raises(FormRefused) as told:
            desk.halls.add(desk.manager, new_request_id(), {**named, field: typed})
        assert told.value.field == field


def test_the_same_request_makes_one_hall(desk: HallDesk) -> None:
    request_id, name = new_request_id(), unique("Hall")
    assert add(desk, name, new_drawing(1, 1), request_id) == add(desk, name, new_drawing(1, 1), request_id)


@pytest.mark.parametrize(
    ("answers", "field"), [({"name": " "}, "name"), ({"turnaround_minutes": "x"}, "turnaround_minutes")]
)
def test_a_hall_that_cannot_be_is_refused_at_its_field(desk: HallDesk, answers: dict[str, str], field: str) -> None:
    with pytest.raises(FormRefused) as told:
        desk.save(desk.open().drawn, None, **answers)
    assert told.value.field == field


def test_two_halls_of_a_cinema_have_two_names(desk: HallDesk) -> None:
    with pytest.raises(FormRefused) as told:
        add(desk, "Hall 1", new_drawing(1, 1))
    assert told.value.field == "name"
    other = add(desk, "Hall 2", new_drawing(1, 1))
    with pytest.raises(FormRefused):
        desk.halls.save(
            desk.manager,
            new_request_id(),
            desk.halls.open(desk.manager, other).plan,
            {"name": "Hall 1", "turnaround_minutes": "20", "active": "yes"},
            new_drawing(1, 1),
        )


def test_a_hall_without_a_seat_is_refused(desk: HallDesk) -> None:
    with pytest.raises(InvalidInput, match="no seats"):
        desk.save(HallDrawing((DrawnRow("", (None,)),)))


def test_rows_that_change_their_names_keep_their_seats(desk: HallDesk) -> None:
    """A becomes B while B becomes A: no moment may have two rows of one name."""
    before = desk.stored()

    def swap(drawn: HallDrawing) -> HallDrawing:
        first, second, *others = drawn.rows
        return HallDrawing((replace(first, name="B"), replace(second, name="A"), *others))

    desk.change(swap)
    after = desk.stored()
    assert (after["A1"], after["B1"], after["C1"]) == (before["B1"], before["A1"], before["C1"])


def test_seats_that_move_into_each_others_places_keep_their_ids(desk: HallDesk) -> None:
    before = desk.stored()
    desk.change(hall_changes.mirror)
    assert desk.stored() == before
    assert desk.place_of("A1")[1] > desk.place_of("A10")[1]


def test_an_aisle_moves_the_seats_behind_it(desk: HallDesk) -> None:
    before = desk.place_of("A5")
    desk.office.sell("A5")
    desk.change(lambda drawn: hall_changes.insert_column(drawn, 3))
    assert desk.place_of("A5") == (before[0], before[1] + 1)


def test_numbers_from_the_other_side_change_no_seat_into_another(desk: HallDesk) -> None:
    before = desk.stored()
    desk.change(lambda drawn: hall_changes.renumber_row(drawn, row_at(desk, "C"), from_the_right=True))
    after = desk.stored()
    assert [after[f"C{number}"] for number in range(1, 11)] == [before[f"C{number}"] for number in range(10, 0, -1)]


def test_a_seat_taken_out_and_drawn_again_is_the_same_seat(desk: HallDesk) -> None:
    before = desk.stored()
    opened = desk.open()
    gone = hall_changes.paint(opened.drawn, [desk.place_of("C5")], Brush.GAP)
    drawn = hall_changes.paint(gone, [desk.place_of("C5")], Brush.VIP)
    desk.save(drawn, opened)
    assert desk.stored() == before


def test_a_seat_that_nobody_ever_had_goes_when_no_show_is_to_come(desk: HallDesk) -> None:
    hall_id = add(desk, unique("Hall"), new_drawing(1, 3))
    desk.office.hall_id = hall_id
    desk.change(lambda drawn: hall_changes.paint(drawn, [(0, 1)], Brush.GAP))
    assert desk.office.value("SELECT COUNT(*) FROM seats WHERE hall_id = %s", hall_id) == 2


def test_a_seat_taken_out_leaves_its_row_for_the_tickets_of_shows_that_are_over(desk: HallDesk) -> None:
    office = desk.office
    sale = office.sell("C5")
    seat_id = office.seats("C5")[0].id
    office.change("UPDATE shows SET starts_at = starts_at - INTERVAL 2 DAY, ends_at = ends_at - INTERVAL 2 DAY WHERE id = %s",
                  office.show_id)  # fmt: skip
    desk.change(painted(desk, "C5", Brush.GAP))
    assert office.value("SELECT live IS NULL FROM seats WHERE id = %s", seat_id) == 1
    assert "C5" not in desk.stored()
    label = office.value(
        "SELECT CONCAT(x.row_name, x.seat_number) FROM tickets t JOIN seats x ON x.id = t.seat_id"
        " JOIN bookings b ON b.id = t.booking_id WHERE b.reference = %s",
        sale.reference,
    )
    assert label == "C5"


def test_its_name_is_free_for_another_seat(desk: HallDesk) -> None:
    test_a_seat_taken_out_leaves_its_row_for_the_tickets_of_shows_that_are_over(desk)
    desk.change(lambda drawn: hall_changes.renumber_row(drawn, row_at(desk, "C")))
    assert [label for label in desk.stored() if label[0] == "C"] == [f"C{number}" for number in range(1, 10)]


def test_a_seat_taken_out_is_offered_and_sold_to_nobody(desk: HallDesk) -> None:
    office = desk.office
    opened, seats = office.open(), office.seats("C5")
    desk.change(painted(desk, "C5", Brush.GAP))
    assert "C5" not in {seat.label for seat in office.open().seats}
    with pytest.raises(SeatNotForSale):
        office.holding().hold(office.session(), new_request_id(), opened, None, picks_of(seats, office.adult()))


def test_the_second_of_two_managers_is_told_and_can_put_hers_in_place(desk: HallDesk) -> None:
    seen = desk.open()
    desk.change(painted(desk, "A1", Brush.VIP))
    hers = hall_changes.paint(seen.drawn, [desk.place_of("B1")], Brush.VIP)
    with pytest.raises(ChangedMeanwhile) as told:
        desk.save(hers, seen)
    assert told.value.fields == ("seats",)
    assert "the seats" in told.value.sentence
    assert "Manager" in told.value.sentence
    now = replace(seen, plan=told.value.now)  # type: ignore[arg-type]
    after = desk.save(hers, now)
    assert after.drawn == hers


def test_a_show_planned_meanwhile_is_no_change_of_the_hall(desk: HallDesk) -> None:
    seen = desk.open()
    desk.office.change("UPDATE halls SET version = version + 1 WHERE id = %s", desk.office.hall_id)
    desk.save(hall_changes.paint(seen.drawn, [desk.place_of("A1")], Brush.VIP), seen)


def test_a_hall_with_shows_to_come_stays_in_use(desk: HallDesk) -> None:
    with pytest.raises(InTheWay) as told:
        desk.save(desk.open().drawn, active="")
    assert told.value.obstacles[0].startswith("A Film, ")
    desk.office.cancel_show()
    assert not desk.save(desk.open().drawn, active="").plan.active


def test_a_longer_turnaround_is_refused_while_shows_would_follow_too_soon(desk: HallDesk) -> None:
    desk.office.add_show(timedelta(hours=2, minutes=163 + 40), "Second")
    with pytest.raises(InTheWay) as told:
        desk.save(desk.open().drawn, turnaround_minutes="45")
    assert [line.split(",")[0] for line in told.value.obstacles] == ["Second"]
    assert desk.save(desk.open().drawn, turnaround_minutes="40").plan.turnaround_minutes == 40


def test_a_hall_that_is_not_there_is_not_found(desk: HallDesk) -> None:
    with pytest.raises(NotFound):
        desk.halls.open(desk.manager, 0)


def test_a_change_is_written_down_with_what_was_done(desk: HallDesk) -> None:
    desk.change(lambda drawn: hall_changes.rename_row(drawn, row_at(desk, "C"), "K"))
    detail = desk.office.value(
        "SELECT detail FROM audit_log WHERE action = 'HALL_CHANGED' AND subject = %s", f"hall {desk.office.hall_id}"
    )
    told = json.loads(str(detail))
    assert told["renamed"][0] == ["C1", "K1"]
    assert told["renamed_count"] == 10
