"""Whether a house with 1,000,000 bookings behind it is as quick as one with 1,000.

Two databases on one private server, set up as the program sets it up: the same cinema with the same programme of the coming
days, and the one with a thousand times the bookings of the past: with their lines, claims, tickets, payments, requests,
audit lines and print orders. The same four things are done in both in turn, through the controllers:

- `scale_hold`: three seats held,
- `scale_map`: a show opened with its seats, prices and claims, and asked whether it has changed,
- `scale_search`: a day's list and a search, with live counts,
- `scale_look_up`: a booking found by its reference, and one by the code of its ticket.

`ratio` is the median of the rounds' ratios of medians.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import past_sales

from app.controllers.sell.baskets import Basket, picks_of
from app.controllers.sell.finding import Finding
from app.controllers.sell.programme import Programme
from app.controllers.sell.seat_plans import OpenShow, SeatPlans
from app.models.database import Database
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.models.statements import Unit
from app.models.times import as_stored
from app.utils.codes import new_request_id
from app.utils.local_time import to_local
from tests import box_office
from tests.box_office import RULES, BoxOffice
from tests.server import start_private_server

FEW, MANY = 1_000, 1_000_000
GOAL = 1.2
ROUNDS, TIMES, LOOKED_UP = 7, 40, 200
UPCOMING = 60
SEATS = 60
"""Seats of the hall, and so bookings of each show of the past: one seat each."""


class Counter:
    """A terminal on one of the two databases, and what is done at it."""

    def __init__(self, office: BoxOffice, show_ids: list[int], bookings: int) -> None:
        database = office.database
        self.office, self.session = office, office.session()
        self.plans, self.finding = SeatPlans(database), Finding(database)
        self.programme = Programme(database, RULES.late_sale_minutes)
        self.holding = office.holding()
        self._baskets: list[Basket] = []
        self._shows = itertools.cycle(show_ids)
        self._threes = self._seats(show_ids)
        known = _known(database, bookings)
        self._booked = itertools.cycle(known)
        for _ in known:  # made lately, so their pages are in the server's memory
            self.look_up()
        self._typed = itertools.cycle(("fil", "film eng", "tomorrow", "a fi"))
        self._day = to_local(datetime.now(UTC) + timedelta(days=1), self.session.counter.cinema.time_zone).date()

    def hold(self) -> None:
        opened, first = next(self._threes)
        wanted = picks_of(opened.seats[first : first + 3], opened.prices.book.ticket_types[0])
        self._baskets.append(self.holding.hold(self.session, new_request_id(), opened, None, wanted))

    def tidy(self) -> None:
        """Give back what was held, outside the time that counts: a counter may hold only so much."""
        while self._baskets:
            self.holding.clear(self.session, new_request_id(), self._baskets.pop())

    def map(self) -> None:
        opened = self.plans.open_show(self.session, next(self._shows))
        self.plans.watch(self.session, opened.show.id, opened.digest)

    def search(self) -> None:
        self.programme.shows_on(self.session, self._day)
        self.programme.search(self.session, next(self._typed), 20)

    def look_up(self) -> None:
        reference, code = next(self._booked)
        self.finding.by_reference(self.session, reference)
        self.finding.by_ticket_code(self.session, code)

    def _seats(self, show_ids: list[int]) -> Iterator[tuple[OpenShow, int]]:
        """Three free seats after three free seats."""
        for show_id in show_ids:
            opened = self.plans.open_show(self.session, show_id)
            for first in range(0, SEATS - 2, 3):
                yield opened, first


def _known(database: Database, bookings: int) -> list[tuple[str, str]]:
    """References and ticket codes of some of the thousand that were made last: who comes to the counter has one of those."""
    ids = tuple(range(bookings, bookings - FEW, -(FEW // LOOKED_UP)))
    found = database.rows(
        "SELECT b.reference, t.code FROM bookings b JOIN tickets t ON t.booking_id = b.id WHERE b.id IN %s", (ids,)
    )
    return [(str(reference), str(code)) for reference, code in found]


WORKS: dict[str, Callable[[Counter], None]] = {
    "scale_hold": Counter.hold,
    "scale_map": Counter.map,
    "scale_search": Counter.search,
    "scale_look_up": Counter.look_up,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--many", type=int, default=MANY, help=f"how many bookings the large house has ({MANY:,})")
    arguments, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory(prefix="foyer-bench-") as temporary:
        server = start_private_server(Path(temporary) / "server")
        try:
            few, many = house_with(server, "few", FEW), house_with(server, "foyer", arguments.many)
            for name, work in WORKS.items():
                print(json.dumps(row_of(name, work, few, many)), flush=True)
            for counter in (few, many):
                counter.office.database.close()
                counter.office.owner.close()
        finally:
            server.leave()


def house_with(server: PrivateServer, name: str, bookings: int) -> Counter:
    house = open_private(server, name, timeout_seconds=300)
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    office = box_office.build(owner, house.connect)
    _add_past(owner, office, bookings)
    show_ids = owner.transaction(lambda unit: add_upcoming(unit, office))
    return Counter(office, show_ids, bookings)


def _add_past(owner: Database, office: BoxOffice, bookings: int) -> None:
    movie_id = office.value("SELECT movie_id FROM shows WHERE id = %s", office.show_id)
    first_seat_id = office.value("SELECT MIN(id) FROM seats WHERE hall_id = %s", office.hall_id)
    made_of = {
        "movie": movie_id, "hall": office.hall_id, "counter": office.counters[0].id,
        "clerk": office.session().staff.id, "adult": office.adult().id, "method": "'CASH'", "seat_type": "NULL",
        "starts_at": "UTC_TIMESTAMP() - INTERVAL 2 + number HOUR", "sold_at": "UTC_TIMESTAMP(6)",
        "show": f"{past_sales.SHOW_IDS_FROM} + (number - 1) DIV {SEATS}",
        "seat": f"{first_seat_id} + (number - 1) MOD {SEATS}",
    }  # fmt: skip
    past_sales.add(owner, bookings, bookings // SEATS + 1, made_of)


def add_upcoming(unit: Unit, office: BoxOffice) -> list[int]:
    """Shows of the coming days in the first hall; their ids."""
    movie_ids = [
        unit.insert(
            "INSERT INTO movies (title, duration_minutes, language, certificate) VALUES (%s, 120, 'English', 'UA')",
            (f"Film {number}",),
        )
        for number in range(UPCOMING // 4)
    ]
    now = datetime.now(UTC).replace(microsecond=0)
    starts = [as_stored(now + timedelta(hours=3 * number)) for number in range(1, UPCOMING + 1)]
    return [
        unit.insert(
            "INSERT INTO shows (movie_id, hall_id, starts_at, ends_at, base_price_minor) VALUES (%s, %s, %s, %s, 35000)",
            (movie_ids[number % len(movie_ids)], office.hall_id, start, start + timedelta(hours=2)),
        )
        for number, start in enumerate(starts)
    ]


def row_of(name: str, work: Callable[[Counter], None], few: Counter, many: Counter) -> dict[str, object]:
    """A round more than is counted warms both up."""
    rounds = [_round(work, few, many) for _ in range(ROUNDS + 1)][1:]
    ratios = [of_many / of_few for of_few, of_many in rounds]
    ratio = statistics.median(ratios)
    ours, floor = (statistics.median(each[side] for each in rounds) for side in (1, 0))
    told = {"name": name, "ours": round(ours, 3), "floor": round(floor, 3), "ratio": round(ratio, 3), "goal": GOAL}
    return told | {"ok": ratio <= GOAL, "unit": "ms", "spread": [round(min(ratios), 3), round(max(ratios), 3)]}


def _round(work: Callable[[Counter], None], few: Counter, many: Counter) -> tuple[float, float]:
    """Median milliseconds in the small house and in the large one, in turn."""
    times = [(_timed(work, few), _timed(work, many)) for _ in range(TIMES)]
    return statistics.median(each[0] for each in times), statistics.median(each[1] for each in times)


def _timed(work: Callable[[Counter], None], counter: Counter) -> float:
    began = time.perf_counter()
    work(counter)
    taken = time.perf_counter() - began
    counter.tidy()
    return taken * 1000


if __name__ == "__main__":
    main()
