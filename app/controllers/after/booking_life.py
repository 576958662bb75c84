"""A booking's page: what it is now, and its whole life, line by line, from the first hold to the last scan."""

from __future__ import annotations

from typing import cast

from app.controllers.after.life_lines import life_of
from app.controllers.after.life_words import way_told
from app.controllers.after.sale_life import LifeLine, MoneyLine, SaleLife, SoldSeat, TicketState
from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.finding import state_words
from app.models.after import booking_life
from app.models.after.booking_life import LifeRead, MoneyMoved, TicketOfLine
from app.models.database import Database
from app.models.errors import NotFound
from app.models.records import BookingStatus, Cinema, Show
from app.models.sell import shows
from app.utils.local_time import format_time, to_local

__all__ = ["BookingLife", "LifeLine", "MoneyLine", "SaleLife", "SoldSeat", "TicketState"]
"""What stands in sale_life is had from here, too."""


class BookingLife:
    """Bookings of the session's cinema, for the reading lane; nothing here takes a lock."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.FIND_BOOKING)
    def read(self, session: Session, reference: str) -> SaleLife:
        """The booking of this cinema with that reference, as it is stored. Raises NotFound."""
        cinema = session.counter.cinema
        read = booking_life.read(self._database, cinema.id, reference)
        show = shows.one(self._database, read.head.show_id) if read else None
        if read is None or show is None:
            raise NotFound(
                f"There is no booking {reference} in this cinema. Compare it with the ticket, then try again."
            )
        return _told(read, show, cinema)


def _told(read: LifeRead, show: Show, cinema: Cinema) -> SaleLife:
    head = read.head
    held = tuple(line.seat_label for line in read.lines if line.held)
    waits = head.status is BookingStatus.PENDING and held and head.held_until > head.now
    return SaleLife(
        reference=head.reference,
        booking_id=head.id,
        show=show,
        cinema=cinema,
        status=head.status,
        state=state_words(head.status, held=bool(waits)),
        by_phone=head.by_phone,
        customer_name=head.customer_name,
        customer_phone=head.customer_phone,
        customer_email=head.customer_email,
        counter=head.counter_name,
        clerk=head.clerk_name,
        made_at=head.made_at,
        sold_at=head.sold_at,
        held_until=head.held_until if waits else None,
        seats=_seats(read, cinema),
        held_seats=held if waits else (),
        money=tuple(_money(moved) for moved in read.money),
        life=life_of(read, cinema),
        paid_minor=sum(moved.amount_minor for moved in read.money if not moved.went_back),
        given_back_minor=sum(moved.amount_minor for moved in read.money if moved.went_back),
        due_minor=read.due_minor,
        fees_minor=sum(back.fee_minor for back in read.given_back),
    )


def _seats(read: LifeRead, cinema: Cinema) -> tuple[SoldSeat, ...]:
    """Each line once, with the ticket that it has now, or had last."""
    last: dict[int, TicketOfLine] = {}
    for ticket in read.tickets:
        before = last.get(ticket.line_id)
        if before is None or before.ticket_id < ticket.ticket_id:
            last[ticket.line_id] = ticket
    return tuple(
        SoldSeat(
            ticket.ticket_id,
            ticket.line_id,
            ticket.seat_label,
            ticket.ticket_type_name,
            ticket.price_minor,
            cast("TicketState", ticket.status),
            _became(ticket, read, cinema),
        )
        for ticket in read.tickets
        if last[ticket.line_id] is ticket
    )


def _became(ticket: TicketOfLine, read: LifeRead, cinema: Cinema) -> str:
    if ticket.status == "USED":
        return (
            f"in at {format_time(to_local(ticket.admitted_at, cinema.time_zone), cinema.locale)}"
            if (ticket.admitted_at)
            else "in"
        )
    if ticket.status == "VALID":
        return ""
    back = next((each for each in read.given_back if each.id == ticket.refund_id), None)
    if back is None:
        return "void"
    return f"exchanged for {back.new_reference}" if back.exchange else "given back"


def _money(moved: MoneyMoved) -> MoneyLine:
    amount_minor = -moved.amount_minor if moved.went_back else moved.amount_minor
    return MoneyLine(moved.at, moved.method, amount_minor, way_told(moved))
