"""Tickets given in exchange, within the unit that sells what they pay for: they end, and their money goes over or back."""

from __future__ import annotations

from collections.abc import Callable

from app.controllers.after.observers import SeatsExchanged, announce
from app.controllers.pay import refunding
from app.controllers.pay.credit import Credit
from app.controllers.permissions import Permission, Session
from app.controllers.sell.baskets import Basket
from app.models import audit_log
from app.models.after import exchanges, live_tickets, refunds
from app.models.after.refunds import NewRefund, RefundKind
from app.models.errors import NotExchangeable, PermissionDenied, TillClosed
from app.models.pay import payments
from app.models.records import BookingStatus, PaymentMethod, ShowStatus
from app.models.sell import discounts, tickets
from app.models.sell.bookings import LockedBooking
from app.models.statements import Unit

Seen = Callable[[], tuple[ShowStatus | None, LockedBooking | None]]
"""What the locks on the old sale found, once they are sent."""
_STANDING = (ShowStatus.UPCOMING, ShowStatus.ONGOING)


class Redeeming:
    """What a basket's credit does in its sale's unit: claim, then `require`, then `write`, as the payments beside it."""

    def __init__(self, unit: Unit, session: Session, basket: Basket, credit: Credit, seen: Seen) -> None:
        """`seen` tells of the old sale, whose show and booking the unit locks with those of the basket."""
        if not session.may(Permission.REFUND):
            raise PermissionDenied(f"{session.staff.full_name} may not exchange seats. Ask a manager to sign in.")
        self._unit, self._session, self._basket, self._credit, self._seen = unit, session, basket, credit, seen
        self._freed: list[int] = []
        self._ended: list[int] = []

    def claim(self) -> None:
        """Free the seats and end the tickets, with the next statement: after the new seats are marked as sold."""
        unit, credit, session = self._unit, self._credit, self._session
        seat_ids = [ticket.seat_id for ticket in credit.tickets]
        self._freed = live_tickets.free_seats(unit, credit.show_id, credit.booking_id, seat_ids)
        new = NewRefund(
            credit.booking_id,
            credit.amount_minor,
            fee_minor=0,
            percent=100,
            reason=credit.reason,
            override_by=credit.allowed_by.id if credit.allowed_by else None,
            kind=RefundKind.EXCHANGE,
            new_booking_id=self._basket.booking.id,
        )
        refunds.add(unit, new, session.counter.id, session.staff.id)
        self._ended = live_tickets.end_for_new_refund(unit, credit.chosen)
        live_tickets.mark_booking(unit, credit.booking_id, ended=credit.ends_sale)

    def require(self, till_id: int | None) -> None:
        """That the tickets are what they were when they were chosen. Raises NotExchangeable, TillClosed."""
        credit = self._credit
        show_status, locked = self._seen()
        if locked is None or locked.version != credit.version or locked.status is not BookingStatus.CONFIRMED:
            raise changed(credit)
        if show_status not in _STANDING:
            raise NotExchangeable(
                f"The show of {credit.reference} is over or cancelled: its seats cannot be exchanged."
            )
        count = len(credit.tickets)
        if self._ended != [count] or self._freed != [count]:
            raise NotExchangeable(
                f"Somebody has just entered with a ticket of {credit.reference}. Nothing was exchanged; find it again."
            )
        back = credit.ways_back(self._basket.booking.total_minor)
        if till_id is None and any(way.method is PaymentMethod.CASH for way in back):
            raise TillClosed(
                "The cash has to come out of an open till. Open it with its float, then exchange the seats."
            )

    def write(self) -> None:
        """Give back what is over, carry the rest to the new sale, in the order in which it was paid; write it all down."""
        unit, credit, session, booking = self._unit, self._credit, self._session, self._basket.booking
        _, locked = self._seen()
        over_minor, carried_minor = credit.goes_back_minor(booking.total_minor), credit.pays_minor(booking.total_minor)
        exchanges.take_place(unit, booking.id, credit.booking_id, locked.customer_id if locked else None)
        if over_minor:
            why = f"{', '.join(credit.seat_labels)} exchanged into {booking.reference}"
            refunding.give_back(unit, session, credit.booking_id, credit.reference, over_minor, why)
        if carried_minor:
            for part in reversed(payments.last_first(payments.kept(unit, credit.booking_id), carried_minor)):
                payments.carry_over(unit, part, booking.id, session.counter.id, session.staff.id)
            detail = {
                "amount_minor": carried_minor,
                "methods": [PaymentMethod.EXCHANGE.value],
                "into": booking.reference,
            }
            audit_log.append(unit, session.counter.id, session.staff.id, "REFUND", credit.reference, detail)
        self._tell_exchange()
        if credit.ends_sale:
            tickets.printing_done(unit, credit.reference)
            if locked is not None and locked.promo_code_id is not None:
                discounts.give_back(unit, credit.booking_id)
        difference_minor = booking.total_minor - credit.amount_minor
        announce(unit, SeatsExchanged(credit.booking_id, booking.id, session.counter.id, difference_minor))

    def _tell_exchange(self) -> None:
        credit, session, booking = self._credit, self._session, self._basket.booking
        detail: dict[str, object] = {
            "seats": credit.seat_labels,
            "tickets_minor": credit.amount_minor,
            "into": booking.reference,
            "new_seats": [line.seat.label for line in booking.lines],
        }
        if credit.allowed_by is not None:
            detail |= {"reason": credit.reason, "allowed_by": credit.allowed_by.username}
        audit_log.append(self._unit, session.counter.id, session.staff.id, "EXCHANGE", credit.reference, detail)


def changed(credit: Credit) -> NotExchangeable:
    """The refusal of a sale that somebody else has changed since its tickets were chosen."""
    return NotExchangeable(
        f"{credit.reference} was changed just now, here or at another counter. Nothing was exchanged."
    )
