"""Gift vouchers at the counter: what one still holds, and how much of it a basket can take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.controllers.pay.tender import utc_offset_minutes
from app.controllers.permissions import Permission, Session, needs
from app.models.database import Database
from app.models.errors import VoucherRefused
from app.models.pay import vouchers
from app.models.records import Payment, PaymentMethod
from app.utils.codes import normalise_voucher_code, shown_voucher_code
from app.utils.local_time import format_day
from app.utils.money import format_minor


@dataclass(frozen=True, slots=True)
class HeldVoucher:
    """A voucher that can be spent. `shown_code` is in fours, as it is printed."""

    code: str
    shown_code: str
    balance_minor: int
    value_minor: int
    valid_until: date | None

    def payment(self, wanted_minor: int) -> Payment:
        """What it pays of an amount: all of it, or all that the voucher holds."""
        return Payment(PaymentMethod.VOUCHER, min(wanted_minor, self.balance_minor), voucher_code=self.code)


class VoucherDesk:
    """Looking vouchers up, for one lane. They are spent by Paying.confirm, in the sale's own unit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SELL)
    def look_up(self, session: Session, typed: str) -> HeldVoucher:
        """The voucher of a code typed with or without dashes and spaces.

        Raises InvalidInput for what cannot be a code, VoucherRefused for one that is unknown, empty, blocked, out of its
        dates or of another currency.
        """
        cinema = session.counter.cinema
        code = normalise_voucher_code(typed)
        shown = shown_voucher_code(code)
        found = vouchers.with_code(self._database, code, utc_offset_minutes(cinema.time_zone))
        if found is None:
            raise VoucherRefused(f"There is no voucher {shown}. Compare it with the paper, letter by letter.")
        if found.currency != cinema.currency:
            raise VoucherRefused(f"Voucher {shown} is in {found.currency} and cannot be spent here.")
        if found.out_of_date and found.valid_until is not None:
            last = format_day(found.valid_until, cinema.locale)
            raise VoucherRefused(f"Voucher {shown} could be spent until {last}. Take the money another way.")
        if found.too_early and found.valid_from is not None:
            first = format_day(found.valid_from, cinema.locale)
            raise VoucherRefused(f"Voucher {shown} can be spent from {first} on. Take the money another way.")
        if found.blocked:
            raise VoucherRefused(f"Voucher {shown} is blocked. Ask a manager; take the money another way.")
        if not found.balance_minor:
            value = format_minor(found.value_minor, cinema.currency, cinema.locale)
            raise VoucherRefused(f"Voucher {shown} is used up: all of its {value} is spent.")
        return HeldVoucher(found.code, shown, found.balance_minor, found.value_minor, found.valid_until)
