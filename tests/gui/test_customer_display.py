"""The customers' window: what it shows through a sale, and that it is never in the clerk's way."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import customtkinter as ctk
import pytest

from app.views import theme
from app.views.sell.customer_display import CustomerWindow
from app.views.sell.customer_pages import BasketPage, ChangePage, IdlePage, PaymentPage
from tests.gui.program import Program, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def said(window: CustomerWindow) -> list[str]:
    canvas: Any = window.canvas
    return [canvas.itemcget(item, "text") for item in canvas.find_all() if canvas.type(item) == "text"]


@pytest.fixture(name="window")
def opened_window(selling: Program) -> CustomerWindow:
    selling.hands.key("shift+F11")
    selling.wait(lambda: selling.screen.customers.window, what="the customers' window")
    window = selling.screen.customers.window
    assert window is not None
    selling.wait(lambda: said(window), what="something on it")
    return window


def test_it_shows_the_cinema_while_nobody_is_served(selling: Program, window: CustomerWindow) -> None:
    assert selling.office.counters[0].cinema.name in said(window)


def test_it_shows_seats_types_prices_and_the_total(selling: Program, window: CustomerWindow) -> None:
    selling.pick("C3", "C4")
    selling.wait(lambda: isinstance(selling.screen.customers.page, BasketPage))
    told = said(window)
    assert {"C3", "C4", "Total"} <= set(told)
    assert any("Adult" in text for text in told)
    assert "₹910" in told


def test_the_gaps_between_its_seats_are_alike(selling: Program, window: CustomerWindow) -> None:
    selling.pick("C3", "C4", "C5", "C6")
    selling.wait(lambda: isinstance(selling.screen.customers.page, BasketPage))
    canvas: Any = window.canvas
    mine = theme.pick(theme.ACCENT, ctk.get_appearance_mode())
    own = sorted(
        canvas.coords(item)
        for item in canvas.find_all()
        if canvas.type(item) == "rectangle" and canvas.itemcget(item, "fill") == mine
    )
    assert len(own) == 4
    assert len({right[0] - left[2] for left, right in pairwise(own)}) == 1
    assert own[1][0] - own[0][2] >= 2


def test_it_follows_the_sale_to_the_change_and_back(selling: Program, window: CustomerWindow) -> None:
    display = selling.screen.customers
    selling.pick("C3")
    selling.ask_to_pay()
    selling.wait(lambda: isinstance(display.page, PaymentPage))
    assert "₹455" in said(window)
    selling.hands.type("500")
    selling.hands.key("Enter")
    selling.wait_for_sale()
    selling.wait(lambda: isinstance(display.page, ChangePage))
    assert "₹45" in said(window)
    selling.hands.key("Enter")
    selling.wait(lambda: isinstance(display.page, IdlePage))


def test_it_shows_a_code_to_scan(selling: Program, window: CustomerWindow) -> None:
    selling.screen.customers.show_payment(35_000, "upi://pay?pa=regal@bank&am=350.00&cu=INR")
    selling.root.update()
    canvas: Any = window.canvas
    assert [canvas.type(item) for item in canvas.find_all()].count("image") == 1


def test_opened_in_the_middle_of_a_sale_it_shows_that_sale(selling: Program) -> None:
    selling.pick("C3")
    selling.hands.key("shift+F11")
    selling.wait(lambda: selling.screen.customers.window is not None)
    window = selling.screen.customers.window
    assert window is not None
    selling.wait(lambda: "C3" in said(window))


def test_the_clerk_keeps_the_keyboard(selling: Program) -> None:
    before = selling.root.focus_get()
    selling.hands.key("shift+F11")
    selling.wait(lambda: selling.screen.customers.window is not None)
    window = selling.screen.customers.window
    assert window is not None
    selling.wait(lambda: said(window))
    assert selling.root.focus_get() is before
    window.focus_force()  # as a window manager does with a new window
    selling.wait(lambda: selling.root.focus_get() is before, what="the focus back with the clerk")


def test_closing_it_closes_nothing_else(selling: Program, window: CustomerWindow) -> None:
    selling.pick("C3")
    selling.root.tk.call(*selling.root.tk.splitlist(window.protocol("WM_DELETE_WINDOW")))
    selling.wait(lambda: selling.screen.customers.window is None)
    assert not selling.screen.looks.customer_display
    assert selling.labels == ["C3"]


def test_it_wears_both_themes(selling: Program, window: CustomerWindow) -> None:
    dark = window.canvas.cget("background")
    selling.screen.looks.set_theme("light")
    selling.wait(lambda: window.canvas.cget("background") != dark)
    assert ctk.get_appearance_mode() == "Light"


@pytest.mark.parametrize("size", ["640x480", "1024x600", "1920x1080"])
def test_its_type_is_read_from_afar_and_nothing_is_cut(selling: Program, window: CustomerWindow, size: str) -> None:
    selling.pick("C3", "C4", "C5")
    window.geometry(size)
    wide, high = (int(side) for side in size.split("x"))
    selling.wait(lambda: (window.canvas.winfo_width(), window.canvas.winfo_height()) == (wide, high))
    selling.root.update()
    canvas: Any = window.canvas
    for item in canvas.find_all():
        if canvas.type(item) == "text":
            left, top, right, bottom = canvas.bbox(item)
            assert left >= 0
            assert top >= 0
            assert right <= wide
            assert bottom <= high
    written = [item for item in canvas.find_all() if canvas.type(item) == "text"]
    total = next(item for item in written if canvas.itemcget(item, "text") == "₹1,365")
    box = canvas.bbox(total)
    assert box[3] - box[1] >= high / 10  # 3 cm on a screen 30 cm high
