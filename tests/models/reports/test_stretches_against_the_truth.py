"""Every figure of every report is what its tickets and payments come to, one by one, whatever happened and when.

Seeded histories: sales and what becomes of them at any moment, many of them within seconds of midnight and of a change of the
clocks, some of today. The reports are made from days that were added up and the rest live; the truth adds up rows in Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.models.reports import (
    busy_hours,
    closed_days,
    fees_kept,
    money_taken,
    seats_taken,
    shows_played,
    tickets_sold,
)
from app.models.reports.stretches import Stretch, since_added_up, stretch
from app.utils.local_time import local_days, to_local
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.models.reports.aftermath import CHANGES, ZONES, lived_in, what_happens_today
from tests.models.reports.history import Truth
from tests.models.reports.test_closed_days import add_up_all
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


def periods(office: BoxOffice, now: datetime) -> list[Stretch]:
    cinema = office.counters[0].cinema
    today = to_local(now, cinema.time_zone).date()
    return [
        stretch(cinema, first, last, now)
        for first, last in (
            (CHANGES[0], today),
            (*CHANGES,),
            (date(2026, 10, 25), date(2026, 10, 25)),
            (today - timedelta(days=1), today),
            (today, today + timedelta(days=30)),
        )
    ]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("zone", ZONES)
def test_every_report_is_what_tickets_and_payments_come_to(make_office: MakeBoxOffice, zone: str, seed: int) -> None:
    history = lived_in(make_office, zone, seed)
    office = history.office
    add_up_all(office)
    what_happens_today(history)
    truth, reader = Truth(office), office.database
    for asked in periods(office, closed_days.server_now(reader)):
        days = (asked.first, asked.last)
        assert told(tickets_sold.by_day(reader, asked)) == truth.tickets_by_day(*days)
        assert told(tickets_sold.by_hall(reader, asked)) == truth.tickets_by(lambda ticket: ticket.hall_name, *days)
        assert told(tickets_sold.by_seat_type(reader, asked)) == truth.tickets_by(lambda ticket: ticket.kind, *days)
        assert by_title(tickets_sold.by_film(reader, asked)) == truth.tickets_by(lambda ticket: ticket.title, *days)
        assert told(busy_hours.by_weekday_and_hour(reader, asked)) == truth.hours(*days)
        for ours, by_ticket, by_payment in (
            (money_taken.by_clerk(reader, asked), lambda t: t.clerk_name, lambda row, _: truth.names[row[5]]),
            (money_taken.by_method(reader, asked), lambda t: t.method, lambda row, _: row[2]),
        ):
            of_tickets, of_money = truth.tickets_by(by_ticket, *days), truth.money_by(by_payment, *days)
            assert {key: astuple(of) for key, of in ours.items()} == {
                key: tuple(of_tickets.get(key, (0,) * 5)[place] for place in (0, 1, 3, 4)) + of_money.get(key, (0,) * 4)
                for key in {*of_tickets, *of_money}
            }
        money = {day: astuple(of)[4:] for day, of in money_taken.by_day(reader, asked).items() if any(astuple(of)[4:])}
        assert money == truth.money_by(lambda _, at: at.date(), *days)
        assert fees_kept.by_day(reader, asked) == truth.fees_by_day(*days)


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/New_York"])
def test_shows_and_seats_are_as_full_as_their_tickets_say(make_office: MakeBoxOffice, zone: str) -> None:
    office = lived_in(make_office, zone, 3).office
    truth, reader = Truth(office), office.database
    add_up_all(office)
    now = closed_days.server_now(reader)
    cinema = office.counters[0].cinema
    today = to_local(now, zone).date()
    good = [ticket for ticket in truth.tickets if ticket.voided_local is None]
    shows = shows_played.begun(reader, CHANGES[0], today, since_added_up(cinema, now), now)
    assert len(shows) == 3
    for show in shows:
        of = [ticket for ticket in good if ticket.show_id == show.show_id]
        assert (show.tickets, show.sales_minor) == (len(of), sum(ticket.price_minor for ticket in of))
        assert show.seats == 120
    heat = seats_taken.in_hall(reader, cinema, office.hall_id, CHANGES[0], today, now)
    begun = {show.show_id for show in shows}
    assert heat.shows == 3
    assert sum(heat.tickets_by_seat.values()) == len([ticket for ticket in good if ticket.show_id in begun])
    for seat_id, count in heat.tickets_by_seat.items():
        assert count == len([ticket for ticket in good if ticket.seat_id == seat_id and ticket.show_id in begun])


@pytest.mark.parametrize("zone", ZONES)
def test_over_all_days_takings_are_sales_and_fees(make_office: MakeBoxOffice, zone: str) -> None:
    """Nothing is due here: whatever was given back, exchanged or cancelled, on whichever days, the house's books balance."""
    history = lived_in(make_office, zone, 5)
    add_up_all(history.office)
    what_happens_today(history)
    reader, cinema = history.office.database, history.office.counters[0].cinema
    now = closed_days.server_now(reader)
    asked = stretch(cinema, date(2026, 1, 1), to_local(now, zone).date(), now)
    sales = sum(of.sales_minor for of in tickets_sold.by_day(reader, asked).values())
    takings = sum(of.takings_minor for of in money_taken.by_day(reader, asked).values())
    fees = sum(fees_kept.by_day(reader, asked).values())
    assert fees > 0
    assert takings == sales + fees


def test_a_day_that_was_added_up_stays_what_it_was_when_its_tickets_come_back_later(make_office: MakeBoxOffice) -> None:
    history = lived_in(make_office, "Asia/Kolkata", 6)
    office = history.office
    cinema, reader = office.counters[0].cinema, office.database
    add_up_all(office)
    now = closed_days.server_now(reader)
    over = closed_days.last_over(now, cinema.time_zone)
    past, today = (
        stretch(cinema, CHANGES[0], over, now),
        stretch(cinema, over + timedelta(days=1), over + timedelta(days=2), now),
    )

    def figures(asked: Stretch) -> list[Any]:
        return [
            of(reader, asked)
            for of in (tickets_sold.by_day, money_taken.by_day, money_taken.by_method, fees_kept.by_day)
        ]

    before, before_today = figures(past), figures(today)
    what_happens_today(history)
    assert figures(past) == before
    assert figures(stretch(cinema, today.first, today.last, closed_days.server_now(reader))) != before_today


@pytest.mark.parametrize(
    ("local_time", "days"), [(time(0, 10), 2), (time(0, 59), 2), (time(1, 1), 1), (time(23, 59), 1)]
)
def test_just_after_midnight_yesterday_is_read_as_it_stands_too(office: BoxOffice, local_time: time, days: int) -> None:
    """It is added up an hour after its end: until then its tickets would be missing from the shows they are for."""
    cinema = office.counters[0].cinema
    now = datetime.combine(date(2026, 11, 21), local_time, tzinfo=ZoneInfo(cinema.time_zone)).astimezone(UTC)
    asked = since_added_up(cinema, now)
    assert (asked.last, (asked.last - asked.first).days + 1) == (date(2026, 11, 21), days)
    assert asked.live is not None
    assert asked.kept_until == asked.first - timedelta(days=1)


def test_added_up_or_read_as_they_stand_the_days_come_to_the_same(make_office: MakeBoxOffice) -> None:
    office = lived_in(make_office, "Europe/Berlin", 4).office
    cinema, now = office.counters[0].cinema, closed_days.server_now(office.database)
    add_up_all(office)
    kept = stretch(cinema, *CHANGES, now)
    live = Stretch(cinema, *CHANGES, CHANGES[0] - timedelta(days=1), local_days(*CHANGES, "Europe/Berlin"))
    for figures in (
        tickets_sold.by_day,
        tickets_sold.by_seat_type,
        money_taken.by_clerk,
        busy_hours.by_weekday_and_hour,
    ):
        told_kept, told_live = figures(office.database, kept), figures(office.database, live)
        assert told_kept
        assert told_kept == told_live


def told(figures: Mapping[Any, Any]) -> dict[Any, tuple[int, ...]]:
    return {key: astuple(of) for key, of in figures.items()}


def by_title(figures: dict[str, tickets_sold.TicketFigures]) -> dict[str, tuple[int, ...]]:
    """Two films are called New here: their rows are told apart in the report, and added for the truth's sake."""
    sums: dict[str, list[int]] = {}
    for name, of in figures.items():
        title = name.partition(" (no.")[0]
        sums[title] = [one + other for one, other in zip(sums.get(title, [0] * 5), astuple(of), strict=True)]
    return {title: tuple(of) for title, of in sums.items()}
