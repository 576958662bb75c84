"""Cancelling a show: what it costs is told first, and agreed to; then all of it happens in one transaction.

Held baskets are given back and their counters told. What was sold is cancelled, its tickets are void, and its money is written
down as due, payment by payment, the way it came; a gift voucher has its balance again at once (as every refund, refunding.py).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from app.controllers.after.observers import ShowCancelled, announce
from app.controllers.pay import settling
from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan.planning_rules import require_standing
from app.controllers.plan.show_planning import subject_of
from app.controllers.sell.expiry import expire
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import ChangedMeanwhile, DatabaseBusy, NotFound
from app.models.pay import attempts, payments, vouchers
from app.models.pay.payments import Kept, LessWasPaid
from app.models.plan import cancellations, planning, promises
from app.models.plan.cancellations import LiveBooking
from app.models.plan.planning import StoredShow
from app.models.records import Cinema, PaymentMethod
from app.models.sell import discounts, notices
from app.models.statements import Reader, Unit
from app.utils.errors import InvalidInput
from app.utils.local_time import format_day, format_time, to_local
from app.utils.money import format_minor

REASON_LENGTH_MAX = 200
LOOKS_MAX = 5
_LOG = logging.getLogger("foyer.planning")


@dataclass(frozen=True, slots=True)
class MoneyBack:
    """What goes back one way. `at_once`: to a gift voucher; the rest is due, `by_provider` sent by who had taken it."""

    method: PaymentMethod
    amount_minor: int
    payment_count: int
    by_provider: bool

    @property
    def at_once(self) -> bool:
        return self.method is PaymentMethod.VOUCHER


@dataclass(frozen=True, slots=True)
class CancellationCost:
    """What cancelling a show means now. `held_seats` are in `held_baskets` that nobody has paid for."""

    sold_seats: int
    sold_bookings: int
    held_seats: int
    held_baskets: int
    money_back: tuple[MoneyBack, ...]

    @property
    def total_minor(self) -> int:
        return sum(back.amount_minor for back in self.money_back)

    @property
    def sold(self) -> tuple[int, int, int]:
        """What somebody who agreed to it has agreed to; baskets come and go."""
        return self.sold_seats, self.sold_bookings, self.total_minor


class ShowCancelling:
    """Cancelling shows, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_SHOWS)
    def cost(self, session: Session, show_id: int) -> CancellationCost:
        """What it would cost now; nothing is written. Raises NotFound for a show that is over or cancelled, DatabaseBusy."""
        require_standing(planning.one(self._database, show_id))
        for _ in range(LOOKS_MAX):
            try:
                return _cost(self._database, show_id, cancellations.live_bookings(self._database, show_id))
            except LessWasPaid:
                continue  # a seat was sold or given back between the looks at seats and at money
        raise DatabaseBusy("Seats of this show are sold and given back just now. Try again in a moment.")

    @needs(Permission.KEEP_SHOWS)
    def cancel(
        self, session: Session, request_id: str, cinema: Cinema, show_id: int, reason: str, agreed: CancellationCost
    ) -> CancellationCost:
        """Cancel a show for good; what it cost. The same `request_id` again gives nothing back twice.

        Raises InvalidInput without a reason; ChangedMeanwhile, with the cost as it is now, when more or less is sold than
        was agreed to; NotFound.
        """
        because = " ".join(reason.split())[:REASON_LENGTH_MAX]
        if not because:
            raise InvalidInput("Type a reason: customers and colleagues will ask why.")
        before = planning.one(self._database, show_id)
        if before is None:
            raise NotFound("This show is not there any more. Look at the day again.")
        expire(self._database, promises.run_out(self._database, show_id))
        cost = agreed

        def work(unit: Unit) -> None:
            nonlocal cost
            planning.take_halls(unit, (before.hall_id,))
            show = require_standing(planning.lock(unit, show_id))
            live = cancellations.lock_bookings(unit, show_id)
            cost = _cost(unit, show_id, live)
            _require_agreed(cost, agreed, cinema)
            _cancel(unit, session, cinema, show, live, because)

        self._database.once(Request(request_id, "SHOW_CANCEL", (show_id,)), "", work)
        _LOG.info("show cancelled", extra={"show": show_id, "amount_minor": cost.total_minor})
        return cost


def _cost(reader: Reader, show_id: int, live: Sequence[LiveBooking]) -> CancellationCost:
    sold = [booking for booking in live if booking.is_sold]
    held = [booking for booking in live if not booking.is_sold]
    ways: dict[tuple[PaymentMethod, bool], list[int]] = {}
    for payment in chain.from_iterable(_money_back(reader, show_id, sold).values()):
        ways.setdefault((payment.method, payment.attempt_id is not None), []).append(payment.amount_minor)
    order = list(PaymentMethod)
    return CancellationCost(
        sold_seats=sum(booking.seat_count for booking in sold),
        sold_bookings=len(sold),
        held_seats=sum(booking.seat_count for booking in held),
        held_baskets=len(held),
        money_back=tuple(
            MoneyBack(method, sum(amounts), len(amounts), by_provider)
            for (method, by_provider), amounts in sorted(
                ways.items(), key=lambda way: (order.index(way[0][0]), way[0][1])
            )
        ),
    )


def _money_back(reader: Reader, show_id: int, sold: Sequence[LiveBooking]) -> dict[int, tuple[Kept, ...]]:
    """By booking, the payments or parts of them that go back: what its tickets cost, the last tender first.

    What was kept of tickets that were given back earlier stays kept.
    """
    paid: dict[int, list[Kept]] = {}
    for payment in payments.kept_of_show(reader, show_id):
        paid.setdefault(payment.booking_id, []).append(payment)
    return {booking.id: payments.last_first(paid.get(booking.id, ()), booking.tickets_minor) for booking in sold}


def _require_agreed(cost: CancellationCost, agreed: CancellationCost, cinema: Cinema) -> None:
    if cost.sold != agreed.sold:
        amount = format_minor(cost.total_minor, cinema.currency, cinema.locale)
        raise ChangedMeanwhile(
            f"Meanwhile {cost.sold_seats} {'seat is' if cost.sold_seats == 1 else 'seats are'} sold, for {amount}. "
            "Nothing was cancelled: look at it once more, then decide.",
            ("sold",),
            cost,
        )


def _cancel(
    unit: Unit, session: Session, cinema: Cinema, show: StoredShow, live: Sequence[LiveBooking], reason: str
) -> None:
    """In the house's fixed order of locks: hall, show and bookings are locked; claims and tickets, money, audit."""
    told = _told(show, cinema)
    kept = _money_back(unit, show.id, [booking for booking in live if booking.is_sold])
    cancellations.end_show(unit, show.id, reason)
    for booking in live:
        detail = {"show": show.id, "reason": reason, "seats": booking.seat_count}
        audit_log.append(unit, session.counter.id, session.staff.id, "BOOKING_CANCELLED", booking.reference, detail)
        if booking.is_sold:
            _give_back(unit, session, booking, kept[booking.id], f"{told} was cancelled: {reason}")
            if booking.has_promo:
                discounts.give_back(unit, booking.id)
        else:
            parts = settling.approved_parts(attempts.of_booking(unit, booking.id))
            settling.owe_parts(unit, session, booking.id, booking.reference, parts)
    _tell_counters(unit, live, f"{told} was cancelled: {reason}.")
    sold_ids = tuple(booking.id for booking in live if booking.is_sold)
    announce(unit, ShowCancelled(show.id, session.counter.id, reason, sold_ids))
    detail = {
        "film_title": show.movie_title,
        "show": told,
        "reason": reason,
        "sold": [booking.reference for booking in live if booking.is_sold],
        "held": [booking.reference for booking in live if not booking.is_sold],
        "amount_minor": sum(payment.amount_minor for paid in kept.values() for payment in paid),
    }
    audit_log.append(unit, session.counter.id, session.staff.id, "SHOW_CANCELLED", subject_of(show.id), detail)


def _give_back(unit: Unit, session: Session, booking: LiveBooking, paid: Sequence[Kept], reason: str) -> None:
    to_vouchers_minor = 0
    for payment in paid:
        if payment.voucher_id is None:
            payments.owe(unit, payment, reason[:200])
            continue
        payments.refund(unit, payment, session.counter.id, session.staff.id)
        vouchers.give_back(unit, payment.voucher_id, payment.amount_minor)
        to_vouchers_minor += payment.amount_minor
    if to_vouchers_minor:
        detail = {"amount_minor": to_vouchers_minor, "methods": [PaymentMethod.VOUCHER.value]}
        audit_log.append(unit, session.counter.id, session.staff.id, "REFUND", booking.reference, detail)


def _tell_counters(unit: Unit, live: Sequence[LiveBooking], sentence: str) -> None:
    """Every counter that holds seats of the show, or has sold some, hears of it once."""
    for counter_id in sorted({booking.counter_id for booking in live}):
        held = sum(booking.seat_count for booking in live if booking.counter_id == counter_id and not booking.is_sold)
        given_back = f" The unpaid {'seat is' if held == 1 else 'seats are'} given back." if held else ""
        notices.write(unit, counter_id, "SHOW_CANCELLED", sentence + given_back)


def _told(show: StoredShow, cinema: Cinema) -> str:
    local = to_local(show.starts_at, cinema.time_zone)
    return f"{show.movie_title} on {format_day(local, cinema.locale)} at {format_time(local, cinema.locale)}"
