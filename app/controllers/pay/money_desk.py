"""All that takes money at a counter, on one lane: cash and vouchers, a provider, giving up, recovery, refunds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.controllers.pay.charging import Charging
from app.controllers.pay.giving_up import GivingUp
from app.controllers.pay.paying import Paying
from app.controllers.pay.recovery import Recovery
from app.controllers.pay.refunding import Refunding
from app.controllers.pay.voucher_desk import VoucherDesk
from app.models.database import Database

if TYPE_CHECKING:
    from app.utils.pay.patient_provider import PatientProvider


@dataclass(frozen=True, slots=True)
class MoneyDesk:
    """The controllers of the ways to pay; they share one provider and its circuit breaker."""

    paying: Paying
    charging: Charging
    giving_up: GivingUp
    recovery: Recovery
    refunding: Refunding
    vouchers: VoucherDesk


def money_desk(
    database: Database,
    provider: PatientProvider | None,
    hold_seconds: int,
    upi_address: str = "",
    came_free: Callable[[int], object] | None = None,
) -> MoneyDesk:
    """For one lane. `provider` None: all but cash and vouchers is approved by hand.

    `came_free` hears of which show seats came free by an exchange.
    """
    refunding = Refunding(database, provider)
    paying = Paying(database, refunding, came_free)
    return MoneyDesk(
        paying,
        Charging(database, provider, hold_seconds, upi_address),
        GivingUp(database, provider, paying, refunding),
        Recovery(database, provider, paying, refunding),
        refunding,
        VoucherDesk(database),
    )
