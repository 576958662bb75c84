"""Guests whose seat is out of service are given other ones: proposed, looked over, and written in one step."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan.hall_rules import told_moment
from app.controllers.plan.seat_offers import Choice, choices
from app.controllers.sell.expiry import expire
from app.controllers.sell.refusals import listed
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import NotFound, SeatsTaken
from app.models.plan import halls, rehousing
from app.models.plan.halls import HallPlan
from app.models.plan.rehousing import GuestGone, Move, Party
from app.models.records import ClaimState, Seat
from app.models.sell import bookings, notices, tickets
from app.models.sell.booking_seats import SeatConflict
from app.models.statements import Unit
from app.utils.codes import new_ticket_code
from app.utils.errors import InvalidInput

_LOG = logging.getLogger("foyer.rehousing")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A party and where it could go, the best first; no choice when no seat as good is free."""

    party: Party
    choices: tuple[Choice, ...]


class Rehousing:
    """Rehousing for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_HALLS)
    def proposals(self, session: Session, hall_id: int) -> tuple[Proposal, ...]:
        """Who sits on a seat that is out of service in a show to come, by time, and where each could go instead.

        No seat is the first choice of two parties.
        """
        expire(self._database, halls.run_out(self._database, hall_id))
        parties = rehousing.parties(self._database, hall_id)
        free = rehousing.free_seats(self._database, hall_id, {party.show_id for party in parties})
        return tuple(
            proposal
            for show_id, of_show in groupby(parties, key=lambda party: party.show_id)
            for proposal in propose(tuple(of_show), free.get(show_id, ()))
        )

    @needs(Permission.KEEP_HALLS)
    def rehouse(
        self, session: Session, request_id: str, hall: HallPlan, accepted: Sequence[tuple[Party, Choice]]
    ) -> tuple[str, ...]:
        """Give all accepted parties their new seats, or none of them; returns a sentence for each.

        Each new ticket has a new code and is to be printed at the counter that sold it, which is told; prices stay. Audited.
        Raises SeatsTaken when one of the new seats has an owner meanwhile, NotFound when a guest is no longer where they were.
        """
        _require_sense(accepted)
        ordered = sorted(accepted, key=lambda each: (each[0].show_id, each[0].booking_id))
        codes = {party.booking_id: [new_ticket_code() for _ in moves] for party, moves in ordered}
        told = [[party.booking_id, [[move.guest.line_id, move.to.id] for move in moves]] for party, moves in ordered]

        def work(unit: Unit) -> None:
            for party, moves in ordered:
                _rehouse(unit, session, hall, party, moves, codes[party.booking_id])

        try:
            self._database.once(Request(request_id, "REHOUSE", (hall.id, told)), "", work)
        except SeatConflict as error:
            raise self._taken(hall, ordered) from error
        _LOG.info("guests rehoused", extra={"hall": hall.name, "bookings": len(ordered)})
        return tuple(_sentence(party, moves, hall) for party, moves in accepted)

    def _taken(self, hall: HallPlan, accepted: Sequence[tuple[Party, Choice]]) -> SeatsTaken:
        free = rehousing.free_seats(self._database, hall.id, {party.show_id for party, _ in accepted})
        gone = [
            move.to
            for party, moves in accepted
            for move in moves
            if move.to.id not in {seat.id for seat in free.get(party.show_id, ())}
        ]
        names = listed(sorted({seat.label for seat in gone})) if gone else "One of the new seats"
        sentence = f"{names} was just taken. Nobody was moved; look at what is proposed now."
        return SeatsTaken(sentence, [seat.id for seat in gone])


def propose(parties: Sequence[Party], free: Sequence[Seat]) -> tuple[Proposal, ...]:
    """For the parties of one show: each gets a first choice of its own, and further ones among what is left by all."""
    left = list(free)
    firsts: list[Choice] = []
    for party in parties:
        best = choices(party, left, most=1)
        firsts.append(best[0] if best else ())
        given = {move.to.id for move in firsts[-1]}
        left = [seat for seat in left if seat.id not in given]
    return tuple(
        Proposal(party, _first_then(first, choices(party, [*left, *(move.to for move in first)])))
        for party, first in zip(parties, firsts, strict=True)
    )


def _first_then(first: Choice, others: Sequence[Choice]) -> tuple[Choice, ...]:
    return (first, *(choice for choice in others if choice != first)) if first else tuple(others)


def _require_sense(accepted: Sequence[tuple[Party, Choice]]) -> None:
    if not any(moves for _, moves in accepted):
        raise InvalidInput("Choose at least one party to rehouse.")
    wanted = [(party.show_id, move.to.id) for party, moves in accepted for move in moves]
    twice = [
        move.to.label for party, moves in accepted for move in moves if wanted.count((party.show_id, move.to.id)) > 1
    ]
    if twice:
        raise InvalidInput(f"{twice[0]} is chosen for two guests of one show. Choose another seat for one of them.")


def _rehouse(
    unit: Unit, session: Session, hall: HallPlan, party: Party, moves: Sequence[Move], codes: Sequence[str]
) -> None:
    """In the house's fixed order of locks: show, booking, claims, then what is only added."""
    _, locked = bookings.lock_with_show(unit, session.staff.id, party.show_id, party.booking_id)
    if locked is None:
        raise _gone(party, moves)
    try:
        rehousing.move(unit, party, moves, codes)
    except GuestGone as error:
        raise _gone(party, moves) from error
    counter_id = party.counter_id or session.counter.id
    if any(move.guest.state is ClaimState.SOLD for move in moves):
        tickets.order_printing(unit, party.booking_id, counter_id)
    notices.write(unit, counter_id, "REHOUSED", _sentence(party, moves, hall))
    detail = {
        "film": party.movie_title,
        "moved": [[move.guest.seat.label, move.to.label] for move in moves],
        "hall": hall.name,
    }
    audit_log.append(unit, session.counter.id, session.staff.id, "REHOUSED", party.reference, detail)


def _gone(party: Party, moves: Sequence[Move]) -> NotFound:
    names = listed([move.guest.seat.label for move in moves])
    return NotFound(f"{party.reference} is no longer on {names}. Nobody was moved; look at what is proposed now.")


def _sentence(party: Party, moves: Sequence[Move], hall: HallPlan) -> str:
    """What the counter prints and tells the guests."""
    when = told_moment(party.starts_at, hall.cinema)
    way = listed([f"{move.guest.seat.label} to {move.to.label}" for move in moves])
    whom = f" Tell {party.customer}." if party.customer else ""
    printed = " Print the new tickets." if any(move.guest.state is ClaimState.SOLD for move in moves) else ""
    return f"{party.reference}, {party.movie_title}, {when}: moved from {way}.{printed}{whom}"
