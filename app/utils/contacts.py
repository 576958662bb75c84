"""How somebody can be reached: a phone number or an e-mail address as typed, made into what is stored.

Phone numbers are read with the numbering plans of the phonenumbers library (Google's libphonenumber), in the country of the
cinema where none is typed. A number of the right length is taken: a plan may be newer than this program knows.
"""

from __future__ import annotations

import re
import unicodedata

from app.utils.errors import InvalidInput

EMAIL_MAX = 200
"""Characters, as the table takes them."""

_LOCAL_MAX = 64
"""RFC 5321, 4.5.3.1.1."""
_LOCAL = re.compile(r"[^\s@\"(),:;<>\[\]\\.]+(?:\.[^\s@\"(),:;<>\[\]\\.]+)*")
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_LAST_LABEL = re.compile(r"[^\W\d_]{2,63}|xn--[a-z0-9-]{2,59}")


def clean_phone(typed: str, country: str) -> str:
    """The number as it is stored and shown, "+91 98765 43210"; "" when nothing is typed.

    `country` is the ISO 3166 code for a number typed without its own. Raises InvalidInput with a number that would do.
    """
    import phonenumbers  # noqa: PLC0415  its plans are loaded when the first number is typed, and not at the start

    text = " ".join(unicodedata.normalize("NFKC", typed).split())
    if not text:
        return ""
    complaint = f"This is not a phone number. Type it with its area code, for example {_example(country)}."
    if any(sign.isalpha() for sign in text):
        raise InvalidInput(complaint)
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException as error:
        raise InvalidInput(complaint) from error
    if not phonenumbers.is_possible_number(number):
        long = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.TOO_LONG
        raise InvalidInput(
            f"This phone number has too {'many' if long else 'few'} digits. Compare it, for example {_example(country)}."
        )
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def digits_of(phone: str) -> str:
    """The digits alone, the country's first: "919876543210"."""
    return "".join(sign for sign in phone if sign.isascii() and sign.isdigit())


def clean_email(typed: str) -> str:
    """The address as it is stored; "" when nothing is typed. Raises InvalidInput.

    What is typed by mistake is found (a missing dot, a blank, two @), not whether somebody reads it.
    """
    text = unicodedata.normalize("NFC", typed).strip()
    if not text:
        return ""
    local, at, domain = text.rpartition("@")
    labels = domain.lower().split(".")
    good = (
        at
        and len(text) <= EMAIL_MAX
        and len(local) <= _LOCAL_MAX
        and text.isprintable()
        and _LOCAL.fullmatch(local)
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and _LAST_LABEL.fullmatch(labels[-1])
    )
    if not good:
        raise InvalidInput("This is not an e-mail address. Type it like asha@example.com, or leave it empty.")
    return f"{local}@{domain.lower()}"


def _example(country: str) -> str:
    import phonenumbers  # noqa: PLC0415  see above

    mobile = phonenumbers.PhoneNumberType.MOBILE
    number = phonenumbers.example_number_for_type(country, mobile) or phonenumbers.parse("+918123456789")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
