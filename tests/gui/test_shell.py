"""The frame around every page."""

from __future__ import annotations

from collections.abc import Callable

import customtkinter as ctk
import pytest

from app.views import theme
from app.views.parts.widgets import Field
from app.views.shell import Shell
from app.views.tour.hands import Hands
from tests.gui.conftest import WaitUntil, centre

PAGES = [("sell", "Sell", "sell"), ("find", "Find", "find"), ("till", "Till", "till")]


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def shell(stage: ctk.CTkFrame, asked: list[str]) -> Shell:
    def ask(what: str) -> Callable[[], None]:
        return lambda: asked.append(what)

    shell = Shell(
        stage,
        pages=PAGES,
        on_page=asked.append,
        on_lock=ask("lock"),
        on_looks=ask("looks"),
        on_help=ask("help"),
        on_theme=ask("theme"),
        on_unprinted=ask("unprinted"),
    )
    shell.place(x=0, y=0, relwidth=1, relheight=1)
    shell.set_place("Regal Screen", "Counter 2")
    shell.set_person("Asha Rao", "CLERK")
    shell.set_connection("connected", "connected")
    shell.set_clock("Fri 20 Nov  19:42")
    stage.update()
    return shell


def test_the_rail_shows_the_permitted_pages_only(shell: Shell) -> None:
    assert list(shell._items) == ["sell", "find", "till"]


def test_a_click_on_the_rail_asks_for_the_page(
    shell: Shell, asked: list[str], hands: Hands, wait_until: WaitUntil
) -> None:
    hands.click(*centre(shell._items["find"]))
    wait_until(lambda: asked)
    assert asked == ["find"]


def test_the_rail_works_with_arrows_and_return(
    shell: Shell, asked: list[str], hands: Hands, wait_until: WaitUntil
) -> None:
    shell._items["sell"].focus_set()
    hands.key("Down")
    hands.key("Down")
    wait_until(lambda: shell._items["till"].has_focus, what="the focus on the third item")
    hands.key("Enter")
    wait_until(lambda: asked)
    assert asked == ["till"]


def test_the_page_shown_is_lit_and_the_one_before_is_hidden(shell: Shell, stage: ctk.CTkFrame) -> None:
    sell, find = (ctk.CTkFrame(shell.body) for _ in range(2))
    shell.show_page(sell, "sell")
    shell.show_page(find, "find")
    stage.update()
    assert [key for key, item in shell._items.items() if item.active] == ["find"]
    assert (sell.winfo_viewable(), find.winfo_viewable()) == (0, 1)
    assert find.winfo_width() == shell.body.winfo_width()


def test_a_page_that_keeps_its_text_is_shown_again_as_it_was(shell: Shell, stage: ctk.CTkFrame) -> None:
    sell = Field(shell.body, "Command")
    find = ctk.CTkFrame(shell.body)
    shell.show_page(sell, "sell")
    sell.value = "2a1c"
    shell.show_page(find, "find")
    shell.show_page(sell, "sell")
    stage.update()
    assert (sell.winfo_viewable(), sell.value) == (1, "2a1c")


def test_the_header_says_where_and_who(shell: Shell) -> None:
    assert shell._cinema.cget("text") == "Regal Screen"
    assert shell._who.cget("text") == "Counter 2  ·  Asha Rao (clerk)"


@pytest.mark.parametrize("state", ["connected", "away", "checking"])
def test_the_connection_is_told_in_words(shell: Shell, state: str) -> None:
    shell.set_connection(state, f"it is {state}")  # type: ignore[arg-type]
    assert shell._connection.cget("text").strip() == f"it is {state}"


def test_unprinted_tickets_are_a_badge_that_can_be_pressed(
    shell: Shell, asked: list[str], hands: Hands, wait_until: WaitUntil, stage: ctk.CTkFrame
) -> None:
    assert not shell._unprinted.winfo_viewable()
    shell.set_unprinted(3)
    stage.update()
    assert shell._unprinted.text == "3 not printed"
    hands.click(*centre(shell._unprinted))
    wait_until(lambda: asked)
    shell.set_unprinted(0)
    stage.update()
    assert asked == ["unprinted"]
    assert not shell._unprinted.winfo_viewable()


def test_lock_and_theme_are_pressed_by_mouse(
    shell: Shell, asked: list[str], hands: Hands, wait_until: WaitUntil
) -> None:
    hands.click(*centre(shell._lock_button))
    hands.click(*centre(shell._theme_button))
    wait_until(lambda: len(asked) == 2)
    assert asked == ["lock", "theme"]


def test_the_banner_moves_the_page_down_and_back(shell: Shell, stage: ctk.CTkFrame) -> None:
    before = shell.body.winfo_rooty()
    shell.banner.show("The database is away. Trying again (3)…")
    stage.update()
    assert shell.body.winfo_rooty() >= before + 40
    shell.banner.hide()
    stage.update()
    assert shell.body.winfo_rooty() == before


def test_a_toast_lies_over_a_page_made_later(shell: Shell, stage: ctk.CTkFrame) -> None:
    shell.toasts.show("Sale FYR-7K2P done.", seconds=60)
    shell.show_page(ctk.CTkFrame(shell.body), "sell")
    stage.update()
    toast = shell.toasts._shown[-1]
    top = stage.winfo_containing(*centre(toast))
    assert str(top).startswith(str(toast))
    shell.toasts.clear()


def test_where_the_verbs_stand_at_the_right_a_toast_keeps_to_the_left_half(shell: Shell, stage: ctk.CTkFrame) -> None:
    shell.toasts.keep_left(at_left=True)
    shell.toasts.show("Finding Nemo, Mon, 23 Nov 3:00 pm: H9 and H10 are kept for who waited. " * 2, seconds=60)
    stage.update()
    toast = shell.toasts._shown[-1]
    assert toast.winfo_rootx() >= shell.body.winfo_rootx()
    assert toast.winfo_rootx() + toast.winfo_width() <= shell.body.winfo_rootx() + shell.body.winfo_width() // 2
    shell.toasts.clear()


@pytest.mark.parametrize("scaling", [1.0, 1.5])
def test_the_clock_and_the_lock_stay_inside_a_small_window(shell: Shell, stage: ctk.CTkFrame, scaling: float) -> None:
    ctk.set_widget_scaling(scaling)
    shell.set_unprinted(12)
    shell.set_connection("away", "database away")
    stage.update()
    edge = stage.winfo_rootx() + stage.winfo_width()
    assert shell._clock.winfo_rootx() + shell._clock.winfo_reqwidth() <= edge
    assert shell._lock_button.winfo_viewable()


def test_both_themes_draw_the_rail_in_their_own_colours(shell: Shell, stage: ctk.CTkFrame) -> None:
    shell.set_active("sell")
    for mode in ("Light", "Dark"):
        ctk.set_appearance_mode(mode)
        stage.update()
        fill = shell._items["sell"]._canvas.itemcget("inner_parts", "fill")
        assert fill == theme.pick(theme.RAISED, mode)
