"""What has been given for one basket so far: the parts of a split payment, and what is left."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.models.records import Payment, PaymentMethod


@dataclass(slots=True)
class Tendering:
    """Nothing here is settled: all parts are paid in one transaction once nothing is left."""

    total_minor: int
    parts: list[Payment] = field(default_factory=list)

    @property
    def left_minor(self) -> int:
        return self.total_minor - sum(part.amount_minor for part in self.parts)

    @property
    def has_cash(self) -> bool:
        return any(part.method is PaymentMethod.CASH for part in self.parts)

    @property
    def approved_minor(self) -> int:
        """What a provider has taken already: it can only be finished or given back by the provider."""
        return sum(part.amount_minor for part in self.parts if part.attempt_id is not None)

    @property
    def offered(self) -> tuple[Payment, ...]:
        """As a sale takes them: cash last, because only cash gives change."""
        return tuple(sorted(self.parts, key=lambda part: part.method is PaymentMethod.CASH))

    def add(self, payment: Payment) -> None:
        self.parts.append(payment)

    def drop(self, payment: Payment) -> bool:
        """Take a part out again; False for what a provider has taken."""
        if payment.attempt_id is not None or payment not in self.parts:
            return False
        self.parts.remove(payment)
        return True

    def undo_last(self) -> Payment | None:
        """A refused offer: the part that completed it is asked for once more; None when a provider has taken it."""
        last = self.parts[-1] if self.parts else None
        return last if last is not None and self.drop(last) else None
