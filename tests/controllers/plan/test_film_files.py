"""Files of films as spreadsheets write them: any delimiter, any order and spelling of columns; bad lines told one by one."""

from __future__ import annotations

import codecs
import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.plan.film_files import COLUMNS, FILE_BYTES_MAX, read_film_file
from app.controllers.plan.film_lines import FilmFile, FilmLine
from app.utils.errors import InvalidInput


def read(text: str) -> FilmFile:
    return read_film_file(text.encode(), "films.csv")


def test_every_column_is_read() -> None:
    file = read(
        "title,original_title,minutes,language,genres,certificate,synopsis,release_date,tmdb_id\n"
        'Amélie,Le Fabuleux Destin,122,fr,Romance|Comedy,UA 13+,"A shy waitress, in Montmartre",2001-04-25,194\n'
    )
    assert file.lines == (
        FilmLine(
            2, "Amélie", "Le Fabuleux Destin", 122, "French", "UA 13+", ("Comedy", "Romance"), "A shy waitress, in Montmartre",
            date(2001, 4, 25), "tmdb:194",
        ),
    )  # fmt: skip
    assert (file.bad, file.notes, file.unit) == ((), (), "line")


def test_what_is_not_said_is_nothing() -> None:
    assert read("title,minutes\nDune,\n").lines == (FilmLine(2, "Dune"),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    text = delimiter.join(("Title", "Running time", "Genre")) + "\n" + delimiter.join(("Dune", "166", "Drama")) + "\n"
    assert read(text).lines == (FilmLine(2, "Dune", "", 166, genres=("Drama",)),)


def test_a_first_line_that_names_the_delimiter_is_believed() -> None:
    assert read("sep=;\r\nTitle;Minutes\r\nDune, Part Two;166\r\n").lines == (FilmLine(3, "Dune, Part Two", "", 166),)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, b""])
def test_a_byte_order_mark_makes_no_difference(mark: bytes) -> None:
    assert read_film_file(mark + "title\nAmélie\n".encode(), "films.csv").lines == (FilmLine(2, "Amélie"),)


def test_what_a_spreadsheet_calls_unicode_text_is_read() -> None:
    assert read_film_file("title\tminutes\nAmélie\t122\n".encode("utf-16"), "films.txt").lines[0].title == "Amélie"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_ending_of_lines_will_do(ending: str) -> None:
    file = read(ending.join(("title,minutes", "Dune,166", "", "Alien,117")))
    assert [line.title for line in file.lines] == ["Dune", "Alien"]


@pytest.mark.parametrize("heading", ["TITLE", " Title ", '"Film title"', "movie_title", "Film-Title", "Movie Title"])
def test_a_column_is_known_by_many_names(heading: str) -> None:
    assert read(f"{heading},Runtime (minutes)\nDune,166\n").lines[0].title == "Dune"


def test_columns_that_nobody_needs_are_told_and_left() -> None:
    file = read("director,title,cast\nVilleneuve,Dune,many\n")
    assert file.lines == (FilmLine(2, "Dune"),)
    assert file.notes == ("Columns that are not used: director, cast.",)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",120", "title is empty"),
        ("Dune,soon", "minutes as a whole number"),
        ("Dune,120,05/06/2024", "can be two dates"),
        ("Dune,120,2024-03-01,Too,many", "quotes"),
        ("x" * 301, "300 is the most"),
        ('"Du"ne,120', "quotes do not fit"),
        ('"Dune,120', "never closed"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_others_are_read(line: str, why: str) -> None:
    file = read(f"title,minutes,release_date\nFirst,90\n\n{line}\n")
    assert [each.title for each in file.lines] == ["First"]
    assert [each.number for each in file.bad] == [4]
    assert why in file.bad[0].why


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    file = read('title,synopsis\n"Dune","first\nsecond"\nAlien,x\n,bad\n')
    assert [line.number for line in file.lines] == [2, 4]
    assert [line.number for line in file.bad] == [5]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"title,minutes\n", "no film"),
        (b"Dune,166\nAlien,117\n", "must name the columns"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8"),
        ("title\nAmélie\n".encode("latin-1"), "not UTF-8 text (line 2)"),
        (b"\xff\xfeA", "not UTF-8"),
        (b'{"results": [', "no JSON"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(content: bytes, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_film_file(content, "films.csv")
    assert told in refused.value.sentence


def test_a_huge_file_is_refused_unread() -> None:
    with pytest.raises(InvalidInput, match="larger than 64 MB"):
        read_film_file(b"x" * (FILE_BYTES_MAX + 1), "films.csv")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    try:
        file = read_film_file(content, "films.csv")
    except InvalidInput as error:
        assert error.sentence.endswith(".")
    else:
        assert file.lines or file.bad


HEADINGS = st.lists(
    st.sampled_from([name for names in COLUMNS.values() for name in names]), unique=True, min_size=1, max_size=9
)
CELLS = st.lists(st.text(max_size=12), max_size=10)


@given(HEADINGS, st.lists(CELLS, max_size=8), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_whatever_stands_in_the_cells_each_line_is_read_or_told_once(
    headings: list[str], rows: list[list[str]], delimiter: str, ending: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerow(["Title", *headings])
    writer.writerows(rows)
    try:
        file = read_film_file(out.getvalue().encode("utf-8", "replace"), "films.csv")
    except InvalidInput:
        return
    numbers = [line.number for line in file.lines] + [bad.number for bad in file.bad]
    assert len(set(numbers)) == len(numbers)
    assert len(numbers) <= len(rows)


TITLES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30)


@given(
    st.lists(
        st.tuples(TITLES, st.integers(1, 999), st.dates(date(1900, 1, 1), date(2199, 12, 31))), min_size=1, max_size=9
    )
)
def test_what_was_written_well_is_read_as_it_was(films: list[tuple[str, int, date]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([("title", "minutes", "release_date"), *films])
    file = read_film_file(out.getvalue().encode(), "films.csv")
    assert file.bad == ()
    assert [(line.duration_minutes, line.release_date) for line in file.lines] == [(each[1], each[2]) for each in films]
