"""The price list, part by part; where a part has only its usual figures, with a new one in the form that is not saved."""

from __future__ import annotations

from app.views.plan.prices_page import PricesPage
from app.views.tabbed_page import TabbedPage
from scenes.clerk import Clerk
from scenes.office import LOAD_MS, fill, open_row, open_tab, press, take

_TYPED = {
    "seats": {"code": "VIP", "name": "Cinema Day VIP", "percent": "120", "weekdays": "Tue"},
    "days": {
        "kind": "TIME", "name": "Matinee", "percent": "80", "weekdays": "Mon-Fri", "from_time": "10:00", "until_time": "13:00",
    },
    "promos": {"code": "DIWALI20", "name": "Newspaper advert", "value": "20", "uses_max": "200"},
    "groups": {"name": "School class", "seats_min": "20", "percent_off": "25"},
}  # fmt: skip
_VOUCHERS = {"value": "500", "count": "5", "note": "Staff party"}


def pictures(clerk: Clerk, tabbed: TabbedPage) -> None:
    """Nothing is changed but that there are five vouchers more."""
    open_tab(clerk, tabbed, "prices")
    page = tabbed.page
    assert isinstance(page, PricesPage)
    first = page.open_part
    while True:
        _picture(clerk, page)
        press(clerk, "F6")
        if page.open_part == first:
            return


def _picture(clerk: Clerk, page: PricesPage) -> None:
    part = page.open_part
    listing = page.part.listing
    if part in _TYPED:
        press(clerk, "ctrl+n")
        fill(clerk, listing, _TYPED[part])
        take(clerk, f"prices-{part}")
        clerk.hands.key("Esc")
        clerk.hands.key("Esc")
        clerk.hands.key("Esc")
        return
    if part == "vouchers":
        press(clerk, "ctrl+n")
        fill(clerk, listing, _VOUCHERS)
        press(clerk, "ctrl+s")
    elif part == "shows":
        rows = listing.table.rows
        open_row(clerk, next((place for place, row in enumerate(rows) if row.cells[2]), 0))
    elif part == "preview":
        open_row(clerk)
        fill(clerk, listing, {"seat_type": "PREMIUM", "seats": "10"})
    else:
        open_row(clerk)
    clerk.stage.rest(LOAD_MS)
    take(clerk, f"prices-{part}")
