"""What an import file says of films, before anything is compared with the films that are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FilmLine:
    """One film as a file has it. None, "" and () are what the file does not say.

    `number` is the line it begins in, or its place among the films of a JSON file. `original_title` counts only where it is
    not the title. `poster_path` is The Movie Database's.
    """

    number: int
    title: str
    original_title: str = ""
    duration_minutes: int | None = None
    language: str = ""
    certificate: str = ""
    genres: tuple[str, ...] = ()
    synopsis: str = ""
    release_date: date | None = None
    source: str | None = None
    poster_path: str = ""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used, and why. `title` is what could be read of it."""

    number: int
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class FilmFile:
    """A file's films in their order. `unit` is what is counted, "line" or "film"; `notes` are for whoever looks at it."""

    name: str
    unit: str
    lines: tuple[FilmLine, ...]
    bad: tuple[BadLine, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def from_tmdb(self) -> bool:
        """Whether its films are The Movie Database's, which wants to be named."""
        return any((line.source or "").startswith("tmdb:") for line in self.lines)


def file_of(name: str, unit: str, read: Iterable[FilmLine | BadLine], notes: Iterable[str] = ()) -> FilmFile:
    found = tuple(read)
    lines = tuple(each for each in found if isinstance(each, FilmLine))
    bad = tuple(each for each in found if isinstance(each, BadLine))
    return FilmFile(name, unit, lines, bad, tuple(notes))
