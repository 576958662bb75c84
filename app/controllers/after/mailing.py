"""The tickets of a sale by e-mail because the customer asks for it, at the counter."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.customers import CustomerRefused, Customers, TypedCustomer
from app.models.after import leases, outbox
from app.models.after.outbox import Channel, Template
from app.models.database import Database, Request
from app.models.errors import NotFound
from app.models.sell import bookings, customers, found_bookings, tickets
from app.models.statements import Unit
from app.utils.errors import PostAway
from app.utils.pay.provider import derived_key


@dataclass(frozen=True, slots=True)
class Addressee:
    """`email` is "" when it has to be asked for."""

    reference: str
    email: str


class Mailing:
    """For the lane of the sale. `sends_here`: this machine has a mail server in its settings."""

    def __init__(self, database: Database, *, sends_here: bool) -> None:
        self._database, self._sends_here = database, sends_here
        self._customers = Customers(database)

    @needs(Permission.SELL)
    def addressee(self, session: Session, reference: str | None) -> Addressee:
        """Whom a sale's tickets would be mailed to; of this counter's last sale where none is named.

        Raises PostAway where nobody sends any mail, NotFound.
        """
        reference = reference or tickets.last_sold(self._database, session.counter.id)
        if reference is None:
            raise NotFound("Nothing was sold at this counter yet, so there is nothing to mail.")
        self._require_somebody_sends()
        return Addressee(reference, self._known_email(reference))

    @needs(Permission.SELL)
    def mail_tickets(self, session: Session, request_id: str, reference: str, typed_email: str = "") -> str:
        """Leave the tickets of a sale in the outbox; where they go. The same `request_id` again sends nothing twice.

        A typed address is written down with the booking's customer, who is a new one where there was none. While one such
        mail still waits there is no second one. Raises CustomerRefused for an address that cannot be one, NotFound, PostAway.
        """
        self._require_somebody_sends()
        email = typed_email.strip() or self._known_email(reference)
        if not email:
            raise CustomerRefused("Type the e-mail address that the tickets go to.", "email")
        if typed_email.strip():
            email = self._write_down(session, derived_key(request_id, "customer"), reference, email)

        def work(unit: Unit) -> None:
            booking_id = found_bookings.id_of(unit, session.counter.cinema.id, reference)
            locked = bookings.lock(unit, booking_id) if booking_id is not None else None
            if booking_id is None or locked is None or not locked.status.is_sale:
                raise NotFound(f"{reference} has no tickets any more, so there is nothing to mail.")
            if not outbox.waits_for(unit, booking_id, Template.CONFIRMATION, email):
                outbox.write(unit, Template.CONFIRMATION, (booking_id,), session.counter.id)

        self._database.once(Request(request_id, "MAIL_TICKETS", (reference,)), "", work)
        return f"The tickets go to {email}."

    def _require_somebody_sends(self) -> None:
        if not self._sends_here and not leases.is_known(self._database, Channel.MAIL.value):
            raise PostAway("No mail is sent in this house: no machine has FOYER_SMTP_HOST set. Print the tickets.")

    def _known_email(self, reference: str) -> str:
        customer = customers.of_booking(self._database, reference)
        return customer.email if customer is not None else ""

    def _write_down(self, session: Session, request_id: str, reference: str, email: str) -> str:
        known = customers.of_booking(self._database, reference)
        if known is not None and known.email.casefold() == email.casefold():
            return known.email  # the same press again, after a lost answer
        typed = TypedCustomer(email=email)
        if known is not None:
            typed = TypedCustomer(known.name, known.phone, email, known.consent)
        return self._customers.write_down(session, request_id, typed, known, reference).email
