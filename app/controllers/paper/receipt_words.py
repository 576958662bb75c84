"""What stands on a receipt, made of the sale as it was stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.controllers.after import refund_policy
from app.models.paper.invoices import Invoice
from app.models.paper.sold import MoneyMoved, SoldOnPaper, SoldSeat
from app.models.records import Cinema, PaymentMethod
from app.utils.local_time import format_day, to_local
from app.utils.money import format_minor
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
    """The receipt of a sale, or its invoice, in the cinema's own zone and locale.

    A seat that was given back stands there with what was kept of it. An invoice stays what it was when it was issued: what was
    given back since is told below.
    """
    zone = cinema.time_zone
    as_of = invoice.issued_at if invoice else None
    seats = tuple(_as_of(seat, as_of) for seat in sold.seats)
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
        lines=_lines(seats),
        taxes=tax_shares((_stands_for_minor(seat) for seat in seats), rates),
        payments=tuple(_payment(moved) for moved in sold.money),
        currency=cinema.currency,
        locale=cinema.locale,
        invoice_number=invoice.number if invoice else "",
        issued_at_local=to_local(invoice.issued_at, zone) if invoice else None,
        is_copy=is_copy,
        notes=tuple(_note(before, cinema) for before, now in zip(sold.seats, seats, strict=True) if before is not now),
    )


def kept_minor(seat: SoldSeat) -> int:
    """What was kept of a seat that was given back; 0 for any other."""
    return 0 if seat.returned_at is None else refund_policy.parted(seat.price_minor, seat.percent_back).fee_minor


def _as_of(seat: SoldSeat, as_of: datetime | None) -> SoldSeat:
    """The seat as it was then."""
    if seat.returned_at is None or as_of is None or seat.returned_at <= as_of:
        return seat
    return replace(seat, returned_at=None, percent_back=0)


def _stands_for_minor(seat: SoldSeat) -> int:
    return seat.price_minor if seat.returned_at is None else kept_minor(seat)


def _note(seat: SoldSeat, cinema: Cinema) -> str:
    assert seat.returned_at is not None
    day = format_day(to_local(seat.returned_at, cinema.time_zone).date(), cinema.locale)
    back_minor = seat.price_minor - kept_minor(seat)
    return f"{seat.label} was given back on {day}: {format_minor(back_minor, cinema.currency, cinema.locale)} of it."


def _lines(seats: Sequence[SoldSeat]) -> tuple[ReceiptLine, ...]:
    """Seats of one kind, price and discount are one line, in the order in which they are met."""
    alike: dict[tuple[str, int, int, str], list[str]] = {}
    for seat in seats:
        if seat.returned_at is not None:
            if kept_minor(seat):
                key = (f"Given back, {100 - seat.percent_back} % kept", kept_minor(seat), 0, "Discount")
                alike.setdefault(key, []).append(seat.label)
            continue
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
        "on its way" if moved.is_due else "",
    ]
    method = "Gift voucher" if moved.method is PaymentMethod.VOUCHER else moved.method.label
    note = ", ".join(note for note in notes if note)
    return ReceiptPayment(method, moved.amount_minor, moved.tendered_minor, note, moved.went_back)
