"""The sheets of clerks and ushers are what their script makes of them: one printed page each, with pictures that are there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from app.controllers.after.verdicts import Reason
from app.controllers.sell.refusals import taken
from app.models.records import ClaimState, Seat, SeatType
from app.models.sell.booking_seats import Obstacle
from app.views.after.door_flow import NOT_CHECKED
from tests.house_rules import PROJECT
from tests.test_user_guide import run

DOCS = PROJECT / "docs"
SHEETS = ("clerks-sheet", "ushers-sheet")
_PICTURE_BYTES_MAX = 80_000


@pytest.fixture(name="source", scope="module")
def everything_the_program_says() -> str:
    """Its texts as they are said: broken strings joined, what differs as “…”."""
    texts = "\n".join(path.read_text("utf-8") for path in sorted((PROJECT / "app").rglob("*.py")))
    return re.sub(r"\{[^{}\n]*\}", "…", re.sub(r'"\s*\n\s*f?"', "", texts))


def text_of(name: str) -> str:
    return (DOCS / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize(("place", "name"), list(enumerate(SHEETS)))
def test_the_text_and_the_paper_are_what_the_script_would_write(place: int, name: str, tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    told = run(
        "-c",
        f"import pathlib, sheets; sheet = sheets.SHEETS[{place}]; assert sheet.name == {name!r};"
        f"pathlib.Path({str(made)!r}).write_bytes(sheets.pdf(sheet)); print(sheets.markdown(sheet), end='')",
    )
    assert text_of(name) == told
    assert (DOCS / f"{name}.pdf").read_bytes() == made.read_bytes()


@pytest.mark.parametrize("name", SHEETS)
def test_it_is_one_page_of_a4(name: str) -> None:
    told = subprocess.run(["pdfinfo", DOCS / f"{name}.pdf"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"^Pages:\s+1$", told, re.MULTILINE)
    assert re.search(r"^Page size:.*\(A4\)$", told, re.MULTILINE)


@pytest.mark.parametrize("name", SHEETS)
def test_all_of_it_stands_on_the_paper(name: str) -> None:
    paper = subprocess.run(
        ["pdftotext", "-raw", DOCS / f"{name}.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    words = re.sub(r"[*`#|]|\]\([^)]*\)|!\[|\[|\n- |---", " ", text_of(name).partition("*To print")[0]).split()
    missing = [word for word in words if word not in paper]
    assert len(words) > 200
    assert missing == []


@pytest.mark.parametrize("name", SHEETS)
def test_its_pictures_are_there_and_small(name: str) -> None:
    pictures = re.findall(r"\]\((pictures/[^)]+)\)", text_of(name))
    assert len(pictures) >= 2
    for picture in pictures:
        assert (DOCS / picture).stat().st_size < _PICTURE_BYTES_MAX, picture
        with Image.open(DOCS / picture) as shown:
            assert len(set(shown.convert("L").tobytes())) > 20, picture


@pytest.mark.parametrize("name", SHEETS)
def test_what_it_quotes_the_program_says(name: str, source: str) -> None:
    quoted = re.findall("“([^”]+)”", text_of(name))
    assert quoted
    for sentence in quoted:
        missing = [part for part in re.split("…", sentence) if part.strip(" .") and part.strip() not in source]
        assert missing == [], sentence


def test_the_ushers_sheet_tells_of_each_headline() -> None:
    told = set(re.findall(r"\*\*([A-Z ]{4,})\*\*", text_of("ushers-sheet")))
    # What lets in needs no telling; that an entry was undone meanwhile asks for another scan.
    assert told == {reason.headline for reason in Reason} - {"ADMIT", "UNDONE"} | {NOT_CHECKED}


def test_the_refusal_in_the_clerks_sheet_is_the_one_that_is_made() -> None:
    seats = [Seat(number, "F", 6 + number, SeatType.REGULAR, 1, number) for number in (1, 2)]
    obstacle = Obstacle(1, 1, ClaimState.SOLD, "Counter 2", expired=False)
    assert taken(seats, [obstacle]).sentence in text_of("clerks-sheet")
