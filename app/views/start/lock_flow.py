"""The lock over the counter's screen: put on, opened again, and put on by itself when whoever was here may not be any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.controllers.desk import Desk
from app.controllers.form_reading import FormRefused
from app.controllers.permissions import Session
from app.controllers.start.standing import Ended
from app.models.errors import SignInBlocked
from app.utils.errors import BoxOfficeError
from app.views.start.lock_view import LockView
from app.views.tasks import Lane, Tasks


class LockFlow:
    """`on_session` hears who goes on. What lies beneath stays as it is, the basket included."""

    def __init__(
        self, master: Any, session: Session, desk: Desk, tasks: Tasks, on_session: Callable[[Session], object]
    ) -> None:
        self._master, self._session, self._desk, self._tasks = master, session, desk, tasks
        self._on_session = on_session
        self._new_here: Session | None = None
        self.view: LockView | None = None

    def lock(self) -> LockView:
        """Cover everything until the same person, or another one, signs in."""
        if self.view is None:
            self.view = LockView(
                self._master,
                person=self._session.staff.full_name,
                on_unlock=self._unlock,
                on_hand_over=self._hand_over,
                on_change=self._change,
                on_choose=self._choose,
            )
        return self.view

    def ask_whether_it_stands(self) -> None:
        """Whether this person may still be here, which somebody else may have changed at another counter."""
        session = self._session
        self._tasks.run(
            Lane.READING,
            lambda: self._desk.reading.standing.ended(session),
            lambda ended: self._told(session, ended),
            _asked_again_soon,
            replaces="whether the session stands",
        )

    def _told(self, session: Session, ended: Ended | None) -> None:
        if ended is not None and session is self._session:  # nobody else has come meanwhile
            self.lock().show_ended(ended.sentence, session.staff.username if ended.may_return else "")

    def _unlock(self, password: str) -> None:
        self._ask(lambda: self._desk.sale.sign_in.unlock(self._session, password))

    def _hand_over(self, username: str, password: str) -> None:
        self._ask(lambda: self._desk.sale.sign_in.hand_over(self._session, username, password))

    def _change(self, password: str, chosen: str, again: str) -> None:
        self._ask(lambda: self._desk.sale.sign_in.change_password(self._session, password, chosen, again))

    def _choose(self, chosen: str, again: str) -> None:
        new_here = self._new_here
        if new_here is not None:
            self._ask(lambda: self._desk.sale.sign_in.choose_password(new_here, chosen, again))

    def _ask(self, work: Callable[[], Session]) -> None:
        self._tasks.run(Lane.SALE, work, self._opened, self._refused)

    def _opened(self, session: Session) -> None:
        if self.view is None:
            return
        if session.must_choose:
            self._new_here = session
            self.view.show_choose(session.staff.full_name)
            return
        self._session, self._new_here = session, None
        self._on_session(session)
        view, self.view = self.view, None
        view.close()

    def _refused(self, error: BoxOfficeError) -> None:
        if self.view is None:
            return
        if isinstance(error, SignInBlocked):
            self.view.show_error(f"Too many wrong passwords. Wait {error.wait_seconds} s.")
        else:
            self.view.show_error(error.sentence, error.field if isinstance(error, FormRefused) else None)


def _asked_again_soon(_error: BoxOfficeError) -> None:
    """The database is away or busy: the reading lane has told, and it is asked again in some seconds."""
