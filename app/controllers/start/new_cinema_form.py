"""Reading the setup form: every answer checked before anything is written, each refusal at its own field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.numbers import list_currencies

from app.models.start.new_cinema import NewCinema
from app.utils.errors import BoxOfficeError, InvalidInput
from app.utils.passwords import hash_password
from app.utils.typed_text import clean_name

T = TypeVar("T")


class FormRefused(BoxOfficeError):
    """An answer of a form cannot be used; `field` is its key."""

    code = "FORM_REFUSED"

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def read_form(answers: Mapping[str, str]) -> NewCinema:
    """The new cinema the answers describe. Raises FormRefused for the first that cannot be used.

    A second typing of the password is compared where there is one: the window's form has compared it and keeps it back.
    """
    password = answers.get("admin_password", "")
    password_hash = _checked(answers, "admin_password", hash_password)
    if password != answers.get("admin_password_again", password):
        raise FormRefused("The two passwords differ. Type the same one twice.", "admin_password_again")
    return NewCinema(
        city=_checked(answers, "city", lambda typed: clean_name(typed, "city", 100)),
        cinema=_checked(answers, "cinema", lambda typed: clean_name(typed, "cinema", 100)),
        country=_checked(answers, "country", _country),
        time_zone=_checked(answers, "time_zone", _time_zone),
        currency=_checked(answers, "currency", _currency),
        locale=_checked(answers, "locale", _locale),
        counter=_checked(answers, "counter", lambda typed: clean_name(typed, "counter", 50)),
        hall=_checked(answers, "hall", lambda typed: clean_name(typed, "hall", 50)),
        hall_rows=_checked(answers, "hall_rows", lambda typed: _count(typed, 60)),
        hall_seats=_checked(answers, "hall_seats", lambda typed: _count(typed, 50)),
        admin_name=_checked(answers, "admin_name", lambda typed: clean_name(typed, "name", 100)),
        admin_username=_checked(answers, "admin_username", lambda typed: clean_name(typed, "username", 50)),
        password_hash=password_hash,
    )


def _checked(answers: Mapping[str, str], key: str, check: Callable[[str], T]) -> T:
    try:
        return check(answers.get(key, ""))
    except InvalidInput as error:
        raise FormRefused(error.sentence, key) from error


def _country(typed: str) -> str:
    code = typed.strip().upper()
    if len(code) != 2 or not (code.isascii() and code.isalpha()):
        raise InvalidInput("Give the country's two letters, for example IN.")
    return code


def _time_zone(typed: str) -> str:
    name = typed.strip()
    if name not in available_timezones():
        raise InvalidInput("There is no such time zone. Write it like Asia/Kolkata or Europe/Berlin.")
    return name


def _currency(typed: str) -> str:
    code = typed.strip().upper()
    if code not in list_currencies():
        raise InvalidInput("Give the currency's three letters, for example INR or EUR.")
    return code


def _locale(typed: str) -> str:
    try:
        return str(Locale.parse(typed.strip().replace("-", "_")))
    except (UnknownLocaleError, ValueError) as error:
        raise InvalidInput("Give language and region, for example en_IN or de_DE.") from error


def _count(typed: str, most: int) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 4) or not 1 <= int(text) <= most:
        raise InvalidInput(f"Give a whole number from 1 to {most}.")
    return int(text)
