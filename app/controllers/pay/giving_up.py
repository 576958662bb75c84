"""The clerk gives a payment up: taken back at the provider, the seats freed. What it had taken meanwhile is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.controllers.pay import finishing, settling
from app.controllers.pay.charges import Ending
from app.controllers.pay.paying import Paying
from app.controllers.pay.refunding import Refunding
from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket, read_basket
from app.models.database import Database
from app.models.errors import AlreadyPaid
from app.models.pay import attempts, refunds_due

if TYPE_CHECKING:
    from app.utils.pay.patient_provider import PatientProvider


class GivingUp:
    """Giving payments up, for one lane."""

    def __init__(
        self, database: Database, provider: PatientProvider | None, paying: Paying, refunding: Refunding
    ) -> None:
        self._database = database
        self._provider = provider
        self._paying = paying
        self._refunding = refunding

    @needs(Permission.SELL)
    def give_up(self, session: Session, request_id: str, basket: Basket) -> Ending:
        """Take back at the provider whatever is under way for the basket, and make its booking FAILED. A sale stands.

        NOTHING_TAKEN: done. SOLD: the provider had approved all of it, and the seats were still there. REFUND_DUE: it had
        taken something that can buy nothing; it is sent back at once if the provider answers. UNKNOWN: it does not answer;
        the booking stays as it is, and the attempt is on the list of those under way. Raises AlreadyPaid when it was sold
        and nothing beside that was under way.
        """
        booking = basket.booking
        under_way = [part for part in attempts.of_booking(self._database, booking.id) if part.state in attempts.OPEN]
        for attempt in under_way:
            settling.record(self._database, session, attempt, settling.taken_back(self._provider, attempt))
        found = attempts.of_booking(self._database, booking.id)
        waiting = finishing.unanswered(found)
        if waiting is not None:
            return waiting
        parts = settling.approved_parts(found)
        now = read_basket(self._database, booking.reference, basket.show)
        sold = finishing.sell(self._paying, session, now, parts) if finishing.covers(parts, now) else None
        if sold is not None:
            return finishing.sent_back(self._refunding, session, booking.reference, sold)
        if now.booking.status.is_sale and not parts and not under_way:
            raise AlreadyPaid(f"{booking.reference} was already paid, and the sale stands. Find it by its reference.")
        settling.give_up(self._database, session, request_id, booking.id, booking.reference)
        owed_minor = sum(due.amount_minor for due in refunds_due.through_provider(self._database, booking.reference))
        ending = finishing.due(session, booking.reference, owed_minor)
        return finishing.sent_back(self._refunding, session, booking.reference, ending)
