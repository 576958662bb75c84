"""What receipts, invoices and tickets say of a sale of which seats were given back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from app.controllers.paper.receipts import Receipts
from app.controllers.sell.ticketing import Ticketing
from app.models.errors import NotFound
from app.utils.paper.paper_size import Paper
from app.utils.paper.printing import Printer
from tests.controllers.after.conftest import HOURS, Till, counter, till

__all__ = ["counter", "till"]
QUIET = Printer(None, "save")


def text_of(path: Path) -> str:
    told = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(told.split())


def receipts(till: Till, folder: Path) -> Receipts:
    return Receipts(till.at.office.database, QUIET, folder, Paper.A6)


def half_of(till: Till, *labels: str) -> str:
    """A1, A2 and A3 sold, and these given back for half."""
    reference = till.at.office.sell("A1", "A2", "A3").reference
    till.begins_in(HOURS["half"])
    till.refund(till.quote(reference, *labels))
    return reference


def test_a_receipt_tells_what_was_kept_and_its_sums_agree(till: Till, tmp_path: Path) -> None:
    reference = half_of(till, "A2", "A3")
    text = text_of(receipts(till, tmp_path).receipt(till.at.office.session(), reference).path)
    for told in (
        "1 × Adult · Regular ₹350 A1",
        "2 × Given back, 50 % kept ₹350 A2, A3 · ₹175 each",
        "Total ₹700",
        "Cash ₹1,050",
        "Paid back, Cash −₹350",
    ):
        assert told in text, (told, text)


def test_what_came_back_whole_is_not_on_the_receipt(till: Till, tmp_path: Path) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    till.refund(till.quote(reference, "A2"))
    text = text_of(receipts(till, tmp_path).receipt(till.at.office.session(), reference).path)
    assert ("Total ₹350" in text, "A2" in text, "Paid back, Cash −₹350" in text) == (True, False, True)


def test_a_sale_of_which_nothing_but_fees_is_left_has_a_receipt_of_them(till: Till, tmp_path: Path) -> None:
    reference = half_of(till)
    text = text_of(receipts(till, tmp_path).receipt(till.at.office.session(), reference).path)
    assert "3 × Given back, 50 % kept ₹525" in text
    other = till.at.office.sell("B1").reference
    till.begins_in(HOURS["all"])
    till.refund(till.quote(other))
    with pytest.raises(NotFound, match="was cancelled"):
        receipts(till, tmp_path).receipt(till.at.office.session(), other)


def test_money_that_is_still_due_is_told(till: Till, tmp_path: Path) -> None:
    basket, _ = till.sell_four_ways()
    till.at.practice.behave("lose", "lose", "lose", on="refund")
    till.begins_in(HOURS["half"])
    till.refund(till.quote(basket.booking.reference).at(90), override=till.word())
    text = text_of(receipts(till, tmp_path).receipt(till.at.office.session(), basket.booking.reference).path)
    assert "Paid back, Debit card" in text
    assert "on its way −₹150" in text


def test_an_invoice_stays_what_it_was_and_tells_what_was_given_back_since(till: Till, tmp_path: Path) -> None:
    office = till.at.office
    reference = office.sell("A1", "A2").reference
    first = text_of(receipts(till, tmp_path).invoice(office.session(), reference).path)
    till.begins_in(HOURS["half"])
    till.refund(till.quote(reference, "A2"))
    copy = text_of(receipts(till, tmp_path).invoice(office.session(), reference).path)
    for text in (first, copy):
        assert "2 × Adult · Regular ₹700" in text
        assert "Total ₹700" in text
    assert "A2 was given back on" not in first
    assert "A2 was given back on" in copy
    assert "₹175 of it." in copy


def test_seats_given_back_are_not_printed_any_more(till: Till, tmp_path: Path) -> None:
    office = till.at.office
    ticketing = Ticketing(office.database, QUIET, tmp_path)
    reference = office.sell("A1", "A2").reference
    ticketing.print_sale(office.session(), reference)
    till.refund(till.quote(reference, "A2"))
    again = ticketing.reprint(office.session(), reference)
    text = text_of(again.path)
    assert (again.duplicate_number, "DUPLICATE" in text, text.count(reference)) == (1, True, 1)
    till.refund(till.quote(reference))
    with pytest.raises(NotFound):
        ticketing.reprint(office.session(), reference)
