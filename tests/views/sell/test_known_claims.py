"""What a map shows of seats that are kept or out of service."""

from __future__ import annotations

from app.controllers.sell.keeping import Keeping
from app.models.records import Role
from app.utils.codes import new_request_id
from app.views.seats.seat_palette import SeatLook
from app.views.sell.known_claims import KnownClaims
from tests.box_office import BoxOffice
from tests.controllers.plan.hall_desk import HallDesk


def looks(office: BoxOffice) -> dict[str, SeatLook]:
    opened, known = office.open(), KnownClaims()
    known.poll(opened.claims, opened.kept)
    found = known.looks(opened, None)
    return {seat.label: found[seat.id] for seat in opened.seats}


def test_a_kept_seat_has_a_lock_and_a_broken_one_a_dash(office: BoxOffice) -> None:
    manager = office.session(Role.MANAGER)
    Keeping(office.database).keep(manager, new_request_id(), office.open(), office.seats("C5"), "Press night")
    HallDesk(office).put_out("C6")
    seen = looks(office)
    assert (seen["C4"], seen["C5"], seen["C6"]) == (SeatLook.FREE, SeatLook.KEPT, SeatLook.BLOCKED)


def test_a_broken_seat_that_was_sold_is_shown_as_sold(office: BoxOffice) -> None:
    office.sell("C6")
    HallDesk(office).put_out("C6")
    assert looks(office)["C6"] is SeatLook.SOLD
