"""How much of a ticket's price a cinema gives back, by the time that is left until the show; and until when it exchanges."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.statements import Reader, Unit


@dataclass(frozen=True, slots=True)
class RefundRule:
    """`percent` comes back with `minutes_before` minutes left; `beyond`: there must be more than so many."""

    minutes_before: int
    beyond: bool
    percent: int


USUAL = (RefundRule(360, True, 100), RefundRule(120, False, 50), RefundRule(30, False, 25))
"""What a new cinema begins with; later than all of them nothing comes back."""


def of_cinema(reader: Reader, cinema_id: int) -> tuple[RefundRule, ...]:
    """A cinema's rules, the one of the most minutes first."""
    found = reader.rows(
        "SELECT minutes_before, beyond, percent FROM refund_rules WHERE cinema_id = %s ORDER BY minutes_before DESC",
        (cinema_id,),
    )
    return tuple(RefundRule(int(row[0]), bool(row[1]), int(row[2])) for row in found)


def write_usual(unit: Unit, cinema_id: int) -> None:
    """Give a new cinema the rules it begins with."""
    for rule in USUAL:
        put(unit, cinema_id, rule)


def put(unit: Unit, cinema_id: int, rule: RefundRule) -> None:
    """Write a rule, in the place of the one of the same minutes if there is one."""
    unit.later(
        "INSERT INTO refund_rules (cinema_id, minutes_before, beyond, percent) VALUES (%s, %s, %s, %s)"
        " ON DUPLICATE KEY UPDATE beyond = %s, percent = %s",
        (cinema_id, rule.minutes_before, rule.beyond, rule.percent, rule.beyond, rule.percent),
    )


def take_away(unit: Unit, cinema_id: int, minutes_before: int) -> None:
    unit.later("DELETE FROM refund_rules WHERE cinema_id = %s AND minutes_before = %s", (cinema_id, minutes_before))


def exchange_minutes(reader: Reader, cinema_id: int) -> int:
    """Until how many minutes before a show its seats are exchanged."""
    row = reader.row("SELECT exchange_minutes_before FROM cinemas WHERE id = %s", (cinema_id,))
    return int(row[0]) if row else 0


def set_exchange_minutes(unit: Unit, cinema_id: int, minutes: int) -> None:
    unit.later("UPDATE cinemas SET exchange_minutes_before = %s WHERE id = %s", (minutes, cinema_id))
