"""What can be done while money is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.models.records import Payment, PaymentMethod


@dataclass(frozen=True, slots=True)
class PaymentActions:
    """Each is a press of the clerk's; what comes of it is told to the panel."""

    take: Callable[[Payment], object]
    """This money was handed over or approved by hand."""
    complete: Callable[[], object]
    """Nothing is to be paid: the tickets given in exchange do that."""
    charge: Callable[[PaymentMethod, int], object]
    """Ask the provider for an amount in minor units."""
    redeem: Callable[[str], object]
    """A voucher's code, as typed."""
    choose: Callable[[PaymentMethod], object]
    """Another way to pay."""
    drop: Callable[[Payment], object]
    take_back: Callable[[], object]
    """The charge under way is not wanted any more."""
    give_up: Callable[[], object]
    """The customer does not pay: free the seats, pay back what a provider took."""
    back: Callable[[], object]
