"""Undoing a mis-sale: on its own day, before anybody has entered, by a manager's word, and once."""

from __future__ import annotations

import json

import pytest

from app.controllers.start.sign_in import SignIn
from app.controllers.till.voiding import Voiding
from app.models.checks import prove
from app.models.errors import (
    NotFound,
    NotVoidable,
    PermissionDenied,
    SignInBlocked,
    SignInRefused,
    TillClosed,
)
from app.models.records import Payment, PaymentMethod, Role
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from tests.box_office import FLOAT_MINOR, PASSWORD, BoxOffice, MakeBoxOffice
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]

WHY = "wrong seats"


def test_who_of_the_managers_was_here_last_is_proposed_and_none_of_another_cinema(make_office: MakeBoxOffice) -> None:
    office, other = make_office(), make_office()
    sign_in = SignIn(other.database)
    sign_in.sign_in(other.people[Role.MANAGER].username, PASSWORD, other.counters[0])
    assert voiding(office).usual_approver(office.session()) == ""
    for role in (Role.CLERK, Role.ADMIN, Role.MANAGER, Role.CLERK):
        sign_in.sign_in(office.people[role].username, PASSWORD, office.counters[1])
    assert voiding(office).usual_approver(office.session()) == office.people[Role.MANAGER].username


def voiding(office: BoxOffice) -> Voiding:
    return Voiding(office.database, SignIn(office.database))


def void(office: BoxOffice, reference: str, request_id: str = "", role: Role = Role.MANAGER, reason: str = WHY) -> str:
    name = office.people[role].username
    request = request_id or new_request_id()
    return voiding(office).void(office.session(), request, reference, reason, name, PASSWORD).reference


def books(office: BoxOffice, reference: str) -> tuple[object, ...]:
    """The booking's status, its claims, its live tickets, what was paid and refunded, whether printing waits."""
    found = office.owner.row(
        """
        SELECT b.status, (SELECT COUNT(*) FROM booking_seats c WHERE c.booking_id = b.id),
               (SELECT COUNT(*) FROM tickets t WHERE t.booking_id = b.id AND t.status <> 'VOID'),
               (SELECT CAST(SUM(IF(kind = 'PAYMENT', amount_minor, 0)) AS SIGNED) FROM payments p WHERE p.booking_id = b.id),
               (SELECT CAST(SUM(IF(kind = 'REFUND', amount_minor, 0)) AS SIGNED) FROM payments p WHERE p.booking_id = b.id),
               (SELECT COUNT(*) FROM outbox o WHERE o.booking_id = b.id AND o.done_at IS NULL)
        FROM bookings b WHERE b.reference = %s
        """,
        (reference,),
    )
    assert found is not None
    return tuple(found)


SOLD = ("CONFIRMED", 2, 2, 70000, 0, 1)
UNDONE = ("CANCELLED", 0, 0, 70000, 70000, 0)


def test_a_sale_is_undone_whole_and_its_cash_comes_out_of_the_till(office: BoxOffice) -> None:
    reference = office.sell("A1", "A2").reference
    assert void(office, reference) == reference
    assert books(office, reference) == UNDONE
    office.hold("A1", "A2", counter=1)
    assert office.tills().close(office.session(), new_request_id(), {100: FLOAT_MINOR // 100}).difference_minor == 0
    assert [finding.broken for finding in prove(office.owner) if not finding.holds] == []


def test_what_was_undone_why_and_by_whose_word_is_on_record(office: BoxOffice) -> None:
    reference = office.sell("A1", "A2").reference
    void(office, reference, reason="  wrong   seats ")
    found = office.owner.rows(
        "SELECT action, detail FROM audit_log WHERE subject = %s AND action <> 'PAYMENT' ORDER BY id", (reference,)
    )
    told = {action: json.loads(detail) for action, detail in found}
    assert told == {
        "REFUND": {"amount_minor": 70000, "methods": ["CASH"]},
        "VOID": {"reason": WHY, "seats": ["A1", "A2"], "allowed_by": office.people[Role.MANAGER].username},
    }


def test_the_last_sale_of_the_counter_is_offered(office: BoxOffice) -> None:
    office.sell("A1")
    last = office.sell("A2", "A3")
    office.sell("F1", counter=1)
    offered = voiding(office).last_sale(office.session())
    assert (offered.reference, offered.seat_labels, offered.total_minor) == (last.reference, ("A2", "A3"), 70000)
    assert offered.paid == ((PaymentMethod.CASH, 70000, False),)


def test_a_counter_that_sold_nothing_has_nothing_to_undo(office: BoxOffice) -> None:
    with pytest.raises(NotFound):
        voiding(office).last_sale(office.session())
    with pytest.raises(NotFound):
        voiding(office).sale_of(office.session(), "FYR-NOBODY")


def test_a_sale_of_another_counter_is_undone_by_its_reference(office: BoxOffice) -> None:
    reference = office.sell("A1", "A2", counter=1).reference
    assert void(office, f" {reference.lower()} ") == reference
    assert books(office, reference) == UNDONE


def test_the_same_request_pays_back_once(office: BoxOffice) -> None:
    reference, request_id = office.sell("A1", "A2").reference, new_request_id()
    assert [void(office, reference, request_id) for _ in range(3)] == [reference] * 3
    assert void(office, reference, request_id, reason="typed anew after a lost answer") == reference
    assert books(office, reference) == UNDONE


def test_another_request_for_an_undone_sale_is_refused(office: BoxOffice) -> None:
    reference = office.sell("A1", "A2").reference
    void(office, reference)
    with pytest.raises(NotVoidable, match="undone already"):
        void(office, reference)
    with pytest.raises(NotVoidable):
        voiding(office).sale_of(office.session(), reference)
    assert books(office, reference) == UNDONE


def test_a_clerks_own_word_is_not_enough(office: BoxOffice) -> None:
    reference = office.sell("A1", "A2").reference
    with pytest.raises(PermissionDenied):
        void(office, reference, role=Role.CLERK)
    assert books(office, reference) == SOLD


def test_wrong_passwords_undo_nothing_and_are_slowed_down(office: BoxOffice) -> None:
    reference, name = office.sell("A1", "A2").reference, office.people[Role.MANAGER].username
    for _ in range(5):
        with pytest.raises(SignInRefused):
            voiding(office).void(office.session(), new_request_id(), reference, WHY, name, "guess")
    with pytest.raises(SignInBlocked):
        void(office, reference)
    assert books(office, reference) == SOLD


def test_a_manager_at_the_counter_types_the_own_password_again(office: BoxOffice) -> None:
    reference, name = office.sell("A1", "A2").reference, office.people[Role.MANAGER].username
    voiding(office).void(office.session(Role.MANAGER), new_request_id(), reference, WHY, name, PASSWORD)
    assert books(office, reference) == UNDONE


def test_a_sale_of_another_day_stands(office: BoxOffice) -> None:
    reference = office.sell("A1", "A2").reference
    office.change("UPDATE bookings SET confirmed_at = confirmed_at - INTERVAL 1 DAY WHERE reference = %s", reference)
    with pytest.raises(NotVoidable, match="not sold today"):
        void(office, reference)
    assert books(office, reference) == SOLD


def test_the_day_is_the_cinemas_and_not_the_servers(office: BoxOffice) -> None:
    """Where it is fourteen hours later the sale may be of another day there; in every zone now is of today."""
    reference = office.sell("A1", "A2").reference
    for zone in ("Pacific/Kiritimati", "Pacific/Niue", "America/New_York"):
        office.change("UPDATE cinemas SET time_zone = %s WHERE id = %s", zone, office.counters[0].cinema.id)
        assert voiding(office).sale_of(office.session(), reference).reference == reference


def test_a_sale_whose_ticket_was_used_stands(office: BoxOffice) -> None:
    reference = office.sell("A1", "A2").reference
    office.change(
        "UPDATE tickets t JOIN bookings b ON b.id = t.booking_id SET t.status = 'USED' WHERE b.reference = %s",
        reference,
    )
    with pytest.raises(NotVoidable, match="has entered"):
        void(office, reference)
    assert books(office, reference) == SOLD


def test_a_sale_of_another_cinema_stands(office: BoxOffice, make_office: MakeBoxOffice) -> None:
    reference = make_office().sell("A1", "A2").reference
    with pytest.raises(NotVoidable, match="another cinema"):
        void(office, reference)


def test_cash_goes_back_out_of_an_open_till_only(office: BoxOffice) -> None:
    reference = office.sell("A1", "A2").reference
    office.tills().close(office.session(), new_request_id(), {10000: 17})
    with pytest.raises(TillClosed):
        void(office, reference)
    assert books(office, reference) == SOLD


def test_a_card_sale_is_undone_without_a_till(make_office: MakeBoxOffice) -> None:
    office = make_office(till=False)
    basket = office.hold("A1", "A2")
    card = Payment(PaymentMethod.CARD, basket.booking.total_minor, approval_code="A1B2C3")
    reference = office.paying().confirm(office.session(), new_request_id(), basket, (card,)).reference
    void(office, reference)
    assert books(office, reference) == UNDONE
    kept = office.value(
        "SELECT approval_code FROM payments p JOIN bookings b ON b.id = p.booking_id"
        " WHERE p.kind = 'REFUND' AND b.reference = %s",
        reference,
    )
    assert kept == "A1B2C3"


def test_a_void_needs_a_reason(office: BoxOffice) -> None:
    reference = office.sell("A1", "A2").reference
    with pytest.raises(InvalidInput):
        void(office, reference, reason="  ")
    assert books(office, reference) == SOLD
