"""Activity: lines come by themselves, are found by what is typed, and lead on to what belongs together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.controllers.team.activity import LINES_AT_A_TIME
from app.models.records import Role
from app.views.tasks import Lane
from app.views.team.activity_page import ActivityTable
from tests.audit_lines import take_lines_away, write_line, write_lines
from tests.gui.program import Program, StartProgram, program_starter
from tests.gui.team_scene import open_activity

__all__ = ["program_starter"]


@pytest.fixture
def managing(start_program: StartProgram) -> Iterator[Program]:
    program = start_program()
    program.sign_in(Role.MANAGER)
    yield program
    take_lines_away(program.office)


def said(page: ActivityTable) -> list[str]:
    return [row.cells[4] for row in page.table.rows]


def type_into(program: Program, page: ActivityTable, key: str, text: str) -> None:
    field = page.filter.fields[key]
    field.focus_set()
    program.wait(lambda: field.has_focus, what=f"the keyboard in {key}")
    program.write(field, text)


def test_a_sale_at_another_counter_appears_by_itself_and_what_is_scrolled_to_stays(managing: Program) -> None:
    write_lines(managing.office, 100, datetime.now(UTC) - timedelta(days=1))
    page = open_activity(managing)
    page.table._tree.yview_moveto(0.5)
    managing.root.update()
    seen = page.table._tree.identify_row(100)
    sale = managing.office.sell("A1", "A2", counter=1)
    managing.wait(lambda: any(sale.reference in line for line in said(page)), what="the sale")
    assert said(page)[0] == f"sold {sale.reference}, 2 seats, ₹700, cash"
    managing.root.update()
    assert page.table._tree.identify_row(100) == seen


def test_a_line_that_comes_late_takes_its_place_among_the_others(managing: Program) -> None:
    page = open_activity(managing)
    office = managing.office
    office.sell("A1")
    managing.wait(lambda: "sold" in said(page)[0], what="the sale")
    write_lines(office, 1, datetime.now(UTC) - timedelta(seconds=30))
    managing.wait(lambda: "line 0" in [line.subject for line in page.lines], what="the late line")
    assert "sold" in said(page)[0]
    times = [line.happened_at for line in page.lines]
    assert times == sorted(times, reverse=True)


def test_typing_finds_and_esc_shows_everything_again(managing: Program) -> None:
    sale = managing.office.sell("A1")
    write_line(managing.office, "FYR-NTTHSS")
    page = open_activity(managing)
    everything = len(page.table.rows)
    type_into(managing, page, "text", sale.reference.lower())
    managing.wait(lambda: {line.subject for line in page.lines} == {sale.reference}, what="the booking")
    write_line(managing.office, "FYR-NTTHSS")
    managing.hands.key("Esc")
    managing.wait(lambda: len(page.table.rows) == everything + 1, what="everything")
    assert page.filter.is_empty


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("person", "nobody at all", "Nobody"),
        ("show", "a film that never was", "No show fits"),
        ("from_day", "soon", "2026-11-21"),
    ],
)
def test_what_cannot_be_looked_for_is_said_at_its_field_and_the_lines_stay(
    managing: Program, key: str, typed: str, sentence: str
) -> None:
    page = open_activity(managing)
    before = page.table.rows
    type_into(managing, page, key, typed)
    managing.hands.key("Enter")
    managing.wait(lambda: page.filter.fields[key].error, what="the refusal")
    assert sentence in page.message
    assert page.filter.fields[key].value == typed
    assert page.table.rows == before


def test_a_kind_is_chosen_with_the_arrows(managing: Program) -> None:
    managing.office.sell("A1")
    page = open_activity(managing)
    page.filter.kind.focus_set()
    managing.hands.key("Right")
    managing.wait(lambda: page.lines and {line.kind for line in page.lines} == {"SALES"}, what="the sales")


def test_return_on_a_line_shows_all_that_was_done_to_the_same_thing(managing: Program) -> None:
    sale = managing.office.sell("A1")
    write_line(managing.office, sale.reference)
    write_line(managing.office, "FYR-THRTHR")
    page = open_activity(managing)
    managing.hands.click(*page.table.row_centre(page.table.rows[1].id))
    managing.hands.key("Enter")
    managing.wait(lambda: len(page.lines) == 2, what="the two lines")
    assert {line.subject for line in page.lines} == {sale.reference}
    assert page.filter.answers["text"] == sale.reference


def test_older_lines_come_with_the_key_and_when_one_comes_to_the_end(managing: Program) -> None:
    write_lines(managing.office, 2 * LINES_AT_A_TIME, datetime.now(UTC) - timedelta(days=1))
    page = open_activity(managing)
    assert len(page.lines) == LINES_AT_A_TIME
    managing.hands.key("F4")
    managing.wait(lambda: len(page.lines) == 2 * LINES_AT_A_TIME, what="the second page")
    page.table.focus_set()
    managing.hands.click(*page.table.row_centre(page.table.rows[-1].id))
    managing.wait(lambda: len(page.lines) > 2 * LINES_AT_A_TIME, what="the third page")
    assert not page.older_button.winfo_ismapped()
    assert "no older ones" in page.message


def test_what_takes_long_has_a_bar_and_can_be_ended(managing: Program) -> None:
    page = open_activity(managing)
    before = page.table.rows
    with managing.lane_held_up(Lane.REPORTS):
        type_into(managing, page, "text", "nowhere")
        managing.hands.key("Enter")
        managing.wait(lambda: page._bar is not None, what="the bar")
        managing.hands.key("Esc")
    managing.wait(lambda: "Stopped" in page.message, what="the end")
    managing.wait(lambda: page._bar is None)
    assert page.table.rows == before


def test_it_is_live_only_while_it_is_in_sight(managing: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_activity(managing)
    managing.screen.open_page("sell")
    managing.wait(lambda: not page.winfo_viewable())
    asked: list[Lane] = []
    run = managing.window.tasks.run

    def noted(lane: Lane, *rest: Any, **more: Any) -> None:
        asked.append(lane)
        run(lane, *rest, **more)

    monkeypatch.setattr(managing.window.tasks, "run", noted)
    before = page._timers["live"]
    managing.wait(lambda: page._timers["live"] != before, what="the next look")
    assert Lane.REPORTS not in asked


def test_nothing_done_yet_says_so(managing: Program) -> None:
    page = open_activity(managing)
    type_into(managing, page, "text", "zzz")
    managing.hands.key("Enter")
    managing.wait(lambda: page.table.rows == (), what="nothing")
    assert "Esc" in str(page.table._empty.cget("text"))
