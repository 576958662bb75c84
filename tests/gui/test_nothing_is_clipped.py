"""Sell at every size and scale: each text and button has the room it asks for, and lies inside the window."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Iterator

import customtkinter as ctk
import pytest

from app.views.day_strip import DayStrip
from app.views.parts.pressable import Pressable
from app.views.parts.scroll_list import ScrollList
from app.views.scale import most_percent
from tests.gui.program import Program, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]

SIZES = ["1024x768", "1280x800", "1920x1080"]
SCALES = [80, 100, 125, 150, 200]
ROUNDING_PX = 2
"""A size in units becomes whole pixels more than once on its way."""


@pytest.fixture(autouse=True)
def _the_window_as_it_was(root: ctk.CTk) -> Iterator[None]:
    yield
    root.geometry("1280x800+0+0")
    root.update()


def shown(widget: tk.Misc) -> Iterator[tk.Misc]:
    for child in tk.Misc.winfo_children(widget):
        if child.winfo_viewable() and child.winfo_width() > 1:
            yield child
        yield from shown(child)


def cut(program: Program) -> list[str]:
    """What asks for more room than it has, or lies outside of what holds it."""
    faults = []
    for widget in shown(program.screen):
        if isinstance(widget, ctk.CTkLabel):
            inner = widget._label
            if inner.winfo_reqwidth() > widget.winfo_width() + ROUNDING_PX and widget.cget("text"):
                faults.append(f"{widget.cget('text')!r}: {inner.winfo_reqwidth()} px of text in {widget.winfo_width()}")
            if inner.winfo_reqheight() > widget.winfo_height() + ROUNDING_PX and widget.cget("text"):
                faults.append(f"{widget.cget('text')!r}: {inner.winfo_reqheight()} px high in {widget.winfo_height()}")
        elif isinstance(widget, Pressable):
            box = widget._canvas.bbox("content")
            wide, high = widget.winfo_width(), widget.winfo_height()
            inside = box is None or (
                box[0] >= -ROUNDING_PX
                and box[1] >= -ROUNDING_PX
                and box[2] <= wide + ROUNDING_PX
                and box[3] <= high + ROUNDING_PX
            )
            if not inside:
                faults.append(f"{texts(widget)}: {box} in {wide}x{high}")
        else:
            continue
        if not any(isinstance(above, ScrollList) for above in line_of(widget)) and outside(widget):
            faults.append(f"{texts(widget)} lies outside of its pane")
    return faults


def texts(widget: tk.Misc) -> str:
    if isinstance(widget, Pressable):
        canvas = widget._canvas
        return " ".join(
            canvas.itemcget(item, "text") for item in canvas.find_withtag("content") if canvas.type(item) == "text"
        )
    return repr(widget.cget("text"))


def line_of(widget: tk.Misc) -> Iterator[tk.Misc]:
    while widget.master is not None:
        widget = widget.master
        yield widget


def outside(widget: tk.Misc) -> bool:
    left, top = widget.winfo_rootx(), widget.winfo_rooty()
    right, bottom = left + widget.winfo_width(), top + widget.winfo_height()
    return any(
        left < above.winfo_rootx() - ROUNDING_PX
        or top < above.winfo_rooty() - ROUNDING_PX
        or right > above.winfo_rootx() + above.winfo_width() + ROUNDING_PX
        or bottom > above.winfo_rooty() + above.winfo_height() + ROUNDING_PX
        for above in line_of(widget)
        if above.winfo_ismapped()
    )


def wear(program: Program, size: str, percent: int) -> None:
    root, looks = program.root, program.screen.looks
    root.geometry(f"{size}+0+0")
    wanted = tuple(int(side) for side in size.split("x"))
    program.wait(lambda: (root.winfo_width(), root.winfo_height()) == wanted, what=size)
    looks.set_scale(percent)
    shown_percent = min(percent, most_percent((wanted[0], wanted[1])))
    program.wait(lambda: looks.shown_percent == shown_percent, what=f"{shown_percent} %")
    for _ in range(3):  # sizes settle in rounds: a wrapped text asks for its height once its width is known
        root.update()


@pytest.mark.parametrize("size", SIZES)
def test_the_basket_and_the_programme_fit(selling: Program, size: str) -> None:
    selling.pick("C3", "C4")
    for percent in SCALES:
        wear(selling, size, percent)
        assert cut(selling) == [], f"{size} at {percent} %"


@pytest.mark.parametrize("size", SIZES)
def test_a_search_that_finds_nothing_says_so_in_full(program: Program, size: str) -> None:
    program.hands.key("F2")
    program.wait(lambda: program.command.has_focus)
    program.write(program.command, "zzzz")
    program.wait(lambda: not program.sell.programme.rows, what="the empty list")
    for percent in SCALES:
        wear(program, size, percent)
        sentence, panel = program.sell.programme._empty, program.sell.programme
        assert sentence._label.winfo_reqwidth() <= sentence.winfo_width() + ROUNDING_PX
        assert not outside(sentence), f"{size} at {percent} %"
        assert sentence.winfo_rootx() + sentence.winfo_width() <= panel.winfo_rootx() + panel.winfo_width()


@pytest.mark.parametrize("size", SIZES)
def test_the_page_fits_before_a_show_is_open(program: Program, size: str) -> None:
    for percent in SCALES:
        wear(program, size, percent)
        assert cut(program) == [], f"{size} at {percent} %"


def test_a_total_with_small_coins_fits_in_the_narrowest_basket(selling: Program) -> None:
    selling.pick("C3", "C4")
    panel = selling.checkout.basket_panel
    panel._total.configure(text=panel._money(12_345_50))
    wear(selling, "1024x768", 100)
    assert cut(selling) == []


@pytest.mark.parametrize("size", SIZES)
def test_taking_money_fits(selling: Program, size: str) -> None:
    selling.pick("C3")
    selling.ask_to_pay()
    for percent in SCALES:
        wear(selling, size, percent)
        assert cut(selling) == [], f"{size} at {percent} %"


@pytest.mark.parametrize("percent", SCALES)
def test_the_sheet_of_looks_fits(selling: Program, percent: int) -> None:
    selling.hands.key("ctrl+comma")
    selling.wait(lambda: selling.screen.looks_flow.sheet)
    for size in SIZES:
        wear(selling, size, percent)
        assert cut(selling) == [], f"{size} at {percent} %"


def test_as_many_days_are_in_sight_as_have_room(selling: Program) -> None:
    strip: DayStrip = selling.sell.programme.strip
    for size in SIZES:
        wear(selling, size, 100)
        last = strip.buttons[-1]
        assert last.winfo_rootx() + last.winfo_width() <= strip.winfo_rootx() + strip.winfo_width()
