"""The proof sees a refund that does not agree with its tickets, or that the audit log does not tell of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.controllers.after.refunds import Refunds
from app.controllers.pay.refunding import Refunding
from app.controllers.start.sign_in import SignIn
from app.models.after import refunds
from app.models.checks import prove
from app.models.statements import Unit
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


class Undo(Exception):
    """What was corrupted is taken back."""


def give_back(office: BoxOffice, *labels: str) -> str:
    """A1 and A2 sold, and these given back; the sale's reference."""
    reference = office.sell("A1", "A2").reference
    controller = Refunds(office.database, SignIn(office.database), lambda: Refunding(office.database, None))
    quote = controller.quote(office.session(), reference)
    chosen = [seat.ticket_id for seat in quote.seats if seat.seat_label in labels]
    controller.refund(office.session(), new_request_id(), quote.of(chosen))
    return reference


def broken_after(office: BoxOffice, corrupt: Callable[[Unit], object]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}

    def work(unit: Unit) -> None:
        corrupt(unit)
        told = [finding for finding in prove(unit) if not finding.holds and "overlap" not in finding.rule]
        found.update({finding.number: finding.broken for finding in told})
        raise Undo

    with pytest.raises(Undo):
        office.owner.transaction(work)
    return found


def of_sale(sql: str, reference: str) -> Callable[[Unit], object]:
    booking = "(SELECT b.id FROM bookings b WHERE b.reference = %s)"
    return lambda unit: unit.execute(sql.replace("BOOKING", booking), (reference,))


def test_a_refund_that_agrees_is_sound(office: BoxOffice) -> None:
    give_back(office, "A1")
    office.require_sound()


def test_tickets_that_do_not_name_their_refund_are_seen(office: BoxOffice) -> None:
    reference = give_back(office, "A1")
    broken = broken_after(office, of_sale("UPDATE tickets SET refund_id = NULL WHERE booking_id = BOOKING", reference))
    assert list(broken) == [3, 15]
    assert broken[3][0].startswith(f"{reference}: refund ")


def test_a_refund_over_another_price_is_seen_twice(office: BoxOffice) -> None:
    """Its tickets had cost another one, and the audit log tells otherwise."""
    reference = give_back(office, "A1")
    dearer = of_sale("UPDATE refunds SET tickets_minor = tickets_minor + 1 WHERE booking_id = BOOKING", reference)
    assert list(broken_after(office, dearer)) == [3, 5]


def test_a_fee_that_is_another_one_is_seen_twice(office: BoxOffice) -> None:
    """The money does not add up any more, and the audit log tells otherwise."""
    reference = give_back(office, "A1")
    changed = of_sale("UPDATE refunds SET fee_minor = fee_minor - 1 WHERE booking_id = BOOKING", reference)
    assert list(broken_after(office, changed)) == [3, 5]


def test_what_was_given_back_at_a_till_is_added_up(office: BoxOffice) -> None:
    """Two hours before the show a quarter comes back."""
    give_back(office, "A1", "A2")
    till_id = int(str(office.value("SELECT id FROM till_sessions WHERE open_at = %s", office.counters[0].id)))
    assert refunds.of_till(office.database, till_id) == refunds.GivenBack(2, 70000, 52500)
    other = int(str(office.value("SELECT id FROM till_sessions WHERE open_at = %s", office.counters[1].id)))
    assert refunds.of_till(office.database, other) == refunds.GivenBack(0, 0, 0)
