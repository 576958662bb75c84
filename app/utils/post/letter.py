"""A letter to a customer, and the mail made of it: text, the same as HTML, and papers that go with it (RFC 5322, RFC 2045).

What people typed (names, titles) comes into headers as one line: nothing of it can begin a header of its own.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from app.utils.errors import PostRefused

MESSAGE_ID_MAX = 64
"""Characters, as the table takes them."""
_NOWHERE = "foyer.invalid"
"""RFC 2606: no domain is ever called so. For a sender whose own is too long."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A PDF that goes with a letter."""

    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent to whom. `message_id` with its angle brackets; `written_at` aware."""

    sender: str
    sender_name: str
    recipient: str
    recipient_name: str
    subject: str
    text: str
    html: str
    message_id: str
    written_at: datetime
    enclosures: tuple[Enclosure, ...] = ()


def one_line(text: str) -> str:
    """Without line ends and control characters, which would end a header and begin another; blanks count once."""
    kept = (" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp", "Zs"} else sign for sign in text)
    return " ".join("".join(kept).split())


def new_message_id(sender: str) -> str:
    """A number nobody else gives to a message (RFC 5322, 3.6.4): one and the same in every try to send it.

    `sender` is "" for what is not a mail.
    """
    domain = ascii_address(sender).rpartition("@")[2] if sender else _NOWHERE
    made = f"<{secrets.token_hex(16)}@{domain}>"
    return made if len(made) <= MESSAGE_ID_MAX else f"<{secrets.token_hex(16)}@{_NOWHERE}>"


def ascii_address(address: str) -> str:
    """The address with its domain as the mail servers know it (RFC 5890). Raises PostRefused for one that cannot be."""
    local, at, domain = address.rpartition("@")
    try:
        encoded = domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise PostRefused(f"{_shown(domain)} is not a domain of the internet. Correct the address.") from error
    if not at or not local or not encoded or one_line(address) != address or " " in address:
        raise PostRefused("This is not an e-mail address. Correct it, then send the message again.")
    return f"{local}@{encoded}"


def as_mail(letter: Letter) -> EmailMessage:
    """The mail, ready to be sent. Raises PostRefused for an address that cannot be one."""
    mail = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    mail["From"] = _address(letter.sender_name, letter.sender)
    mail["To"] = _address(letter.recipient_name, letter.recipient)
    mail["Subject"] = one_line(letter.subject)
    mail["Date"] = letter.written_at
    mail["Message-ID"] = letter.message_id
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday answers to it
    mail.set_content(letter.text)
    mail.add_alternative(letter.html, subtype="html")
    for enclosure in letter.enclosures:
        mail.add_attachment(
            enclosure.content, maintype="application", subtype="pdf", filename=one_line(enclosure.file_name)
        )
    return mail


def _address(name: str, address: str) -> Address:
    local, _, domain = ascii_address(address).rpartition("@")
    return Address(one_line(name), local, domain)


def _shown(domain: str) -> str:
    return one_line(domain)[:60] or "Nothing"
