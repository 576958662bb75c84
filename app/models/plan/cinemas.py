"""Cinemas as a manager keeps them: where they are, what they count in, how their papers are headed, and their counters."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.database import RetryUnit
from app.models.statements import DuplicateKey, Reader, Unit


@dataclass(frozen=True, slots=True)
class KeptCinema:
    """A cinema; region, address, tax_name, tax_number and invoice_prefix are "" where there is none.

    `offer_minutes` seats are kept for who waited for them, `customer_keep_days` after the last show a customer is forgotten.
    """

    id: int
    city: str
    name: str
    time_zone: str
    currency: str
    locale: str
    country: str
    region: str = ""
    address: str = ""
    tax_name: str = ""
    tax_number: str = ""
    invoice_prefix: str = ""
    offer_minutes: int = 30
    customer_keep_days: int = 730


@dataclass(frozen=True, slots=True)
class CinemaInList:
    """A cinema as a list shows it, with what it has in use."""

    id: int
    name: str
    city: str
    hall_count: int
    counter_count: int


@dataclass(frozen=True, slots=True)
class KeptCounter:
    """A counter of a cinema; `till_open`: somebody's drawer is open there. As a door it lets into `hall_name`, "" for all."""

    id: int
    name: str
    active: bool
    till_open: bool
    hall_name: str = ""


_CINEMA = """
    SELECT c.id, t.name, c.name, c.time_zone, c.currency, c.locale, c.country, COALESCE(c.region, ''), c.address, c.tax_name,
           c.tax_number, c.invoice_prefix, c.offer_minutes, c.customer_keep_days
    FROM cinemas c JOIN cities t ON t.id = c.city_id WHERE c.id = %s
"""


def listed(reader: Reader) -> tuple[CinemaInList, ...]:
    """Every cinema by city and name."""
    found = reader.rows(
        """
        SELECT c.id, c.name, t.name, (SELECT COUNT(*) FROM halls h WHERE h.cinema_id = c.id AND h.active),
               (SELECT COUNT(*) FROM counters k WHERE k.cinema_id = c.id AND k.active)
        FROM cinemas c JOIN cities t ON t.id = c.city_id ORDER BY t.name, c.name
        """
    )
    return tuple(CinemaInList(int(row[0]), row[1], row[2], int(row[3]), int(row[4])) for row in found)


def one(reader: Reader, cinema_id: int) -> KeptCinema | None:
    """The cinema; None when there is none."""
    row = reader.row(_CINEMA, (cinema_id,))
    return KeptCinema(*row) if row else None


def lock(unit: Unit, cinema_id: int) -> KeptCinema | None:
    """The cinema, which nobody else changes until the unit ends."""
    row = unit.row(f"{_CINEMA} FOR UPDATE", (cinema_id,))
    return KeptCinema(*row) if row else None


def id_of(reader: Reader, city: str, name: str) -> int | None:
    """The cinema of that name in a city."""
    row = reader.row(
        "SELECT c.id FROM cinemas c JOIN cities t ON t.id = c.city_id WHERE t.name = %s AND c.name = %s", (city, name)
    )
    return int(row[0]) if row else None


def add(unit: Unit, cinema: KeptCinema) -> int:
    """Write a new cinema, its city too where that is new; returns its id. Raises DuplicateKey for a name its city has."""
    return unit.insert(
        "INSERT INTO cinemas (city_id, name, time_zone, currency, locale, country, region, address, tax_name, tax_number,"
        " invoice_prefix, offer_minutes, customer_keep_days) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (_city_id(unit, cinema.city), *_told(cinema)),
    )


def change(unit: Unit, cinema: KeptCinema) -> None:
    """Write a locked cinema anew. Raises DuplicateKey for a name its city has."""
    unit.execute(
        "UPDATE cinemas SET city_id = %s, name = %s, time_zone = %s, currency = %s, locale = %s, country = %s, region = %s,"
        " address = %s, tax_name = %s, tax_number = %s, invoice_prefix = %s, offer_minutes = %s, customer_keep_days = %s"
        " WHERE id = %s",
        (_city_id(unit, cinema.city), *_told(cinema), cinema.id),
    )


def _told(cinema: KeptCinema) -> tuple[object, ...]:
    return (
        cinema.name,
        cinema.time_zone,
        cinema.currency,
        cinema.locale,
        cinema.country,
        cinema.region or None,
        cinema.address,
        cinema.tax_name,
        cinema.tax_number,
        cinema.invoice_prefix,
        cinema.offer_minutes,
        cinema.customer_keep_days,
    )


def _city_id(unit: Unit, name: str) -> int:
    row = unit.row("SELECT id FROM cities WHERE name = %s", (name,))
    if row:
        return int(row[0])
    try:
        return unit.insert("INSERT INTO cities (name) VALUES (%s)", (name,))
    except DuplicateKey as error:
        raise RetryUnit from error  # somebody else has added it just now


def has_sold(reader: Reader, cinema_id: int) -> bool:
    """Whether money was ever taken for a show of this cinema, or at one of its counters."""
    row = reader.row(
        """
        SELECT EXISTS (SELECT 1 FROM payments p JOIN counters k ON k.id = p.counter_id WHERE k.cinema_id = %s)
            OR EXISTS (SELECT 1 FROM payments p JOIN bookings b ON b.id = p.booking_id JOIN shows s ON s.id = b.show_id
                       JOIN halls h ON h.id = s.hall_id WHERE h.cinema_id = %s)
        """,
        (cinema_id, cinema_id),
    )
    return bool(row and row[0])


_COUNTERS = """
    SELECT k.id, k.name, k.active, EXISTS (SELECT 1 FROM till_sessions t WHERE t.open_at = k.id), COALESCE(h.name, '')
    FROM counters k LEFT JOIN halls h ON h.id = k.hall_id
"""


def counters_of(reader: Reader, cinema_id: int) -> tuple[KeptCounter, ...]:
    """A cinema's counters in the order they were made."""
    found = reader.rows(f"{_COUNTERS} WHERE k.cinema_id = %s ORDER BY k.id", (cinema_id,))
    return tuple(KeptCounter(int(row[0]), row[1], bool(row[2]), bool(row[3]), row[4]) for row in found)


def add_counter(unit: Unit, cinema_id: int, name: str) -> int:
    """Write a new counter; returns its id. Raises DuplicateKey for a name the cinema has."""
    return unit.insert("INSERT INTO counters (cinema_id, name) VALUES (%s, %s)", (cinema_id, name))


def change_counter(unit: Unit, counter_id: int, name: str, *, active: bool) -> int:
    """Write a counter's name, and whether it is in use; returns how many counters that were. Raises DuplicateKey."""
    return unit.execute("UPDATE counters SET name = %s, active = %s WHERE id = %s", (name, active, counter_id))


def limit_counter(unit: Unit, counter_id: int, hall_id: int | None) -> int:
    """Let a counter, as a door, into one hall only, None for all; returns how many counters that were."""
    return unit.execute("UPDATE counters SET hall_id = %s WHERE id = %s", (hall_id, counter_id))


def left_at_counter(reader: Reader, counter_id: int) -> tuple[bool, int, int]:
    """(its till is open, payments under way, sales whose tickets are not printed): what nobody would come back to."""
    row = reader.row(
        """
        SELECT EXISTS (SELECT 1 FROM till_sessions t WHERE t.open_at = %s),
               (SELECT COUNT(*) FROM payment_attempts a WHERE a.counter_id = %s
                AND a.state IN ('STARTED', 'APPROVED', 'UNKNOWN')),
               (SELECT COUNT(*) FROM outbox o WHERE o.counter_id = %s AND o.done_at IS NULL AND o.kind = 'PRINT_TICKETS')
        """,
        (counter_id, counter_id, counter_id),
    )
    return (bool(row[0]), int(row[1]), int(row[2])) if row else (False, 0, 0)
