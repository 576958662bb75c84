"""What a signed-in person sees: the shell with the pages of their role, and the lock over it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import customtkinter as ctk

from app.controllers.desk import Desk
from app.controllers.pay.credit import Credit
from app.controllers.permissions import Permission, Session
from app.utils.local_time import format_day, format_time, to_local
from app.views import theme
from app.views.after.scan_flow import ScanFlow
from app.views.help_sheet import Forms, HelpFlow, KeyGroup
from app.views.keys import LOCK, Key
from app.views.looks import Looks
from app.views.looks_flow import LooksFlow
from app.views.manager_pages import AFTER_TABS, PLAN_TABS, REPORT_TABS, TEAM_TABS, Office, TabPlan, make_page, needed
from app.views.page_plan import PagePlan
from app.views.sell.customer_display import CustomerDisplay
from app.views.sell.sell_view import SellView
from app.views.shell import Shell
from app.views.start.lock_flow import LockFlow
from app.views.surroundings import Surroundings
from app.views.tabbed_page import TabbedPage
from app.views.tasks import Tasks
from app.views.till.till_flow import TillFlow, TillListeners
from app.views.till.till_page import TillPage

if TYPE_CHECKING:
    from app.views.after.door_page import DoorPage

_FIELDS = (tk.Entry, tk.Text)
_CHORDS = 0x4 | 0x8 | 0x40
"""Control, Alt and the system key, as Tk numbers them."""


class CounterScreen(ctk.CTkFrame):
    """The shell around the pages. Locking covers it and leaves it as it is, basket included."""

    def __init__(self, master: Any, session: Session, desk: Desk, looks: Looks, tasks: Tasks) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self.session = session
        self._desk, self._tasks, self.looks = desk, tasks, looks
        self.lock_flow = LockFlow(self, session, desk, tasks, self._went_on)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self.shell = Shell(
            self,
            pages=[],
            on_page=self.open_page,
            on_lock=self.lock,
            on_theme=looks.toggle_theme,
            on_looks=self._open_looks,
            on_help=self._open_help,
            on_unprinted=self._print_unprinted,
        )
        self.shell.grid(row=0, column=0, sticky="nsew")
        self.shell.set_place(session.counter.cinema.name, session.counter.name)
        self.shell.set_connection("connected", "connected")
        self.sell: SellView | None = None
        self._pages: dict[str, Any] = {}
        self._page = ""
        self.customers = CustomerDisplay(self, session.counter.cinema)
        self.looks_flow = LooksFlow(self.shell, looks, self.customers)
        self.till = TillFlow(desk, session, tasks, self.shell.toasts, TillListeners(self._show_till, self._count_till))
        self._typing = self.winfo_toplevel().bind("<Key>", self.typed)
        self.help = HelpFlow(self, self._told_keys, self._told_forms)
        self.scans = ScanFlow(self)
        self._show_person()

    def destroy(self) -> None:
        self.winfo_toplevel().unbind("<Key>", self._typing)
        self.scans.close()
        super().destroy()

    @property
    def locked(self) -> bool:
        return self.lock_flow.view is not None

    def key(self, name: str) -> None:
        """A function key or Esc; none reaches a page under the lock."""
        if self.locked or self.help.key(name) or self.looks_flow.key(name):
            return
        for key in self._page_keys:
            if key.name == name:
                key.press()
                return
        if self.page is not None:
            for key in self.page.keys:
                if key.name == name:
                    key.press()
                    return

    @property
    def page(self) -> Any:
        """The page of the rail that is open; None where there is none."""
        return self._pages.get(self._page)

    @property
    def page_key(self) -> str:
        """Its name on the rail, "" where there is none."""
        return self._page

    @property
    def _page_keys(self) -> tuple[Key, ...]:
        """Ctrl+1 and so on: the pages of the rail, from the top."""
        plans = self._plans
        return tuple(
            Key(f"Control-Key-{number}", "the pages at the left", partial(self.open_page, plan.key))
            for number, plan in enumerate(plans, start=1)
            if len(plans) > 1
        )

    @property
    def _plans(self) -> list[PagePlan]:
        """The pages that whoever is signed in may open."""
        return [plan for plan in PAGES if self.session.may_any(plan.needs)]

    @property
    def _covered(self) -> bool:
        """Whether a sheet lies over the page."""
        return self.help.is_open or self.looks_flow.sheet is not None

    def typed(self, event: Any) -> None:
        """A letter, a digit or a dash pressed where no field has the keyboard: it is the page's, if that wants it."""
        sign, take = event.char, getattr(self.page, "typed", None)
        plain = not event.state & _CHORDS and (sign.isalnum() or sign == "-")
        if (
            plain
            and take is not None
            and not self.locked
            and not self._covered
            and not isinstance(event.widget, _FIELDS)
        ):
            take(sign)

    def _told_keys(self) -> list[KeyGroup]:
        """For the help sheet: the keys of the page, and those of every page."""
        page = self.page
        title = next((plan.title for plan in PAGES if plan.key == self._page), "")
        own = (*self.help.keys, *self.looks_flow.keys, Key(LOCK, "lock", self.lock), *self._page_keys)
        everywhere = KeyGroup("Everywhere", own)
        return [KeyGroup(title, page.keys), everywhere] if page is not None else [everywhere]

    def _told_forms(self) -> Forms:
        """For the help sheet: what else can be pressed and typed on the page."""
        return getattr(self.page, "typed_forms", ())

    def show_clock(self) -> None:
        """The cinema's own day and time, in the head line."""
        cinema = self.session.counter.cinema
        now = to_local(datetime.now(UTC), cinema.time_zone)
        self.shell.set_clock(f"{format_day(now.date(), cinema.locale)}  {format_time(now, cinema.locale)}")

    def leave(self, then: Callable[[], object]) -> None:
        """Give the seats in the basket back, `then` the window may go; a payment under way keeps it here."""
        if self.sell is None:
            then()
        else:
            self.sell.leave(then)

    def lock_by_itself(self) -> None:
        """Nobody has touched it for a while; a page may have a reason to stay open."""
        if not getattr(self.page, "keeps_awake", False):
            self.lock()

    def lock(self) -> None:
        """Cover everything until the same person, or another one, signs in."""
        self.lock_flow.lock()

    def database_is_away(self, tries: int) -> None:
        self.shell.set_connection("away", "no database")
        if getattr(self.page, "tells_of_the_network", False):
            self.shell.banner.hide()
            return
        self.shell.banner.show(
            f"The database does not answer. Nothing is sold until it is back; your basket stays. Trying again ({tries})…"
        )

    def database_is_back(self) -> None:
        self.shell.set_connection("connected", "connected")
        self.shell.banner.hide()

    def open_page(self, key: str) -> None:
        """Show a page of the rail, made when it is first asked for; the others stay as they are."""
        plan = next(plan for plan in PAGES if plan.key == key)
        if not self.session.may_any(plan.needs):
            return
        if key not in self._pages:
            self._pages[key] = plan.make(self)
        if key not in ("sell", "till"):
            self.shell.toasts.clear()  # what is told at the foot of Sell would lie over the managers' buttons
        self._page = key
        self.shell.toasts.keep_left(at_left=isinstance(self._pages[key], TabbedPage))
        self.shell.show_page(self._pages[key], key)

    def make_sell(self) -> SellView:
        self.sell = SellView(self.shell.body, self.session, self._desk, self.around)
        self.sell.command.bar.show_keys((*self.sell.keys, *self.help.keys))
        self.sell.found.on_whole = self.scans.find
        return self.sell

    @property
    def around(self) -> Surroundings:
        return Surroundings(
            self._tasks,
            self.shell.toasts,
            self.shell.set_unprinted,
            self.looks,
            self.customers,
            self.till,
            self._begin_exchange,
            self._take_up,
        )

    def make_till(self) -> TillPage:
        return TillPage(self.shell.body, self.session.counter.cinema, self.around)

    def make_door(self) -> DoorPage:
        from app.views.after.door_page import DoorPage  # noqa: PLC0415  a counter that only sells needs none

        return DoorPage(self.shell.body, self._desk.after.door, self.session, self.around)

    def make_tabbed(self, plans: Sequence[TabPlan]) -> TabbedPage:
        return make_page(self.shell.body, Office(self._desk, self.session, self.around), plans)

    def _begin_exchange(self, credit: Credit) -> str:
        """Other seats are picked on Sell, unless it has something else to finish."""
        before = self._page
        self.open_page("sell")
        why_not = self.sell.exchange.begin(credit) if self.sell is not None else ""
        if why_not:
            self.open_page(before)
        return why_not

    def _take_up(self, reference: str, show_id: int) -> None:
        self.open_page("sell")
        if self.sell is not None:
            self.sell.customer_desk.waiting.take_up(reference, show_id)

    def _show_till(self) -> None:
        self.shell.set_till(self.till.words, is_open=self.till.state is not None)

    def _count_till(self) -> None:
        """Somebody else's till is taken over with a count, on the page that has room for it."""
        self.open_page("till")
        self._pages["till"].count_to_take_over()

    def _went_on(self, session: Session) -> None:
        """The same person after the lock, or another one."""
        if session.staff.id != self.session.staff.id:
            self.shell.toasts.clear()  # what was told to somebody else, and what they could press there
        self.session = session
        self._show_person()

    def _show_person(self) -> None:
        """Who is at the counter, and what of it is theirs; a basket stays where it is, whoever takes the counter over."""
        self.shell.set_person(self.session.staff.full_name, self.session.staff.role.value)
        plans = self._plans
        self.shell.set_pages([(plan.key, plan.title, plan.icon) for plan in plans])
        for page in self._pages.values():
            page.take_over(self.session)
        self.till.take_over(self.session)
        keys = [plan.key for plan in plans]  # the door is everybody's: there is always one
        self.open_page(self._page if self._page in keys else keys[0])

    def _open_help(self) -> None:
        self.help.open_or_close()

    def _open_looks(self) -> None:
        self.looks_flow.open_or_close()

    def _print_unprinted(self) -> None:
        if self.sell is not None:
            self.sell.print_unprinted()


PAGES: tuple[PagePlan, ...] = (
    PagePlan("sell", "Sell", "sell", (Permission.SELL,), CounterScreen.make_sell),
    PagePlan("find", "Find", "find", needed(AFTER_TABS), partial(CounterScreen.make_tabbed, plans=AFTER_TABS)),
    PagePlan("door", "Door", "door", (Permission.ADMIT,), CounterScreen.make_door),
    PagePlan("till", "Till", "till", (Permission.TILL,), CounterScreen.make_till),
    PagePlan("plan", "Plan", "plan", needed(PLAN_TABS), partial(CounterScreen.make_tabbed, plans=PLAN_TABS)),
    PagePlan(
        "reports", "Reports", "reports", needed(REPORT_TABS), partial(CounterScreen.make_tabbed, plans=REPORT_TABS)
    ),
    PagePlan("team", "Team", "team", needed(TEAM_TABS), partial(CounterScreen.make_tabbed, plans=TEAM_TABS)),
)
"""In the rail's order."""
