"""A database that has been sold from, to be corrupted for the proof: past the program, as the owner, and undone again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from app.models.checks import Finding, prove
from app.models.database import Database
from app.models.errors import PaidAfterExpiry
from app.models.server.house import House, open_private
from app.models.server.private_server import PrivateServer
from app.models.statements import Unit
from app.utils.codes import new_request_id
from tests import box_office
from tests.box_office import BoxOffice, unique

Corruption = Callable[[Unit], object]


class Undo(Exception):
    """The corruption has been proved and is to be rolled back."""


@contextmanager
def fresh_house(server: PrivateServer) -> Iterator[tuple[House, Database]]:
    house = open_private(server, unique("checks").replace(" ", "_").replace("-", "_"), timeout_seconds=5)
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    try:
        yield house, owner
    finally:
        owner.close()


@dataclass(frozen=True)
class LivedIn:
    """A database after an evening: seats held, sold, expired, and money taken for seats that were gone."""

    office: BoxOffice
    other: BoxOffice
    held_id: int
    sold_id: int
    sold_reference: str
    expired_id: int
    due_id: int

    def findings_after(self, *corruptions: Corruption) -> dict[int, tuple[str, ...]]:
        """What is broken, by the rule's number, once the corruptions are made; they are undone."""
        return prove_after(self.office.owner, *corruptions)


def prove_after(owner: Database, *corruptions: Corruption) -> dict[int, tuple[str, ...]]:
    """The same of any house."""
    seen: list[tuple[Finding, ...]] = []

    def work(unit: Unit) -> None:
        for corrupt in corruptions:
            corrupt(unit)
        seen.append(prove(unit))
        raise Undo

    with pytest.raises(Undo):
        owner.transaction(work)
    return {finding.number: finding.broken for finding in seen[0] if finding.broken}


def sql(text: str, *params: object) -> Corruption:
    return lambda unit: unit.execute(text, params)


@contextmanager
def lived_in(server: PrivateServer) -> Iterator[LivedIn]:
    """The database after that evening."""
    with fresh_house(server) as (house, owner):
        office = box_office.build(owner, house.connect)
        other = box_office.build(owner, house.connect, till=False)
        office.add_show(timedelta(hours=8))
        sale = office.sell("A1", "A2")
        office.sell("B1", counter=1)
        expired = office.hold("C1")
        office.let_hold_run_out(expired)
        office.sweep().run()
        late = office.hold("D1", "D2")
        office.let_hold_run_out(late)
        held = office.hold("D2", "D3", counter=1)
        with pytest.raises(PaidAfterExpiry):
            office.paying().confirm(office.session(), new_request_id(), late, (office.cash(late),))
        sold_id = office.value("SELECT id FROM bookings WHERE reference = %s", sale.reference)
        assert isinstance(sold_id, int)
        yield LivedIn(office, other, held.booking.id, sold_id, sale.reference, expired.booking.id, late.booking.id)
        office.database.close()
        other.database.close()
