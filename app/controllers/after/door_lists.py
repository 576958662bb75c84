"""Going on at the door without the network: a list prepared while it was there, and a journal of whom it let in."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.controllers.after import verdicts
from app.controllers.after.door_list_file import PreparedList, house_of, read_list, write_list
from app.controllers.after.verdicts import DoorRules, Reason, Verdict
from app.controllers.permissions import Permission, Session, needs
from app.models.after import door_lists, house_keys
from app.models.after.admissions import DoorPlace, DoorTicket, TicketState
from app.models.database import Database
from app.models.door_records import Cinema
from app.models.errors import DoorListUnusable
from app.utils.folders import folder_not_writable
from app.utils.local_time import format_time, to_local
from app.utils.scan_journal import JournalLine, ScanJournal

_LOG = logging.getLogger("foyer.door")
LIST_HOURS_MAX = 3
"""What a list tells is the less true the older it is: longer nobody is let in by it."""
_CLOCK_SET_BACK = timedelta(minutes=1)


def list_file(folder: Path) -> Path:
    """Where a door's machine keeps its list."""
    return folder / "door-list"


def journal_file(folder: Path) -> Path:
    return folder / "scans.jsonl"


def make_list(database: Database, cinema_id: int, path: Path) -> datetime:
    """Write what a door must know into `path`, signed; returns the server's time it stands for. Raises FolderNotWritable."""
    key = house_keys.key_of(database, house_keys.DOOR_LIST)
    known = door_lists.read(database, cinema_id, house_of(key))
    try:
        write_list(path, known, key)
    except OSError as problem:
        raise folder_not_writable(path.parent, problem) from problem
    return known.made_at


class ListMaking:
    """The list made anew each minute while the network is there, for a lane where it may take its time."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database, self._folder = database, folder

    @needs(Permission.ADMIT)
    def prepare(self, session: Session) -> datetime:
        """Write this machine's list anew. Raises FolderNotWritable, DatabaseAway: the one before stands then."""
        return make_list(self._database, session.counter.cinema.id, list_file(self._folder))


class DoorByList:
    """Letting in without the network. It touches no database: everything it knows lies in `folder`."""

    def __init__(self, folder: Path, opens_minutes: int) -> None:
        self._folder, self._opens_minutes = folder, opens_minutes
        self._journal = ScanJournal(journal_file(folder))
        self._let_in: dict[int, datetime] = {}
        """By this window while the network was there, on this machine's clock: the list may be older than that."""
        self._read: tuple[int, PreparedList] | None = None

    @needs(Permission.ADMIT)
    def remember(self, session: Session, ticket: DoorTicket) -> None:
        """Keep in mind that a ticket was let in here with the network."""
        self._let_in[ticket.id] = datetime.now(UTC)

    @needs(Permission.ADMIT)
    def forget(self, session: Session, ticket: DoorTicket) -> None:
        """Its entry was undone."""
        self._let_in.pop(ticket.id, None)

    @needs(Permission.ADMIT)
    def made_at(self, session: Session) -> datetime:
        """Up to when the list knows what was sold and given back. Raises DoorListUnusable."""
        return self._usable(session).known.made_at

    @needs(Permission.ADMIT)
    def admit(self, session: Session, request_id: str, code: str) -> Verdict:
        """Let the ticket of that code in by the list, once at this door; on the disk before ADMIT is said.

        `request_id` is that of the scan, also where the network was lost while it was asked: written down later it counts
        once. Raises DoorListUnusable, FolderNotWritable: then nobody was let in.
        """
        prepared = self._usable(session)
        code_hash = verdicts.hash_of(code)
        ticket = prepared.known.tickets.get(code_hash)
        cinema = session.counter.cinema
        if ticket is None:
            return _not_listed(prepared, cinema)
        lines = self._lines(ticket.id, prepared)
        if any(line.request_id == request_id for line in lines):
            return Verdict(Reason.ADMIT, "", ticket, by_list=True)
        place = prepared.known.places.get(session.counter.id, DoorPlace(None, ""))
        as_it_is = self._as_it_is(ticket, lines, prepared, session)
        verdict = verdicts.judge(as_it_is, DoorRules(cinema, place, self._opens_minutes), prepared.now)
        if verdict.admits:
            self._write_down(session, request_id, prepared, ticket, code_hash)
        return replace(verdict, by_list=True)

    def _as_it_is(
        self, ticket: DoorTicket, lines: Sequence[JournalLine], prepared: PreparedList, session: Session
    ) -> DoorTicket:
        """The ticket with what this door knows of it beyond the list."""
        if ticket.state is not TicketState.VALID:
            return ticket
        entries = [datetime.fromisoformat(line.scanned_at) for line in lines]
        if ticket.id in self._let_in and (at := self._let_in[ticket.id] - prepared.ahead) > prepared.known.made_at:
            entries.append(at)
        if not entries:
            return ticket
        return replace(ticket, state=TicketState.USED, admitted_at=min(entries), admitted_where=session.counter.name)

    def _lines(self, ticket_id: int, prepared: PreparedList) -> list[JournalLine]:
        """A ticket's scans that the list cannot know of: not in the database yet, or newer than the list."""
        known = prepared.known
        try:
            lines = self._journal.of_ticket(ticket_id)
        except OSError as problem:
            raise folder_not_writable(self._folder, problem) from problem
        return [
            line
            for line, is_open in lines
            if line.house == known.house and (is_open or datetime.fromisoformat(line.scanned_at) > known.made_at)
        ]

    def _write_down(
        self, session: Session, request_id: str, prepared: PreparedList, ticket: DoorTicket, code_hash: str
    ) -> None:
        line = JournalLine(
            request_id,
            prepared.known.house,
            ticket.id,
            code_hash,
            prepared.now.isoformat(),
            session.counter.id,
            session.staff.id,
        )
        try:
            self._journal.append(line)
        except OSError as problem:
            raise folder_not_writable(self._folder, problem) from problem
        _LOG.info("let in by the list", extra={"ticket": ticket.id, "counter": session.counter.name})

    def _usable(self, session: Session) -> PreparedList:
        prepared = self._load()
        cinema, made_at, now = session.counter.cinema, prepared.known.made_at, prepared.now
        if prepared.known.cinema_id != cinema.id:
            raise DoorListUnusable(
                f"The door list on this machine is not one of {cinema.name}. Nobody is let in by it."
            )
        told = format_time(to_local(made_at, cinema.time_zone), cinema.locale)
        if now < made_at - _CLOCK_SET_BACK:
            raise DoorListUnusable(
                f"This machine's clock is behind the door list of {told}: it was set back. Set it right, then scan again."
            )
        if now - made_at > timedelta(hours=LIST_HOURS_MAX):
            raise DoorListUnusable(
                f"The door list is of {told}, more than {LIST_HOURS_MAX} hours old. Nobody is let in by it: ask a manager, "
                "who decides by the paper tickets."
            )
        return prepared

    def _load(self) -> PreparedList:
        """Read anew only where the file is another one."""
        path = list_file(self._folder)
        try:
            changed_ns = path.stat().st_mtime_ns
        except OSError:
            changed_ns = 0
        if self._read is None or self._read[0] != changed_ns or not changed_ns:
            self._read = (changed_ns, read_list(path))
        return self._read[1]


def _not_listed(prepared: PreparedList, cinema: Cinema) -> Verdict:
    at = format_time(to_local(prepared.known.made_at, cinema.time_zone), cinema.locale)
    sentence = (
        f"Not on the list of {at}. What was sold since then is unknown here: ask a manager, who decides by the paper."
    )
    return Verdict(Reason.UNKNOWN, sentence, by_list=True)
