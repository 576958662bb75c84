"""Tabs of a page: whoever may not open one does not see it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import customtkinter as ctk
import pytest

from app.controllers.permissions import Permission, Session
from app.models.records import Role
from app.views.keys import Key
from app.views.tabbed_page import Tab, TabbedPage
from tests.box_office import BoxOffice
from tests.gui.conftest import WaitUntil


class _Plain(ctk.CTkFrame):  # type: ignore[misc]
    """A page that counts how often it was asked to look again."""

    def __init__(self, master: Any) -> None:
        super().__init__(master)
        self.refreshed = 0
        self.session: Session | None = None

    @property
    def keys(self) -> tuple[Key, ...]:
        return ()

    def take_over(self, session: Session) -> None:
        self.session = session

    def focus_first(self) -> None:
        self.focus_set()

    def refresh(self) -> None:
        self.refreshed += 1


_TABS = (
    Tab("films", "Films", Permission.KEEP_FILMS, _Plain),
    Tab("prices", "Prices", Permission.KEEP_PRICES, _Plain),
    Tab("sell", "Sell", Permission.SELL, _Plain),
)


@pytest.fixture
def manager(office: BoxOffice) -> Session:
    return office.session(Role.MANAGER)


@pytest.fixture
def tabbed(stage: ctk.CTkFrame, manager: Session, wait_until: WaitUntil) -> TabbedPage:
    tabbed = TabbedPage(stage, manager, _TABS)
    tabbed.pack(fill="both", expand=True)
    wait_until(tabbed.winfo_ismapped)
    return tabbed


def test_the_first_tab_is_open_and_the_keys_go_round(tabbed: TabbedPage) -> None:
    forth, back = tabbed.keys
    assert tabbed.open_tab == "films"
    back.press()
    assert tabbed.open_tab == "sell"
    forth.press()
    assert tabbed.open_tab == "films"


def test_a_page_stays_as_it_was_left_and_looks_again_when_it_is_opened(tabbed: TabbedPage) -> None:
    page, before = tabbed.page, tabbed.page.refreshed
    tabbed.open("prices")
    tabbed.open("films")
    assert tabbed.page is page
    assert page.refreshed == before + 1


def test_who_takes_over_has_the_tabs_of_their_own_role(tabbed: TabbedPage, manager: Session) -> None:
    films = tabbed.page
    clerk = replace(manager, staff=replace(manager.staff, role=Role.CLERK))
    tabbed.take_over(clerk)
    assert tabbed.open_tab == "sell"
    assert films.session is clerk
    tabbed.open("films")
    assert tabbed.open_tab == "sell"
    assert tabbed.keys == ()


def test_a_tab_that_is_first_opened_after_the_hand_over_works_for_who_has_it_now(
    tabbed: TabbedPage, manager: Session
) -> None:
    admin = replace(manager, staff=replace(manager.staff, role=Role.ADMIN))
    tabbed.take_over(admin)
    tabbed.open("prices")
    assert tabbed.page.session is admin
