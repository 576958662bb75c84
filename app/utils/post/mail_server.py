"""Mail through the house's own mail server (SMTP, RFC 5321), encrypted and proven who it is unless a setting says otherwise.

What went wrong is told apart: with the server (nothing can be sent, everything waits), with this message for now (4xx, a
connection lost), or with this message for good (5xx: sent again, it would be refused again).
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from app.utils.errors import PostAway, PostDelayed, PostRefused
from app.utils.post.letter import Letter, as_mail, ascii_address, one_line
from app.utils.post.patient_smtp import PatientSmtp

MAIL_SECONDS = 30.0
"""For one mail, from the connection to the last answer."""
_WORDS_MAX = 160
_WANTS_LOGIN = {530, 534, 535, 538}
"""RFC 4954, 6: the server wants to know who sends before it says anything of the message."""
_OK = range(200, 300)
_SENT = (250, b"")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail goes. `tls`: "starttls", "tls" (from the first byte), "off", or "off-with-login"."""

    host: str
    port: int
    sender: str
    """The address that mails come from."""
    user: str = ""
    password: str = field(default="", repr=False)
    tls: str = "starttls"
    certificates: Path | None = None
    """Whose word on the server's name counts, beside those the system knows."""
    seconds: float = MAIL_SECONDS


class MailSender:
    """Sends one letter after the other, each over a connection of its own."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    @property
    def sender(self) -> str:
        return self._server.sender

    def send(self, letter: Letter) -> None:
        """Hand a letter to the server. Returns when the server has taken it.

        Raises PostAway (nothing was sent, and no other letter would be), PostDelayed, PostRefused.
        """
        mail, recipient = as_mail(letter), ascii_address(letter.recipient)
        smtp = self._connected()
        try:
            self._hand_over(smtp, mail, recipient)
        finally:
            # It is sent or not by now: how the goodbye goes makes no difference.
            with contextlib.suppress(smtplib.SMTPException, OSError):
                smtp.quit()
            smtp.close()

    def _connected(self) -> PatientSmtp:
        server = self._server
        if server.user and server.tls == "off":
            raise PostAway(
                "A password is not sent over a connection anybody can read. Set FOYER_SMTP_TLS to starttls or tls."
            )
        context = _context(server.certificates) if server.tls in ("starttls", "tls") else None
        smtp = PatientSmtp(server.host, server.seconds, context if server.tls == "tls" else None)
        try:
            _greet(smtp, server)
            if context is not None and server.tls == "starttls":
                smtp.encrypt(context)
            if server.user:
                smtp.login(server.user, server.password)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            smtp.close()
            raise PostAway(_why_away(server, error)) from error
        return smtp

    def _hand_over(self, smtp: PatientSmtp, mail: EmailMessage, recipient: str) -> None:
        sender, options, utf8 = ascii_address(self._server.sender), [], False
        if not recipient.isascii():
            if not smtp.has_extn("smtputf8"):
                raise PostRefused("The mail server takes no address with such letters. Ask for another one.")
            options, utf8 = ["SMTPUTF8"], True
        data = mail.as_bytes(policy=SMTP.clone(cte_type="7bit", utf8=utf8))
        smtp.command_encoding = "utf-8" if utf8 else "ascii"
        told = _asked(lambda: smtp.mail(sender, options))
        if told[0] not in _OK:
            # Of the house and not of the message: the next one would be told the same.
            raise PostAway(f"The mail server takes no mail from {self._server.sender}: {_words(told)}.")
        told = _asked(lambda: smtp.rcpt(recipient))
        if told[0] not in _OK:
            raise _refusal(told, "The mail server does not take mail for this address")
        told = _asked(lambda: smtp.docmd("DATA"))
        if told[0] != 354:
            raise _refusal(told, "The mail server does not take this mail")
        _asked(lambda: _send_lines(smtp, data))
        told = _asked(lambda: _end_of_data(smtp), maybe_sent=True)
        if told[0] not in _OK:
            raise _refusal(told, "The mail server does not take this mail")


def _greet(smtp: PatientSmtp, server: MailServer) -> None:
    told = smtp.connect(server.host, server.port)
    if told[0] != 220:
        raise smtplib.SMTPResponseException(*told)
    told = smtp.ehlo()
    if told[0] not in _OK:
        told = smtp.helo()
    if told[0] not in _OK:
        raise smtplib.SMTPResponseException(*told)


def _send_lines(smtp: PatientSmtp, data: bytes) -> tuple[int, bytes]:
    """All but the end; a line that begins with a dot gets a second one (RFC 5321, 4.5.2)."""
    smtp.send(re.sub(rb"(?m)^\.", b"..", data.removesuffix(b"\r\n")) + b"\r\n")
    return _SENT


def _end_of_data(smtp: PatientSmtp) -> tuple[int, bytes]:
    """The dot on a line of its own, after which the server has the mail, and what it says to it."""
    smtp.send(b".\r\n")
    return smtp.getreply()


def _asked(ask: Callable[[], tuple[int, bytes]], *, maybe_sent: bool = False) -> tuple[int, bytes]:
    try:
        return ask()
    except (smtplib.SMTPException, OSError) as error:
        if maybe_sent:
            raise PostDelayed(
                "The mail server's last answer was lost: the mail may have arrived.", maybe_sent=True
            ) from error
        raise PostDelayed("The connection to the mail server was lost on the way.") from error


def _refusal(told: tuple[int, bytes], sentence: str) -> PostAway | PostDelayed | PostRefused:
    said = f"{sentence}: {_words(told)}."
    if told[0] in _WANTS_LOGIN:
        return PostAway(f"The mail server wants another login: {_words(told)}.")
    return PostRefused(said) if 500 <= told[0] < 600 else PostDelayed(said)


def _why_away(server: MailServer, error: Exception) -> str:
    """What to look at, in a sentence."""
    where = f"The mail server {server.host}:{server.port}"
    match error:
        case ssl.SSLCertVerificationError():
            why = f"does not prove who it is: {one_line(error.verify_message)[:_WORDS_MAX]}. Nothing was sent to it."
        case smtplib.SMTPAuthenticationError():
            why = f"refused the login: {_answer_of(error)}. Check FOYER_SMTP_USER and FOYER_SMTP_PASSWORD."
        case smtplib.SMTPNotSupportedError():
            why = "offers no encryption or no login. Nothing was sent to it; check FOYER_SMTP_TLS."
        case smtplib.SMTPResponseException():
            why = f"is not ready: {_answer_of(error)}."
        case UnicodeError():
            why = "cannot be told this login: it has signs beyond ASCII. Check FOYER_SMTP_USER and FOYER_SMTP_PASSWORD."
        case TimeoutError():
            why = "does not answer in time."
        case _:
            why = "cannot be reached."
    return f"{where} {why}"


def _answer_of(error: smtplib.SMTPResponseException) -> str:
    said = error.smtp_error
    return _words((error.smtp_code, said if isinstance(said, bytes) else said.encode("utf-8", "replace")))


def _words(told: tuple[int, bytes]) -> str:
    """What the server said, with its number, as it may be shown."""
    said = one_line(told[1].decode("utf-8", "replace")).rstrip(".")[:_WORDS_MAX]
    return f"{told[0]} {said}".strip()


def _context(certificates: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if certificates is not None:
        context.load_verify_locations(certificates)
    return context
