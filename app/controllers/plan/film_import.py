"""Films from a file or from The Movie Database: looked at first, then written in one piece, or not at all.

What The Movie Database tells is fetched before anything is written; posters come after it, one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan.film_files import FILE_BYTES_MAX, FILE_WANTED, read_film_file
from app.controllers.plan.film_lines import BadLine, FilmFile, FilmLine, file_of
from app.controllers.plan.film_posters import keep_poster
from app.controllers.plan.import_plan import Assumed, ImportPlan
from app.controllers.plan.import_run import Asker, made_plan, run_import
from app.controllers.plan.tmdb_films import film_of
from app.models.database import Database
from app.models.plan import films
from app.models.plan.films import Film
from app.utils.errors import InvalidInput
from app.utils.given_files import read_given
from app.utils.poster_picture import read_poster
from app.utils.progress import Progress
from app.utils.tmdb import Tmdb, TmdbUnknown


@dataclass(frozen=True, slots=True)
class FetchedPosters:
    """How many posters were fetched and kept, and the films that stay without one, each with the reason."""

    count: int
    without: tuple[str, ...]


class FilmImport:
    """Imports for one lane. Whoever waits has a Progress: its count moves, and cancelling it ends the work."""

    def __init__(self, database: Database, tmdb: Tmdb) -> None:
        self._database, self._tmdb = database, tmdb

    @property
    def can_fetch(self) -> bool:
        """Whether there is a key for The Movie Database."""
        return self._tmdb.has_key

    @needs(Permission.KEEP_FILMS)
    def read(self, session: Session, path: Path, progress: Progress) -> FilmFile:
        """What a CSV or JSON file says; its certificates are those of the cinema's country. Raises InvalidInput, Cancelled."""
        content = read_given(path, FILE_BYTES_MAX, FILE_WANTED)
        return read_film_file(content, path.name, session.counter.cinema.country, progress)

    @needs(Permission.KEEP_FILMS)
    def preview(self, session: Session, file: FilmFile, assumed: Assumed) -> ImportPlan:
        """What importing the file would do now. Nothing is written."""
        return made_plan(self._database, file, assumed)

    @needs(Permission.KEEP_FILMS)
    def run(self, session: Session, request_id: str, agreed: ImportPlan, progress: Progress) -> ImportPlan:
        """Do what was agreed to; returns what was done.

        Raises Cancelled, and ChangedMeanwhile with the new plan as `now` where films were changed since the preview; then
        nothing is written.
        """
        return run_import(self._database, Asker(session.counter.id, session.staff.id), request_id, agreed, progress)

    @needs(Permission.KEEP_FILMS)
    def now_playing(self, session: Session, progress: Progress, films_max: int = 200) -> FilmFile:
        """The films now in the cinemas of this country, from The Movie Database, each with length and certificate.

        Raises TmdbAway, TmdbRefused, Cancelled.
        """
        cinema = session.counter.cinema
        language = cinema.locale.replace("_", "-")
        numbers: list[int] = []
        for movie, total in self._tmdb.now_playing(cinema.country, language):
            number = _number(movie)
            if number is not None and number not in numbers:
                numbers.append(number)
            progress.report(0, min(total, films_max))
            if len(numbers) == films_max:
                break
        read = []
        for place, number in enumerate(numbers, start=1):
            progress.report(place - 1, len(numbers))
            try:
                read.append(film_of(self._tmdb.movie(number, language), place, cinema.country))
            except TmdbUnknown as error:
                read.append(BadLine(place, str(number), error.sentence))
        return file_of(f"now playing in {cinema.country}", "film", read)

    @needs(Permission.KEEP_FILMS)
    def missing_posters(self, session: Session, done: ImportPlan) -> tuple[tuple[Film, str], ...]:
        """The films of a done import that have no poster here and one at The Movie Database, each with its path there."""
        paths = {line.film.source: line.poster_path for line in done.lines if line.film and line.film.source}
        ids = [each.film_id for each in films.identities(self._database) if each.source and paths.get(each.source)]
        found = films.some(self._database, ids)
        return tuple((film, paths[film.source]) for film in found if film.source and film.poster_sha256 is None)

    @needs(Permission.KEEP_FILMS)
    def fetch_posters(
        self, session: Session, missing: tuple[tuple[Film, str], ...], progress: Progress
    ) -> FetchedPosters:
        """Fetch posters from The Movie Database; each is kept as it comes.

        Raises TmdbAway, TmdbRefused, Cancelled; the posters that have come by then stay.
        """
        without = []
        for place, (film, path) in enumerate(missing):
            progress.report(place, len(missing))
            try:
                self._keep(session, film.id, read_poster(self._tmdb.poster(path)))
            except (InvalidInput, TmdbUnknown) as error:
                without.append(f"{film.called}: {error.sentence}")
        progress.report(len(missing), len(missing))
        return FetchedPosters(len(missing) - len(without), tuple(without))

    def _keep(self, session: Session, film_id: int, poster: bytes) -> None:
        counter_id, staff_id = session.counter.id, session.staff.id
        self._database.transaction(lambda unit: keep_poster(unit, counter_id, staff_id, film_id, poster))


def _number(movie: object) -> int | None:
    """A movie's number at The Movie Database."""
    line = film_of(movie, 0)
    source = line.source if isinstance(line, FilmLine) else None
    return int(source.removeprefix("tmdb:")) if source else None
