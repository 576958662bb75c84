"""What the other roles see once they have the counter: their pages, tab by tab, and seats kept back."""

from __future__ import annotations

from app.models.records import Role
from app.views.counter_screen import PAGES
from app.views.tabbed_page import TabbedPage
from scenes.clerk import Clerk
from scenes.covers import lock_up

_OWN = ("sell", "till")
"""What a clerk opens, too. The till of a colleague is another picture; Sell is none."""


def other_roles(clerk: Clerk) -> None:
    """Everybody takes the counter over in turn; at the end the clerk has it back."""
    for role in (role for role in Role if role is not Role.CLERK):
        hand_over(clerk, role)
        pages = [plan.key for plan in PAGES if clerk.screen.session.may_any(plan.needs)]
        for page in pages:
            _picture_page(clerk, role.value.lower(), page)
        if not pages:
            clerk.take(f"{role.value.lower()}-nothing")
        if role is Role.MANAGER:
            _keep_a_seat_back(clerk)
    hand_over(clerk, Role.CLERK)
    clerk.screen.open_page("sell")
    clerk.stage.settle()


def _picture_page(clerk: Clerk, role: str, key: str) -> None:
    clerk.screen.open_page(key)
    clerk.stage.settle()
    tabbed = clerk.stage.widgets(TabbedPage)
    if tabbed:
        _picture_tabs(clerk, f"{role}-{key}", tabbed[0])
    elif key != "sell":
        clerk.take(f"{role}-{key}")


def _picture_tabs(clerk: Clerk, name: str, page: TabbedPage) -> None:
    """Each as it opens, its help, and its empty form where it has one."""
    first = page.open_tab
    while True:
        clerk.take(f"{name}-{page.open_tab}")
        new = next((key for key in page.keys if key.short == "New"), None)
        if new is not None:
            new.press()
            clerk.take(f"{name}-{page.open_tab}-new")
            clerk.hands.key("Esc")
        clerk.hands.key("F1")
        clerk.take(f"{name}-{page.open_tab}-help")
        clerk.hands.key("F1")
        clerk.hands.key("ctrl+Next")
        clerk.stage.settle()
        if page.open_tab == first:
            return


def _keep_a_seat_back(clerk: Clerk) -> None:
    clerk.screen.open_page("sell")
    clerk.open_show()
    clerk.sell.map_pane.map.focus_seat(clerk.free_seats(1)[0].id)
    clerk.hands.key("ctrl+b")
    clerk.stage.rest(200)
    clerk.take("keep-reason")
    clerk.hands.key("Esc")
    clerk.stage.settle()


def hand_over(clerk: Clerk, role: Role) -> None:
    """The counter goes to the demo's first person of that role."""
    view = lock_up(clerk)
    view.show_hand_over()
    name, password = clerk.sign_in_of(role)
    if role is Role.MANAGER:
        clerk.take("hand-over")
    clerk.write(view.username, name)
    clerk.hands.key("Enter")
    clerk.write(view.password, password)
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: not clerk.screen.locked, "the end of the lock")
    clerk.stage.rest(300)  # the page asks whose till it is
