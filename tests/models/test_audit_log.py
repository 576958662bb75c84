"""The audit log: a chain per counter, written by the server, and the same when it is read again."""

from __future__ import annotations

import contextlib
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime

import pytest

from app.models import audit_log
from app.models.audit_log import BEFORE_THE_FIRST, AuditLine
from app.models.database import Database
from app.models.statements import Unit
from tests.box_office import BoxOffice, MakeBoxOffice

TEXTS = ("plain", "zoë", "आशा", "🎟 “quoted” 'it''s'", "a|b", "", "trailing ", "back\\slash", "x" * 50)

WAITING = "SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE '%a sale%'"


@pytest.fixture
def office(make_office: MakeBoxOffice) -> BoxOffice:
    """A cinema whose counters have written nothing yet: no till was opened."""
    return make_office(till=False)


def append(office: BoxOffice, subject: str, counter: int = 0, **detail: object) -> None:
    staff_id = office.session().staff.id
    office.database.transaction(
        lambda unit: audit_log.append(unit, office.counters[counter].id, staff_id, "SIGN_IN", subject, detail)
    )


def chain(office: BoxOffice, counter: int = 0) -> list[AuditLine]:
    return list(audit_log.chain_of(office.database, office.counters[counter].id))


def faults(lines: list[AuditLine]) -> list[int]:
    """The numbers of the lines whose hash is not made of them and of the line before."""
    pairs = zip([BEFORE_THE_FIRST, *lines], lines, strict=False)
    return [line.sequence_number for before, line in pairs if line.hash != line.expected_hash(before.hash)]


def test_a_line_tells_who_did_what_when_and_where(office: BoxOffice) -> None:
    append(office, "asha", method="CASH")
    (line,) = chain(office)
    assert (line.counter_id, line.sequence_number, line.staff_id) == (
        office.counters[0].id,
        1,
        office.session().staff.id,
    )
    assert (line.action, line.subject, line.detail) == ("SIGN_IN", "asha", '{"method": "CASH"}')
    assert abs((datetime.now(UTC) - line.happened_at).total_seconds()) < 60


def test_whoever_changes_an_account_while_its_person_sells_waits_and_both_are_written(office: BoxOffice) -> None:
    """Each waits for the other: the sale for the account it names, the change for the number that the sale was just given.
    MariaDB tells that deadlock with a number of its own.
    """
    clerk = office.session().staff

    def sell() -> None:
        rival = Database(office.connect)
        rival.transaction(lambda unit: audit_log.append(unit, office.counters[1].id, clerk.id, "PAYMENT", "a sale", {}))
        rival.close()

    def change(unit: Unit) -> None:
        unit.execute("UPDATE staff SET version = version + 1 WHERE id = %s", (clerk.id,))
        if not sales:
            sales.append(hand.submit(sell))
            # The server tells anew who waits only to those who have not asked for a tenth of a second.
            while not wait(sales, timeout=0.15).done and not office.value(WAITING):
                pass
        audit_log.append(unit, office.counters[0].id, clerk.id, "ACCOUNT_CHANGED", clerk.username, {})

    sales: list[Future[None]] = []
    with ThreadPoolExecutor(1) as hand:
        office.database.transaction(change)
        sales[0].result()
    assert [[line.action for line in chain(office, counter)] for counter in (0, 1)] == [
        ["ACCOUNT_CHANGED"],
        ["PAYMENT"],
    ]


def test_the_servers_hash_is_found_again_for_texts_of_every_kind(office: BoxOffice) -> None:
    for text in TEXTS:
        append(office, text, told=text)
    lines = chain(office)
    assert [line.subject for line in lines] == list(TEXTS)
    assert faults(lines) == []


def test_a_line_of_nobody_is_chained_like_any_other(office: BoxOffice) -> None:
    office.database.transaction(lambda unit: audit_log.append(unit, office.counters[0].id, None, "DEMO", "nobody", {}))
    append(office, "somebody")
    lines = chain(office)
    assert lines[0].staff_id is None
    assert faults(lines) == []


def test_a_line_whose_time_falls_on_a_whole_second_is_found_again(office: BoxOffice) -> None:
    """Its six decimals are noughts, and must be there."""
    office.owner.transaction(lambda unit: unit.execute("SET SESSION timestamp = 1795176000"))
    try:
        office.owner.transaction(lambda unit: audit_log.append(unit, office.counters[0].id, None, "X", "whole", {}))
    finally:
        office.owner.transaction(lambda unit: unit.execute("SET SESSION timestamp = DEFAULT"))
    (line,) = chain(office)
    assert line.happened_at.microsecond == 0
    assert faults([line]) == []


def test_each_counter_has_a_chain_of_its_own(office: BoxOffice) -> None:
    append(office, "first", counter=0)
    append(office, "second", counter=1)
    append(office, "third", counter=0)
    assert [line.sequence_number for line in chain(office, 0)] == [1, 2]
    assert [line.sequence_number for line in chain(office, 1)] == [1]
    assert {counter.id for counter in office.counters} <= set(audit_log.counters_with_lines(office.database))


def test_writers_of_one_counter_at_the_same_time_make_one_unbroken_chain(office: BoxOffice) -> None:
    def write(number: int) -> None:
        with contextlib.closing(Database(office.connect)) as database:
            for each in range(5):
                database.transaction(
                    lambda unit, each=each: audit_log.append(  # type: ignore[misc]  # bound now: the loop goes on
                        unit, office.counters[0].id, None, "SIGN_IN", f"writer {number}", {"line": each}
                    )
                )

    with ThreadPoolExecutor(2) as writers:
        list(writers.map(write, range(2)))
    lines = chain(office)
    assert [line.sequence_number for line in lines] == list(range(1, 11))
    assert faults(lines) == []


def test_a_line_stands_or_falls_with_its_unit(office: BoxOffice) -> None:
    def work(unit: Unit) -> None:
        audit_log.append(unit, office.counters[0].id, None, "SIGN_IN", "x", {})
        raise LookupError

    with pytest.raises(LookupError):
        office.database.transaction(work)
    assert chain(office) == []


def test_a_chain_longer_than_one_fetch_is_read_to_its_end(office: BoxOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_log, "_LINES_AT_A_TIME", 2)
    for number in range(5):
        append(office, f"line {number}")
    assert [line.sequence_number for line in chain(office)] == [1, 2, 3, 4, 5]


def test_a_change_to_anything_a_line_tells_changes_its_hash(office: BoxOffice) -> None:
    append(office, "asha")
    (line,) = chain(office)
    office.change("UPDATE audit_log SET detail = '{ }' WHERE counter_id = %s", line.counter_id)
    assert faults(chain(office)) == [1]
