"""Gift vouchers as a manager keeps them. What one holds is changed by sales alone, never here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.models.statements import Reader, Row, Unit
from app.models.times import as_utc


@dataclass(frozen=True, slots=True)
class IssuedVoucher:
    """`code` as it is stored, without dashes; the dates are the days on which it can be spent, both included."""

    id: int
    code: str
    currency: str
    value_minor: int
    balance_minor: int
    valid_from: date | None
    valid_until: date | None
    note: str
    blocked: bool
    created_at: datetime


_VOUCHERS = """
    SELECT id, code, currency, value_minor, balance_minor, valid_from, valid_until, note, blocked, created_at FROM vouchers
"""


def newest(reader: Reader, most: int) -> list[IssuedVoucher]:
    """Those that still hold money first, the newest first."""
    found = reader.rows(_VOUCHERS + " ORDER BY balance_minor > 0 DESC, id DESC LIMIT %s", (most,))
    return [_voucher_of(row) for row in found]


def with_codes(reader: Reader, codes: Sequence[str]) -> list[IssuedVoucher]:
    """In the order in which they were written."""
    if not codes:
        return []
    return [_voucher_of(row) for row in reader.rows(_VOUCHERS + " WHERE code IN %s ORDER BY id", (tuple(codes),))]


def lock(unit: Unit, voucher_id: int) -> IssuedVoucher | None:
    """A voucher held still: while the unit lasts no sale spends it."""
    row = unit.row(_VOUCHERS + " WHERE id = %s FOR UPDATE", (voucher_id,))
    return _voucher_of(row) if row else None


def issue(
    unit: Unit, codes: Sequence[str], currency: str, value_minor: int, valid_from: date | None, valid_until: date | None,
    note: str,
) -> None:  # fmt: skip
    """Write new ones, all worth the same, holding all of it."""
    now = unit.row("SELECT UTC_TIMESTAMP(6)")
    assert now is not None
    unit.insert_rows(
        "INSERT INTO vouchers (code, currency, value_minor, balance_minor, valid_from, valid_until, note, created_at) VALUES",
        [(code, currency, value_minor, value_minor, valid_from, valid_until, note, now[0]) for code in codes],
    )


def change(unit: Unit, voucher: IssuedVoucher) -> None:
    """Its dates, its note, and whether it is blocked."""
    unit.later(
        "UPDATE vouchers SET valid_from = %s, valid_until = %s, note = %s, blocked = %s WHERE id = %s",
        (voucher.valid_from, voucher.valid_until, voucher.note, voucher.blocked, voucher.id),
    )


def _voucher_of(row: Row) -> IssuedVoucher:
    return IssuedVoucher(
        int(row[0]), row[1], row[2], int(row[3]), int(row[4]), row[5], row[6], row[7], bool(row[8]), as_utc(row[9])
    )
