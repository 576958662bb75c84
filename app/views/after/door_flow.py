"""From a scan to its verdict, with the network and without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.controllers.after import verdicts
from app.controllers.after.door import BookingAtTheDoor, DoorFigures
from app.controllers.after.reconciling import Reconciled
from app.controllers.after.verdicts import DoorTicket, Reason, Verdict
from app.controllers.permissions import Session
from app.models.errors import DatabaseAway, DatabaseRefused, DoorListUnusable, OutcomeUnknown
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_time, to_local
from app.views.surroundings import Surroundings
from app.views.tasks import Lane

if TYPE_CHECKING:
    from app.controllers.after.after_desk import DoorDesk

NOT_CHECKED = "NOT CHECKED"
_AWAY = (DatabaseAway, DatabaseRefused, OutcomeUnknown)


@dataclass(frozen=True, slots=True)
class DoorListeners:
    """What is to be shown: a verdict, a headline and sentence where nothing could be found out, the figures, a booking, and
    what is said of the network, None while it is there.
    """

    verdict: Callable[[Verdict], object]
    trouble: Callable[[str, str], object]
    figures: Callable[[DoorFigures], object]
    booking: Callable[[BookingAtTheDoor], object]
    network: Callable[[str | None], object]
    ring: Callable[[], object]
    """The screen's bell, where no sound can be played."""


class DoorFlow:
    """One door's scans, one after the other. Without the network they go by the prepared list, of themselves."""

    def __init__(self, desk: DoorDesk, session: Session, around: Surroundings, tell: DoorListeners) -> None:
        self._desk, self.session, self._tell = desk, session, tell
        self._tasks, self._toasts = around.tasks, around.toasts
        self._away_since: datetime | None = None
        self._coming_back = False
        self.open_booking: str | None = None
        """The reference of the booking whose tickets are listed, or asked for."""

    @property
    def is_away(self) -> bool:
        """Whether the network is, so that the door goes by its list."""
        return self._away_since is not None

    # Scans

    def scan(self, typed: str) -> None:
        """What was scanned or typed, with Enter behind it: a ticket's code, or a booking's reference."""
        code, reference = verdicts.ticket_code(typed), verdicts.reference(typed)
        if code is not None:
            self.admit(code)
        elif reference is not None:
            self.look_up(reference)
        else:
            self._told(
                Verdict(Reason.UNKNOWN, "This is neither a ticket's code nor a booking's reference. Scan it again.")
            )

    def admit(self, code: str) -> None:
        """Let this ticket in, if it may. A scan keeps its request id wherever it is asked: it counts once."""
        request_id, session, desk = new_request_id(), self.session, self._desk
        if self.is_away:
            self._admit_by_list(request_id, code)
            return

        def work() -> Verdict:
            verdict = desk.door.admit(session, request_id, code)
            if verdict.admits and verdict.ticket is not None:
                desk.by_list.remember(session, verdict.ticket)
            return verdict

        def refused(error: BoxOfficeError) -> None:
            if isinstance(error, _AWAY):
                self._network_is_away()
                self._admit_by_list(request_id, code)
            else:
                self._trouble(error.sentence)

        self._tasks.run(Lane.DOOR, work, self._told, refused)

    def _admit_by_list(self, request_id: str, code: str) -> None:
        session, by_list = self.session, self._desk.by_list
        self._tasks.run(
            Lane.DOOR,
            lambda: by_list.admit(session, request_id, code),
            self._told,
            lambda error: self._trouble(error.sentence),
        )

    def look_up(self, reference: str) -> None:
        """List a booking's tickets, each with what the door says of it."""
        if self.is_away:
            self._trouble(
                "Without the network no booking can be looked up. Scan its tickets, or ask a manager to decide."
            )
            return
        session, door = self.session, self._desk.door
        self.open_booking = reference

        def found(booking: BookingAtTheDoor) -> None:
            if self.open_booking == reference:  # not closed meanwhile
                self._tell.booking(booking)

        def refused(error: BoxOfficeError) -> None:
            if self.open_booking != reference:
                return
            self.open_booking = None
            if isinstance(error, _AWAY):
                self._network_is_away()
            self._trouble(error.sentence)

        self._tasks.run(Lane.DOOR, lambda: door.booking(session, reference), found, refused, replaces="door booking")

    def _told(self, verdict: Verdict) -> None:
        self._tell.verdict(verdict)
        self._sound(good=verdict.admits)
        if self.open_booking is not None and verdict.ticket is not None and not self.is_away:
            self.look_up(self.open_booking)
        if not self.is_away:
            self.poll()

    def _trouble(self, sentence: str) -> None:
        self._tell.trouble(NOT_CHECKED, sentence)
        self._sound(good=False)

    def _sound(self, *, good: bool) -> None:
        chimes = self._desk.chimes
        self._tasks.run(
            Lane.DOOR,
            lambda: chimes.play("admit" if good else "refuse"),
            lambda is_heard: None if is_heard else self._tell.ring(),
        )

    # An entry taken back

    def undo(
        self,
        request_id: str,
        ticket: DoorTicket,
        words: tuple[str, str, str],
        done: Callable[[DoorTicket], object],
        refused: Callable[[BoxOfficeError], object],
    ) -> None:
        """`words` are the reason, the manager's name and password."""
        session, desk = self.session, self._desk

        def work() -> DoorTicket:
            undone = desk.door.undo(session, request_id, ticket, *words)
            desk.by_list.forget(session, undone)
            return undone

        def taken_back(undone: DoorTicket) -> None:
            done(undone)
            self._refresh()

        self._tasks.run(Lane.DOOR, work, taken_back, refused)

    def propose_approver(self, heard: Callable[[str], object]) -> None:
        """Who of the managers was here last."""
        session, door = self.session, self._desk.door
        self._tasks.run(Lane.DOOR, lambda: door.usual_approver(session), heard, _next_time)

    # The network

    def poll(self) -> None:
        """Ask for the figures; that they come tells that the network is there."""
        session, watch = self.session, self._desk.watch

        def refused(error: BoxOfficeError) -> None:
            if isinstance(error, _AWAY):
                self._network_is_away()

        self._tasks.run(Lane.READING, lambda: watch.figures(session), self._figures, refused, replaces="door figures")

    def keep_list(self) -> None:
        """Write down what waits for it, then make the list anew; asked each minute, and nothing without the network."""
        if not self.is_away:
            self._write_down(Reconciled(0, 0), _next_time)

    def _write_down(self, so_far: Reconciled, refused: Callable[[BoxOfficeError], object]) -> None:
        """Some of the journal at a time: whoever is scanned meanwhile comes in between."""
        session, reconciling = self.session, self._desk.reconciling

        def written(told: Reconciled) -> None:
            total = Reconciled(so_far.scans + told.scans, so_far.wrong + told.wrong, told.left)
            if told.left and told.scans:
                self._write_down(total, refused)
            else:
                self._written_down(total)

        self._tasks.run(Lane.DOOR, lambda: reconciling.write_down(session), written, refused, replaces="door journal")

    def _written_down(self, written: Reconciled) -> None:
        """All of it: the door's own entries are in the database before anybody is looked up there again."""
        was_away = self._coming_back
        if was_away:
            self._coming_back, self._away_since = False, None
            self._tell.network(None)
        if written.scans:
            self._toasts.show(_written_told(written), "bad" if written.wrong else "good", seconds=20)
        if was_away:
            # What was scanned by the list while this went on waits on the lane before this, and all that comes now behind.
            self.keep_list()
            return
        self._refresh()

    def _refresh(self) -> None:
        session, lists = self.session, self._desk.lists
        self._tasks.run(Lane.SLOW, lambda: lists.prepare(session), _nothing, self._list_refused, replaces="door list")
        if self.open_booking is not None:
            self.look_up(self.open_booking)
        self.poll()

    def _list_refused(self, error: BoxOfficeError) -> None:
        if not isinstance(error, _AWAY):
            self._toasts.show(f"The door list cannot be kept. {error.sentence}", "bad", seconds=20)

    def _figures(self, figures: DoorFigures) -> None:
        self._tell.figures(figures)
        if self.is_away and not self._coming_back:
            self._come_back()

    def _network_is_away(self) -> None:
        if self.is_away:
            return
        self._away_since = datetime.now(UTC)
        self._tell.network(f"Without the network since {self._time(self._away_since)}.")
        session, by_list = self.session, self._desk.by_list
        self._tasks.run(
            Lane.DOOR, lambda: by_list.made_at(session), self._say_list, self._say_no_list, replaces="door network"
        )

    def _say_list(self, made_at: datetime) -> None:
        if self._away_since is not None:
            since, list_of = self._time(self._away_since), self._time(made_at)
            self._tell.network(
                f"Without the network since {since}: admitting by the list of {list_of}. Tickets sold or given back since "
                "are not known."
            )

    def _say_no_list(self, error: BoxOfficeError) -> None:
        if self._away_since is not None and isinstance(error, DoorListUnusable):
            self._tell.network(f"Without the network since {self._time(self._away_since)}. {error.sentence}")

    def _come_back(self) -> None:
        """The journal first, then everything else."""
        self._coming_back = True

        def refused(error: BoxOfficeError) -> None:
            self._coming_back = False
            if not isinstance(error, _AWAY):
                self._trouble(error.sentence)

        self._write_down(Reconciled(0, 0), refused)

    def _time(self, moment: datetime) -> str:
        cinema = self.session.counter.cinema
        return format_time(to_local(moment, cinema.time_zone), cinema.locale)


def _written_told(written: Reconciled) -> str:
    scans = f"{written.scans} {'entry' if written.scans == 1 else 'entries'} without the network written down."
    if not written.wrong:
        return scans
    return f"{scans} {written.wrong} should not have been let in: they are listed at the right."


def _nothing(_result: object) -> None:
    """Whoever asked needs no answer."""


def _next_time(_error: BoxOfficeError) -> None:
    """It is asked again, or typed."""
