"""The rows of what was sold: by day, film, hall, clerk, way of paying and kind of seat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

from app.controllers.reports.making import Made, Making, words
from app.controllers.reports.report import Bar, Bars, Line
from app.models.records import PaymentMethod, SeatType
from app.models.reports import events, fees_kept, money_taken, tickets_sold
from app.models.reports.money_taken import MoneyFigures
from app.models.reports.tickets_sold import TicketFigures
from app.utils.paper.report_sheet import Cell, CellKind, SheetColumn, permille

F = TypeVar("F", TicketFigures, MoneyFigures)
_TICKETS = SheetColumn("tickets", "Tickets", CellKind.COUNT)
_SALES = SheetColumn("sales", "Sales", CellKind.MONEY)
_FEES = SheetColumn("fees", "Fees kept", CellKind.MONEY)
_TAKINGS = (
    SheetColumn("taken", "Taken", CellKind.MONEY),
    SheetColumn("refunded", "Given back", CellKind.MONEY),
    SheetColumn("takings", "Takings", CellKind.MONEY),
)
_SHARE = SheetColumn("share", "Share", CellKind.PERMILLE)
BARS_MAX = 20
"""More are not told apart; the table has them all."""

COUNTED = (
    "Each ticket counts on the day it was sold, and once more, as returned, on the day it was taken back. "
    "Sales are the prices of tickets, takings the money that came less what went back."
)
_FEES_COUNTED = (
    " Fees were kept of tickets that were given back: over all days takings come to sales, fees and what is still due."
)


def by_day(making: Making) -> Made:
    """Every day from the first on which anything happened to the last, or to today."""
    sold = tickets_sold.by_day(making.reader, making.stretch)
    money = money_taken.by_day(making.reader, making.stretch)
    fees = fees_kept.by_day(making.reader, making.stretch)
    columns = (
        SheetColumn("day", "Day", CellKind.DAY),
        SheetColumn("sold", "Sold", CellKind.COUNT),
        SheetColumn("returned", "Returned", CellKind.COUNT),
        _TICKETS,
        _SALES,
        _FEES,
        *_TAKINGS,
    )
    rows: list[tuple[Cell, ...]] = []
    for day in _days(sorted({*sold, *money, *fees}), making):
        of, paid = sold.get(day, TicketFigures()), money.get(day, MoneyFigures())
        rows.append((day, of.sold, of.returned, of.tickets, of.sales_minor, fees.get(day, 0), *_takings(paid)))
    points = tuple(Bar(words(making, row[0], CellKind.DAY), int(str(row[4])), place) for place, row in enumerate(rows))
    if len(points) == 1:
        return Made(columns, tuple(rows), Bars(points, CellKind.MONEY), COUNTED + _FEES_COUNTED)
    return Made(columns, tuple(rows), Line(points, CellKind.MONEY) if points else None, COUNTED + _FEES_COUNTED)


def by_film(making: Making) -> Made:
    return _of_tickets("Film", tickets_sold.by_film(making.reader, making.stretch))


def by_hall(making: Making) -> Made:
    return _of_tickets("Hall", tickets_sold.by_hall(making.reader, making.stretch))


def by_seat_type(making: Making) -> Made:
    figures = tickets_sold.by_seat_type(making.reader, making.stretch)
    return _of_tickets("Seat type", {kind.label: figures[kind] for kind in SeatType if kind in figures})


def by_clerk(making: Making) -> Made:
    """With the one who took the money."""
    figures = money_taken.by_clerk(making.reader, making.stretch)
    columns = (
        SheetColumn("name", "Clerk", CellKind.TEXT),
        _TICKETS,
        _SALES,
        SheetColumn("payments", "Payments", CellKind.COUNT),
        SheetColumn("refunds", "Refunds", CellKind.COUNT),
        *_TAKINGS,
    )
    rows = [(name, of.tickets, of.sales_minor, of.taken, of.refunded, *_takings(of)) for name, of in _ranked(figures)]
    bars = _bars(figures)
    return Made(columns, tuple(rows), Bars(bars, CellKind.MONEY) if bars else None, COUNTED)


def by_method(making: Making) -> Made:
    """In the order in which a counter offers them."""
    figures = money_taken.by_method(making.reader, making.stretch)
    order = [method.value for method in PaymentMethod] + [events.NO_METHOD]
    named = {_method_label(key): figures[key] for key in order if key in figures}
    together = sum(of.takings_minor for of in named.values())
    columns = (
        SheetColumn("name", "Way of paying", CellKind.TEXT),
        _TICKETS,
        SheetColumn("payments", "Payments", CellKind.COUNT),
        SheetColumn("refunds", "Refunds", CellKind.COUNT),
        *_TAKINGS,
        _SHARE,
    )
    rows = [
        (name, of.tickets, of.taken, of.refunded, *_takings(of), permille(of.takings_minor, together))
        for name, of in named.items()
    ]
    bars = tuple(Bar(name, of.takings_minor, place) for place, (name, of) in enumerate(named.items()))
    note = (
        "A sale paid in several ways counts its tickets with the largest part, and each part's money with its own way."
    )
    return Made(columns, tuple(rows), Bars(bars, CellKind.MONEY) if bars else None, note)


def _of_tickets(title: str, figures: Mapping[str, TicketFigures]) -> Made:
    together = sum(of.sales_minor for of in figures.values())
    columns = (
        SheetColumn("name", title, CellKind.TEXT),
        SheetColumn("sold", "Sold", CellKind.COUNT),
        SheetColumn("returned", "Returned", CellKind.COUNT),
        _TICKETS,
        SheetColumn("discounts", "Discounts", CellKind.MONEY),
        _SALES,
        _SHARE,
    )
    rows = [
        (
            name, of.sold, of.returned, of.tickets, of.discount_minor, of.sales_minor,
            permille(of.sales_minor, together),
        )
        for name, of in _ranked(figures)
    ]  # fmt: skip
    bars = _bars(figures)
    return Made(columns, tuple(rows), Bars(bars, CellKind.MONEY) if bars else None, COUNTED)


def _bars(figures: Mapping[str, F]) -> tuple[Bar, ...]:
    largest = _ranked(figures)[:BARS_MAX]
    return tuple(Bar(name, of.sales_minor, place) for place, (name, of) in enumerate(largest))


def _ranked(figures: Mapping[str, F]) -> list[tuple[str, F]]:
    """Who sold for most first."""
    return sorted(figures.items(), key=lambda item: (-item[1].sales_minor, item[0]))


def _takings(of: MoneyFigures) -> tuple[int, int, int]:
    return (of.taken_minor, of.refunded_minor, of.takings_minor)


def _days(known: list[date], making: Making) -> list[date]:
    """Days without a sale are days, too: a line drawn past them would lie."""
    if not known:
        return []
    last = max(known[-1], min(making.period.last, making.today))
    return [known[0] + timedelta(days=number) for number in range((last - known[0]).days + 1)]


def _method_label(key: str) -> str:
    return "Nothing to pay" if key == events.NO_METHOD else PaymentMethod(key).label
