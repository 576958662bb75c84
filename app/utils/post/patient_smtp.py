"""The standard library's SMTP client with one limit over all it does.

Its own time limit is for each read and write: a server that sends a letter now and then would hold whoever waits for ever.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from typing import Any

_STEP_SECONDS = 10.0
"""For one connection attempt, one read or one write."""
_CHUNK_BYTES = 16384


class PatientSmtp(smtplib.SMTP):
    """A connection that is over `seconds` after it was asked for. With `context` it is encrypted from the first byte."""

    def __init__(self, host: str, seconds: float, context: ssl.SSLContext | None = None) -> None:
        super().__init__(timeout=_STEP_SECONDS)
        self._host = host  # what the server's certificate is compared with
        self._until, self._context = time.monotonic() + seconds, context

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made = socket.create_connection((host, port), min(timeout, self._left_seconds()))
        if self._context is None:
            return made
        made.settimeout(self._left_seconds())
        return self._context.wrap_socket(made, server_hostname=self._host)

    def encrypt(self, context: ssl.SSLContext) -> None:
        """STARTTLS (RFC 3207), then EHLO once more: what was told before counts no more."""
        self.starttls(context=context)
        self.ehlo()

    def docmd(self, cmd: str, args: str = "") -> tuple[int, bytes]:
        told = super().docmd(cmd, args)
        if self.sock is not None:
            self.sock.settimeout(self._left_seconds())  # a handshake may come next
        return told

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _Lines(self.sock, self._left_seconds)
        return super().getreply()

    def send(self, s: Any) -> None:
        data = s.encode(self.command_encoding) if isinstance(s, str) else bytes(s)
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        try:
            for start in range(0, len(data), _CHUNK_BYTES):
                self.sock.settimeout(self._left_seconds())
                self.sock.sendall(data[start : start + _CHUNK_BYTES])
        except OSError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected(str(error)) from error

    def _left_seconds(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        return min(left, _STEP_SECONDS)


class _Lines:
    """Reads a socket line by line, each read within the time that is left."""

    def __init__(self, sock: socket.socket, left_seconds: Callable[[], float]) -> None:
        self._sock, self._left_seconds = sock, left_seconds
        self._buffer = b""

    def readline(self, most: int) -> bytes:
        while b"\n" not in self._buffer and len(self._buffer) < most:
            self._sock.settimeout(self._left_seconds())
            received = self._sock.recv(4096)
            if not received:
                break
            self._buffer += received
        end = self._buffer.find(b"\n") + 1 or len(self._buffer)
        line, self._buffer = self._buffer[: min(end, most)], self._buffer[min(end, most) :]
        return line

    def close(self) -> None:
        """The socket is closed by whoever opened it."""
