"""The audit log for people: found by person, booking, show, day and words; live; and only of one's own cinema."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.permissions import Session
from app.controllers.start.sign_in import SignIn
from app.controllers.team.activity import Activity
from app.models import audit_log
from app.models.records import Role
from app.utils.local_time import to_local
from tests.audit_lines import take_lines_away, write_line, write_lines
from tests.box_office import PASSWORD, BoxOffice, unique
from tests.controllers.team.people import said, subjects


@pytest.fixture
def log(office: BoxOffice) -> Iterator[Activity]:
    yield Activity(office.database)
    take_lines_away(office)


def test_lines_come_newest_first_with_who_when_where_and_what(
    office: BoxOffice, log: Activity, manager: Session
) -> None:
    sale = office.sell("A1", "A2", counter=1)
    first = log.search(manager, {}).lines[0]
    now = to_local(datetime.now(UTC), manager.counter.cinema.time_zone)
    assert (first.who, first.where) == ("Clerk", "Counter 2")
    assert first.what == f"sold {sale.reference}, 2 seats, ₹700, cash"
    assert str(now.day) in first.day


def test_what_foyer_did_by_itself_is_told_as_foyers(office: BoxOffice, log: Activity, manager: Session) -> None:
    counter = office.counters[0].id
    office.database.transaction(lambda unit: audit_log.append(unit, counter, None, "PAPER", "Regal", {}))
    assert log.search(manager, {}).lines[0].who == "Foyer"


def test_other_cinemas_lines_are_not_shown(
    office: BoxOffice, log: Activity, manager: Session, make_office: type[BoxOffice]
) -> None:
    elsewhere = make_office()  # type: ignore[call-arg]  # a fixture that makes them
    write_line(elsewhere, "FYR-ELSEWH")
    assert "FYR-ELSEWH" not in subjects(log.search(manager, {}))
    assert subjects(log.search(manager, {"text": "FYR-ELSEWH"})) == []


def test_a_person_is_found_by_name_or_username(office: BoxOffice, log: Activity, manager: Session) -> None:
    clerk = office.people[Role.CLERK]
    office.change("UPDATE staff SET full_name = %s WHERE id = %s", f"Zoë {clerk.username}", clerk.id)
    write_line(office, "FYR-BYCLRK")
    write_line(office, "FYR-BYADMN", role=Role.ADMIN)
    for typed in (clerk.username, f"zoe {clerk.username}".upper()):
        found = subjects(log.search(manager, {"person": typed}))
        assert "FYR-BYCLRK" in found
        assert "FYR-BYADMN" not in found


def test_a_name_that_nobody_has_or_that_two_have_is_refused_at_its_field(
    office: BoxOffice, log: Activity, manager: Session
) -> None:
    name = unique("Asha")
    for role in (Role.CLERK, Role.USHER):
        office.change("UPDATE staff SET full_name = %s WHERE id = %s", f"{name} {role}", office.people[role].id)
    for typed in ("nobody at all", name):
        with pytest.raises(FormRefused) as refused:
            log.search(manager, {"person": typed})
        assert refused.value.field == "person"


def test_a_booking_is_found_by_its_reference_however_it_is_typed(
    office: BoxOffice, log: Activity, manager: Session
) -> None:
    sale, other = office.sell("A1"), office.sell("A2")
    for typed in (sale.reference, sale.reference.lower(), sale.reference.removeprefix("FYR-")):
        found = log.search(manager, {"text": typed})
        assert set(subjects(found)) == {sale.reference}
        assert other.reference not in subjects(found)


def test_a_show_is_found_by_words_of_its_title_and_its_day_with_all_its_bookings(
    office: BoxOffice, log: Activity, manager: Session
) -> None:
    title = unique("Amélie")
    show_id = office.add_show(starts_in=timedelta(hours=3), title=title)
    write_line(office, f"show {show_id}", "SEATS_KEPT", Role.MANAGER)
    office.change(
        "UPDATE bookings SET show_id = %s WHERE reference = %s", show_id, (sold := office.sell("A1")).reference
    )
    other = office.sell("A2")
    day = to_local(datetime.now(UTC) + timedelta(hours=3), manager.counter.cinema.time_zone).date()
    for typed in (title.lower().replace("é", "e"), f"{title} {day.isoformat()}"):
        found = subjects(log.search(manager, {"show": typed}))
        assert set(found) == {f"show {show_id}", sold.reference}
        assert other.reference not in found
    office.change("UPDATE bookings SET show_id = %s WHERE reference = %s", office.show_id, sold.reference)


def test_a_show_that_is_not_there_is_refused_at_its_field(log: Activity, manager: Session) -> None:
    with pytest.raises(FormRefused) as refused:
        log.search(manager, {"show": "a film that never was"})
    assert refused.value.field == "show"


def test_a_kind_shows_its_own_actions_only(office: BoxOffice, log: Activity, manager: Session) -> None:
    office.sell("A1")
    SignIn(office.database).sign_in(office.people[Role.CLERK].username, PASSWORD, office.counters[0])
    assert {line.kind for line in log.search(manager, {"kind": "TILL"}).lines} == {"TILL"}
    assert said(log.search(manager, {"kind": "SIGN_INS"})) == ["signed in"]


@pytest.mark.parametrize(
    ("typed", "what"),
    [("line 1%", 0), ("line_1", 0), ("LINE 1", 1), ("again", 3), ("zzz", 0), ("\\", 0)],
)
def test_words_are_found_in_what_is_read_and_signs_stand_for_themselves(
    office: BoxOffice, log: Activity, manager: Session, typed: str, what: int
) -> None:
    write_lines(office, 3, datetime.now(UTC))
    assert len(log.search(manager, {"text": typed}).lines) == what


def test_days_are_the_cinemas_own(office: BoxOffice, log: Activity, manager: Session) -> None:
    """23:59:59 and 00:00:00 in Pune are 18:29:59 and 18:30:00 in UTC."""
    midnight = datetime(2026, 3, 14, 18, 30, tzinfo=UTC)
    write_lines(office, 2, midnight - timedelta(seconds=1))

    def of(first: str, last: str) -> list[str]:
        return subjects(log.search(manager, {"from_day": first, "until_day": last}))

    assert of("2026-03-14", "2026-03-14") == ["line 0"]
    assert of("2026-03-15", "2026-03-15") == ["line 1"]
    assert of("2026-03-14", "2026-03-15") == ["line 1", "line 0"]
    assert of("", "2026-03-13") == []


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"from_day": "soon"}, "from_day"),
        ({"until_day": "31/31"}, "until_day"),
        ({"from_day": "2026-03-15", "until_day": "2026-03-14"}, "until_day"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(
    log: Activity, manager: Session, answers: dict[str, str], field: str
) -> None:
    with pytest.raises(FormRefused) as refused:
        log.search(manager, answers)
    assert refused.value.field == field


def test_all_conditions_count_together(office: BoxOffice, log: Activity, manager: Session) -> None:
    sale = office.sell("A1")
    clerk, usher = office.people[Role.CLERK].username, office.people[Role.USHER].username
    today = to_local(datetime.now(UTC), manager.counter.cinema.time_zone).date().isoformat()
    asked = {"text": sale.reference, "kind": "SALES", "show": "A Film", "from_day": today, "until_day": today}
    assert len(log.search(manager, {**asked, "person": clerk}).lines) == 1
    assert log.search(manager, {**asked, "person": usher}).lines == ()
    assert log.search(manager, {**asked, "person": clerk, "kind": "TILL"}).lines == ()
