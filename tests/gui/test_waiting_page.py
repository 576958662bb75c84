"""Find > Waiting: who waits, what was offered, taken up on Sell, offered out of turn, taken off the list."""

from __future__ import annotations

from app.controllers.after.waiting import WaitingState
from app.models.records import Role
from tests.gui.program import program_starter
from tests.gui.test_nothing_is_clipped import cut, wear
from tests.gui.waiting_gui import WaitingGui, waiting_page

__all__ = ["program_starter", "waiting_page"]


def test_the_page_says_what_to_do_while_nobody_waits(lines: WaitingGui) -> None:
    assert lines.page.table.rows == ()
    assert "Shift+F4" in str(lines.page.table._empty.cget("text"))


def test_who_waits_stands_there_in_their_order(lines: WaitingGui) -> None:
    first, second = lines.scene.join(2), lines.scene.join(1)
    lines.page.refresh()
    lines.program.wait(lambda: len(lines.page.table.rows) == 2, what="the two")
    assert [row.id for row in lines.page.table.rows] == [str(first.id), str(second.id)]
    assert [row.cells[2] for row in lines.page.table.rows] == ["1", "2"]
    assert lines.page.table.rows[0].cells[5] == "2 Adult"


def test_the_offered_seats_become_the_basket_on_sell(lines: WaitingGui) -> None:
    entry = lines.scene.join(2)
    lines.scene.let_go("A1", "A2")
    lines.scene.sweep()
    lines.page.refresh()
    lines.choose(entry.id)
    lines.program.hands.key("F6")
    lines.program.wait(lambda: lines.program.labels == ["A1", "A2"], what="the basket")
    lines.program.pay()
    assert lines.scene.now(entry).state is WaitingState.TAKEN


def test_return_on_a_row_opens_the_basket_too(lines: WaitingGui) -> None:
    entry = lines.scene.join(1)
    lines.scene.let_go("A1")
    lines.scene.sweep()
    lines.page.refresh()
    lines.choose(entry.id)
    lines.program.hands.key("Return")
    lines.program.wait(lambda: lines.program.labels == ["A1"], what="the basket")


def test_a_manager_offers_seats_out_of_turn(lines: WaitingGui) -> None:
    lines.scene.join(1)
    second = lines.scene.join(1)
    lines.scene.let_go("A1")
    lines.page.refresh()
    lines.choose(second.id)
    lines.program.hands.key("F4")
    lines.until("A1 kept until")
    lines.program.wait(lambda: lines.state(second.id).startswith("has seats until"), what="its state")


def test_too_few_seats_are_said(lines: WaitingGui) -> None:
    entry = lines.scene.join(3)
    lines.page.refresh()
    lines.choose(entry.id)
    lines.program.hands.key("F4")
    lines.until("There are 0 seats free")


def test_taking_somebody_off_is_asked_twice(lines: WaitingGui) -> None:
    entry = lines.scene.join(1)
    lines.page.refresh()
    lines.choose(entry.id)
    lines.program.hands.key("F8")
    lines.until("F8 once more")
    assert lines.scene.now(entry).state is WaitingState.WAITING
    lines.program.hands.key("F8")
    lines.until("is taken off the list")
    lines.program.wait(lambda: lines.state(entry.id) == "taken off the list", what="its state")


def test_esc_keeps_them(lines: WaitingGui) -> None:
    entry = lines.scene.join(1)
    lines.page.refresh()
    lines.choose(entry.id)
    lines.program.hands.key("F8")
    lines.until("F8 once more")
    lines.program.hands.key("Escape")
    lines.program.wait(lambda: not lines.page.message, what="nothing said")
    lines.program.hands.key("F8")
    lines.until("F8 once more")
    assert lines.scene.now(entry).state is WaitingState.WAITING


def test_a_clerk_is_told_that_the_order_is_not_theirs_to_change(lines: WaitingGui) -> None:
    entry = lines.scene.join(1)
    lines.scene.let_go("A1")
    lines.page.refresh()
    lines.program.hand_over(Role.CLERK)
    lines.program.screen.open_page("find")
    lines.choose(entry.id)
    lines.program.hands.key("F4")
    lines.until("Only a manager changes the order")
    assert lines.scene.now(entry).state is WaitingState.WAITING


def test_a_customers_tab_is_only_a_managers(lines: WaitingGui) -> None:
    assert "customers" in lines.program.screen._pages["find"].tabs
    lines.program.hand_over(Role.CLERK)
    assert "customers" not in lines.program.screen._pages["find"].tabs


def test_the_page_fits(lines: WaitingGui) -> None:
    lines.scene.join(2)
    lines.page.refresh()
    lines.program.wait(lambda: lines.page.table.rows, what="the row")
    for size in ("1024x768", "1280x800"):
        for percent in (80, 100, 125):
            wear(lines.program, size, percent)
            assert cut(lines.program) == [], f"{size} at {percent} %"
