"""What comes over the line is believed only when it answers the question."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.utils.pay.provider import Cancelled, Limit, Silent
from app.utils.pay.socket_provider import SocketProvider


@contextmanager
def told(*lines: bytes) -> Iterator[SocketProvider]:
    """A provider whose other end has said these lines already."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"".join(line + b"\n" for line in lines))
        theirs.shutdown(socket.SHUT_WR)
        yield SocketProvider("test", lambda _: ours)


def line(number: int, answer: str) -> bytes:
    return json.dumps({"id": number, "answer": answer}).encode()


def test_an_answer_to_another_question_is_passed_over() -> None:
    with told(line(7, "APPROVED"), line(1, "CANCELLED")) as provider:
        assert provider.cancel("k", Limit(5)) == Cancelled()


@pytest.mark.parametrize("rubbish", [b"no json", b"[1]", b"", line(1, "PERHAPS"), line(2, "APPROVED")])
def test_an_answer_that_cannot_be_read_is_no_answer(rubbish: bytes) -> None:
    with told(rubbish) as provider, pytest.raises(Silent):
        provider.cancel("k", Limit(5))


def test_a_refund_that_is_neither_done_nor_refused_is_no_answer() -> None:
    with told(line(1, "APPROVED")) as provider, pytest.raises(Silent):
        provider.refund("k", "r", 1, Limit(5))
