"""How long the import of 3,000 films takes, from the bytes of a CSV file to the COMMIT.

Ours: the file read and checked, compared with the films that are there, the preview, and the import with all that it is
compared with once more, locks, audit lines. The floor: the same rows by bare INSERTs of 1,000 rows each and one COMMIT, from
values that are ready. In turn, each round on an empty table. `again` is the second import of the same file: it writes nothing.
"""

from __future__ import annotations

import csv
import io
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.controllers.plan.film_files import read_film_file
from app.controllers.plan.import_plan import Assumed
from app.controllers.plan.import_run import Asker, made_plan, run_import
from app.models.database import Database
from app.models.server.house import open_private
from app.models.statements import Unit
from app.utils.codes import new_request_id
from app.utils.progress import Progress
from tests import box_office
from tests.box_office import BoxOffice
from tests.server import start_private_server

FILMS, ROUNDS = 3_000, 7
GOAL = 5.0
COLUMNS = (
    "title",
    "original_title",
    "minutes",
    "language",
    "genres",
    "certificate",
    "synopsis",
    "release_date",
    "tmdb_id",
)
SYNOPSIS = "A film about {0}, about what {0} means to people, and about the long way there. " * 3


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="foyer-bench-") as temporary:
        server = start_private_server(Path(temporary) / "server")
        try:
            house = open_private(server, "foyer", timeout_seconds=5)
            assert house.connect_owner is not None
            owner = Database(house.connect_owner)
            office = box_office.build(owner, house.connect)
            print(json.dumps(measured(office, owner)), flush=True)
            office.database.close()
            owner.close()
        finally:
            server.leave()


def measured(office: BoxOffice, owner: Database) -> dict[str, object]:
    content, rows, genres = films()
    ours, floor, again = [], [], []
    for _ in range(ROUNDS + 1):
        floor.append(timed(lambda: bare(office.database, rows, genres)))
        empty(owner)
        ours.append(timed(lambda: imported(office, content)))
        again.append(timed(lambda: imported(office, content)))
        empty(owner)
    # The first round warms everything up.
    ratios = [mine / least for mine, least in zip(ours[1:], floor[1:], strict=True)]
    ratio = statistics.median(ratios)
    row: dict[str, object] = {
        "name": "import_3000",
        "ours": round(statistics.median(ours[1:]), 3),
        "floor": round(statistics.median(floor[1:]), 3),
        "ratio": round(ratio, 2),
        "goal": GOAL,
        "ok": ratio <= GOAL,
        "unit": "s",
    }
    return row | {
        "again": round(statistics.median(again[1:]), 3),
        "spread": [round(min(ratios), 2), round(max(ratios), 2)],
    }


def imported(office: BoxOffice, content: bytes) -> None:
    file = read_film_file(content, "films.csv", "IN")
    plan = made_plan(office.database, file, Assumed())
    session = office.session()
    run_import(office.database, Asker(session.counter.id, session.staff.id), new_request_id(), plan, Progress())


def bare(database: Database, rows: list[tuple[object, ...]], genres: list[tuple[object, ...]]) -> None:
    def work(unit: Unit) -> None:
        unit.insert_rows(
            "INSERT INTO movies (id, title, original_title, duration_minutes, language, certificate, synopsis, release_date,"
            " source) VALUES",
            rows,
        )
        unit.insert_rows("INSERT INTO movie_genres (movie_id, genre) VALUES", genres)

    database.transaction(work)


def films() -> tuple[bytes, list[tuple[object, ...]], list[tuple[object, ...]]]:
    """A file of films with all that there is to tell, and the rows they are stored as."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    rows: list[tuple[object, ...]] = []
    genres: list[tuple[object, ...]] = []
    for number in range(1, FILMS + 1):
        title, day = f"The film number {number}", f"{1960 + number % 60}-0{1 + number % 9}-1{number % 9}"
        minutes, synopsis = 80 + number % 90, SYNOPSIS.format(number).strip()
        writer.writerow((title, f"Le film {number}", minutes, "Hindi", "Drama|Thriller", "UA", synopsis, day, number))
        film_id = 1_000_000 + number
        rows.append((film_id, title, f"Le film {number}", minutes, "Hindi", "UA", synopsis, day, f"tmdb:{number}"))
        genres += [(film_id, "Drama"), (film_id, "Thriller")]
    return text.getvalue().encode(), rows, genres


def empty(owner: Database) -> None:
    """Without the films of the round before."""

    def work(unit: Unit) -> None:
        unit.execute("DELETE g FROM movie_genres g JOIN movies m ON m.id = g.movie_id WHERE m.source IS NOT NULL")
        unit.execute("DELETE FROM movies WHERE source IS NOT NULL")

    owner.transaction(work)


def timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
