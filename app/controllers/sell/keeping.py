"""Keeping seats back: a manager keeps seats of one show for guests, a broken arm rest, the director's mother."""

from __future__ import annotations

from collections.abc import Sequence

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.refusals import listed, taken
from app.controllers.sell.seat_plans import OpenShow
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import NotFound, SeatNotForSale
from app.models.records import Seat
from app.models.sell import booking_seats, kept_seats
from app.models.statements import Unit
from app.utils.errors import InvalidInput

REASON_MAX = 100
"""Characters, as the table takes them."""


class Keeping:
    """Keeping seats of one show, and putting them on sale again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SELL_KEPT)
    def keep(self, session: Session, request_id: str, opened: OpenShow, seats: Sequence[Seat], reason: str) -> None:
        """Keep free seats back for this show. Audited.

        Raises SeatsTaken for a seat that is held or sold, InvalidInput without a reason.
        """
        reason = " ".join(reason.split())
        if not reason or len(reason) > REASON_MAX:
            raise InvalidInput(f"Say in a few words why: 1 to {REASON_MAX} characters.")
        request = Request(request_id, "KEEP", (opened.show.id, _ids(seats), reason))
        glance = booking_seats.glance(self._database, opened.show.id, _ids(seats), request.id, session.counter.id)
        if glance is None:
            raise NotFound("This show is no longer in the programme. Choose another one.")
        broken = [seat.label for seat in seats if seat.id not in glance.for_sale]
        if broken and not glance.already_done:
            are = "is" if len(broken) == 1 else "are"
            raise SeatNotForSale(f"{listed(broken)} {are} out of service already: nobody sells it in this show.")
        standing = [obstacle for obstacle in glance.obstacles if not obstacle.expired]
        if standing and not glance.already_done:
            raise taken(seats, standing)

        def work(unit: Unit) -> None:
            kept_seats.keep(unit, opened.show.id, seats, reason, session.staff.id)
            _write_down(unit, session, "SEATS_KEPT", opened, seats, reason)

        self._database.once(request, "", work)

    @needs(Permission.SELL_KEPT)
    def let_go(self, session: Session, request_id: str, opened: OpenShow, seats: Sequence[Seat]) -> None:
        """Put seats kept for this show on sale again. Audited. Raises SeatNotForSale for the house's own."""
        house = {each.seat_id for each in kept_seats.kept_in_show(self._database, opened.show.id) if each.house}
        of_the_house = [seat.label for seat in seats if seat.id in house]
        if of_the_house:
            are = "is the house's own" if len(of_the_house) == 1 else "are the house's own"
            raise SeatNotForSale(f"{listed(of_the_house)} {are} in every show. You can sell it as it is.")

        def work(unit: Unit) -> None:
            kept_seats.let_go(unit, opened.show.id, seats)
            _write_down(unit, session, "SEATS_LET_GO", opened, seats, "")

        self._database.once(Request(request_id, "LET_GO", (opened.show.id, _ids(seats))), "", work)


def _ids(seats: Sequence[Seat]) -> list[int]:
    return sorted(seat.id for seat in seats)


def _write_down(
    unit: Unit, session: Session, action: str, opened: OpenShow, seats: Sequence[Seat], reason: str
) -> None:
    detail: dict[str, object] = {"seats": [seat.label for seat in seats], "film": opened.show.movie_title}
    if reason:
        detail["reason"] = reason
    audit_log.append(unit, session.counter.id, session.staff.id, action, f"show {opened.show.id}", detail)
