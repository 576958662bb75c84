"""The audit log is searched through its indices: what is read is about what is shown, however much lies around it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.models.records import Role
from app.models.team import activity
from app.models.team.activity import THE_END, Mark, Wanted
from tests.audit_lines import take_lines_away, write_lines
from tests.box_office import BoxOffice, MakeBoxOffice

COUNT, PAGE = 4000, 50
BEGUN = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture
def full(make_office: MakeBoxOffice) -> Iterator[BoxOffice]:
    """Four thousand lines a second apart, every tenth of them the manager's."""
    office = make_office()
    write_lines(office, COUNT, BEGUN, role_of=lambda number: Role.CLERK if number % 10 else Role.MANAGER)
    yield office
    take_lines_away(office)


def rows_read(office: BoxOffice, wanted: Wanted, before: Mark = THE_END) -> tuple[int, int]:
    """(lines found, rows that the server has read for them)."""
    read = "SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler_read%%'"
    before_count = sum(int(row[1]) for row in office.database.rows(read))
    found = activity.lines(office.database, wanted, PAGE, before)
    return len(found), sum(int(row[1]) for row in office.database.rows(read)) - before_count


def by_number(office: BoxOffice, number: int) -> Mark:
    found = office.value("SELECT id FROM audit_log WHERE subject = %s", f"line {number}")
    return Mark(BEGUN + timedelta(seconds=number), int(str(found)))


@pytest.mark.parametrize("what", ["all", "person", "day", "deep"])
def test_a_page_reads_about_what_it_shows(full: BoxOffice, what: str) -> None:
    ours = (full.counters[0].id,)
    wanted, before = Wanted(ours), THE_END
    if what == "person":
        wanted = Wanted(ours, staff_id=full.people[Role.MANAGER].id)
    elif what == "day":
        wanted = Wanted(ours, from_at=BEGUN, until_at=BEGUN + timedelta(seconds=500))
    elif what == "deep":
        before = by_number(full, 700)
    found, read = rows_read(full, wanted, before)
    assert found == PAGE
    assert read < 5 * PAGE


def test_a_booking_is_found_by_its_key(full: BoxOffice) -> None:
    found, read = rows_read(full, Wanted((full.counters[0].id,), subject="line 77"))
    assert found == 1
    assert read < 10


def test_a_shows_lines_are_found_by_its_bookings_and_not_by_reading_all(full: BoxOffice) -> None:
    references = {full.sell(label, counter=1).reference for label in ("A1", "A2", "A3")}
    wanted = Wanted(tuple(counter.id for counter in full.counters), show_ids=(full.show_id,))
    assert {line.subject for line in activity.lines(full.database, wanted, PAGE)} == references
    _, read = rows_read(full, wanted)
    assert read < 100


def test_so_far_back_leads_page_by_page_to_the_beginning(full: BoxOffice) -> None:
    wanted, place = Wanted((full.counters[0].id,), from_at=BEGUN), THE_END
    steps = 0
    while (next_place := activity.so_far_back(full.database, wanted, 1000, place)) is not None:
        assert next_place < place
        place, steps = next_place, steps + 1
    assert steps == COUNT // 1000 - 1 + (COUNT % 1000 > 0)


def test_what_like_takes_for_its_own_signs_is_looked_for_as_it_is(full: BoxOffice) -> None:
    ours = (full.counters[0].id,)
    for text, count in (("line 12%4", 0), ("line_1234", 0), ("LINE 1234", 1), ("\\", 0)):
        assert len(activity.lines(full.database, Wanted(ours, text=text), PAGE)) == count
