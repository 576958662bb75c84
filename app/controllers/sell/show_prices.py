"""The prices of a cinema's shows: the price book and the calendar put to a show's local date and time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from app.controllers.sell.pricing import IsHoliday, ShowPrices, prices_at
from app.models.records import Cinema, SeatType, Show
from app.models.sell.price_book import PriceBook
from app.utils.local_time import to_local
from app.utils.money import format_minor
from app.utils.public_holidays import is_public_holiday


def prices_of(show: Show, own_prices_minor: Mapping[SeatType, int], book: PriceBook, cinema: Cinema) -> ShowPrices:
    """What the seats of a show cost; the book is read for its cinema."""
    starts_local = to_local(show.starts_at, cinema.time_zone)
    return prices_at(
        show.base_price_minor,
        own_prices_minor,
        starts_local,
        book,
        holidays_of(cinema, book.own_days),
        money_of(cinema),
    )


def holidays_of(cinema: Cinema, own_days: Mapping[date, bool]) -> IsHoliday:
    """Whether a day is a holiday at a cinema: what it says itself, else what the calendar of its country and region says."""

    def is_holiday(day: date) -> bool:
        own = own_days.get(day)
        return is_public_holiday(day, cinema.country, cinema.region) if own is None else own

    return is_holiday


def money_of(cinema: Cinema) -> Callable[[int], str]:
    """Writes minor units out as the cinema does."""
    return partial(format_minor, currency=cinema.currency, locale=cinema.locale)
