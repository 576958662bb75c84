"""A first cinema with its counter, hall, price book and administrator: what an empty database needs to sell."""

from __future__ import annotations

import string
from dataclasses import dataclass

from app.models import audit_log, staff
from app.models.after import refund_rules
from app.models.records import Role, SeatType
from app.models.sell import price_book
from app.models.statements import Unit

ROW_LETTERS = tuple(letter for letter in string.ascii_uppercase if letter not in "IO")
"""Cinemas leave out I and O, which are read as 1 and 0."""


@dataclass(frozen=True, slots=True)
class NewCinema:
    """Checked answers of the setup form. `password_hash` is the administrator's."""

    city: str
    cinema: str
    country: str
    time_zone: str
    currency: str
    locale: str
    counter: str
    hall: str
    hall_rows: int
    hall_seats: int
    admin_name: str
    admin_username: str
    password_hash: str


def write(unit: Unit, new: NewCinema) -> None:
    """Write it all under the owner's account. The front third of the hall is regular, the last row VIP, the rest premium."""
    price_book.write_usual(unit)
    city_id = unit.insert("INSERT INTO cities (name) VALUES (%s)", (new.city,))
    cinema_id = unit.insert(
        "INSERT INTO cinemas (city_id, name, time_zone, currency, locale, country) VALUES (%s, %s, %s, %s, %s, %s)",
        (city_id, new.cinema, new.time_zone, new.currency, new.locale, new.country),
    )
    refund_rules.write_usual(unit, cinema_id)
    counter_id = unit.insert("INSERT INTO counters (cinema_id, name) VALUES (%s, %s)", (cinema_id, new.counter))
    hall_id = unit.insert("INSERT INTO halls (cinema_id, name) VALUES (%s, %s)", (cinema_id, new.hall))
    unit.insert_rows(
        "INSERT INTO seats (hall_id, row_name, seat_number, seat_type, grid_row, grid_column) VALUES",
        [
            (hall_id, row_name(row), number, seat_type_of_row(row, new.hall_rows).value, row, number)
            for row in range(new.hall_rows)
            for number in range(1, new.hall_seats + 1)
        ],
    )
    staff_id = staff.add(unit, new.admin_username, new.admin_name, Role.ADMIN, new.password_hash)
    audit_log.append(unit, counter_id, staff_id, "SET_UP", new.admin_username, {"cinema": new.cinema})


def row_name(row: int) -> str:
    """A, B, … Z without I and O, then AA, AB and so on; row 0 is next to the screen."""
    above, place = divmod(row, len(ROW_LETTERS))
    return (ROW_LETTERS[above - 1] if above else "") + ROW_LETTERS[place]


def seat_type_of_row(row: int, row_count: int) -> SeatType:
    """The front third of a hall is regular, the last row VIP, the rest premium."""
    if row == row_count - 1 and row_count > 1:
        return SeatType.VIP
    return SeatType.REGULAR if row < max(1, row_count // 3) else SeatType.PREMIUM
