"""Seats put out of service and given back, and their guests moved, step by step at the side of the hall."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from app.controllers.permissions import Session
from app.controllers.plan.hall_rules import told_moment
from app.controllers.plan.halls import OpenHall
from app.controllers.plan.outages import Outage, Outages
from app.controllers.plan.rehousing import Proposal, Rehousing
from app.models.records import Seat
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.parts.table import TableRow
from app.views.plan.outage_panel import OutageDoings, OutagePanel
from app.views.tasks import Lane, Tasks

TOLD_MAX = 3


class OutageFlow:
    """`on_broken` hears the ids of the seats that are out of service for a while, whenever they may be others."""

    def __init__(
        self,
        master: Any,
        session: Session,
        outages: Outages,
        rehousing: Rehousing,
        tasks: Tasks,
        on_broken: Callable[[Collection[int]], object],
    ) -> None:
        self.session = session
        self._outages, self._rehousing, self._tasks, self._on_broken = outages, rehousing, tasks, on_broken
        self.panel = OutagePanel(master, OutageDoings(self.put_out, self.give_back, self.rehouse, self.other_seat))
        self._hall: OpenHall | None = None
        self._marked: tuple[tuple[int | None, str], ...] = ()
        self._standing: dict[str, Outage] = {}
        self._proposals: tuple[Proposal, ...] = ()
        self._chosen: dict[str, int] = {}
        """Which of its choices each party is to have, by the id of its row; 0 where it is not named."""

    def open(self, hall: OpenHall) -> None:
        """Another hall, or the same one as it is stored now."""
        if self._hall is None or self._hall.plan.id != hall.plan.id:
            self.panel.form.fill({})
            self.panel.say("")
        self._hall = hall
        self.refresh()

    def mark(self, seats: Sequence[tuple[int | None, str]]) -> None:
        """(id, label) of the seats that are marked; the id is None for one that is not saved yet."""
        self._marked = tuple(seats)
        self.panel.show_marked([label for _, label in seats])

    def refresh(self) -> None:
        hall = self._hall
        if hall is None:
            return

        def read() -> tuple[tuple[Outage, ...], tuple[Proposal, ...]]:
            hall_id = hall.plan.id
            return self._outages.of_hall(self.session, hall_id), self._rehousing.proposals(self.session, hall_id)

        self._tasks.run(Lane.PLANNING, read, self._show, self.panel.refuse, replaces="outages")

    # What a person does

    def put_out(self, answers: dict[str, str]) -> None:
        hall = self._hall
        seat_ids = [seat_id for seat_id, _ in self._marked if seat_id is not None]
        if hall is None or len(seat_ids) < len(self._marked):
            self.panel.form.set_busy(busy=False)
            self.panel.form.say("Some of these seats are not saved yet. Press Ctrl+S first.", theme.WARN)
            return
        request_id, labels = new_request_id(), [label for _, label in self._marked]
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._outages.put(self.session, request_id, hall.plan, seat_ids, answers),
            lambda _: self._put(labels),
            self.panel.form.refuse,
        )

    def give_back(self, row_id: str) -> None:
        """One outage, or with "" those of the marked seats."""
        marked = {seat_id for seat_id, _ in self._marked}
        ended = [
            each
            for each in self._standing.values()
            if (each.seat_id in marked if not row_id else str(each.id) == row_id)
        ]
        hall = self._hall
        if hall is None or not ended:
            self.panel.say("Choose a seat in the list, or mark it on the map.", theme.WARN)
            return
        request_id = new_request_id()
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._outages.end(self.session, request_id, hall.plan, ended),
            lambda _: self._done(f"In service again: {', '.join(each.seat_label for each in ended)}"),
            self.panel.refuse,
        )

    def other_seat(self, row_id: str) -> None:
        """The next choice of a party; after the last the first one again."""
        proposal = next(each for each in self._proposals if _row_id(each) == row_id)
        if proposal.choices:
            self._chosen[row_id] = (self._chosen.get(row_id, 0) + 1) % len(proposal.choices)
            self._show_guests()

    def rehouse(self) -> None:
        """Everybody who has somewhere to go, in one step."""
        hall = self._hall
        accepted = [
            (each.party, each.choices[self._chosen.get(_row_id(each), 0)]) for each in self._proposals if each.choices
        ]
        if hall is None or not accepted:
            return
        request_id = new_request_id()
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._rehousing.rehouse(self.session, request_id, hall.plan, accepted),
            self._rehoused,
            self._not_rehoused,
        )

    # What becomes of it

    def _put(self, labels: Sequence[str]) -> None:
        self.panel.form.fill({})
        self._done(f"Out of service: {', '.join(labels[:6])}{' …' if len(labels) > 6 else ''}")

    def _rehoused(self, told: tuple[str, ...]) -> None:
        more = [f"and {len(told) - TOLD_MAX} more: each counter is told"] if len(told) > TOLD_MAX else []
        self._done("\n".join([*told[:TOLD_MAX], *more]))

    def _not_rehoused(self, error: BoxOfficeError) -> None:
        self.panel.refuse(error)
        self.refresh()

    def _done(self, sentence: str) -> None:
        self.panel.say(sentence, theme.GOOD)
        self.refresh()

    def _show(self, found: tuple[tuple[Outage, ...], tuple[Proposal, ...]]) -> None:
        outages, self._proposals = found
        self._chosen = {}
        self._standing = {str(each.id): each for each in outages}
        self.panel.show_outages([self._outage_row(each) for each in outages])
        self._show_guests()
        self._on_broken({each.seat_id for each in outages})

    def _show_guests(self) -> None:
        chosen = self.panel.guests.chosen
        self.panel.show_guests(
            [self._guest_row(each) for each in self._proposals], sum(bool(each.choices) for each in self._proposals)
        )
        self.panel.choose_guest(chosen)

    def _outage_row(self, outage: Outage) -> TableRow:
        assert self._hall is not None
        until = told_moment(outage.until_at, self._hall.plan.cinema) if outage.until_at else "open"
        return TableRow(str(outage.id), (outage.seat_label, until, outage.reason))

    def _guest_row(self, proposal: Proposal) -> TableRow:
        assert self._hall is not None
        party, row_id = proposal.party, _row_id(proposal)
        if proposal.choices:
            moves = proposal.choices[self._chosen.get(row_id, 0)]
            way = f"{told_seats([move.guest.seat for move in moves])} → {told_seats([move.to for move in moves])}"
        else:
            way = f"{told_seats([guest.seat for guest in party.guests if guest.broken])} → no seat as good"
        when = told_moment(party.starts_at, self._hall.plan.cinema)
        # A large party's seats have no room in the list.
        told = " · ".join(filter(None, [way, party.movie_title, party.reference, party.customer]))
        return TableRow(row_id, (way, when, told), "" if proposal.choices else "warn")


def told_seats(seats: Sequence[Seat]) -> str:
    """C5; C5–C8 where they are numbered on; C5, D1. A narrow list has room for no more."""
    ordered = sorted(seats, key=lambda seat: (seat.grid_row, seat.seat_number))
    first, last = ordered[0], ordered[-1]
    if len(ordered) > 1 and first.grid_row == last.grid_row and last.seat_number - first.seat_number < len(ordered):
        return f"{first.label}–{last.label}"
    return ", ".join(seat.label for seat in ordered)


def _row_id(proposal: Proposal) -> str:
    return str(proposal.party.booking_id)
