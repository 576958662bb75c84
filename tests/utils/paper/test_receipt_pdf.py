"""Receipts and invoices are judged by what comes out: read back with poppler from all three papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.utils.paper.letterhead import Letterhead
from app.utils.paper.logo_art import draw_logo
from app.utils.paper.paper_size import Paper
from app.utils.paper.receipt_face import ReceiptFace, ReceiptLine, ReceiptPayment
from app.utils.paper.receipt_pdf import receipt_pdf, write_receipt
from app.utils.tax import TaxRate, tax_shares
from tests.utils.paper.ticket_reading import collisions, output_of, page_sizes_mm, words_of

GST = (TaxRate(0, 500), TaxRate(10_001, 1_800))
ZONE = ZoneInfo("Asia/Kolkata")
RECEIPT = ReceiptFace(
    cinema=Letterhead(
        "Regal Screen", "12 Laxmi Road, Pune 411030", "GSTIN", "27AAAAA0000A1Z5", draw_logo("Regal Screen")
    ),
    reference="FYR-7K2P9M",
    sold_at_local=datetime(2026, 11, 20, 19, 31, tzinfo=ZONE),
    counter_name="Counter 2",
    clerk_name="Asha Rao",
    customer_name="Meera Joshi",
    movie_title="Mission: Impossible – Dead Reckoning Part One",
    hall_name="Hall 2",
    starts_at_local=datetime(2026, 11, 20, 19, 50, tzinfo=ZONE),
    lines=(
        ReceiptLine("Adult · Premium", ("F7", "F8"), 45_500, 4_550, "Group of 10 −10 %"),
        ReceiptLine("Child · Regular", ("A1",), 9_900, 0, ""),
    ),
    taxes=tax_shares([40_950, 40_950, 9_900], GST),
    payments=(
        ReceiptPayment("Gift voucher", 50_000),
        ReceiptPayment("Cash", 41_800, 100_000),
    ),
    currency="INR",
    locale="en_IN",
)
INVOICE = replace(
    RECEIPT, invoice_number="RS-00012", issued_at_local=datetime(2026, 11, 21, 10, 2, tzinfo=ZONE), is_copy=True
)
BARE = replace(
    RECEIPT,
    cinema=Letterhead("Kino"),
    customer_name="",
    lines=RECEIPT.lines[1:],
    taxes=(),
    payments=(ReceiptPayment("Card", 9_900, note="approval 123456"),),
)
FULLEST = replace(
    INVOICE,
    cinema=replace(
        RECEIPT.cinema, name="The Very Old and Famous Regal Picture Palace " * 2, address="12 Laxmi Road, Pune " * 15
    ),
    clerk_name="A clerk with a name that is so long that it takes more than one line of everything there is",
    customer_name="W" * 100,
    movie_title="दिलवाले दुल्हनिया " * 16,
    lines=tuple(
        ReceiptLine(
            f"Senior citizen with a companion and a season ticket {number} · Premium",
            tuple(f"BALC{place}" for place in range(1, 21)),
            123_456_789_050,
            number,
            "A discount that needs many words to be explained −10 %",
        )
        for number in range(14)
    ),
    payments=tuple(ReceiptPayment("Net banking", 123_456_789_050, note="reference " + "X" * 64) for _ in range(5)),
)
EVERY = pytest.mark.parametrize("paper", Paper)


def written(folder: Path, face: ReceiptFace, paper: Paper) -> Path:
    path = folder / "receipt.pdf"
    write_receipt(path, face, paper)
    return path


def text_of(path: Path) -> str:
    return " ".join(output_of("pdftotext", "-layout", path, "-").split())


@EVERY
def test_it_says_everything(tmp_path: Path, paper: Paper) -> None:
    text = text_of(written(tmp_path, RECEIPT, paper))
    for said in (
        "Regal Screen",
        "12 Laxmi Road, Pune 411030",
        "GSTIN 27AAAAA0000A1Z5",
        "Receipt",
        "Sold Fri, 20 Nov, 2026, 7:31 pm",
        "Booking FYR-7K2P9M",
        "Served by Asha Rao, Counter 2",
        "Customer Meera Joshi",
        "Fri, 20 Nov, 2026, 7:50 pm · Hall 2",
        "2 × Adult · Premium ₹910",
        "F7, F8 · ₹455 each",
        "Group of 10 −10 % −₹91",
        "1 × Child · Regular ₹99",
        "Full price ₹1,009",
        "Discount −₹91",
        "Total ₹918",
        "Gift voucher ₹500",
        "Cash ₹418",
        "Handed over ₹1,000",
        "Change ₹582",
        "Tax included Net Tax Gross",
        "5% ₹94.29 ₹4.71 ₹99",
        "18 % ₹694.07 ₹124.93 ₹819",
        "Together ₹788.36 ₹129.64 ₹918",
    ):
        assert said in text
    assert "COPY" not in text
    assert "Number" not in text


@EVERY
def test_an_invoice_tells_its_number_its_day_and_that_it_is_a_copy(tmp_path: Path, paper: Paper) -> None:
    words = written(tmp_path, INVOICE, paper)
    text = text_of(words)
    for said in ("Tax invoice", "COPY", "RS-00012", "Sat, 21 Nov, 2026, 10:02 am", "Fri, 20 Nov, 2026, 7:31 pm"):
        assert said in text
    assert "Title:           Tax invoice RS-00012" in output_of("pdfinfo", words)


def test_an_invoice_of_the_same_minute_tells_the_time_once(tmp_path: Path) -> None:
    text = text_of(written(tmp_path, replace(INVOICE, issued_at_local=INVOICE.sold_at_local), Paper.A6))
    assert text.count("7:31 pm") == 1


@EVERY
def test_what_is_not_known_leaves_no_empty_line(tmp_path: Path, paper: Paper) -> None:
    text = text_of(written(tmp_path, BARE, paper))
    for absent in ("GSTIN", "Customer", "Discount", "Full price", "Tax", "Change", "each", "Together"):
        assert absent not in text
    assert "Card, approval 123456 ₹99" in text


@EVERY
def test_money_that_went_back_is_told(tmp_path: Path, paper: Paper) -> None:
    back = ReceiptPayment("Cash", 9_900, went_back=True)
    text = text_of(written(tmp_path, replace(BARE, payments=(*BARE.payments, back)), paper))
    assert "Paid back, Cash −₹99" in text


@EVERY
@pytest.mark.parametrize("face", [RECEIPT, INVOICE, BARE, FULLEST], ids=["receipt", "invoice", "bare", "fullest"])
def test_words_stay_within_the_margins_and_apart(tmp_path: Path, paper: Paper, face: ReceiptFace) -> None:
    path = written(tmp_path, face, paper)
    for page, (width, height) in enumerate(page_sizes_mm(path), start=1):
        words = words_of(path, page)
        assert words
        assert [word for word in words if word.left < 11.3 or word.right > width * 72 / 25.4 - 11.3] == []
        assert [word for word in words if word.top < 4 or word.foot > height * 72 / 25.4 - 4] == []
        assert collisions(words) == []


def test_a_usual_receipt_is_one_page(tmp_path: Path) -> None:
    assert page_sizes_mm(written(tmp_path, INVOICE, Paper.A6)) == [(105.0, 148.0)]
    assert page_sizes_mm(written(tmp_path, INVOICE, Paper.A4)) == [(210.0, 297.0)]


@pytest.mark.parametrize("paper", [Paper.A6, Paper.A4])
def test_a_long_one_goes_on_overleaf_with_numbered_pages(tmp_path: Path, paper: Paper) -> None:
    path = written(tmp_path, FULLEST, paper)
    pages = len(page_sizes_mm(path))
    assert pages > 1
    text = text_of(path)
    for number in range(1, pages + 1):
        assert f"Tax invoice RS-00012, page {number} of {pages}" in text
    assert text.count("× Senior citizen") == 14


def test_a_roll_is_one_length_however_much_stands_on_it(tmp_path: Path) -> None:
    ((width, long),) = page_sizes_mm(written(tmp_path, FULLEST, Paper.ROLL80))
    ((_, short),) = page_sizes_mm(written(tmp_path, BARE, Paper.ROLL80))
    assert width == 80.0
    assert short < 90
    assert long > 400


@EVERY
def test_all_type_is_embedded(tmp_path: Path, paper: Paper) -> None:
    rows = output_of("pdffonts", written(tmp_path, RECEIPT, paper)).splitlines()[2:]
    assert rows
    assert all("Roboto" in row and " yes yes yes " in row for row in rows)


@EVERY
def test_the_same_receipt_gives_the_same_bytes(paper: Paper) -> None:
    assert receipt_pdf(FULLEST, paper) == receipt_pdf(FULLEST, paper)


@EVERY
def test_the_logo_is_on_it(tmp_path: Path, paper: Paper) -> None:
    assert len(output_of("pdfimages", "-list", written(tmp_path, RECEIPT, paper)).splitlines()) == 3


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=300), title=st.text(min_size=1, max_size=300), paper=st.sampled_from(Paper))
def test_whatever_is_typed_anywhere_stays_on_the_paper(tmp_path: Path, name: str, title: str, paper: Paper) -> None:
    face = replace(RECEIPT, movie_title=title, customer_name=name, cinema=Letterhead(title, name, "VAT", name))
    path = written(tmp_path, face, paper)
    for page, (width, _) in enumerate(page_sizes_mm(path), start=1):
        off = [word for word in words_of(path, page) if word.left < 11.3 or word.right > width * 72 / 25.4 - 11.3]
        assert off == []
