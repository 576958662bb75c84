"""Seats typed by name: which are held and given back, and what is said of them before Enter."""

from __future__ import annotations

import pytest

from app.controllers.sell.command_intents import (
    GiveBack,
    HoldSeats,
    SearchFilms,
)
from app.controllers.sell.command_line import read
from tests.controllers.sell.command_scene import (
    ADULT,
    BY_LABEL,
    CHILD,
    IN_SHOW,
    NO_SHOW,
    STUDENT,
    seats_of,
    situation,
    told,
)

# Seats


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("f7", ["F7"]),
        ("F7-10", ["F7", "F8", "F9", "F10"]),
        ("f10-7", ["F7", "F8", "F9", "F10"]),
        ("f7-f9", ["F7", "F8", "F9"]),
        ("f7–9", ["F7", "F8", "F9"]),
        ("f 7 - 9".replace("f ", "f"), ["F7", "F8", "F9"]),
        ("f7 4", ["F7", "F8", "F9", "F10"]),
        ("f7,f9", ["F7", "F9"]),
        ("f7,9", ["F7", "F9"]),
        ("f7 e9", ["F7", "E9"]),
        ("f7-8, e1-2", ["F7", "F8", "E1", "E2"]),
        ("f7,f7-8", ["F7", "F8"]),
    ],
)
def test_seats_are_named(typed: str, labels: list[str]) -> None:
    assert seats_of(read(typed, IN_SHOW)) == labels


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("f7-8", [ADULT, ADULT]),
        ("f7-8 c", [CHILD, CHILD]),
        ("f7-8 st", [STUDENT, STUDENT]),
        ("f7-9 2a1c", [ADULT, ADULT, CHILD]),
        ("f7 1a2c", [ADULT, CHILD, CHILD]),
        ("f7 3c", [CHILD, CHILD, CHILD]),
    ],
)
def test_seats_say_for_whom(typed: str, people: list[object]) -> None:
    intent = read(typed, IN_SHOW)
    assert isinstance(intent, HoldSeats)
    assert [pick.ticket_type for pick in intent.picks] == people


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("f7-10", "Hold F7–F10 for 4 adults, ₹400"),
        ("f7-8,e1 c", "Hold F7–F8 and E1 for 3 children, ₹210"),
        ("f7-9 2a1c", "Hold F7–F9 for 2 adults and 1 child, ₹270"),
        ("z7", "There is no row Z in this hall: its rows are A to F."),
        ("f7-31", "There is no seat F31: this row has F1 to F20."),
        ("f19 4", "Row F ends at F20: only 2 seats from F19 on."),
        ("f7-e9", "A run stays in one row. Type its seats one by one: f7,e9."),
        ("f7-9 2a", "3 seats for 2 adults: type as many seats as people, or only the first seat."),
        ("f7 1w", "Type the seats and then for whom, for example f7-9 2a1c."),
        ("f7-9 x", "There is no ticket type “x”. Type a letter of Adult, Child, Senior and Student."),
        ("f", "Row F: type a seat, f1, or a run of seats, f1-20."),
        ("f7-", "F7 to which seat? Type for example f7-10."),
    ],
)
def test_typed_seats_say_what_will_be_held_or_what_to_type(typed: str, sentence: str) -> None:
    assert told(typed) == sentence


def test_a_seat_somebody_has_is_named_before_enter_is_pressed() -> None:
    now = situation(taken={"F8": "sold", "F9": "held at Counter 2"})
    assert told("f8", now) == "F8 is sold: pick another."
    assert told("f7-10", now) == "F8 is sold and F9 is held at Counter 2: pick others."


def test_own_seats_in_a_run_are_left_as_they_are() -> None:
    now = situation(own=["F8"])
    assert seats_of(read("f7-9", now)) == ["F7", "F9"]
    assert told("f8", now) == "F8 is yours already. Type -f8 to give back."


def test_seats_without_a_show_are_told_to_open_one() -> None:
    assert told("f7-10", NO_SHOW) == "Open a show first: type its number, then the seats, for example 1 f7-10."
    assert read("f1", NO_SHOW) == SearchFilms("f1"), "there is a film of that name, and no hall"


# Giving back


def test_a_dash_gives_seats_back() -> None:
    now = situation(own=["F7", "F8", "F9", "A1"])
    assert read("-f8", now) == GiveBack((BY_LABEL["F8"],))
    assert seats_of(read("-f8-9", now)) == ["F8", "F9"]
    assert seats_of(read("-", now)) == ["A1"], "the one picked last"
    assert told("-f8", now) == "Give F8 back"


def test_only_own_seats_are_given_back() -> None:
    now = situation(own=["F7"])
    assert told("-f8", now) == "F8 is not in your basket."
    assert told("-x", now) == "Which seat? Type -f7, or - alone for the last one. Yours: F7."
    assert told("-", IN_SHOW) == "The basket is empty: there is no seat to give back."
