"""How the text of one setting becomes its value. Each reader raises ValueError saying what to give, for people."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from app.utils.contacts import clean_email
from app.utils.errors import InvalidInput

DATABASE_PORT = 3306
PHONE = "{phone}"
"""In the address of a service for text messages: where the customer's number goes."""

_HOST_AND_PORT = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[A-Za-z0-9._-]+))(?::(?P<port>[0-9]{1,5}))?")


class DatabaseHost(NamedTuple):
    """One server to connect to."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether it is this machine: nobody can listen in between."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"


class DrawerPlace(NamedTuple):
    """Where the pulse that opens the cash drawer is sent: kind "printer" (a queue), "tcp" (host, port) or "file"."""

    kind: str
    name: str
    port: int = 0


def whole_number(unit: str, least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from `least` to `most`; `unit` is "seconds", "minutes" or "percent"."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"Give whole {unit} between {least} and {most}")
        return int(text)

    return read


def scale_percent(text: str) -> int:
    """The size of everything on the screen; 0 stands for what suits the screen."""
    if text == "0":
        return 0
    try:
        return whole_number("percent", 80, 200)(text)
    except ValueError as problem:
        raise ValueError(f"{problem}, or 0 for what suits the screen") from problem


def one_of(*choices: str) -> Callable[[str], str]:
    """A reader of one word out of a few, in small or capital letters."""

    def read(text: str) -> str:
        if text.lower() not in choices:
            raise ValueError(f"Give one of {', '.join(choices)}")
        return text.lower()

    return read


def plain_text(length_max: int) -> Callable[[str], str]:
    """A reader of any text on one line."""

    def read(text: str) -> str:
        if len(text) > length_max or not text.isprintable():
            raise ValueError(f"Give at most {length_max} printable characters on one line")
        return text

    return read


def identifier(text: str) -> str:
    """A database's name: what needs no quoting in SQL on either server."""
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,63}", text):
        raise ValueError("Give at most 64 letters, digits and underscores, beginning with a letter")
    return text


def upi_address(text: str) -> str:
    """A payee's address for UPI: name@handle (NPCI UPI Linking Specifications 1.6, parameter pa)."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{2,200}@[A-Za-z][A-Za-z0-9.-]{1,50}", text):
        raise ValueError("Give the address the bank gave you, a name, @ and the bank's handle")
    return text


def web_address(text: str) -> str:
    """Where a service on the web answers."""
    if not re.fullmatch(r"https?://[A-Za-z0-9._~:/\[\]-]{1,200}", text):
        raise ValueError("Give the whole address, with https:// at its beginning")
    return text


def host_name(text: str) -> str:
    """One server's name or address, without a port."""
    if not re.fullmatch(r"[A-Za-z0-9._:-]{1,250}", text) or (":" in text and not _is_address(text)):
        raise ValueError("Give the server's name alone; its port is a setting of its own")
    return text


def mail_address(text: str) -> str:
    """An e-mail address alone, without a name before it."""
    try:
        return clean_email(text)
    except InvalidInput as error:
        raise ValueError("Give an e-mail address alone") from error


def notify_addresses(text: str) -> tuple[str, ...]:
    """Addresses of services for text messages, as apprise writes them, with blanks between them."""
    found = tuple(text.split())
    if not all(re.fullmatch(r"[A-Za-z][A-Za-z0-9+]*://\S+", each) and PHONE in each for each in found):
        raise ValueError(f"Give addresses with blanks between them, each with {PHONE} where the customer's number goes")
    return found


def existing_file(text: str) -> Path:
    """A file that is there."""
    path = Path(text).expanduser()
    try:
        found = path.is_file()
    except OSError:  # a part of the path may not be looked into: as good as missing
        found = False
    if not found or not path.is_absolute():
        raise ValueError("There is no such file. Give the whole path of an existing file")
    return path


def hosts(text: str) -> tuple[DatabaseHost, ...]:
    """Servers in the order in which they are tried: host, host:port or [IPv6 address]:port, with commas between."""
    found = tuple(_host(part.strip()) for part in text.split(","))
    if len(set(found)) != len(found):
        raise ValueError("Give each server once, with commas between them")
    return found


def drawer_place(text: str) -> DrawerPlace:
    """printer:QUEUE, tcp:HOST:PORT or file:PATH. A drawer hangs on its receipt printer; port 9100 is a printer's own."""
    kind, _, name = text.partition(":")
    if kind == "printer" and re.fullmatch(r"[^\s/#-][^\s/#]{0,126}", name):
        return DrawerPlace(kind, name)
    if kind == "file" and Path(name).is_absolute():
        return DrawerPlace(kind, name)
    match = _HOST_AND_PORT.fullmatch(name) if kind == "tcp" else None
    port = 9100 if match is None or match["port"] is None else int(match["port"])
    if match is None or not 0 < port <= 65535 or not _is_address(match["six"]):
        raise ValueError("Give printer:QUEUE, tcp:HOST:9100 or file:/dev/usb/lp0")
    return DrawerPlace(kind, match["six"] or match["host"], port)


def _host(part: str) -> DatabaseHost:
    match = _HOST_AND_PORT.fullmatch(part)
    port = DATABASE_PORT if match is None or match["port"] is None else int(match["port"])
    if match is None or not 0 < port <= 65535 or not _is_address(match["six"]):
        raise ValueError("Give host or host:port, several with commas between them, without account or password")
    return DatabaseHost(match["six"] or match["host"], port)


def _is_address(six: str | None) -> bool:
    if six is None:
        return True
    try:
        return ipaddress.ip_address(six).version == 6
    except ValueError:
        return False
