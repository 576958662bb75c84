"""A door's own record of whom it let in without the network: lines that are only added, each on the disk before it counts.

A line is one JSON object. The program or the machine may end at any moment: a line that was not written to its end is no
object, is passed over, and the next one begins on a line of its own. What has been written down in the database is marked by
a line that says so; nothing is ever taken out.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_DONE = "done"


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One ticket let in. `scanned_at` is ISO 8601 in UTC, `house` tells which house's ticket it is."""

    request_id: str
    house: str
    ticket_id: int
    code_hash: str
    scanned_at: str
    counter_id: int
    staff_id: int


class ScanJournal:
    """The record in one file, made with its first line, readable by this user only. What was read is not read again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._forget()

    def append(self, line: JournalLine) -> None:
        """On the disk when this returns. Raises OSError."""
        self._write(asdict(line))

    def mark_done(self, request_id: str) -> None:
        """Tell that a line has been dealt with. Raises OSError."""
        self._write({_DONE: request_id})

    def lines(self) -> list[JournalLine]:
        """Every line, the oldest first. Raises OSError."""
        self._read()
        return list(self._lines.values())

    def open_lines(self) -> list[JournalLine]:
        """Those that have not been dealt with. Raises OSError."""
        return [line for line in self.lines() if line.request_id not in self._done]

    def of_ticket(self, ticket_id: int) -> list[tuple[JournalLine, bool]]:
        """The lines of one ticket, each with whether it is still open. Raises OSError."""
        self._read()
        return [(line, line.request_id not in self._done) for line in self._of_ticket.get(ticket_id, ())]

    def _forget(self) -> None:
        self._read_bytes = 0
        self._lines: dict[str, JournalLine] = {}
        self._of_ticket: dict[int, list[JournalLine]] = {}
        self._done: set[str] = set()

    def _read(self) -> None:
        """What has come since the last time. A last line that is not whole yet is looked at again."""
        try:
            if self._path.stat().st_size < self._read_bytes:
                self._forget()  # another file
            with self._path.open("rb") as file:
                file.seek(self._read_bytes)
                pieces = file.read().split(b"\n")
        except FileNotFoundError:
            self._forget()
            return
        whole = [self._take(piece) for piece in pieces]
        length = sum(map(len, pieces)) + len(pieces) - 1
        self._read_bytes += length if whole[-1] else length - len(pieces[-1])

    def _take(self, piece: bytes) -> bool:
        """Keep what a line says; False for one that was not written to its end, or is empty."""
        try:
            read: Any = json.loads(piece)
        except ValueError:
            return False
        if not isinstance(read, dict):
            return False
        if _DONE in read:
            self._done.add(read[_DONE])
        else:
            line = JournalLine(**read)
            if line.request_id not in self._lines:
                self._lines[line.request_id] = line
                self._of_ticket.setdefault(line.ticket_id, []).append(line)
        return True

    def _write(self, entry: dict[str, object]) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = not self._path.exists()
        handle = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # Begun on a new line, whatever the one before came to.
            os.write(handle, b"\n" + json.dumps(entry).encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        if new:
            _keep_name(self._path.parent)


def _keep_name(folder: Path) -> None:
    """The name of a new file is the folder's: without this it may be gone after a loss of power, and the lines with it."""
    if not hasattr(os, "O_DIRECTORY"):
        return  # not on Windows, which has no such thing
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
