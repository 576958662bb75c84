"""`python main.py import FILE`, as a person types it: a process without a window, on a real server, with a report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.controllers.plan.import_command import import_films
from app.controllers.start.opening import Opening
from app.models.errors import NotFound
from app.utils.errors import BoxOfficeError, InvalidInput
from app.utils.folders import Folders
from app.utils.progress import Progress
from tests.box_office import BoxOffice, unique
from tests.controllers.opening_support import ANSWERS, plain_settings
from tests.movie_database import movie
from tests.server import copy_template, end_server

PROJECT = Path(__file__).parents[3]
FILMS = """Title;Minutes;Language;Certificate;Genres;Release date;Tagline
Dune;155;English;UA;Science fiction|Drama;2021-10-22;Beyond fear
Amélie;;fr;;Comedy;25.04.2001;
;90;Hindi;U;;;
Ran;soon;Japanese;A;War;1985-06-01;
"""

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Folders]:
    made = Folders(tmp_path / "foyer")
    copy_template(made.server)
    yield made
    end_server(made.server)


@pytest.fixture
def command(folders: Folders) -> Command:
    """Runs main.py import on the folder, without a display."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        program = str(plain_settings().server_program)
        return subprocess.run(
            [sys.executable, "main.py", "import", *map(str, arguments), "--data", str(folders.root)],
            cwd=PROJECT, capture_output=True, text=True, check=False, timeout=60,
            env=environment | {"FOYER_SERVER_PROGRAM": program},
        )  # fmt: skip

    return run


def test_it_reports_each_skipped_line_and_ends_with_the_counts(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "our films.csv"
    path.write_text(FILMS, "utf-8")
    done = command(path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "line 4 skipped: The title is empty. Type at least one letter or digit.",
        "line 5 (Ran) skipped: Give the minutes as a whole number from 1 to 999, for example 148.",
        "Columns that are not used: Tagline.",
        "1 new film without minutes: 120 minutes assumed.",
        "1 new film without a certificate: certificate NR assumed.",
        "2 added, 0 changed, 0 unchanged, 2 skipped",
    ]
    assert command(path).stdout.splitlines()[-1] == "0 added, 0 changed, 2 unchanged, 2 skipped"
    path.write_text(FILMS.replace("155", "156"), "utf-8")
    assert command(path).stdout.splitlines()[-1] == "0 added, 1 changed, 1 unchanged, 2 skipped"


def test_a_saved_answer_of_the_movie_database_is_imported_with_what_is_assumed(
    command: Command, tmp_path: Path
) -> None:
    listed = [movie(each, f"Film {each}", runtime=0, release_dates=None) for each in (1, 2)]
    path = tmp_path / "now_playing.json"
    path.write_text(json.dumps({"page": 1, "results": listed, "total_pages": 1, "total_results": 2}))
    done = command(path, "--set", "minutes=2h 10m", "--set", "certificate=UA")
    assert done.stdout.splitlines() == [
        "2 new films without minutes: 130 minutes assumed.",
        "2 new films without a certificate: certificate UA assumed.",
        "2 added, 0 changed, 0 unchanged, 0 skipped",
    ]
    assert command(path).stdout == "0 added, 0 changed, 2 unchanged, 0 skipped\n"


def test_in_a_cinema_it_is_told_to_the_audit_log_and_the_film_can_be_kept_there(
    command: Command, folders: Folders, tmp_path: Path
) -> None:
    opening = Opening(plain_settings(), folders)
    desk = opening.set_up(ANSWERS)
    (tmp_path / "films.csv").write_text(FILMS, "utf-8")
    assert command(tmp_path / "films.csv").returncode == 0
    session = desk.sale.sign_in.sign_in("zoë", "three words here", desk.counter)
    assert [film.title for film in desk.plan.films.every(session)] == ["Amélie", "Dune"]
    lines, holds = opening.check(demo=False)
    assert holds, lines
    desk.close()
    opening.close()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Give the file to import"),
        (("nowhere.csv",), "nowhere.csv cannot be read"),
        (("README.md",), "must name the columns"),
        (("docs/pictures/03-seats.png",), "not UTF-8 text"),
        (("sql/demo/films.csv", "--set", "minutes=long"), "for example 148"),
        (("sql/demo/films.csv", "--set", "colour=red"), "cannot be set"),
    ],
)
def test_what_cannot_be_imported_ends_it_with_a_sentence(
    command: Command, arguments: tuple[str, ...], told: str
) -> None:
    done = command(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


# Without a process of its own


def test_the_counter_of_the_settings_is_named_in_the_log(office: BoxOffice, tmp_path: Path) -> None:
    title = unique("Film")
    (tmp_path / "films.csv").write_text(f"title,minutes\n{title},90\n")
    name = unique("Counter")
    office.change("UPDATE counters SET name = %s WHERE id = %s", name, office.counters[0].id)
    import_films(office.owner, name, tmp_path / "films.csv", (), Progress())
    assert office.value(
        "SELECT COUNT(*) FROM audit_log WHERE counter_id = %s AND action = 'FILMS_IMPORTED' AND staff_id IS NULL",
        office.counters[0].id,
    )
    with pytest.raises(NotFound):
        import_films(office.owner, unique("Nowhere"), tmp_path / "films.csv", (), Progress())


def test_what_is_assumed_is_checked_before_anything_is_read(office: BoxOffice, tmp_path: Path) -> None:
    for wish in ("minutes", "minutes=0", "title=x"):
        with pytest.raises((InvalidInput, BoxOfficeError)) as told:
            import_films(office.owner, "", tmp_path / "nowhere.csv", (wish,), Progress())
        assert "nowhere" not in told.value.sentence
