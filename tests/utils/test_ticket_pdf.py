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
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.utils import ticket_text
from app.utils.errors import FolderNotWritable
from app.utils.ticket_pdf import PAGE_HEIGHT_POINTS, PAGE_WIDTH_POINTS, TicketFace, tickets_pdf, write_tickets

TICKET = TicketFace(
    code="JVGU2TKNQ7AZ5WXYB3CDMFHR4A",
    booking_reference="FYR-7K2P9M",
    movie_title="Inception",
    certificate="UA 13+",
    language="English",
    cinema_name="Regal Screen",
    hall_name="Audi 2",
    row_name="F",
    seat_number=17,
    seat_type="PREMIUM",
    ticket_type_name="Student",
    starts_at_local=datetime(2026, 11, 20, 19, 50, tzinfo=ZoneInfo("Asia/Kolkata")),
    price_minor=45_550,
    currency="INR",
    locale="en_IN",
    counter_name="Counter 2",
)
LONG_TITLE = (
    "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb, Being the Complete and Unabridged History of "
    "a Most Unfortunate Afternoon, as Told by Those Who Were There, Those Who Were Not, and One Who Cannot Remember, "
    "Presented in Glorious Widescreen with an Intermission and Mr. X Conducting"
)
FULLEST = replace(
    TICKET,
    movie_title="W" * 300,
    certificate="Adults and accompanied children",
    language="Castellano con subtítulos en catalán y audiodescripción para todos",
    cinema_name="The Very Old and Famous Regal Picture Palace and Electric Theatre " * 2,
    hall_name="Grand Auditorium in Memory of Satyajit Ray with Dolby Atmos and Laser Projection",
    row_name="BALC",
    seat_number=9999,
    seat_type="VIP",
    ticket_type_name="Senior citizen with a companion and a season ticket",
    price_minor=123_456_789_050,
    counter_name="Second floor, window by the escalator, left side",
    duplicate_number=99,
)


class Word(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    foot: float


def pdf_of(folder: Path, *tickets: TicketFace) -> Path:
    path = folder / "tickets.pdf"
    write_tickets(path, tickets)
    return path


def output_of(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


def text_of(folder: Path, *tickets: TicketFace) -> str:
    """The words in the order they were drawn, single spaces between."""
    return " ".join(output_of("pdftotext", "-raw", pdf_of(folder, *tickets), "-").split())


def letters(text: str) -> str:
    return "".join(text.split())


def picture_of(path: Path, page: int = 1) -> Path:
    output_of("pdftoppm", "-r", "200", "-gray", "-png", "-f", str(page), "-singlefile", path, path.with_suffix(""))
    return path.with_suffix(".png")


def qr_codes_of(path: Path, page: int = 1) -> list[str]:
    return output_of("zbarimg", "--quiet", "--raw", picture_of(path, page)).split()


def words_of(path: Path) -> list[Word]:
    found = re.findall(
        r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>',
        output_of("pdftotext", "-bbox-layout", path, "-"),
    )
    return [Word(text, *map(float, box)) for *box, text in found]


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
    dots_per_point = 200 / 72
    side = 78.0
    quiet = 4 * side / 25  # version 2 has 25 modules
    left, top = 20.0, PAGE_HEIGHT_POINTS - 43 - side
    with Image.open(picture_of(pdf_of(tmp_path, FULLEST))) as page:
        dark = page.convert("L").point(lambda level: 255 if level < 128 else 0)
    symbol = [round(edge * dots_per_point) for edge in (left - 0.5, top - 0.5, left + side + 0.5, top + side + 0.5)]
    around = [
        round(edge * dots_per_point)
        for edge in (left - quiet + 0.5, top - quiet + 0.5, left + side + quiet - 0.5, top + side + quiet - 0.5)
    ]
    assert dark.crop(tuple(symbol)).getbbox() is not None
    dark.paste(0, tuple(symbol))
    assert dark.crop(tuple(around)).getbbox() is None


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


@pytest.mark.parametrize("title", ["Το βλέμμα του Οδυσσέα", "Сталкер – Ёлки", "Amélie Łódź Ærø Ğüneş Tiếng Việt"])
def test_greek_cyrillic_and_latin_are_printed_as_they_are(tmp_path: Path, title: str) -> None:
    assert title in text_of(tmp_path, replace(TICKET, movie_title=title))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Emoji 😀 Movie", "Emoji :grinning: Movie"),
        ("千と千尋", "QiantoQianXun"),
        ("기생충", "GiSaengChung"),
        ("शोले", "sole"),
        ("فيلم", "fylm"),
        ("ＦＵＬＬ　ＷＩＤＴＨ", "FULL WIDTH"),
    ],
)
def test_script_the_type_lacks_is_transliterated(tmp_path: Path, title: str, said: str) -> None:
    assert f" {said} UA 13+" in text_of(tmp_path, replace(TICKET, movie_title=title))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Du\u202ene\u2066 fdp.exe\u202c\u2069", "Dune fdp.exe"),
        ("Du\x00n\x1be\r\nTwo\u200f\ufeff", "Dune Two"),
        ("Ame\u0301lie", "Amélie"),
        ("q\u0301ue Vie\u0323\u0302t", "que Việt"),
    ],
)
def test_title_is_cleaned_of_what_cannot_be_printed(tmp_path: Path, title: str, said: str) -> None:
    assert f" {said} UA 13+" in text_of(tmp_path, replace(TICKET, movie_title=title))


@pytest.mark.parametrize(
    "title", [LONG_TITLE, "W" * 300, "i " * 149 + "ii"], ids=["a sentence", "one word", "tiny words"]
)
def test_title_of_300_characters_is_printed_whole(tmp_path: Path, title: str) -> None:
    assert len(title) == 300
    assert letters(title) in letters(text_of(tmp_path, replace(TICKET, movie_title=title)))


def test_title_of_300_emoji_is_printed_whole(tmp_path: Path) -> None:
    text = text_of(tmp_path, replace(TICKET, movie_title="😀" * 300))
    assert letters(text).count(":grinning:") == 300


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
        if min(word.left, word.top) < 12 or word.right > PAGE_WIDTH_POINTS - 12 or word.foot > PAGE_HEIGHT_POINTS - 12
    ]
    assert off_page == []
    assert [pair for pair in combinations(words, 2) if _collide(*pair)] == []


def _collide(one: Word, other: Word) -> bool:
    """A word's box is its line's full height; letters fill the middle six tenths of it."""
    one_trim, other_trim = 0.2 * (one.foot - one.top), 0.2 * (other.foot - other.top)
    apart_vertically = one.foot - one_trim <= other.top + other_trim or other.foot - other_trim <= one.top + one_trim
    return not apart_vertically and one.left < other.right and other.left < one.right


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
        "import sys; from app.utils import ticket_text; ticket_text.medium(); import app.utils.ticket_pdf; "
        "sys.exit('tkinter' in sys.modules or 'customtkinter' in sys.modules)"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_becomes_characters_of_the_type(text: str) -> None:
    printable = ticket_text.medium().printable(text)
    assert bool(printable) == bool(text.strip())
    assert printable == " ".join(printable.split(" "))
    assert ticket_text.medium().can_draw(printable)
    assert not any(sign in printable for sign in "\u202a\u202e\u2066\u2069\n\t\x00")


@given(
    st.text("abcWi é–😀", min_size=1, max_size=300),
    st.floats(30, 300),
    st.floats(8, 100),
    st.floats(8, 60),
)
@settings(deadline=None)
def test_any_text_fits_its_box_whole(text: str, width: float, height: float, size_max: float) -> None:
    font = ticket_text.medium()
    fitted = font.fit(text, width, height, size_max)
    assert letters("".join(fitted.lines)) == letters(font.printable(text))
    assert fitted.height_points <= height + 0.01
    assert all(font.width_points(line, fitted.size_points) <= width + 0.01 for line in fitted.lines)
