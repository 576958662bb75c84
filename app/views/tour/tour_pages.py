"""The pages of the rail, opened with their keys."""

from __future__ import annotations

from typing import Any

from app.views.counter_screen import PAGES, CounterScreen
from app.views.tour.tour_stage import Stage


def open_page(stage: Stage, screen: CounterScreen, key: str) -> Any:
    """Ctrl and the page's number; the page, once it stands there. Raises TourStuck."""
    number = [plan.key for plan in PAGES if screen.session.may_any(plan.needs)].index(key) + 1
    stage.hands.key(f"ctrl+{number}")
    stage.until(lambda: screen.page is not None and screen.page_key == key, f"the page {key}")
    stage.settle()
    return screen.page
