"""How wide the columns of Sell are: the map gets what the list and the basket do not need."""

from __future__ import annotations

_LIST_SHARE, _LIST_LEAST, _LIST_MOST = 0.224, 232, 360
_BASKET_SHARE, _BASKET_LEAST, _BASKET_MOST = 0.18, 264, 320


def column_widths(page_units: float) -> tuple[int, int]:
    """Widths of the programme and of the basket on a page that is so wide, all in units before scaling."""
    return (
        round(max(_LIST_LEAST, min(_LIST_MOST, page_units * _LIST_SHARE))),
        round(max(_BASKET_LEAST, min(_BASKET_MOST, page_units * _BASKET_SHARE))),
    )
