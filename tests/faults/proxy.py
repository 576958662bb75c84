"""A wire between a terminal and its server that can be cut at the one instant that matters: when COMMIT is sent.

It passes every byte on, except for the first COMMIT after `at_commit` was set.
"""

from __future__ import annotations

import contextlib
import re
import select
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from app.models.connection import Target

_QUERY = b"\x03"
_OK = b"\x00"
_BYTES_MAX = 1 << 16
_LIMIT_SECONDS = 20.0


class AtCommit(StrEnum):
    """What becomes of a COMMIT on the wire."""

    PASS = "PASS"
    CUT_ANSWER = "CUT_ANSWER"
    """The server commits; the terminal's connection is cut before the answer comes."""
    SWALLOW_ANSWER = "SWALLOW_ANSWER"
    """The server commits; the answer never comes and the connection stays."""
    CUT_QUESTION = "CUT_QUESTION"
    """The server never hears of it, and loses the connection too."""
    HOLD_BACK = "HOLD_BACK"
    """The terminal's connection is cut, the server's stays: the COMMIT is on its way until `deliver` is called."""


@dataclass(frozen=True, slots=True)
class _Pair:
    terminal: socket.socket
    server: socket.socket

    def cut(self) -> None:
        for end in (self.terminal, self.server):
            _shut(end)


class Proxy:
    """Listens on a socket of its own and connects everybody who comes to the server. Close it at the end."""

    def __init__(self, upstream: Target) -> None:
        self.upstream = upstream
        self._folder = Path(tempfile.mkdtemp(prefix="foyer-wire-"))
        self.target = replace(upstream, unix_socket=str(self._folder / "s"))
        self.at_commit = AtCommit.PASS
        self.marker = rb"COMMIT$"
        """The statement that is taken for the COMMIT, a pattern: it travels at the end of the unit's last packet."""
        self.away = False
        """Whether nobody who comes is let through, as when the server is away."""
        self.away_after_commit = False
        """Whether the server is away from the COMMIT on."""
        self._held: tuple[bytes, _Pair] | None = None
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self._folder / "s"))
        self._listener.listen(64)
        self._pairs: list[_Pair] = []
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def close(self) -> None:
        _shut(self._listener)
        self._threads[0].join(_LIMIT_SECONDS)
        for pair in self._pairs:
            pair.cut()
        for thread in self._threads:
            thread.join(_LIMIT_SECONDS)
        for pair in self._pairs:
            pair.terminal.close()
            pair.server.close()
        self._listener.close()
        shutil.rmtree(self._folder)

    def deliver(self) -> bool:
        """Send the COMMIT that was held back; whether the server did it."""
        assert self._held is not None, "no COMMIT was held back"
        question, pair = self._held
        try:
            pair.server.sendall(question)
        except OSError:
            return False
        return _received(pair.server)[4:5] == _OK

    def _start(self, work: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # the listener was closed
            while True:
                terminal, _ = self._listener.accept()
                server = None if self.away else self._reach()
                if server is None:
                    terminal.close()
                    continue
                pair = _Pair(terminal, server)
                self._pairs.append(pair)
                self._start(self._pass, pair)

    def _reach(self) -> socket.socket | None:
        try:
            if self.upstream.unix_socket is None:
                return socket.create_connection((self.upstream.host, self.upstream.port))
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.upstream.unix_socket)
            return server
        except OSError:
            return None

    def _pass(self, pair: _Pair) -> None:
        """Pass on what comes from either end until one of them ends, or a COMMIT meets its fate."""
        while True:
            for end in select.select([pair.terminal, pair.server], [], [])[0]:
                data = _received(end)
                is_commit = end is pair.terminal and data[4:5] == _QUERY and re.search(self.marker, data)
                if is_commit and self.at_commit is not AtCommit.PASS:
                    self._meet_fate(data, pair)
                    return
                other = pair.server if end is pair.terminal else pair.terminal
                if not data or not _sent(other, data):
                    pair.cut()
                    return

    def _meet_fate(self, question: bytes, pair: _Pair) -> None:
        fate, self.at_commit = self.at_commit, AtCommit.PASS
        self.away = self.away or self.away_after_commit
        if fate is AtCommit.HOLD_BACK:
            self._held = (question, pair)
            _shut(pair.terminal)
            return
        if fate is not AtCommit.CUT_QUESTION:
            _sent(pair.server, question)
            _received(pair.server)
        if fate is not AtCommit.SWALLOW_ANSWER:
            pair.cut()


def _received(end: socket.socket) -> bytes:
    try:
        return end.recv(_BYTES_MAX)
    except OSError:
        return b""


def _sent(end: socket.socket, data: bytes) -> bool:
    try:
        end.sendall(data)
    except OSError:
        return False
    return True


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
