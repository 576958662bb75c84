"""A report's PDF, read back with poppler."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.utils.paper.letterhead import Letterhead
from app.utils.paper.report_pdf import report_pdf
from app.utils.paper.report_sheet import ReportSheet
from tests.utils.paper.sheets import sheet
from tests.utils.paper.ticket_reading import collisions, output_of, words_of

LETTERHEAD = Letterhead("Regal Screen", "1 High Street, Pune", "GSTIN", "27AAAAA0000A1Z5")


def text_of(folder: Path, of: ReportSheet, *, layout: bool = True) -> str:
    path = folder / "report.pdf"
    path.write_bytes(report_pdf(of, LETTERHEAD))
    return output_of("pdftotext", *(["-layout"] if layout else []), path, "-")


def test_everything_that_is_on_the_screen_is_on_the_paper(tmp_path: Path) -> None:
    text = " ".join(text_of(tmp_path, sheet()).split())
    for said in (
        "Regal Screen", "1 High Street, Pune", "GSTIN 27AAAAA0000A1Z5", "Sales by film", "Fri, 20 Nov 2026",
        "Film Day Tickets Sales Share", "Sholay Fri, 20 Nov 1,204 ₹4,21,400.50 83.4%", "−₹350", "Together",
        "Each ticket counts on the day it was sold.", "Page 1 of 1",
    ):  # fmt: skip
        assert said in text


def test_a_long_report_has_its_titles_on_each_page(tmp_path: Path) -> None:
    rows = tuple(
        (f"Film {number}", date(2026, 1, 1) + timedelta(days=number), number, number * 100, 1) for number in range(120)
    )
    text = text_of(tmp_path, sheet(rows))
    pages = text.split("\f")[:-1]
    assert len(pages) > 2
    assert all("Tickets" in page and f"of {len(pages)}" in page for page in pages)
    assert all(f"Film {number} " in text for number in range(120))
    assert "Together" in pages[-1]
    assert all("Regal Screen" in page and "Sales by film" in page for page in pages)


def test_the_totals_never_stand_alone_on_a_page(tmp_path: Path) -> None:
    """Whatever number of rows fills the page before."""
    row = ("Film", date(2026, 1, 1), 1, 100, 1)
    for count in range(30, 50):
        *_, last = text_of(tmp_path, sheet((row,) * count)).split("\f")[:-1]
        above, _, _ = last.partition("Together")
        assert "Film  " in above.partition("Share")[2], f"{count} rows"


def test_amounts_end_below_each_other(tmp_path: Path) -> None:
    rows = tuple((f"Film {minor}", date(2026, 1, 1), 1, minor, 1) for minor in (100000, 100050, -70000))
    lines = [line for line in text_of(tmp_path, sheet(rows)).splitlines() if "₹" in line]
    assert len({line.rindex(".", 0, line.rindex("%")) for line in lines if "%" in line}) == 1
    assert [line.split()[6] for line in lines if "%" in line] == ["₹1,000.00", "₹1,000.50", "−₹700.00"]


@pytest.mark.parametrize("letters", range(10, 110, 10))
def test_a_name_of_a_cinema_leaves_the_page_number_its_room(tmp_path: Path, letters: int) -> None:
    text_of(tmp_path, sheet(cinema_name="Palace " * (letters // 7) + "x" * (letters % 7)))
    assert collisions(words_of(tmp_path / "report.pdf")) == []


def test_a_name_of_any_length_stays_in_its_column(tmp_path: Path) -> None:
    rows = (("A very long name of a film " * 8, date(2026, 11, 20), 1204, 42140050, 834),)
    text = text_of(tmp_path, sheet(rows))
    assert "₹4,21,400.50" in text
    assert "83.4%" in text


def test_a_report_of_nothing_says_so(tmp_path: Path) -> None:
    assert "Nothing in this period." in text_of(tmp_path, sheet((), totals=None))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert report_pdf(sheet(), LETTERHEAD) == report_pdf(sheet(), LETTERHEAD)
