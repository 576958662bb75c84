"""Refund rules as a manager keeps them: read, refused, saved, taken away; each change on record."""

from __future__ import annotations

import pytest

from app.controllers.after.refund_rules import EXCHANGE, RefundRuleKeeping, first_answers, read_minutes, told
from app.controllers.form_reading import FormRefused
from app.controllers.permissions import Session
from app.models.after import refund_rules
from app.models.after.refund_rules import USUAL, RefundRule
from app.models.errors import ChangedMeanwhile, NotFound, PermissionDenied
from app.models.records import Role
from app.utils.errors import InvalidInput
from tests.box_office import BoxOffice, MakeBoxOffice


@pytest.fixture
def keeping(office: BoxOffice) -> RefundRuleKeeping:
    return RefundRuleKeeping(office.database)


@pytest.fixture
def manager(office: BoxOffice) -> Session:
    return office.session(Role.MANAGER)


def rules(office: BoxOffice) -> tuple[RefundRule, ...]:
    return refund_rules.of_cinema(office.owner, office.counters[0].cinema.id)


def answers(time: str, percent: str, *, beyond: bool = False, counts: bool = True) -> dict[str, str]:
    return {"time": time, "percent": percent, "beyond": "yes" if beyond else "", "counts": "yes" if counts else ""}


def actions(office: BoxOffice) -> list[str]:
    found = office.owner.rows(
        "SELECT action FROM audit_log WHERE counter_id = %s AND staff_id = %s ORDER BY id",
        (office.counters[0].id, office.people[Role.MANAGER].id),
    )
    return [str(row[0]) for row in found]


def test_a_cinema_begins_with_the_usual_rules(keeping: RefundRuleKeeping, manager: Session) -> None:
    kept = keeping.rows(manager)
    assert [each.record for each in kept[:-1]] == list(USUAL)
    assert (kept[-1].id, kept[-1].answers) == (EXCHANGE, {"exchange": "0 min"})
    assert kept[0].answers == answers("6 h", "100", beyond=True)


def test_a_new_rule_counts_for_this_cinema_alone(
    office: BoxOffice, keeping: RefundRuleKeeping, manager: Session, make_office: MakeBoxOffice
) -> None:
    other = make_office()
    saved = keeping.save(manager, None, {**first_answers(), **answers("48 h", "100")})
    assert saved.record == RefundRule(2880, False, 100)
    assert rules(office) == (RefundRule(2880, False, 100), *USUAL)
    assert rules(other) == USUAL
    assert actions(office) == ["REFUND_RULE_ADDED"]


def test_a_rule_gets_another_time_and_percent(office: BoxOffice, keeping: RefundRuleKeeping, manager: Session) -> None:
    keeping.save(manager, USUAL[1], answers("90 min", "40 %", beyond=True))
    assert rules(office) == (USUAL[0], RefundRule(90, True, 40), USUAL[2])
    assert actions(office) == ["REFUND_RULE_CHANGED"]


def test_a_rule_is_taken_away(office: BoxOffice, keeping: RefundRuleKeeping, manager: Session) -> None:
    gone = keeping.save(manager, USUAL[2], answers("30 min", "25", counts=False))
    assert (gone.in_use, rules(office)) == (False, USUAL[:2])
    assert actions(office) == ["REFUND_RULE_REMOVED"]
    with pytest.raises(NotFound):
        keeping.save(manager, USUAL[2], answers("30 min", "25"))


def test_until_when_seats_are_exchanged_is_kept_beside_the_rules(
    office: BoxOffice, keeping: RefundRuleKeeping, manager: Session
) -> None:
    limit = keeping.rows(manager)[-1]
    saved = keeping.save(manager, limit.record, {"exchange": "1 h"})
    assert saved.answers == {"exchange": "1 h"}
    assert office.value("SELECT exchange_minutes_before FROM cinemas WHERE id = %s", office.counters[0].cinema.id) == 60
    with pytest.raises(ChangedMeanwhile):
        keeping.save(manager, limit.record, {"exchange": "2 h"})
    assert actions(office) == ["EXCHANGE_TIME_CHANGED"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (answers("soon", "50"), "time"),
        (answers("", "50"), "time"),
        (answers("4 h", "101"), "percent"),
        (answers("4 h", "half"), "percent"),
        (answers("4 h", "10"), "percent"),
        (answers("10 min", "30"), "percent"),
        (answers("120", "50"), "time"),
    ],
)
def test_what_cannot_be_a_rule_is_refused_at_its_field(
    office: BoxOffice, keeping: RefundRuleKeeping, manager: Session, typed: dict[str, str], field: str
) -> None:
    """Less time left never gives more back, and a time has one rule."""
    with pytest.raises(FormRefused) as refused:
        keeping.save(manager, None, typed)
    assert (refused.value.field, rules(office)) == (field, USUAL)


def test_the_second_of_two_managers_is_told(office: BoxOffice, keeping: RefundRuleKeeping, manager: Session) -> None:
    keeping.save(manager, USUAL[1], answers("2 h", "60"))
    with pytest.raises(ChangedMeanwhile) as refused:
        keeping.save(manager, USUAL[1], answers("2 h", "55"))
    assert refused.value.fields == ("percent",)
    keeping.save(manager, refused.value.now, answers("2 h", "55"))  # type: ignore[arg-type]  # the rule of now
    assert rules(office)[1].percent == 55


def test_a_clerk_keeps_no_rules(office: BoxOffice, keeping: RefundRuleKeeping) -> None:
    with pytest.raises(PermissionDenied):
        keeping.save(office.session(), None, answers("48 h", "100"))
    with pytest.raises(PermissionDenied):
        keeping.rows(office.session())


def test_the_rows_are_told_to_a_customer(keeping: RefundRuleKeeping, manager: Session) -> None:
    assert told(keeping.rows(manager)).endswith("later nothing. Seats are exchanged until the show begins.")
    keeping.save(manager, keeping.rows(manager)[-1].record, {"exchange": "45 min"})
    assert told(keeping.rows(manager)).endswith("Seats are exchanged until 45 min before the show.")


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("6 h", 360), ("90", 90), (" 90 min ", 90), ("1 h 30 min", 90), ("1h30", 90), ("0", 0), ("2 hours", 120)],
)
def test_times_are_read_as_people_write_them(typed: str, minutes: int) -> None:
    assert read_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["", "h", "-5", "1.5 h", "six", "99999 h"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        read_minutes(typed)
