"""What a clerk is told once a sale is undone."""

from __future__ import annotations

from app.controllers.till.voiding import VoidableSale
from app.models.records import Cinema, PaymentMethod
from app.utils.money import format_minor
from app.views.till.void_panel import method_name


def voided_words(sale: VoidableSale, cinema: Cinema) -> str:
    """What is still to be done: a voucher has its balance again, and a provider was asked by the program."""
    by_hand = [part for part in sale.paid if not part.through_provider and part.method is not PaymentMethod.VOUCHER]
    ways = " and ".join(
        f"{format_minor(part.amount_minor, cinema.currency, cinema.locale)} {method_name(part.method)}"
        for part in by_hand
    )
    any_voucher = len(by_hand) < sum(not part.through_provider for part in sale.paid)
    told = [
        f"{sale.reference} is undone, its seats are free.",
        f"Give back {ways}." if ways else "",
        "The voucher has its balance again." if any_voucher else "",
        sale.refunds_told,
    ]
    return " ".join(each for each in told if each)
