"""Who was deactivated, or has another role or password, is out: windows ask, and money asks at once."""

from __future__ import annotations

import pytest

from app.controllers.pay.money_desk import money_desk
from app.controllers.permissions import Session
from app.controllers.start.sign_in import SignIn
from app.controllers.start.standing import Standing
from app.controllers.till.voiding import Voiding
from app.models import staff
from app.models.errors import SessionEnded
from app.models.records import PaymentMethod, Role
from app.utils.codes import new_request_id
from app.utils.passwords import hash_password
from tests.box_office import PASSWORD, BoxOffice
from tests.training import Practice


@pytest.fixture
def session(office: BoxOffice) -> Session:
    return SignIn(office.database).sign_in(office.people[Role.CLERK].username, PASSWORD, office.counters[0])


def change(office: BoxOffice, **changed: object) -> None:
    """As somebody else does it meanwhile."""
    for column, value in changed.items():
        sql = f"UPDATE staff SET {column} = %s WHERE id = %s"  # noqa: S608  a column named by this file
        office.change(sql, value, office.people[Role.CLERK].id)


def test_a_session_stands_while_nothing_has_changed(office: BoxOffice, session: Session) -> None:
    assert Standing(office.database).ended(session) is None


def test_another_name_or_a_wrong_try_elsewhere_ends_nothing(office: BoxOffice, session: Session) -> None:
    change(office, full_name="Asha Iyer", failed_sign_ins=3)
    assert Standing(office.database).ended(session) is None


def test_a_deactivated_person_is_out_and_does_not_return(office: BoxOffice, session: Session) -> None:
    change(office, active=False)
    ended = Standing(office.database).ended(session)
    assert ended is not None
    assert not ended.may_return


@pytest.mark.parametrize("role", ["USHER", "ADMIN"])
def test_a_person_with_another_role_signs_in_again(office: BoxOffice, session: Session, role: str) -> None:
    change(office, role=role)
    ended = Standing(office.database).ended(session)
    assert ended is not None
    assert ended.may_return


def test_a_person_with_another_password_signs_in_again(office: BoxOffice, session: Session) -> None:
    change(office, password_hash=hash_password("another three words"))
    ended = Standing(office.database).ended(session)
    assert ended is not None
    assert ended.may_return


def test_the_fingerprint_is_the_servers_and_tells_no_hash(office: BoxOffice, session: Session) -> None:
    stored = str(office.value("SELECT password_hash FROM staff WHERE id = %s", session.staff.id))
    standing = staff.standing_of(office.database, session.staff.id)
    assert standing is not None
    assert standing.fingerprint == session.fingerprint == staff.fingerprint_of(stored)
    assert stored not in repr(session)


def test_a_deactivated_clerk_sells_nothing_more_and_the_basket_stays(office: BoxOffice, session: Session) -> None:
    basket = office.hold("A1", "A2")
    change(office, active=False)
    with pytest.raises(SessionEnded):
        office.holding().renew_to_pay(session, new_request_id(), basket)
    with pytest.raises(SessionEnded):
        office.paying().confirm(session, new_request_id(), basket, (office.cash(basket),))
    assert office.booking_status(basket) == "PENDING"
    assert len(office.claims(basket)) == 2
    assert office.value("SELECT COUNT(*) FROM payments WHERE booking_id = %s", basket.booking.id) == 0
    assert office.pay(basket, role=Role.MANAGER).reference == basket.booking.reference


def test_a_sale_answered_late_is_still_told_to_who_made_it(office: BoxOffice, session: Session) -> None:
    """Its request was done while the clerk was there: the same request again is not a new sale."""
    basket, request_id = office.hold("A3"), new_request_id()
    sale = office.paying().confirm(session, request_id, basket, (office.cash(basket),))
    change(office, active=False)
    assert office.paying().confirm(session, request_id, basket, (office.cash(basket),)) == sale


def test_a_deactivated_clerk_charges_nothing(office: BoxOffice, session: Session, trained: Practice) -> None:
    basket = office.hold("B1")
    change(office, active=False)
    charging = money_desk(office.database, trained.provider, 600).charging
    with pytest.raises(SessionEnded):
        charging.charge(session, new_request_id(), basket, PaymentMethod.CREDIT_CARD, basket.booking.total_minor)
    assert office.value("SELECT COUNT(*) FROM payment_attempts WHERE booking_id = %s", basket.booking.id) == 0


def test_a_deactivated_clerk_takes_no_cash_out_of_the_drawer(office: BoxOffice, session: Session) -> None:
    change(office, active=False)
    with pytest.raises(SessionEnded):
        office.tills().cash_out(session, new_request_id(), 50_000, "to the safe")


def test_a_deactivated_clerk_undoes_no_sale(office: BoxOffice, session: Session) -> None:
    reference = office.sell("C1").reference
    change(office, active=False)
    voiding = Voiding(office.database, SignIn(office.database))
    manager = office.people[Role.MANAGER].username
    with pytest.raises(SessionEnded):
        voiding.void(session, new_request_id(), reference, "mis-sale", manager, PASSWORD)
