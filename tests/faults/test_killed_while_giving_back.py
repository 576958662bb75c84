"""A terminal dies before or after any packet of a refund: all of it has happened or nothing, and done again it is done once."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from app.controllers.after.refund_quote import RefundQuote
from app.controllers.after.refunds import Refunds
from app.controllers.pay.refunding import Refunding
from app.controllers.start.sign_in import SignIn
from app.models.database import Database
from app.models.records import Payment, PaymentMethod
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice
from tests.faults.conftest import Scene
from tests.faults.terminal import Fate, When, kill_at, meet, perform
from tests.races.bookers import pick
from tests.races.exchange_hands import GiveBack
from tests.races.hall import Hall

KINDS = ("whole", "one seat")
BEFORE = ("CONFIRMED", 2, 2, 0, 0)
"""Status, seats, live tickets, refunds, minor units that went back."""


def quoted(office: BoxOffice, reference: str) -> RefundQuote:
    refunds = Refunds(office.database, SignIn(office.database), lambda: Refunding(office.database, None))
    return refunds.quote(office.session(), reference)


def operation_on(office: BoxOffice, hall: Hall, kind: str, row: int) -> GiveBack:
    """Two seats paid by card and in cash, to be given back whole or the first of them."""
    basket = pick(office.database, hall.pick(0, row, 1, 2))
    card_minor = 10000
    parts = (
        Payment(PaymentMethod.CARD, card_minor, approval_code="04B7K2"),
        Payment(PaymentMethod.CASH, basket.booking.total_minor - card_minor, basket.booking.total_minor),
    )
    office.paying().confirm(office.session(), new_request_id(), basket, parts)
    quote = quoted(office, basket.booking.reference)
    chosen = quote if kind == "whole" else quote.of([quote.tickets[0].ticket_id])
    return GiveBack(office.session(), new_request_id(), chosen)


def killed_everywhere(
    scene: Scene, hall: Hall, kind: str, when: When, without_transactions: bool = False
) -> list[GiveBack]:
    """The refund once for each packet it sends, each of a sale of its own, each killed at another one."""
    packets = meet(scene.target, operation_on(scene.office, hall, kind, 0), Fate())
    assert packets >= 4
    operations = [operation_on(scene.office, hall, kind, row) for row in range(1, packets + 1)]
    fates = [Fate(number, when, without_transactions) for number in range(1, packets + 1)]
    assert kill_at(scene.target, operations, fates) == [-signal.SIGKILL] * packets
    return operations


def books(office: BoxOffice, reference: str) -> tuple[object, ...]:
    found = office.owner.row(
        """
        SELECT b.status, (SELECT COUNT(*) FROM booking_seats c WHERE c.booking_id = b.id),
               (SELECT COUNT(*) FROM tickets t WHERE t.booking_id = b.id AND t.status = 'VALID'),
               (SELECT COUNT(*) FROM refunds r WHERE r.booking_id = b.id),
               (SELECT CAST(COALESCE(SUM(p.amount_minor), 0) AS SIGNED) FROM payments p
                WHERE p.booking_id = b.id AND p.kind = 'REFUND')
        FROM bookings b WHERE b.reference = %s
        """,
        (reference,),
    )
    assert found is not None
    return tuple(found)


def after(operation: GiveBack) -> tuple[object, ...]:
    """The books once it is done."""
    left = 2 - len(operation.quote.chosen)
    return ("CONFIRMED" if left else "CANCELLED", left, left, 1, operation.quote.back_minor)


@pytest.mark.parametrize("when", When)
@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_refund_is_whole_or_nothing_and_done_again_is_done_once(scene: Scene, kind: str, when: When) -> None:
    office, hall = scene.office, Hall(scene.office)
    operations = killed_everywhere(scene, hall, kind, when)
    assert scene.broken_rules() == []
    standing = [books(office, each.quote.reference) == after(each) for each in operations]
    untouched = [books(office, each.quote.reference) == BEFORE for each in operations]
    assert [stands != nothing for stands, nothing in zip(standing, untouched, strict=True)] == [True] * len(operations)
    assert standing == [False] * (len(operations) - 1) + [when is When.AFTER]
    restarted = Database(office.connect)
    for operation in operations:
        perform(restarted, operation)
        perform(restarted, operation)
    restarted.close()
    assert [books(office, each.quote.reference) for each in operations] == [after(each) for each in operations]
    assert scene.broken_rules() == []


def test_negative_control_without_transactions_the_same_deaths_break_the_books(
    make_scene: Callable[[str], Scene],
) -> None:
    scene = make_scene("refund_faults_without_transactions")
    assert scene.broken_rules() == []
    killed_everywhere(scene, Hall(scene.office), "whole", When.AFTER, without_transactions=True)
    assert scene.broken_rules() != []
