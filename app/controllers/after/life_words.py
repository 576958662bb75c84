"""What happened to a booking, in sentences: one for each thing that the tables and the audit log tell of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.controllers.sell.command_intents import listed
from app.controllers.team.action_words import in_words
from app.models.after.booking_life import GivenBack, Happened, LoggedLine, MoneyMoved
from app.models.paper.invoices import shown_number
from app.models.records import Cinema, PaymentMethod
from app.utils.money import format_minor

FOYER = "Foyer"
"""Who did what nobody did by hand."""

TOLD_BY_TABLES = frozenset({"PAYMENT", "REPRINT", "INVOICE", "REFUND", "REFUND_DUE", "TICKETS_RETURNED", "EXCHANGE"})
"""Actions whose audit line says what a table of its own says better."""

_MESSAGES: Mapping[str, str] = {
    "CONFIRMATION": "the confirmation",
    "CANCELLATION": "word of the cancellation",
    "EXCHANGE": "word of the exchange",
    "SHOW_CANCELLED": "word that the show is cancelled",
    "SEATS_OFFERED": "the offer of seats",
}
_ANSWERS: Mapping[str, str] = {
    "STARTED": "no answer yet",
    "APPROVED": "approved, and not in a sale yet",
    "DECLINED": "declined",
    "CANCELLED": "not paid",
    "UNKNOWN": "nobody knows yet what became of it",
}


def way_of(method: PaymentMethod) -> str:
    """In a sentence: cash, credit card, UPI, an exchange."""
    if method is PaymentMethod.EXCHANGE:
        return "an exchange"
    return method.label if method is PaymentMethod.UPI else method.label.lower()


def way_told(moved: MoneyMoved) -> str:
    """The way with what tells one from another: "credit card …4242", "voucher …8RTW"."""
    tail = moved.card_last_four or moved.voucher_code[-4:]
    return f"{way_of(moved.method)} …{tail}" if tail else way_of(moved.method)


def money_sentence(moved: MoneyMoved, cinema: Cinema) -> str:
    """Such as: ₹700 paid by credit card …4242, approval 123456."""
    amount = format_minor(moved.amount_minor, cinema.currency, cinema.locale)
    if moved.method is PaymentMethod.EXCHANGE:
        return f"{amount} {'went over to the other sale' if moved.went_back else 'came from the other sale'}"
    way = "in cash" if moved.method is PaymentMethod.CASH else f"by {way_told(moved)}"
    if moved.went_back:
        return f"{amount} given back {way}"
    told = [f"{amount} paid {way}"]
    if moved.tendered_minor is not None and moved.tendered_minor > moved.amount_minor:
        given, change = moved.tendered_minor, moved.tendered_minor - moved.amount_minor
        told.append(f"{format_minor(given, cinema.currency, cinema.locale)} given")
        told.append(f"{format_minor(change, cinema.currency, cinema.locale)} change")
    if moved.approval_code:
        told.append(f"approval {moved.approval_code}")
    return ", ".join(told)


def given_back_sentence(back: GivenBack, seat_labels: Sequence[str], cinema: Cinema) -> str:
    """Which tickets came back, what for, and who allowed it."""
    seats = listed(seat_labels) or "Tickets"
    price = format_minor(back.tickets_minor, cinema.currency, cinema.locale)
    if back.exchange:
        return f"{seats} exchanged for {back.new_reference}, worth {price}"
    rest = format_minor(back.tickets_minor - back.fee_minor, cinema.currency, cinema.locale)
    told = [f"{seats} cancelled: {rest} of {price} back"]
    if back.fee_minor:
        told.append(f"{format_minor(back.fee_minor, cinema.currency, cinema.locale)} kept")
    if back.reason:
        told.append(back.reason)
    if back.override_by:
        told.append(f"{back.percent} % allowed by {back.override_by}")
    return ", ".join(told)


def happened_sentence(happened: Happened, cinema: Cinema) -> str:
    """A line of one of the smaller tables; "" for a kind that this program does not know."""
    say = _HAPPENED.get(happened.what)
    return say(happened, cinema) if say else ""


def logged_sentence(line: LoggedLine, reference: str, cinema: Cinema) -> str:
    """As the activity page says it, with a capital letter."""
    words = in_words(line.action, reference, line.detail, cinema)
    return words[:1].upper() + words[1:]


def _printed(happened: Happened, _cinema: Cinema) -> str:
    duplicate = happened.number - 1
    return f"Tickets printed again, duplicate {duplicate}" if duplicate else "Tickets printed"


def _invoice(happened: Happened, _cinema: Cinema) -> str:
    return f"Tax invoice {shown_number(happened.told, happened.number)} written"


def _message(outcome: str) -> Callable[[Happened, Cinema], str]:
    def say(happened: Happened, _cinema: Cinema) -> str:
        what = _MESSAGES.get(happened.told, happened.told.replace("_", " ").lower())
        told = [f"{what} to {happened.more}" if happened.more else what, outcome]
        if happened.reason and outcome != "sent":
            told.append(f"({happened.reason})")
        words = " ".join(told)
        return words[:1].upper() + words[1:]

    return say


def _attempt(happened: Happened, cinema: Cinema) -> str:
    amount = format_minor(happened.number, cinema.currency, cinema.locale)
    reason = f" ({happened.reason})" if happened.reason else ""
    return f"{amount} asked for by {way_of(PaymentMethod(happened.told))}: {_ANSWERS[happened.what]}{reason}"


def _due(happened: Happened, cinema: Cinema) -> str:
    amount = format_minor(happened.number, cinema.currency, cinema.locale)
    return f"{amount} to be given back by {way_of(PaymentMethod(happened.told))}: {happened.reason}"


def _because(words: str, reason: str) -> str:
    return f"{words}: {reason}" if reason else words


_HAPPENED: Mapping[str, Callable[[Happened, Cinema], str]] = {
    "PRINTED": _printed,
    "INVOICE": _invoice,
    "ADMIT": lambda happened, _cinema: f"{happened.told} admitted",
    "ADMIT_OFFLINE": lambda happened, _cinema: f"{happened.told} admitted by the prepared list",
    "UNDO": lambda happened, _cinema: _because(f"Entry of {happened.told} undone", happened.reason),
    "REFUSED": lambda happened, _cinema: _because(f"{happened.told} was let in by an older list", happened.reason),
    "SENT": _message("sent"),
    "NOT_SENT": _message("given up"),
    "TO_SEND": _message("waits to be sent"),
    **dict.fromkeys(_ANSWERS, _attempt),
    "DUE": _due,
    "TOOK_PLACE_OF": lambda happened, _cinema: f"Took the place of {happened.told}",
    "OFFERED": lambda _happened, _cinema: "Offered to who waited for seats",
}
