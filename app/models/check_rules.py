"""The rules of the house, which `check` proves: a sentence for each, and the statements that look for what breaks it.

Each subject's statements stand with it. A statement gives up to ten rows (what is wrong, how many such rows there are in all)
and is one consistent read.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.models import audit_rules
from app.models.after import (
    door_rules,
    exchange_rules,
    message_rules,
    privacy_rules,
    return_rules,
    waiting_rules,
)
from app.models.paper import invoices
from app.models.pay import money_rules, way_back_rules
from app.models.plan import plan_rules
from app.models.sell import seat_rules
from app.models.sell.discounts import PROMO_MISCOUNTED
from app.models.till import till_rules


@dataclass(frozen=True, slots=True)
class Slices:
    """The ids a statement is asked for in turn, `width` of them at a time; `ends` asks for the first and the last."""

    ends: str
    width: int


@dataclass(frozen=True, slots=True)
class Search:
    """A statement; what belongs to one booking, show or line is always in one of its slices. None: asked once, for all."""

    sql: str
    slices: Slices | None


@dataclass(frozen=True, slots=True)
class Rule:
    """`number` is what people call it by, and never another rule's. `audited`: the audit chains belong to it, too."""

    number: int
    sentence: str
    searches: tuple[Search, ...]
    audited: bool = False


_BY_SHOW = Slices("SELECT MIN(id), MAX(id) FROM shows", 250)
_BY_BOOKING = Slices("SELECT MIN(id), MAX(id) FROM bookings", 50_000)
_BY_CUSTOMER = Slices("SELECT MIN(id), MAX(id) FROM customers", 50_000)
_BY_TILL = Slices("SELECT MIN(id), MAX(id) FROM till_sessions", 10_000)
_BY_AUDIT_LINE = Slices("SELECT MIN(id), MAX(id) FROM audit_log", 100_000)


def _of_all(*statements: str) -> tuple[Search, ...]:
    return tuple(Search(sql, None) for sql in statements)


def _of_shows(*statements: str) -> tuple[Search, ...]:
    return tuple(Search(sql, _BY_SHOW) for sql in statements)


def _of_bookings(*statements: str) -> tuple[Search, ...]:
    return tuple(Search(sql, _BY_BOOKING) for sql in statements)


RULES = (
    Rule(
        1,
        "a seat of a show has at most one live claim",
        _of_all(seat_rules.KEY_OF_CLAIMS, seat_rules.CLAIMED_TWICE) + _of_shows(seat_rules.CLAIM_ASTRAY),
    ),
    Rule(
        2,
        "every sold seat belongs to a sale and to exactly one live ticket, and every live ticket has its seat",
        _of_shows(seat_rules.SOLD_WITHOUT_SALE, seat_rules.SOLD_WITHOUT_TICKET, seat_rules.TICKET_WITHOUT_CLAIM)
        + _of_bookings(seat_rules.TICKET_ASTRAY),
    ),
    Rule(
        3,
        "what was paid and not refunded is the price of the live tickets plus fees kept plus refunds due",
        _of_bookings(
            money_rules.MONEY_ADRIFT,
            money_rules.REFUNDED_TOO_MUCH,
            *way_back_rules.OF_BOOKINGS,
            return_rules.TICKETS_ADRIFT,
        ),
    ),
    Rule(
        4,
        "a pending booking only holds seats, one that came to nothing has none",
        _of_shows(seat_rules.CLAIM_OF_WRONG_STATE),
    ),
    Rule(
        5,
        "every payment and refund has its audit line, and each counter's audit chain is unbroken",
        (
            *_of_bookings(audit_rules.PAYMENT_UNTOLD, return_rules.UNTOLD),
            Search(audit_rules.AUDIT_LINE_OF_NO_BOOKING, _BY_AUDIT_LINE),
        ),
        audited=True,
    ),
    Rule(6, "no two shows of a hall overlap, turnaround counted", _of_all(plan_rules.SHOWS_OVERLAP)),
    Rule(
        7,
        "a till's expected cash is its float, cash taken and given back, and movements; all cash is in a till",
        (
            Search(till_rules.EXPECTED_ADRIFT, _BY_TILL),
            *_of_all(till_rules.COUNT_ADRIFT),
            *_of_bookings(till_rules.CASH_IN_NO_TILL, till_rules.PAID_OUTSIDE_ITS_TILL),
            *_of_all(till_rules.Z_NUMBERS_WITH_GAPS, till_rules.UNTOLD),
        ),
    ),
    Rule(8, "a promo code was used as often as it stands on a paid booking", _of_all(PROMO_MISCOUNTED)),
    Rule(
        9,
        "a cinema's tax invoices are numbered without a gap, and each is told in the audit log",
        _of_all(invoices.NUMBERS_WITH_GAPS, invoices.UNTOLD),
    ),
    Rule(
        10,
        "every settled attempt has exactly its payment, no other has one, and none stays open for longer than a day",
        _of_bookings(
            money_rules.SETTLED_WITHOUT_PAYMENT,
            money_rules.PAYMENT_OF_ANOTHERS_ATTEMPT,
            money_rules.ATTEMPT_LEFT_OPEN,
        ),
    ),
    Rule(
        11,
        "a voucher holds its value less the payments made with it",
        _of_all(money_rules.VOUCHER_ADRIFT) + _of_bookings(money_rules.VOUCHER_PAYMENT_WITHOUT_VOUCHER),
    ),
    Rule(
        12,
        "nothing is sold, and no ticket is good, for a show that is cancelled",
        _of_shows(plan_rules.CANCELLED_BUT_SOLD, plan_rules.CANCELLED_BUT_VALID),
    ),
    Rule(
        13,
        "what an exchange took from one sale is in another, and its tickets ended with it",
        _of_bookings(*exchange_rules.OF_BOOKINGS),
    ),
    Rule(
        14,
        "a ticket lets in once, its entry is written down, and what was undone or wrong about it is told in the audit log",
        _of_bookings(*door_rules.OF_BOOKINGS),
    ),
    Rule(
        15,
        "a ticket ends by a refund, an exchange, a sale undone, a cancelled show or another ticket in its place",
        _of_bookings(*return_rules.OF_BOOKINGS),
    ),
    Rule(
        16,
        "a message tells of what happened, was sent under a number or says why not; no paper waits for a sale that is off",
        _of_bookings(*message_rules.OF_BOOKINGS),
    ),
    Rule(
        17,
        "who waits for a show is in its line once, and is offered once what was asked for",
        (*_of_all(*waiting_rules.OF_ALL_LINES), Search(waiting_rules.OFFERED_TO_NOBODY, _BY_AUDIT_LINE)),
    ),
    Rule(
        18,
        "of a customer who was erased nothing is left, and nobody writes to them",
        tuple(Search(sql, _BY_CUSTOMER) for sql in privacy_rules.OF_CUSTOMERS),
    ),
)
