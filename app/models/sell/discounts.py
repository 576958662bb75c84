"""Group discounts and promo codes as they are stored. What they are worth is the controllers' rule."""

from __future__ import annotations

from app.models.sell.offers import GroupDiscount, PromoCode
from app.models.statements import Reader, Row, Unit

PROMO_MISCOUNTED = """
    SELECT CONCAT('promo code ', p.code, ' was used ', p.used, ' times and stands on ',
                  COUNT(b.id), ' paid bookings'), COUNT(*) OVER ()
    FROM promo_codes p LEFT JOIN bookings b ON b.promo_code_id = p.id AND b.status IN ('CONFIRMED', 'COMPLETED')
    GROUP BY p.id, p.code, p.used HAVING p.used <> COUNT(b.id) LIMIT 10
"""
"""For the proof: what breaks its rule about promo codes."""


def groups(reader: Reader) -> tuple[GroupDiscount, ...]:
    """The group discounts in use, the smallest group first."""
    found = reader.rows(
        "SELECT name, seats_min, percent_off, valid_from, valid_until FROM group_discounts WHERE active"
        " ORDER BY seats_min, percent_off"
    )
    return tuple(GroupDiscount(*row) for row in found)


def promo_by_code(reader: Reader, code: str) -> PromoCode | None:
    row = reader.row(
        """
        SELECT id, code, name, percent_off, amount_off_minor, seats_min, valid_from, valid_until,
               IF(uses_max IS NULL, NULL, uses_max - used), active
        FROM promo_codes WHERE code = %s
        """,
        (code,),
    )
    return _promo_of(row) if row else None


def promo_of_booking(reader: Reader, booking_id: int) -> PromoCode | None:
    row = reader.row(
        """
        SELECT p.id, p.code, p.name, p.percent_off, p.amount_off_minor, p.seats_min, p.valid_from, p.valid_until,
               IF(p.uses_max IS NULL, NULL, p.uses_max - p.used), p.active
        FROM bookings b JOIN promo_codes p ON p.id = b.promo_code_id WHERE b.id = %s
        """,
        (booking_id,),
    )
    return _promo_of(row) if row else None


def attach(unit: Unit, booking_id: int, promo_id: int | None) -> None:
    unit.later("UPDATE bookings SET promo_code_id = %s WHERE id = %s", (promo_id, booking_id))


def use(unit: Unit, promo_id: int) -> bool:
    """Count a paid booking with the code; False when its uses have run out."""
    found = unit.execute(
        "UPDATE promo_codes SET used = used + 1 WHERE id = %s AND (uses_max IS NULL OR used < uses_max)", (promo_id,)
    )
    return found == 1


def give_back(unit: Unit, booking_id: int) -> None:
    """A paid booking was undone: its code may be used once more."""
    unit.later(
        "UPDATE promo_codes p JOIN bookings b ON b.promo_code_id = p.id SET p.used = p.used - 1"
        " WHERE b.id = %s AND p.used > 0",
        (booking_id,),
    )


def _promo_of(row: Row) -> PromoCode:
    promo_id, code, name, percent_off, amount_off_minor, seats_min, valid_from, valid_until, uses_left, active = row
    left = None if uses_left is None else int(uses_left)
    return PromoCode(
        int(promo_id), code, name, percent_off, int(amount_off_minor), seats_min, valid_from, valid_until, left,
        bool(active),
    )  # fmt: skip
