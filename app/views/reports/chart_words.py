"""Values as a chart has room for them."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_compact_currency, format_compact_decimal

from app.utils.money import minor_digits
from app.utils.paper.report_sheet import CellKind, ReportSheet


def short(value: int, kind: CellKind, sheet: ReportSheet) -> str:
    """For an axis: "₹12T", "3K", "40%", as the cinema's locale shortens."""
    if kind is CellKind.MONEY:
        whole = Decimal(value).scaleb(-minor_digits(sheet.currency))
        return str(format_compact_currency(whole, sheet.currency, locale=sheet.locale, fraction_digits=1))
    if kind is CellKind.PERMILLE:
        return f"{value // 10}%"
    return str(format_compact_decimal(value, locale=sheet.locale, fraction_digits=1))
