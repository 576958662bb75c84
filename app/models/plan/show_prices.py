"""A show's own prices by seat type, as a manager keeps them."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.records import SeatType, Show
from app.models.sell import shows
from app.models.statements import Reader, Unit


def read(reader: Reader, show_id: int) -> tuple[Show, dict[SeatType, int]] | None:
    """A show with its own prices in minor units."""
    show = shows.one(reader, show_id)
    return None if show is None else (show, shows.own_prices(reader, (show_id,)).get(show_id, {}))


def lock(unit: Unit, show_id: int) -> None:
    """Two who give a show prices wait for each other."""
    unit.execute("SELECT id FROM shows WHERE id = %s FOR UPDATE", (show_id,))


def write(unit: Unit, show_id: int, own_prices_minor: Mapping[SeatType, int]) -> None:
    """These and no others."""
    unit.later("DELETE FROM show_prices WHERE show_id = %s", (show_id,))
    for seat_type, price_minor in sorted(own_prices_minor.items()):
        unit.later(
            "INSERT INTO show_prices (show_id, seat_type, price_minor) VALUES (%s, %s, %s)",
            (show_id, seat_type.value, price_minor),
        )
