"""X and Z reports, read back from their PDF as a person would read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.utils.paper.till_report_pdf import (
    ReportMethod,
    ReportMovement,
    TillReport,
    till_report_pdf,
    write_till_report,
)
from tests.utils.paper.ticket_reading import output_of, words_of

OPENED = datetime(2026, 11, 20, 14, 5, tzinfo=ZoneInfo("Asia/Kolkata"))
Z = TillReport(
    cinema_name="Regal Screen",
    counter_name="Counter 2",
    currency="INR",
    locale="en_IN",
    z_number=17,
    clerk_name="Asha Rao",
    opened_by="Asha Rao",
    opened_at_local=OPENED,
    closed_by="Meera Iyer",
    printed_at_local=OPENED + timedelta(hours=9),
    float_minor=100000,
    methods=(ReportMethod("Cash", 205550, 4, 70000, 1), ReportMethod("Card", 91000, 2, 0, 0)),
    movements=(
        ReportMovement(OPENED + timedelta(hours=1), "Cash in", 20000, "change from the bank", "Asha Rao"),
        ReportMovement(OPENED + timedelta(hours=2), "Cash out", -50000, "to the safe", "Meera Iyer"),
        ReportMovement(OPENED + timedelta(hours=3), "No sale", 0, "changed a note", "Asha Rao"),
    ),
    expected_minor=205550,
    counted_minor=203550,
    sales=5,
    voids=1,
    audit_number=412,
    audit_hash="0123456789abcdef" * 4,
)
X = replace(Z, z_number=None, counted_minor=None)


def text_of(folder: Path, report: TillReport, *, roll: bool) -> str:
    path = folder / "report.pdf"
    write_till_report(path, report, roll=roll)
    return " ".join(output_of("pdftotext", "-layout", path, "-").split())


def size_of(folder: Path) -> tuple[float, float]:
    line = next(line for line in output_of("pdfinfo", folder / "report.pdf").splitlines() if "Page size" in line)
    _, _, width, _, height, *_ = line.split()
    return float(width), float(height)


@pytest.mark.parametrize("roll", [False, True])
def test_a_z_report_tells_everything_that_went_through_the_drawer(tmp_path: Path, *, roll: bool) -> None:
    text = text_of(tmp_path, Z, roll=roll)
    for said in (
        "Z report 17",
        "Regal Screen · Counter 2",
        "Float ₹1,000",
        "Sales Cash (4) ₹2,055.50 Card (2) ₹910",
        "Refunds Cash (1) −₹700",
        "Cash in ₹200 change from the bank · Asha Rao",
        "Cash out −₹500 to the safe · Meera Iyer",
        "No sale changed a note",
        "Cash expected ₹2,055.50",
        "Cash counted ₹2,035.50",
        "Missing −₹20",
        "Sales made 5",
        "Sales undone 1",
        "Audit line 412",
        "0123456789abcdef0123456789abcdef 0123456789abcdef0123456789abcdef",
        "Signature Meera Iyer",
    ):
        assert said in text, said


def test_a_roll_is_80_mm_wide_and_as_long_as_what_stands_on_it(tmp_path: Path) -> None:
    text_of(tmp_path, Z, roll=True)
    width, height = size_of(tmp_path)
    assert width == pytest.approx(226.77, abs=0.1)
    text_of(tmp_path, replace(Z, movements=()), roll=True)
    assert size_of(tmp_path)[1] < height


def test_a4_is_a4_however_much_there_is_to_tell(tmp_path: Path) -> None:
    many = replace(Z, movements=Z.movements * 40)
    text = text_of(tmp_path, many, roll=False)
    assert [round(side) for side in size_of(tmp_path)] == [595, 842]
    assert text.count("to the safe") == 40
    assert "1/" in text
    assert "Signature" in text


@pytest.mark.parametrize("roll", [False, True])
def test_nothing_is_set_outside_the_paper(tmp_path: Path, *, roll: bool) -> None:
    long_one = replace(
        Z,
        cinema_name="The Very Old and Famous Regal Picture Palace and Electric Theatre " * 2,
        closed_by="Venkatanarasimharajuvaripeta Thiruvananthapuram Chakravarthy",
        float_minor=10**14,
        movements=(replace(Z.movements[0], reason="W" * 200),),
    )
    text_of(tmp_path, long_one, roll=roll)
    width, _ = size_of(tmp_path)
    words = words_of(tmp_path / "report.pdf")
    assert words
    assert [word for word in words if word.left < 0 or word.right > width or word.top < 0] == []


def test_an_x_report_has_no_count(tmp_path: Path) -> None:
    text = text_of(tmp_path, X, roll=True)
    assert "X report" in text
    assert "Cash expected ₹2,055.50" in text
    assert "counted" not in text


def test_an_x_report_for_who_still_has_to_count_gives_nothing_away(tmp_path: Path) -> None:
    text = text_of(tmp_path, replace(X, expected_minor=None), roll=True)
    assert "Cash (4) counted first" in text
    assert "Cash expected told after the count" in text
    assert "2,055.50" not in text
    assert "Card (2) ₹910" in text


def test_the_same_report_gives_the_same_bytes() -> None:
    assert till_report_pdf(Z, roll=True) == till_report_pdf(Z, roll=True)


def test_words_of_another_script_are_printed_in_letters_the_type_has(tmp_path: Path) -> None:
    text = text_of(tmp_path, replace(Z, cinema_name="राज टॉकीज़", locale="hi_IN"), roll=True)
    assert "raj" in text.lower()
    assert "?" not in text
