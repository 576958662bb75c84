"""Receipts and tax invoices of real sales, read back from the paper."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from app.controllers.paper.receipts import Receipts
from app.controllers.start.sign_in import SignIn
from app.controllers.till.voiding import Voiding
from app.models import checks
from app.models.errors import NotFound
from app.models.paper import letterheads
from app.models.records import Payment, PaymentMethod, Role
from app.utils.codes import new_request_id
from app.utils.errors import FolderNotWritable, PrintingFailed
from app.utils.paper.letterhead import Letterhead
from app.utils.paper.logo_art import draw_logo
from app.utils.paper.paper_size import Paper
from app.utils.paper.printing import Printer
from app.utils.tax import TaxRate
from tests.box_office import PASSWORD, BoxOffice, MakeBoxOffice

QUIET = Printer(None, "save")
NO_PRINTER = Printer("no such queue anywhere", "print", time_limit_seconds=5)
GST = (TaxRate(0, 500), TaxRate(10_001, 1_800))


def receipts(office: BoxOffice, folder: Path, printer: Printer = QUIET, paper: Paper = Paper.A6) -> Receipts:
    return Receipts(office.database, printer, folder, paper)


def text_of(path: Path) -> str:
    told = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(told.split())


@pytest.fixture
def taxed(office: BoxOffice) -> BoxOffice:
    """A cinema with an address, a tax number, a logo, an invoice prefix and two rates."""
    cinema = office.counters[0].cinema
    head = Letterhead(cinema.name, "12 Laxmi Road, Pune", "GSTIN", "27AAAAA0000A1Z5", draw_logo("Regal Screen"))
    office.owner.transaction(lambda unit: letterheads.write_letterhead(unit, cinema.id, head, "RS"))
    office.owner.transaction(lambda unit: letterheads.write_tax_rates(unit, cinema.id, GST))
    return office


def test_a_receipt_says_what_was_sold_and_paid(taxed: BoxOffice, tmp_path: Path) -> None:
    basket = taxed.hold("C4", "C5", "A1")
    payment = taxed.cash(basket, 150_000)
    sale = taxed.paying().confirm(taxed.session(), new_request_id(), basket, [payment])
    printed = receipts(taxed, tmp_path).receipt(taxed.session(), sale.reference)
    assert (printed.title, printed.outcome, printed.path) == (
        "Receipt",
        "saved",
        tmp_path / f"{sale.reference}-receipt.pdf",
    )
    text = text_of(printed.path)
    for told in (
        taxed.counters[0].cinema.name,
        "12 Laxmi Road, Pune",
        "GSTIN 27AAAAA0000A1Z5",
        f"Booking {sale.reference}",
        "Served by Clerk, Counter 1",
        "A Film",
        "Hall 1",
        "2 × Adult · Premium ₹910",
        "C4, C5 · ₹455 each",
        "1 × Adult · Regular ₹350",
        "Total ₹1,260",
        "Cash ₹1,260",
        "Handed over ₹1,500",
        "Change ₹240",
        "18 % ₹1,067.80 ₹192.20 ₹1,260",
    ):
        assert told in text
    assert "Customer" not in text
    assert "Discount" not in text
    assert "COPY" not in text


def test_the_exact_sum_tells_of_no_change(taxed: BoxOffice, tmp_path: Path) -> None:
    text = text_of(receipts(taxed, tmp_path).receipt(taxed.session(), taxed.sell("C4").reference).path)
    assert "Cash ₹455" in text
    assert "Change" not in text


def test_a_card_payment_is_told_with_its_approval(taxed: BoxOffice, tmp_path: Path) -> None:
    basket = taxed.hold("C4")
    payment = Payment(PaymentMethod.CARD, basket.booking.total_minor, approval_code="A1B2C3")
    sale = taxed.paying().confirm(taxed.session(), new_request_id(), basket, [payment])
    text = text_of(receipts(taxed, tmp_path).receipt(taxed.session(), sale.reference).path)
    assert "Card, approval A1B2C3 ₹455" in text


def test_a_discount_stands_on_its_line_and_below_the_full_price(taxed: BoxOffice, tmp_path: Path) -> None:
    basket = taxed.hold("C4", "C5")
    taxed.change(
        "UPDATE booking_lines SET price_minor = 40950, discount_minor = 4550,"
        " price_explained = CONCAT(price_explained, %s) WHERE booking_id = %s",
        "; Group of 10 −10 %",
        basket.booking.id,
    )
    payment = Payment(PaymentMethod.CASH, 81_900, 81_900)
    sale = taxed.paying().confirm(taxed.session(), new_request_id(), basket, [payment])
    text = text_of(receipts(taxed, tmp_path).receipt(taxed.session(), sale.reference).path)
    for told in (
        "2 × Adult · Premium ₹910",
        "Group of 10 −10 % −₹91",
        "Full price ₹910",
        "Discount −₹91",
        "Total ₹819",
    ):
        assert told in text


def test_a_customer_who_gave_a_name_is_on_the_paper(taxed: BoxOffice, tmp_path: Path) -> None:
    sale = taxed.sell("C4")
    customer_id = taxed.owner.transaction(
        lambda unit: unit.insert("INSERT INTO customers (name, created_at) VALUES ('Meera Joshi', UTC_TIMESTAMP(6))")
    )
    taxed.change("UPDATE bookings SET customer_id = %s WHERE reference = %s", customer_id, sale.reference)
    assert "Customer Meera Joshi" in text_of(receipts(taxed, tmp_path).invoice(taxed.session(), sale.reference).path)


def test_a_cinema_that_has_told_nothing_has_papers_without_gaps(office: BoxOffice, tmp_path: Path) -> None:
    desk, sale = receipts(office, tmp_path), office.sell("C4")
    text = text_of(desk.receipt(office.session(), sale.reference).path)
    assert text.startswith(f"{office.counters[0].cinema.name} Receipt Sold")
    assert "Tax" not in text
    invoice = desk.invoice(office.session(), sale.reference)
    assert (invoice.title, invoice.invoice_number) == ("Invoice", "00001")


def test_invoices_are_numbered_from_one_without_a_gap(taxed: BoxOffice, tmp_path: Path) -> None:
    desk, sales = receipts(taxed, tmp_path), [taxed.sell(label) for label in ("C1", "C2", "C3")]
    printed = [desk.invoice(taxed.session(), sale.reference) for sale in (sales[1], sales[0], sales[2])]
    assert [each.invoice_number for each in printed] == ["RS-00001", "RS-00002", "RS-00003"]
    text = text_of(printed[0].path)
    assert "Tax invoice" in text
    assert "Number RS-00001" in text
    assert next(finding for finding in checks.prove(taxed.owner) if "invoices" in finding.rule).holds


def test_asking_again_gives_the_same_number_as_a_copy(taxed: BoxOffice, tmp_path: Path) -> None:
    desk, sale = receipts(taxed, tmp_path), taxed.sell("C4")
    first, again = (desk.invoice(taxed.session(), sale.reference) for _ in range(2))
    assert first.invoice_number == again.invoice_number == "RS-00001"
    assert "COPY" in text_of(again.path)
    assert taxed.value("SELECT COUNT(*) FROM audit_log WHERE action = 'INVOICE' AND subject = %s", sale.reference) == 1


def test_another_cinemas_invoices_have_their_own_numbers(
    taxed: BoxOffice, make_office: MakeBoxOffice, tmp_path: Path
) -> None:
    other = make_office()
    receipts(other, tmp_path).invoice(other.session(), other.sell("C4").reference)
    printed = receipts(taxed, tmp_path).invoice(taxed.session(), taxed.sell("C4").reference)
    assert printed.invoice_number == "RS-00001"


def test_an_invoice_that_could_not_be_printed_keeps_its_number(taxed: BoxOffice, tmp_path: Path) -> None:
    sale = taxed.sell("C4")
    with pytest.raises(PrintingFailed) as told:
        receipts(taxed, tmp_path, NO_PRINTER).invoice(taxed.session(), sale.reference)
    assert told.value.sentence.startswith("The tax invoice was not printed: ")
    assert told.value.sentence.endswith("The sale stands; print the tax invoice again.")
    assert receipts(taxed, tmp_path).invoice(taxed.session(), sale.reference).invoice_number == "RS-00001"


def test_a_receipt_takes_no_number(taxed: BoxOffice, tmp_path: Path) -> None:
    receipts(taxed, tmp_path).receipt(taxed.session(), taxed.sell("C4").reference)
    cinema_id = taxed.counters[0].cinema.id
    assert taxed.value("SELECT COUNT(*) FROM invoices WHERE cinema_id = %s", cinema_id) == 0


def test_without_a_reference_it_is_this_counters_last_sale(taxed: BoxOffice, tmp_path: Path) -> None:
    mine = taxed.sell("C4")
    taxed.sell("C5", counter=1)
    desk = receipts(taxed, tmp_path)
    assert desk.receipt(taxed.session()).reference == mine.reference
    assert desk.invoice(taxed.session()).reference == mine.reference


def test_a_counter_that_sold_nothing_has_nothing_to_print(taxed: BoxOffice, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Nothing was sold"):
        receipts(taxed, tmp_path).receipt(taxed.session())


def test_what_was_not_paid_has_no_receipt(taxed: BoxOffice, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="was not sold"):
        receipts(taxed, tmp_path).receipt(taxed.session(), taxed.hold("C4").booking.reference)


def test_another_cinemas_sale_has_no_receipt_here(taxed: BoxOffice, make_office: MakeBoxOffice, tmp_path: Path) -> None:
    other = make_office()
    with pytest.raises(NotFound, match="in this cinema"):
        receipts(taxed, tmp_path).receipt(taxed.session(), other.sell("C4").reference)


def test_a_sale_that_was_undone_has_no_receipt_and_no_invoice(taxed: BoxOffice, tmp_path: Path) -> None:
    sale = taxed.sell("C4")
    manager = taxed.people[Role.MANAGER].username
    voiding = Voiding(taxed.database, SignIn(taxed.database))
    voiding.void(taxed.session(), new_request_id(), sale.reference, "Wrong film", manager, PASSWORD)
    desk = receipts(taxed, tmp_path)
    for work in (desk.receipt, desk.invoice):
        with pytest.raises(NotFound, match="was cancelled"):
            work(taxed.session(), sale.reference)
    assert taxed.value("SELECT COUNT(*) FROM invoices WHERE cinema_id = %s", taxed.counters[0].cinema.id) == 0


def test_a_folder_that_cannot_be_written_to_is_told(taxed: BoxOffice, tmp_path: Path) -> None:
    sale = taxed.sell("C4")
    (tmp_path / "tickets").write_text("a file where the folder should be")
    with pytest.raises(FolderNotWritable):
        receipts(taxed, tmp_path / "tickets").receipt(taxed.session(), sale.reference)


def test_a_broken_logo_in_the_books_stops_no_receipt(taxed: BoxOffice, tmp_path: Path) -> None:
    taxed.change("UPDATE cinemas SET logo = 'no picture' WHERE id = %s", taxed.counters[0].cinema.id)
    sale = taxed.sell("C4")
    assert sale.reference in text_of(receipts(taxed, tmp_path).receipt(taxed.session(), sale.reference).path)


@pytest.mark.parametrize("paper", Paper)
def test_every_paper_says_the_same(taxed: BoxOffice, tmp_path: Path, paper: Paper) -> None:
    sale = taxed.sell("C4", "A1")
    text = text_of(receipts(taxed, tmp_path, paper=paper).invoice(taxed.session(Role.MANAGER), sale.reference).path)
    for told in (
        "Tax invoice",
        "RS-00001",
        sale.reference,
        "1 × Adult · Premium ₹455",
        "Total ₹805",
        "Cash ₹805",
        "18 %",
    ):
        assert told in text
