"""Tickets to print, and what poppler and zbar read back from their PDF."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.utils.paper.letterhead import Letterhead
from app.utils.paper.paper_size import Paper
from app.utils.paper.ticket_face import TicketFace
from app.utils.paper.ticket_pdf import write_tickets

TICKET = TicketFace(
    code="JVGU2TKNQ7AZ5WXYB3CDMFHR4A",
    booking_reference="FYR-7K2P9M",
    movie_title="Inception",
    certificate="UA 13+",
    language="English",
    cinema=Letterhead("Regal Screen"),
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
    "Presented in Glorious Widescreen with an Intermission and Mr X Conducting"
)
FULLEST = replace(
    TICKET,
    movie_title="W" * 300,
    certificate="Adults and accompanied children",
    language="Castellano con subtítulos en catalán y audiodescripción para todos",
    cinema=Letterhead("The Very Old and Famous Regal Picture Palace and Electric Theatre " * 2),
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


def pdf_of(folder: Path, *tickets: TicketFace, paper: Paper = Paper.A6) -> Path:
    path = folder / "tickets.pdf"
    write_tickets(path, tickets, paper)
    return path


def output_of(*command: str | Path) -> str:
    """What the command says; poppler breaks the rare letters of a PDF's title."""
    parts = [str(part) for part in command]
    return subprocess.run(parts, capture_output=True, text=True, errors="replace", check=True).stdout


def text_of(folder: Path, *tickets: TicketFace) -> str:
    """The words in the order they were drawn, single spaces between."""
    return " ".join(output_of("pdftotext", "-raw", pdf_of(folder, *tickets), "-").split())


def letters(text: str) -> str:
    return "".join(text.split())


def picture_of(path: Path, page: int = 1, dots_per_inch: int = 200) -> Path:
    output_of(
        "pdftoppm",
        "-r",
        str(dots_per_inch),
        "-gray",
        "-png",
        "-f",
        str(page),
        "-singlefile",
        path,
        path.with_suffix(""),
    )
    return path.with_suffix(".png")


def qr_codes_of(path: Path, page: int = 1) -> list[str]:
    return output_of("zbarimg", "--quiet", "--raw", picture_of(path, page)).split()


def words_of(path: Path, page: int = 1) -> list[Word]:
    found = re.findall(
        r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>',
        output_of("pdftotext", "-f", str(page), "-l", str(page), "-bbox-layout", path, "-"),
    )
    return [Word(text, *map(float, box)) for *box, text in found]


def collisions(words: Sequence[Word]) -> list[tuple[Word, Word]]:
    """Words whose boxes lie over one another."""
    return [
        (one, other)
        for one, other in combinations(words, 2)
        if one.left < other.right and other.left < one.right and one.top < other.foot and other.top < one.foot
    ]


def page_sizes_mm(path: Path) -> list[tuple[float, float]]:
    """Width and height of every page."""
    found = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+) pts", output_of("pdfinfo", "-l", "-1", path))
    return [(round(float(width) / 72 * 25.4, 1), round(float(height) / 72 * 25.4, 1)) for width, height in found]
