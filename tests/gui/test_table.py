"""The table: thousands of rows, one of them chosen, by keys or by the mouse."""

from __future__ import annotations

import customtkinter as ctk
import pytest

from app.views import theme
from app.views.parts.table import Column, Table, TableRow
from app.views.tour.hands import Hands
from tests.gui.conftest import WaitUntil

_ROWS = [TableRow(str(number), (f"Film {number}", str(90 + number))) for number in range(3000)]


@pytest.fixture(name="heard")
def what_was_heard() -> list[str]:
    return []


@pytest.fixture
def table(stage: ctk.CTkFrame, heard: list[str], wait_until: WaitUntil) -> Table:
    columns = (Column("title", "Title", 200, stretch=True), Column("minutes", "Minutes", 80, "e"))
    table = Table(
        stage, columns, heard.append, on_open=lambda row_id: heard.append(f"open {row_id}"), empty="Nothing yet."
    )
    table.pack(fill="both", expand=True)
    table.show(_ROWS)
    stage.update()
    table.focus_set()
    wait_until(lambda: table.has_focus)
    return table


def test_arrows_choose_and_return_opens(table: Table, hands: Hands, wait_until: WaitUntil, heard: list[str]) -> None:
    hands.key("Down")
    hands.key("Down")
    hands.key("Enter")
    wait_until(lambda: heard[-1:] == ["open 2"], what=str(heard))
    assert heard == ["1", "2", "open 2"]


def test_a_click_chooses_a_row_far_down(table: Table, hands: Hands, wait_until: WaitUntil, heard: list[str]) -> None:
    hands.click(*table.row_centre("2500"))
    wait_until(lambda: heard == ["2500"])


def test_what_the_program_chooses_is_not_told(table: Table, wait_until: WaitUntil, heard: list[str]) -> None:
    table.choose("7")
    wait_until(lambda: table.chosen == "7")
    table.update()
    assert heard == []


def test_the_chosen_row_stays_chosen_while_it_is_there(table: Table, heard: list[str]) -> None:
    table.choose("7")
    table.show(_ROWS[5:20])
    assert table.chosen == "7"
    table.show(_ROWS[10:20])
    table.update()
    assert table.chosen is None
    assert heard == []


def test_an_empty_one_says_what_to_do(table: Table) -> None:
    table.show(())
    table.update()
    assert table._empty.winfo_ismapped()
    table.show(_ROWS[:1])
    table.update()
    assert not table._empty.winfo_ismapped()


def test_it_wears_the_theme(table: Table, wait_until: WaitUntil) -> None:
    ctk.set_appearance_mode("Light")
    wait_until(lambda: table.tk.call("ttk::style", "lookup", "Foyer.Treeview", "-background") == theme.PANE[0])


def test_its_rows_grow_with_the_scale(table: Table) -> None:
    ctk.set_widget_scaling(1.5)
    table.update()
    assert int(table.tk.call("ttk::style", "lookup", "Foyer.Treeview", "-rowheight")) == 48


def test_rows_that_come_leave_what_is_scrolled_to_where_it_is(table: Table, stage: ctk.CTkFrame) -> None:
    table._tree.yview_moveto(0.5)
    stage.update()
    seen = table._tree.identify_row(100)
    grown = [TableRow("new 1", ("New", "1")), *_ROWS[:20], TableRow("new 2", ("New", "2")), *_ROWS[20:]]
    table.grow([*grown, TableRow("new 3", ("New", "3"))])
    stage.update()
    assert table._tree.identify_row(100) == seen
    assert [row.id for row in table.rows][:2] == ["new 1", "0"]
    assert list(table._tree.get_children()) == [row.id for row in table.rows]


def test_rows_that_come_above_the_top_are_seen_at_once(table: Table, stage: ctk.CTkFrame) -> None:
    table.grow([TableRow("new", ("New", "1")), *_ROWS])
    stage.update()
    assert str(table._tree.identify_row(40)) == "new"


def test_what_a_column_has_no_room_for_ends_in_dots_until_there_is_room(
    stage: ctk.CTkFrame, wait_until: WaitUntil
) -> None:
    title = "The Lantern Maker and the Long Way Home"
    table = Table(stage, (Column("title", "Title", 120), Column("minutes", "Minutes", 80, "e")), lambda _id: None)
    table.pack(fill="both", expand=True)
    table.show([TableRow("1", (title, "118"))])

    def shown() -> list[str]:
        return [str(cell) for cell in table._tree.item("1", "values")]

    wait_until(lambda: shown()[0].endswith("…"), what="the cut title")
    assert title.startswith(shown()[0].removesuffix("…"))
    assert shown()[1] == "118"
    assert table.rows[0].cells[0] == title
    table._tree.column("title", width=600)
    table._tree.event_generate("<ButtonRelease-1>")
    wait_until(lambda: shown()[0] == title, what="the whole title")


def test_a_strong_row_is_measured_as_it_is_drawn(stage: ctk.CTkFrame, wait_until: WaitUntil) -> None:
    text = "mmmmmmmmmmmm"
    table = Table(stage, (Column("title", "Title", 120),), lambda _id: None)
    plain_px, strong_px = (
        int(table.tk.call("font", "measure", (theme.family(), -theme.BODY, *weight), text))
        for weight in ((), ("bold",))
    )
    assert strong_px > plain_px
    table.pack(fill="both", expand=True)
    table.show([TableRow("1", (text,)), TableRow("2", (text,), "strong")])
    stage.update()
    table._tree.column("title", width=plain_px + 8, stretch=False)
    table._tree.event_generate("<ButtonRelease-1>")
    wait_until(lambda: str(table._tree.set("2", "title")).endswith("…"), what="the cut bold one")
    assert table._tree.set("1", "title") == text
