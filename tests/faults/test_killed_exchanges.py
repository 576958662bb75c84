"""A terminal dies before or after any packet of an exchange: the old sale stands whole, or the new one does."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.controllers.after.exchanges import Exchanges
from app.controllers.sell.baskets import picks_of
from app.controllers.start.sign_in import SignIn
from app.models.database import Database
from app.models.records import Payment, PaymentMethod
from app.utils.codes import new_request_id
from tests.box_office import RULES, BoxOffice
from tests.faults.conftest import Scene
from tests.faults.terminal import Fate, When, kill_at, meet, perform
from tests.races.bookers import Pay, pay, pick
from tests.races.exchange_hands import Exchange
from tests.races.hall import Hall

GIVEN, WANTED = (0, 1), (2, 3, 4)
KINDS = ("the same show", "another show", "a difference in cash")


class Killed:
    """Exchanges of sales of their own, one a row, each killed at another packet."""

    def __init__(self, scene: Scene, kind: str, when: When, *, without_transactions: bool = False) -> None:
        self.scene, self.office, self.kind = scene, scene.office, kind
        self.hall = Hall(scene.office)
        self.elsewhere = Hall(scene.office).show_id if kind == "another show" else self.hall.show_id
        packets = meet(scene.target, self.exchange(0), Fate())
        assert packets >= 2  # what travels in one packet runs or dies together
        self.operations = [self.exchange(row) for row in range(1, packets + 1)]
        fates = [Fate(number, when, without_transactions) for number in range(1, packets + 1)]
        assert kill_at(scene.target, self.operations, fates) == [-signal.SIGKILL] * packets

    def exchange(self, row: int) -> Exchange:
        """Two seats for two others of the row, or for three."""
        office, session = self.office, self.office.session()
        old = pick(office.database, self.hall.pick(0, row, *GIVEN))
        sold = pay(office.database, Pay(session, new_request_id(), old, office.cash(old)))
        exchanges = Exchanges(office.database, SignIn(office.database), RULES.hold_seconds)
        credit = exchanges.look(session, sold.reference).credit
        places = WANTED if self.kind == "a difference in cash" else WANTED[:2]
        opened = office.open(self.elsewhere)
        wanted = picks_of(self.hall.seats(row, *places), office.adult())
        held = replace(office.holding().hold(session, new_request_id(), opened, None, wanted), credit=credit)
        basket = exchanges.renew_to_pay(session, new_request_id(), held)
        due_minor = basket.to_pay_minor
        cash = (Payment(PaymentMethod.CASH, due_minor, due_minor),) if due_minor else ()
        return Exchange(session, new_request_id(), basket, cash)

    def books(self, operation: Exchange) -> tuple[object, ...]:
        """Of the old sale and of the new one: status, sold seats, good tickets, and money that is of no good ticket."""
        credit = operation.basket.credit
        assert credit is not None
        return tuple(_books(self.office, each) for each in (credit.booking_id, operation.basket.booking.id))

    @property
    def done(self) -> tuple[object, ...]:
        count = 3 if self.kind == "a difference in cash" else 2
        return ("CANCELLED", 0, 0, 0), ("CONFIRMED", count, count, 0)


UNCHANGED = (("CONFIRMED", 2, 2, 0), ("PENDING", 0, 0, 0))


def _books(office: BoxOffice, booking_id: int) -> tuple[object, ...]:
    found = office.owner.row(
        """
        SELECT b.status, (SELECT COUNT(*) FROM booking_seats c WHERE c.booking_id = b.id AND c.state = 'SOLD'),
               (SELECT COUNT(*) FROM tickets t WHERE t.booking_id = b.id AND t.status = 'VALID'),
               (SELECT CAST(COALESCE(SUM(IF(kind = 'PAYMENT', amount_minor, -amount_minor)), 0) AS SIGNED)
                FROM payments p WHERE p.booking_id = b.id)
               - (SELECT CAST(COALESCE(SUM(l.price_minor), 0) AS SIGNED) FROM tickets t
                  JOIN booking_lines l ON l.id = t.line_id WHERE t.booking_id = b.id AND t.status = 'VALID')
        FROM bookings b WHERE b.id = %s
        """,
        (booking_id,),
    )
    assert found is not None
    return found


@pytest.mark.parametrize("when", When)
@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_exchange_changes_nothing_or_all_and_done_again_is_done_once(
    scene: Scene, kind: str, when: When
) -> None:
    killed = Killed(scene, kind, when)
    assert scene.broken_rules() == []
    stood = [killed.books(operation) for operation in killed.operations]
    last = killed.done if when is When.AFTER else UNCHANGED
    assert stood == [UNCHANGED] * (len(stood) - 1) + [last]
    restarted = Database(scene.office.connect)
    for operation in killed.operations:
        perform(restarted, operation)
    restarted.close()
    assert {killed.books(operation) for operation in killed.operations} == {killed.done}
    assert scene.broken_rules() == []


@pytest.mark.parametrize("when", When)
def test_what_was_held_for_a_killed_exchange_lapses_and_the_sale_is_exchanged_elsewhere(
    scene: Scene, when: When
) -> None:
    killed = Killed(scene, "the same show", when)
    office, counter = scene.office, scene.office.session(counter=1)
    office.change(
        "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE show_id = %s AND status = 'PENDING'",
        killed.hall.show_id,
    )
    exchanges = Exchanges(office.database, SignIn(office.database), RULES.hold_seconds)
    for row, operation in enumerate(killed.operations, start=1):
        if killed.books(operation)[0] != UNCHANGED[0]:
            continue
        credit = operation.basket.credit
        assert credit is not None
        found = exchanges.look(counter, credit.reference).credit
        held = replace(pick(office.database, killed.hall.pick(1, row, *WANTED[:2])), credit=found)
        basket = exchanges.renew_to_pay(counter, new_request_id(), held)
        perform(office.database, Exchange(counter, new_request_id(), basket))
        assert _books(office, found.booking_id) == ("CANCELLED", 0, 0, 0)
    assert scene.broken_rules() == []


def test_negative_control_without_transactions_the_same_deaths_break_the_books(
    make_scene: Callable[[str], Scene],
) -> None:
    scene = make_scene("exchanges_without_transactions")
    assert scene.broken_rules() == []
    Killed(scene, "a difference in cash", When.AFTER, without_transactions=True)
    assert len(scene.broken_rules()) >= 2
