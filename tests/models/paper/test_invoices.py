"""Invoice numbers as they are stored and shown; and the proof sees one that is missing or was never told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.controllers.paper.receipts import Receipts
from app.models.paper.invoices import shown_number
from app.models.server.private_server import PrivateServer
from app.utils.paper.paper_size import Paper
from app.utils.paper.printing import Printer
from tests.models.checks_support import LivedIn, lived_in, sql

RULE = 9


@pytest.fixture(scope="module")
def evening(server: PrivateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivedIn]:
    """Three sales with invoices 1, 2 and 3, and one without."""
    folder: Path = tmp_path_factory.mktemp("invoices")
    with lived_in(server) as made:
        office = made.office
        receipts = Receipts(office.database, Printer(None, "save"), folder, Paper.A6)
        for label in ("E1", "E2", "E3"):
            receipts.invoice(office.session(), office.sell(label).reference)
        yield made


def test_invoices_without_a_gap_are_sound(evening: LivedIn) -> None:
    assert evening.findings_after() == {}


@pytest.mark.parametrize("number", [1, 2])
def test_a_number_that_is_missing_is_found(evening: LivedIn, number: int) -> None:
    broken = evening.findings_after(sql("DELETE FROM invoices WHERE number = %s", number))
    assert broken == {RULE: (f"cinema {evening.office.counters[0].cinema.id} has 2 invoices and the highest number 3",)}


def test_an_invoice_that_nobody_wrote_down_is_found(evening: LivedIn) -> None:
    office = evening.office
    cinema_id, staff_id = office.counters[0].cinema.id, office.session().staff.id
    added = sql(
        "INSERT INTO invoices (booking_id, cinema_id, number, issued_by, issued_at)"
        " VALUES (%s, %s, 4, %s, UTC_TIMESTAMP(6))",
        evening.sold_id,
        cinema_id,
        staff_id,
    )
    broken = evening.findings_after(added)
    assert list(broken) == [RULE]
    assert broken[RULE][0].startswith(f"{evening.sold_reference} has an invoice that the audit log does not tell of")


def test_an_invoice_of_another_cinema_is_found(evening: LivedIn) -> None:
    other_id = evening.other.counters[0].cinema.id
    moved = sql("UPDATE invoices SET cinema_id = %s, number = 1 WHERE number = 3", other_id)
    assert list(evening.findings_after(moved)) == [RULE]


@pytest.mark.parametrize(
    ("prefix", "number", "shown"),
    [
        ("RS", 1, "RS-00001"),
        ("", 12, "00012"),
        ("RS", 123_456, "RS-123456"),
        ("PUNE202627", 99_999, "PUNE202627-99999"),
    ],
)
def test_a_number_is_shown_with_its_prefix(prefix: str, number: int, shown: str) -> None:
    assert shown_number(prefix, number) == shown
    assert len(shown) <= 16
