"""From the sign-in screen to a session: name and password, and an own password where that was a temporary one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.controllers.desk import Desk
from app.controllers.form_reading import FormRefused
from app.controllers.permissions import Session
from app.models.errors import DatabaseAway, SignInBlocked
from app.utils.errors import BoxOfficeError
from app.views.start.new_password_view import NewPasswordView
from app.views.start.sign_in_view import SignInView
from app.views.tasks import Lane, Tasks


class SignInFlow:
    """`show` puts a screen into the window, `on_session` hears who has signed in, `on_away` that no database answers."""

    def __init__(
        self,
        master: Any,
        desk: Desk,
        tasks: Tasks,
        show: Callable[[Any], object],
        on_session: Callable[[Session], object],
        on_away: Callable[[], object],
    ) -> None:
        self._master, self._desk, self._tasks = master, desk, tasks
        self._show_screen, self._on_session, self._on_away = show, on_session, on_away
        self._screen: Any = None

    def show(self) -> None:
        counter = self._desk.counter
        self._put(
            SignInView(
                self._master,
                cinema=counter.cinema.name,
                counter=counter.name,
                demo_sign_ins=self._desk.demo_sign_ins,
                on_sign_in=self._sign_in,
            )
        )

    def _put(self, screen: Any) -> None:
        self._screen = screen
        self._show_screen(screen)

    def _sign_in(self, username: str, password: str) -> None:
        desk = self._desk
        self._tasks.run(
            Lane.SALE, lambda: desk.sign_in.sign_in(username, password, desk.counter), self._came, self._refused
        )

    def _came(self, session: Session) -> None:
        if not session.must_choose:
            self._on_session(session)
            return
        self._put(
            NewPasswordView(
                self._master,
                person=session.staff.full_name,
                on_choose=lambda chosen, again: self._choose(session, chosen, again),
                on_back=self.show,
            )
        )

    def _choose(self, session: Session, chosen: str, again: str) -> None:
        sign_in = self._desk.sign_in
        self._tasks.run(Lane.SALE, lambda: sign_in.choose_password(session, chosen, again), self._came, self._refused)

    def _refused(self, error: BoxOfficeError) -> None:
        if isinstance(error, DatabaseAway):
            self._on_away()
        if isinstance(error, SignInBlocked):
            self._screen.show_wait("Too many wrong passwords. Wait", error.wait_seconds)
        elif isinstance(error, FormRefused):
            self._screen.show_error(error.sentence, error.field)
        else:
            self._screen.show_error(error.sentence)
