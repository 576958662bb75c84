"""What stands on a receipt, made of the sale as it was stored."""

from __future__ import annotations

from collections.abc import Sequence

from app.models.paper.invoices import Invoice
from app.models.paper.sold import MoneyMoved, SoldOnPaper, SoldSeat
from app.models.records import Cinema, PaymentMethod
from app.utils.local_time import to_local
from app.utils.paper.letterhead import Letterhead
from app.utils.paper.receipt_face import ReceiptFace, ReceiptLine, ReceiptPayment
from app.utils.tax import TaxRate, tax_shares

_DISCOUNT_MARK = "; "
"""Between how a price was made and what was taken off it."""


def face_of(
    sold: SoldOnPaper,
    cinema: Cinema,
    head: Letterhead,
    rates: Sequence[TaxRate],
    invoice: Invoice | None,
    *,
    is_copy: bool,
) -> ReceiptFace:
    """The receipt of a sale, or its invoice, in the cinema's own zone and locale."""
    zone = cinema.time_zone
    return ReceiptFace(
        cinema=head,
        reference=sold.reference,
        sold_at_local=to_local(sold.sold_at, zone),
        counter_name=sold.counter_name,
        clerk_name=sold.clerk_name,
        customer_name=sold.customer_name,
        movie_title=sold.movie_title,
        hall_name=sold.hall_name,
        starts_at_local=to_local(sold.starts_at, zone),
        lines=_lines(sold.seats),
        taxes=tax_shares((seat.price_minor for seat in sold.seats), rates),
        payments=tuple(_payment(moved) for moved in sold.money),
        currency=cinema.currency,
        locale=cinema.locale,
        invoice_number=invoice.number if invoice else "",
        issued_at_local=to_local(invoice.issued_at, zone) if invoice else None,
        is_copy=is_copy,
    )


def _lines(seats: Sequence[SoldSeat]) -> tuple[ReceiptLine, ...]:
    """Seats of one kind, price and discount are one line, in the order in which they are met."""
    alike: dict[tuple[str, int, int, str], list[str]] = {}
    for seat in seats:
        kind = f"{seat.ticket_type_name} · {seat.seat_type.label}"
        words = seat.price_explained.partition(_DISCOUNT_MARK)[2] if seat.discount_minor else ""
        full_minor = seat.price_minor + seat.discount_minor
        alike.setdefault((kind, full_minor, seat.discount_minor, words or "Discount"), []).append(seat.label)
    return tuple(
        ReceiptLine(kind, tuple(labels), full_minor, off_minor, words)
        for (kind, full_minor, off_minor, words), labels in alike.items()
    )


def _payment(moved: MoneyMoved) -> ReceiptPayment:
    notes = [
        f"…{moved.card_last_four}" if moved.card_last_four else "",
        f"approval {moved.approval_code}" if moved.approval_code else "",
        f"reference {moved.provider_reference}" if moved.provider_reference and not moved.approval_code else "",
    ]
    method = "Gift voucher" if moved.method is PaymentMethod.VOUCHER else moved.method.label
    note = ", ".join(note for note in notes if note)
    return ReceiptPayment(method, moved.amount_minor, moved.tendered_minor, note, moved.went_back)
