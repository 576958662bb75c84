"""The window: which screen is shown, who is signed in, and what every screen shares.

The counter's screen and all that is behind it are loaded once the sign-in screen is painted, while somebody types.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any

import customtkinter as ctk

from app.controllers.desk import Desk
from app.controllers.permissions import Session
from app.controllers.start.opening import Opening
from app.utils.errors import BoxOfficeError
from app.utils.settings import Settings
from app.views import theme
from app.views.keys import LOCK, WATCHED
from app.views.looks import Looks
from app.views.notice import Notice
from app.views.start.sign_in_flow import SignInFlow
from app.views.tasks import Lane, Tasks

if TYPE_CHECKING:
    from app.views.counter_screen import CounterScreen
    from app.views.parts.defect_dialog import DefectDialog

_LOG = logging.getLogger("foyer.window")
_REVIVE_EVERY_SECONDS = 2.0
_SWEEP_EVERY_MS = 30_000
_STANDS_EVERY_MS = 20_000
"""So often it is asked whether who is signed in may still be: out within a minute, also when an answer is lost."""
_TOLD_AFTER_MS = 300
"""A server that runs answers sooner: then nothing flickers before the sign-in screen, and nothing is built for nothing."""
_LAY_OUT_AFTER_MS = 100
"""Long enough for the sign-in screen and its picture to be painted first."""


class Window(ctk.CTkFrame):
    """One terminal's window: start, sign-in, then the counter's screen until it is closed. It fills the root it is given."""

    def __init__(
        self, root: ctk.CTk, settings: Settings, opening: Opening, stands_every_ms: int = _STANDS_EVERY_MS
    ) -> None:
        super().__init__(root, fg_color=theme.PAGE, corner_radius=0)
        self._top, self._settings, self._opening = root, settings, opening
        self._stands_every_ms = stands_every_ms
        self.place(x=0, y=0, relwidth=1, relheight=1)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self.tasks = Tasks(root, self._refused, self._defect, self._contact)
        self.looks = Looks(root, settings, self.tasks, opening.keep_looks)
        self.screen: Any = None
        self.desk: Desk | None = None
        self._counter: CounterScreen | None = None
        self._away_tries = 0
        self._revived_at = 0.0
        self._timers: dict[str, str] = {}
        self._dialog: DefectDialog | None = None
        self._closed = False
        self._signing_in: Callable[[Window], object] | None = None
        # Without this an error in a callback would pass unseen.
        self._complaints_before, root.report_callback_exception = root.report_callback_exception, self._callback_failed
        self._wish_before = root.protocol("WM_DELETE_WINDOW")
        root.protocol("WM_DELETE_WINDOW", self.close)
        keys = {f"<{name}>": partial(self._key, name) for name in WATCHED} | {f"<{LOCK}>": self._lock_pressed}
        self._keys = [(sequence, root.bind(sequence, call)) for sequence, call in keys.items()]

    # The way in

    def start(self, *, demo: bool) -> None:
        """Open the house and show the first screen; what takes long is told."""
        work: Callable[[], Desk | None] = self._opening.open_demo if demo else self._opening.open
        self._timers["notice"] = self.after(_TOLD_AFTER_MS, self._tell_of_the_start)
        self.tasks.run(Lane.SLOW, work, self._opened, lambda error: self._cannot_start(error, demo=demo))

    def _tell_of_the_start(self) -> None:
        if self.screen is None:
            self._show(Notice(self, "Starting the database…"))

    def when_signing_in(self, call: Callable[[Window], object]) -> None:
        """Call back once, as soon as the sign-in screen is there."""
        self._signing_in = call

    def _opened(self, desk: Desk | None) -> None:
        if desk is None:
            self._nothing_set_up()
            return
        self.desk = desk
        SignInFlow(self, desk, self.tasks, self._show, self._signed_in, self._revive).show()
        self._timers["lay out"] = self.after(_LAY_OUT_AFTER_MS, self._lay_out)
        if self._signing_in is not None:
            self._signing_in(self)

    def _lay_out(self) -> None:
        """Load what the first sale needs while the password is typed."""
        desk = self._require_desk()
        self.tasks.run(Lane.SLOW, lambda: _load_the_counter(desk))

    def _cannot_start(self, error: BoxOfficeError, *, demo: bool) -> None:
        self._show(Notice(self, error.sentence, again=lambda: self._try_again(demo=demo)))

    def _try_again(self, *, demo: bool) -> None:
        self._show(Notice(self, "Starting the database…"))
        self.start(demo=demo)

    def _show_start(self) -> None:
        from app.views.start.start_view import StartView  # noqa: PLC0415  only the very first start needs it

        view = StartView(
            self,
            on_demo=lambda: self._begin(self._opening.open_demo, "Making the demo cinema…"),
            on_setup=lambda answers: self._begin(lambda: self._opening.set_up(answers), "Setting up the cinema…"),
            on_connect=lambda answers: self._begin(lambda: self._opening.connect(answers), "Connecting…"),
            on_test=self._test_server,
        )
        self._show(view)

    def _nothing_set_up(self) -> None:
        """A new machine gets the three ways in; one that has just reached an empty server goes on to set up its cinema."""
        if isinstance(self.screen, ctk.CTkFrame) and hasattr(self.screen, "show_setup"):
            self.screen.show_setup()
        else:
            self._show_start()

    def _begin(self, work: Callable[[], Desk | None], progress: str) -> None:
        self.screen.show_progress(progress)
        self.tasks.run(Lane.SLOW, work, self._opened, self._form_refused)

    def _test_server(self, answers: Mapping[str, str]) -> None:
        view = self.screen
        view.show_progress("Asking the server…")
        self.tasks.run(Lane.SLOW, lambda: self._opening.test_server(answers), view.show_good, self._form_refused)

    def _form_refused(self, error: BoxOfficeError) -> None:
        from app.controllers.form_reading import FormRefused  # noqa: PLC0415  the form that is refused has loaded it

        self.screen.show_error(error.sentence, error.field if isinstance(error, FormRefused) else None)

    # Somebody is there

    def _signed_in(self, session: Session) -> None:
        from app.views.after.post_flow import FAILED_EVERY_MS, POST_EVERY_MS, PostFlow  # noqa: PLC0415  see the first lines
        from app.views.counter_screen import CounterScreen  # noqa: PLC0415

        self._counter = CounterScreen(self, session, self._require_desk(), self.looks, self.tasks)
        self._show(self._counter)
        self._every("clock", 1000, self._tick)
        self._every("sweep", _SWEEP_EVERY_MS, self._sweep)
        self._post = PostFlow(self._counter, self._require_desk(), self.tasks)
        self._every("post", POST_EVERY_MS, self._post.turn)
        self._every("failed messages", FAILED_EVERY_MS, self._post.look)
        self._every("standing", self._stands_every_ms, self._counter.lock_flow.ask_whether_it_stands)

    # While it runs

    def _key(self, name: str, _event: object) -> None:
        if self._counter is not None:
            self._counter.key(name)

    def _lock_pressed(self, _event: object) -> None:
        if self._counter is not None:
            self._counter.lock()

    def _tick(self) -> None:
        if self._counter is None:
            return
        self._counter.show_clock()
        # As the system counts it: a binding would miss what a page keeps for itself (the arrows on the map, a password).
        idle_seconds = int(self.tk.call("tk", "inactive")) / 1000
        if self._settings.lock_minutes and idle_seconds > self._settings.lock_minutes * 60:
            self._counter.lock_by_itself()

    def _sweep(self) -> None:
        desk = self._require_desk()
        self.tasks.run(Lane.SLOW, desk.slow.sweep.run, None, _left_to_the_next_sweep, replaces="sweep")

    def _contact(self, answers: bool) -> None:
        """The reading lane's word on the database: told once it is lost, counted, and taken back when it is there."""
        if self._counter is None:
            return
        if answers:
            if self._away_tries:
                self._away_tries = 0
                self._counter.database_is_back()
            return
        self._away_tries += 1
        self._counter.database_is_away(self._away_tries)
        self._revive()

    def _revive(self) -> None:
        if time.monotonic() - self._revived_at > _REVIVE_EVERY_SECONDS:
            self._revived_at = time.monotonic()
            self.tasks.run(Lane.SLOW, self._opening.revive, None, _tried_again_soon, replaces="revive")

    # Errors

    def _callback_failed(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _LOG.error("unexpected error in the window", exc_info=(kind, error, trace))
        self._defect(error)

    def _refused(self, error: BoxOfficeError) -> None:
        if self._counter is not None:
            self._counter.shell.toasts.show(error.sentence, "bad", seconds=8)

    def _defect(self, error: BaseException) -> None:
        from app.views.parts.defect_dialog import DefectDialog  # noqa: PLC0415  hoped never to be needed

        if self._dialog is None or not self._dialog.winfo_exists():
            self._dialog = DefectDialog(self, error)

    # Screens and the end

    def close(self) -> None:
        """Give the basket's seats back and leave; not while the answer to a payment is on its way."""
        if self._counter is None:
            self._end()
        else:
            self._counter.leave(self._end)

    def _end(self) -> None:
        if self._closed:
            return
        self._closed = True
        for timer in self._timers.values():
            self.after_cancel(timer)
        self.looks.close()
        self.tasks.close()
        if self.desk is not None:
            self.desk.close()
        self._opening.close()
        root = self._top
        for sequence, function in self._keys:
            root.unbind(sequence, function)
        root.report_callback_exception = self._complaints_before
        wish = root.protocol("WM_DELETE_WINDOW")
        root.protocol("WM_DELETE_WINDOW", self._wish_before)
        root.deletecommand(wish)
        self.destroy()
        root.quit()

    def _show(self, screen: Any) -> None:
        if self.screen is not None:
            self.screen.destroy()  # at once: the new one waits for the keyboard until it is seen
        self.screen = screen
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


def _load_the_counter(desk: Desk) -> None:
    from app.views import counter_screen  # noqa: F401, PLC0415  loading it is what is wanted

    desk.lay_out()


def _left_to_the_next_sweep(_error: BoxOfficeError) -> None:
    """Another terminal sweeps too, and whoever wants an expired seat frees it; the next sweep comes in 30 s."""


def _tried_again_soon(_error: BoxOfficeError) -> None:
    """The banner tells that the database is away; it is tried again two seconds later."""
