"""Where races are run: each in a show of its own, each round for a row of its own."""

from __future__ import annotations

import itertools
from datetime import timedelta

from app.models.records import Seat
from tests.box_office import BoxOffice
from tests.races.bookers import Pick

SEATS_PER_ROW = 6
ROWS = [f"{first}{second}".strip() for first in " ABCDEFG" for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
_SHOWS = itertools.count(1)


class Hall:
    """A fresh show of the race's hall: what bookers pick from, and who has what."""

    def __init__(self, office: BoxOffice) -> None:
        self._office = office
        self.show_id = office.add_show(starts_in=timedelta(hours=2 + 4 * next(_SHOWS)))
        self._opened = office.open(self.show_id)
        self._by_row: dict[str, list[Seat]] = {}
        for seat in self._opened.seats:
            self._by_row.setdefault(seat.row_name, []).append(seat)
        self._sessions = [office.session(counter=counter) for counter in (0, 1)]

    def seats(self, row: int, *places: int) -> tuple[Seat, ...]:
        """Seats of a row by their place in it, in the order they are clicked."""
        return tuple(self._by_row[ROWS[row]][place] for place in places)

    def pick(self, booker: int, row: int, *places: int) -> Pick:
        adult = self._opened.prices.book.ticket_types[0]
        return Pick(self._sessions[booker % 2], self._opened, adult, self.seats(row, *places))

    def claims(self) -> list[tuple[int, int]]:
        """(booking, seat) of every claim on the show."""
        found = self._office.owner.rows(
            "SELECT booking_id, seat_id FROM booking_seats WHERE show_id = %s", (self.show_id,)
        )
        return [(int(booking_id), int(seat_id)) for booking_id, seat_id in found]
