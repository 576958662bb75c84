"""Promo codes and groups at the screen: typed, refused where they stand, shown on the line, saved in the total."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.utils.codes import new_request_id
from tests.gui.program import Program, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


@pytest.fixture
def code(selling: Program) -> str:
    name = f"T{new_request_id()[:8].upper()}"
    selling.office.change("INSERT INTO promo_codes (code, name, percent_off) VALUES (%s, 'Test', 10)", name)
    return name


def type_code(selling: Program, code: str) -> None:
    bar = selling.checkout.basket_panel.promo
    selling.hands.key("shift+F8")
    selling.wait(lambda: bar.field.has_focus, what="the field of the code")
    selling.write(bar.field, code)
    selling.hands.key("Enter")


def total(selling: Program) -> int:
    assert selling.flow.basket is not None
    return selling.flow.basket.booking.total_minor


def test_a_code_takes_its_share_off_and_says_what_it_saves(selling: Program, code: str) -> None:
    selling.pick("A1", "A2")
    type_code(selling, code.lower())
    selling.wait(lambda: total(selling) == 63000, what="the new total")
    bar = selling.checkout.basket_panel.promo
    selling.wait(lambda: "saves ₹70" in bar.sentence, what="what it saves")
    selling.pay()
    assert selling.status("A1") == "SOLD"
    assert selling.office.value("SELECT used FROM promo_codes WHERE code = %s", code) == 1


def test_an_unknown_code_stays_in_the_field_with_what_is_wrong(selling: Program) -> None:
    selling.pick("A1")
    type_code(selling, "NOSUCH")
    bar = selling.checkout.basket_panel.promo
    selling.wait(lambda: "no code NOSUCH" in str(bar.field._note.cget("text")), what="the refusal")
    assert bar.field.value == "NOSUCH"
    assert total(selling) == 35000
    selling.root.update()
    assert bar.field._note._label.winfo_reqwidth() <= bar.winfo_width()


def test_esc_gives_the_field_up_and_keeps_the_basket(selling: Program) -> None:
    selling.pick("A1")
    bar = selling.checkout.basket_panel.promo
    selling.hands.key("shift+F8")
    selling.wait(lambda: bar.field.has_focus)
    selling.hands.key("Escape")
    selling.wait(lambda: not bar.field.has_focus)
    assert selling.labels == ["A1"]
    assert not selling.flow.busy


def test_the_cross_takes_the_code_off_again(selling: Program, code: str) -> None:
    selling.pick("A1")
    type_code(selling, code)
    selling.wait(lambda: total(selling) == 31500)
    selling.press(selling.checkout.basket_panel.promo._remove)
    selling.wait(lambda: total(selling) == 35000, what="the full price")


@pytest.fixture
def pair(selling: Program) -> Iterator[None]:
    """Two seats are a group, in this test only."""
    selling.office.change("INSERT INTO group_discounts (name, seats_min, percent_off) VALUES ('Pair', 2, 20)")
    yield
    selling.office.change("DELETE FROM group_discounts WHERE name = 'Pair'")


@pytest.mark.usefixtures("pair")
def test_a_group_is_told_on_each_line_and_in_the_total(selling: Program) -> None:
    selling.hands.key("Escape")
    selling.open_show()
    selling.pick("A1", "A2")
    selling.wait(lambda: total(selling) == 56000, what="the price for a group")
    assert {line._saved for line in selling.checkout.basket_panel.lines} == {"−₹70"}
    assert "Group discount saves ₹140" in selling.checkout.basket_panel.promo.sentence
