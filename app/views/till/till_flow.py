"""The counter's drawer as the window knows it: open or closed, whose, and everything that is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.controllers.desk import Desk
from app.controllers.permissions import Permission, Session
from app.controllers.till.till_reports import PrintedReport
from app.controllers.till.tills import ClosedTill, TillLine, TillState
from app.models.errors import OutcomeUnknown, TillClosed, TillOpen
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views.parts.toast import Toasts
from app.views.tasks import Lane, Tasks

T = TypeVar("T")
Failed = Callable[[BoxOfficeError], object]
_TOAST_SECONDS = 12


@dataclass(frozen=True, slots=True)
class TillListeners:
    """`changed` whenever the till was read anew; `count` when it is to be taken over with a count."""

    changed: Callable[[], object]
    count: Callable[[], object]


class TillFlow:
    """One window's way to its drawer. `on_change` are further listeners, called after each reading."""

    def __init__(self, desk: Desk, session: Session, tasks: Tasks, toasts: Toasts, tell: TillListeners) -> None:
        self._desk, self._tasks, self._toasts, self._tell = desk, tasks, toasts, tell
        self.session = session
        self.state: TillState | None = None
        self.book: tuple[TillLine, ...] = ()
        self.is_known = False
        self.on_change: list[Callable[[], object]] = []
        self._asked_about: tuple[int, int] | None = None
        self._offered: tuple[tuple[object, ...], str] | None = None

    @property
    def is_closed(self) -> bool:
        """Known to be closed: cash cannot be taken."""
        return self.is_known and self.state is None

    @property
    def words(self) -> str:
        """For the head line."""
        if not self.session.may(Permission.TILL) or not self.is_known:
            return ""
        if self.state is None:
            return "till closed"
        own = self.state.clerk_id == self.session.staff.id
        return "till open" if own else f"{self.state.clerk_name}'s till"

    def take_over(self, session: Session) -> None:
        """Somebody is at the counter: look whose till it is."""
        self.session = session
        self.refresh()

    def refresh(self) -> None:
        """Read the till anew."""
        session, tills = self.session, self._desk.reading.tills
        if not session.may(Permission.TILL):
            self._tell.changed()
            return
        self._tasks.run(
            Lane.READING,
            lambda: (tills.state(session), tills.book(session)),
            lambda found: self._read(*found),
            _next_time,
            replaces="till",
        )

    # What is done with it

    def open(self, float_minor: int, done: Callable[[TillState], object], failed: Failed) -> None:
        tills, session = self._desk.sale.tills, self.session

        def opened(state: TillState) -> None:
            self._read(state, ())
            self.open_drawer()
            done(state)

        def refused(error: BoxOfficeError) -> None:
            if isinstance(error, TillOpen):
                self.refresh()
            failed(error)

        self._do(("open", float_minor), lambda request: tills.open(session, request, float_minor), opened, refused)

    def cash_in(self, amount_minor: int, reason: str, done: Callable[[], object], failed: Failed) -> None:
        tills, session = self._desk.sale.tills, self.session
        self._move(
            ("in", amount_minor, reason),
            lambda request: tills.cash_in(session, request, amount_minor, reason),
            done,
            failed,
        )

    def cash_out(self, amount_minor: int, reason: str, done: Callable[[], object], failed: Failed) -> None:
        tills, session = self._desk.sale.tills, self.session
        self._move(
            ("out", amount_minor, reason),
            lambda request: tills.cash_out(session, request, amount_minor, reason),
            done,
            failed,
        )

    def no_sale(self, reason: str, done: Callable[[], object], failed: Failed) -> None:
        tills, session = self._desk.sale.tills, self.session
        self._move(("no sale", reason), lambda request: tills.no_sale(session, request, reason), done, failed)

    def hand_over(self, pieces: Mapping[int, int] | None, done: Callable[[int | None], object], failed: Failed) -> None:
        """Make the till this person's own; `done` hears what the count differs by."""
        tills, session = self._desk.sale.tills, self.session

        def handed(difference_minor: int | None) -> None:
            self.refresh()
            done(difference_minor)

        self._do(
            ("hand over", session.staff.id, None if pieces is None else tuple(pieces.items())),
            lambda request: tills.hand_over(session, request, pieces),
            handed,
            failed,
        )

    def close(
        self,
        pieces: Mapping[int, int],
        agreed_difference_minor: int,
        done: Callable[[ClosedTill], object],
        failed: Failed,
    ) -> None:
        tills, session = self._desk.sale.tills, self.session

        def closed(till: ClosedTill) -> None:
            self._read(None, ())
            done(till)

        self._do(
            ("close", tuple(pieces.items()), agreed_difference_minor),
            lambda request: tills.close(session, request, pieces, agreed_difference_minor),
            closed,
            failed,
        )

    def open_drawer(self) -> None:
        """After the commit and before any paper; where it sticks a message says so, and what was done stands."""
        drawers, session = self._desk.slow.drawers, self.session
        self._tasks.run(Lane.DRAWER, lambda: drawers.open(session), None, self._say_bad)

    def x_report(self) -> None:
        reports, session = self._desk.slow.till_reports, self.session
        self._tasks.run(Lane.SLOW, lambda: reports.x_report(session), self._printed, self._say_bad)

    def z_report(self, session_id: int | None = None) -> None:
        """Of the till closed last, or of one of them."""
        reports, session = self._desk.slow.till_reports, self.session
        self._tasks.run(Lane.SLOW, lambda: reports.z_report(session, session_id), self._printed, self._say_bad)

    def _move(
        self,
        wish: tuple[object, ...],
        work: Callable[[str], None],
        done: Callable[[], object],
        failed: Failed,
    ) -> None:
        def moved(_none: None) -> None:
            self.open_drawer()
            self.refresh()
            done()

        self._do(wish, work, moved, failed)

    def _do(
        self, wish: tuple[object, ...], work: Callable[[str], T], done: Callable[[T], object], failed: Failed
    ) -> None:
        """The same wish again after a lost answer is the same request: it is done once."""
        if self._offered is None or self._offered[0] != wish:
            self._offered = (wish, new_request_id())
        request_id = self._offered[1]

        def answered(result: T) -> None:
            self._offered = None
            done(result)

        def refused(error: BoxOfficeError) -> None:
            if not isinstance(error, OutcomeUnknown):
                self._offered = None
            if isinstance(error, TillClosed):
                self.refresh()
            failed(error)

        self._tasks.run(Lane.SALE, lambda: work(request_id), answered, refused)

    # What is heard of it

    def _read(self, state: TillState | None, book: tuple[TillLine, ...]) -> None:
        self.state, self.book, self.is_known = state, book, True
        self._tell.changed()
        for listener in list(self.on_change):
            listener()
        self._ask_whose(state)

    def _ask_whose(self, state: TillState | None) -> None:
        """Somebody else's till is told once to each person: take it over as it stands, or count it first."""
        if state is None or state.clerk_id == self.session.staff.id:
            return
        about = (state.session_id, self.session.staff.id)
        if about != self._asked_about:
            self._asked_about = about
            self._toasts.show(
                f"{state.clerk_name} has the till of this counter.",
                seconds=_TOAST_SECONDS,
                action=("Take it over", lambda: self.hand_over(None, self._taken_over, self._say_bad)),
                other=("Count it first", self._tell.count),
            )

    def _taken_over(self, _difference: int | None) -> None:
        self._toasts.show("The till is yours now.", "good")

    def _printed(self, report: PrintedReport) -> None:
        if report.outcome == "saved":
            self._toasts.show(f"{report.title} is saved as {report.path.name} in the ticket folder.", "good", seconds=8)
        elif report.outcome == "opened":
            self._toasts.show(f"{report.title} is open in the PDF viewer.", "good")
        else:
            self._toasts.show(f"{report.title} is at the printer.", "good")

    def _say_bad(self, error: BoxOfficeError) -> None:
        self._toasts.show(error.sentence, "bad", seconds=8)


def _next_time(_error: BoxOfficeError) -> None:
    """The window tells of a lost database; the till is read again with the next thing that is done."""
