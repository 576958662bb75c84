"""The door: one scan, one verdict, once.

A scan is a read, which tells what the ticket is, and, when it lets in, one short transaction: the request id, the ticket used
where it is still VALID, its row in admissions. Whoever comes second finds it used and is told when and where.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.controllers.after import verdicts
from app.controllers.after.verdicts import DoorPlace, DoorRules, DoorTicket, Reason, Verdict
from app.controllers.permissions import Permission, Session, needs
from app.controllers.start.sign_in import SignIn
from app.models import audit_log
from app.models.after import admissions, door_figures
from app.models.after.admissions import Scan, TicketState
from app.models.after.door_figures import ShowAtTheDoor, WronglyIn
from app.models.database import Database, Request
from app.models.errors import DatabaseBusy, NotFound
from app.models.statements import Unit
from app.models.till import voids
from app.utils.errors import InvalidInput
from app.utils.local_time import day_bounds_utc, to_local

__all__ = ["DoorFigures", "ShowAtTheDoor", "WronglyIn"]

_LOG = logging.getLogger("foyer.door")
_REASON_LENGTH_MAX = 200
_LOOKS_MAX = 5
_AGAIN_SECONDS = 1
_LATE_SHOWS = timedelta(hours=4)
"""Shows that begin this long after midnight are still of the evening before."""


class _UsedMeanwhile(Exception):
    """The ticket was VALID when it was read, and is not any more: another door was quicker, or a refund."""


@dataclass(frozen=True, slots=True)
class BookingAtTheDoor:
    """A booking's tickets, seat by seat, each with what the door says of it now."""

    reference: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class DoorFigures:
    """What stands beside the verdict, and where this door lets in."""

    place: DoorPlace
    shows: tuple[ShowAtTheDoor, ...]
    wrongly_in: tuple[WronglyIn, ...]


class Door:
    """Letting in, for a lane of its own: a guest at the door waits behind nobody."""

    def __init__(self, database: Database, sign_in: SignIn, opens_minutes: int) -> None:
        """`opens_minutes` before a show its guests are let in."""
        self._database, self._sign_in, self._opens_minutes = database, sign_in, opens_minutes

    @needs(Permission.ADMIT)
    def admit(self, session: Session, request_id: str, code: str) -> Verdict:
        """Let the ticket of that code in, if it may. The same `request_id` again is the same scan, and says ADMIT again.

        Raises DatabaseAway, DatabaseBusy, OutcomeUnknown: then the same request id tells what became of it.
        """
        scan = admissions.by_code(self._database, session.counter.id, request_id, code)
        if scan is None:
            return verdicts.unknown()
        if scan.done:
            return self._again(session, scan)
        ticket_id = scan.ticket.id
        request = Request(request_id, admissions.ADMIT, (verdicts.hash_of(code),))
        for _ in range(_LOOKS_MAX):
            verdict = self._judged(session, scan)
            if not verdict.admits or self._written(session, request, ticket_id):
                return verdict
            # Its entry may have been undone by now: then it lets in, but only if that is written.
            scan = self._read(session, ticket_id)
        raise DatabaseBusy("This ticket is let in and taken back just now. Scan it once more.", _AGAIN_SECONDS)

    def _written(self, session: Session, request: Request, ticket_id: int) -> bool:
        """Use the ticket and write its entry down; False when somebody else was first."""

        def work(unit: Unit) -> None:
            if not admissions.admit(unit, ticket_id, session.counter.id, session.staff.id):
                raise _UsedMeanwhile

        try:
            self._database.once(request, str(ticket_id), work)
        except _UsedMeanwhile:
            return False
        return True

    @needs(Permission.ADMIT)
    def booking(self, session: Session, reference: str) -> BookingAtTheDoor:
        """The tickets of a booking, for guests without paper: void ones are left out. Raises NotFound."""
        scans = admissions.of_booking(self._database, session.counter.id, reference)
        live = [scan for scan in scans if scan.ticket.state is not TicketState.VOID]
        if not scans:
            raise NotFound(f"{reference} has no tickets: it is not known, or not paid. Send the guest to the counter.")
        if not live:
            raise NotFound(f"All tickets of {reference} are void. Send the guest to the counter.")
        return BookingAtTheDoor(reference, tuple(self._judged(session, scan) for scan in live))

    @needs(Permission.ADMIT)
    def usual_approver(self, session: Session) -> str:
        """Whose word is asked for unless another name is typed: who of the managers was here last; "" if none was."""
        return voids.usual_approver(self._database, session.counter.cinema.id)

    @needs(Permission.ADMIT)
    def undo(
        self, session: Session, request_id: str, ticket: DoorTicket, reason: str, approver: str, password: str
    ) -> DoorTicket:
        """Take an entry back, allowed by `approver` with their own password: the ticket lets in once more. Audited.

        Raises InvalidInput without a reason, SignInRefused, SignInBlocked, PermissionDenied for the approver, and NotFound
        when the ticket is not in; then nothing has changed.
        """
        because = " ".join(reason.split())[:_REASON_LENGTH_MAX]
        if not because:
            raise InvalidInput("Type a reason: a few words that tell later why this guest was not in after all.")
        person = self._sign_in.approve(session, approver, password, Permission.UNDO_ADMISSION)
        scan = self._read(session, ticket.id)
        if scan.ticket.show.cinema_id != session.counter.cinema.id:
            raise NotFound("This ticket is for another cinema. Undo its entry there.")

        def work(unit: Unit) -> None:
            if not admissions.undo(unit, ticket.id, session.counter.id, person.id, because):
                raise NotFound(f"{ticket.seat_label} is not in: there is no entry to undo.")
            detail = {
                "seat": scan.ticket.seat_label,
                "film": scan.ticket.show.movie_title,
                "reason": because,
                "allowed_by": person.username,
            }
            audit_log.append(
                unit, session.counter.id, session.staff.id, "ADMISSION_UNDONE", scan.ticket.reference, detail
            )

        self._database.once(Request(request_id, "UNDO_ADMISSION", (ticket.id,)), "", work)
        _LOG.info("entry undone", extra={"reference": scan.ticket.reference, "approver": person.username})
        return self._read(session, ticket.id).ticket

    def _read(self, session: Session, ticket_id: int) -> Scan:
        scan = admissions.by_id(self._database, session.counter.id, ticket_id)
        if scan is None:
            raise NotFound("This ticket is no longer in the books. Scan it once more.")
        return scan

    def _judged(self, session: Session, scan: Scan) -> Verdict:
        return verdicts.judge(scan.ticket, DoorRules(session.counter.cinema, scan.place, self._opens_minutes), scan.now)

    def _again(self, session: Session, scan: Scan) -> Verdict:
        """For a scan that has let its ticket in before, and whose answer was lost on the way."""
        if scan.ticket.state is TicketState.USED:
            return Verdict(Reason.ADMIT, "", scan.ticket)
        if scan.ticket.state is TicketState.VALID:
            return Verdict(Reason.UNDONE, "Its entry was undone just now. Scan it once more to let in.", scan.ticket)
        return self._judged(session, scan)


class DoorWatch:
    """The figures beside the verdict, for a lane that reads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.ADMIT)
    def figures(self, session: Session) -> DoorFigures:
        """The shows of this cinema that run or come today, and who should not have come in. Asked every two seconds."""
        cinema = session.counter.cinema
        # Only for what is shown: a clock that is wrong shows other shows, and lets nobody in.
        today = to_local(datetime.now(UTC), cinema.time_zone).date()
        until = day_bounds_utc(today, cinema.time_zone)[1] + _LATE_SHOWS
        return DoorFigures(
            door_figures.place_of(self._database, session.counter.id),
            tuple(door_figures.shows_on(self._database, cinema.id, until)),
            tuple(door_figures.wrongly_in(self._database, cinema.id)),
        )
