"""Reading the setup form: every answer checked before anything is written, each refusal at its own field."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.numbers import list_currencies

from app.controllers.form_reading import FormRefused, checked, whole_number
from app.models.start.new_cinema import NewCinema
from app.utils.errors import InvalidInput
from app.utils.passwords import hash_password
from app.utils.typed_text import clean_name


def read_form(answers: Mapping[str, str]) -> NewCinema:
    """The new cinema the answers describe. Raises FormRefused for the first that cannot be used.

    A second typing of the password is compared where there is one: the window's form has compared it and keeps it back.
    """
    password = answers.get("admin_password", "")
    password_hash = checked(answers, "admin_password", hash_password)
    if password != answers.get("admin_password_again", password):
        raise FormRefused("The two passwords differ. Type the same one twice.", "admin_password_again")
    return NewCinema(
        city=checked(answers, "city", lambda typed: clean_name(typed, "city", 100)),
        cinema=checked(answers, "cinema", lambda typed: clean_name(typed, "cinema", 100)),
        country=checked(answers, "country", read_country),
        time_zone=checked(answers, "time_zone", read_time_zone),
        currency=checked(answers, "currency", read_currency),
        locale=checked(answers, "locale", read_locale),
        counter=checked(answers, "counter", lambda typed: clean_name(typed, "counter", 50)),
        hall=checked(answers, "hall", lambda typed: clean_name(typed, "hall", 50)),
        hall_rows=checked(answers, "hall_rows", lambda typed: whole_number(typed, 1, 60)),
        hall_seats=checked(answers, "hall_seats", lambda typed: whole_number(typed, 1, 50)),
        admin_name=checked(answers, "admin_name", lambda typed: clean_name(typed, "name", 100)),
        admin_username=checked(answers, "admin_username", lambda typed: clean_name(typed, "username", 50)),
        password_hash=password_hash,
    )


def read_country(typed: str) -> str:
    """Its ISO 3166 code. Raises InvalidInput, as the three below."""
    code = typed.strip().upper()
    if len(code) != 2 or not (code.isascii() and code.isalpha()):
        raise InvalidInput("Give the country's two letters, for example IN.")
    return code


def read_time_zone(typed: str) -> str:
    """Its IANA name."""
    name = typed.strip()
    if name not in available_timezones():
        raise InvalidInput("There is no such time zone. Write it like Asia/Kolkata or Europe/Berlin.")
    return name


def read_currency(typed: str) -> str:
    """Its ISO 4217 code."""
    code = typed.strip().upper()
    if code not in list_currencies():
        raise InvalidInput("Give the currency's three letters, for example INR or EUR.")
    return code


def read_locale(typed: str) -> str:
    """As Babel writes it: en_IN."""
    try:
        return str(Locale.parse(typed.strip().replace("-", "_")))
    except (UnknownLocaleError, ValueError) as error:
        raise InvalidInput("Give language and region, for example en_IN or de_DE.") from error
