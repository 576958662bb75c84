"""Own prices of single shows."""

from __future__ import annotations

from app.controllers.plan.price_keeping import Kept
from app.controllers.plan.show_price_keeping import OwnPrices, ShowPriceKeeping
from app.controllers.sell.show_prices import money_of
from app.models.records import Cinema, SeatType
from app.utils.local_time import format_day, format_time, to_local
from app.views.list_and_form import Words
from app.views.parts.form_lines import Line
from app.views.parts.table import Column
from app.views.plan.price_part import Subject

COLUMNS = (
    Column("when", "Show", 168),
    Column("film", "Film", 128, stretch=True),
    Column("prices", "Own prices", 104, anchor="e"),
)
_LINES = tuple(
    Line(seat_type.value, f"{seat_type.label} seats", example="empty: the price list decides") for seat_type in SeatType
)
WORDS = Words("show", "shows", "There are no shows in the next weeks. Plan some on the tab Shows.")


def show_cells(kept: Kept, cinema: Cinema) -> tuple[str, ...]:
    """When, what, and its own prices; the hall is not shown, and searched all the same."""
    own: OwnPrices = kept.record
    starts = to_local(own.show.starts_at, cinema.time_zone)
    money = money_of(cinema)
    when = f"{format_day(starts, cinema.locale)} {format_time(starts, cinema.locale)}"
    prices = ", ".join(money(own.prices_minor[each]) for each in SeatType if each in own.prices_minor)
    return when, own.show.movie_title, prices, own.show.hall_name


def show_prices(keeping: ShowPriceKeeping, cinema: Cinema) -> Subject:
    """They stand for the base price and the seat type; day, time and ticket type still count."""

    def cells(kept: Kept) -> tuple[str, ...]:
        return show_cells(kept, cinema)

    def title(kept: Kept) -> str:
        show = kept.record.show
        return f"{show.movie_title}, base price {money_of(cinema)(show.base_price_minor)}"

    return Subject(WORDS, COLUMNS, _LINES, keeping.rows, keeping.save, cells, title)
