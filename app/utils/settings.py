"""The settings: what .env and the environment say, checked as a whole before anything starts.

Each setting is one field of Settings; its key is FOYER_ and the field's name. `.env.example` explains them all.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from app.utils.env_file import read_env_file, set_values
from app.utils.errors import SettingInvalid
from app.utils.setting_values import (
    DatabaseHost,
    DrawerPlace,
    drawer_place,
    existing_file,
    host_name,
    hosts,
    identifier,
    mail_address,
    notify_addresses,
    one_of,
    plain_text,
    scale_percent,
    upi_address,
    web_address,
    whole_number,
)

PREFIX = "FOYER_"
_SHOWN_MAX = 60
_ENVIRONMENT = "The environment variable"
_CHANGE = "The change"
_OF_THE_SCRIPTS = re.compile(r"FOYER_PYTHON|FOYER_TEST_.*")
"""Environment variables of the scripts and the tests: no settings of the program, and no spelling mistakes either."""


def _setting(default: Any, read: Callable[[str], object], example: str, *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"read": read, "example": example, "secret": secret})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that can be set, with its default. Passwords are left out of the repr."""

    db_host: tuple[DatabaseHost, ...] = _setting((), hosts, "10.0.0.5:3306")
    """Servers in the order they are tried; empty: Foyer starts a private one."""
    db_name: str = _setting("foyer", identifier, "foyer")
    db_user: str = _setting("foyer", plain_text(80), "foyer")
    db_password: str = _setting("", plain_text(200), "'a long one'", secret=True)
    db_owner_user: str = _setting("", plain_text(80), "foyer_owner")
    """The account that may change the schema; "" on machines that do not migrate."""
    db_owner_password: str = _setting("", plain_text(200), "'another one'", secret=True)
    db_tls: str = _setting("", one_of("off", "on", "verify"), "verify")
    """off, on (encrypted) or verify (encrypted, and the server proves who it is). Never empty once loaded."""
    db_tls_ca: Path | None = _setting(None, existing_file, "/etc/foyer/ca.pem")  # noqa: RUF009 - _setting is field()
    db_timeout_seconds: int = _setting(5, whole_number("seconds", 1, 60), "5")
    server_program: Path | None = _setting(None, existing_file, "/usr/sbin/mariadbd")  # noqa: RUF009 - _setting is field()
    hold_seconds: int = _setting(600, whole_number("seconds", 60, 3600), "600")
    hold_limit_seconds: int = _setting(1800, whole_number("seconds", 60, 14400), "1800")
    late_sale_minutes: int = _setting(20, whole_number("minutes", 0, 240), "20")
    seats_per_sale: int = _setting(20, whole_number("seats", 1, 500), "20")
    held_seats_per_counter: int = _setting(60, whole_number("seats", 1, 2000), "60")
    phone_hold_minutes: int = _setting(30, whole_number("minutes", 0, 1440), "30")
    phone_hold_hours: int = _setting(48, whole_number("hours", 1, 720), "48")
    phone_seats_per_customer: int = _setting(20, whole_number("seats", 1, 500), "20")
    lock_minutes: int = _setting(5, whole_number("minutes", 0, 240), "5")
    """0: the window never locks itself."""
    counter: str = _setting("", plain_text(50), "'Counter 2'")
    door_opens_minutes: int = _setting(60, whole_number("minutes", 0, 1440), "60")
    door_sound: str = _setting("on", one_of("on", "off"), "off")
    provider: str = _setting("", one_of("none", "training"), "training")
    """Who takes cards, UPI and the like; "" is training in the demo and none in a real house."""
    upi_address: str = _setting("", upi_address, "regalscreen@okbank")
    """Whom a UPI code pays; "": no code can be shown."""
    printer: str = _setting("", plain_text(200), "tickets")
    """"" is the system's default printer."""
    print_mode: str = _setting("save", one_of("print", "open", "save"), "save")
    paper: str = _setting("a6", one_of("a6", "a4", "roll80"), "roll80")
    receipt: str = _setting("ask", one_of("ask", "always"), "always")
    """always: with every sale's tickets."""
    drawer: DrawerPlace | None = _setting(None, drawer_place, "tcp:192.168.1.50:9100")  # noqa: RUF009 - _setting is field()
    """None: no cash drawer opens by itself."""
    print_seconds: int = _setting(10, whole_number("seconds", 1, 120), "10")
    smtp_host: str = _setting("", host_name, "mail.example.com")
    """"": no mail is sent from here."""
    smtp_port: int = _setting(587, whole_number("port numbers", 1, 65535), "465")
    smtp_tls: str = _setting("starttls", one_of("starttls", "tls", "off", "off-with-login"), "tls")
    smtp_tls_ca: Path | None = _setting(None, existing_file, "/etc/foyer/mail-ca.pem")  # noqa: RUF009 - _setting is field()
    smtp_user: str = _setting("", plain_text(200), "boxoffice@example.com")
    smtp_password: str = _setting("", plain_text(200), "'a third one'", secret=True)
    smtp_from: str = _setting("", mail_address, "boxoffice@example.com")
    notify_urls: tuple[str, ...] = _setting((), notify_addresses, "twilio://SID:TOKEN@15551234567/{phone}", secret=True)
    """Who carries text messages; empty: none are sent from here."""
    tmdb_key: str = _setting("", plain_text(400), "0123456789abcdef0123456789abcdef", secret=True)
    """"": The Movie Database is not asked; its saved answers are read all the same."""
    tmdb_address: str = _setting("https://api.themoviedb.org/3", web_address, "https://api.themoviedb.org/3")
    theme: str = _setting("dark", one_of("dark", "light", "system"), "dark")
    scale_percent: int = _setting(0, scale_percent, "125")
    """0: what suits the screen."""
    palette: str = _setting("standard", one_of("standard", "colour-blind"), "standard")
    customer_display: str = _setting("off", one_of("off", "on"), "on")
    log_level: str = _setting("info", one_of("debug", "info", "warning", "error"), "info")


FIELDS: Mapping[str, dataclasses.Field[Any]] = {
    PREFIX + each.name.upper(): each for each in dataclasses.fields(Settings)
}
"""Key -> field of Settings."""


class _Given(NamedTuple):
    key: str
    value: str | None
    where: str


def load_settings(env_file: Path, environ: Mapping[str, str]) -> Settings:
    """The settings from the file, with the environment's taken where both name a key. No file: all defaults.

    An empty value means the default. Raises SettingInvalid telling of every bad line at once, one sentence per line,
    with no password in it.
    """
    given, complaints = _given(env_file, environ)
    values, places, bad = _values(given)
    complaints += bad
    if not complaints:
        settings = _completed(Settings(**values))
        complaints = _contradictions(settings, places)
        if not complaints:
            return settings
    raise SettingInvalid("\n".join(_without_secrets(complaints, given)))


def write_settings(env_file: Path, changes: Mapping[str, str]) -> None:
    """Set keys in the file and keep its other lines and comments; mode 0600, in one step.

    The values are checked first, on their own and beside the others of the file, so that a file that loads still loads.
    Raises SettingInvalid, FolderNotWritable.
    """
    changed = [_Given(key, value, _CHANGE) for key, value in changes.items() if key in FIELDS]
    unknown = [_unknown(key, _CHANGE) for key in changes if key not in FIELDS]
    complaints = unknown + _values(changed)[2]
    if not complaints:
        values, places, _ = _values([*_given(env_file, {})[0], *changed])
        complaints = _contradictions(Settings(**values), places)
    if complaints:
        raise SettingInvalid("\n".join(_without_secrets(complaints, changed)))
    set_values(env_file, changes)


def _given(env_file: Path, environ: Mapping[str, str]) -> tuple[list[_Given], list[str]]:
    """What the file and then the environment give for known keys, and complaints about everything else."""
    given: list[_Given] = []
    complaints: list[str] = []
    first_lines: dict[str, int] = {}
    for line in read_env_file(env_file):
        where = f"Line {line.number} of {env_file.name}"
        if line.key is None:
            complaints.append(
                f"{where} cannot be understood. Write it like FOYER_HOLD_SECONDS=600, or begin it with #."
            )
        elif line.key in first_lines:
            first = first_lines[line.key]
            complaints.append(f"{where}: {line.key} is already given in line {first}. Remove one of the two lines.")
        elif line.key in FIELDS:
            first_lines[line.key] = line.number
            given.append(_Given(line.key, line.value, where))
        elif line.key.upper().startswith(PREFIX) or _nearest(line.key, 0.85):
            complaints.append(_unknown(line.key, where))
    for key in sorted(key for key in environ if key.startswith(PREFIX) and not _OF_THE_SCRIPTS.fullmatch(key)):
        if key in FIELDS:
            given.append(_Given(key, environ[key], _ENVIRONMENT))
        else:
            complaints.append(_unknown(key, _ENVIRONMENT))
    return given, complaints


def _values(given: list[_Given]) -> tuple[dict[str, Any], dict[str, _Given], list[str]]:
    """The fields' values, the later of two winning; where each came from; and what cannot be used."""
    values: dict[str, Any] = {}
    places: dict[str, _Given] = {}
    complaints = []
    for each in given:
        try:
            values[FIELDS[each.key].name] = _read(each)
        except ValueError as problem:
            complaints.append(_complaint(each, str(problem)))
        else:
            places[each.key] = each
    return values, places, complaints


def _read(given: _Given) -> object:
    setting = FIELDS[given.key]
    if given.value is None:
        raise ValueError("There is no = sign. Write the key, = and the value")
    if "\n" in given.value or "\r" in given.value:
        raise ValueError("It goes on over the end of the line. Close its quotes on the same line")
    text = given.value if setting.metadata["secret"] else given.value.strip()
    return setting.metadata["read"](text) if text else setting.default


def _complaint(given: _Given, what_to_do: str) -> str:
    shown = ""
    if given.value is not None and not FIELDS[given.key].metadata["secret"]:
        shown = f" is '{_shown(given.value)}'"
    elif given.value is not None:
        shown = " cannot be used"
    example = FIELDS[given.key].metadata["example"]
    colon = " " if given.where == _ENVIRONMENT else ": "
    return f"{given.where}{colon}{given.key}{shown}. {what_to_do}, for example {given.key}={example}."


def _shown(value: str) -> str:
    """The value as a message may show it: an account and password before an @ are nobody's business."""
    first_line, *more = value.splitlines() or [""]
    value = first_line + ("…" if more else "")
    account, at, rest = value.rpartition("@")
    value = f"…@{rest}" if account and at else value
    return value if len(value) <= _SHOWN_MAX else value[:_SHOWN_MAX] + "…"


def _unknown(key: str, where: str) -> str:
    near = _nearest(key, 0.5)
    proposal = f" Did you mean {near}?" if near else ""
    colon = " " if where == _ENVIRONMENT else ": "
    return f"{where}{colon}{_shown(key)} is not a setting.{proposal} All settings are in .env.example."


def _nearest(key: str, cutoff: float) -> str | None:
    import difflib  # noqa: PLC0415  every start reads settings, and few have a slip in them

    found = difflib.get_close_matches(key.upper(), FIELDS, n=1, cutoff=cutoff)
    return found[0] if found else None


def _completed(settings: Settings) -> Settings:
    """With the transport decided: what leaves this machine is encrypted, and the server proven, unless told otherwise.

    On this machine it is encrypted where the server offers it: MySQL's accounts refuse anything else.
    """
    if settings.db_tls:
        return settings
    stays_here = all(host.is_loopback for host in settings.db_host) and settings.db_tls_ca is None
    return dataclasses.replace(settings, db_tls="on" if stays_here else "verify")


def _contradictions(settings: Settings, places: Mapping[str, _Given]) -> list[str]:
    """What is wrong only when seen together."""
    found = []
    if settings.hold_limit_seconds < settings.hold_seconds:
        culprit = places.get("FOYER_HOLD_LIMIT_SECONDS") or places["FOYER_HOLD_SECONDS"]
        found.append(
            f"{culprit.where}: FOYER_HOLD_LIMIT_SECONDS ({settings.hold_limit_seconds}) is less than FOYER_HOLD_SECONDS "
            f"({settings.hold_seconds}). Give a limit that is not shorter than the hold, for example "
            f"FOYER_HOLD_LIMIT_SECONDS={3 * settings.hold_seconds}."
        )
    if settings.smtp_host and not settings.smtp_from:
        found.append(
            f"{places['FOYER_SMTP_HOST'].where}: FOYER_SMTP_HOST is given without an address that mails come from. "
            "Give it too, for example FOYER_SMTP_FROM=boxoffice@example.com."
        )
    if settings.smtp_user and settings.smtp_tls == "off":
        found.append(
            f"{places['FOYER_SMTP_TLS'].where}: FOYER_SMTP_TLS=off would send the password of FOYER_SMTP_USER where anybody "
            "can read it. Give FOYER_SMTP_TLS=starttls; in a network that nobody else can listen in, "
            "FOYER_SMTP_TLS=off-with-login."
        )
    if settings.db_owner_password and not settings.db_owner_user:
        found.append(
            f"{places['FOYER_DB_OWNER_PASSWORD'].where}: FOYER_DB_OWNER_PASSWORD is given without an account. "
            "Give the account too, for example FOYER_DB_OWNER_USER=foyer_owner."
        )
    return found


def _without_secrets(complaints: list[str], given: list[_Given]) -> list[str]:
    """A password pasted into a second, wrong place must not be shown from there."""
    for each in given:
        if each.value and len(each.value) > 3 and FIELDS[each.key].metadata["secret"]:
            complaints = [complaint.replace(each.value, "…") for complaint in complaints]
    return complaints
