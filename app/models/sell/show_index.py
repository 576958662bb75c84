"""Every show on sale, kept in memory as it is searched: folded texts, and a few numbers per show.

A show is found when each typed word is in its film's title, genres, language or certificate, in its cinema's or city's
name, or tells its day. Shows of other cinemas are found only when a word is in the name of their cinema or city.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from app.utils.typed_days import TypedWord, day_fits

Rank = tuple[bool, int, int]
"""At another cinema; words that are only inside a word; words that are not the film's. The lowest comes first."""

PLACE_LETTERS_MIN = 3
"""From so many letters on a part of a cinema's or city's name counts: "umb" is Mumbai, but one letter is in every name."""


class ShowOnSale(NamedTuple):
    """A show as it is searched: in the order in which shows of the same rank are listed."""

    starts_at_seconds: int
    """Since 1970, UTC."""
    hall_order: int
    """The place of the hall's name among all halls' names."""
    show_id: int
    film: int
    """The film's number in the index."""
    cinema_id: int
    day_number: int
    """The day on the cinema's calendar, as date.toordinal counts."""


@dataclass(frozen=True, slots=True)
class Question:
    """`since` is the earliest beginning; names of days are understood in `locale`'s language, too."""

    words: tuple[TypedWord, ...]
    cinema_id: int
    since: datetime
    today: date
    locale: str


class ShowIndex:
    """Finding shows among a hundred thousand without asking the database.

    All words of all films stand once, each with the numbers of its films: a typed word is compared with some ten thousand
    words and not with every film. Shows are columns of numbers in order of time.
    """

    def __init__(self) -> None:
        self.place_words: dict[int, frozenset[str]] = {}
        """By cinema: the words of its name and of its city's."""
        self._film_numbers: dict[int, int] = {}
        self._film_count = 0
        self._films_of_word: dict[str, array[int]] = {}
        self._columns: list[array[int]] = [array("q"), *(array("i") for _ in ShowOnSale._fields[1:])]
        self._days: set[int] = set()

    def __len__(self) -> int:
        return len(self._columns[0])

    def film_number(self, movie_id: int) -> int | None:
        return self._film_numbers.get(movie_id)

    def put_film(self, movie_id: int, words: Iterable[str]) -> None:
        """A film with all its words. One that is there already gets a new number: the old one is no show's any more."""
        number, old = self._film_count, self._film_numbers.get(movie_id)
        self._film_count += 1
        self._film_numbers[movie_id] = number
        for word in words:
            self._films_of_word.setdefault(word, array("i")).append(number)
        if old is not None:
            films = self._columns[3]
            for place in [place for place, film in enumerate(films) if film == old]:
                films[place] = number

    def put_shows(self, gone: frozenset[int], new: Iterable[ShowOnSale]) -> None:
        """Take the shows with the ids `gone` out, and put `new` ones in."""
        if gone:
            for place in sorted((place for place, each in enumerate(self._columns[2]) if each in gone), reverse=True):
                for column in self._columns:
                    del column[place]
        starts, orders = self._columns[:2]
        for show in new:
            place = bisect_left(starts, show.starts_at_seconds)
            while place < len(starts) and (starts[place], orders[place]) < show[:2]:
                place += 1
            for column, value in zip(self._columns, show, strict=True):
                column.insert(place, value)
            self._days.add(show.day_number)

    def find(self, question: Question, most: int) -> list[int]:
        """The ids of at most so many shows, best first; those of the same rank in order of time."""
        first = bisect_left(self._columns[0], int(question.since.timestamp()))
        bits = _Bits(len(question.words))
        of_film = bits.blank(self._film_count)
        inside: list[list[str]] = []
        for number, (typed, _) in enumerate(question.words):
            fitting = [word for word in self._films_of_word if typed in word]
            inside.append([word for word in fitting if not word.startswith(typed)])
            self._mark(of_film, (word for word in fitting if word.startswith(typed)), bits.begins_film(number))
        found = list(islice(self._best(question.cinema_id, of_film, bits, first), most))
        # A letter or two begin words of so many shows that ranking all would take long: only the first are asked for.
        if len(found) < most:
            for number, words in enumerate(inside):
                self._mark(of_film, words, bits.in_film(number))
            found = self._ranked(question, of_film, bits, first, most)
        show_ids = self._columns[2]
        return [show_ids[place] for place in found]

    def _mark(self, of_film: MutableSequence[int], words: Iterable[str], bit: int) -> None:
        for word in words:
            for film in self._films_of_word[word]:
                of_film[film] |= bit

    def _best(self, cinema_id: int, of_film: Sequence[int], bits: _Bits, first: int) -> Iterator[int]:
        """Places of this cinema's shows with a film that has a word for each typed one that begins so: the highest rank."""
        _, _, _, films, cinema_ids, _ = self._columns
        best = bits.all_begin_film
        return (
            place
            for place in range(first, len(films))
            if of_film[films[place]] == best and cinema_ids[place] == cinema_id
        )

    def _ranked(self, question: Question, of_film: Sequence[int], bits: _Bits, first: int, most: int) -> list[int]:
        films, cinema_ids, day_numbers = self._columns[3:]
        of_place, of_day = self._place_codes(question, bits), self._day_codes(question, bits)
        places: Sequence[int] = range(first, len(films))
        needed = bits.needed_in_film(_or_all(of_place.values()) | _or_all(of_day.values()))
        if needed:
            enough = {code for code in set(of_film) if code & needed == needed}
            places = [place for place in places if of_film[films[place]] in enough]
        codes = [of_film[films[each]] | of_place[cinema_ids[each]] | of_day[day_numbers[each]] for each in places]
        codes_of_rank: dict[Rank, set[int]] = {}
        for code in set(codes):
            rank = bits.rank(code)
            if rank is not None:
                codes_of_rank.setdefault(rank, set()).add(code)
        found: list[int] = []
        for rank in sorted(codes_of_rank):
            wanted = codes_of_rank[rank]
            of_rank = (place for place, code in zip(places, codes, strict=True) if code in wanted)
            found += islice(of_rank, most - len(found))
            if len(found) == most:
                break
        return found

    def _place_codes(self, question: Question, bits: _Bits) -> dict[int, int]:
        codes = {}
        for cinema_id, names in self.place_words.items():
            code = 0 if cinema_id == question.cinema_id else bits.elsewhere
            for number, (word, _) in enumerate(question.words):
                begins = any(name.startswith(word) for name in names)
                if begins or (len(word) >= PLACE_LETTERS_MIN and any(word in name for name in names)):
                    code |= bits.in_place(number, begins=begins)
            codes[cinema_id] = code
        return codes

    def _day_codes(self, question: Question, bits: _Bits) -> dict[int, int]:
        codes = {}
        for day_number in self._days:
            day, code = date.fromordinal(day_number), 0
            for number, word in enumerate(question.words):
                fit = day_fits(day, word, question.today, question.locale)
                if fit:
                    code |= bits.in_day(number, begins=fit > 1)
            codes[day_number] = code
        return codes


class _Bits:
    """What is known of a show, in one number: which words are in its film, begin one of its words, are in its place, in its
    day, begin a word of those; and whether it is elsewhere.
    """

    def __init__(self, word_count: int) -> None:
        self._count = word_count
        self._all = (1 << word_count) - 1
        self.elsewhere = 1 << 5 * word_count
        self.all_begin_film = self._all | self._all << word_count

    def blank(self, film_count: int) -> MutableSequence[int]:
        """A number for each film: a byte for up to four words, which is much the fastest."""
        return bytearray(film_count) if 2 * self._count <= 8 else [0] * film_count

    def in_film(self, number: int) -> int:
        return 1 << number

    def begins_film(self, number: int) -> int:
        return 1 << number | 1 << self._count + number

    def in_place(self, number: int, *, begins: bool) -> int:
        return 1 << 2 * self._count + number | begins << 4 * self._count + number

    def in_day(self, number: int, *, begins: bool) -> int:
        return 1 << 3 * self._count + number | begins << 4 * self._count + number

    def needed_in_film(self, elsewhere: int) -> int:
        """The bits that a film must have, when nothing but films has those words."""
        return self._all & ~(elsewhere >> 2 * self._count | elsewhere >> 3 * self._count)

    def rank(self, code: int) -> Rank | None:
        """None when a word is nowhere, or the show is elsewhere and nobody named that place."""
        film, film_begins, place, day, begins = (code >> part * self._count & self._all for part in range(5))
        elsewhere = bool(code & self.elsewhere)
        if film | place | day != self._all or (elsewhere and not place):
            return None
        return elsewhere, (self._all & ~(film_begins | begins)).bit_count(), (self._all & ~film).bit_count()


def _or_all(codes: Iterable[int]) -> int:
    together = 0
    for code in codes:
        together |= code
    return together
