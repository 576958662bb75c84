"""What a booking's page says, line by line: pure, from the booking to texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from app.controllers.after.booking_life import LifeLine, SaleLife, SoldSeat
from app.controllers.sell.command_intents import listed
from app.utils.local_time import format_day, format_full_day, format_time, to_local
from app.utils.money import format_minor
from app.views.after.life_text import ToldLine

_KIND_OF_SEAT = {"VALID": "plain", "USED": "good", "VOID": "quiet"}


def told_lines(sale: SaleLife) -> list[ToldLine]:
    """Seats, money and life of a booking."""
    return [*_seats(sale), *_money(sale), ToldLine("What has happened", "title"), *_life(sale)]


def told_show(sale: SaleLife) -> str:
    """When and where: Fri, 20 Nov 7:50 pm · Hall 2."""
    return f"{told_moment(sale.show.starts_at, sale)} · {sale.show.hall_name}"


def told_customer(sale: SaleLife) -> str:
    """Name, phone and e-mail, as far as they are known."""
    return " · ".join(part for part in (sale.customer_name, sale.customer_phone, sale.customer_email) if part)


def told_moment(moment: datetime, sale: SaleLife) -> str:
    """Day and time on the cinema's clock; the year where it is another one than that of the last line."""
    local = to_local(moment, sale.cinema.time_zone)
    this_year = local.year == _last_year(sale)
    day = (format_day if this_year else format_full_day)(local.date(), sale.cinema.locale)
    return f"{day} {format_time(local, sale.cinema.locale)}"


def _last_year(sale: SaleLife) -> int:
    latest = max((line.at for line in sale.life), default=sale.made_at)
    return to_local(latest, sale.cinema.time_zone).year


def _seats(sale: SaleLife) -> list[ToldLine]:
    lines = [ToldLine("Seats", "title")]
    groups: dict[tuple[str, int, str, str], list[SoldSeat]] = {}
    for seat in sale.seats:
        groups.setdefault((seat.ticket_type, seat.price_minor, seat.state, seat.told), []).append(seat)
    for (ticket_type, price_minor, state, told), seats in groups.items():
        price = _amount(price_minor, sale) + (" each" if len(seats) > 1 else "")
        parts = [listed([seat.seat_label for seat in seats]), f"{ticket_type}, {price}", told]
        lines.append(ToldLine("   ".join(part for part in parts if part), _KIND_OF_SEAT[state]))
    if sale.held_seats:
        until = "" if sale.held_until is None else f"   until {told_moment(sale.held_until, sale)}"
        lines.append(ToldLine(f"{listed(sale.held_seats)}   held{until}", "warn"))
    if len(lines) == 1:
        lines.append(ToldLine("None: it was not paid, and nothing is held for it.", "quiet"))
    return lines


def _money(sale: SaleLife) -> list[ToldLine]:
    if not sale.money and not sale.due_minor:
        return []
    ways = listed(list(dict.fromkeys(line.told for line in sale.money if line.amount_minor > 0)))
    parts = [
        (f"paid ({ways})", sale.paid_minor),
        ("given back", sale.given_back_minor),
        ("kept", sale.fees_minor),
        ("still to be given back", sale.due_minor),
    ]
    told = "   ".join(f"{_amount(minor, sale)} {words}" for words, minor in parts if minor)
    return [ToldLine("Money", "title"), ToldLine(told, "warn" if sale.due_minor else "plain")]


def _life(sale: SaleLife) -> list[ToldLine]:
    """Each day is named once, before its first line."""
    lines: list[ToldLine] = []
    day: date | None = None
    for line in sale.life:
        local = to_local(line.at, sale.cinema.time_zone)
        if local.date() != day:
            day = local.date()
            lines.append(ToldLine(format_full_day(day, sale.cinema.locale), "quiet"))
        lines.append(_line(line, format_time(local, sale.cinema.locale)))
    return lines


def _line(line: LifeLine, time: str) -> ToldLine:
    return ToldLine(line.sentence, "life", time, _who(line.who, line.where), line.opens)


def _who(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _amount(amount_minor: int, sale: SaleLife) -> str:
    return format_minor(amount_minor, sale.cinema.currency, sale.cinema.locale)


def state_colour(sale: SaleLife, live: Sequence[SoldSeat]) -> str:
    """good, warn or bad: whether somebody may enter with it."""
    if sale.is_sale:
        return "good" if live or any(seat.state == "USED" for seat in sale.seats) else "warn"
    return "warn" if sale.held_seats else "bad"
