"""Money that is due back and has not gone back yet: a list that is worked off, at any counter of the cinema."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.controllers.pay import refunding
from app.controllers.permissions import Permission, Session, needs
from app.models.database import Database, Request
from app.models.errors import NotFound, PermissionDenied, TillClosed
from app.models.pay import refunds_due
from app.models.pay.refunds_due import RefundDue
from app.models.records import PaymentMethod
from app.models.sell import bookings
from app.models.statements import Unit
from app.models.till import sessions
from app.utils.money import format_minor

if TYPE_CHECKING:
    from app.controllers.pay.refunding import Refunding

__all__ = ["RefundDue", "RefundsOwed"]
"""RefundDue stands in the models and is had from here, too."""
_LOG = logging.getLogger("foyer.refunding")


class RefundsOwed:
    """The list of what is due back, for the lane of the sale."""

    def __init__(self, database: Database, refunds: Callable[[], Refunding]) -> None:
        """`refunds` gives what sends money back through a provider."""
        self._database, self._refunds = database, refunds

    @needs(Permission.REFUND)
    def open(self, session: Session) -> tuple[RefundDue, ...]:
        """All that is due back for shows of this cinema, the oldest first."""
        return tuple(refunds_due.of_cinema(self._database, session.counter.cinema.id))

    @needs(Permission.REFUND)
    def send(self, session: Session, due: RefundDue) -> str:
        """Ask the provider once more; returns what became of it. Sent again, it is paid back once."""
        return refunding.sentences(self._refunds().send_back(session, due.booking_reference))

    @needs(Permission.REFUND)
    def hand_back(self, session: Session, request_id: str, due: RefundDue, *, in_cash: bool = False) -> str:
        """Write down that the customer has it: the cash, or the credit at the card's own terminal. Returns a sentence.

        `in_cash` gives cash for what came another way, and a manager's session is asked for it. The same `request_id` again
        changes nothing. Raises NotFound when it went back meanwhile, TillClosed, PermissionDenied.
        """
        if due.method is not PaymentMethod.CASH and in_cash and not session.may(Permission.OVERRIDE_REFUND):
            raise PermissionDenied("Only a manager may give cash for what was paid another way. Ask one to sign in.")
        if due.through_provider and not in_cash:
            raise PermissionDenied("This goes back through the provider: send it again, or let a manager give cash.")
        cash = in_cash or due.method is PaymentMethod.CASH

        def work(unit: Unit) -> None:
            bookings.lock(unit, due.payment.booking_id)
            if cash and sessions.keep_open(unit, session.counter.id) is None:
                raise TillClosed("The cash has to come out of an open till. Open it with its float, then give it back.")
            if not refunding.settle(unit, session, due, in_cash=in_cash):
                raise NotFound(f"This was given back already, for {due.booking_reference}. Do not give it back again.")

        self._database.once(Request(request_id, "HAND_BACK", (due.id, in_cash)), "", work)
        _LOG.info("handed back", extra={"reference": due.booking_reference, "amount_minor": due.amount_minor})
        cinema = session.counter.cinema
        amount = format_minor(due.amount_minor, cinema.currency, cinema.locale)
        return f"{amount} for {due.booking_reference} is given back{' in cash' if cash else ''}."
