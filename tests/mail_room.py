"""A mail server for tests: real SMTP over real sockets, with a certificate of its own; it meets each mail as it is told to."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from app.utils.post.mail_server import MailServer

SENDER = "boxoffice@example.com"
LOGIN = ("box", "hunter2")


@dataclass
class MailRoom:
    """`fates` are what the next mails meet, one each: a reply such as "450 busy" at RCPT or DATA ("rcpt 450 busy", "data 550
    no"), "stall", "drop" (in the middle of the mail), "drop after dot"; none left means the mail is taken.
    """

    certificates: Path
    tls: str
    fates: deque[str] = field(default_factory=deque)
    envelopes: list[Envelope] = field(default_factory=list)
    """What was taken, or may have been."""
    encrypted: list[bool] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    recipients_asked: list[str] = field(default_factory=list)
    open_sessions: int = 0
    most_sessions: int = 0
    on_data: Callable[[], None] = lambda: None
    """Called in the server when a mail has come, before it is answered: it may wait, and everybody waits with it."""
    port: int = 0

    @property
    def mails(self) -> list[EmailMessage]:
        raw = [cast("bytes", each.content) for each in self.envelopes]
        return [message_from_bytes(each, policy=default) for each in raw]

    @property
    def numbers(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]

    def server(self, seconds: float = 20.0, **changed: Any) -> MailServer:
        """How a sender reaches it."""
        wished = {"tls": self.tls, "certificates": self.certificates, "seconds": seconds, **changed}
        return MailServer("localhost", self.port, SENDER, **wished)

    # What the server asks: the hooks of aiosmtpd

    async def handle_RCPT(  # noqa: N802  aiosmtpd's own name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.recipients_asked.append(address)
        if self.fates and self.fates[0].startswith("rcpt "):
            return self.fates.popleft().removeprefix("rcpt ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.fates and self.fates[0].startswith("mail "):
            return self.fates.popleft().removeprefix("mail ")
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        fate = self.fates.popleft() if self.fates else ""
        if fate.startswith("data "):
            return fate.removeprefix("data ")
        if fate == "stall":
            await asyncio.Event().wait()
        await asyncio.get_running_loop().run_in_executor(None, self.on_data)
        self.envelopes.append(envelope)
        self.encrypted.append(
            session.ssl is not None or cast("Any", server.transport).get_extra_info("sslcontext") is not None
        )
        if fate == "drop after dot":
            cast("asyncio.Transport", server.transport).abort()
        return "250 Taken"

    def authenticate(self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.logins.append(given.login.decode())
        return AuthResult(success=(given.login.decode(), given.password.decode()) == LOGIN, handled=False)


class _Smtp(SMTP):
    """Counts who is there, and can hang up while a mail is on its way."""

    def __init__(self, room: MailRoom, **kind: Any) -> None:
        super().__init__(room, authenticator=room.authenticate, **kind)
        self._room = room
        self._counted = False

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if not self._counted:
            self._counted = True
            self._room.open_sessions += 1
            self._room.most_sessions = max(self._room.most_sessions, self._room.open_sessions)

    def connection_lost(self, error: Exception | None) -> None:
        if self._counted:
            self._counted = False
            self._room.open_sessions -= 1
        super().connection_lost(error)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  aiosmtpd's own name
        if self._room.fates and self._room.fates[0] == "drop":
            self._room.fates.popleft()
            await self.push("354 Go on")
            await self._reader.readline()
            cast("asyncio.Transport", self.transport).abort()
            return
        await super().smtp_DATA(arg)


@contextmanager
def mail_room(folder: Path, tls: str = "starttls", *, login: bool = False) -> Iterator[MailRoom]:
    """A running mail server on a port of its own. `tls`: starttls, tls or off; with `login` it wants one."""
    authority = trustme.CA()
    certificates = folder / "mail-ca.pem"
    authority.cert_pem.write_to_path(certificates)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    room = MailRoom(certificates, tls)
    loop = asyncio.new_event_loop()

    def make() -> _Smtp:
        kind: dict[str, Any] = {"loop": loop, "hostname": "mail.test", "auth_required": login}
        if tls == "starttls":
            kind |= {"tls_context": context, "require_starttls": True}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a password is wanted in clear: just that is tried
            return _Smtp(room, auth_require_tls=tls != "off", **kind)

    listening = socket.create_server(("127.0.0.1", 0))
    room.port = int(listening.getsockname()[1])
    server = loop.run_until_complete(loop.create_server(make, sock=listening, ssl=context if tls == "tls" else None))
    thread = threading.Thread(target=loop.run_forever, name="mail room", daemon=True)
    thread.start()
    try:
        yield room
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


async def _end(server: asyncio.Server) -> None:
    server.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def closed_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
