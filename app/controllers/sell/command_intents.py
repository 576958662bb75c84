"""What a line of commands means. Each intent says in one sentence what Enter will do, before it is pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.controllers.sell.baskets import Pick
from app.controllers.sell.parties import Party
from app.models.records import Seat, ShowCounts


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing is typed."""

    can_be_done: ClassVar = False

    def explain(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """What is typed cannot be done as it stands; the sentence says what to type."""

    sentence: str
    can_be_done: ClassVar = False

    def explain(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class BestSeats:
    """The best seats for a party, held at once."""

    party: Party
    can_be_done: ClassVar = True

    def explain(self) -> str:
        return f"Hold the best seats for {self.party.words}"


@dataclass(frozen=True, slots=True)
class HoldSeats:
    """These seats and no others."""

    picks: tuple[Pick, ...]
    amount: str
    """What they cost together, written out."""
    can_be_done: ClassVar = True

    def explain(self) -> str:
        party = Party.of([pick.ticket_type for pick in self.picks])
        return f"Hold {seat_words([pick.seat for pick in self.picks])} for {party.words}, {self.amount}"


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Seats of the basket."""

    seats: tuple[Seat, ...]
    can_be_done: ClassVar = True

    def explain(self) -> str:
        return f"Give {seat_words(self.seats)} back"


@dataclass(frozen=True, slots=True)
class ListedShow:
    """A show of the programme's list: its number there, and its time as it stands there."""

    number: int
    counts: ShowCounts
    time: str

    @property
    def words(self) -> str:
        show = self.counts.show
        return f"{self.number} · {self.time} {show.movie_title} · {self.counts.place}"


@dataclass(frozen=True, slots=True)
class OpenShow:
    """A show of the list, and what is to be done in it once it is open: typed words, read again then."""

    show: ListedShow
    then: str = ""
    then_words: str = ""
    can_be_done: ClassVar = True

    def explain(self) -> str:
        return f"Open {self.show.words}" + (f", then {self.then_words}" if self.then else "")


@dataclass(frozen=True, slots=True)
class FindBooking:
    """A booking by its reference, or by the code of one of its tickets; the other one is empty."""

    reference: str = ""
    ticket_code: str = ""
    can_be_done: ClassVar = True

    def explain(self) -> str:
        return f"Find booking {self.reference}" if self.reference else "Find the booking of this ticket"


@dataclass(frozen=True, slots=True)
class SearchFilms:
    """Words of a film. `found` is None while the list is not yet of these words; then it may still be done."""

    words: str
    first: ListedShow | None = None
    found: int | None = None
    refused: str = ""
    """Why the first one found cannot be opened now."""

    @property
    def can_be_done(self) -> bool:
        return self.found is None or (self.first is not None and not self.refused)

    def explain(self) -> str:
        if self.found == 0:
            return f"Nothing on sale fits “{self.words}”. Try the start of another word."
        if self.refused:
            return self.refused
        if self.first is None:
            return f"Search films for “{self.words}”"
        return f"Open {self.first.words}" + (f" (first of {self.found})" if self.found and self.found > 1 else "")


Intent = Nothing | Unclear | BestSeats | HoldSeats | GiveBack | OpenShow | FindBooking | SearchFilms


def seat_words(seats: Sequence[Seat]) -> str:
    """F7–F10, G1 and G4: runs of one row are told by their ends."""
    runs: list[list[Seat]] = []
    for seat in seats:
        if runs and runs[-1][-1].row_name == seat.row_name and runs[-1][-1].seat_number + 1 == seat.seat_number:
            runs[-1].append(seat)
        else:
            runs.append([seat])
    return listed([_run_words(run) for run in runs])


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


def _run_words(run: Sequence[Seat]) -> str:
    return run[0].label if len(run) == 1 else f"{run[0].label}–{run[-1].label}"


InTheWay = Callable[[Seat], str | None]
"""Why a seat cannot be picked now, e.g. "sold" or "held at Counter 2"; None for a free one."""
