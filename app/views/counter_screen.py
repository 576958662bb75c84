"""What a signed-in person sees: the shell with the pages of their role, and the lock over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import customtkinter as ctk

from app.controllers.desk import Desk
from app.controllers.permissions import Permission, Session
from app.models.errors import SignInBlocked
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_day, format_time, to_local
from app.utils.settings import Settings
from app.views import theme
from app.views.seats.seat_palette import PaletteName
from app.views.sell.sell_view import SellView
from app.views.shell import Shell
from app.views.start.lock_view import LockView
from app.views.surroundings import Surroundings
from app.views.tasks import Lane, Tasks


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page of the rail: who may open it, and how it is made. A page has `keys` and `take_over(session)`."""

    key: str
    title: str
    icon: str
    needs: Permission
    make: Callable[[CounterScreen], Any]


class CounterScreen(ctk.CTkFrame):
    """The shell around the pages. Locking covers it and leaves it as it is, basket included."""

    def __init__(self, master: Any, session: Session, desk: Desk, settings: Settings, tasks: Tasks) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self.session = session
        self._desk, self._tasks, self._settings = desk, tasks, settings
        self._lock_view: LockView | None = None
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self.shell = Shell(
            self,
            pages=[],
            on_page=self.open_page,
            on_lock=self.lock,
            on_theme=self._change_theme,
            on_unprinted=self._print_unprinted,
        )
        self.shell.grid(row=0, column=0, sticky="nsew")
        self.shell.set_place(session.counter.cinema.name, session.counter.name)
        self.shell.set_connection("connected", "connected")
        self.sell: SellView | None = None
        self._pages: dict[str, Any] = {}
        self._page = ""
        self._show_person()

    @property
    def locked(self) -> bool:
        return self._lock_view is not None

    def key(self, name: str) -> None:
        """A function key or Esc; none reaches a page under the lock."""
        page = self._pages.get(self._page)
        if not self.locked and page is not None:
            for key in page.keys:
                if key.name == name:
                    key.press()
                    return

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

    def lock(self) -> None:
        """Cover everything until the same person, or another one, signs in."""
        if self._lock_view is None:
            self._lock_view = LockView(
                self, person=self.session.staff.full_name, on_unlock=self._unlock, on_hand_over=self._hand_over
            )

    def database_is_away(self, tries: int) -> None:
        self.shell.set_connection("away", "no database")
        self.shell.banner.show(
            f"The database does not answer. Nothing is sold until it is back; your basket stays. Trying again ({tries})…"
        )

    def database_is_back(self) -> None:
        self.shell.set_connection("connected", "connected")
        self.shell.banner.hide()

    def open_page(self, key: str) -> None:
        """Show a page of the rail, made when it is first asked for; the others stay as they are."""
        plan = next(plan for plan in PAGES if plan.key == key)
        if not self.session.may(plan.needs):
            return
        if key not in self._pages:
            self._pages[key] = plan.make(self)
        self._page = key
        self.shell.show_page(self._pages[key], key)

    def make_sell(self) -> SellView:
        self.sell = SellView(self.shell.body, self.session, self._desk, self.around)
        return self.sell

    @property
    def around(self) -> Surroundings:
        return Surroundings(
            self._tasks, self.shell.toasts, self.shell.set_unprinted, cast("PaletteName", self._settings.palette)
        )

    def _show_nothing_to_do(self) -> None:
        sentence = "This account sells nothing. Lock the counter, then hand it over to somebody who does."
        self.shell.show_page(
            ctk.CTkLabel(self.shell.body, text=sentence, font=theme.font(), text_color=theme.QUIET), None
        )

    def _unlock(self, password: str) -> None:
        self._ask(lambda: self._desk.sale.sign_in.unlock(self.session, password))

    def _hand_over(self, username: str, password: str) -> None:
        self._ask(lambda: self._desk.sale.sign_in.hand_over(self.session, username, password))

    def _ask(self, work: Any) -> None:
        if self._lock_view is not None:
            self._lock_view.set_busy(True)
        self._tasks.run(Lane.SALE, work, self._unlocked, self._stay_locked)

    def _unlocked(self, session: Session) -> None:
        self.session = session
        self._show_person()
        if self._lock_view is not None:
            self._lock_view.close()
            self._lock_view = None

    def _stay_locked(self, error: BoxOfficeError) -> None:
        if self._lock_view is None:
            return
        if isinstance(error, SignInBlocked):
            self._lock_view.show_error(f"Too many wrong passwords. Wait {error.wait_seconds} s.")
        else:
            self._lock_view.show_error(error.sentence)

    def _show_person(self) -> None:
        """Who is at the counter, and what of it is theirs; a basket stays where it is, whoever takes the counter over."""
        self.shell.set_person(self.session.staff.full_name, self.session.staff.role.value)
        plans = [plan for plan in PAGES if self.session.may(plan.needs)]
        self.shell.set_pages([(plan.key, plan.title, plan.icon) for plan in plans])
        for page in self._pages.values():
            page.take_over(self.session)
        keys = [plan.key for plan in plans]
        if not keys:
            self._page = ""
            self._show_nothing_to_do()
        else:
            self.open_page(self._page if self._page in keys else keys[0])

    def _change_theme(self) -> None:
        ctk.set_appearance_mode("Light" if ctk.get_appearance_mode() == "Dark" else "Dark")

    def _print_unprinted(self) -> None:
        if self.sell is not None:
            self.sell.print_unprinted()


PAGES: tuple[PagePlan, ...] = (PagePlan("sell", "Sell", "sell", Permission.SELL, CounterScreen.make_sell),)
"""In the rail's order."""
