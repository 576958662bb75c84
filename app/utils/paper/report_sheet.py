"""A report as rows and columns, whoever shows it: the screen, a CSV file, a workbook or a PDF.

A cell is what it means (a count, minor units of money, thousandths, a day, a moment) and not yet text, so that a spreadsheet
can calculate with it and put it in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum

from babel.numbers import format_decimal, format_percent

from app.utils.local_time import format_day, format_full_day, format_time
from app.utils.money import format_minor, minor_digits

Cell = str | int | date | time | None
"""None is a cell with nothing in it. A moment is a datetime on the cinema's clock."""
_ANY_DAY = date(2000, 1, 1)


class CellKind(StrEnum):
    TEXT = "TEXT"
    DAY = "DAY"
    """A date."""
    MOMENT = "MOMENT"
    """A datetime on the cinema's own clock."""
    CLOCK = "CLOCK"
    """A time of any day."""
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
    _decimals: bool = field(init=False, repr=False, compare=False, default=False)
    """Whether an amount is not whole: then all are told with decimals."""
    _years: bool = field(init=False, repr=False, compare=False, default=False)
    """Whether days of several years are told: then each with its own."""

    def __post_init__(self) -> None:
        unit = 10 ** minor_digits(self.currency)
        amounts = self._cells(CellKind.MONEY)
        object.__setattr__(self, "_decimals", any(isinstance(cell, int) and cell % unit for cell in amounts))
        days = (*self._cells(CellKind.DAY), *self._cells(CellKind.MOMENT))
        object.__setattr__(self, "_years", len({cell.year for cell in days if isinstance(cell, date)}) > 1)

    def _cells(self, kind: CellKind) -> Iterator[Cell]:
        places = [place for place, column in enumerate(self.columns) if column.kind is kind]
        return (row[place] for row in (*self.rows, *([self.totals] if self.totals else [])) for place in places)

    def column(self, key: str) -> tuple[Cell, ...]:
        """The cells of the column of that key, from the first row to the last."""
        place = [column.key for column in self.columns].index(key)
        return tuple(row[place] for row in self.rows)

    def shown(self, cell: Cell, kind: CellKind) -> str:
        """A cell as people of the cinema read it, and like the others of its kind."""
        return shown(cell, kind, self.currency, self.locale, decimals=self._decimals, years=self._years)

    def title_with_unit(self, place: int) -> str:
        """A column's title for where amounts stand without a currency: "Sales (INR)"."""
        column = self.columns[place]
        if column.kind is not CellKind.MONEY or self.currency in column.title:
            return column.title
        return f"{column.title} ({self.currency})"


def shown(
    cell: Cell, kind: CellKind, currency: str, locale: str, *, decimals: bool = False, years: bool = False
) -> str:
    """A cell as people read it: "₹1,200", "83.4%", "Fri, 20 Nov", "Fri, 20 Nov, 7:50 pm", "7:50 pm".

    `decimals` tells whole amounts with theirs, too, `years` days with their year.
    """
    if cell is None:
        return ""
    if isinstance(cell, date | time):
        return _shown_time(cell, locale, years=years)
    if isinstance(cell, int):
        if kind is CellKind.MONEY:
            amount = format_minor(abs(cell), currency, locale, always_decimals=decimals)
            return f"−{amount}" if cell < 0 else amount
        if kind is CellKind.PERMILLE:
            return str(format_percent(Decimal(cell).scaleb(-3), format="#,##0.0%", locale=locale))
        return str(format_decimal(cell, locale=locale))
    return str(cell)


def _shown_time(cell: date | time, locale: str, *, years: bool) -> str:
    if isinstance(cell, time):
        return format_time(datetime.combine(_ANY_DAY, cell, tzinfo=UTC), locale)
    day = format_full_day(cell, locale) if years else format_day(cell, locale)
    return f"{day}, {format_time(cell, locale)}" if isinstance(cell, datetime) else day


def permille(part: int, whole: int) -> int | None:
    """Thousandths of `whole`, rounded half up; None of nothing."""
    return (2000 * part + whole) // (2 * whole) if whole > 0 else None
