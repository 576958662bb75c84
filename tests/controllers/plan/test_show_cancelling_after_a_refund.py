"""A show is cancelled of which tickets were given back before: what is due is what the others had cost."""

from __future__ import annotations

from app.controllers.plan.show_cancelling import ShowCancelling
from app.models.plan import rehousing
from app.models.records import PaymentMethod, Role
from app.utils.codes import new_request_id
from tests.controllers.after.conftest import HOURS, Till, counter, own_house, own_owner, till

__all__ = ["counter", "own_house", "own_owner", "till"]


def cancel(at: Till) -> int:
    """Cancel the till's show; the minor units that it gives back."""
    office, cancelling = at.at.office, ShowCancelling(at.at.office.database)
    session = office.session(Role.MANAGER)
    cost = cancelling.cost(session, office.show_id)
    cancelling.cancel(session, new_request_id(), session.counter.cinema, office.show_id, "flood", cost)
    return cost.total_minor


def test_what_was_kept_of_tickets_given_back_stays_kept(till: Till) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    till.begins_in(HOURS["half"])
    till.refund(till.quote(reference, "A1"))
    assert cancel(till) == 35000
    assert till.books(reference) == ("CANCELLED", 0, 0, 70000, 17500, 17500, 35000, 0)
    [due] = till.owed.open(till.at.office.session())
    assert (due.method, due.amount_minor) == (PaymentMethod.CASH, 35000)
    till.owed.hand_back(till.at.office.session(), new_request_id(), due)
    till.at.require_sound()


def test_the_parts_that_are_left_of_split_tender_are_due(till: Till) -> None:
    basket, code = till.sell_four_ways()
    till.refund(till.quote(basket.booking.reference, "A1"))
    assert cancel(till) == 35000
    assert [due.method for due in till.owed.open(till.at.office.session())] == [PaymentMethod.DEBIT_CARD]
    assert till.at.balance(code) == 20000
    till.at.require_sound()


def test_a_sale_that_was_given_back_whole_costs_nothing_more(till: Till) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    till.begins_in(HOURS["half"])
    till.refund(till.quote(reference))
    assert cancel(till) == 0
    assert till.books(reference)[4:7] == (35000, 35000, 0)
    till.at.require_sound()


def test_a_guest_whose_seat_was_given_back_is_not_rehoused(till: Till) -> None:
    """A1 breaks, and only A1 was given back; then A2 breaks, which is still sold."""
    office = till.at.office
    reference = office.sell("A1", "A2").reference
    till.refund(till.quote(reference, "A1"))

    def out_of_service(label: str) -> None:
        office.change(
            "INSERT INTO seat_outages (seat_id, reason, from_at, put_by, put_at)"
            " VALUES (%s, 'broken', UTC_TIMESTAMP(6), %s, UTC_TIMESTAMP(6))",
            office.seats(label)[0].id,
            office.people[Role.MANAGER].id,
        )
        office.change(
            "INSERT INTO blocked_seats (show_id, seat_id, reason, blocked_by, blocked_at, outage_id)"
            " SELECT %s, seat_id, reason, put_by, put_at, id FROM seat_outages WHERE seat_id = %s",
            office.show_id,
            office.seats(label)[0].id,
        )

    out_of_service("A1")
    assert rehousing.parties(office.owner, office.hall_id) == ()
    out_of_service("A2")
    [party] = rehousing.parties(office.owner, office.hall_id)
    assert [guest.seat.label for guest in party.guests] == ["A2"]
