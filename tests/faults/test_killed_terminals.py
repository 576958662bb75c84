"""A terminal dies before or after any statement of a pick or a sale: nothing is half, nothing is lost, nothing is twice."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from app.controllers.sell.baskets import Basket
from app.models.database import Database
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice
from tests.faults.conftest import Scene
from tests.faults.terminal import Fate, Hold, Operation, When, kill_at, meet, perform
from tests.races.bookers import Pay, pay, pick
from tests.races.hall import Hall

SEATS = (1, 2, 3)
KINDS = ("pick", "sale")


def operation_on(office: BoxOffice, hall: Hall, kind: str, row: int) -> Operation:
    """The pick of a row's seats, or the sale of a basket that holds them already."""
    wish = hall.pick(0, row, *SEATS)
    if kind == "pick":
        return Hold(new_request_id(), wish)
    basket = pick(office.database, wish)
    return Pay(office.session(), new_request_id(), basket, office.cash(basket))


def killed_everywhere(
    scene: Scene, hall: Hall, kind: str, when: When, without_transactions: bool = False
) -> list[Operation]:
    """The operation once for each packet it sends, each on seats of its own, each killed at another one."""
    office = scene.office
    packets = meet(scene.target, operation_on(office, hall, kind, 0), Fate())
    assert packets >= 2  # what travels in one packet runs or dies together: a terminal cannot die in between
    operations = [operation_on(office, hall, kind, row) for row in range(1, packets + 1)]
    fates = [Fate(number, when, without_transactions) for number in range(1, packets + 1)]
    assert kill_at(scene.target, operations, fates) == [-signal.SIGKILL] * packets
    return operations


def sold(office: BoxOffice, hall: Hall, row: int) -> tuple[object, ...]:
    """Of a row's seats: claims sold, live tickets, bookings they belong to, payments for these."""
    seats = tuple(seat.id for seat in hall.seats(row, *SEATS))
    found = office.owner.row(
        """
        SELECT COUNT(*), (SELECT COUNT(*) FROM tickets t WHERE t.show_id = %s AND t.seat_id IN %s),
               COUNT(DISTINCT c.booking_id),
               (SELECT COUNT(*) FROM payments p WHERE p.booking_id IN
                   (SELECT l.booking_id FROM booking_lines l JOIN bookings b ON b.id = l.booking_id
                    WHERE b.show_id = %s AND l.seat_id IN %s))
        FROM booking_seats c WHERE c.show_id = %s AND c.seat_id IN %s AND c.state = 'SOLD'
        """,
        (hall.show_id, seats, hall.show_id, seats, hall.show_id, seats),
    )
    assert found is not None
    return found


SOLD_ONCE = (3, 3, 1, 1)


@pytest.mark.parametrize("when", When)
@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_operation_leaves_the_books_sound_and_done_again_is_done_once(
    scene: Scene, kind: str, when: When
) -> None:
    hall = Hall(scene.office)
    operations = killed_everywhere(scene, hall, kind, when)
    assert scene.broken_rules() == []
    restarted = Database(scene.office.connect)
    for operation in operations:
        done = perform(restarted, operation)
        if isinstance(done, Basket):
            pay(restarted, Pay(scene.office.session(), new_request_id(), done, scene.office.cash(done)))
    restarted.close()
    assert {sold(scene.office, hall, row) for row in range(1, len(operations) + 1)} == {SOLD_ONCE}
    assert scene.broken_rules() == []


@pytest.mark.parametrize("when", When)
@pytest.mark.parametrize("kind", KINDS)
def test_the_seats_of_a_killed_terminal_are_sold_by_another_once_their_hold_has_run_out(
    scene: Scene, kind: str, when: When
) -> None:
    office, hall = scene.office, Hall(scene.office)
    operations = killed_everywhere(scene, hall, kind, when)
    office.change(
        "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE show_id = %s AND status = 'PENDING'",
        hall.show_id,
    )
    rows = range(1, len(operations) + 1)
    standing = [row for row in rows if sold(office, hall, row) == SOLD_ONCE]
    assert standing == ([len(operations)] if kind == "sale" and when is When.AFTER else [])
    for row in set(rows) - set(standing):
        basket = pick(office.database, hall.pick(1, row, *SEATS))
        pay(office.database, Pay(office.session(counter=1), new_request_id(), basket, office.cash(basket)))
    assert {sold(office, hall, row) for row in rows} == {SOLD_ONCE}
    assert scene.broken_rules() == []


def test_negative_control_without_transactions_the_same_deaths_break_the_books(
    make_scene: Callable[[str], Scene],
) -> None:
    scene = make_scene("faults_without_transactions")
    hall = Hall(scene.office)
    assert scene.broken_rules() == []
    killed_everywhere(scene, hall, "sale", When.AFTER, without_transactions=True)
    assert len(scene.broken_rules()) >= 2
