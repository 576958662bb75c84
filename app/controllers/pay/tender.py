"""What may be offered for a basket: one payment or several, and tickets given in exchange, that make up the total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.controllers.pay.redeeming import Redeeming
from app.controllers.permissions import Session
from app.models.errors import PaymentMismatch, TillClosed, VoucherRefused
from app.models.pay import attempts, payments, vouchers
from app.models.records import Cinema, Payment, PaymentMethod
from app.models.statements import Unit
from app.utils.codes import shown_voucher_code
from app.utils.local_time import to_local
from app.utils.money import format_minor

_CHANGED = "The basket has changed since its total was shown. Look at the new total, then take the money."


def require_sound(offered: Sequence[Payment], cinema: Cinema) -> None:
    """What can be said of payments without the database. Raises PaymentMismatch."""
    cash = [place for place, payment in enumerate(offered) if payment.method is PaymentMethod.CASH]
    if cash and cash != [len(offered) - 1]:
        raise PaymentMismatch("Take cash once, and last: only then is it known how much change there is.")
    if any(payment.amount_minor < 0 or (len(offered) > 1 and not payment.amount_minor) for payment in offered):
        raise PaymentMismatch("Each part of a payment must be more than nothing.")
    for taken_once in (_ids(offered, "attempt_id"), _ids(offered, "voucher_code")):
        if len(set(taken_once)) != len(taken_once):
            raise PaymentMismatch("One part stands in the payment twice. Take it out and try again.")
    for payment in offered:
        _require_told(payment, cinema)


def _require_told(payment: Payment, cinema: Cinema) -> None:
    match payment.method:
        case PaymentMethod.CASH:
            if payment.change_minor < 0:
                short = format_minor(-payment.change_minor, cinema.currency, cinema.locale)
                raise PaymentMismatch(f"{short} is missing. Type what the customer handed over, at least the total.")
        case PaymentMethod.VOUCHER:
            if not payment.voucher_code:
                raise PaymentMismatch("Type the code of the gift voucher.")
        case PaymentMethod.EXCHANGE:
            raise PaymentMismatch("Tickets pay only where they are given in exchange: begin that from their booking.")
        case _:
            if payment.attempt_id is None and not payment.approval_code:
                raise PaymentMismatch("Type the approval code from the card terminal's slip.")
    if payment.tendered_minor is not None and payment.method is not PaymentMethod.CASH:
        raise PaymentMismatch("Change is given for cash only.")


def _ids(offered: Sequence[Payment], name: str) -> list[object]:
    return [value for payment in offered if (value := getattr(payment, name)) is not None]


def total_of(offered: Sequence[Payment]) -> int:
    return sum(payment.amount_minor for payment in offered)


def require_total(offered: Sequence[Payment], total_minor: int) -> None:
    """Raises PaymentMismatch."""
    if total_of(offered) != total_minor:
        raise PaymentMismatch(_CHANGED)


def told(offered: Sequence[Payment]) -> list[tuple[object, ...]]:
    """What makes a request the same as an earlier one."""
    return [
        (
            payment.method.value,
            payment.amount_minor,
            payment.tendered_minor,
            payment.approval_code,
            payment.attempt_id,
            payment.voucher_code,
        )
        for payment in offered
    ]


@dataclass(frozen=True, slots=True)
class _Claimed:
    """An attempt or a voucher that is to pay, and whether it could: known with the unit's next statement."""

    payment: Payment
    found: list[int]


class Tender:
    """The payments of one sale within its unit: claim, then (with the till open) `require`, then `write`."""

    def __init__(
        self,
        unit: Unit,
        session: Session,
        booking_id: int,
        offered: Sequence[Payment],
        redeeming: Redeeming | None = None,
    ) -> None:
        """`redeeming` are the tickets given in exchange, if any are."""
        self._unit, self._session, self._booking_id, self._offered = unit, session, booking_id, offered
        self._redeeming = redeeming
        self._claimed: list[_Claimed] = []
        self._till_id: int | None = None

    def claim(self) -> None:
        """Let attempts settle and take from vouchers, with the next statement: after the claims, before the till."""
        if self._redeeming is not None:
            self._redeeming.claim()
        for payment in self._offered:
            if payment.attempt_id is not None:
                found = attempts.settle(self._unit, payment.attempt_id, self._booking_id, payment.amount_minor)
                self._claimed.append(_Claimed(payment, found))
        # In the order of their codes, so that two counters with the same two vouchers wait in one direction.
        for payment in sorted(self._offered, key=lambda each: each.voucher_code or ""):
            if payment.voucher_code is not None:
                cinema = self._session.counter.cinema
                found = vouchers.spend(
                    self._unit,
                    payment.voucher_code,
                    payment.amount_minor,
                    cinema.currency,
                    utc_offset_minutes(cinema.time_zone),
                )
                self._claimed.append(_Claimed(payment, found))

    def require(self, till_id: int | None) -> None:
        """That all could, and that cash has a till. Raises NotExchangeable, VoucherRefused, PaymentMismatch and TillClosed."""
        self._till_id = till_id
        if self._redeeming is not None:
            self._redeeming.require(till_id)
        for claimed in self._claimed:
            if claimed.found != [1] and claimed.payment.voucher_code is not None:
                shown = shown_voucher_code(claimed.payment.voucher_code)
                raise VoucherRefused(
                    f"Voucher {shown} no longer holds that much. Look it up again, then try once more."
                )
            if claimed.found != [1]:
                raise PaymentMismatch(
                    "One part is not approved any more, or is settled already. Look at the parts again."
                )
        # Cash goes into a drawer that somebody answers for.
        if till_id is None and any(each.method is PaymentMethod.CASH and each.amount_minor for each in self._offered):
            raise TillClosed("The till of this counter is closed. Open it with its float, then take the money.")

    def write(self, owed_because: str = "") -> None:
        """One row of settled money for each; with a reason, each is also due back. What was exchanged came first."""
        if self._redeeming is not None:
            self._redeeming.write()
        for payment in self._offered:
            if payment.amount_minor:
                counter_id, clerk_id = self._session.counter.id, self._session.staff.id
                payments.take(self._unit, self._booking_id, payment, counter_id, clerk_id, self._till_id)
                if owed_because:
                    payments.owe_what_was_just_taken(self._unit, self._booking_id, payment, owed_because)


def utc_offset_minutes(time_zone: str) -> int:
    """How far the cinema's clock is ahead of UTC now."""
    offset = to_local(datetime.now(UTC), time_zone).utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)
