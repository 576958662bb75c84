"""Somebody wants seats of a full show: who they are, how many seats, and they are on its waiting list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.controllers.after.waiting import Waiting
from app.controllers.desk import Desk
from app.controllers.sell.customers import Customer, CustomerRefused, TypedCustomer
from app.controllers.sell.parties import read_party, type_letters
from app.controllers.sell.seat_plans import OpenShow
from app.models.records import TicketType
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError, InvalidInput
from app.utils.local_time import format_day, format_time, to_local
from app.views.parts.bury import bury
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.checkout import Checkout
from app.views.sell.customer_panel import CustomerActions, CustomerPanel
from app.views.sell.wait_panel import WaitPanel
from app.views.surroundings import Surroundings
from app.views.tasks import Lane

_NOBODY = TypedCustomer()


class WaitFlow:
    """Two panels over the basket's column: who waits, and for how many seats. Whom the basket is for is not asked again."""

    def __init__(
        self,
        desk: Desk,
        flow: BasketFlow,
        around: Surroundings,
        checkout: Checkout,
        named: Callable[[], Customer | None],
        on_closed: Callable[[], object],
    ) -> None:
        """`named` is whom the next basket is for, if somebody was asked."""
        self._desk, self._flow, self._checkout = desk, flow, checkout
        self._named, self._on_closed = named, on_closed
        self._tasks, self._toasts = around.tasks, around.toasts
        self.who: CustomerPanel | None = None
        self.how_many: WaitPanel | None = None
        self._opened: OpenShow | None = None
        self._customer: Customer | None = None
        self._known: Customer | None = None
        self._draft = _NOBODY
        self._request: tuple[object, str] = (None, "")

    def ask(self) -> None:
        """Shift-F4: for the open show; pressed again it goes back."""
        opened = self._flow.opened
        if self.close():
            return
        if opened is None:
            self._toasts.show("Open the show that is full first, then press Shift+F4.")
        elif self._checkout.about_to_take_money:
            self._toasts.show("Money is being taken for this basket. Press Esc first, or ask after the sale.", "bad")
        else:
            self._opened, named = opened, self._named()
            if named is not None and (named.phone or named.email):
                self._ask_how_many(named)
            else:
                self._ask_who()

    def close(self) -> bool:
        """Away with the panel; what was typed of who waits is there again next time. False when none was open."""
        if self.who is not None:
            self._draft = self.who.typed
        if not self._away():
            return False
        self._on_closed()
        return True

    def _away(self) -> bool:
        panels, self.who, self.how_many = (self.who, self.how_many), None, None
        for panel in panels:
            if panel is not None:
                bury(panel)
        return any(panel is not None for panel in panels)

    # Who

    def _ask_who(self) -> None:
        actions = CustomerActions(self._write_down, self._take, self._search, self.close)
        self.who = CustomerPanel(self._checkout, "Waiting list", f"Who waits for {self._show_words}?", "Next", actions)
        self.who.fill(self._draft)
        self.who.place(relx=0, rely=0, relwidth=1, relheight=1)
        self.who.lift()
        self.who.focus_first()

    def _search(self, typed: str) -> None:
        session, customers = self._flow.session, self._desk.reading.customers
        self._tasks.run(
            Lane.READING,
            lambda: customers.search(session, typed),
            lambda found: self.who.show_found(found) if self.who else None,
            _keep_found,
            replaces="who waits",
        )

    def _take(self, customer: Customer) -> None:
        self._known = customer
        if self.who is not None and not (customer.phone or customer.email):
            self.who.fill(TypedCustomer(customer.name, customer.phone, customer.email, customer.consent))
            self.who.say("Who waits has to be told: type a phone number or an e-mail address.", "phone")
            return
        self._written(customer)

    def _write_down(self, typed: TypedCustomer) -> None:
        if self.who is not None and not (typed.phone.strip() or typed.email.strip()):
            self.who.say("Who waits has to be told: type a phone number or an e-mail address.", "phone")
            return
        session, customers, known = self._flow.session, self._desk.sale.customers, self._known
        request_id = self._request_id(("who", typed, known.id if known else None))
        self._tasks.run(
            Lane.SALE,
            lambda: customers.write_down(session, request_id, typed, known),
            self._written,
            self._refused,
            replaces="who waits",
        )

    def _written(self, customer: Customer) -> None:
        if self.who is not None:
            self._away()
            self._draft, self._known = _NOBODY, None
            self._ask_how_many(customer)

    # How many

    def _ask_how_many(self, customer: Customer) -> None:
        self._customer = customer
        self.how_many = WaitPanel(self._checkout, customer.called, self._show_words, self._wait, self.close)
        self.how_many.place(relx=0, rely=0, relwidth=1, relheight=1)
        self.how_many.lift()
        self.how_many.seats.focus_set()

    def _wait(self, typed: str) -> None:
        opened, customer, session = self._opened, self._customer, self._flow.session
        if opened is None or customer is None or self.how_many is None:
            return
        try:
            count, kind = read_seats(typed, opened.prices.book.ticket_types)
        except InvalidInput as error:
            self.how_many.say(error.sentence)
            return
        request_id = self._request_id(("wait", opened.show.id, customer.id, count, kind.id))
        waiting = self._desk.after.waiting
        self._tasks.run(
            Lane.SALE,
            lambda: waiting.join(session, request_id, opened.show, customer, count, kind),
            self._waits,
            self._refused,
            replaces="who waits",
        )

    def _waits(self, entry: Waiting) -> None:
        seats = "1 seat" if entry.seats_wanted == 1 else f"{entry.seats_wanted} seats"
        told = f"{entry.customer_name or entry.phone or entry.email} waits for {seats}, place {entry.place} in the line"
        self._toasts.show(f"{told}. You are told when seats are kept for them.", "good", seconds=8)
        self._customer = None
        if self._away():
            self._on_closed()

    def _refused(self, error: BoxOfficeError) -> None:
        if self.who is not None:
            self.who.say(error.sentence, error.field if isinstance(error, CustomerRefused) else "")
        elif self.how_many is not None:
            self.how_many.say(error.sentence)
        else:
            self._toasts.show(error.sentence, "bad", seconds=8)

    @property
    def _show_words(self) -> str:
        """Dune, Fri 21 Nov 19:50."""
        if self._opened is None:
            return "this show"
        show, cinema = self._opened.show, self._flow.session.counter.cinema
        starts = to_local(show.starts_at, cinema.time_zone)
        when = f"{format_day(starts.date(), cinema.locale)} {format_time(starts, cinema.locale)}"
        return f"{show.movie_title}, {when}"

    def _request_id(self, asked: object) -> str:
        """The same asked again after an outage is the same request: it is written once."""
        if self._request[0] != asked:
            self._request = (asked, new_request_id())
        return self._request[1]


def read_seats(typed: str, types: Sequence[TicketType]) -> tuple[int, TicketType]:
    """How many seats of which ticket type: "2", "2c". Raises InvalidInput."""
    party = read_party(typed.split(), types)
    if party is None:
        raise InvalidInput(f"Type how many seats: 2, or {type_letters(types)}.")
    if party.pairs or len({each.id for each in party.people}) != 1:
        raise InvalidInput("Type one kind of ticket for all: the others are changed in the basket when seats are free.")
    return len(party.people), party.people[0]


def _keep_found(_error: BoxOfficeError) -> None:
    """The window tells of a lost database; who was found stays, and what is typed next asks again."""
