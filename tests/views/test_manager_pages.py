"""The managers' tabs name their pages in words, because no counter that only sells loads them: each name is a page."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.views.manager_pages import PLAN_TABS, REPORT_TABS, TEAM_TABS, TabPlan
from app.views.tabbed_page import Page

PLANS = (*PLAN_TABS, *TEAM_TABS, *REPORT_TABS)
PARTS = [name for name in vars(Page) if not name.startswith("_")]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.key)
def test_what_a_tab_names_is_a_page(plan: TabPlan) -> None:
    page = plan.load()
    assert {"keys", "take_over", "focus_first", "refresh", "grid", "grid_forget"} == set(PARTS)
    assert [part for part in PARTS if not hasattr(page, part)] == []


def test_no_page_is_loaded_before_a_tab_is_opened() -> None:
    modules = [f"app.views.{plan.page.rpartition('.')[0]}" for plan in PLANS]
    told = "import sys, app.views.manager_pages; print(*[name for name in sys.argv[1:] if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", told, *modules], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
