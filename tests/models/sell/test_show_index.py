"""The search in memory: against a reference that is slow and easy to see through."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.sell.show_index import Question, ShowIndex, ShowOnSale
from app.utils.folded_text import searchable_words
from app.utils.typed_days import typed_words

TODAY = date(2026, 11, 20)
MORNING = datetime(2026, 11, 20, 6, tzinfo=UTC)
HERE, THERE = 1, 2
PLACES = {HERE: ("Regal", "Pune"), THERE: ("Le Méliès", "Mumbai")}
PIECES = (
    "a",
    "an",
    "ana",
    "ban",
    "Bána",
    "NAN",
    "é",
    "ée",
    "-",
    "'",
    "म",
    "नमस्ते",
    "ß",
    "1",
    "21",
    "nov",
    "regal",
    "mé",
)

texts = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
titles = st.lists(texts, min_size=1, max_size=3).map(" ".join)
shows = st.tuples(titles, st.sampled_from((HERE, THERE)), st.integers(0, 40))
typings = st.lists(
    texts | st.sampled_from(("tom", "21 nov", "sat", "rday", "21/11", "21-1", "pun", "umb")), max_size=3
).map(" ".join)


def index_of(films: list[tuple[str, int, int]]) -> ShowIndex:
    """Show and film number 1, 2, 3: (title, cinema, hours from the morning on)."""
    index = ShowIndex()
    index.place_words = {each: searchable_words(" ".join(names)) for each, names in PLACES.items()}
    for number, (title, cinema_id, hours) in enumerate(films, start=1):
        index.put_film(number, searchable_words(title))
        starts_at = MORNING + timedelta(hours=hours)
        film = index.film_number(number)
        assert film is not None
        show = ShowOnSale(int(starts_at.timestamp()), 0, number, film, cinema_id, starts_at.toordinal())
        index.put_shows(frozenset(), [show])
    return index


def question(typed: str, since: datetime = MORNING) -> Question:
    return Question(typed_words(typed), HERE, since, TODAY, "en_IN")


def simple_words(text: str) -> set[str]:
    """Words between blanks and punctuation, and what punctuation joins."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return set(re.split(r"[ '\-/]+", text)) | set(re.sub(r"['\-/]", "", text).split())


def day_words(day: date) -> tuple[set[str], set[str]]:
    """(names of the day, figures of it)."""
    names = {f"{day:%A}".lower(), f"{day:%B}".lower()}
    names |= {"today"} if day == TODAY else {"tomorrow"} if day == TODAY + timedelta(days=1) else set()
    return names, {str(day.day), f"{day:%d/%m/%Y}"}


def fits(word: str, title: str, cinema_id: int, day: date) -> tuple[bool, bool, bool]:
    """(found in the place, found at all, a word begins so)."""
    place = simple_words(" ".join(PLACES[cinema_id]))
    names, figures = day_words(day)
    # A vowel sign is no letter to `\W`, and no punctuation either.
    letters = "".join(sign for sign in word if sign.isalnum() or unicodedata.category(sign)[0] == "M")
    plain, film = letters if word[0].isdigit() else word, simple_words(title)
    if re.fullmatch(r"[\d/-]+", word):
        names, word = set(), word.replace("-", "/")
    else:
        figures = set()
    named = {each for each in place if plain in each and (each.startswith(plain) or len(plain) > 2)}
    inside = [*named, *(each for each in film if plain in each)] + [
        each for each in names if word in each and len(word) > 3
    ]
    begins = [each for each in film | named if each.startswith(plain)]
    begins += [each for each in names | figures if each.startswith(word)]
    return bool(named), bool(inside or begins), bool(begins)


@settings(max_examples=400)
@given(films=st.lists(shows, min_size=1, max_size=6), typed=typings)
def test_a_show_is_found_if_and_only_if_every_word_is_found_in_it(
    films: list[tuple[str, int, int]], typed: str
) -> None:
    words = [word for word, figures in typed_words(typed) if not figures]
    words += [figures for _, figures in typed_words(typed) if figures]
    expected, mids = set(), {}
    for number, (title, cinema_id, hours) in enumerate(films, start=1):
        day = (MORNING + timedelta(hours=hours)).date()
        found = [fits(word, title, cinema_id, day) for word in words]
        if all(anywhere for _, anywhere, _ in found) and (cinema_id == HERE or any(place for place, _, _ in found)):
            expected.add(number)
            mids[number] = (cinema_id != HERE, sum(not begins for _, _, begins in found))
    listed = index_of(films).find(question(typed), most=50)
    assert set(listed) == expected
    assert [mids[number] for number in listed] == sorted(mids[number] for number in listed)


@settings(max_examples=200)
@given(films=st.lists(shows, min_size=1, max_size=8), typed=typings, most=st.integers(1, 4))
def test_fewer_are_the_first_of_all(films: list[tuple[str, int, int]], typed: str, most: int) -> None:
    index = index_of(films)
    assert index.find(question(typed), most) == index.find(question(typed), 50)[:most]


def listed(typed: str, *titles: str) -> list[str]:
    """The titles in the order in which they are found; each starts an hour after the one before."""
    films = [(title, HERE, hours) for hours, title in enumerate(titles)]
    return [titles[number - 1] for number in index_of(films).find(question(typed), 50)]


def test_the_beginning_of_a_word_comes_before_its_middle() -> None:
    assert listed("night", "Midnight", "Knightfall", "Night Train", "The Night") == [
        "Night Train", "The Night", "Midnight", "Knightfall",
    ]  # fmt: skip


def test_shows_of_the_same_rank_come_in_order_of_time() -> None:
    index = index_of([("Dune", HERE, 9), ("Dune Two", HERE, 3), ("Dunes", HERE, 6)])
    assert index.find(question("dune"), 50) == [2, 3, 1]


def test_a_film_called_so_comes_before_a_show_of_that_day_or_in_that_place() -> None:
    index = index_of([("Arrival", HERE, 1), ("Friday Night", HERE, 9), ("Regal Bones", HERE, 10)])
    assert index.find(question("fri"), 50) == [2, 1, 3]
    assert index.find(question("reg"), 50) == [3, 1, 2]


def test_other_cinemas_come_last_and_only_when_they_are_named() -> None:
    index = index_of([("Dune", THERE, 1), ("Dune", HERE, 2)])
    assert index.find(question("dune"), 50) == [2]
    assert index.find(question("dune mumbai"), 50) == [1]
    assert index.find(question("me"), 50) == [1]
    assert index.find(question("m"), 50) == [1]


def test_a_show_that_began_too_long_ago_is_not_found() -> None:
    index = index_of([("Dune", HERE, 1), ("Dune", HERE, 2)])
    assert index.find(question("dune", since=MORNING + timedelta(hours=2)), 50) == [2]


def test_a_film_whose_title_has_changed_is_found_by_the_new_one_only() -> None:
    index = index_of([("Dune", HERE, 1)])
    index.put_film(1, searchable_words("Arrakis"))
    assert index.find(question("dune"), 50) == []
    assert index.find(question("arra"), 50) == [1]


def test_a_show_that_was_moved_is_listed_at_its_new_time_and_a_cancelled_one_is_gone() -> None:
    index = index_of([("Dune", HERE, 1), ("Dune", HERE, 2), ("Dune", HERE, 3)])
    later = MORNING + timedelta(hours=9)
    film = index.film_number(1)
    assert film is not None
    moved = ShowOnSale(int(later.timestamp()), 0, 1, film, HERE, later.toordinal())
    index.put_shows(frozenset({1, 3}), [moved])
    assert index.find(question(""), 50) == [2, 1]


@pytest.mark.parametrize("typed", ["a", "a b", "a b c d", "a b c d e f", "a a a a a a a a a a a a"])
def test_any_number_of_words_may_be_typed(typed: str) -> None:
    index = index_of([("A B C D E F", HERE, 1), ("A", HERE, 2)])
    assert index.find(question(typed), 50)[0] == 1
