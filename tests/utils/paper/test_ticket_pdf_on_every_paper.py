"""Tickets on A6, A4 and a roll: the same words, nothing over the edge, and a code that scans at the printer's own dots."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from app.utils.paper.letterhead import Letterhead
from app.utils.paper.logo_art import draw_logo
from app.utils.paper.paper_size import ROLL_DPI, Paper
from app.utils.paper.ticket_face import TicketFace
from app.utils.paper.ticket_pdf import tickets_pdf
from tests.utils.paper.ticket_reading import (
    FULLEST,
    TICKET,
    collisions,
    output_of,
    page_sizes_mm,
    pdf_of,
    picture_of,
    text_of,
    words_of,
)

LOGO = draw_logo("Regal Screen")
HEAD = Letterhead("Regal Screen", "12 Laxmi Road, Pune 411030", "GSTIN", "27AAAAA0000A1Z5", LOGO)
HEADED = replace(TICKET, cinema=HEAD)
FULL_HEAD = replace(HEAD, name=FULLEST.cinema.name, address="12 Laxmi Road, Sadashiv Peth, Pune 411030, " * 6)
FULLEST_HEADED = replace(FULLEST, cinema=FULL_HEAD)
SCRIPTS = replace(
    HEADED,
    movie_title="दिलवाले दुल्हनिया ले जाएंगे – தமிழ் பேசும் படம்",
    cinema=replace(HEAD, name="ரீகல் திரை", address="१२ लक्ष्मी रोड, पुणे"),
)
MARGIN_POINTS = {Paper.A6: 12, Paper.A4: 12, Paper.ROLL80: 11.3}
POINTS_PER_MM = 72 / 25.4


def codes(path: Path, page: int, dots_per_inch: int) -> list[str]:
    """What a scanner reads, sorted; none is no error here."""
    picture = picture_of(path, page, dots_per_inch)
    told = subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=False)
    return sorted(told.stdout.split())


def numbered(count: int) -> list[TicketFace]:
    letters = "ABCDEFGHIJ"
    return [
        replace(HEADED, code=letters[number] * 26, seat_number=number + 1, row_name=letters[number])
        for number in range(count)
    ]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(
    "ticket", [TICKET, HEADED, FULLEST_HEADED, SCRIPTS], ids=["bare", "headed", "fullest", "scripts"]
)
def test_words_stay_within_the_margins_and_apart(tmp_path: Path, paper: Paper, ticket: TicketFace) -> None:
    path = pdf_of(tmp_path, ticket, paper=paper)
    words, ((width, height),) = words_of(path), page_sizes_mm(path)
    margin, right = MARGIN_POINTS[paper], width * POINTS_PER_MM
    assert len(words) > 12
    assert [word for word in words if word.left < margin or word.right > right - margin] == []
    assert [word for word in words if word.top < 4 or word.foot > height * POINTS_PER_MM - 4] == []
    assert collisions(words) == []


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("ticket", [HEADED, FULLEST_HEADED], ids=["headed", "fullest"])
def test_the_code_scans_at_the_dots_of_a_receipt_printer(tmp_path: Path, paper: Paper, ticket: TicketFace) -> None:
    assert codes(pdf_of(tmp_path, ticket, paper=paper), 1, ROLL_DPI) == [ticket.code]


def test_each_module_on_a_roll_is_nine_whole_dots(tmp_path: Path) -> None:
    """Printed at 203 dpi without greys, every edge of the code lies between two dots."""
    path = pdf_of(tmp_path, HEADED, paper=Paper.ROLL80)
    with Image.open(picture_of(path, 1, ROLL_DPI)) as page:
        grey = page.convert("L")
        foot = grey.crop((0, round(grey.height * 0.68), round(grey.width * 0.45), round(grey.height * 0.9)))
    box = foot.point([255 if level < 128 else 0 for level in range(256)]).getbbox()
    assert box is not None
    symbol = foot.crop(box)
    assert symbol.width == 25 * 9
    middles = [symbol.getpixel((column * 9 + 4, row * 9 + 4)) for row in range(25) for column in range(25)]
    edges = [symbol.getpixel((column * 9 + 1, row * 9 + 1)) for row in range(25) for column in range(25)]
    assert all((middle < 128) == (edge < 128) for middle, edge in zip(middles, edges, strict=True))  # type: ignore[operator]


@pytest.mark.parametrize("paper", Paper)
def test_every_paper_says_everything(tmp_path: Path, paper: Paper) -> None:
    path = pdf_of(tmp_path, HEADED, paper=paper)
    text = " ".join(output_of("pdftotext", "-raw", path, "-").split())
    for said in (
        "Regal Screen",
        "12 Laxmi Road, Pune 411030",
        "GSTIN 27AAAAA0000A1Z5",
        "Inception",
        "UA 13+",
        "Fri, 20 Nov, 2026",
        "7:50 pm",
        "ROW F",
        "PREMIUM SEAT 17",
        "₹455.50",
        "Student · Premium",
        "FYR-7K2P9M",
        "Counter 2",
    ):
        assert said in text


@pytest.mark.parametrize("paper", Paper)
def test_a_duplicate_is_marked_on_every_paper(tmp_path: Path, paper: Paper) -> None:
    path = pdf_of(tmp_path, replace(HEADED, duplicate_number=3), paper=paper)
    assert "DUPLICATE 3" in output_of("pdftotext", "-raw", path, "-")


@pytest.mark.parametrize("paper", Paper)
def test_all_type_is_embedded(tmp_path: Path, paper: Paper) -> None:
    rows = output_of("pdffonts", pdf_of(tmp_path, HEADED, paper=paper)).splitlines()[2:]
    assert len(rows) == 2
    assert all("Roboto" in row and " yes yes yes " in row for row in rows)


@pytest.mark.parametrize("paper", Paper)
def test_the_same_tickets_give_the_same_bytes(paper: Paper) -> None:
    assert tickets_pdf([HEADED, FULLEST_HEADED], paper) == tickets_pdf([HEADED, FULLEST_HEADED], paper)


def test_ten_tickets_are_three_sheets_of_four_with_all_their_codes(tmp_path: Path) -> None:
    tickets = numbered(10)
    path = pdf_of(tmp_path, *tickets, paper=Paper.A4)
    assert page_sizes_mm(path) == [(210.0, 297.0)] * 3
    found = [codes(path, page, ROLL_DPI) for page in (1, 2, 3)]
    assert [len(of_page) for of_page in found] == [4, 4, 2]
    assert sorted(code for of_page in found for code in of_page) == [ticket.code for ticket in tickets]


def test_ten_tickets_on_a_roll_are_ten_lengths_80_mm_wide(tmp_path: Path) -> None:
    path = pdf_of(tmp_path, *numbered(10), paper=Paper.ROLL80)
    sizes = page_sizes_mm(path)
    assert len(sizes) == 10
    assert {width for width, _ in sizes} == {80.0}
    assert codes(path, 10, ROLL_DPI) == ["J" * 26]


def test_a_roll_is_as_long_as_what_stands_on_it(tmp_path: Path) -> None:
    ((_, short),) = page_sizes_mm(pdf_of(tmp_path, TICKET, paper=Paper.ROLL80))
    ((_, long),) = page_sizes_mm(pdf_of(tmp_path, FULLEST_HEADED, paper=Paper.ROLL80))
    assert short < 130 < long < 220


@pytest.mark.parametrize(("count", "cut_below"), [(1, False), (2, False), (3, True), (4, True)])
def test_a_sheet_has_lines_to_cut_along_around_what_stands_on_it(tmp_path: Path, count: int, cut_below: bool) -> None:
    path = pdf_of(tmp_path, *numbered(count), paper=Paper.A4)
    with Image.open(picture_of(path, 1, 100)) as page:
        grey = page.convert("L")
    across, up = grey.width // 2, grey.height // 2

    def dark(box: tuple[int, int, int, int]) -> int:
        return sum(grey.crop(box).histogram()[:200])

    assert dark((across - 2, 40, across + 3, up - 40)) > 50
    assert dark((40, up - 2, grey.width - 40, up + 3)) > 50
    assert (dark((across - 2, up + 40, across + 3, grey.height - 40)) > 50) == cut_below


@pytest.mark.parametrize("paper", Paper)
def test_the_logo_is_printed_and_shared_by_all_tickets(tmp_path: Path, paper: Paper) -> None:
    rows = output_of("pdfimages", "-list", pdf_of(tmp_path, *numbered(5), paper=paper)).splitlines()[2:]
    assert rows
    assert len({row.split()[10] for row in rows}) == 1  # the object's number: kept once
    colours = {row.split()[5] for row in rows}
    assert colours == ({"rgb"} if paper is Paper.A4 else {"gray"})


def test_a_logo_that_is_none_leaves_no_gap(tmp_path: Path) -> None:
    broken = replace(HEADED, cinema=replace(HEAD, logo=b"no picture"))
    without = replace(HEADED, cinema=replace(HEAD, logo=None))
    assert tickets_pdf([broken], Paper.ROLL80) == tickets_pdf([without], Paper.ROLL80)
    assert text_of(tmp_path, broken).startswith("Regal Screen 12 Laxmi Road")
