"""Values as short as a chart has room for."""

from __future__ import annotations

import pytest

from app.utils.paper.report_sheet import CellKind
from app.views.reports.chart_words import short
from tests.utils.paper.sheets import sheet


@pytest.mark.parametrize(
    ("value", "kind", "told"),
    [
        (0, CellKind.MONEY, "₹0"),
        (50000, CellKind.MONEY, "₹500"),
        (100000000, CellKind.MONEY, "₹10L"),
        (34903400000, CellKind.MONEY, "₹34.9Cr"),
        (750, CellKind.COUNT, "750"),
        (12345, CellKind.COUNT, "12.3K"),
        (500, CellKind.PERMILLE, "50%"),
    ],
)
def test_a_value_is_shortened_as_its_locale_does(value: int, kind: CellKind, told: str) -> None:
    assert short(value, kind, sheet()) == told
