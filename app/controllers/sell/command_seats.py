"""Seats as they are typed: f7, f7-10, f7 4, f7,f9, f7-10 c. Pure: from words and an open show to seats and picks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.controllers.sell.baskets import Pick, picks_of
from app.controllers.sell.command_intents import HoldSeats, InTheWay, listed, seat_words
from app.controllers.sell.parties import looks_like_party, read_party, ticket_type_of
from app.controllers.sell.seat_plans import OpenShow
from app.models.records import Seat
from app.utils.errors import InvalidInput

_RUN = r"([^\W\d_]{0,3})([0-9]{1,3})(?:-([^\W\d_]{0,3})([0-9]{1,3}))?"
_ONE_RUN = re.compile(_RUN)
_RUNS = re.compile(rf"[^\W\d_]{{1,3}}[0-9]{{1,3}}(?:-[^\W\d_]{{0,3}}[0-9]{{1,3}})?(?:,{_RUN})*")


@dataclass(frozen=True, slots=True)
class SeatWords:
    """What was typed, taken apart: (row, first number, last number) of every run, small letters; then for whom."""

    runs: tuple[tuple[str, int, int], ...]
    for_whom: tuple[str, ...]

    @property
    def words(self) -> str:
        """F7–F10, as far as it can be told without the hall."""
        return listed([_ends(*run) for run in self.runs])


def take_apart(words: Sequence[str]) -> SeatWords | None:
    """The runs and the words after them; None when these are no seats. Raises InvalidInput for a run over two rows."""
    seats = [word for word in words if _RUNS.fullmatch(word)]
    for_whom = tuple(words[len(seats) :])
    if not seats or list(words[: len(seats)]) != seats:
        return None
    if for_whom and not _tells_for_whom(for_whom):
        return None
    runs: list[tuple[str, int, int]] = []
    for word in seats:
        row = ""
        for first_row, first, last_row, last in _ONE_RUN.findall(word):
            row = first_row or row
            if last_row and last_row != row:
                raise InvalidInput(f"A run stays in one row. Type its seats one by one: {row}{first},{last_row}{last}.")
            low, high = sorted((int(first), int(last or first)))
            runs.append((row, low, high))
    return SeatWords(tuple(runs), for_whom)


def _tells_for_whom(words: tuple[str, ...]) -> bool:
    return (len(words) == 1 and words[0].isalpha()) or all(map(looks_like_party, words))


def seats_of(typed: SeatWords, opened: OpenShow) -> tuple[Seat, ...]:
    """The seats of the runs in the hall, each once. Raises InvalidInput when the hall has no such seat."""
    found: dict[int, Seat] = {}
    for row_name, low, high in typed.runs:
        row = row_of(row_name, opened)
        if not row:
            names = _row_names(opened)
            raise InvalidInput(
                f"There is no row {row_name.upper()} in this hall: its rows are {names[0]} to {names[-1]}."
            )
        numbers = {seat.seat_number for seat in row}
        for number in (low, high):
            if number not in numbers:
                told = f"There is no seat {row[0].row_name}{number}: this row has {row[0].label} to {row[-1].label}."
                raise InvalidInput(told)
        found.update((seat.id, seat) for seat in row if low <= seat.seat_number <= high)
    return tuple(found.values())


def row_of(name: str, opened: OpenShow) -> list[Seat]:
    """The seats of a row by their numbers; empty when there is no such row."""
    return sorted(
        (seat for seat in opened.seats if seat.row_name.casefold() == name), key=lambda seat: seat.seat_number
    )


def hold(typed: SeatWords, opened: OpenShow, own: Sequence[Seat], in_the_way: InTheWay) -> HoldSeats:
    """The intent to hold these seats. Raises InvalidInput with the reason why not."""
    picks = _for_whom(typed.for_whom, seats_of(typed, opened), opened)
    mine = {seat.id for seat in own}
    reasons = [(pick.seat.label, in_the_way(pick.seat)) for pick in picks if pick.seat.id not in mine]
    taken = [f"{label} is {reason}" for label, reason in reasons if reason]
    if taken:
        raise InvalidInput(f"{listed(taken)}: pick {'another' if len(taken) == 1 else 'others'}.")
    wanted = tuple(pick for pick in picks if pick.seat.id not in mine)
    if not wanted:
        told, typed_again = seat_words([pick.seat for pick in picks]), ",".join(pick.seat.label for pick in picks)
        are = "is" if len(picks) == 1 else "are"
        raise InvalidInput(f"{told} {are} yours already. Type -{typed_again.lower()} to give back.")
    amount_minor = sum(opened.prices.of(pick.seat, pick.ticket_type).amount_minor for pick in wanted)
    return HoldSeats(wanted, opened.prices.money(amount_minor))


def _for_whom(words: Sequence[str], seats: Sequence[Seat], opened: OpenShow) -> tuple[Pick, ...]:
    types = opened.prices.book.ticket_types
    if not words:
        return picks_of(seats, types[0])
    if len(words) == 1 and words[0].isalpha():
        each = ticket_type_of(words[0], types)
        if each is None:
            names = listed([one.name for one in types])
            raise InvalidInput(f"There is no ticket type “{words[0]}”. Type a letter of {names}.")
        return picks_of(seats, each)
    party = read_party(words, types)
    if party is None or party.pairs:
        raise InvalidInput("Type the seats and then for whom, for example f7-9 2a1c.")
    if len(seats) == 1 and party.size > 1:
        seats = _from_seat(seats[0], party.size, opened)
    if party.size != len(seats):
        told = "1 seat" if len(seats) == 1 else f"{len(seats)} seats"
        raise InvalidInput(f"{told} for {party.words}: type as many seats as people, or only the first seat.")
    return tuple(Pick(seat, ticket_type) for seat, ticket_type in zip(seats, party.people, strict=True))


def _from_seat(first: Seat, count: int, opened: OpenShow) -> list[Seat]:
    row = row_of(first.row_name.casefold(), opened)
    seats = row[row.index(first) : row.index(first) + count]
    if len(seats) < count:
        told = "1 seat" if len(seats) == 1 else f"{len(seats)} seats"
        raise InvalidInput(f"Row {first.row_name} ends at {row[-1].label}: only {told} from {first.label} on.")
    return seats


def _row_names(opened: OpenShow) -> list[str]:
    return list(dict.fromkeys(seat.row_name for seat in opened.seats)) or ["none"]


def _ends(row: str, low: int, high: int) -> str:
    label = f"{row.upper()}{low}"
    return label if low == high else f"{label}–{row.upper()}{high}"
