"""Guests on broken seats get other ones in one step: claim, line and ticket together, and everything stays sound."""

from __future__ import annotations

import json

import pytest

from app.controllers.plan.rehousing import Proposal
from app.models.errors import NotFound, SeatsTaken
from app.models.plan import planning
from app.models.records import Role
from app.models.reports import events
from app.models.sell import notices, tickets
from app.models.statements import Row
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from app.utils.local_time import local_days, to_local
from tests.box_office import BoxOffice
from tests.controllers.plan.hall_desk import HallDesk
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


@pytest.fixture
def desk(office: BoxOffice) -> HallDesk:
    return HallDesk(office)


def ways(proposal: Proposal, nth: int = 0) -> dict[str, str]:
    return {move.guest.seat.label: move.to.label for move in proposal.choices[nth]}


def ticket_rows(office: BoxOffice, reference: str) -> list[tuple[str, str]]:
    """(seat, status) of each ticket of a booking, the oldest first."""
    found = office.owner.rows(
        "SELECT CONCAT(x.row_name, x.seat_number), t.status FROM tickets t JOIN seats x ON x.id = t.seat_id"
        " JOIN bookings b ON b.id = t.booking_id WHERE b.reference = %s ORDER BY t.id",
        (reference,),
    )
    return [(row[0], row[1]) for row in found]


def test_sold_tickets_on_a_broken_seat_are_listed_with_where_they_could_go(desk: HallDesk) -> None:
    reference = desk.office.sell("C5").reference
    desk.put_out("C5")
    (proposal,) = desk.proposals()
    assert (proposal.party.reference, proposal.party.movie_title) == (reference, "A Film")
    assert ways(proposal) == {"C5": "C4"}
    assert [ways(proposal, nth)["C5"] for nth in range(1, 5)] == ["C6", "C3", "C7", "D5"]


def test_what_is_held_sold_kept_or_broken_is_not_proposed(desk: HallDesk) -> None:
    desk.office.sell("C5")
    desk.office.hold("C4", counter=1)
    desk.office.sell("C6")
    desk.put_out("C5", "C3")
    (proposal,) = desk.proposals()
    assert ways(proposal) == {"C5": "C7"}


def test_a_hold_that_has_run_out_is_in_nobodys_way(desk: HallDesk) -> None:
    desk.office.sell("C5")
    desk.office.let_hold_run_out(desk.office.hold("C4", counter=1))
    desk.put_out("C5")
    assert ways(desk.proposals()[0]) == {"C5": "C4"}


def test_all_accepted_guests_are_rehoused_in_one_step_and_everything_is_sound(desk: HallDesk) -> None:
    office = desk.office
    alone, pair = office.sell("C5").reference, office.sell("D1", "D2").reference
    desk.put_out("C5", "D2")
    told = desk.rehouse(desk.proposals())
    assert len(told) == 2
    assert ticket_rows(office, alone) == [("C5", "VOID"), ("C4", "VALID")]
    assert [seat for seat, status in ticket_rows(office, pair) if status == "VALID"] == ["D3", "D4"]
    assert desk.proposals() == ()
    office.require_sound()


def test_the_price_stays_what_was_paid_and_the_code_is_new(desk: HallDesk) -> None:
    office = desk.office
    reference = office.sell("C5").reference
    before = tickets.of_booking(office.owner, reference)
    desk.put_out("C5")
    desk.rehouse(desk.proposals())
    after = tickets.of_booking(office.owner, reference)
    assert [ticket.seat.label for ticket in after] == ["C4"]
    assert after[0].price_minor == before[0].price_minor
    assert after[0].code != before[0].code


def test_the_counter_that_sold_it_prints_and_is_told(desk: HallDesk) -> None:
    office = desk.office
    reference = office.sell("C5", counter=1).reference
    office.change("UPDATE outbox SET done_at = UTC_TIMESTAMP(6) WHERE counter_id = %s", office.counters[1].id)
    desk.put_out("C5")
    desk.rehouse(desk.proposals())
    assert [each.reference for each in tickets.unprinted(office.owner, office.counters[1].id)] == [reference]
    ((_, sentence),) = notices.unseen(office.owner, office.counters[1].id)
    assert f"{reference}, A Film" in sentence
    assert "moved from C5 to C4" in sentence


def test_a_counter_out_of_use_leaves_the_printing_to_the_managers_own(desk: HallDesk) -> None:
    office = desk.office
    office.sell("C5", counter=1)
    office.change("UPDATE outbox SET done_at = UTC_TIMESTAMP(6)")
    office.change("UPDATE counters SET active = FALSE WHERE id = %s", office.counters[1].id)
    desk.put_out("C5")
    desk.rehouse(desk.proposals())
    assert len(tickets.unprinted(office.owner, desk.manager.counter.id)) == 1


def test_another_choice_can_be_taken(desk: HallDesk) -> None:
    office = desk.office
    reference = office.sell("C5").reference
    desk.put_out("C5")
    (proposal,) = desk.proposals()
    desk.rehousing.rehouse(desk.manager, new_request_id(), desk.open().plan, [(proposal.party, proposal.choices[1])])
    assert ticket_rows(office, reference)[-1] == ("C6", "VALID")


def test_a_seat_taken_meanwhile_refuses_all_and_moves_nobody(desk: HallDesk) -> None:
    office = desk.office
    first, second = office.sell("A5").reference, office.sell("C5").reference
    desk.put_out("A5", "C5")
    seen = desk.proposals()
    office.hold(*[ways(each)["C5"] for each in seen if "C5" in ways(each)], counter=1)
    with pytest.raises(SeatsTaken) as told:
        desk.rehouse(seen)
    assert told.value.sentence.startswith("C4 was just taken.")
    assert ticket_rows(office, first) == [("A5", "VALID")]
    assert ticket_rows(office, second) == [("C5", "VALID")]
    office.require_sound()


def test_a_guest_who_is_no_longer_there_refuses_all(desk: HallDesk) -> None:
    office = desk.office
    reference = office.sell("C5").reference
    desk.put_out("C5")
    seen = desk.proposals()
    office.change("UPDATE tickets SET status = 'USED' WHERE booking_id = %s", seen[0].party.booking_id)
    with pytest.raises(NotFound, match="is no longer on C5"):
        desk.rehouse(seen)
    assert ticket_rows(office, reference) == [("C5", "USED")]
    office.require_sound()


def test_who_has_entered_is_left_where_they_are(desk: HallDesk) -> None:
    office = desk.office
    office.sell("C5")
    office.change("UPDATE tickets SET status = 'USED' WHERE show_id = %s", office.show_id)
    desk.put_out("C5")
    assert desk.proposals() == ()


def test_the_same_request_moves_once(desk: HallDesk) -> None:
    office = desk.office
    reference = office.sell("C5").reference
    desk.put_out("C5")
    (proposal,) = desk.proposals()
    request_id = new_request_id()
    for _ in range(2):
        desk.rehousing.rehouse(desk.manager, request_id, desk.open().plan, [(proposal.party, proposal.choices[0])])
    assert len(ticket_rows(office, reference)) == 2


def test_moved_twice_only_the_last_ticket_opens_the_door(desk: HallDesk) -> None:
    office = desk.office
    reference = office.sell("C5").reference
    desk.put_out("C5")
    desk.rehouse(desk.proposals())
    desk.put_out("C4")
    desk.rehouse(desk.proposals())
    assert [status for _, status in ticket_rows(office, reference)] == ["VOID", "VOID", "VALID"]
    office.require_sound()


def test_nobody_is_put_on_one_seat_with_somebody_else(desk: HallDesk) -> None:
    desk.office.sell("C5")
    desk.office.sell("C6")
    desk.put_out("C5", "C6")
    one, other = desk.proposals()
    assert ways(one) != ways(other)
    with pytest.raises(InvalidInput, match="chosen for two guests"):
        desk.rehousing.rehouse(
            desk.manager,
            new_request_id(),
            desk.open().plan,
            [(one.party, one.choices[0]), (other.party, one.choices[0])],
        )


def test_nothing_chosen_is_nothing_done(desk: HallDesk) -> None:
    with pytest.raises(InvalidInput):
        desk.rehouse(())


def test_it_is_written_down_under_the_bookings_reference(desk: HallDesk) -> None:
    reference = desk.office.sell("C5").reference
    desk.put_out("C5")
    desk.rehouse(desk.proposals())
    found = desk.office.owner.row(
        "SELECT staff_id, detail FROM audit_log WHERE action = 'REHOUSED' AND subject = %s", (reference,)
    )
    assert found is not None
    assert found[0] == desk.office.people[Role.MANAGER].id
    assert json.loads(found[1])["moved"] == [["C5", "C4"]]


def test_a_sale_moved_can_still_be_undone_and_its_seats_are_free_again(desk: HallDesk) -> None:
    office = desk.office
    reference = office.sell("C5").reference
    desk.put_out("C5")
    desk.rehouse(desk.proposals())
    live = office.value(
        "SELECT COUNT(*) FROM tickets t JOIN bookings b ON b.id = t.booking_id WHERE b.reference = %s AND t.live",
        reference,
    )
    lines = office.value(
        "SELECT COUNT(*) FROM booking_lines l JOIN bookings b ON b.id = l.booking_id WHERE b.reference = %s", reference
    )
    assert live == lines == 1


def phone_booking(office: BoxOffice, label: str) -> str:
    """A booking by phone of one seat, to be paid later; its reference."""
    basket = office.hold(label)
    office.change(
        "UPDATE bookings SET channel = 'PHONE', hold_limit = UTC_TIMESTAMP(6) + INTERVAL 1 DAY,"
        " held_until = UTC_TIMESTAMP(6) + INTERVAL 90 MINUTE WHERE id = %s",
        basket.booking.id,
    )
    return basket.booking.reference


def test_who_booked_by_phone_and_has_not_paid_is_moved_too(desk: HallDesk) -> None:
    office = desk.office
    reference = phone_booking(office, "C5")
    desk.put_out("C5")
    (told,) = desk.rehouse(desk.proposals())
    assert "Print" not in told
    held = office.owner.row(
        "SELECT CONCAT(x.row_name, x.seat_number), c.state FROM booking_seats c JOIN bookings b ON b.id = c.booking_id"
        " JOIN seats x ON x.id = c.seat_id JOIN booking_lines l ON l.booking_id = b.id AND l.seat_id = c.seat_id"
        " WHERE b.reference = %s",
        (reference,),
    )
    assert held == ("C4", "HELD")
    office.require_sound()


def test_the_reports_count_what_was_sold_once_and_nothing_as_taken_back(desk: HallDesk) -> None:
    office = desk.office
    cinema = office.counters[0].cinema
    today = to_local(planning.server_time(office.owner), cinema.time_zone).date()
    days = events.TICKETS.values_of(local_days(today, today, cinema.time_zone), cinema.id)

    def figures() -> list[Row]:
        return office.owner.rows(events.TICKETS.live, days)

    office.sell("C5", "C6")
    desk.put_out("C5")
    before = figures()
    desk.rehouse(desk.proposals())
    assert figures() == before
    assert [(int(row[3]), int(row[6])) for row in before] == [(2, 0)]
