"""The till of a counter: a float, what goes in and out, from clerk to clerk, and a blind count at the end."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.controllers.permissions import Permission, Session, needs
from app.models import audit_log, staff
from app.models.database import Database, Request
from app.models.errors import CountDiffers, TillClosed, TillOpen
from app.models.statements import Unit
from app.models.till import figures, movements, sessions
from app.models.till.movements import CountKind, MovementKind
from app.utils.cash_pieces import counted_minor
from app.utils.errors import InvalidInput
from app.utils.money import format_minor

_LOG = logging.getLogger("foyer.till")
_REASON_LENGTH_MAX = 200
_CLOSED = "The till of this counter is closed. Open it with its float first."


@dataclass(frozen=True, slots=True)
class TillState:
    """An open till as anybody at the counter may see it: what must be in the drawer is not told."""

    session_id: int
    clerk_id: int
    clerk_name: str
    opened_at: datetime
    float_minor: int


@dataclass(frozen=True, slots=True)
class TillLine:
    """Something that happened at the drawer without a sale. A negative amount went out."""

    title: str
    amount_minor: int
    reason: str
    staff_name: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class ClosedTill:
    """A till that was counted and closed: its Z report may be made."""

    session_id: int
    z_number: int
    expected_minor: int
    counted_minor: int

    @property
    def difference_minor(self) -> int:
        """Below zero when money is missing."""
        return self.counted_minor - self.expected_minor


class Tills:
    """The counter's drawer, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.TILL)
    def state(self, session: Session) -> TillState | None:
        """The till that is open at this counter; None when it is closed."""
        found = sessions.open_at(self._database, session.counter.id)
        if found is None:
            return None
        return TillState(found.id, found.clerk_id, found.clerk_name, found.opened_at, found.float_minor)

    @needs(Permission.TILL)
    def book(self, session: Session) -> tuple[TillLine, ...]:
        """What happened at the open drawer without a sale, the last first."""
        found = sessions.open_at(self._database, session.counter.id)
        if found is None:
            return ()
        lines = [
            TillLine(_TITLES[each.kind], _signed(each), each.reason, each.staff_name, each.happened_at)
            for each in movements.of_session(self._database, found.id)
        ]
        return tuple(reversed(lines))

    @needs(Permission.TILL)
    def open(self, session: Session, request_id: str, float_minor: int) -> TillState:
        """Open this counter's till with a float. Raises TillOpen naming who has it, InvalidInput for a negative float."""
        if float_minor < 0:
            raise InvalidInput("A float cannot be negative. Type what is in the drawer now.")
        counter, person = session.counter, session.staff

        def work(unit: Unit) -> None:
            session_id = sessions.open_one(unit, counter.id, person.id, float_minor)
            _audit(unit, session, "TILL_OPEN", session_id, {"float_minor": float_minor})

        try:
            self._database.once(Request(request_id, "TILL_OPEN", (counter.id, float_minor)), "OPEN", work)
        except TillOpen as error:
            found = self.state(session)
            raise (_held_by(session, found) if found else error) from error
        _LOG.info("till opened", extra={"counter": counter.name, "staff": person.username})
        return self._require_state(session)

    @needs(Permission.TILL)
    def cash_in(self, session: Session, request_id: str, amount_minor: int, reason: str) -> None:
        """Put cash into the drawer. Raises TillClosed, InvalidInput without an amount or a reason."""
        self._move(session, request_id, MovementKind.CASH_IN, amount_minor, reason)

    @needs(Permission.TILL)
    def cash_out(self, session: Session, request_id: str, amount_minor: int, reason: str) -> None:
        """Take cash out of the drawer: to the safe, for a purchase. Raises TillClosed, InvalidInput."""
        self._move(session, request_id, MovementKind.CASH_OUT, amount_minor, reason)

    @needs(Permission.TILL)
    def no_sale(self, session: Session, request_id: str, reason: str) -> None:
        """Write down that the drawer is opened without a sale, before it is. Raises TillClosed, InvalidInput."""
        self._move(session, request_id, MovementKind.NO_SALE, 0, reason)

    @needs(Permission.TILL)
    def hand_over(self, session: Session, request_id: str, pieces: Mapping[int, int] | None) -> int | None:
        """Make the open till this person's own, counted (value in minor units -> number of pieces) or as it stands.

        Returns what was counted less what must be there; None without a count. A difference stays the session's: it is
        written down whose count it was. Raises TillClosed.
        """
        counted = None if pieces is None else counted_minor(pieces)
        told: list[int] = []

        def work(unit: Unit) -> None:
            session_id = _require(sessions.lock(unit, session.counter.id))
            detail: dict[str, object] = {"to": session.staff.username}
            if pieces is not None and counted is not None:
                expected = figures.expected_minor(unit, session_id)
                movements.add_count(unit, session_id, CountKind.HAND_OVER, pieces, expected, session.staff.id)
                told[:] = [counted - expected]
                detail |= {"expected_minor": expected, "counted_minor": counted}
            sessions.hand_to(unit, session_id, session.staff.id)
            _audit(unit, session, "TILL_HAND_OVER", session_id, detail)

        request = Request(request_id, "TILL_HAND_OVER", (session.counter.id, session.staff.id, counted))
        self._database.once(request, "HANDED_OVER", work)
        return told[0] if told else self._difference_of_last_count(session, counted)

    @needs(Permission.TILL)
    def close(
        self, session: Session, request_id: str, pieces: Mapping[int, int], agreed_difference_minor: int = 0
    ) -> ClosedTill:
        """Close the till by a count made without knowing what must be there.

        Raises CountDiffers with the till still open, and that count on record, unless the difference is the one that was
        agreed to; TillClosed when there is nothing to close.
        """
        counter, counted = session.counter, counted_minor(pieces)
        found = sessions.open_at(self._database, counter.id)

        def work(unit: Unit) -> None:
            session_id = _require(sessions.lock(unit, counter.id))
            if found is None or found.id != session_id:
                raise TillClosed("This till was closed and opened anew meanwhile. Look at it, then count again.")
            expected = figures.expected_minor(unit, session_id)
            if counted - expected != agreed_difference_minor:
                raise _differs(session, counted - expected)
            z_number = sessions.next_z_number(unit, counter.id)
            sessions.close(unit, session_id, session.staff.id, expected, counted, z_number)
            movements.add_count(unit, session_id, CountKind.CLOSE, pieces, expected, session.staff.id)
            detail = {"z_number": z_number, "expected_minor": expected, "counted_minor": counted}
            _audit(unit, session, "TILL_CLOSE", session_id, detail)

        request = Request(request_id, "TILL_CLOSE", (counter.id, counted, agreed_difference_minor))
        try:
            result, _ = self._database.once(request, str(found.id if found else 0), work)
        except CountDiffers as error:
            self._keep_count(session, found, counted, error.difference_minor)
            raise
        _LOG.info("till closed", extra={"counter": counter.name, "staff": session.staff.username})
        return _closed(sessions.by_id(self._database, int(result)))

    def _move(
        self, session: Session, request_id: str, kind: MovementKind, amount_minor: int, typed_reason: str
    ) -> None:
        reason = " ".join(typed_reason.split())[:_REASON_LENGTH_MAX]
        if not reason:
            raise InvalidInput("Type a reason: a few words that tell later why the drawer was opened.")
        if kind is not MovementKind.NO_SALE and amount_minor <= 0:
            raise InvalidInput("Type an amount greater than nothing.")

        def work(unit: Unit) -> None:
            staff.require_active(unit, session.staff.id)
            session_id = _require(sessions.keep_open(unit, session.counter.id))
            movements.add(unit, session_id, kind, amount_minor, reason, session.staff.id)
            detail = {"amount_minor": amount_minor, "reason": reason}
            _audit(unit, session, kind.value, session_id, detail)

        request = Request(request_id, kind.value, (session.counter.id, amount_minor, reason))
        self._database.once(request, "MOVED", work)

    def _keep_count(
        self, session: Session, found: sessions.TillSession | None, counted: int, difference_minor: int
    ) -> None:
        """A count that was not agreed to stays on record: who counts again does so in sight of everybody."""
        detail = {"counted_minor": counted, "difference_minor": difference_minor}
        session_id = found.id if found else 0
        self._database.transaction(lambda unit: _audit(unit, session, "TILL_COUNT", session_id, detail))

    def _difference_of_last_count(self, session: Session, counted: int | None) -> int | None:
        state = self._require_state(session)
        counts = movements.counts_of_session(self._database, state.session_id)
        return None if counted is None or not counts else counts[-1].counted_minor - counts[-1].expected_minor

    def _require_state(self, session: Session) -> TillState:
        state = self.state(session)
        if state is None:
            raise TillClosed("This till was closed again meanwhile. Look who did, then open it anew.")
        return state


_TITLES: Mapping[MovementKind, str] = {
    MovementKind.CASH_IN: "Cash in",
    MovementKind.CASH_OUT: "Cash out",
    MovementKind.NO_SALE: "No sale",
}


def _signed(movement: movements.Movement) -> int:
    return -movement.amount_minor if movement.kind is MovementKind.CASH_OUT else movement.amount_minor


def _require(session_id: int | None) -> int:
    if session_id is None:
        raise TillClosed(_CLOSED)
    return session_id


def _held_by(session: Session, state: TillState) -> TillOpen:
    who = "you have" if state.clerk_id == session.staff.id else f"{state.clerk_name} has"
    return TillOpen(
        f"The till of {session.counter.name} is open already: {who} it. Take it over, or count and close it."
    )


def _differs(session: Session, difference_minor: int) -> CountDiffers:
    cinema = session.counter.cinema
    amount = format_minor(abs(difference_minor), cinema.currency, cinema.locale)
    word = "missing" if difference_minor < 0 else "too much"
    return CountDiffers(
        f"{amount} {word}. Count again, or close the till with this difference on its report.", difference_minor
    )


def _closed(found: sessions.TillSession | None) -> ClosedTill:
    if found is None or found.z_number is None:
        raise TillClosed(_CLOSED)
    return ClosedTill(found.id, found.z_number, found.expected_minor or 0, found.counted_minor or 0)


def _audit(unit: Unit, session: Session, action: str, session_id: int, detail: Mapping[str, object]) -> None:
    audit_log.append(unit, session.counter.id, session.staff.id, action, figures.subject_of(session_id), {**detail})
