"""An import in the real window: from the file or The Movie Database, over the preview, to the report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.controllers.plan.import_plan import Outcome
from app.utils.codes import new_request_id
from app.utils.tmdb import ATTRIBUTION
from app.views.tasks import Lane
from tests.box_office import unique
from tests.gui.films_scene import FilmsScene, films_scene, scene_of
from tests.gui.program import StartProgram, program_starter
from tests.movie_database import KEY, MovieDatabase, movie, serving

__all__ = ["films_scene", "program_starter"]


@pytest.fixture
def movies() -> Iterator[MovieDatabase]:
    with serving() as database:
        yield database


def csv_file(folder: Path, *titles: str, minutes: str = "120") -> Path:
    path = folder / "films.csv"
    path.write_text("title,minutes,certificate\n" + "".join(f"{title},{minutes},UA\n" for title in titles))
    return path


def begin(films: FilmsScene, path: Path) -> None:
    """Open the import, and show what the file would do."""
    films.key("F5")
    films.wait(lambda: films.importing.is_open, what="the sheet")
    films.importing.take_file(path)
    films.wait(lambda: films.importing.plan is not None, what="the preview")


def stored(films: FilmsScene, titles: list[str]) -> int:
    return films.program.count("SELECT COUNT(*) FROM movies WHERE title IN %s", tuple(titles))


def test_a_file_is_previewed_imported_and_reported(films: FilmsScene, tmp_path: Path) -> None:
    titles = [unique("Film") for _ in range(5)]
    path = csv_file(tmp_path, *titles)
    path.write_text(path.read_text() + ",90,UA\n")
    begin(films, path)
    lines = films.importing.sheet.lines
    assert lines is not None
    assert [row.cells[2] for row in lines.table.rows] == ["new"] * 5 + ["skipped"]
    assert "title is empty" in lines.table.rows[-1].cells[3]
    assert stored(films, titles) == 0
    films.key("ctrl+s")
    films.wait(lambda: films.importing._done, what="the report")
    assert films.importing.sheet.words == "5 added, 0 changed, 0 unchanged, 1 skipped."
    assert stored(films, titles) == 5
    films.key("Escape")
    films.wait(lambda: not films.importing.is_open, what="the list")
    films.wait(lambda: set(titles) <= {row.cells[0] for row in films.listing._all}, what="the films in the list")


def test_the_counts_choose_what_is_shown(films: FilmsScene, tmp_path: Path) -> None:
    path = csv_file(tmp_path, *(unique("Film") for _ in range(3)))
    path.write_text(path.read_text() + ",90,UA\n")
    begin(films, path)
    lines = films.importing.sheet.lines
    assert lines is not None
    lines.choice.focus_set()
    films.key("End")
    films.wait(lambda: [row.cells[2] for row in lines.table.rows] == ["skipped"], what="the skipped line alone")


def test_what_is_assumed_is_named_and_can_be_changed(films: FilmsScene, tmp_path: Path) -> None:
    title = unique("Film")
    begin(films, csv_file(tmp_path, title, minutes=""))
    assert "1 new film without minutes: 120 minutes assumed." in films.importing.sheet.words
    lines = films.importing.sheet.lines
    assert lines is not None
    field = lines.fields["minutes"]
    field.focus_set()
    field.select_all()
    films.program.write(field, "long")
    films.key("Enter")
    films.wait(lambda: field.error, what="the refusal")
    field.select_all()
    films.program.write(field, "95")
    films.key("Enter")
    films.wait(lambda: "95 minutes assumed" in films.importing.sheet.words, what="the new preview")
    films.key("ctrl+s")
    films.wait(lambda: films.importing._done, what="the report")
    assert films.film("duration_minutes", title) == 95


def test_a_file_that_cannot_be_read_is_told_and_another_can_be_chosen(films: FilmsScene, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    films.key("F5")
    films.wait(lambda: films.importing.is_open)
    films.importing.take_file(tmp_path / "bad.csv")
    films.wait(lambda: "not UTF-8 text" in films.importing.sheet.words, what="the refusal")
    films.importing.take_file(csv_file(tmp_path, unique("Film")))
    films.wait(lambda: films.importing.plan is not None, what="the preview")


def test_cancelled_on_the_way_nothing_is_changed_and_the_preview_is_there_again(
    films: FilmsScene, tmp_path: Path
) -> None:
    titles = [unique("Film") for _ in range(600)]
    begin(films, csv_file(tmp_path, *titles))
    with films.program.lane_held_up(Lane.PLANNING):
        films.key("ctrl+s")
        films.wait(lambda: films.importing.sheet.progress_bar is not None, what="the bar")
        films.key("Escape")
        bar = films.importing.sheet.progress_bar
        assert bar is not None
        films.wait(lambda: not bar.cancel_button.enabled, what="the cancelling")
    films.wait(lambda: "no film was added" in films.importing.sheet.words, what="the sentence")
    assert stored(films, titles) == 0
    assert films.importing.plan is not None
    films.key("ctrl+s")
    films.wait(lambda: films.importing._done, what="the report")
    assert stored(films, titles) == 600


def test_a_film_that_was_changed_since_the_preview_is_shown_before_it_is_overwritten(
    films: FilmsScene, tmp_path: Path
) -> None:
    title = unique("Film")
    films.add(title)
    begin(films, csv_file(tmp_path, title))
    assert films.importing.plan is not None
    assert films.importing.plan.count(Outcome.UNCHANGED) == 1
    more = csv_file(tmp_path, title, unique("Film"))
    films.importing.take_file(more)
    films.wait(lambda: films.importing.plan is not None and films.importing.plan.writes == 1, what="the preview")
    films.program.office.change("UPDATE movies SET certificate = 'A' WHERE title = %s", title)
    films.key("ctrl+s")
    films.wait(lambda: "were changed meanwhile" in films.importing.sheet.words, what="the sentence")
    assert films.film("certificate", title) == "A"
    assert films.importing.plan.count(Outcome.CHANGED) == 1
    films.key("ctrl+s")
    films.wait(lambda: films.importing._done, what="the report")
    assert films.film("certificate", title) == "UA"


def test_without_a_key_it_says_where_to_get_one_and_names_nobody(films: FilmsScene) -> None:
    films.key("F5")
    films.wait(lambda: films.importing.is_open)
    sheet = films.importing.sheet
    assert [button.text for button in sheet.buttons] == ["Choose a file…"]
    assert "FOYER_TMDB_KEY" in str(sheet._body.cget("text"))
    assert not sheet._credit.winfo_ismapped()


def test_what_is_playing_is_fetched_with_posters_and_the_movie_database_is_named(
    start_program: StartProgram, movies: MovieDatabase
) -> None:
    titles = [unique("Film") for _ in range(3)]
    numbers = [int(new_request_id(), 16) % 10**9 + 1 for _ in titles]
    movies.put(*(movie(number, title) for number, title in zip(numbers, titles, strict=True)))
    films = scene_of(start_program(tmdb_key=KEY, tmdb_address=f"{movies.address}/3"))
    films.key("F5")
    films.wait(lambda: films.importing.is_open and films.importing.sheet._credit.winfo_ismapped(), what="the credit")
    assert films.importing.sheet._credit.cget("text") == ATTRIBUTION
    films.key("F9")
    films.wait(lambda: films.importing.plan is not None, what="the preview")
    assert films.importing.sheet._credit.winfo_ismapped()
    films.key("ctrl+s")
    films.wait(lambda: films.importing._missing, what="the posters that are offered")
    films.key("F9")
    films.wait(lambda: "Posters fetched: 3." in films.importing.sheet.words, what="the posters")
    kept = "SELECT COUNT(*) FROM movie_posters p JOIN movies m ON m.id = p.movie_id WHERE m.title IN %s"
    assert films.program.count(kept, tuple(titles)) == 3


def test_a_movie_database_that_is_away_is_told(start_program: StartProgram, movies: MovieDatabase) -> None:
    films = scene_of(start_program(tmdb_key="f" * 32, tmdb_address=f"{movies.address}/3"))
    films.key("F5")
    films.wait(lambda: films.importing.is_open)
    films.key("F9")
    films.wait(lambda: "does not take this key" in films.importing.sheet.words, what="the refusal")


def test_the_page_answers_while_a_long_import_runs(films: FilmsScene, tmp_path: Path) -> None:
    """The lane is another one: selling goes on beside it."""
    titles = [unique("Film") for _ in range(300)]
    begin(films, csv_file(tmp_path, *titles))
    with films.program.lane_held_up(Lane.PLANNING):
        films.key("ctrl+s")
        films.wait(lambda: films.importing.sheet.progress_bar is not None, what="the bar")
        films.program.screen.open_page("sell")
        films.program.open_show()
        films.program.pick("F7")
    films.program.screen.open_page("plan")
    films.wait(lambda: films.importing._done, what="the report")
    assert stored(films, titles) == 300
