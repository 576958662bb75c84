"""The command line of Sell: from what is typed, as far as it is typed, to what Enter will do. Pure; it never raises.

| typed                         | means                                                                               |
|-------------------------------|-------------------------------------------------------------------------------------|
| `3`                           | the third show of the list                                                          |
| `2a1c`, `2a 1s`, `1w`         | the best seats for that party; `w` is a wheelchair place with its companion seat    |
| `2a aisle`, `2 back`          | the same, at the aisle or at the back (their first letter is enough)                |
| `3 2a1c`, `3 2`, `3 f7-10`    | the show, and then seats in it                                                      |
| `f7`, `f7-10`, `f7,9`, `f7 4` | these seats; the last one is four seats from F7 on                                  |
| `f7-10 c`, `f7-9 2a1c`        | these seats for children; for two adults and a child                                |
| `-f8`, `-f8-10`, `-`          | gives these seats back; the last one picked                                         |
| `FYR-7K2P9M`, a ticket's code | finds the booking                                                                   |
| anything else                 | words of a film                                                                     |

Where a text could mean two things it means the same thing every time, whatever is open (a seat has its row first, so
letters before digits are a seat, digits before letters are people):
- A number alone is a show; people need a letter (`2a`), a wish (`2 aisle`) or a show before them (`3 2`). A number beyond
  the list searches: there are films called 83 and 1917.
- A letter of two ticket types is the first of the price list: `s` is Senior, `st` Student. `w` is always a wheelchair pair.
- Six signs that could be a booking reference are one only with a digit among them (`7k2p9m`), and not if they are a party
  or seats of this hall; with FYR before them they always are. BATMAN is a film.
- 26 signs of base 32 are a ticket's code. One letter that is a row of the open hall waits for its seat number.
F2 reads everything as words of a film.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.controllers.sell import command_seats
from app.controllers.sell.baskets import Basket
from app.controllers.sell.command_intents import (
    BestSeats,
    FindBooking,
    GiveBack,
    Intent,
    InTheWay,
    ListedShow,
    Nothing,
    OpenShow,
    SearchFilms,
    Unclear,
    listed,
)
from app.controllers.sell.parties import read_party, wish_of
from app.controllers.sell.seat_plans import OpenShow as Hall
from app.models.records import Seat, TicketType
from app.utils.codes import normalise_reference
from app.utils.errors import InvalidInput

_TICKET_CODE = re.compile(r"[A-Z2-7]{26}")
_NUMBER = re.compile(r"[0-9]{1,3}")
_NUMBERS = re.compile(r"[0-9 ]+")
_LETTERS_MAX = 200
"""Nobody types more; a scanner gone wild must not cost a pause."""


def _free(_seat: Seat) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Situation:
    """What a line is read against. `own` are the basket's seats in the order in which they were picked."""

    shows: Sequence[ListedShow] = ()
    shows_found_by: str = ""
    """The words that `shows` were searched with; empty for the shows of a day."""
    ticket_types: Sequence[TicketType] = ()
    opened: Hall | None = None
    basket: Basket | None = None
    own: Sequence[Seat] = ()
    in_the_way: InTheWay = field(default=_free)
    taking_money: bool = False


def read(typed: str, situation: Situation, *, films_only: bool = False) -> Intent:
    """What Enter would do with this line now."""
    line = _plain(typed)
    if not line:
        return Nothing()
    if situation.taking_money:
        return Unclear("Money is being taken for this basket. Press Esc, go back to the seats, then type.")
    if films_only:
        return _films(typed, situation)
    try:
        intent = _give_back(line, situation) or _code(line) or _show(line.split(" "), situation)
        if intent is None and not _NUMBERS.fullmatch(line):
            intent = _people_or_seats(line.split(" "), situation)
    except InvalidInput as slip:
        # What is a reference as well is no slip.
        intent = _reference(line) or Unclear(slip.sentence)
    return intent or _reference(line) or _films(typed, situation)


def read_in_show(typed: str, situation: Situation) -> Intent:
    """What was to be done in a show that is open now: a number alone is a number of people here."""
    try:
        return _people_or_seats(_plain(typed).split(" "), situation) or _films(typed, situation)
    except InvalidInput as slip:
        return Unclear(slip.sentence)


def _people_or_seats(words: Sequence[str], situation: Situation) -> Intent | None:
    return _seats(words, situation) or _people(words, situation)


def _seats(words: Sequence[str], situation: Situation) -> Intent | None:
    hall, last = situation.opened, words[-1]
    typed = command_seats.take_apart([word.rstrip("-,") for word in words])
    if hall is None:
        if typed is None or "".join(words).isalnum():
            return None
        raise InvalidInput("Open a show first: type its number, then the seats, for example 1 f7-10.")
    if typed is not None and last[-1] in "-,":
        raise InvalidInput(f"{typed.words} to which seat? Type for example {last}{typed.runs[-1][2] + 3}.")
    if typed is not None:
        return command_seats.hold(typed, hall, situation.own, situation.in_the_way)
    if row := command_seats.row_of(" ".join(words), hall):
        first, end = row[0].label.lower(), row[-1].seat_number
        raise InvalidInput(f"Row {row[0].row_name}: type a seat, {first}, or a run of seats, {first}-{end}.")
    return None


def _people(words: Sequence[str], situation: Situation) -> Intent | None:
    party = read_party(words, situation.ticket_types)
    if party is not None and situation.opened is None:
        raise InvalidInput(f"Open a show first: type its number, then who wants seats, for example 1 {words[0]}.")
    return None if party is None else BestSeats(party)


def _show(words: Sequence[str], situation: Situation) -> Intent | None:
    if not _NUMBER.fullmatch(words[0]) or not 1 <= int(words[0]) <= len(situation.shows):
        return None
    show, rest = situation.shows[int(words[0]) - 1], words[1:]
    then = _told_of_a_show_to_be_opened(rest, situation) if rest and not _are_wishes(rest) else ""
    if rest and not then:
        return None
    if refusal := _refusal(show, situation):
        raise InvalidInput(refusal)
    hall = situation.opened
    if rest and hall is not None and hall.show.id == show.counts.show.id:
        return _people_or_seats(rest, situation)
    return OpenShow(show, " ".join(rest), then)


def _are_wishes(words: Sequence[str]) -> bool:
    """Then the number before them counts people: `2 aisle`."""
    return all(wish_of(word) for word in words)


def _told_of_a_show_to_be_opened(words: Sequence[str], situation: Situation) -> str:
    """What is to be done there, in words: its hall is not known yet. Empty when it is nothing for a show."""
    seats = command_seats.take_apart([word.rstrip("-,") for word in words])
    if seats is not None:
        return f"hold {seats.words}"
    party = read_party(words, situation.ticket_types)
    return f"hold its best seats for {party.words}" if party is not None else ""


def _give_back(line: str, situation: Situation) -> Intent | None:
    if not line.startswith("-"):
        return None
    own, hall = situation.own, situation.opened
    if not own or hall is None:
        raise InvalidInput("The basket is empty: there is no seat to give back.")
    rest = line[1:].strip()
    if not rest:
        return GiveBack((own[-1],))
    typed = command_seats.take_apart([word.strip("-,") for word in rest.split(" ")])
    if typed is None or typed.for_whom:
        labels, last = listed([seat.label for seat in own]), own[-1].label.lower()
        raise InvalidInput(f"Which seat? Type -{last}, or - alone for the last one. Yours: {labels}.")
    mine, seats = {seat.id for seat in own}, command_seats.seats_of(typed, hall)
    strange = [seat.label for seat in seats if seat.id not in mine]
    if strange:
        raise InvalidInput(f"{listed(strange)} {'is' if len(strange) == 1 else 'are'} not in your basket.")
    return GiveBack(seats)


def _code(line: str) -> Intent | None:
    """What is certainly no seat, no party and no film: a ticket's code, or a reference with its FYR."""
    if _TICKET_CODE.fullmatch(line.upper()):
        return FindBooking(ticket_code=line.upper())
    if not re.match(r"fyr[- ]|fyr\w{6}$", line):
        return None
    return FindBooking(normalise_reference(line))


def _reference(line: str) -> Intent | None:
    if not line.isalnum() or not any(sign.isdigit() for sign in line):
        return None
    try:
        return FindBooking(normalise_reference(line))
    except InvalidInput:
        return None


def _films(typed: str, situation: Situation) -> Intent:
    words = " ".join(typed[:_LETTERS_MAX].split())
    if not words:
        return Nothing()
    search = SearchFilms(words)
    if situation.shows_found_by != words:
        return search
    if not situation.shows:
        return replace(search, found=0)
    first = situation.shows[0]
    return replace(search, first=first, found=len(situation.shows), refused=_refusal(first, situation))


def _refusal(show: ListedShow, situation: Situation) -> str:
    """Why this show cannot be opened now; empty when it can."""
    basket = situation.basket
    if show.counts.elsewhere is not None:
        return f"{show.words}: it is sold there, and not at this counter."
    if basket is not None and basket.show.id != show.counts.show.id:
        return f"The basket holds seats of {basket.show.movie_title}. Pay or clear it, then change the show."
    return ""


def _plain(typed: str) -> str:
    """Small letters, one kind of dash, one space between words and none around dashes and commas."""
    text = unicodedata.normalize("NFKC", typed[:_LETTERS_MAX]).casefold()
    text = "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in text)
    words = " ".join("".join(sign for sign in text if unicodedata.category(sign)[0] != "C" or sign.isspace()).split())
    return re.sub(r" ?([,-]) ?", r"\1", words)
