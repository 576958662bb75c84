"""Which film each line of an import file is: one that is here, a new one, or none because it cannot be told.

A film is known by its source (tmdb:603), or else by its title and the year of its release. The rules are such that a second
import of a file finds every film that the first one has left, whatever else is in the file (docs/decisions/0016):

- lines with one source are one film; so are lines without a source that have one title and year, and they are the film of a
  line that has these and a source;
- films that are here are looked up as they will be called after this import;
- a line without a year is the only film of its title, and that only where no other line has the title.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.controllers.plan.film_lines import FilmLine
from app.controllers.plan.film_values import same
from app.models.plan.films import NEW_FILM, Identity

Key = tuple[str, int | None]


def match_lines(lines: Sequence[FilmLine], identities: Iterable[Identity]) -> dict[int, int | str]:
    """For each line's number the id of its film, NEW_FILM, or in words why it is skipped."""
    known = list(identities)
    years = {each.source: each.year for each in known if each.source}
    keys = {
        line.number: (same(line.title), line.release_date.year if line.release_date else years.get(line.source or ""))
        for line in lines
    }
    found: dict[int, int | str] = {}
    chosen = _first_of_each(lines, keys, found)
    here = _here(known, {line.source: keys[line.number] for line in chosen if line.source})
    for line in chosen:
        key = keys[line.number]
        found[line.number] = _with_source(line.source, key, here) if line.source else _without_source(key, here)
    _refuse_undated(chosen, keys, here, found)
    return found


@dataclass(slots=True)
class _Here:
    """The films that are here, as a line asks for them."""

    by_source: dict[str, int] = field(default_factory=dict)
    by_hand: dict[Key, list[int]] = field(default_factory=dict)
    """Those without a source."""
    by_key: dict[Key, list[int]] = field(default_factory=dict)
    by_title: dict[str, list[int]] = field(default_factory=dict)


def _first_of_each(lines: Sequence[FilmLine], keys: Mapping[int, Key], found: dict[int, int | str]) -> list[FilmLine]:
    """One line for each film of the file; `found` is told of the others."""
    by_source: dict[str, int] = {}
    by_key: dict[Key, int] = {}
    for line in lines:
        if line.source and by_source.setdefault(line.source, line.number) == line.number:
            by_key.setdefault(keys[line.number], line.number)
    for line in lines:
        if not line.source:
            by_key.setdefault(keys[line.number], line.number)
    chosen = []
    for line in lines:
        first = by_source[line.source] if line.source else by_key[keys[line.number]]
        if first == line.number:
            chosen.append(line)
        else:
            found[line.number] = f"It is the same film as number {first}, which is the one that counts."
    return chosen


def _here(identities: Iterable[Identity], renamed: Mapping[str, Key]) -> _Here:
    """The films by source and by title and year; `renamed` are those that lines of the file rename."""
    here = _Here()
    for each in identities:
        title, year = renamed.get(each.source or "", (same(each.title), each.year))
        here.by_key.setdefault((title, year), []).append(each.film_id)
        here.by_title.setdefault(title, []).append(each.film_id)
        if each.source:
            here.by_source[each.source] = each.film_id
        else:
            here.by_hand.setdefault((title, year), []).append(each.film_id)
    return here


def _with_source(source: str, key: Key, here: _Here) -> int:
    """The film of that source; else the one that was written by hand, which is then no other line's."""
    if source in here.by_source:
        return here.by_source[source]
    by_hand = here.by_hand.get(key, [])
    return by_hand.pop() if len(by_hand) == 1 else NEW_FILM


def _without_source(key: Key, here: _Here) -> int | str:
    """The film of that title and year, rather one that was written by hand."""
    found = here.by_hand.get(key) or here.by_key.get(key, [])
    return _only(found)


def _refuse_undated(
    chosen: Sequence[FilmLine], keys: Mapping[int, Key], here: _Here, found: dict[int, int | str]
) -> None:
    """A line with neither source nor year that is no film yet: the one film of its title, if there is no more than one."""
    lines_of_title: dict[str, int] = {}
    for line in chosen:
        title = keys[line.number][0]
        lines_of_title[title] = lines_of_title.get(title, 0) + 1
    for line in chosen:
        title, year = keys[line.number]
        if line.source or year is not None or found[line.number] != NEW_FILM:
            continue
        if lines_of_title[title] > 1:
            found[line.number] = "Other lines have that title too. Say which film it is: give its release date."
        else:
            found[line.number] = _only(here.by_title.get(title, []))


def _only(film_ids: Sequence[int]) -> int | str:
    if len(film_ids) > 1:
        return f"{len(film_ids)} films of that title are here. Say which: give the release date, or a column tmdb_id."
    return film_ids[0] if film_ids else NEW_FILM
