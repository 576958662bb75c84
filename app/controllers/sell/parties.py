"""Who wants to sit together: how many of which ticket type, and what they would like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.models.records import TicketType
from app.utils.errors import InvalidInput

_PIECE = re.compile(r"([0-9]{1,2})([^\W\d_]*)")
_PIECES = re.compile(r"(?:[0-9]{1,2}[^\W\d_]*)+")
_WISHES = ("aisle", "back")
_PLURALS = {"child": "children"}
_TELLING = {"aisle": "at the aisle", "back": "at the back"}


@dataclass(frozen=True, slots=True)
class Party:
    """`people` in the order typed; `pairs` are wheelchair places, each with its companion seat, besides them."""

    people: tuple[TicketType, ...]
    pairs: int = 0
    wishes: frozenset[str] = frozenset()
    """Of "aisle" and "back"."""

    @classmethod
    def of(cls, people: Sequence[TicketType]) -> Party:
        return cls(tuple(people))

    @property
    def size(self) -> int:
        """Seats, those of the pairs included."""
        return len(self.people) + 2 * self.pairs

    @property
    def words(self) -> str:
        """2 adults and 1 child, at the aisle."""
        parts = [_counted(count, name) for name, count in Counter(each.name for each in self.people).items()]
        if self.pairs:
            parts.append(_counted(self.pairs, "wheelchair place") + (" with companion seat" + "s" * (self.pairs > 1)))
        told = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else "nobody"
        return ", ".join([told, *(_TELLING[wish] for wish in _WISHES if wish in self.wishes)])


def ticket_type_of(letters: str, types: Sequence[TicketType]) -> TicketType | None:
    """The first type of the price list whose name begins so: s is Senior where Senior stands before Student, st Student."""
    fitting = (each for each in types if each.name.casefold().startswith(letters) or each.code.casefold() == letters)
    return next(fitting, None) if letters else (types[0] if types else None)


def wish_of(word: str) -> str | None:
    """The wish, "aisle" or "back", from its first letters."""
    return next((wish for wish in _WISHES if word and wish.startswith(word)), None)


def looks_like_party(word: str) -> bool:
    return _PIECES.fullmatch(word) is not None


def read_party(words: Sequence[str], types: Sequence[TicketType]) -> Party | None:
    """A party from words like 2a1c, 2, 1w, aisle; None where it is none. Raises InvalidInput where it nearly is one."""
    wishes = {wish for word in words[1:] if (wish := wish_of(word)) is not None}
    numbers = [word for place, word in enumerate(words) if not (place and wish_of(word))]
    if not words or not all(map(looks_like_party, numbers)):
        return None
    pieces = [(int(digits), letters) for word in numbers for digits, letters in _PIECE.findall(word)]
    if not _are_people(pieces, types):
        return None
    people = [each for count, letters in pieces if letters != "w" for each in [ticket_type_of(letters, types)] * count]
    pairs = sum(count for count, letters in pieces if letters == "w")
    if not people and not pairs:
        raise InvalidInput("Nobody sits on no seats. Type for example 2a for two adults.")
    return Party(tuple(each for each in people if each is not None), pairs, frozenset(wishes))


def _are_people(pieces: Sequence[tuple[int, str]], types: Sequence[TicketType]) -> bool:
    """Whether every piece has letters of a ticket type. Raises InvalidInput for a single letter of none: a slip."""
    unknown = [letters for _, letters in pieces if letters != "w" and ticket_type_of(letters, types) is None]
    if unknown and types and max(map(len, unknown)) == 1:
        raise InvalidInput(f"There is no ticket type “{unknown[0]}”. Type {type_letters(types)}. F2 searches films.")
    return not unknown


def type_letters(types: Sequence[TicketType]) -> str:
    """2a for adults, 2c for children …: the shortest letters of every type, and of a wheelchair pair."""
    told = []
    for each in types:
        name = each.name.casefold()
        short = next((name[:end] for end in range(1, len(name) + 1) if ticket_type_of(name[:end], types) is each), "")
        if short and short != "w":
            told.append(f"2{short} for {_plural(each.name)}")
    return ", ".join([*told, "1w for a wheelchair with companion"])


def _counted(count: int, name: str) -> str:
    return f"1 {name.lower()}" if count == 1 else f"{count} {_plural(name)}"


def _plural(name: str) -> str:
    small = name.lower()
    return _PLURALS.get(small, f"{small}s")
