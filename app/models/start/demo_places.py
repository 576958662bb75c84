"""The demo's cinemas with their halls and counters, the people who work there, and the price book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.models.after import refund_rules
from app.models.paper import letterheads
from app.models.pay import vouchers
from app.models.records import Role
from app.models.start.demo_facts import COUNTRY, CURRENCY, LOCALE, REGION, STAFF, TIME_ZONE, VOUCHERS
from app.models.start.demo_programme import TURNAROUND_MINUTES
from app.models.start.hall_plan import PlannedSeat, read_hall_plan
from app.models.statements import Unit
from app.utils.paper.letterhead import Letterhead
from app.utils.paper.logo_art import draw_logo
from app.utils.tax import TaxRate

_CINEMAS = (("Regal Screen", ("palace", "classic")), ("Monsoon Talkies", ("grand", "studio")))
"""Each cinema with the plans of its halls, Hall 1 first; `demo_programme` plans the four in this order."""
_ADDRESSES = {
    "Regal Screen": ("12 Laxmi Road, Sadashiv Peth, Pune 411030", "RS"),
    "Monsoon Talkies": ("4 Senapati Bapat Marg, Gokhalenagar, Pune 411016", "MT"),
}
"""Invented, like the tax number; with the prefix of the invoices."""
_TAX_NAME, _TAX_NUMBER = "GSTIN", "27AAAAA0000A1Z5"
_TAX_RATES = (TaxRate(0, 500), TaxRate(10_001, 1_800))
"""GST on admission to films since 22 September 2025: 5 % up to Rs 100, 18 % above (Central Tax (Rate) 9/2025)."""
_COUNTERS = ("Counter 1", "Counter 2")
_TICKET_TYPES = (("ADULT", "Adult", 100), ("CHILD", "Child", 70), ("SENIOR", "Senior", 80), ("STUDENT", "Student", 85))
_PRICE_RULES = (
    ("SEAT_TYPE", "REGULAR", 100),
    ("SEAT_TYPE", "PREMIUM", 130),
    ("SEAT_TYPE", "VIP", 150),
    ("DAY", "WEEKDAY", 100),
    ("DAY", "WEEKEND", 150),
    ("DAY", "HOLIDAY", 200),
)


@dataclass(frozen=True, slots=True)
class DemoHouse:
    """The ids of one cinema."""

    cinema_id: int
    hall_ids: tuple[int, ...]
    counter_ids: tuple[int, ...]


def add_staff(unit: Unit, password_hashes: Sequence[str]) -> list[int]:
    """The ids of the clerks."""
    clerk_ids = []
    for (username, full_name, role), password_hash in zip(STAFF, password_hashes, strict=True):
        staff_id = unit.insert(
            "INSERT INTO staff (username, full_name, role, password_hash) VALUES (%s, %s, %s, %s)",
            (username, full_name, role.value, password_hash),
        )
        if role is Role.CLERK:
            clerk_ids.append(staff_id)
    return clerk_ids


def add_prices(unit: Unit) -> None:
    unit.insert_rows(
        "INSERT INTO ticket_types (code, name, percent, sort_order) VALUES",
        [(code, name, percent, place) for place, (code, name, percent) in enumerate(_TICKET_TYPES, start=1)],
    )
    unit.insert_rows("INSERT INTO price_rules (kind, code, percent) VALUES", _PRICE_RULES)
    unit.execute("INSERT INTO group_discounts (name, seats_min, percent_off) VALUES ('Group of 10', 10, 10)")
    unit.execute("INSERT INTO promo_codes (code, name, percent_off) VALUES ('FOYER10', 'To try out', 10)")


def add_vouchers(unit: Unit) -> None:
    """The gift vouchers that are not there yet: a demo made by an older Foyer has none."""
    known = {str(row[0]) for row in unit.rows("SELECT code FROM vouchers")}
    vouchers.add(unit, [(code, CURRENCY, value_minor, None) for code, value_minor in VOUCHERS if code not in known])


def add_houses(unit: Unit, plans_folder: Path) -> list[DemoHouse]:
    city_id = unit.insert("INSERT INTO cities (name) VALUES (%s)", ("Pune",))
    houses = []
    for name, plans in _CINEMAS:
        cinema_id = unit.insert(
            "INSERT INTO cinemas (city_id, name, time_zone, currency, locale, country, region)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            (city_id, name, TIME_ZONE, CURRENCY, LOCALE, COUNTRY, REGION),
        )
        refund_rules.write_usual(unit, cinema_id)
        address, prefix = _ADDRESSES[name]
        head = Letterhead(name, address, _TAX_NAME, _TAX_NUMBER, draw_logo(name))
        letterheads.write_letterhead(unit, cinema_id, head, prefix)
        letterheads.write_tax_rates(unit, cinema_id, _TAX_RATES)
        hall_ids = tuple(
            _add_hall(unit, cinema_id, f"Hall {number}", plans_folder / f"{plan}.txt")
            for number, plan in enumerate(plans, start=1)
        )
        counter_ids = tuple(
            unit.insert("INSERT INTO counters (cinema_id, name) VALUES (%s, %s)", (cinema_id, counter))
            for counter in _COUNTERS
        )
        houses.append(DemoHouse(cinema_id, hall_ids, counter_ids))
    return houses


def _add_hall(unit: Unit, cinema_id: int, name: str, plan: Path) -> int:
    seats = read_hall_plan(plan.read_text(encoding="utf-8"))
    hall_id = unit.insert(
        "INSERT INTO halls (cinema_id, name, turnaround_minutes) VALUES (%s, %s, %s)",
        (cinema_id, name, TURNAROUND_MINUTES),
    )
    unit.insert_rows(
        "INSERT INTO seats (hall_id, row_name, seat_number, seat_type, grid_row, grid_column, wheelchair, companion,"
        " in_service, house) VALUES",
        [(hall_id, *_as_row(seat)) for seat in seats],
    )
    return hall_id


def _as_row(seat: PlannedSeat) -> tuple[object, ...]:
    place = (seat.row_name, seat.seat_number, seat.seat_type.value, seat.grid_row, seat.grid_column)
    return (*place, seat.accessible, seat.companion, seat.in_service, seat.house)
