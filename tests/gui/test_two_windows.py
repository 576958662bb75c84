"""Two terminals at once: two processes, two windows side by side on the screen, one database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.models.records import Role
from app.models.server.private_server import PrivateServer
from app.utils.codes import new_request_id
from app.views.seats.seat_palette import SeatLook
from tests.box_office import PASSWORD
from tests.gui.program import Program, program_starter, program_with_a_show, signed_in
from tests.gui.second_window import SecondWindow
from tests.models import notes

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


@pytest.fixture
def other(selling: Program, server: PrivateServer) -> Iterator[SecondWindow]:
    """Counter 2 with the manager signed in and the same show open; the first window has the keyboard again.

    The till there is the manager's: nothing is asked over the small window's seats.
    """
    office = selling.office
    office.tills().hand_over(office.session(Role.MANAGER, 1), new_request_id(), None)
    window = SecondWindow(notes.terminal_target(server), selling.office.counters[1].id)
    try:
        open_the_show(selling, window)
        selling.root.focus_force()
        yield window
        assert window.close() == 0
    finally:
        window.end()
        selling.root.focus_force()


def open_the_show(selling: Program, window: SecondWindow) -> None:
    office, hands, wait = selling.office, selling.hands, selling.wait
    wait(lambda: window.state()["screen"] == "sign-in", what="the other sign-in screen", seconds=20)
    window.ask(take_keyboard="")
    hands.click(*window.where("name"))
    wait(lambda: window.state()["focus"] == "name", what="the other window's focus")
    username = office.people[Role.MANAGER].username
    hands.type(username)
    wait(lambda: window.state()["typed"] == username, what="the name")
    hands.key("Enter")
    wait(lambda: window.state()["focus"] == "password")
    hands.type(PASSWORD)
    hands.key("Enter")
    wait(lambda: window.state().get("shows"), what="the other programme")
    hands.click(*window.where("show"))
    wait(lambda: window.state()["screen"] == "map", what="the other map")


def test_of_two_clicks_on_one_seat_at_the_same_instant_exactly_one_gets_it(
    selling: Program, other: SecondWindow
) -> None:
    """Both windows paint it, both ask at once; the loser is told by name who was faster, and shows it held."""
    for label in ("C3", "C5", "C7", "D3", "D5", "D7"):
        selling.screen.shell.toasts.clear()
        with selling.lane_held_up():
            other.ask(hold_up="")
            selling.click_seat(label)
            selling.hands.click(*other.where(label))
            both_mine = ("YOURS", "YOURS")
            selling.wait(lambda: looks(selling, other, label) == both_mine, what="both paints")  # noqa: B023  asked at once
            other.ask(go_on="")
        selling.wait(lambda: told(selling, other, label), what="the refusal")  # noqa: B023  asked at once
        winner = told(selling, other, label)
        selling.wait(lambda: set(looks(selling, other, label)) == {"YOURS", "HELD"}, what="one owner")  # noqa: B023
        assert winner == [1 if selling.look(label) is SeatLook.YOURS else 2]
    owners = [*selling.labels, *other.state()["labels"]]
    assert sorted(owners) == ["C3", "C5", "C7", "D3", "D5", "D7"]


def told(selling: Program, other: SecondWindow, label: str) -> list[int]:
    """Which counters the losing window was told of as faster."""
    heard = {1: "".join(other.state()["toasts"]), 2: selling.toasts}
    return [number for number, text in heard.items() if f"{label} was just taken at Counter {number}." in text]


def looks(selling: Program, other: SecondWindow, label: str) -> tuple[str, str]:
    return selling.look(label).name, other.look(label)


def test_what_one_window_picks_sells_and_gives_back_is_seen_in_the_other(selling: Program, other: SecondWindow) -> None:
    selling.pick("C4", "C5")
    selling.wait(lambda: other.look("C4") == "HELD", what="the held seat in the other window")
    selling.click_seat("C5")
    selling.wait(lambda: other.look("C5") == "FREE", what="the seat given back")
    selling.pay()
    selling.wait(lambda: other.look("C4") == "SOLD", what="the sold seat")
    selling.hands.click(*other.where("A1"))
    selling.wait(lambda: selling.look("A1") is SeatLook.HELD, what="the other's seat in this window")


def test_closing_one_window_frees_its_seats_in_the_other(selling: Program, other: SecondWindow) -> None:
    selling.hands.click(*other.where("A1"))
    selling.wait(lambda: selling.look("A1") is SeatLook.HELD, what="the other's seat")
    assert other.close() == 0
    selling.wait(lambda: selling.look("A1") is SeatLook.FREE, what="the seat given back")
