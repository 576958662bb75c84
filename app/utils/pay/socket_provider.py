"""A provider at the other end of a socket: one JSON object a line, each answer with the number of its question.

The line stays open between questions. What comes without being asked for, late or for the second time has another number
and is passed over.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import logging
import select
import socket
from collections.abc import Callable, Mapping
from typing import Any

from app.utils.pay.provider import (
    Approved,
    Cancelled,
    Declined,
    Limit,
    NeverHeard,
    Outcome,
    Pending,
    Refunded,
    Silent,
    Unreachable,
)

Answer = Mapping[str, Any]
_SLICE_SECONDS = 0.05
_LINE_BYTES_MAX = 1 << 16
_LOG = logging.getLogger("foyer.provider")


class SocketProvider:
    """Asks over the socket that `connect` opens; it is given the seconds that may take and raises OSError."""

    def __init__(self, name: str, connect: Callable[[float], socket.socket]) -> None:
        self.name = name
        self._connect = connect
        self._socket: socket.socket | None = None
        self._received = b""
        self._numbers = itertools.count(1)

    def request(
        self, key: str, method: str, amount_minor: int, currency: str, booking_reference: str, limit: Limit
    ) -> Outcome:
        question = {
            "do": "request",
            "key": key,
            "method": method,
            "amount_minor": amount_minor,
            "currency": currency,
            "reference": booking_reference,
        }
        return _outcome(self._ask(question, limit))

    def look_up(self, key: str, limit: Limit) -> Outcome | NeverHeard:
        answer = self._ask({"do": "look_up", "key": key}, limit)
        return NeverHeard() if answer.get("answer") == "NEVER_HEARD" else _outcome(answer)

    def cancel(self, key: str, limit: Limit) -> Outcome:
        return _outcome(self._ask({"do": "cancel", "key": key}, limit))

    def refund(self, key: str, refund_key: str, amount_minor: int, limit: Limit) -> Refunded | Declined:
        question = {"do": "refund", "key": key, "refund_key": refund_key, "amount_minor": amount_minor}
        answer = self._ask(question, limit)
        if answer.get("answer") == "REFUNDED":
            return Refunded(_text(answer, "reference", 64))
        outcome = _outcome(answer)
        if isinstance(outcome, Declined):
            return outcome
        raise Silent

    def close(self) -> None:
        """The next question opens a new line."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._received = None, b""

    def _ask(self, question: dict[str, object], limit: Limit) -> Answer:
        line = self._open(limit)
        number = next(self._numbers)
        try:
            line.sendall(json.dumps({"id": number, **question}).encode() + b"\n")
            while True:
                answer = self._next_line(line, limit)
                if answer.get("id") == number:
                    return answer
        except (OSError, ValueError, TypeError) as error:
            # Part of it may have gone out before: whether it was heard is not known from here on.
            self.close()
            raise Silent from error

    def _open(self, limit: Limit) -> socket.socket:
        if self._socket is None:
            try:
                self._socket = self._connect(limit.left_seconds)
            except OSError as error:
                raise Unreachable from error
            self._socket.settimeout(_SLICE_SECONDS)
        return self._socket

    def _next_line(self, line: socket.socket, limit: Limit) -> Answer:
        """The next object that comes. Raises OSError at the end of the line or of the patience."""
        while b"\n" not in self._received:
            if not limit.wanted() or limit.left_seconds <= 0:
                raise TimeoutError
            if not select.select([line], [], [], min(_SLICE_SECONDS, limit.left_seconds))[0]:
                continue
            data = line.recv(4096)
            if not data or len(self._received) > _LINE_BYTES_MAX:
                raise ConnectionError
            self._received += data
        text, _, self._received = self._received.partition(b"\n")
        answer = json.loads(text)
        if not isinstance(answer, dict):
            raise TypeError(answer)
        return answer


def greeting(line: socket.socket, seconds: float) -> Answer:
    """The first object a provider says when it is called. Raises OSError when it is none of ours."""
    line.settimeout(seconds)
    received = b""
    with contextlib.suppress(ValueError):
        while not received.endswith(b"\n"):
            sign = line.recv(1)
            if not sign or len(received) > _LINE_BYTES_MAX:
                raise ConnectionError
            received += sign
        told = json.loads(received)
        if isinstance(told, dict):
            return told
    raise ConnectionError


def _outcome(answer: Answer) -> Outcome:
    match answer.get("answer"):
        case "APPROVED":
            return Approved(_text(answer, "reference", 64), _text(answer, "method", 20), _text(answer, "last_four", 4))
        case "DECLINED":
            return Declined(_text(answer, "reason", 300))
        case "PENDING":
            return Pending(_text(answer, "payload", 1000))
        case "CANCELLED":
            return Cancelled()
    _LOG.warning("the provider's answer cannot be read", extra={"answer": str(answer.get("answer"))[:40]})
    raise Silent


def _text(answer: Answer, name: str, length_max: int) -> str:
    return str(answer.get(name) or "")[:length_max]
