"""A door of a test's own: tickets that have been sold, and whoever scans them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from app.controllers.after.door import Door
from app.controllers.after.door_lists import DoorByList, ListMaking
from app.controllers.after.reconciling import Reconciled, Reconciling
from app.controllers.after.verdicts import DoorTicket, Verdict
from app.controllers.permissions import Session
from app.controllers.start.sign_in import SignIn
from app.models.after import admissions
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import PASSWORD, BoxOffice

OPENS_MINUTES = 180
"""The office's show starts in two hours: its guests may come in."""


@dataclass
class DoorScene:
    """Two doors of one cinema, and the machine's folder of the first one."""

    office: BoxOffice
    folder: Path
    opens_minutes: int = OPENS_MINUTES
    by_list: DoorByList = field(init=False)
    _put_back: list[tuple[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_list = DoorByList(self.folder, self.opens_minutes)

    def session(self, counter: int = 0) -> Session:
        return self.office.session(Role.USHER, counter)

    def sell(self, *labels: str) -> dict[str, str]:
        """The codes of newly sold tickets by their seats."""
        sale = self.office.sell(*labels)
        return self.codes(sale.reference)

    def codes(self, reference: str) -> dict[str, str]:
        return {each.seat_label: each.code for each in self.tickets(reference)}

    def tickets(self, reference: str) -> list[DoorTicket]:
        scans = admissions.of_booking(self.office.owner, self.office.counters[0].id, reference)
        return [scan.ticket for scan in scans]

    def door(self) -> Door:
        return Door(self.office.database, SignIn(self.office.database), self.opens_minutes)

    def scan(self, code: str, counter: int = 0, request_id: str | None = None) -> Verdict:
        return self.door().admit(self.session(counter), request_id or new_request_id(), code)

    def undo(self, ticket: DoorTicket, request_id: str | None = None, password: str = PASSWORD) -> DoorTicket:
        manager = self.office.people[Role.MANAGER].username
        request_id = request_id or new_request_id()
        return self.door().undo(self.session(), request_id, ticket, "went home", manager, password)

    def prepare(self) -> None:
        """The list made anew, as each minute."""
        ListMaking(self.office.database, self.folder).prepare(self.session())

    def scan_by_list(self, code: str, request_id: str | None = None) -> Verdict:
        return self.by_list.admit(self.session(), request_id or new_request_id(), code)

    def reconcile(self) -> Reconciled:
        return Reconciling(self.office.database, self.folder).write_down(self.session())

    # What is stored

    def state(self, code: str) -> str:
        return str(self.office.value("SELECT status FROM tickets WHERE code = %s", code))

    def entries(self, code: str) -> list[tuple[str, bool]]:
        """(kind, offline) of each row of a ticket in admissions."""
        found = self.office.owner.rows(
            "SELECT a.kind, a.offline FROM admissions a JOIN tickets t ON t.id = a.ticket_id WHERE t.code = %s ORDER BY a.id",
            (code,),
        )
        return [(str(kind), bool(offline)) for kind, offline in found]

    def audited(self, action: str) -> list[dict[str, object]]:
        """The details of this cinema's audit lines of that action."""
        found = self.office.owner.rows(
            "SELECT detail FROM audit_log WHERE action = %s AND counter_id IN %s ORDER BY id",
            (action, tuple(counter.id for counter in self.office.counters)),
        )
        return [json.loads(row[0]) for row in found]

    def void(self, code: str) -> None:
        """As a refund leaves it behind; put back at the end, for nothing was given back."""
        self._change("UPDATE tickets SET status = 'VOID', voided_at = UTC_TIMESTAMP(6) WHERE code = %s", code)
        self._put_back.append(("UPDATE tickets SET status = 'VALID', voided_at = NULL WHERE code = %s", code))

    def cancel_show(self) -> None:
        """Put back at the end, for its tickets stay as they are."""
        self._change("UPDATE shows SET status = 'CANCELLED' WHERE id = %s", self.office.show_id)
        self._put_back.append(("UPDATE shows SET status = 'UPCOMING' WHERE id = %s", self.office.show_id))

    def put_back(self) -> None:
        """What the proof of the run's database would stumble over."""
        for sql, param in self._put_back:
            self._change(sql, param)

    def _change(self, sql: str, param: object) -> None:
        self.office.change(sql, param)

    def move_show(self, by: timedelta) -> None:
        self.office.change(
            "UPDATE shows SET starts_at = starts_at + INTERVAL %s SECOND, ends_at = ends_at + INTERVAL %s SECOND"
            " WHERE id = %s",
            int(by.total_seconds()),
            int(by.total_seconds()),
            self.office.show_id,
        )

    def add_hall(self, name: str) -> int:
        cinema_id = self.office.counters[0].cinema.id
        return self.office.owner.transaction(
            lambda unit: unit.insert("INSERT INTO halls (cinema_id, name) VALUES (%s, %s)", (cinema_id, name))
        )

    def limit_door(self, hall_id: int | None, counter: int = 0) -> None:
        self.office.change("UPDATE counters SET hall_id = %s WHERE id = %s", hall_id, self.office.counters[counter].id)
