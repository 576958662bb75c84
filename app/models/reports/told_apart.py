"""Names for rows of a report: nobody reads an id, and no two rows are called the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from app.models.statements import Reader

F = TypeVar("F")


def by_name(reader: Reader, by_id: Mapping[int, F], names: str) -> dict[str, F]:
    """The same by name. `names` asks for (id, name, what else tells it apart) of the ids it is given for its IN."""
    if not by_id:
        return {}
    told = told_apart(reader.rows(names, (tuple(by_id),)))
    return {told[thing_id]: each for thing_id, each in by_id.items()}


def told_apart(named: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """A name for each (id, name, what else tells it apart): the name alone where nobody else has it."""
    things = list(named)
    names = Counter(name for _, name, _ in things)
    longer = Counter((name, more) for _, name, more in things)
    told = {}
    for thing_id, name, more in things:
        if names[name] == 1:
            told[thing_id] = name
        elif more and longer[name, more] == 1:
            told[thing_id] = f"{name} ({more})"
        else:
            told[thing_id] = f"{name} ({more}, no. {thing_id})" if more else f"{name} (no. {thing_id})"
    return told
