"""Reading a file of films: CSV as spreadsheets write it, or The Movie Database's JSON. Pure: bytes in, lines out.

A line that cannot be used is told with its number and why, and the others are read all the same. Columns are known by many
names, in any order, in capitals or not.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from app.controllers.plan import film_values
from app.controllers.plan.film_lines import BadLine, FilmFile, FilmLine, file_of
from app.controllers.plan.tmdb_films import read_tmdb
from app.utils.errors import InvalidInput
from app.utils.folded_text import folded, parts_of
from app.utils.progress import Progress

T = TypeVar("T")
FILE_BYTES_MAX = 64 * 2**20
FILE_WANTED = "the path of a CSV or JSON file"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "film", "filmtitle", "movie", "movietitle", "name"),
    "original_title": ("originaltitle", "original", "originalname"),
    "minutes": (
        "minutes", "min", "mins", "duration", "durationminutes", "durationmin", "runtime", "runtimeminutes", "length",
        "runningtime",
    ),
    "language": ("language", "lang", "originallanguage", "spokenlanguage"),
    "genres": ("genres", "genre"),
    "certificate": ("certificate", "certification", "rating", "rated", "cert", "agerating"),
    "synopsis": ("synopsis", "overview", "description", "plot", "summary"),
    "release_date": ("releasedate", "released", "release", "premiere", "date"),
    "source": ("source", "tmdbid", "tmdb", "themoviedbid"),
}  # fmt: skip
"""Each column with the names it is known by, folded and without blanks; the first is the one we say."""
_NAMES = {name: column for column, names in COLUMNS.items() for name in names}
_TITLE_SHOWN_MAX = 60
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_film_file(content: bytes, name: str, country: str = "", progress: Progress | None = None) -> FilmFile:
    """The films of a CSV or JSON file. `country` (ISO 3166) is whose certificates a JSON file is asked for.

    Raises InvalidInput when nothing of the file can be used, with what to do; Cancelled.
    """
    progress = progress or Progress()
    if len(content) > FILE_BYTES_MAX:
        raise InvalidInput(f"{name} is larger than {FILE_BYTES_MAX // 2**20} MB. Cut it into smaller files.")
    text = _decoded(content, name)
    if not text.strip():
        raise InvalidInput(f"{name} is empty. Choose a CSV file, or a JSON answer of The Movie Database.")
    found = read_tmdb(text, name, country, progress) if text.lstrip()[0] in "{[" else _read_csv(text, name, progress)
    if not found.lines and not found.bad:
        raise InvalidInput(f"There is no film in {name}. Choose another file.")
    return found


def _decoded(content: bytes, name: str) -> str:
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInput(
            f"{name} is not UTF-8 text (line {line}). Save it anew: a spreadsheet calls that kind “CSV UTF-8”."
        ) from error


def _read_csv(text: str, name: str, progress: Progress) -> FilmFile:
    text = text.replace("\0", "")
    skipped, delimiter = _delimiter(text)
    rows = _rows(text, delimiter, skipped)
    heading = next(rows, None)
    header = heading[1] if heading is not None and isinstance(heading[1], list) else []
    places = _places(header)
    if "title" not in places:
        shown = ", ".join(cell.strip() for cell in header if cell.strip())[:_TITLE_SHOWN_MAX]
        raise InvalidInput(
            f"The first line of {name} must name the columns, and one of them must be title. It says: {shown or 'nothing'}."
        )
    unknown = [cell.strip() for place, cell in enumerate(header) if cell.strip() and place not in places.values()]
    notes = [f"Columns that are not used: {', '.join(unknown)}."] if unknown else []
    lines = text.count("\n")

    def read() -> Iterator[FilmLine | BadLine]:
        for number, row in rows:
            progress.report(min(number, lines), lines)
            yield _line(number, row, places, len(header))

    return file_of(name, "line", read(), notes)


def _delimiter(text: str) -> tuple[int, str]:
    """How many lines to leave out, and what stands between the cells: what the header has most of outside quotes.

    A spreadsheet may say it in a first line of its own: sep=;
    """
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return 1, first.strip()[4]
    header = next((line for line in (first, *rest.splitlines()) if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    return 0, max(",;\t", key=outside.count)


def _rows(text: str, delimiter: str, skip: int) -> Iterator[tuple[int, list[str] | str]]:
    """The number of the line a row begins in, and its cells; or what is wrong with it."""
    source = io.StringIO(text, newline="")
    for _ in range(skip):
        source.readline()
    reader = csv.reader(source, delimiter=delimiter, strict=True, skipinitialspace=True)
    while True:
        number = skip + reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, _csv_fault(str(error))
            continue
        if any(cell.strip() for cell in row):
            yield number, row


def _csv_fault(told: str) -> str:
    if "end of data" in told:
        return "A quote that is opened here is never closed, so nothing after it could be read. Close it."
    if "field larger" in told:
        return "A cell is longer than 131,072 characters. Is a quote not closed?"
    return 'Its quotes do not fit: write a quote within a quoted cell twice, like this: "".'


def _places(header: Sequence[str]) -> dict[str, int]:
    """Which cell has which column; the first where there are several."""
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        column = _NAMES.get("".join(parts_of(folded(cell))))
        if column is not None:
            places.setdefault(column, place)
    return places


def _line(number: int, row: list[str] | str, places: Mapping[str, int], cells: int) -> FilmLine | BadLine:
    if isinstance(row, str):
        return BadLine(number, "", row)
    given = {column: row[place].strip() if place < len(row) else "" for column, place in places.items()}
    title = " ".join(given["title"].split())[:_TITLE_SHOWN_MAX]
    if any(cell.strip() for cell in row[cells:]):
        return BadLine(
            number,
            title,
            f"It has {len(row)} cells and the first line has {cells}: put a text with commas in it into quotes.",
        )
    try:
        return _film(number, given)
    except InvalidInput as error:
        return BadLine(number, title, error.sentence)


def _film(number: int, given: Mapping[str, str]) -> FilmLine:
    title = film_values.title(given["title"])
    return FilmLine(
        number,
        title,
        _read(given, "original_title", lambda text: film_values.original_title(text, title), ""),
        _read(given, "minutes", film_values.minutes, None),
        _read(given, "language", film_values.language, ""),
        _read(given, "certificate", film_values.certificate, ""),
        _read(given, "genres", film_values.genres, ()),
        _read(given, "synopsis", film_values.synopsis, ""),
        _read(given, "release_date", film_values.release_date, None),
        _read(given, "source", film_values.source, None),
    )


def _read(given: Mapping[str, str], column: str, reader: Callable[[str], T], nothing: T) -> T:
    text = given.get(column, "")
    return reader(text) if text else nothing
