"""The guided tour is played once, by the program itself in a process of its own, and then looked at from outside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.models.database import Database
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.utils.money import format_minor
from tests.house_rules import PROJECT
from tests.server import end_server, is_running, server_program
from tests.utils.paper.ticket_reading import output_of, qr_codes_of

EVENTS_MAX = {
    "sign_in": 4 + 1 + 14 + 1,  # asha, Enter, popcorn-please, Enter
    "open_show": 2,  # another day, when today has nothing left, and the show
    "pick_seats": 4,  # two clicks, an arrow, Space
    "conflict": 2,
    "change_ticket_type": 1,
    "pay_cash": 6,  # F8, four digits, Enter
    "change_theme": 1,
    "next_customer": 1,
    "two_adults_best_cash": 5,  # the show's number, Enter, F4, F8, Enter
    "reprint_last": 1,
    "next_best": 1,
    "chosen_seats_with_change": 10,  # the show's number, Enter, four signs, Enter, F8, Down, Enter
    "void_last": 3 + 14,  # Shift+F12, popcorn-please, Enter
    "refund": 5,  # from the booking on; by the rules no password is asked for
    "swap": 8,  # F9, Enter, 2a, Enter, F8, Enter
    "at_the_door": 1,
    "hand_over": 3 + 5 + 1 + 14 + 1,  # Ctrl+L, Shift+Tab, Enter, meera, Enter, popcorn-please, Enter
    "add_film": 2 + 13 + 2 + 3 + 1 + 2 + 1 + 5 + 1,  # the page, Ctrl+N, four lines with Tab between them, Ctrl+S
}
PICTURES = [
    "01-sign-in.png",
    "02-programme.png",
    "03-seats.png",
    "04-conflict.png",
    "05-basket.png",
    "06-cash.png",
    "07-done.png",
    "08-light.png",
    "09-ticket.png",
    "10-best-seats.png",
    "11-command.png",
    "12-void.png",
    "13-help.png",
    "14-find.png",
    "15-refund.png",
    "16-exchange.png",
    "17-door.png",
    "18-films.png",
    "19-cinemas.png",
    "20-halls.png",
    "21-shows.png",
    "22-prices.png",
    "23-reports.png",
    "24-staff.png",
    "25-activity.png",
]
LIGHT_MIN = 150
"""The mean of a picture's light: a dark screen is far below it, a light one above."""


@dataclass(frozen=True)
class Played:
    """One tour: what it said, what it left, and the folder its database is in."""

    exit_status: int
    complaints: str
    folder: Path
    data: Path
    server_left_running: bool

    @property
    def told(self) -> Any:
        return json.loads((self.folder / "tour.json").read_text("utf-8"))


def run_foyer(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "FOYER_SERVER_PROGRAM": str(server_program().path), **environment}
    command: Sequence[str | Path] = [sys.executable, PROJECT / "main.py", *arguments]
    return subprocess.run(command, env=given, capture_output=True, text=True, timeout=240, check=False)


def play(folder: Path, data: Path, *more: str, **environment: str) -> Played:
    ended = run_foyer("--demo", "--tour", folder, "--data", data, *more, **environment)
    return Played(ended.returncode, ended.stderr, folder, data, is_running(data / "server"))


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """A tour through a demo that was made for it."""
    place = tmp_path_factory.mktemp("tour")
    yield play(place / "tour", place / "data")
    end_server(place / "data" / "server")


@pytest.fixture(scope="module")
def books(tour: Played) -> Iterator[Database]:
    """The demo's database as the tour left it."""
    server = PrivateServer(tour.data / "server", server_program())
    database = Database(open_private(server, "foyer_demo", timeout_seconds=5).connect)
    yield database
    database.close()
    server.leave()


def test_the_tour_is_played_to_its_end_without_a_complaint(tour: Played) -> None:
    assert (tour.exit_status, tour.complaints) == (0, "")


def test_it_leaves_every_picture_the_ticket_and_nothing_else(tour: Played) -> None:
    assert tour.told["files"] == [*PICTURES, "ticket.pdf"]
    assert sorted(path.name for path in tour.folder.iterdir()) == [*PICTURES, "ticket.pdf", "tour.json"]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_something(tour: Played, name: str) -> None:
    with Image.open(tour.folder / name) as picture:
        assert picture.format == "PNG"
        assert picture.width >= 600
        assert picture.height >= 600
        colours = picture.convert("L").getcolors() or []
        assert max(count for count, _ in colours) < picture.width * picture.height * 0.9, "nearly all of one colour"


def test_each_picture_of_the_window_is_another_one(tour: Played) -> None:
    assert len({(tour.folder / name).read_bytes() for name in PICTURES}) == len(PICTURES)


def test_the_light_picture_is_light_and_the_others_are_dark(tour: Played) -> None:
    light = {name: _mean_light(tour.folder / name) > LIGHT_MIN for name in PICTURES[:8]}
    assert light == {name: name == "08-light.png" for name in PICTURES[:8]}


def test_the_record_tells_the_sale(tour: Played) -> None:
    told = tour.told
    assert set(told) == {"reference", "seats", "total_minor", "currency", "files", "tasks"}
    assert len(told["seats"]) == 3
    assert told["total_minor"] > 0
    assert told["currency"] == "INR"


def test_no_task_took_more_keys_and_clicks_than_it_should(tour: Played) -> None:
    events = {task["name"]: task["events"] for task in tour.told["tasks"]}
    assert list(events) == list(EVENTS_MAX)
    assert {name: count for name, count in events.items() if not 0 < count <= EVENTS_MAX[name]} == {}


def test_every_task_has_its_seconds(tour: Played) -> None:
    assert all(set(task) == {"name", "events", "seconds"} and task["seconds"] > 0 for task in tour.told["tasks"])


def test_the_ticket_tells_reference_seats_and_prices(tour: Played, books: Database) -> None:
    told = tour.told
    pages = output_of("pdftotext", "-raw", tour.folder / "ticket.pdf", "-").split("\f")[:-1]
    prices = books.rows(
        "SELECT s.row_name, s.seat_number, l.price_minor FROM booking_lines l"
        " JOIN seats s ON s.id = l.seat_id JOIN bookings b ON b.id = l.booking_id"
        " WHERE b.reference = %s ORDER BY s.row_name, s.seat_number",
        (told["reference"],),
    )
    assert [f"{row}{number}" for row, number, _ in prices] == told["seats"]
    for page, (row, number, price_minor) in zip(pages, prices, strict=True):
        words = page.split()
        assert {told["reference"], row, str(number), format_minor(price_minor, "INR", "en_IN")} <= set(words)


def test_each_page_of_the_ticket_carries_its_own_code(tour: Played, books: Database, tmp_path: Path) -> None:
    # Reading codes writes pictures beside the PDF, and the tour's folder is to stay as it was left.
    copy = Path(shutil.copy(tour.folder / "ticket.pdf", tmp_path))
    codes = [qr_codes_of(copy, page) for page in (1, 2, 3)]
    issued = books.rows(
        "SELECT t.code FROM tickets t JOIN bookings b ON b.id = t.booking_id WHERE b.reference = %s",
        (tour.told["reference"],),
    )
    assert all(len(code) == 26 for (code,) in codes)
    assert {code for (code,) in codes} == {code for (code,) in issued}


def test_the_sale_is_in_the_database_with_its_total(tour: Played, books: Database) -> None:
    sold = books.rows(
        "SELECT b.status, SUM(p.amount_minor) FROM bookings b JOIN payments p ON p.booking_id = b.id"
        " WHERE b.reference = %s GROUP BY b.id",
        (tour.told["reference"],),
    )
    assert [tuple(row) for row in sold] == [("CONFIRMED", tour.told["total_minor"])]


def test_both_counters_give_back_what_they_hold(books: Database) -> None:
    assert list(books.rows("SELECT show_id, seat_id FROM booking_seats WHERE state = 'HELD'", ())) == []


def test_the_other_counter_really_held_a_seat(tour: Played, books: Database) -> None:
    others = books.rows(
        "SELECT c.name FROM bookings b JOIN counters c ON c.id = b.counter_id WHERE b.status = 'EXPIRED'"
        " AND b.show_id = (SELECT show_id FROM bookings WHERE reference = %s)",
        (tour.told["reference"],),
    )
    assert "Counter 2" in {name for (name,) in others}, "beside what this counter gave back itself"


def test_the_invariants_hold_afterwards(tour: Played) -> None:
    proof = run_foyer("check", "--demo", "--data", tour.data)
    assert (proof.returncode, proof.stderr) == (0, ""), proof.stdout


def test_nothing_runs_any_more(tour: Played) -> None:
    assert not tour.server_left_running


def test_a_tour_that_cannot_go_on_says_why_and_leaves_a_picture(tour: Played, tmp_path: Path) -> None:
    stuck = play(tmp_path / "tour", tour.data, "--counter", "Counter 9")
    assert stuck.exit_status == 1
    assert "There is no counter called Counter 9." in stuck.complaints
    assert [path.name for path in stuck.folder.iterdir()] == ["99-stuck.png"]


def test_without_xdotool_it_says_how_to_get_it(tmp_path: Path) -> None:
    refused = play(tmp_path / "tour", tmp_path / "data", PATH=str(tmp_path))
    assert refused.exit_status == 2
    assert "apt-get install xdotool" in refused.complaints


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = play(tmp_path / "file" / "tour", tmp_path / "data")
    assert refused.exit_status == 2
    assert "Name another folder with --tour." in refused.complaints


def _mean_light(path: Path) -> float:
    with Image.open(path) as picture:
        counted = picture.convert("L").histogram()
    return sum(light * count for light, count in enumerate(counted)) / sum(counted)
