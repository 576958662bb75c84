"""The rows of how full shows were: by day, the best and the worst, the seats that are liked, the hours that are busy."""

from __future__ import annotations

from datetime import time
from typing import TypeVar

from babel import Locale

from app.controllers.reports.making import Made, Making, words
from app.controllers.reports.report import Bar, Bars, HallChart, Line, WeekChart
from app.models.reports import busy_hours, seats_taken, shows_played
from app.models.reports.shows_played import ShowFigures
from app.models.reports.stretches import since_added_up
from app.utils.local_time import to_local
from app.utils.paper.report_sheet import Cell, CellKind, SheetColumn, permille

RANKED_MAX = 50
"""Shows listed at either end."""
_DRAWN_MAX = 10
_BEGUN = "Shows that have begun count, with the tickets that are good for them, whenever these were sold."

T = TypeVar("T")
_TICKETS = SheetColumn("tickets", "Tickets", CellKind.COUNT)
_SEATS = SheetColumn("seats", "Seats", CellKind.COUNT)
_FULL = SheetColumn("full", "Full", CellKind.PERMILLE)
_SALES = SheetColumn("sales", "Sales", CellKind.MONEY)


def occupancy(making: Making) -> Made:
    """By the day of the show."""
    by_day: dict[object, list[ShowFigures]] = {}
    for show in _begun(making):
        by_day.setdefault(to_local(show.starts_at, making.cinema.time_zone).date(), []).append(show)
    columns = (
        SheetColumn("day", "Day", CellKind.DAY),
        SheetColumn("shows", "Shows", CellKind.COUNT),
        _SEATS,
        _TICKETS,
        _FULL,
        _SALES,
    )
    rows: list[tuple[Cell, ...]] = []
    points: list[Bar] = []
    for day, shows in by_day.items():
        seats, tickets = sum(show.seats for show in shows), sum(show.tickets for show in shows)
        full = permille(tickets, seats)
        rows.append((day, len(shows), seats, tickets, full, sum(show.sales_minor for show in shows)))  # type: ignore[arg-type]  # a date
        points.append(Bar(words(making, day, CellKind.DAY), full or 0, len(points)))  # type: ignore[arg-type]  # a date
    chart = Bars(tuple(points), CellKind.PERMILLE) if len(points) == 1 else Line(tuple(points), CellKind.PERMILLE, 1000)
    return Made(columns, tuple(rows), chart if points else None, _BEGUN)


def best_and_worst(making: Making) -> Made:
    """The fullest shows and the emptiest; of equals the one that sold for more is better."""
    ranked = sorted(_begun(making), key=lambda show: (-(permille(show.tickets, show.seats) or 0), -show.sales_minor))
    columns = (
        SheetColumn("film", "Film", CellKind.TEXT),
        SheetColumn("begins", "Begins", CellKind.MOMENT),
        SheetColumn("hall", "Hall", CellKind.TEXT),
        _TICKETS,
        _SEATS,
        _FULL,
        _SALES,
    )
    listed, left_out = _ends(ranked, RANKED_MAX)
    note = f"The {RANKED_MAX} fullest and the {RANKED_MAX} emptiest of {len(ranked)} shows. " if left_out else ""
    drawn, _ = _ends(list(enumerate(listed)), _DRAWN_MAX)
    bars = tuple(
        Bar(_show_label(making, show), permille(show.tickets, show.seats) or 0, row, number < (len(drawn) + 1) // 2)
        for number, (row, show) in enumerate(drawn)
    )
    rows = tuple(
        (
            show.title, to_local(show.starts_at, making.cinema.time_zone), show.hall_name, show.tickets, show.seats,
            permille(show.tickets, show.seats), show.sales_minor,
        )
        for show in listed
    )  # fmt: skip
    chart = Bars(bars, CellKind.PERMILLE) if bars else None
    return Made(columns, rows, chart, note + _BEGUN, adds_up=not left_out)


def favourite_seats(making: Making) -> Made:
    """Of one hall, the most sold first."""
    assert making.hall_id is not None
    period = making.period
    heat = seats_taken.in_hall(making.reader, making.cinema, making.hall_id, period.first, period.last, making.now)
    columns = (
        SheetColumn("seat", "Seat", CellKind.TEXT),
        SheetColumn("kind", "Seat type", CellKind.TEXT),
        _TICKETS,
        SheetColumn("shows", "Shows", CellKind.COUNT),
        SheetColumn("full", "Sold in", CellKind.PERMILLE),
    )
    ranked = sorted(heat.seats, key=lambda seat: (-heat.tickets_by_seat[seat.id], seat.grid_row, seat.grid_column))
    full = {seat.id: permille(heat.tickets_by_seat[seat.id], heat.shows) or 0 for seat in heat.seats}
    rows = tuple(
        (seat.label, seat.seat_type.label, heat.tickets_by_seat[seat.id], heat.shows, full[seat.id]) for seat in ranked
    )
    note = f"How often each seat was sold in {heat.shows} shows that have begun."
    if not heat.shows:
        return Made(columns, (), None, note, adds_up=False)
    return Made(
        columns,
        rows,
        HallChart(heat.seats, full, {seat.id: row for row, seat in enumerate(ranked)}),
        note,
        adds_up=False,
    )


def hours(making: Making) -> Made:
    """From the first hour in which anything is sold to the last."""
    figures = busy_hours.by_weekday_and_hour(making.reader, making.stretch)
    locale = Locale.parse(making.cinema.locale)
    order = [(locale.first_week_day + number) % 7 for number in range(7)]
    weekdays = tuple((number, str(locale.days["stand-alone"]["abbreviated"][number])) for number in order)
    columns = (
        SheetColumn("hour", "Sold from", CellKind.CLOCK),
        *(SheetColumn(f"weekday-{number}", name, CellKind.COUNT) for number, name in weekdays),
        _TICKETS,
        SheetColumn("sales", "Sales", CellKind.MONEY),
    )
    if not figures:
        return Made(columns, (), None)
    busy = sorted(hour for _, hour in figures)
    told = tuple((hour, words(making, time(hour), CellKind.CLOCK)) for hour in range(busy[0], busy[-1] + 1))
    rows: list[tuple[Cell, ...]] = []
    for hour, _ in told:
        of = [figures.get((number, hour), busy_hours.HourFigures()) for number, _ in weekdays]
        together = (sum(each.tickets for each in of), sum(each.sold_minor for each in of))
        rows.append((time(hour), *(each.tickets for each in of), *together))
    tickets = {key: each.tickets for key, each in figures.items()}
    note = "Tickets by the hour in which they were sold, those that were taken back later too."
    return Made(columns, tuple(rows), WeekChart(weekdays, told, tickets), note)


def _begun(making: Making) -> list[ShowFigures]:
    period = making.period
    until_now = since_added_up(making.cinema, making.now)
    return shows_played.begun(making.reader, period.first, period.last, until_now, making.now)


def _ends(ranked: list[T], most: int) -> tuple[list[T], bool]:
    """The first and the last of them, and whether any were left out between."""
    if len(ranked) <= 2 * most:
        return ranked, False
    return ranked[:most] + ranked[-most:], True


def _show_label(making: Making, show: ShowFigures) -> str:
    return f"{show.title} · {words(making, to_local(show.starts_at, making.cinema.time_zone), CellKind.MOMENT)}"
