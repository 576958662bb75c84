"""What an import would do with each film of a file: add it, change one that is here, leave it, or skip it. Pure.

A film is known by its source (tmdb:603), or else by its title and the year of its release (docs/decisions/0016). What the file
does not say of a film that is here stays as it is; of a new one it is assumed, and told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.controllers.form_reading import checked
from app.controllers.plan import film_values
from app.controllers.plan.film_lines import FilmFile, FilmLine
from app.controllers.plan.film_values import same
from app.models.plan.films import NEW_FILM, Film


class Outcome(StrEnum):
    NEW = "NEW"
    CHANGED = "CHANGED"
    UNCHANGED = "UNCHANGED"
    SKIPPED = "SKIPPED"


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a new film has of which the file does not say it. A length that is wrong makes shows overlap: it wants a look."""

    duration_minutes: int = 120
    certificate: str = "NR"
    language: str = "English"


def read_assumed(answers: Mapping[str, str]) -> Assumed:
    """What is assumed, by the names of `PlannedLine.assumed`; what is not given is as usual. Raises FormRefused."""
    usual = Assumed()
    return Assumed(
        checked(answers, "minutes", film_values.minutes) if answers.get("minutes") else usual.duration_minutes,
        checked(answers, "certificate", film_values.certificate) if answers.get("certificate") else usual.certificate,
        checked(answers, "language", film_values.language) if answers.get("language") else usual.language,
    )


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A film of the file: `told` is what changes, or why it is skipped; `film` as it would stand, None where skipped.

    `assumed` names what the file does not say of a new film ("minutes").
    """

    number: int
    title: str
    outcome: Outcome
    told: str = ""
    film: Film | None = None
    before: Film | None = None
    assumed: tuple[str, ...] = ()
    poster_path: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Line by line what an import would do, or has done."""

    file: FilmFile
    lines: tuple[PlannedLine, ...]
    assumed: Assumed

    def count(self, outcome: Outcome) -> int:
        return sum(line.outcome is outcome for line in self.lines)

    @property
    def writes(self) -> int:
        """How many films it adds or changes."""
        return self.count(Outcome.NEW) + self.count(Outcome.CHANGED)

    @property
    def summary(self) -> str:
        added, changed, unchanged, skipped = (self.count(outcome) for outcome in Outcome)
        return f"{added} added, {changed} changed, {unchanged} unchanged, {skipped} skipped"

    @property
    def notes(self) -> tuple[str, ...]:
        """What concerns the file, and what was assumed, one sentence each."""
        counts = Counter(what for line in self.lines for what in line.assumed)
        values = {
            "minutes": f"{self.assumed.duration_minutes} minutes", "certificate": f"certificate {self.assumed.certificate}",
            "language": self.assumed.language,
        }  # fmt: skip
        return (
            *self.file.notes,
            *(
                f"{_films(counts[what])} without {'minutes' if what == 'minutes' else f'a {what}'}: {value} assumed."
                for what, value in values.items()
                if counts[what]
            ),
        )

    @property
    def meant(self) -> tuple[tuple[int, Outcome, str], ...]:
        """What somebody who agreed to it has seen."""
        return tuple((line.number, line.outcome, line.told) for line in self.lines)


def _films(count: int) -> str:
    return "1 new film" if count == 1 else f"{count} new films"


def plan_import(
    file: FilmFile, matched: Mapping[int, int | str], films: Mapping[int, Film], assumed: Assumed
) -> ImportPlan:
    """Plan with what `match_lines` has found; `films` are those films, whole, by their ids."""
    planned = [_planned(line, matched[line.number], films, assumed) for line in file.lines]
    planned += [PlannedLine(bad.number, bad.title, Outcome.SKIPPED, bad.why) for bad in file.bad]
    return ImportPlan(file, tuple(sorted(planned, key=lambda line: line.number)), assumed)


def _planned(line: FilmLine, found: int | str, films: Mapping[int, Film], assumed: Assumed) -> PlannedLine:
    called = f"{line.title} ({line.release_date.year})" if line.release_date else line.title
    if isinstance(found, str):
        return PlannedLine(line.number, called, Outcome.SKIPPED, found)
    before = films.get(found)
    if before is None:
        film, missing = _new(line, assumed)
        return PlannedLine(line.number, called, Outcome.NEW, "", film, None, missing, line.poster_path)
    film = _merged(before, line)
    told = ", ".join(_differences(before, film))
    outcome = Outcome.CHANGED if told else Outcome.UNCHANGED
    return PlannedLine(line.number, called, outcome, told, film, before, (), line.poster_path)


def _new(line: FilmLine, assumed: Assumed) -> tuple[Film, tuple[str, ...]]:
    given = {"minutes": line.duration_minutes, "certificate": line.certificate, "language": line.language}
    film = Film(
        NEW_FILM,
        line.title,
        "" if line.original_title == line.title else line.original_title,
        line.duration_minutes or assumed.duration_minutes,
        line.language or assumed.language,
        line.certificate or assumed.certificate,
        line.genres,
        line.synopsis,
        line.release_date,
        line.source,
    )
    return film, tuple(what for what, value in given.items() if not value)


def _merged(before: Film, line: FilmLine) -> Film:
    """The film with what the line says in place of what stands; what it does not say stays."""
    alike = {same(genre) for genre in before.genres} == {same(genre) for genre in line.genres}
    original = line.original_title or before.original_title
    return replace(
        before,
        title=line.title,
        original_title="" if original == line.title else original,
        duration_minutes=line.duration_minutes or before.duration_minutes,
        language=line.language or before.language,
        certificate=line.certificate or before.certificate,
        genres=before.genres if alike or not line.genres else line.genres,
        synopsis=line.synopsis or before.synopsis,
        release_date=line.release_date or before.release_date,
        source=line.source or before.source,
    )


def _differences(before: Film, film: Film) -> list[str]:
    """What changes, in words: values that are short are shown, before and after."""
    shown = (
        ("title", before.title, film.title),
        ("minutes", str(before.duration_minutes), str(film.duration_minutes)),
        ("language", before.language, film.language),
        ("certificate", before.certificate, film.certificate),
        ("release date", str(before.release_date or "none"), str(film.release_date or "none")),
        ("genres", ", ".join(before.genres) or "none", ", ".join(film.genres) or "none"),
        ("source", before.source or "none", film.source or "none"),
    )
    named = (
        ("original title", before.original_title, film.original_title),
        ("synopsis", before.synopsis, film.synopsis),
    )
    told = [f"{name} {old} → {new}" for name, old, new in shown if old != new]
    return told + [name for name, old, new in named if old != new]
