"""What a door must know to go on without the network: the tickets of the next hours, and which halls the doors let into.

A ticket's code never leaves the database for it: the list has its SHA-256, which a scan gives again and nobody turns back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.after.admissions import DoorPlace, DoorShow, DoorTicket, TicketState, show_of, why_void
from app.models.statements import Reader
from app.models.times import as_utc

HOURS_AHEAD = 4


@dataclass(frozen=True, slots=True)
class DoorList:
    """A cinema's tickets by the SHA-256 of their codes, as they stood at `made_at`, the server's time.

    `places` are its counters, each with the hall it lets into. `house` tells the house's key from another one's.
    """

    cinema_id: int
    house: str
    made_at: datetime
    tickets: dict[str, DoorTicket]
    places: dict[int, DoorPlace]


def read(reader: Reader, cinema_id: int, house: str) -> DoorList:
    """What is known now of the shows that run, or start within HOURS_AHEAD hours."""
    now = reader.row("SELECT UTC_TIMESTAMP(6)")
    if now is None:
        raise AssertionError("a server that does not know the time")
    shows = {show.id: show for show in _shows(reader, cinema_id)}
    return DoorList(cinema_id, house, as_utc(now[0]), _tickets(reader, shows), _places(reader, cinema_id))


def _shows(reader: Reader, cinema_id: int) -> list[DoorShow]:
    found = reader.rows(
        """
        SELECT s.id, m.title, h.id, h.name, s.starts_at, s.ends_at, s.status, c.id, c.name
        FROM shows s JOIN movies m ON m.id = s.movie_id JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = h.cinema_id
        WHERE h.cinema_id = %s AND s.ends_at > UTC_TIMESTAMP() AND s.starts_at < UTC_TIMESTAMP() + INTERVAL %s HOUR
            AND s.starts_at > UTC_TIMESTAMP() - INTERVAL 1 DAY
        """,
        (cinema_id, HOURS_AHEAD),
    )
    return [show_of(row) for row in found]


def _tickets(reader: Reader, shows: dict[int, DoorShow]) -> dict[str, DoorTicket]:
    if not shows:
        return {}
    found = reader.rows(
        """
        SELECT SHA2(t.code, 256), t.id, t.show_id, x.row_name, x.seat_number, y.name, t.status, t.admitted_at, k.name,
               r.kind, t.replaced
        FROM tickets t JOIN seats x ON x.id = t.seat_id
        JOIN booking_lines l ON l.id = t.line_id JOIN ticket_types y ON y.id = l.ticket_type_id
        LEFT JOIN counters k ON k.id = t.admitted_counter_id LEFT JOIN refunds r ON r.id = t.refund_id
        WHERE t.show_id IN %s
        """,
        (tuple(shows),),
    )
    tickets = {}
    for (
        code_hash,
        ticket_id,
        show_id,
        row_name,
        number,
        type_name,
        status,
        admitted_at,
        door,
        refund,
        replaced,
    ) in found:
        state = TicketState(status)
        tickets[str(code_hash)] = DoorTicket(
            int(ticket_id),
            shows[int(show_id)],
            row_name,
            int(number),
            type_name,
            state,
            as_utc(admitted_at) if admitted_at is not None else None,
            door or "",
            why_void(refund, replaced=bool(replaced)) if state is TicketState.VOID else None,
        )
    return tickets


def _places(reader: Reader, cinema_id: int) -> dict[int, DoorPlace]:
    found = reader.rows(
        "SELECT k.id, k.hall_id, h.name FROM counters k LEFT JOIN halls h ON h.id = k.hall_id WHERE k.cinema_id = %s",
        (cinema_id,),
    )
    return {
        int(counter_id): DoorPlace(int(hall_id) if hall_id is not None else None, name or "")
        for counter_id, hall_id, name in found
    }
