"""What each typed word may mean in this house: which shows, whose name, which bookings it names outright."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.controllers.after.typed_search import SearchWord
from app.models.after import found_sales
from app.models.after.found_sales import Sketch
from app.models.after.shows_ever import ShowsEver
from app.models.statements import Reader
from app.utils.folded_text import searchable_words
from app.utils.typed_days import TypedWord, day_fits

_KNOWN_MAX = 500
Person = tuple[int, str, str]
"""The id, the full name and the username of somebody on the team."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A booking fits a word by any of these.

    `ids` are bookings that the word names outright, `named` those of them that are meant even if nothing came of them.
    `has_very_many_customers`: so many have such a word that they are only asked about one by one; then customer_ids is empty.
    """

    word: SearchWord
    ids: frozenset[int]
    named: frozenset[int]
    show_ids: frozenset[int]
    clerk_ids: frozenset[int]
    customer_ids: frozenset[int]
    has_very_many_customers: bool

    @property
    def is_nothing(self) -> bool:
        any_customers = self.customer_ids or self.has_very_many_customers
        return not (self.ids or self.show_ids or self.clerk_ids or any_customers)

    def fitting(self, sketches: Iterable[Sketch]) -> list[Sketch]:
        """Those that fit, as far as it can be told without asking about the customer."""
        shows, customers, clerks, ids = self.show_ids, self.customer_ids, self.clerk_ids, self.ids
        return [
            each
            for each in sketches
            if each[1] in shows
            or each[3] in customers
            or each[2] in clerks
            or each[0] in ids  # by place: it is quicker
        ]


class Meanings:
    """For one cinema. What shows a word fits is remembered while the shows are the same and the day is."""

    def __init__(self, reader: Reader, shows: ShowsEver, locale: str) -> None:
        self._reader, self.shows, self._locale = reader, shows, locale
        self._known: dict[TypedWord, frozenset[int]] = {}
        self._known_of: tuple[int, date] | None = None

    def of_all(self, words: Sequence[SearchWord], today: date, before: int) -> list[Meaning]:
        """One for each word. Of the cards those payments are read whose bookings have an id below `before`."""
        people = found_sales.everybody(self._reader) if any(word.clerk for word in words) else []
        return [self._of(word, today, before, people) for word in words]

    def _of(self, word: SearchWord, today: date, before: int, people: Sequence[Person]) -> Meaning:
        reader = self._reader
        named: set[int] = set()
        if word.code:
            named.update(found_sales.with_ticket_code(reader, word.code))
        if word.reference:
            named.update(found_sales.with_reference(reader, word.reference))
        if word.reference_part:
            named.update(found_sales.with_reference_part(reader, word.reference_part))
        cards = found_sales.with_card(reader, word.card, before) if word.card else ()
        customers = found_sales.customers_called(reader, word.customer) if word.customer else []
        return Meaning(
            word,
            frozenset(named).union(cards),
            frozenset(named),
            self._shows_of(word.day, today) if word.day is not None else frozenset(),
            _called(people, word.clerk) if word.clerk else frozenset(),
            frozenset(customers or ()),
            customers is None,
        )

    def _shows_of(self, typed: TypedWord, today: date) -> frozenset[int]:
        if self._known_of != (self.shows.version, today) or len(self._known) > _KNOWN_MAX:
            self._known, self._known_of = {}, (self.shows.version, today)
        if typed not in self._known:
            days = {
                number for number in self.shows.days() if day_fits(date.fromordinal(number), typed, today, self._locale)
            }
            films = self.shows.films_called(typed.word)
            self._known[typed] = self.shows.shows_with(films, days)
        return self._known[typed]


def _called(people: Sequence[Person], start: str) -> frozenset[int]:
    return frozenset(person_id for person_id, *names in people if begins(start, names))


def begins(start: str, texts: Iterable[str]) -> bool:
    """Whether a word of the texts begins so, folded."""
    return any(word.startswith(start) for text in texts for word in searchable_words(text))
