"""Everything on Sell is reached with Tab alone, each stop shows that it has the keyboard, and the walk comes round again."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

import customtkinter as ctk
import pytest
from PIL import Image, ImageGrab

from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.parts.pressable import Pressable
from app.views.pay.cash_body import CashBody
from app.views.sell.basket_line import BasketLine
from app.views.sell.command_bar import CommandBar
from app.views.sell.show_row import ShowRow
from tests.gui.program import Program, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]

STOPS_MAX = 80
AROUND = 4


def walk(program: Program, key: str = "Tab") -> list[tk.Misc]:
    """Press the key until the keyboard is where it began; every stop must look other than when it is left."""
    stops = [_focus(program)]
    rung = _picture(program, stops[0])
    while len(stops) < STOPS_MAX:
        before = stops[-1]
        program.hands.key(key)
        program.wait(lambda: _focus(program) is not before, what=f"the keyboard to leave {before}")  # noqa: B023
        program.root.update()
        changed = _picture(program, before).tobytes() != rung.tobytes()
        assert changed, f"{_named(before)} {before} does not show the keyboard"
        if _focus(program) is stops[0]:
            return stops
        stops.append(_focus(program))
        rung = _picture(program, stops[-1])
    pytest.fail("the walk does not come round: " + ", ".join(map(_named, stops)))


def _focus(program: Program) -> tk.Misc:
    focus: tk.Misc | None = program.root.focus_get()
    assert focus is not None
    return focus


def _picture(program: Program, stop: tk.Misc) -> Image.Image:
    program.root.update()
    stop = next((owner for kind in (Pressable, Field, CommandBar) if (owner := _owner(stop, kind))), stop)
    left, top = stop.winfo_rootx(), stop.winfo_rooty()
    box = (left - AROUND, top - AROUND, left + stop.winfo_width() + AROUND, top + stop.winfo_height() + AROUND)
    return ImageGrab.grab(box, xdisplay="")


def _owner(stop: tk.Misc, kind: type[tk.Misc]) -> tk.Misc | None:
    """The widget of that kind that a stop's inner canvas or entry belongs to."""
    found: tk.Misc | None = stop
    while found is not None and not isinstance(found, kind):
        found = found.master
    return found


def _named(stop: tk.Misc) -> str:
    owner = _owner(stop, Pressable) or stop
    return f"{type(owner).__name__} {getattr(owner, 'text', '')}".strip()


def names(stops: list[tk.Misc]) -> list[str]:
    return [_named(stop) for stop in stops]


def still(program: Program) -> None:
    """Nothing moves by itself meanwhile: a counted second or a fresh list would look like a ring."""
    program.hands.move(program.root.winfo_rootx() + 2, program.root.winfo_rooty() + 2)


def test_tab_walks_the_whole_page_and_comes_round(selling: Program) -> None:
    selling.pick("F7", "F8")
    selling.screen.shell.set_unprinted(2)
    selling.sell.shown.focus_seats()
    still(selling)
    stops = walk(selling)
    told = names(stops)
    for wanted in ("_RailItem", "Button 2 not printed", "_DayButton", "ShowRow", "Button Cash", "Button Card"):
        assert wanted in told, told
    assert told.count("BasketLine") == 2
    assert len([stop for stop in stops if _owner(stop, CommandBar)]) == 1
    pressable = [each for each in _all(selling.screen, Pressable) if each.winfo_viewable() and each.enabled]
    reached = {_owner(stop, Pressable) for stop in stops}
    missed = [each for each in pressable if each not in reached and each._canvas.cget("takefocus") != "0"]
    assert missed == []


def test_shift_tab_walks_back_the_same_way(selling: Program) -> None:
    selling.pick("F7")
    selling.sell.shown.focus_seats()
    still(selling)
    there, back = walk(selling), walk(selling, "shift+Tab")
    assert back == [there[0], *reversed(there[1:])]


def test_the_line_comes_first_on_the_page_and_the_basket_last(selling: Program) -> None:
    selling.pick("F7")
    selling.sell.shown.focus_seats()
    kinds = [next((kind for kind in (CommandBar, ShowRow, BasketLine) if _owner(stop, kind)), None)
             for stop in walk(selling)]  # fmt: skip
    start = kinds.index(CommandBar)
    order = [kind for kind in (*kinds[start:], *kinds[:start]) if kind is not None]
    assert order == [CommandBar, ShowRow, BasketLine]


def test_a_sale_without_a_mouse_and_without_a_shortcut(selling: Program) -> None:
    """Tab, Space and Enter alone: a type changed, a seat given back, the money taken with a note."""
    selling.pick("F7", "F8")
    selling.sell.shown.focus_seats()
    _tab_to(selling, lambda: _owner(_focus(selling), BasketLine) is not None)
    selling.hands.key("Space")
    selling.wait(lambda: selling.flow.basket and selling.flow.basket.booking.lines[0].ticket_type.name == "Child")
    selling.hands.key("Delete")
    selling.wait(lambda: selling.labels == ["F8"] and not selling.flow.busy, what="one seat left")
    _tab_to(selling, lambda: _named(_focus(selling)) == "Button Cash")
    selling.hands.key("Space")
    selling.wait(lambda: selling.checkout.taking_money, what="the payment panel")
    selling.wait(lambda: selling.payment.field.has_focus)
    _tab_to(selling, lambda: _owner(_focus(selling), Button) is quick(selling)[1])
    selling.hands.key("Space")
    selling.wait(lambda: selling.payment.field.value == "550", what="the note")
    selling.hands.key("Enter")
    done = selling.wait_for_sale()
    assert done.sale.change_minor == 2500


def test_the_payment_panel_is_walked_too(selling: Program) -> None:
    selling.pick("F7")
    panel = selling.ask_to_pay()
    still(selling)
    reached = {_owner(stop, Pressable) for stop in walk(selling)}
    assert {*quick(selling), panel._take, panel._back} <= reached


def test_space_on_the_top_bar_changes_the_theme_and_locks(selling: Program) -> None:
    before = ctk.get_appearance_mode()
    _tab_to(selling, lambda: _owner(_focus(selling), Button) is selling.screen.shell._theme_button)
    selling.hands.key("Space")
    selling.wait(lambda: ctk.get_appearance_mode() != before, what="the other theme")
    _tab_to(selling, lambda: _owner(_focus(selling), Button) is selling.screen.shell._lock_button)
    selling.hands.key("Space")
    selling.wait(lambda: selling.screen.locked, what="the lock")


def quick(program: Program) -> list[Button]:
    """The buttons of likely amounts."""
    body = program.payment.body
    assert isinstance(body, CashBody)
    return body._quick


def _tab_to(program: Program, there: Callable[[], bool]) -> None:
    for _ in range(STOPS_MAX):
        if there():
            return
        before = _focus(program)
        program.hands.key("Tab")
        program.wait(lambda: _focus(program) is not before, what="the next stop")  # noqa: B023
    pytest.fail("Tab never comes there")


def _all(widget: tk.Misc, kind: type[Pressable]) -> list[Pressable]:
    found = [widget] if isinstance(widget, kind) else []
    return found + [each for child in tk.Misc.winfo_children(widget) for each in _all(child, kind)]
