"""A report as rows and columns, whoever shows it: the screen, a CSV file, a workbook or a PDF.

A cell is what it means (a count, minor units of money, thousandths, a day) and not yet text, so that a spreadsheet can
calculate with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from babel.numbers import format_decimal, format_percent

from app.utils.local_time import format_day
from app.utils.money import format_minor

Cell = str | int | date | None
"""None is a cell with nothing in it."""


class CellKind(StrEnum):
    TEXT = "TEXT"
    DAY = "DAY"
    """A date."""
    COUNT = "COUNT"
    MONEY = "MONEY"
    """Minor units of the sheet's currency."""
    PERMILLE = "PERMILLE"
    """Thousandths, shown as per cent: 834 is 83.4 %."""

    @property
    def is_number(self) -> bool:
        return self in (CellKind.COUNT, CellKind.MONEY, CellKind.PERMILLE)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`key` names it for programs, `title` for people."""

    key: str
    title: str
    kind: CellKind


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """`subtitle` tells the period (and the hall), `note` what a reader should know; `totals` is None where there are none."""

    title: str
    subtitle: str
    cinema_name: str
    currency: str
    locale: str
    made_at_local: datetime
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None
    note: str = ""

    def column(self, key: str) -> tuple[Cell, ...]:
        """The cells of the column of that key, from the first row to the last."""
        place = [column.key for column in self.columns].index(key)
        return tuple(row[place] for row in self.rows)

    def shown(self, cell: Cell, kind: CellKind) -> str:
        """A cell as people of the cinema read it."""
        return shown(cell, kind, self.currency, self.locale)


def shown(cell: Cell, kind: CellKind, currency: str, locale: str) -> str:
    """A cell as people read it: "₹1,200", "83.4%", "Fri, 20 Nov"."""
    if cell is None:
        return ""
    if kind is CellKind.DAY and isinstance(cell, date):
        return format_day(cell, locale)
    if isinstance(cell, int):
        if kind is CellKind.MONEY:
            amount = format_minor(abs(cell), currency, locale)
            return f"−{amount}" if cell < 0 else amount
        if kind is CellKind.PERMILLE:
            return str(format_percent(Decimal(cell).scaleb(-3), format="#,##0.0%", locale=locale))
        return str(format_decimal(cell, locale=locale))
    return str(cell)


def permille(part: int, whole: int) -> int | None:
    """Thousandths of `whole`, rounded half up; None of nothing."""
    return (2000 * part + whole) // (2 * whole) if whole > 0 else None
