"""A found booking as a line of the list, and why it was found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from app.controllers.after.meanings import begins
from app.controllers.after.typed_search import SearchWord
from app.models.after.found_sales import FoundSale
from app.models.records import BookingStatus, Cinema
from app.utils.folded_text import folded
from app.utils.local_time import format_date, format_other_day, format_time, to_local
from app.utils.typed_days import day_fits

_STATES = {
    BookingStatus.CANCELLED: "Cancelled",
    BookingStatus.EXPIRED: "Not paid",
    BookingStatus.FAILED: "Not paid",
}


@dataclass(frozen=True, slots=True)
class FoundLine:
    """`state` is "" for a sale that stands; `why` tells by what it was found, in the order of the words.

    `when` is day and time of the show, or the date alone where it was in another year.
    """

    booking_id: int
    """The newer a booking, the larger."""
    reference: str
    movie_title: str
    when: str
    state: str
    why: tuple[str, ...]
    is_held: bool = False


def line_of(
    found: FoundSale, words: Sequence[SearchWord], cards: Collection[tuple[int, str]], cinema: Cinema, today: date
) -> FoundLine:
    """`cards` are (booking, last four digits) of cards that were asked for; `today` is the cinema's."""
    starts = to_local(found.starts_at, cinema.time_zone)
    near = starts.year == today.year
    when = f"{format_other_day(starts.date(), today, cinema.locale)} {format_time(starts, cinema.locale)}"
    why = [reason for word in words for reason in _reasons(found, word, cards, cinema, today)]
    return FoundLine(
        found.id,
        found.reference,
        found.movie_title,
        when if near else format_date(starts.date(), cinema.locale),
        _state(found),
        tuple(dict.fromkeys(why)) or _nothing_typed(found),
        found.held,
    )


def _state(found: FoundSale) -> str:
    if found.status is BookingStatus.PENDING:
        return "Held" if found.held else _STATES[BookingStatus.EXPIRED]
    return _STATES.get(found.status, "")


def _nothing_typed(found: FoundSale) -> tuple[str, ...]:
    return tuple(part for part in (found.customer_name or found.customer_phone or found.customer_email,) if part)


def _reasons(
    found: FoundSale, word: SearchWord, cards: Collection[tuple[int, str]], cinema: Cinema, today: date
) -> list[str]:
    named = [*_named(found, word), *([f"card …{word.card}"] if (found.id, word.card) in cards else ())]
    people = _customer(found, word.customer) if word.customer else []
    if word.clerk and begins(word.clerk, (found.clerk_name, found.clerk_username)):
        people.append(f"{found.clerk_name}, clerk")
    day = to_local(found.starts_at, cinema.time_zone).date()
    show = ["film"] if word.film and begins(word.film, (found.movie_title,)) else []
    if word.day is not None and day_fits(day, word.day, today, cinema.locale):
        show.append("day")
    return [*named, *people, *show]


def _named(found: FoundSale, word: SearchWord) -> list[str]:
    """By what names one booking, or nearly so."""
    if word.code:
        return ["ticket code"]
    if word.reference == found.reference:
        return ["reference"]
    part = word.reference_part
    if part and (found.reference.startswith(f"FYR-{part}") or found.reference.endswith(part)):
        return [f"reference …{part}"]
    return []


def _customer(found: FoundSale, start: str) -> list[str]:
    reasons = []
    if found.customer_name and begins(start, (found.customer_name,)):
        reasons.append(found.customer_name)
    if found.customer_digits and start.isdigit() and start in found.customer_digits:
        reasons.append(f"phone {found.customer_phone}")
    local_part = found.customer_email.rpartition("@")[0]
    if found.customer_email and (folded(found.customer_email).startswith(start) or begins(start, (local_part,))):
        reasons.append(found.customer_email)
    return reasons
