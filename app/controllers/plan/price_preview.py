"""How a price is made, before anybody pays it: a show, a seat, a day, line by line, also as if it were another day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.controllers.form_reading import FormRefused, checked
from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan import price_answers as read
from app.controllers.plan.show_form import read_price
from app.controllers.sell.discounts import Offers, discounted, offers_for, require_usable
from app.controllers.sell.pricing import ShowPrices, Step, prices_at, times
from app.controllers.sell.show_prices import holidays_of, money_of
from app.models.database import Database
from app.models.errors import NotFound, PromoRefused
from app.models.plan import show_prices
from app.models.records import BookingLine, Cinema, Seat, SeatType, Show, TicketType
from app.models.sell import discounts, price_book
from app.models.sell.offers import PromoCode
from app.utils.local_time import format_day, format_time, to_local
from app.utils.money import as_typed
from app.utils.typed_times import typed_time

SEATS_MAX = 100


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A line of a price: what is counted, how ("× 1.3"), and what the price comes to with it."""

    words: str
    figure: str
    amount: str


@dataclass(frozen=True, slots=True)
class PreviewKind:
    """What one ticket type pays in the end: `taken_off` tells the discount that counts ("" for none)."""

    line: PreviewLine
    taken_off: str
    each: str
    total: str
    """For all seats of this type."""
    explained: str
    """What the basket and the ticket would say of it."""
    is_sold: bool
    """False for a ticket type that is not sold for shows of that day."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A price as it is made: first what is the same for all, then each ticket type."""

    heading: str
    lines: tuple[PreviewLine, ...]
    kinds: tuple[PreviewKind, ...]
    seat_count: int
    notes: tuple[str, ...]
    """What did not count, and why."""


class PricePreview:
    """Prices as they would be asked at the session's cinema, for one lane. Nothing is written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_PRICES)
    def preview(self, session: Session, show_id: int, answers: Mapping[str, str]) -> Preview:
        """The price of a seat of a show with what was typed in the place of what is planned, for every ticket type.

        day, time, base_price, seat_type, seats (how many are bought at once), promo. Raises FormRefused at a field, NotFound.
        """
        cinema = session.counter.cinema
        found = show_prices.read(self._database, show_id)
        if found is None:
            raise NotFound("This show is not in the programme any more. Choose another one.")
        show, own_prices_minor = found
        starts = datetime.combine(read.a_day(answers, "day"), checked(answers, "time", typed_time))
        seat_type = _seat_type(answers)
        seat_count = read.count(answers, "seats", 1, SEATS_MAX)
        book = price_book.read(self._database, cinema.id)
        base_price_minor = read_price(answers, "base_price", cinema)
        is_holiday = holidays_of(cinema, book.own_days)
        prices = prices_at(base_price_minor, own_prices_minor, starts, book, is_holiday, money_of(cinema))
        promo, notes = self._promo(answers, seat_count, starts.date())
        sold = {each.id for each in prices.book.ticket_types}
        return Preview(
            f"{show.movie_title}, {_when(starts, cinema)}",
            tuple(_line(step, prices) for step in prices.steps(seat_type, book.ticket_types[0])[:-1]),
            tuple(
                _kind(prices, seat_type, each, offers_for(prices, promo), seat_count, is_sold=each.id in sold)
                for each in book.ticket_types
            ),
            seat_count,
            notes,
        )

    def _promo(
        self, answers: Mapping[str, str], seat_count: int, day: date
    ) -> tuple[PromoCode | None, tuple[str, ...]]:
        code = "".join(answers.get("promo", "").split()).upper()
        if not code:
            return None, ()
        found = discounts.promo_by_code(self._database, code) if code.isascii() else None
        try:
            return require_usable(found, code, seat_count, day), ()
        except PromoRefused as refusal:
            return None, (refusal.sentence,)


def first_answers(show: Show, cinema: Cinema) -> dict[str, str]:
    """What the form begins with for a show: as it is planned, one full price in a regular seat."""
    starts = to_local(show.starts_at, cinema.time_zone)
    return {
        "day": starts.date().isoformat(),
        "time": starts.strftime("%H:%M"),
        "base_price": as_typed(show.base_price_minor, cinema.currency, cinema.locale),
        "seat_type": SeatType.REGULAR.value,
        "seats": "1",
    }


def _when(starts: datetime, cinema: Cinema) -> str:
    on_its_own_clock = starts.replace(tzinfo=UTC)
    return f"{format_day(starts.date(), cinema.locale)} {format_time(on_its_own_clock, cinema.locale)}"


def _seat_type(answers: Mapping[str, str]) -> SeatType:
    typed = answers.get("seat_type", "")
    if typed not in set(SeatType):
        raise FormRefused("Choose a seat type.", "seat_type")
    return SeatType(typed)


def _line(step: Step, prices: ShowPrices) -> PreviewLine:
    figure = "" if step.percent is None else f"× {times(step.percent)}"
    return PreviewLine(step.name, figure, prices.money(step.amount_minor))


def _kind(
    prices: ShowPrices, seat_type: SeatType, ticket_type: TicketType, offers: Offers, seat_count: int, *, is_sold: bool
) -> PreviewKind:
    """A basket of so many seats of one type, priced as a real one is."""
    price = prices.of_type(seat_type, ticket_type)
    seats = [Seat(number, "A", number, seat_type, 0, number) for number in range(1, seat_count + 1)]
    full = [BookingLine(seat, ticket_type, price.amount_minor, price.explained) for seat in seats]
    basket = discounted(full, offers)
    first = basket[0]
    return PreviewKind(
        _line(prices.steps(seat_type, ticket_type)[-1], prices),
        first.price_explained.removeprefix(price.explained).removeprefix("; "),
        prices.money(first.price_minor),
        prices.money(sum(line.price_minor for line in basket)),
        first.price_explained,
        is_sold,
    )
