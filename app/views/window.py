"""The window: which screen is shown, who is signed in, and what every screen shares."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Any

import customtkinter as ctk

from app.controllers.desk import Desk
from app.controllers.expiry import SWEEP_SECONDS
from app.controllers.new_cinema_form import FormRefused
from app.controllers.opening import Opening
from app.controllers.permissions import Session
from app.models.errors import SignInBlocked
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_day, format_time, to_local
from app.utils.settings import Settings
from app.views import theme
from app.views.button import Button
from app.views.counter_screen import CounterScreen
from app.views.defect_dialog import DefectDialog
from app.views.sign_in_view import SignInView
from app.views.start_view import StartView
from app.views.tasks import Lane, Tasks

_LOG = logging.getLogger("foyer.window")
_REVIVE_EVERY_SECONDS = 2.0


_KEYS = ("F1", "F2", "F4", "F8", "F9", "F10", "F12", "Escape")


class Window(ctk.CTkFrame):
    """One terminal's window: start, sign-in, then the counter's screen until it is closed. It fills the root it is given."""

    def __init__(self, root: ctk.CTk, settings: Settings, opening: Opening) -> None:
        super().__init__(root, fg_color=theme.PAGE, corner_radius=0)
        self._top, self._settings, self._opening = root, settings, opening
        self.place(x=0, y=0, relwidth=1, relheight=1)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self.tasks = Tasks(root, self._refused, self._defect, self._contact)
        self.screen: Any = None
        self.desk: Desk | None = None
        self._away_tries = 0
        self._revived_at = 0.0
        self._last_seen = time.monotonic()
        self._timers: dict[str, str] = {}
        self._dialog: DefectDialog | None = None
        self._closed = False
        self._signing_in: Callable[[Window], object] | None = None
        # Without this an error in a callback would pass unseen.
        root.report_callback_exception = self._callback_failed
        root.protocol("WM_DELETE_WINDOW", self.close)
        for name in _KEYS:
            root.bind(f"<KeyPress-{name}>", partial(self._key, name))
        root.bind("<Control-l>", self._lock_pressed)
        for sequence in ("<Key>", "<Button>"):
            root.bind_all(sequence, self._someone_is_here, add="+")

    # The way in

    def start(self, *, demo: bool) -> None:
        """Open the house and show the first screen; what takes long is told."""
        self._show(_Notice(self, "Starting the database…"))
        work = self._opening.open_demo if demo else self._opening.open
        self.tasks.run(Lane.SLOW, work, self._opened, self._cannot_start)

    def when_signing_in(self, call: Callable[[Window], object]) -> None:
        """Call back once, as soon as the sign-in screen is there."""
        self._signing_in = call

    def _opened(self, desk: Desk | None) -> None:
        if desk is None:
            self._show_start()
            return
        self.desk = desk
        counter = desk.counter
        self._show(
            SignInView(
                self,
                cinema=counter.cinema.name,
                counter=counter.name,
                demo_sign_ins=desk.demo_sign_ins,
                on_sign_in=self._sign_in,
            )
        )
        if self._signing_in is not None:
            self._signing_in(self)

    def _cannot_start(self, error: BoxOfficeError) -> None:
        notice = _Notice(self, error.sentence, again=lambda: self.start(demo=False))
        self._show(notice)

    def _show_start(self) -> None:
        view = StartView(
            self,
            on_demo=lambda: self._begin(self._opening.open_demo, "Making the demo cinema…"),
            on_setup=lambda answers: self._begin(lambda: self._opening.set_up(answers), "Setting up the cinema…"),
            on_connect=lambda answers: self._begin(lambda: self._opening.connect(answers), "Connecting…"),
            on_test=self._test_server,
        )
        self._show(view)

    def _begin(self, work: Callable[[], Desk], progress: str) -> None:
        self.screen.show_progress(progress)
        self.tasks.run(Lane.SLOW, work, self._opened, self._form_refused)

    def _test_server(self, answers: Mapping[str, str]) -> None:
        view = self.screen
        view.show_progress("Asking the server…")
        self.tasks.run(Lane.SLOW, lambda: self._opening.test_server(answers), view.show_good, self._form_refused)

    def _form_refused(self, error: BoxOfficeError) -> None:
        self.screen.show_error(error.sentence, error.field if isinstance(error, FormRefused) else None)

    # Signing in

    def _sign_in(self, username: str, password: str) -> None:
        desk = self._require_desk()
        self.tasks.run(
            Lane.SALE,
            lambda: desk.sale.sign_in.sign_in(username, password, desk.counter),
            self._signed_in,
            self._sign_in_refused,
        )

    def _sign_in_refused(self, error: BoxOfficeError) -> None:
        if isinstance(error, SignInBlocked):
            self.screen.show_wait("Too many wrong passwords. Wait", error.wait_seconds)
        else:
            self.screen.show_error(error.sentence)

    def _signed_in(self, session: Session) -> None:
        self._show(CounterScreen(self, session, self._require_desk(), self._settings, self.tasks))
        self._every("clock", 1000, self._show_clock)
        self._every("sweep", SWEEP_SECONDS * 1000, self._sweep)
        self._someone_is_here(None)

    # While it runs

    def _key(self, name: str, _event: object) -> None:
        if isinstance(self.screen, CounterScreen):
            self.screen.key(name)

    def _lock_pressed(self, _event: object) -> None:
        if isinstance(self.screen, CounterScreen):
            self.screen.lock()

    def _show_clock(self) -> None:
        if not isinstance(self.screen, CounterScreen):
            return
        cinema = self.screen.session.counter.cinema
        now = to_local(datetime.now(UTC), cinema.time_zone)
        self.screen.shell.set_clock(f"{format_day(now.date(), cinema.locale)}  {format_time(now, cinema.locale)}")
        idle_seconds = time.monotonic() - self._last_seen
        if self._settings.lock_minutes and idle_seconds > self._settings.lock_minutes * 60:
            self.screen.lock()

    def _sweep(self) -> None:
        desk = self._require_desk()
        self.tasks.run(Lane.SLOW, desk.slow.sweep.run, None, _left_to_the_next_sweep, replaces="sweep")

    def _someone_is_here(self, _event: object) -> None:
        self._last_seen = time.monotonic()

    def _contact(self, answers: bool) -> None:
        """The reading lane's word on the database: told once it is lost, counted, and taken back when it is there."""
        if not isinstance(self.screen, CounterScreen):
            return
        if answers:
            if self._away_tries:
                self._away_tries = 0
                self.screen.database_is_back()
            return
        self._away_tries += 1
        self.screen.database_is_away(self._away_tries)
        if time.monotonic() - self._revived_at > _REVIVE_EVERY_SECONDS:
            self._revived_at = time.monotonic()
            self.tasks.run(Lane.SLOW, self._opening.revive, None, _tried_again_soon, replaces="revive")

    # Errors

    def _callback_failed(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _LOG.error("unexpected error in the window", exc_info=(kind, error, trace))
        self._defect(error)

    def _refused(self, error: BoxOfficeError) -> None:
        if isinstance(self.screen, CounterScreen):
            self.screen.shell.toasts.show(error.sentence, "bad", seconds=8)

    def _defect(self, error: BaseException) -> None:
        if self._dialog is None or not self._dialog.winfo_exists():
            self._dialog = DefectDialog(self, error)

    # Screens and the end

    def close(self) -> None:
        """Give the basket's seats back and leave; not while the answer to a payment is on its way."""
        if self._closed or (isinstance(self.screen, CounterScreen) and not self.screen.may_close()):
            return
        self._closed = True
        for timer in self._timers.values():
            self.after_cancel(timer)
        self.tasks.close()
        if self.desk is not None:
            self.desk.close()
        self._opening.close()
        root = self._top
        self.destroy()
        root.quit()

    def _show(self, screen: Any) -> None:
        before, self.screen = self.screen, screen
        if before is not None:
            before.destroy()
        screen.grid(row=0, column=0, sticky="nsew")

    def _every(self, name: str, delay_ms: int, work: Callable[[], object]) -> None:
        def again() -> None:
            self._timers[name] = self.after(delay_ms, again)
            work()

        again()

    def _require_desk(self) -> Desk:
        if self.desk is None:
            raise AssertionError("no house is open")
        return self.desk


class _Notice(ctk.CTkFrame):
    """A sentence in the middle of the window, with a way to try again where there is one."""

    def __init__(self, master: Any, sentence: str, again: Callable[[], object] | None = None) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure((0, 3), weight=1)
        ctk.CTkLabel(self, text=sentence, font=theme.font(), text_color=theme.QUIET, wraplength=640).grid(
            row=1, column=0
        )
        if again is not None:
            button = Button(self, "Try again", again, kind="primary")
            button.grid(row=2, column=0, pady=24)
            button.focus_set()


def _left_to_the_next_sweep(_error: BoxOfficeError) -> None:
    """Another terminal sweeps too, and whoever wants an expired seat frees it; the next sweep comes in 30 s."""


def _tried_again_soon(_error: BoxOfficeError) -> None:
    """The banner tells that the database is away; it is tried again two seconds later."""
