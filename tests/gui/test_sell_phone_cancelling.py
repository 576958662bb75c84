"""A booking by phone is cancelled after asking twice, whatever happens to the list between the two."""

from __future__ import annotations

from tests.gui.program import Program, program_starter, program_with_a_show, signed_in
from tests.gui.test_sell_open_baskets import booked_by_phone, flow_of, sheet_of, status

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def test_a_booking_by_phone_is_cancelled_after_asking_twice(selling: Program) -> None:
    reference, _ = booked_by_phone(selling, "F7")
    sheet = sheet_of(selling, 1)
    selling.hands.key("shift+Delete")
    selling.wait(lambda: sheet.cancel_button.text == "Really cancel?", what="the question")
    assert status(selling, reference) == "PENDING"
    selling.hands.key("shift+Delete")
    selling.wait(lambda: status(selling, reference) == "CANCELLED", what="the cancelling")
    selling.wait(lambda: not sheet.rows, what="an empty list")


def test_a_list_that_is_read_anew_leaves_the_question_on_the_button(selling: Program) -> None:
    booked_by_phone(selling, "F7")
    sheet = sheet_of(selling, 1)
    selling.hands.key("shift+Delete")
    selling.wait(lambda: sheet.cancel_button.text == "Really cancel?", what="the question")
    before = sheet.rows[0]
    flow_of(selling).refresh()
    selling.wait(lambda: sheet.rows[0] is not before, what="the list read anew")
    assert sheet.cancel_button.text == "Really cancel?"


def test_another_row_in_between_and_the_cancelling_is_asked_for_anew(selling: Program) -> None:
    first, _ = booked_by_phone(selling, "F7")
    booked_by_phone(selling, "F9")
    sheet = sheet_of(selling, 2)
    for key in ("shift+Delete", "Down", "Up", "shift+Delete"):
        selling.hands.key(key)
        selling.wait(lambda: not selling.flow.busy)
    selling.wait(lambda: sheet.cancel_button.text == "Really cancel?", what="the question")
    assert status(selling, first) == "PENDING"
    assert len(sheet.rows) == 2
