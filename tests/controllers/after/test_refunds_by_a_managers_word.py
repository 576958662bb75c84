"""A manager's word at a clerk's counter: another percent, with a reason, on record."""

from __future__ import annotations

import json

import pytest

from app.models.errors import PermissionDenied, SignInBlocked, SignInRefused
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from tests.controllers.after.conftest import HOURS, Till

KEPT = ("CONFIRMED", 2, 2, 70000, 0, 0, 0, 1)


@pytest.fixture
def late(till: Till) -> Till:
    """Half an hour before the show nothing comes back by the rules."""
    till.begins_in(0.25)
    return till


def test_a_manager_gives_back_what_the_rules_do_not(late: Till) -> None:
    office = late.at.office
    reference = office.sell("A1", "A2").reference
    done = late.refund(late.quote(reference).at(80), override=late.word())
    assert (done.back_minor, done.fee_minor) == (56000, 14000)
    assert late.books(reference) == ("CANCELLED", 0, 0, 70000, 56000, 14000, 0, 0)
    assert (
        office.value(
            "SELECT override_by FROM refunds r JOIN bookings b ON b.id = r.booking_id WHERE b.reference = %s", reference
        )
        == office.people[Role.MANAGER].id
    )
    told = office.value("SELECT detail FROM audit_log WHERE subject = %s AND action = 'TICKETS_RETURNED'", reference)
    assert json.loads(str(told)) == {
        "seats": ["A1", "A2"],
        "percent": 80,
        "rules_percent": 0,
        "back_minor": 56000,
        "fee_minor": 14000,
        "reason": "the projector failed",
        "allowed_by": office.people[Role.MANAGER].username,
    }
    late.at.require_sound()


def test_the_managers_percent_stands_whatever_time_it_is_by_then(till: Till) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    quote = till.quote(reference).at(90)
    till.begins_in(HOURS["quarter"])
    assert till.refund(quote, override=till.word()).back_minor == 63000


@pytest.mark.parametrize("role", [Role.CLERK, Role.USHER])
def test_who_is_no_manager_allows_nothing(late: Till, role: Role) -> None:
    reference = late.at.office.sell("A1", "A2").reference
    with pytest.raises(PermissionDenied):
        late.refund(late.quote(reference).at(100), override=late.word(role))
    assert late.books(reference) == KEPT


def test_wrong_passwords_give_nothing_back_and_are_slowed_down(late: Till) -> None:
    reference = late.at.office.sell("A1", "A2").reference
    for _ in range(5):
        with pytest.raises(SignInRefused):
            late.refund(late.quote(reference).at(100), override=late.word(password="guess"))
    with pytest.raises(SignInBlocked):
        late.refund(late.quote(reference).at(100), override=late.word())
    assert late.books(reference) == KEPT


@pytest.mark.parametrize(("percent", "reason"), [(101, "kind"), (-1, "kind"), (100, "  ")])
def test_an_override_is_a_percent_and_has_a_reason(late: Till, percent: int, reason: str) -> None:
    reference = late.at.office.sell("A1", "A2").reference
    with pytest.raises(InvalidInput):
        late.refund(late.quote(reference).at(percent), override=late.word(reason=reason))
    assert late.books(reference) == KEPT


def test_asked_again_with_the_password_typed_anew_it_pays_once(late: Till) -> None:
    reference, request_id = late.at.office.sell("A1", "A2").reference, new_request_id()
    quote = late.quote(reference).at(100)
    with pytest.raises(SignInRefused):
        late.refund(quote, request_id, late.word(password="gues"))
    for reason in ("the projector failed", "the projector failed, typed anew"):
        late.refund(quote, request_id, late.word(reason=reason))
    assert late.books(reference) == ("CANCELLED", 0, 0, 70000, 70000, 0, 0, 0)
