"""Imports into a real database: as previewed, in one piece or not at all, and a second time without touching a row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.controllers.plan.film_import import FilmImport
from app.controllers.plan.films import Films, answers_of
from app.controllers.plan.import_plan import Assumed, ImportPlan, Outcome
from app.models import audit_log, checks
from app.models.database import Database
from app.models.errors import ChangedMeanwhile, PermissionDenied
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from app.utils.progress import Cancelled, Progress
from app.utils.tmdb import Tmdb, TmdbAway, TmdbRefused
from tests.box_office import BoxOffice, unique
from tests.movie_database import KEY, MovieDatabase, movie, serving
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


def importing(office: BoxOffice, movies: MovieDatabase | None = None) -> FilmImport:
    address = f"{movies.address}/3" if movies else "http://127.0.0.1:1/3"
    return FilmImport(office.database, Tmdb(KEY if movies else "", address, timeout_seconds=5, pause_seconds=0.01))


def csv_file(folder: Path, *titles: str, name: str = "films.csv", minutes: int = 120) -> Path:
    lines = [f"{title},{minutes},Hindi,UA,Drama|War,2026-01-02,About {title}" for title in titles]
    path = folder / name
    path.write_text("\n".join(["title,minutes,language,certificate,genres,release_date,synopsis", *lines]) + "\n")
    return path


def preview(office: BoxOffice, path: Path) -> ImportPlan:
    films, manager = importing(office), office.session(Role.MANAGER)
    return films.preview(manager, films.read(manager, path, Progress()), Assumed())


def run(office: BoxOffice, plan: ImportPlan, progress: Progress | None = None, request_id: str = "") -> ImportPlan:
    manager = office.session(Role.MANAGER)
    return importing(office).run(manager, request_id or new_request_id(), plan, progress or Progress())


def everything(office: BoxOffice) -> list[tuple[object, ...]]:
    """Each film's and genre's row as it stands, changed_at included."""
    films = office.owner.rows("SELECT * FROM movies ORDER BY id")
    return films + office.owner.rows("SELECT * FROM movie_genres ORDER BY movie_id, genre")


def changed_at(office: BoxOffice, titles: list[str]) -> dict[str, object]:
    found = office.owner.rows("SELECT title, changed_at FROM movies WHERE title IN %s", (tuple(titles),))
    return {title: moment for title, moment in found}  # noqa: C416  rows have no types


def test_a_preview_writes_nothing_and_the_import_does_what_it_said(office: BoxOffice, tmp_path: Path) -> None:
    titles = [unique("Film") for _ in range(3)]
    before = everything(office)
    plan = preview(office, csv_file(tmp_path, *titles))
    assert everything(office) == before
    assert run(office, plan).summary == plan.summary == "3 added, 0 changed, 0 unchanged, 0 skipped"
    stored = office.owner.rows(
        "SELECT title, duration_minutes, language, certificate, synopsis FROM movies WHERE title IN %s ORDER BY id",
        (tuple(titles),),
    )
    assert stored == [(title, 120, "Hindi", "UA", f"About {title}") for title in titles]


def test_a_second_import_of_three_thousand_films_touches_no_row(office: BoxOffice, tmp_path: Path) -> None:
    path = csv_file(tmp_path, *(unique("Film") for _ in range(3000)))
    assert run(office, preview(office, path)).summary == "3000 added, 0 changed, 0 unchanged, 0 skipped"
    before = everything(office)
    told = office.value("SELECT COUNT(*) FROM audit_log")
    assert run(office, preview(office, path)).summary == "0 added, 0 changed, 3000 unchanged, 0 skipped"
    assert everything(office) == before
    assert office.value("SELECT COUNT(*) FROM audit_log") == told


def test_only_what_differs_is_changed(office: BoxOffice, tmp_path: Path) -> None:
    titles = [unique("Film") for _ in range(300)]
    run(office, preview(office, csv_file(tmp_path, *titles)))
    before = changed_at(office, titles)
    mixed = csv_file(tmp_path, *titles[:2]).read_text() + csv_file(tmp_path, *titles[2:], minutes=99).read_text()
    (tmp_path / "mixed.csv").write_text(mixed)
    done = run(office, preview(office, tmp_path / "mixed.csv"))
    assert done.summary == "0 added, 298 changed, 2 unchanged, 1 skipped", "the second header is no film"
    after = changed_at(office, titles)
    assert {title for title in titles if after[title] != before[title]} == set(titles[2:])


def test_each_change_is_told_to_the_audit_log(office: BoxOffice, tmp_path: Path) -> None:
    titles = [unique("Film") for _ in range(250)]
    run(office, preview(office, csv_file(tmp_path, *titles)))
    run(office, preview(office, csv_file(tmp_path, *titles, minutes=99)))
    lines = list(audit_log.chain_of(office.owner, office.counters[0].id))
    imports = [json.loads(line.detail) for line in lines if line.action == "FILMS_IMPORTED"]
    assert [(each["new"], each["changed"]) for each in imports] == [(250, 0), (0, 250)]
    changed: dict[str, list[str]] = {}
    for line in lines:
        if line.action == "FILMS_CHANGED":
            changed |= json.loads(line.detail)
    assert len(changed) == 250
    assert set(map(tuple, changed.values())) == {("duration_minutes",)}
    assert {line.staff_id for line in lines if line.subject == "films.csv"} == {office.people[Role.MANAGER].id}
    broken = [finding for finding in checks.prove(office.owner) if not finding.holds]
    assert broken == []


class Stops(Progress):
    """Nobody wants the rest once so many films are written."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._after = after

    def report(self, done: int, total: int) -> None:
        if done >= self._after:
            self.cancel()
        super().report(done, total)


@pytest.mark.parametrize("after", [0, 250, 600])
def test_an_import_that_is_cancelled_has_changed_nothing(office: BoxOffice, tmp_path: Path, after: int) -> None:
    plan, before = preview(office, csv_file(tmp_path, *(unique("Film") for _ in range(600)))), everything(office)
    with pytest.raises(Cancelled, match="no film was added"):
        run(office, plan, Stops(after))
    assert everything(office) == before
    assert run(office, plan).count(Outcome.NEW) == 600, "the same can be done afterwards"


def test_the_progress_counts_to_the_end(office: BoxOffice, tmp_path: Path) -> None:
    progress = Progress()
    run(office, preview(office, csv_file(tmp_path, *(unique("Film") for _ in range(600)))), progress)
    assert (progress.done, progress.total) == (600, 600)


def test_films_that_were_changed_since_the_preview_are_not_overwritten_unseen(
    office: BoxOffice, tmp_path: Path
) -> None:
    title, manager, films = unique("Film"), office.session(Role.MANAGER), Films(office.database)
    path = csv_file(tmp_path, title, unique("Film"))
    run(office, preview(office, path))
    agreed = preview(office, csv_file(tmp_path, title, unique("Film")))
    film = next(each for each in films.every(manager) if each.title == title)
    seen = films.film(manager, film.id)
    films.save(manager, new_request_id(), seen, answers_of(seen) | {"certificate": "A"})
    before = everything(office)
    with pytest.raises(ChangedMeanwhile) as told:
        run(office, agreed)
    assert everything(office) == before
    assert isinstance(told.value.now, ImportPlan)
    assert told.value.now.lines[0].told == "certificate A → UA"
    assert run(office, told.value.now).summary == "1 added, 1 changed, 0 unchanged, 0 skipped"


def test_two_counters_that_import_one_file_at_once_add_each_film_once(office: BoxOffice, tmp_path: Path) -> None:
    titles = [unique("Film") for _ in range(300)]
    plan = preview(office, csv_file(tmp_path, *titles))
    other = FilmImport(Database(office.connect), Tmdb(""))
    manager = office.session(Role.MANAGER, counter=1)

    class Beside(Progress):
        """The other counter imports the same while this one has written nothing yet."""

        def report(self, done: int, total: int) -> None:
            if done == 0 and not self.done:
                self.done = 1
                other.run(manager, new_request_id(), plan, Progress())
            super().report(done, total)

    with pytest.raises(ChangedMeanwhile):
        run(office, plan, Beside())
    stored = office.value("SELECT COUNT(*) FROM movies WHERE title IN %s", tuple(titles))
    assert stored == 300


def test_a_press_that_comes_twice_imports_once(office: BoxOffice, tmp_path: Path) -> None:
    plan, request_id = preview(office, csv_file(tmp_path, unique("Film"))), new_request_id()
    first = run(office, plan, request_id=request_id)
    before = everything(office)
    assert run(office, plan, request_id=request_id).summary == first.summary
    assert everything(office) == before


def test_posters_and_retirement_are_left_alone(office: BoxOffice, tmp_path: Path) -> None:
    title, manager, films = unique("Film"), office.session(Role.MANAGER), Films(office.database)
    run(office, preview(office, csv_file(tmp_path, title)))
    film = films.film(manager, next(each.id for each in films.every(manager) if each.title == title))
    films.set_retired(manager, new_request_id(), film, retired=True)
    run(office, preview(office, csv_file(tmp_path, title, minutes=99)))
    now = films.film(manager, film.id)
    assert (now.retired, now.duration_minutes) == (True, 99)


def test_a_clerk_imports_nothing(office: BoxOffice, tmp_path: Path) -> None:
    plan = preview(office, csv_file(tmp_path, unique("Film")))
    with pytest.raises(PermissionDenied):
        importing(office).run(office.session(), new_request_id(), plan, Progress())


def test_a_file_that_is_not_there_is_told(office: BoxOffice, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        preview(office, tmp_path / "nowhere.csv")


# The Movie Database, over a real connection


@pytest.fixture
def movies() -> Iterator[MovieDatabase]:
    with serving() as database:
        yield database


def number() -> int:
    """A number no other test's film has."""
    return int(new_request_id(), 16) % 10**9 + 1


def test_what_is_playing_comes_with_lengths_certificates_and_posters(office: BoxOffice, movies: MovieDatabase) -> None:
    mine = [number() for _ in range(25)]
    movies.put(*(movie(each, unique("Film")) for each in mine))
    films, manager, progress = importing(office, movies), office.session(Role.MANAGER), Progress()
    file = films.now_playing(manager, progress)
    assert (len(file.lines), progress.done, progress.total) == (25, 24, 25)
    assert {(line.duration_minutes, line.certificate, line.language) for line in file.lines} == {
        (130, "UA 13+", "Hindi")
    }
    done = films.run(manager, new_request_id(), films.preview(manager, file, Assumed()), Progress())
    assert done.summary == "25 added, 0 changed, 0 unchanged, 0 skipped"
    missing = films.missing_posters(manager, done)
    assert {film.source for film, _ in missing} == {f"tmdb:{each}" for each in mine}
    assert films.fetch_posters(manager, missing, Progress()).count == 25
    assert films.missing_posters(manager, done) == ()
    assert films.preview(manager, films.now_playing(manager, Progress()), Assumed()).writes == 0


def test_no_more_films_are_fetched_than_are_wanted(office: BoxOffice, movies: MovieDatabase) -> None:
    movies.put(*(movie(number(), unique("Film")) for _ in range(50)))
    file = importing(office, movies).now_playing(office.session(Role.MANAGER), Progress(), films_max=5)
    assert len(file.lines) == 5


def test_a_film_that_is_listed_and_gone_is_told_and_the_others_come(office: BoxOffice, movies: MovieDatabase) -> None:
    movies.put(movie(number(), unique("Film")), movie(number(), unique("Film")))
    movies.fates += [200, 404]
    file = importing(office, movies).now_playing(office.session(Role.MANAGER), Progress())
    assert (len(file.lines), len(file.bad)) == (1, 1)


def test_a_poster_that_is_none_is_told_and_the_others_are_kept(office: BoxOffice, movies: MovieDatabase) -> None:
    movies.put(movie(number(), unique("Film")), movie(number(), unique("Film")), movie(number(), unique("Film")))
    films, manager = importing(office, movies), office.session(Role.MANAGER)
    plan = films.preview(manager, films.now_playing(manager, Progress()), Assumed())
    missing = films.missing_posters(manager, films.run(manager, new_request_id(), plan, Progress()))
    movies.fates += [200, 404]
    fetched = films.fetch_posters(manager, missing, Progress())
    assert (fetched.count, len(fetched.without)) == (2, 1)
    movies.picture = b"no picture"
    assert films.fetch_posters(manager, missing[:1], Progress()).count == 0


def test_fetching_can_be_cancelled_and_leaves_nothing(office: BoxOffice, movies: MovieDatabase) -> None:
    movies.put(*(movie(number(), unique("Film")) for _ in range(5)))
    with pytest.raises(Cancelled):
        importing(office, movies).now_playing(office.session(Role.MANAGER), Stops(2))


def test_without_a_key_or_a_connection_it_is_told(office: BoxOffice, movies: MovieDatabase) -> None:
    manager = office.session(Role.MANAGER)
    assert not importing(office).can_fetch
    with pytest.raises(TmdbRefused):
        importing(office).now_playing(manager, Progress())
    movies.fates += [503] * 3
    with pytest.raises(TmdbAway):
        importing(office, movies).now_playing(manager, Progress())
