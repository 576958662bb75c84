"""The audit log for people, page by page and live: every line comes once, and none is missed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from app.controllers.permissions import Session
from app.controllers.team.activity import LINES_AT_A_TIME, Activity, ActivityPage
from app.models import audit_log
from app.models.database import Database
from app.models.records import Role
from app.models.statements import Unit
from app.utils.progress import Cancelled, Progress
from tests.audit_lines import take_lines_away, write_line, write_lines
from tests.box_office import BoxOffice
from tests.controllers.team.people import subjects


@pytest.fixture
def log(office: BoxOffice) -> Iterator[Activity]:
    yield Activity(office.database)
    take_lines_away(office)


# Page by page


def pages(log: Activity, manager: Session, answers: dict[str, str]) -> Iterator[ActivityPage]:
    page = log.search(manager, answers)
    yield page
    while page.older is not None:
        page = log.older(manager, page)
        yield page


def test_page_by_page_every_line_comes_once_in_its_order(office: BoxOffice, log: Activity, manager: Session) -> None:
    """Four lines share each moment, so that pages end in the middle of one."""
    count = 2 * LINES_AT_A_TIME + 7
    for _ in range(1):
        write_lines(office, count, datetime(2026, 1, 1, tzinfo=UTC), seconds_apart=0)
    read = [subject for page in pages(log, manager, {"text": "line "}) for subject in subjects(page)]
    assert read == [f"line {number}" for number in reversed(range(count))]


def test_the_last_page_says_that_it_is_the_last(office: BoxOffice, log: Activity, manager: Session) -> None:
    last = list(pages(log, manager, {}))[-1]
    assert last.older is None
    assert log.older(manager, last).lines == ()


def test_looking_far_back_tells_how_far_it_is_and_ends_when_it_is_not_wanted(
    office: BoxOffice, log: Activity, manager: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.controllers.team.activity._LOOKED_THROUGH_AT_A_TIME", 10)
    write_lines(office, 35, datetime.now(UTC) + timedelta(days=1))
    progress, told = Progress(), []
    monkeypatch.setattr(progress, "report", lambda done, total: told.append((done, total)))
    assert log.search(manager, {"text": "nowhere"}, progress).lines == ()
    assert len(told) >= 4
    assert all(done <= total for done, total in told)
    unwanted = Progress()
    unwanted.cancel()
    with pytest.raises(Cancelled):
        log.search(manager, {"text": "nowhere"}, unwanted)


def test_in_small_steps_nothing_is_missed_and_nothing_told_twice(
    office: BoxOffice, log: Activity, manager: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.controllers.team.activity._LOOKED_THROUGH_AT_A_TIME", 3)
    write_lines(office, 40, datetime(2026, 1, 1, tzinfo=UTC), seconds_apart=0)
    for asked in ({"text": "line "}, {"text": "line ", "person": office.people[Role.CLERK].username}):
        assert subjects(log.search(manager, asked)) == [f"line {number}" for number in reversed(range(40))]


# Live


def test_what_is_done_after_a_search_is_new(office: BoxOffice, log: Activity, manager: Session) -> None:
    page = log.search(manager, {"kind": "SALES"})
    sale = office.sell("A1")
    write_line(office, "till 1", "CASH_IN")
    newer = log.newer(manager, page)
    assert subjects(newer) == [sale.reference]
    assert newer is not None
    write_line(office, "FYR-AFTERW")
    assert "FYR-AFTERW" in subjects(log.newer(manager, newer))


def test_a_line_that_was_written_before_and_committed_after_another_one_is_not_missed(
    office: BoxOffice, log: Activity, manager: Session
) -> None:
    """Tailing by the largest id seen would never show it."""
    with closing(Database(office.connect)) as slow:
        told: list[list[str]] = []

        def work(unit: Unit) -> None:
            clerk = office.people[Role.CLERK].id
            audit_log.append(unit, office.counters[1].id, clerk, "REPRINT", "FYR-SLOWER", {})
            unit.flush()
            write_line(office, "FYR-FASTER")
            page = log.search(manager, {})
            told.append(subjects(page))
            pages_seen.append(page)

        pages_seen: list[ActivityPage] = []
        slow.transaction(work)
    assert "FYR-FASTER" in told[0]
    assert "FYR-SLOWER" not in told[0]
    newer = log.newer(manager, pages_seen[0])
    assert "FYR-SLOWER" in subjects(newer)


def test_a_search_for_what_is_not_there_yet_finds_it_when_it_comes(
    office: BoxOffice, log: Activity, manager: Session
) -> None:
    page = log.search(manager, {"text": "FYR-NTYETT"})
    assert page.lines == ()
    write_line(office, "FYR-NTYETT")
    assert subjects(log.newer(manager, page)) == ["FYR-NTYETT"]


def test_after_a_flood_of_lines_it_is_searched_anew(office: BoxOffice, log: Activity, manager: Session) -> None:
    page = log.search(manager, {})
    write_lines(office, LINES_AT_A_TIME + 1, datetime.now(UTC) + timedelta(seconds=1), seconds_apart=0.001)
    assert log.newer(manager, page) is None


def test_a_day_that_is_over_gets_no_new_lines(office: BoxOffice, log: Activity, manager: Session) -> None:
    page = log.search(manager, {"until_day": "2026-01-01"})
    write_line(office, "FYR-TDAYYY")
    assert subjects(log.newer(manager, page)) == []
