"""When the network is back: whom a door let in by its list is written down, once, and what should not have been is told."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.controllers.after import verdicts
from app.controllers.after.door_list_file import house_of
from app.controllers.after.door_lists import journal_file
from app.controllers.permissions import Permission, Session, needs
from app.models import audit_log
from app.models.after import admissions, house_keys
from app.models.after.admissions import TicketState
from app.models.database import Database, Request, RetryUnit
from app.models.statements import Unit
from app.utils.folders import folder_not_writable
from app.utils.scan_journal import JournalLine, ScanJournal

_LOG = logging.getLogger("foyer.door")
_WRITTEN, _WRONG = "written", "wrong"
AT_A_TIME = 50
"""A guest who comes meanwhile waits for so many, and not for an hour's."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """How many scans were written down, how many of those should not have let anybody in, and how many are left."""

    scans: int
    wrong: int
    left: int = 0


class Reconciling:
    """For the door's lane. Begun again after a crash it goes on where it was: each scan has its own request id."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database, self._folder = database, folder
        self._journal = ScanJournal(journal_file(folder))

    @needs(Permission.ADMIT)
    def write_down(self, session: Session) -> Reconciled:
        """Write down the next scans of this machine's journal that are not in the database yet, whoever made them.

        Asked again while there are some left. Raises DatabaseAway and the like, FolderNotWritable: what was written down by
        then stands, the rest comes the next time.
        """
        told: list[str] = []
        try:
            lines = self._journal.open_lines()
            if not lines:
                return Reconciled(0, 0)
            house = house_of(house_keys.key_of(self._database, house_keys.DOOR_LIST))
            # Not the demo's into a cinema's books, nor the other way round.
            lines = [line for line in lines if line.house == house]
            for line in lines[:AT_A_TIME]:
                told.append(self._settle(session, line))
                self._journal.mark_done(line.request_id)
        except OSError as problem:
            raise folder_not_writable(self._folder, problem) from problem
        if told:
            _LOG.info("scans written down", extra={"scans": len(told), "wrong": told.count(_WRONG)})
        return Reconciled(len(told), told.count(_WRONG), len(lines) - len(told))

    def _settle(self, session: Session, line: JournalLine) -> str:
        outcome: list[str] = []
        scanned_at = datetime.fromisoformat(line.scanned_at)

        def work(unit: Unit) -> None:
            outcome[:] = [_WRITTEN]
            if not admissions.admit_late(unit, line.ticket_id, line.counter_id, line.staff_id, scanned_at):
                outcome[:] = [_WRONG]
                _tell_wrong(unit, session, line, scanned_at)

        # The same request as the scan's own: where that had come through, and only its answer was lost, it stands as it is.
        request = Request(line.request_id, admissions.ADMIT, (line.code_hash,))
        _, again = self._database.once(request, str(line.ticket_id), work)
        return _WRITTEN if again else outcome[0]


def _tell_wrong(unit: Unit, session: Session, line: JournalLine, scanned_at: datetime) -> None:
    scan = admissions.by_id(unit, line.counter_id, line.ticket_id)
    if scan is None:
        raise AssertionError("tickets are never taken out")
    if scan.ticket.state is TicketState.VALID:
        raise RetryUnit  # its other entry was undone between the two statements
    reason = verdicts.why_not(scan.ticket, session.counter.cinema, scan.now)
    admissions.refuse_late(unit, line.ticket_id, line.counter_id, line.staff_id, scanned_at, reason)
    detail = {
        "seat": scan.ticket.seat_label,
        "film": scan.ticket.show.movie_title,
        "reason": reason,
        "scanned_at": line.scanned_at,
    }
    audit_log.append(unit, line.counter_id, line.staff_id, "ADMISSION_WRONG", scan.ticket.reference, detail)
