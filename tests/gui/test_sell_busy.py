"""A busy database at the screen: it says for how long, keeps the basket, and asks again by itself where that is safe."""

from __future__ import annotations

import re

import pytest

from app.models.database import Database
from app.models.server.house import House
from app.views.seats.seat_palette import SeatLook
from tests.box_office import BoxOffice
from tests.faults.busy import impatient, no_connection_left, table_locked
from tests.gui.program import Program, StartProgram, program_starter
from tests.gui.test_sell_customer import ask, own_name, told

__all__ = ["program_starter"]


@pytest.fixture
def selling(start_program: StartProgram, office: BoxOffice) -> Program:
    """The window with the show open; its connections wait a second for a lock."""
    program = start_program(office, connect=impatient(office.connect))
    program.sign_in()
    program.open_show()
    return program


def notice(program: Program) -> str:
    return program.sell.busy.banner.sentence or ""


def seconds_told(program: Program) -> int:
    found = re.search(r"Trying again in (\d+) s; your basket stays", notice(program))
    return int(found[1]) if found else -1


def test_seats_clicked_while_a_table_is_locked_are_held_by_themselves_once_it_is_free(selling: Program) -> None:
    selling.pick("A1")
    with table_locked(selling.office.owner._connect, "booking_lines"):
        selling.click_seat("F7")
        selling.wait(lambda: seconds_told(selling) == 3, what="the seconds to wait")
        selling.wait(lambda: seconds_told(selling) == 2, what="a second less")
        assert (selling.labels, selling.look("F7")) == (["A1"], SeatLook.YOURS), "as it is painted while it is asked"
    selling.wait(lambda: selling.labels == ["A1", "F7"], seconds=30, what="the seat held")
    selling.wait(lambda: notice(selling) == "", what="the end of the notice")
    assert selling.booking_count == 1


def test_without_a_connection_left_the_basket_stays_and_the_pick_comes_through_later(
    selling: Program, owner: Database, house: House
) -> None:
    selling.pick("A1")
    assert selling.window.desk is not None
    selling.window.desk._sale.close()  # as a lost connection leaves it: the next use wants another one
    with no_connection_left(owner, house.connect):
        selling.click_seat("F7")
        selling.wait(lambda: seconds_told(selling) == 5, what="the seconds to wait")
        assert selling.labels == ["A1"]
    selling.wait(lambda: selling.labels == ["A1", "F7"], seconds=30, what="the seat held")


def test_paying_is_never_tried_again_without_the_clerks_hand(selling: Program) -> None:
    selling.pick("F7")
    selling.ask_to_pay()
    selling.write(selling.payment.field, "1000")
    with table_locked(selling.office.owner._connect, "payments"):
        selling.hands.key("Enter")
        selling.wait(lambda: "busy: try again in 3 s" in selling.message, seconds=30, what="the refusal")
    assert not selling.payment.busy
    assert (selling.payment.field.value, selling.payment_count, notice(selling)) == ("1000", 0, "")
    selling.hands.key("Enter")
    selling.wait_for_sale()
    assert selling.payment_count == 1


def test_pay_pressed_while_the_database_is_busy_asks_for_no_money_and_keeps_the_basket(selling: Program) -> None:
    selling.pick("F7")
    with table_locked(selling.office.owner._connect, "bookings"):
        selling.hands.key("F8")
        selling.wait(lambda: "busy: try again in 3 s" in selling.toasts, seconds=30, what="the refusal")
    assert (selling.checkout.taking_money, selling.labels, selling.flow.busy) == (False, ["F7"], False)
    selling.pay()


def test_a_customer_typed_while_the_database_is_busy_is_not_lost(selling: Program) -> None:
    selling.pick("F7")
    panel, name = ask(selling), own_name()
    with table_locked(selling.office.owner._connect, "customers"):
        selling.write(panel.name, name)
        selling.hands.key("Enter")
        selling.wait(lambda: "busy: try again in 3 s" in panel.message, seconds=30, what="the refusal")
        assert panel.name.value == name
    selling.hands.key("Enter")
    selling.wait(lambda: told(selling) == name, what="the customer at the basket")
