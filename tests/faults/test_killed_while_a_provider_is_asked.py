"""A terminal dies before or after any statement of a payment through a provider: what it took is found and settled once."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from app.controllers.pay.charges import End
from app.controllers.pay.money_desk import MoneyDesk, money_desk
from app.models.database import Database
from app.models.pay import attempts
from app.utils.codes import new_request_id
from tests.box_office import RULES
from tests.faults.conftest import Scene
from tests.faults.terminal import Charge, Fate, When, kill_at, meet
from tests.races.bookers import pick
from tests.races.hall import Hall
from tests.training import Practice, practice

SEATS = (1, 2)


def charge_for(scene: Scene, hall: Hall, row: int, folder: Path) -> Charge:
    basket = pick(scene.office.database, hall.pick(0, row, *SEATS))
    return Charge(scene.office.session(), new_request_id(), basket, folder)


def killed_everywhere(scene: Scene, hall: Hall, when: When, folder: Path) -> list[Charge]:
    """The payment once for each packet it sends, each killed at another one."""
    packets = meet(scene.target, charge_for(scene, hall, 0, folder), Fate())
    operations = [charge_for(scene, hall, row, folder) for row in range(1, packets + 1)]
    fates = [Fate(number, when) for number in range(1, packets + 1)]
    assert kill_at(scene.target, operations, fates) == [-signal.SIGKILL] * packets
    return operations


def taken_and_booked(scene: Scene, provided: Practice, operation: Charge) -> tuple[bool, str, int]:
    """Whether the provider has the money, the booking's status, and how many payments there are."""
    found = attempts.of_booking(scene.office.owner, operation.basket.booking.id)
    taken = any(provided.taken(each.key) == "APPROVED" for each in found)
    paid = scene.office.value("SELECT COUNT(*) FROM payments WHERE booking_id = %s", operation.basket.booking.id)
    return taken, scene.office.booking_status(operation.basket), int(str(paid))


@pytest.fixture
def restarted(scene: Scene, tmp_path: Path) -> tuple[Path, Database]:
    return tmp_path / "provider", Database(scene.office.connect)


def resolve_all(scene: Scene, money: MoneyDesk) -> set[End]:
    session = scene.office.session()
    return {money.recovery.resolve(session, each.attempt_id).end for each in money.recovery.under_way(session)}


@pytest.mark.parametrize("when", When)
def test_what_the_provider_took_is_found_after_the_crash_and_sold_once(
    scene: Scene, restarted: tuple[Path, Database], when: When
) -> None:
    folder, database = restarted
    hall = Hall(scene.office)
    with practice(folder) as provided:
        operations = killed_everywhere(scene, hall, when, folder)
        before = {taken_and_booked(scene, provided, operation) for operation in operations}
        assert (True, "PENDING", 0) in before  # it died between the provider's answer and the commit of the sale
        money = money_desk(database, provided.provider, RULES.hold_seconds)
        assert resolve_all(scene, money) <= {End.SOLD, End.NOTHING_TAKEN}
        after = {taken_and_booked(scene, provided, operation) for operation in operations}
        assert after <= {(True, "CONFIRMED", 1), (False, "PENDING", 0)}
        assert resolve_all(scene, money) == set()
    database.close()
    assert scene.broken_rules() == []


@pytest.mark.parametrize("when", When)
def test_found_when_the_seats_are_gone_it_goes_back(scene: Scene, restarted: tuple[Path, Database], when: When) -> None:
    folder, database = restarted
    office, hall = scene.office, Hall(scene.office)
    with practice(folder) as provided:
        operations = killed_everywhere(scene, hall, when, folder)
        office.change(
            "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE show_id = %s AND status = 'PENDING'",
            hall.show_id,
        )
        waiting = [each for each in operations if office.booking_status(each.basket) == "PENDING"]
        for operation in waiting:
            row = operations.index(operation) + 1
            pick(office.database, hall.pick(1, row, SEATS[0]))
        money = money_desk(database, provided.provider, RULES.hold_seconds)
        assert resolve_all(scene, money) <= {End.REFUND_DUE, End.NOTHING_TAKEN}
        after = {taken_and_booked(scene, provided, operation) for operation in operations}
        assert after <= {(True, "CONFIRMED", 1), (True, "EXPIRED", 2), (False, "EXPIRED", 0)}
        assert (True, "EXPIRED", 2) in after
    database.close()
    assert scene.broken_rules() == []
