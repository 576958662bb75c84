"""Films as a manager keeps them: added, changed and retired."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.controllers.form_reading import FormRefused, checked
from app.controllers.meanwhile import refuse_if_changed
from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan import film_values
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import NotFound
from app.models.plan import films
from app.models.plan.films import NEW_FILM, Film, ListedFilm, PlannedShows
from app.models.sell import posters
from app.models.statements import Reader, Unit
from app.utils.folded_text import folded
from app.utils.local_time import format_day, to_local

__all__ = ["Film", "Films", "ListedFilm", "SavedFilm", "answers_of"]

LABELS = {
    "title": "the title", "original_title": "the original title", "duration_minutes": "the minutes", "language": "the language",
    "certificate": "the certificate", "genres": "the genres", "synopsis": "the synopsis",
    "release_date": "the release date", "retired": "whether it is retired",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SavedFilm:
    """The film as it stands now, and what there is to say about it."""

    film: Film
    sentence: str


def answers_of(film: Film) -> dict[str, str]:
    """What a form shows of a film, by the keys that `save` reads."""
    return {
        "title": film.title,
        "original_title": film.original_title,
        "duration_minutes": str(film.duration_minutes),
        "language": film.language,
        "certificate": film.certificate,
        "genres": ", ".join(film.genres),
        "release_date": film.release_date.isoformat() if film.release_date else "",
        "synopsis": film.synopsis,
    }


class Films:
    """The films of all cinemas of this database, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_FILMS)
    def every(self, session: Session) -> tuple[ListedFilm, ...]:
        """All films by title, retired ones last."""
        found = films.listed(self._database)
        return tuple(sorted(found, key=lambda film: (film.retired, folded(film.title), film.id)))

    @needs(Permission.KEEP_FILMS)
    def film(self, session: Session, film_id: int) -> Film:
        """One film, whole. Raises NotFound."""
        return found_film(self._database, film_id)

    @needs(Permission.KEEP_FILMS)
    def save(
        self,
        session: Session,
        request_id: str,
        seen: Film | None,
        answers: Mapping[str, str],
        poster: bytes | None = None,
    ) -> SavedFilm:
        """Write what a form says: over the film as it was `seen`, or a new one with the `poster` made ready for it.

        Raises FormRefused naming the field, ChangedMeanwhile, NotFound.
        """
        wanted = _read(answers, seen)
        request = Request(request_id, "FILM", (seen.id if seen else None, sorted(answers.items())))
        ids: list[int] = []

        def work(unit: Unit) -> None:
            after_id = films.highest_id(unit)
            _refuse_twin(unit, seen, wanted)
            ids[:] = [self._add(unit, session, wanted, poster, after_id)] if seen is None else [seen.id]
            if seen is not None:
                self._change(unit, session, seen, wanted)

        self._database.once(request, "", work)
        film = found_film(self._database, ids[0] if ids else _written_before(self._database, seen, wanted))
        if seen is None:
            return SavedFilm(film, f"{film.called} is added: shows of it can be planned.")
        return SavedFilm(film, self._told_of_shows(seen, film, session))

    @needs(Permission.KEEP_FILMS)
    def set_retired(self, session: Session, request_id: str, film: Film, *, retired: bool) -> SavedFilm:
        """No new shows of a film, or again some. Shows that are planned stay, and are sold. Raises NotFound."""

        def work(unit: Unit) -> None:
            now = next(iter(films.lock(unit, (film.id,))), None)
            if now is None:
                raise film_gone()
            if now.retired != retired:
                films.change(unit, now, replace(now, retired=retired))
                _audit(unit, session, "FILM_RETIRED" if retired else "FILM_BROUGHT_BACK", film.id, title=now.title)

        self._database.once(Request(request_id, "RETIRE_FILM", (film.id, retired)), "", work)
        now = found_film(self._database, film.id)
        if not retired:
            return SavedFilm(now, f"{now.called} is back: shows of it can be planned.")
        shows = films.planned_shows(self._database, film.id)
        return SavedFilm(now, f"{now.called} is retired: no new shows of it.{_still_sold(shows, session)}")

    @staticmethod
    def _add(unit: Unit, session: Session, wanted: Film, poster: bytes | None, after_id: int) -> int:
        film_id = films.add(unit, (wanted,), after_id)[0]
        if poster is not None:
            posters.keep(unit, film_id, poster)
        _audit(unit, session, "FILM_ADDED", film_id, title=wanted.title, poster=poster is not None)
        return film_id

    @staticmethod
    def _change(unit: Unit, session: Session, seen: Film, wanted: Film) -> None:
        now = next(iter(films.lock(unit, (seen.id,))), None)
        if now is None:
            raise film_gone()
        cinema = session.counter.cinema
        refuse_if_changed(unit, seen, now, LABELS, films.subject(seen.id), cinema.time_zone, cinema.locale)
        wanted = replace(wanted, source=now.source, retired=now.retired, poster_sha256=now.poster_sha256)
        changed = [name for name in LABELS if getattr(now, name) != getattr(wanted, name)]
        if changed:
            films.change(unit, now, wanted)
            _audit(unit, session, "FILM_CHANGED", seen.id, title=wanted.title, changed=changed)

    def _told_of_shows(self, seen: Film, film: Film, session: Session) -> str:
        """Shows keep their times when their film gets another length: that is told, for somebody has to look at them."""
        if seen.duration_minutes == film.duration_minutes:
            return f"{film.called} is saved."
        shows = films.planned_shows(self._database, film.id)
        return f"{film.called} is saved.{_keep_their_times(shows)}"


def _read(answers: Mapping[str, str], seen: Film | None) -> Film:
    """The film that a form describes. Raises FormRefused naming the field."""
    title = checked(answers, "title", film_values.title)
    genres = checked(answers, "genres", film_values.genres)
    if seen is not None and set(genres) == set(seen.genres):
        genres = seen.genres
    return Film(
        seen.id if seen else NEW_FILM,
        title,
        checked(answers, "original_title", lambda typed: film_values.original_title(typed, title)),
        checked(answers, "duration_minutes", film_values.minutes),
        checked(answers, "language", film_values.language),
        checked(answers, "certificate", film_values.certificate),
        genres,
        checked(answers, "synopsis", film_values.synopsis),
        checked(answers, "release_date", film_values.release_date),
    )


def _refuse_twin(reader: Reader, seen: Film | None, wanted: Film) -> None:
    """An import knows a film by its title and year: two that are alike in both it could not tell apart."""

    def key(title: str, year: int | None) -> tuple[str, int | None]:
        return film_values.same(title), year

    mine = key(wanted.title, wanted.release_date.year if wanted.release_date else None)
    if seen is not None and mine == key(seen.title, seen.release_date.year if seen.release_date else None):
        return
    if any(key(each.title, each.year) == mine for each in films.identities(reader)):
        raise FormRefused(
            f"{wanted.called} is in the list already. Change it there, or tell this one apart by its title or release date.",
            "title",
        )


def _written_before(reader: Reader, seen: Film | None, wanted: Film) -> int:
    """The film that the same request has written before its answer was lost."""
    if seen is not None:
        return seen.id
    year = wanted.release_date.year if wanted.release_date else None
    found = [each.film_id for each in films.identities(reader) if (each.title, each.year) == (wanted.title, year)]
    return max(found, default=NEW_FILM)


def found_film(reader: Reader, film_id: int) -> Film:
    """The film. Raises NotFound."""
    film = films.one(reader, film_id)
    if film is None:
        raise film_gone()
    return film


def film_gone() -> NotFound:
    """What is said of a film that is not there."""
    return NotFound("This film is not in the list any more. Choose another one.")


def _still_sold(shows: PlannedShows, session: Session) -> str:
    if shows.last_starts_at is None:
        return ""
    cinema = session.counter.cinema
    last = format_day(to_local(shows.last_starts_at, cinema.time_zone).date(), cinema.locale)
    if shows.planned == 1:
        return f" Its planned show stays on sale, on {last}."
    return f" Its {shows.planned} planned shows stay on sale, the last on {last}."


def _keep_their_times(shows: PlannedShows) -> str:
    if not shows.planned:
        return ""
    if shows.planned == 1:
        return f" Its planned show keeps its time{', and ends before the film does' if shows.too_short else ''}."
    too_short = f", and {shows.too_short} of them end before the film does" if shows.too_short else ""
    return f" Its {shows.planned} planned shows keep their times{too_short}."


def _audit(unit: Unit, session: Session, action: str, film_id: int, **detail: object) -> None:
    audit_log.append(unit, session.counter.id, session.staff.id, action, films.subject(film_id), detail)
