"""What a receipt and a tax invoice say, whatever they are printed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.utils.paper.letterhead import Letterhead
from app.utils.tax import TaxShare


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """Seats of one kind and one price. Amounts are of one seat, but for the total."""

    kind: str
    """Ticket type and seat type, e.g. "Adult · Premium"."""
    seat_labels: tuple[str, ...]
    full_price_minor: int
    discount_minor: int
    discount_explained: str
    """E.g. "Group of 10 −10 %"; empty without a discount."""

    @property
    def full_minor(self) -> int:
        return len(self.seat_labels) * self.full_price_minor

    @property
    def off_minor(self) -> int:
        return len(self.seat_labels) * self.discount_minor


@dataclass(frozen=True, slots=True)
class ReceiptPayment:
    """Money that came, or went back. `note` tells how it can be found again, e.g. "approval 123456"."""

    method: str
    amount_minor: int
    tendered_minor: int | None = None
    note: str = ""
    went_back: bool = False

    @property
    def change_minor(self) -> int:
        return 0 if self.tendered_minor is None else self.tendered_minor - self.amount_minor


@dataclass(frozen=True, slots=True)
class ReceiptFace:
    """Everything a receipt says, in the cinema's own zone and locale."""

    cinema: Letterhead
    reference: str
    sold_at_local: datetime
    counter_name: str
    clerk_name: str
    customer_name: str
    movie_title: str
    hall_name: str
    starts_at_local: datetime
    lines: tuple[ReceiptLine, ...]
    taxes: tuple[TaxShare, ...]
    payments: tuple[ReceiptPayment, ...]
    currency: str
    """ISO 4217."""
    locale: str
    """Babel's name, e.g. en_IN."""
    invoice_number: str = ""
    """Empty: a receipt; else the number of the tax invoice."""
    issued_at_local: datetime | None = None
    """Of an invoice."""
    is_copy: bool = False
    notes: tuple[str, ...] = ()
    """What has happened to the sale since, below the payments."""

    @property
    def title(self) -> str:
        """Without a tax there is no tax invoice."""
        if not self.invoice_number:
            return "Receipt"
        return "Tax invoice" if self.taxes else "Invoice"

    @property
    def full_minor(self) -> int:
        return sum(line.full_minor for line in self.lines)

    @property
    def off_minor(self) -> int:
        return sum(line.off_minor for line in self.lines)

    @property
    def total_minor(self) -> int:
        return self.full_minor - self.off_minor
