"""What the tests of holding ask a basket."""

from __future__ import annotations

from app.controllers.sell.baskets import Basket
from tests.box_office import BoxOffice


def labels(basket: Basket | None) -> list[str]:
    assert basket is not None
    return sorted(line.seat.label for line in basket.booking.lines)


def stored_labels(office: BoxOffice, basket: Basket) -> list[str]:
    """The seats of the basket's claims, as the database has them."""
    found = office.owner.rows(
        "SELECT CONCAT(x.row_name, x.seat_number) FROM booking_seats c JOIN seats x ON x.id = c.seat_id"
        " WHERE c.booking_id = %s ORDER BY 1",
        (basket.booking.id,),
    )
    return [str(row[0]) for row in found]
