"""What the customer sees: a second window across the counter that shows the seats, the sum and the change.

It only shows. It never takes the focus, closing it never closes the program, and while it is closed what it would show is
remembered, so that it can be opened in the middle of a sale.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.sell.baskets import Basket
from app.models.records import Cinema, Seat
from app.utils.monitors import second_monitor
from app.views import theme
from app.views.sell.customer_pages import BasketPage, ChangePage, IdlePage, Page, PaymentPage, Pen

_SIZE = "960x600"
"""Where there is no second monitor: a window to be put where the customer looks."""


class CustomerDisplay:
    """What pages tell the customer, whether or not the window is open."""

    def __init__(self, master: Any, cinema: Cinema) -> None:
        self._master, self._cinema = master, cinema
        self._seats: tuple[Seat, ...] = ()
        self._page: Page = IdlePage(cinema)
        self.window: CustomerWindow | None = None
        self.on_closed: Callable[[], object] | None = None
        """Called when somebody closes the window by its own sign."""

    @property
    def page(self) -> Page:
        """What is shown, or would be."""
        return self._page

    def show_hall(self, seats: Sequence[Seat]) -> None:
        """The seats of the show that is on sale: the small map is drawn of them."""
        self._seats = tuple(seats)

    def show_basket(self, basket: Basket | None) -> None:
        """Seats, ticket types, prices and the total; None or an empty one is the cinema's name."""
        if basket is None or not basket.booking.lines:
            self.show_idle()
        else:
            self._show(BasketPage(self._cinema, basket, self._seats))

    def show_payment(self, total_minor: int, qr_payload: str | None = None) -> None:
        """What is to be paid, with the code to scan where it is paid so."""
        self._show(PaymentPage(self._cinema, total_minor, qr_payload))

    def show_change(self, change_minor: int) -> None:
        """Paid: what the customer gets back, and thanks."""
        self._show(ChangePage(self._cinema, change_minor))

    def show_idle(self, cinema: Cinema | None = None) -> None:
        """Nobody is served: the cinema's name."""
        self._cinema = cinema or self._cinema
        self._show(IdlePage(self._cinema))

    def set_open(self, *, is_open: bool) -> None:
        """Open or close the window; an open one is drawn anew, for theme or colours may have changed."""
        if is_open and self.window is None:
            self.window = CustomerWindow(self._master, self._closed_by_hand)
        elif not is_open and self.window is not None:
            self.window.destroy()
            self.window = None
        if self.window is not None:
            self.window.show(self._page)

    def _closed_by_hand(self) -> None:
        self.set_open(is_open=False)
        if self.on_closed is not None:
            self.on_closed()

    def _show(self, page: Page) -> None:
        if page != self._page:
            self._page = page
            if self.window is not None:
                self.window.show(page)


class CustomerWindow(tk.Toplevel):
    """One canvas whose type grows with the window: the clerk's own scale says nothing about the customer's distance."""

    def __init__(self, master: Any, on_closed: Callable[[], object]) -> None:
        super().__init__(master, takefocus=0)
        self._page: Page | None = None
        self._drawn: tuple[object, ...] = ()
        self.title("Foyer: for the customer")
        self.protocol("WM_DELETE_WINDOW", on_closed)
        beside = second_monitor((self.winfo_screenwidth(), self.winfo_screenheight()))
        if beside is not None:
            self.overrideredirect(True)  # the whole monitor, without a frame and without the window manager's focus
            self.geometry(beside.geometry)
        else:
            self.geometry(_SIZE)
        self.canvas = tk.Canvas(self, highlightthickness=0, borderwidth=0, takefocus=0)
        self.canvas.place(x=0, y=0, relwidth=1, relheight=1)
        self.canvas.bind("<Configure>", lambda _event: self._draw())
        self._clerks_focus: Any = None
        self.bind("<FocusIn>", self._give_focus_back)
        self.lower_if_alone(alone=beside is None)

    def lower_if_alone(self, *, alone: bool) -> None:
        """On the clerk's own monitor it begins behind the clerk's window, never over the seats."""
        if alone:
            self.lower(self.master.winfo_toplevel())

    def show(self, page: Page) -> None:
        self._page = page
        self._draw()

    def _draw(self) -> None:
        width, height = self.canvas.winfo_width(), self.canvas.winfo_height()
        mode = str(ctk.get_appearance_mode())
        look = (self._page, width, height, mode, theme.GOOD)
        if self._page is None or width < 50 or height < 50 or look == self._drawn:
            return
        self._drawn = look
        self.canvas.delete("all")
        self.canvas.configure(background=theme.pick(theme.PAGE, mode))
        self._page.draw(Pen(self.canvas, width, height, mode))

    def _give_focus_back(self, _event: object) -> None:
        """The window manager gives a new window the keyboard; the clerk keeps typing where the clerk was."""
        main = self.master.winfo_toplevel()
        (main.focus_lastfor() or main).focus_force()
