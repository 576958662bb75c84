"""Whom the basket is for: asked on a key, kept with the basket, and written down beside it.

Somebody may be named before a seat is picked, and after the sale. What was typed stays when the panel is left, until the
basket is over.
"""

from __future__ import annotations

from collections.abc import Callable

from app.controllers.desk import Desk
from app.controllers.sell.customers import Customer, CustomerRefused, TypedCustomer
from app.controllers.sell.phone_bookings import PhoneBooking
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_day, format_time, to_local
from app.views.parts.bury import bury
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.checkout import Checkout
from app.views.sell.customer_panel import CustomerActions, CustomerPanel
from app.views.sell.sale_done_panel import SaleDonePanel
from app.views.surroundings import Surroundings
from app.views.tasks import Lane

_NOBODY = TypedCustomer()


class CustomerFlow:
    """Shows the panel over the basket's column; what it writes goes one thing after the other on the sale lane."""

    def __init__(
        self, desk: Desk, flow: BasketFlow, around: Surroundings, checkout: Checkout, on_closed: Callable[[], object]
    ) -> None:
        self._desk, self._flow, self._checkout, self._on_closed = desk, flow, checkout, on_closed
        self._tasks, self._toasts = around.tasks, around.toasts
        self.panel: CustomerPanel | None = None
        self.customer: Customer | None = None
        """Of the basket; of the next one while there is none."""
        self._written: dict[int, Customer] = {}
        """Booking id -> customer, of this window's baskets: one that is held again is for the same person."""
        self._booking_id: int | None = None
        self._reference: str | None = None
        self._draft = _NOBODY
        self._known: Customer | None = None
        self._by_phone = False
        self._request: tuple[object, str] = (None, "")

    # What the page tells

    def basket_changed(self) -> None:
        """Another basket is another customer, unless somebody was named before its first seat was picked."""
        booking = self._flow.basket.booking if self._flow.basket else None
        if (booking.id if booking else None) == self._booking_id:
            return
        had_one, self._booking_id = self._booking_id is not None, booking.id if booking else None
        if booking is None or had_one:
            self._draft, self._known, self.customer = _NOBODY, None, None
        if booking is not None and self.customer is not None:
            self._attach(booking.reference, self.customer)
        elif booking is not None:
            self._ask_whose(booking.reference)
        self._show()

    def held_again(self, booking_id: int) -> None:
        """The seats of a basket that was cleared are held again, for whom they were."""
        self.customer = self._written.get(booking_id)
        self._show()

    # What the clerk does

    def ask(self) -> None:
        """F10: the panel, over the column; pressed in the panel it goes back. After a sale it is about that sale."""
        if self.panel is not None:
            self.close()
        elif self._may_ask():
            self._by_phone = False
            self._open("Customer", "Save", self._about())

    def book_by_phone(self) -> None:
        """Shift-F10: for whom, and then the basket is held for them."""
        if self._flow.basket is None:
            self._toasts.show("Pick the caller's seats first, then press Shift+F10.")
        elif self._may_ask():
            self._away()
            self._by_phone = True
            self._open(
                "Booking by phone",
                "Hold for the caller",
                "The seats stay held until some time before the show and are paid at any counter.",
            )

    def close(self) -> bool:
        """Back to the basket, with what was typed kept for the next time; False when nothing was open."""
        if self.panel is None:
            return False
        self._draft = self.panel.typed
        self._away()
        self._on_closed()
        return True

    def _may_ask(self) -> bool:
        if self._checkout.about_to_take_money:
            self._toasts.show("Money is being taken for this basket. Press Esc first, or ask after the sale.", "bad")
            return False
        return True

    def _about(self) -> str:
        panel = self._checkout.panel
        if isinstance(panel, SaleDonePanel):
            return f"of the sale {panel.sale.reference}"
        return "of this basket" if self._flow.basket else "of the next basket"

    def _open(self, title: str, save_text: str, subtitle: str) -> None:
        done = self._checkout.panel
        self._reference = done.sale.reference if isinstance(done, SaleDonePanel) else None
        if self._flow.basket is not None and self._reference is None:
            self._reference = self._flow.basket.booking.reference
        actions = CustomerActions(self._save, self._take, self._search, self.close)
        self.panel = CustomerPanel(self._checkout, title, subtitle, save_text, actions)
        if self._draft.is_empty and self.customer is not None:
            self._known, self._draft = self.customer, _typed(self.customer)
        self.panel.fill(self._draft)
        self.panel.place(relx=0, rely=0, relwidth=1, relheight=1)
        self.panel.lift()
        self.panel.focus_first()

    def _away(self) -> None:
        panel, self.panel = self.panel, None
        if panel is not None:
            bury(panel)

    def _search(self, typed: str) -> None:
        session, customers = self._flow.session, self._desk.reading.customers
        self._tasks.run(
            Lane.READING,
            lambda: customers.search(session, typed),
            lambda found: self.panel.show_found(found) if self.panel else None,
            _keep_found,
            replaces="customers",
        )

    def _take(self, customer: Customer) -> None:
        """Somebody found: what is typed is theirs now, and it is written on the booking."""
        if self.panel is not None:
            self._known = customer
            self.panel.fill(_typed(customer))
            self._save(_typed(customer))

    def _save(self, typed: TypedCustomer) -> None:
        session, customers, known, reference = (
            self._flow.session,
            self._desk.sale.customers,
            self._known,
            self._reference,
        )
        if typed.is_empty and not self._by_phone:
            self._nobody()
            return
        asked = ("save", typed, known.id if known else None, reference)
        request_id = self._request_id(asked)

        def work() -> Customer:
            if known is not None and typed == _typed(known):
                if reference is not None:
                    customers.attach(session, request_id, reference, known)
                return known
            return customers.write_down(session, request_id, typed, known, reference)

        self._tasks.run(Lane.SALE, work, self._saved, self._refused, replaces="customer")

    def _nobody(self) -> None:
        """Everything was emptied: the booking is for nobody in particular."""
        if self.customer is not None and self._reference is not None:
            self._attach(self._reference, None)
        self.customer = self._known = None
        if self._booking_id is not None:
            self._written.pop(self._booking_id, None)
        self._show()
        self.close()

    def _saved(self, customer: Customer) -> None:
        done = isinstance(self._checkout.panel, SaleDonePanel)
        self._draft, self._known = _typed(customer), customer
        if done:
            self._toasts.show(f"{customer.called} is written on {self._reference}.", "good")
            self._draft, self._known = _NOBODY, None
        else:
            self._keep(customer)
        if self.panel is None:
            return
        if self._by_phone:
            self._book(customer)
        else:
            self._away()
            self._on_closed()

    def _book(self, customer: Customer) -> None:
        session, phone_bookings = self._flow.session, self._desk.sale.phone_bookings
        basket = self._flow.basket
        request_id = self._request_id(("book", basket.booking.id if basket else None, customer.id))
        booked: list[PhoneBooking] = []
        self._flow.set_aside(
            lambda basket: booked.append(phone_bookings.book(session, request_id, basket, customer)),
            lambda: self._booked(booked[0]) if booked else None,
        )

    def _booked(self, booking: PhoneBooking) -> None:
        cinema = self._flow.session.counter.cinema
        until = to_local(booking.held_until, cinema.time_zone)
        when = f"{format_day(until.date(), cinema.locale)} {format_time(until, cinema.locale)}"
        told = f"{booking.reference} is held for {booking.customer.called} until {when}"
        self._toasts.show(f"{told}. It is paid at any counter: F7.", "good", seconds=12)
        self._checkout.basket_panel.say_last(f"{told}.")
        self._away()
        self._on_closed()

    def _refused(self, error: BoxOfficeError) -> None:
        if self.panel is None:
            self._toasts.show(error.sentence, "bad", seconds=8)
            return
        self.panel.say(error.sentence, error.field if isinstance(error, CustomerRefused) else "")

    # What is written on bookings

    def _attach(self, reference: str, customer: Customer | None) -> None:
        session, customers, request_id = self._flow.session, self._desk.sale.customers, new_request_id()
        if customer is not None:
            self._keep(customer)
        self._tasks.run(Lane.SALE, lambda: customers.attach(session, request_id, reference, customer))

    def _ask_whose(self, reference: str) -> None:
        """A basket that was taken up brings its customer along."""
        session, customers, booking_id = self._flow.session, self._desk.reading.customers, self._booking_id

        def found(customer: Customer | None) -> None:
            if customer is not None and booking_id == self._booking_id and self.customer is None:
                self._keep(customer)

        self._tasks.run(
            Lane.READING, lambda: customers.of_booking(session, reference), found, _keep_found, replaces="whose"
        )

    def _keep(self, customer: Customer) -> None:
        self.customer = customer
        if self._booking_id is not None:
            self._written[self._booking_id] = customer
        self._show()

    def _show(self) -> None:
        basket = self._flow.basket
        by_phone = basket is not None and basket.booking.by_phone
        self._checkout.basket_panel.who.show_customer(self.customer, by_phone=by_phone)

    def _request_id(self, asked: object) -> str:
        """The same asked again after an outage is the same request: it is written once."""
        if self._request[0] != asked:
            self._request = (asked, new_request_id())
        return self._request[1]


def _typed(customer: Customer) -> TypedCustomer:
    return TypedCustomer(customer.name, customer.phone, customer.email, customer.consent)


def _keep_found(_error: BoxOfficeError) -> None:
    """The window tells of a lost database; who was found stays, and what is typed next asks again."""
