"""The ticket is judged by what comes out: read back with poppler, its QR code with zbar."""

from __future__ import annotations

import re
import resource
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from app.utils.errors import FolderNotWritable
from app.utils.paper.paper_size import A6_HEIGHT_POINTS, A6_WIDTH_POINTS
from app.utils.paper.ticket_face import TicketFace
from app.utils.paper.ticket_pdf import tickets_pdf, write_tickets
from tests.utils.paper.ticket_reading import (
    FULLEST,
    LONG_TITLE,
    TICKET,
    collisions,
    letters,
    output_of,
    pdf_of,
    picture_of,
    qr_codes_of,
    text_of,
    words_of,
)


@contextmanager
def files_limited_to(size_bytes: int) -> Iterator[None]:
    """The kernel refuses longer files, as it does on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(
    "said",
    [
        "Inception",
        "UA 13+",
        "English",
        "Regal Screen",
        "Audi 2",
        "ROW F",
        "PREMIUM SEAT 17",
        "Student · Premium",
        "Fri, 20 Nov, 2026",
        "7:50 pm",
        "₹455.50",
        "FYR-7K2P9M",
        "Counter 2",
    ],
)
def test_ticket_says_everything(tmp_path: Path, said: str) -> None:
    assert said in text_of(tmp_path, TICKET)


def test_code_is_also_printed_for_eyes(tmp_path: Path) -> None:
    assert TICKET.code in letters(text_of(tmp_path, TICKET))


@pytest.mark.parametrize("ticket", [TICKET, FULLEST], ids=["plain", "fullest"])
def test_qr_code_holds_the_ticket_code_alone(tmp_path: Path, ticket: TicketFace) -> None:
    assert qr_codes_of(pdf_of(tmp_path, ticket)) == [TICKET.code]


def test_qr_code_keeps_four_white_modules_around_it(tmp_path: Path) -> None:
    side = 78.0
    quiet = 4 * side / 25  # version 2 has 25 modules
    left, top = 20.0, A6_HEIGHT_POINTS - 43 - side

    def dots(margin: float) -> tuple[int, int, int, int]:
        edges = (left - margin, top - margin, left + side + margin, top + side + margin)
        a, b, c, d = (round(edge * 200 / 72) for edge in edges)
        return a, b, c, d

    with Image.open(picture_of(pdf_of(tmp_path, FULLEST))) as page:
        dark = page.convert("L").point([255 if level < 128 else 0 for level in range(256)])
    assert dark.crop(dots(0.5)).getbbox() is not None
    dark.paste(0, dots(0.5))
    assert dark.crop(dots(quiet - 0.5)).getbbox() is None


def test_page_is_a6(tmp_path: Path) -> None:
    size = re.search(r"Page size: +([\d.]+) x ([\d.]+) pts", output_of("pdfinfo", pdf_of(tmp_path, TICKET)))
    assert size is not None
    assert [round(float(points) / 72 * 25.4) for points in size.groups()] == [105, 148]


def test_all_type_is_embedded(tmp_path: Path) -> None:
    rows = output_of("pdffonts", pdf_of(tmp_path, TICKET)).splitlines()[2:]
    assert len(rows) == 2
    assert all("Roboto" in row and " yes yes yes " in row for row in rows)


def test_pdf_names_the_film_and_the_cinema(tmp_path: Path) -> None:
    about = output_of("pdfinfo", pdf_of(tmp_path, TICKET))
    assert re.search(r"^Title: +Inception · FYR-7K2P9M$", about, re.MULTILINE)
    assert re.search(r"^Author: +Regal Screen$", about, re.MULTILINE)


@pytest.mark.parametrize(
    ("price_minor", "currency", "locale", "said"),
    [
        (45_500, "INR", "en_IN", "₹455"),
        (12_345_650, "INR", "en_IN", "₹1,23,456.50"),
        (1_250, "EUR", "el_GR", "12,50 €"),
        (1_450, "GBP", "en_GB", "£14.50"),
        (1_900, "JPY", "ja_JP", "¥1,900"),
    ],
)
def test_price_is_written_as_the_locale_does(
    tmp_path: Path, price_minor: int, currency: str, locale: str, said: str
) -> None:
    ticket = replace(TICKET, price_minor=price_minor, currency=currency, locale=locale)
    assert f"PRICE {said} Student" in text_of(tmp_path, ticket)


@pytest.mark.parametrize(
    ("locale", "day", "clock"),
    [
        ("de_DE", "Fr., 20. Nov. 2026", "19:50"),
        ("el_GR", "Παρ 20 Νοε 2026", "7:50 μ.μ."),
        ("en_US", "Fri, Nov 20, 2026", "7:50 PM"),
        ("ja_JP", "Fri, 20 Nov 2026", "19:50"),
        ("hi_IN", "Fri, 20 Nov 2026", "19:50"),
    ],
)
def test_date_and_time_are_the_locales_where_the_type_has_its_script(
    tmp_path: Path, locale: str, day: str, clock: str
) -> None:
    text = text_of(tmp_path, replace(TICKET, locale=locale))
    assert f" {day} " in text
    assert f" {clock} " in text


def test_time_is_the_cinemas_own(tmp_path: Path) -> None:
    in_athens = TICKET.starts_at_local.astimezone(ZoneInfo("Europe/Athens"))
    assert "16:20" in text_of(tmp_path, replace(TICKET, starts_at_local=in_athens, locale="en_GB"))


def test_two_seats_are_two_pages_with_their_own_codes(tmp_path: Path) -> None:
    other = replace(TICKET, code="AAAABBBBCCCCDDDDEEEEFFFF22", seat_number=18)
    path = pdf_of(tmp_path, TICKET, other)
    assert [qr_codes_of(path, page) for page in (1, 2)] == [[TICKET.code], [other.code]]
    pages = output_of("pdftotext", "-raw", path, "-").split("\f")
    assert ["SEAT\n17" in pages[0], "SEAT\n18" in pages[1], pages[2:]] == [True, True, [""]]


def test_reprint_is_marked_with_its_number(tmp_path: Path) -> None:
    assert "DUPLICATE 2" in text_of(tmp_path, replace(TICKET, duplicate_number=2))


def test_original_is_not_marked_as_a_duplicate(tmp_path: Path) -> None:
    assert "DUPLICATE" not in text_of(tmp_path, TICKET)


def test_regular_seat_is_just_a_seat(tmp_path: Path) -> None:
    text = text_of(tmp_path, replace(TICKET, seat_type="REGULAR"))
    assert "ROW F SEAT 17" in text
    assert "Student · Regular" in text


@pytest.mark.parametrize(
    "ticket",
    [
        TICKET,
        FULLEST,
        replace(FULLEST, movie_title=LONG_TITLE, duplicate_number=0),
        replace(TICKET, movie_title="Mission: Impossible – Dead Reckoning Part One", duplicate_number=1),
        replace(TICKET, certificate="", language=""),
    ],
    ids=["plain", "fullest", "long title", "duplicate", "without certificate"],
)
def test_words_stay_on_the_page_and_apart(tmp_path: Path, ticket: TicketFace) -> None:
    words = words_of(pdf_of(tmp_path, ticket))
    assert len(words) > 15
    off_page = [
        word
        for word in words
        if min(word.left, word.top) < 12 or word.right > A6_WIDTH_POINTS - 12 or word.foot > A6_HEIGHT_POINTS - 12
    ]
    assert off_page == []
    assert collisions(words) == []


def test_same_tickets_give_the_same_bytes() -> None:
    assert tickets_pdf([TICKET, FULLEST]) == tickets_pdf([TICKET, FULLEST])


def test_no_tickets_make_no_pdf() -> None:
    with pytest.raises(ValueError, match="at least one"):
        tickets_pdf([])


def test_missing_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "2026" / "tickets.pdf"
    write_tickets(path, [TICKET])
    assert path.read_bytes() == tickets_pdf([TICKET])


def test_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert stat.S_IMODE(pdf_of(tmp_path, TICKET).stat().st_mode) == 0o600


def test_full_disk_leaves_the_earlier_file_and_no_half_one(tmp_path: Path) -> None:
    path = pdf_of(tmp_path, TICKET)
    before = path.read_bytes()
    with files_limited_to(1000), pytest.raises(FolderNotWritable, match="The sale stands"):
        write_tickets(path, [FULLEST])
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == before


def test_folder_that_cannot_be_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "tickets").write_text("a file stands where the folder should be")
    with pytest.raises(FolderNotWritable, match=re.escape(str(tmp_path / "tickets"))):
        write_tickets(tmp_path / "tickets" / "one.pdf", [TICKET])


def test_making_a_ticket_does_not_ask_for_a_screen() -> None:
    program = (
        "import sys; from app.utils.paper import ticket_text; ticket_text.medium(); import app.utils.paper.ticket_pdf; "
        "sys.exit('tkinter' in sys.modules or 'customtkinter' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0
