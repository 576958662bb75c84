"""A payment provider to practise with: a process of its own, reached over a socket, that takes no real money.

    python -m app.utils.pay.training_provider --folder DIR      (python main.py training-provider does the same)

It answers one JSON object a line. It can be told to behave badly, as providers do: by a control message
{"do": "behave", "on": "request", "next": ["decline", "stall"]} the next questions of that kind meet these fates in
turn, and an amount of 1.51 to 1.57 (of whatever currency) meets the one of BY_AMOUNT.
"""

from __future__ import annotations

import argparse
import contextlib
import heapq
import itertools
import json
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from app.utils.pay.training_book import Answer, TrainingBook

FATES = ("ok", "decline", "stall", "late", "twice", "lose", "die", "die_before")
"""stall: neither heard nor answered. late: answered after a while, late:250 after 250 ms. lose: done, and the line is cut
before the answer. die: done, and the process is killed before the answer; die_before: killed before it is done."""
BY_AMOUNT = {151: "decline", 152: "stall", 153: "late", 154: "twice", 155: "lose", 156: "die", 157: "die_before"}
LATE_MS = 6000
UNUSED_SECONDS = 1.0
FIRST_USE_SECONDS = 30.0
PORT_FILE = "port"
NAME = "training"


@dataclass(slots=True)
class _Line:
    """Somebody who has called."""

    socket: socket.socket
    received: bytes = b""


@dataclass(slots=True)
class TrainingProvider:
    """Answers everybody who calls, one after the other, until nobody has been there for `unused_seconds` (None: for ever)."""

    listener: socket.socket
    book: TrainingBook
    unused_seconds: float | None
    _selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    _lines: set[int] = field(default_factory=set)
    _fates: dict[str, list[str]] = field(default_factory=dict)
    _later: list[tuple[float, int, _Line, bytes]] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    def serve(self) -> None:
        self._selector.register(self.listener, selectors.EVENT_READ)
        alone_until = time.monotonic() + FIRST_USE_SECONDS
        while self.unused_seconds is None or self._lines or time.monotonic() < alone_until:
            for ready, _ in self._selector.select(0.05 if self._later or not self._lines else None):
                if ready.data is None:
                    self._accept()
                else:
                    self._hear(ready.data)
                if self.unused_seconds is not None:
                    alone_until = time.monotonic() + self.unused_seconds
            while self._later and self._later[0][0] <= time.monotonic():
                _, _, line, said = heapq.heappop(self._later)
                self._say(line, said)

    def _accept(self) -> None:
        caller, _ = self.listener.accept()
        caller.setblocking(False)
        line = _Line(caller)
        self._lines.add(caller.fileno())
        self._selector.register(caller, selectors.EVENT_READ, line)
        self._say(line, _as_line({"provider": NAME}))

    def _hear(self, line: _Line) -> None:
        try:
            data = line.socket.recv(4096)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._hang_up(line)
            return
        line.received += data
        while b"\n" in line.received:
            text, _, line.received = line.received.partition(b"\n")
            self._meet(line, json.loads(text))

    def _meet(self, line: _Line, question: dict[str, Any]) -> None:
        kind = str(question.get("do"))
        if kind == "behave":
            self._fates.setdefault(str(question["on"]), []).extend(question["next"])
            self._say(line, _as_line({"id": question.get("id"), "answer": "OK"}))
            return
        waiting = self._fates.get(kind)
        by_amount = BY_AMOUNT.get(int(question.get("amount_minor") or 0), "ok") if kind == "request" else "ok"
        fate, _, wait_ms = (waiting.pop(0) if waiting else by_amount).partition(":")
        if fate == "die_before":
            os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        if fate == "stall":
            return
        said = _as_line({"id": question.get("id"), **self._answer(kind, question, decline=fate == "decline")})
        if fate == "die":
            os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        if fate == "lose":
            self._hang_up(line)
        elif fate == "late":
            due = time.monotonic() + int(wait_ms or LATE_MS) / 1000
            heapq.heappush(self._later, (due, next(self._numbers), line, said))
        else:
            self._say(line, said * 2 if fate == "twice" else said)

    def _answer(self, kind: str, question: dict[str, Any], *, decline: bool) -> Answer:
        match kind:
            case "request":
                return self.book.request(question, decline=decline)
            case "look_up":
                return self.book.look_up(question["key"])
            case "cancel":
                return self.book.cancel(question["key"])
            case "pay":
                return self.book.pay(question["key"])
            case "refund":
                return self.book.refund(question["key"], question["refund_key"], int(question["amount_minor"]))
        return {"answer": "NOT_UNDERSTOOD"}

    def _say(self, line: _Line, said: bytes) -> None:
        try:
            line.socket.sendall(said)
        except OSError:  # whoever asked has hung up: he will look it up
            self._hang_up(line)

    def _hang_up(self, line: _Line) -> None:
        number = line.socket.fileno()
        if number in self._lines:
            self._lines.discard(number)
            self._selector.unregister(line.socket)
            line.socket.close()


def _as_line(told: dict[str, Any]) -> bytes:
    return json.dumps(told).encode() + b"\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until killed, or until unused; 0 as well when another one serves this folder already."""
    parser = argparse.ArgumentParser(prog="training-provider", description="A payment provider to practise with.")
    parser.add_argument("--folder", type=Path, required=True, help="where it keeps what it has taken, and its port")
    parser.add_argument("--port", type=int, default=0, help="listen at this loopback port; 0: any free one")
    parser.add_argument("--paid-after-ms", type=int, default=5000, help="when a customer pays by UPI and the like")
    parser.add_argument("--until-unused", action="store_true", help="end when nobody is connected any more")
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(asked.folder / "provider.lock", mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return 0
    with lock, contextlib.closing(TrainingBook(asked.folder / "taken.jsonl", asked.paid_after_ms / 1000)) as book:
        listener = socket.create_server(("127.0.0.1", asked.port))
        port_file = asked.folder / PORT_FILE
        written = port_file.with_suffix(".new")
        written.write_text(str(listener.getsockname()[1]), "ascii")
        written.replace(port_file)
        TrainingProvider(listener, book, UNUSED_SECONDS if asked.until_unused else None).serve()
        port_file.unlink(missing_ok=True)
        listener.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
