"""Gift vouchers: what they still hold. Two counters cannot spend the same money: the balance is guarded as it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.models.statements import Reader, Unit


@dataclass(frozen=True, slots=True)
class Voucher:
    """A voucher as it stands. `code` as it is stored, without dashes; it can be spent from `valid_from` to `valid_until`."""

    id: int
    code: str
    currency: str
    value_minor: int
    balance_minor: int
    valid_until: date | None
    out_of_date: bool
    valid_from: date | None = None
    too_early: bool = False
    blocked: bool = False


def with_code(reader: Reader, code: str, utc_offset_minutes: int) -> Voucher | None:
    """The voucher; what day it is now is told by the server's clock and the cinema's offset from UTC."""
    row = reader.row(
        """
        SELECT id, code, currency, value_minor, balance_minor, valid_until,
               COALESCE(valid_until < DATE(UTC_TIMESTAMP(6) + INTERVAL %s MINUTE), FALSE),
               valid_from, COALESCE(valid_from > DATE(UTC_TIMESTAMP(6) + INTERVAL %s MINUTE), FALSE), blocked
        FROM vouchers WHERE code = %s
        """,
        (utc_offset_minutes, utc_offset_minutes, code),
    )
    if row is None:
        return None
    out_of_date, valid_from, too_early, blocked = bool(row[6]), row[7], bool(row[8]), bool(row[9])
    return Voucher(
        int(row[0]), row[1], row[2], int(row[3]), int(row[4]), row[5], out_of_date, valid_from, too_early, blocked
    )


def spend(unit: Unit, code: str, amount_minor: int, currency: str, utc_offset_minutes: int) -> list[int]:
    """Take from the voucher with the next statement: the list tells then whether it held enough, [1] or [0]."""
    return unit.found_later(
        """
        UPDATE vouchers SET balance_minor = balance_minor - %s
        WHERE code = %s AND currency = %s AND balance_minor >= %s AND NOT blocked
            AND (valid_from IS NULL OR valid_from <= DATE(UTC_TIMESTAMP(6) + INTERVAL %s MINUTE))
            AND (valid_until IS NULL OR valid_until >= DATE(UTC_TIMESTAMP(6) + INTERVAL %s MINUTE))
        """,
        (amount_minor, code, currency, amount_minor, utc_offset_minutes, utc_offset_minutes),
    )


def give_back(unit: Unit, voucher_id: int, amount_minor: int) -> None:
    """Put money back that a sale had taken from it."""
    unit.later("UPDATE vouchers SET balance_minor = balance_minor + %s WHERE id = %s", (amount_minor, voucher_id))


def add(unit: Unit, vouchers: Sequence[tuple[str, str, int, date | None]]) -> None:
    """Write new ones under the owner's account: (code, currency, value in minor units, last day)."""
    for code, currency, value_minor, valid_until in vouchers:
        unit.later(
            """
            INSERT INTO vouchers (code, currency, value_minor, balance_minor, valid_until, created_at)
            VALUES (%s, %s, %s, %s, %s, UTC_TIMESTAMP(6))
            """,
            (code, currency, value_minor, value_minor, valid_until),
        )
