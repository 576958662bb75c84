"""Guests on seats that are out of service, and their way to other ones: claim, line and ticket move together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from app.models.plan.halls import TO_COME
from app.models.records import ClaimState, Seat
from app.models.sell import booking_seats
from app.models.sell.booking_seats import SeatConflict
from app.models.sell.shows import seat_of
from app.models.statements import Reader, Row, Unit
from app.models.times import as_utc


class GuestGone(Exception):
    """A guest has entered, was given the money back, or another seat. The unit must be rolled back."""


@dataclass(frozen=True, slots=True)
class Guest:
    """A seat that a booking has for a show to come: sold, or booked by phone and not paid yet.

    `broken`: it is out of service in that show. `ticket_id` is None for one that is not paid.
    """

    line_id: int
    ticket_id: int | None
    state: ClaimState
    seat: Seat
    ticket_type_name: str
    broken: bool


@dataclass(frozen=True, slots=True)
class Party:
    """All seats of a booking of which at least one is out of service. `customer` is "" where nobody wrote one down."""

    booking_id: int
    reference: str
    show_id: int
    movie_title: str
    starts_at: datetime
    counter_id: int | None
    """Where it was sold; None when that counter is no longer in use."""
    customer: str
    guests: tuple[Guest, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A guest's way from one seat to another."""

    guest: Guest
    to: Seat


_PARTIES = """
    SELECT b.id, b.reference, s.id, m.title, s.starts_at, IF(k.active, k.id, NULL), CONCAT_WS(' ', u.name, u.phone),
           l.id, t.id, c.state, y.name, w.seat_id IS NOT NULL,
           x.id, x.row_name, x.seat_number, x.seat_type, x.grid_row, x.grid_column, x.wheelchair, x.companion, x.in_service
    FROM booking_seats c JOIN bookings b ON b.id = c.booking_id JOIN shows s ON s.id = c.show_id
    JOIN movies m ON m.id = s.movie_id JOIN counters k ON k.id = b.counter_id
    JOIN booking_lines l ON l.booking_id = b.id AND l.seat_id = c.seat_id
    JOIN ticket_types y ON y.id = l.ticket_type_id JOIN seats x ON x.id = c.seat_id
    LEFT JOIN tickets t ON t.line_id = l.id AND t.live
    LEFT JOIN customers u ON u.id = b.customer_id
    LEFT JOIN blocked_seats w ON w.show_id = c.show_id AND w.seat_id = c.seat_id AND w.outage_id IS NOT NULL
    WHERE s.hall_id = %s AND (c.state = 'SOLD' OR b.channel = 'PHONE')
        AND (t.id IS NULL OR t.status = 'VALID')
        AND EXISTS (SELECT 1 FROM booking_seats d JOIN blocked_seats v ON v.show_id = d.show_id AND v.seat_id = d.seat_id
                    WHERE d.booking_id = b.id AND v.outage_id IS NOT NULL)
"""


def parties(reader: Reader, hall_id: int) -> tuple[Party, ...]:
    """Who has a seat of the hall that is out of service in the show it is for, by time. Who has entered stays."""
    by_booking: dict[int, list[Row]] = {}
    ordered = f"{_PARTIES} AND {TO_COME} ORDER BY s.starts_at, b.id, x.grid_row, x.grid_column"
    for row in reader.rows(ordered, (hall_id,)):
        by_booking.setdefault(int(row[0]), []).append(row)
    found = (_party(rows) for rows in by_booking.values())
    return tuple(party for party in found if any(guest.broken for guest in party.guests))


def free_seats(reader: Reader, hall_id: int, show_ids: Collection[int]) -> dict[int, tuple[Seat, ...]]:
    """The seats of each show that anybody may have: in service, not kept back, neither held nor sold."""
    if not show_ids:
        return {}
    found = reader.rows(
        """
        SELECT s.id, x.id, x.row_name, x.seat_number, x.seat_type, x.grid_row, x.grid_column, x.wheelchair, x.companion,
               x.in_service
        FROM shows s JOIN seats x ON x.hall_id = s.hall_id AND x.live AND x.in_service AND NOT x.house
        LEFT JOIN blocked_seats w ON w.show_id = s.id AND w.seat_id = x.id
        LEFT JOIN booking_seats c ON c.show_id = s.id AND c.seat_id = x.id
        WHERE s.hall_id = %s AND s.id IN %s AND w.seat_id IS NULL AND c.seat_id IS NULL
        ORDER BY s.id, x.grid_row, x.grid_column
        """,
        (hall_id, tuple(show_ids)),
    )
    free: dict[int, list[Seat]] = {}
    for row in found:
        free.setdefault(int(row[0]), []).append(seat_of(row[1:]))
    return {show_id: tuple(seats) for show_id, seats in free.items()}


def move(unit: Unit, party: Party, moves: Collection[Move], codes: Collection[str]) -> None:
    """Give guests of a locked booking their new seats; `codes` are of their new tickets, one a move.

    The new seats are claimed before the old ones are given up. Raises SeatConflict when one of the new seats has an owner,
    GuestGone when a guest is no longer where they were.
    """
    by_state = {state: [each for each in moves if each.guest.state is state] for state in ClaimState}
    for state, of_state in by_state.items():
        if of_state:
            seat_ids = [each.to.id for each in of_state]
            booking_seats.claim(unit, party.show_id, party.booking_id, seat_ids, state, refused=SeatConflict)
    done = [_give_up(unit, party, each) for each in moves]
    for each, code in zip(moves, codes, strict=True):
        done.append(
            unit.found_later(
                "UPDATE booking_lines SET seat_id = %s WHERE id = %s AND booking_id = %s AND seat_id = %s",
                (each.to.id, each.guest.line_id, party.booking_id, each.guest.seat.id),
            )
        )
        if each.guest.ticket_id is not None:
            done.append(_new_ticket(unit, party, each, code))
    unit.flush()
    if any(found != [1] for found in done):
        raise GuestGone


def _give_up(unit: Unit, party: Party, each: Move) -> list[int]:
    return unit.found_later(
        "DELETE FROM booking_seats WHERE show_id = %s AND seat_id = %s AND booking_id = %s AND state = %s",
        (party.show_id, each.guest.seat.id, party.booking_id, each.guest.state.value),
    )


def _new_ticket(unit: Unit, party: Party, each: Move, code: str) -> list[int]:
    """The old ticket opens no door any more; its line has a new one."""
    ended = unit.found_later(
        "UPDATE tickets SET status = 'VOID', voided_at = UTC_TIMESTAMP(6), replaced = TRUE"
        " WHERE id = %s AND status = 'VALID'",
        (each.guest.ticket_id,),
    )
    unit.later(
        "INSERT INTO tickets (booking_id, line_id, show_id, seat_id, code) VALUES (%s, %s, %s, %s, %s)",
        (party.booking_id, each.guest.line_id, party.show_id, each.to.id, code),
        refused=GuestGone,
    )
    return ended


def _party(rows: list[Row]) -> Party:
    booking_id, reference, show_id, movie_title, starts_at, counter_id, customer = rows[0][:7]
    guests = tuple(
        Guest(
            int(row[7]),
            None if row[8] is None else int(row[8]),
            ClaimState(row[9]),
            seat_of(row[12:21]),
            row[10],
            bool(row[11]),
        )
        for row in rows
    )
    return Party(
        int(booking_id),
        reference,
        int(show_id),
        movie_title,
        as_utc(starts_at),
        None if counter_id is None else int(counter_id),
        customer,
        guests,
    )
