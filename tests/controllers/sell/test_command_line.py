"""The command line: what each text means and what is said of it before Enter is pressed."""

from __future__ import annotations

import dataclasses

import pytest

from app.controllers.sell.command_intents import (
    BestSeats,
    FindBooking,
    Nothing,
    OpenShow,
    SearchFilms,
)
from app.controllers.sell.command_line import read
from app.utils.codes import new_ticket_code
from tests.controllers.sell.command_scene import (
    ADULT,
    CHILD,
    ELSEWHERE,
    IN_SHOW,
    LISTED,
    NO_SHOW,
    SENIOR,
    STUDENT,
    seats_of,
    situation,
    told,
)

# Shows


def test_a_number_alone_opens_that_show_of_the_list() -> None:
    intent = read("3", NO_SHOW)
    assert intent == OpenShow(LISTED[2])
    assert intent.explain() == "Open 3 · 15:00 Lagaan · Hall 3"


def test_a_number_is_a_show_whatever_is_open() -> None:
    assert read("2", IN_SHOW) == OpenShow(LISTED[1])


@pytest.mark.parametrize("typed", ["6", "83", "0", "1917", "007"])
def test_a_number_beyond_the_list_is_a_film(typed: str) -> None:
    assert read(typed, IN_SHOW) == SearchFilms(typed)


@pytest.mark.parametrize(
    ("typed", "then"),
    [
        ("3 2a1c", "hold its best seats for 2 adults and 1 child"),
        ("3 2", "hold its best seats for 2 adults"),
        ("3 2 aisle", "hold its best seats for 2 adults, at the aisle"),
        ("3 f7-10", "hold F7–F10"),
        ("3 f7,f9 c", "hold F7 and F9"),
    ],
)
def test_a_show_and_then_seats(typed: str, then: str) -> None:
    for now in (NO_SHOW, IN_SHOW):
        intent = read(typed, now)
        assert isinstance(intent, OpenShow)
        assert intent.then == typed[2:]
        assert intent.explain() == f"Open 3 · 15:00 Lagaan · Hall 3, then {then}"


def test_a_show_that_is_open_already_needs_no_opening_for_its_seats() -> None:
    assert seats_of(read("2 f7-8", IN_SHOW)) == ["F7", "F8"]
    assert read("2 2a", IN_SHOW) == read("2a", IN_SHOW)


def test_a_basket_of_another_show_is_paid_or_cleared_first() -> None:
    now = situation(own=["F7"])
    assert told("3", now) == "The basket holds seats of Dune. Pay or clear it, then change the show."
    assert read("2", now) == OpenShow(LISTED[1])


# People


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("2a1c", [ADULT, ADULT, CHILD]),
        ("2a 1s", [ADULT, ADULT, SENIOR]),
        ("1st", [STUDENT]),
        ("1adult 2child", [ADULT, CHILD, CHILD]),
        ("2 aisle", [ADULT, ADULT]),
        ("２Ａ", [ADULT, ADULT]),
    ],
)
def test_a_party_is_read_in_its_order(typed: str, people: list[object]) -> None:
    intent = read(typed, IN_SHOW)
    assert isinstance(intent, BestSeats)
    assert list(intent.party.people) == people


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2a1c", "2 adults and 1 child"),
        ("1a1c1s", "1 adult, 1 child and 1 senior"),
        ("1w", "1 wheelchair place with companion seat"),
        ("2a2w back", "2 adults and 2 wheelchair places with companion seats, at the back"),
        ("2a a", "2 adults, at the aisle"),
        ("4c aisle back", "4 children, at the aisle, at the back"),
    ],
)
def test_a_party_says_what_will_be_held(typed: str, words: str) -> None:
    assert told(typed) == f"Hold the best seats for {words}"


def test_a_wheelchair_place_comes_with_its_companion() -> None:
    intent = read("1a1w", IN_SHOW)
    assert isinstance(intent, BestSeats)
    assert (intent.party.pairs, intent.party.size) == (1, 3)


def test_people_without_a_show_are_told_to_open_one() -> None:
    assert told("2a", NO_SHOW) == "Open a show first: type its number, then who wants seats, for example 1 2a."


def test_a_letter_that_is_no_ticket_type_names_those_there_are() -> None:
    assert told("2x") == (
        "There is no ticket type “x”. Type 2a for adults, 2c for children, 2s for seniors, 2st for students, "
        "1w for a wheelchair with companion. F2 searches films."
    )


def test_nobody_is_no_party() -> None:
    assert told("0a") == "Nobody sits on no seats. Type for example 2a for two adults."


# Bookings


@pytest.mark.parametrize("typed", ["FYR-7K2P9M", "fyr-7k2p9m", "fyr 7k2p9m", "fyr7k2p9m", "7k2p9m", " FYR-7K2P9M\n"])
def test_a_reference_finds_its_booking(typed: str) -> None:
    intent = read(typed, IN_SHOW)
    assert intent == FindBooking("FYR-7K2P9M")
    assert intent.explain() == "Find booking FYR-7K2P9M"


def test_a_scanned_ticket_finds_its_booking() -> None:
    code = new_ticket_code()
    assert read(code, IN_SHOW) == FindBooking(ticket_code=code)
    assert read(code.lower(), NO_SHOW) == FindBooking(ticket_code=code)
    assert told(code) == "Find the booking of this ticket"


def test_a_reference_that_is_not_whole_yet_says_how_one_looks() -> None:
    assert told("fyr-7k").startswith("That is not a booking reference. Type it as printed on the ticket")


@pytest.mark.parametrize("typed", ["batman", "3 stars", "matter", "se7en", "12th", "2001 a space odyssey", "3 idiots"])
def test_a_film_that_looks_like_a_code_or_a_number_is_a_film(typed: str) -> None:
    assert read(typed, IN_SHOW) == SearchFilms(typed)


def test_a_party_that_could_be_a_reference_is_a_party() -> None:
    assert isinstance(read("2a2c2s", IN_SHOW), BestSeats)
    assert read("fyr2a2c2s", IN_SHOW) == FindBooking("FYR-2A2C2S")


# Films


def test_words_search_films_and_say_which_show_enter_opens() -> None:
    assert told("du", IN_SHOW) == "Search films for “du”"
    found = dataclasses.replace(IN_SHOW, shows_found_by="du")
    assert told("du", found) == "Open 1 · 13:00 Inception · Hall 1 (first of 5)"
    assert told(" du ", found) == told("du", found)


def test_a_found_show_that_may_not_be_opened_says_so() -> None:
    now = dataclasses.replace(situation(own=["F7"]), shows=LISTED[2:], shows_found_by="la")
    assert told("la", now) == "The basket holds seats of Dune. Pay or clear it, then change the show."
    assert not read("la", now).can_be_done
    away = dataclasses.replace(LISTED[2], counts=dataclasses.replace(LISTED[2].counts, elsewhere=ELSEWHERE))
    for typed, found_by in (("la", "la"), ("1", "")):
        now = dataclasses.replace(IN_SHOW, shows=[away], shows_found_by=found_by)
        assert told(typed, now) == "3 · 15:00 Lagaan · Regal, Pune: it is sold there, and not at this counter."


def test_words_of_no_film_say_what_to_try() -> None:
    found = dataclasses.replace(IN_SHOW, shows=(), shows_found_by="zzz")
    assert told("zzz", found) == "Nothing on sale fits “zzz”. Try the start of another word."


def test_asked_for_films_alone_everything_is_a_word() -> None:
    for typed in ("3", "2a", "f7", "-"):
        assert read(typed, IN_SHOW, films_only=True) == SearchFilms(typed)


def test_while_money_is_taken_nothing_is_done() -> None:
    paying = dataclasses.replace(IN_SHOW, taking_money=True)
    for typed in ("3", "2a", "f7", "-f8", "dune"):
        assert "Press Esc" in told(typed, paying)
    assert read("  ", paying) == Nothing()
