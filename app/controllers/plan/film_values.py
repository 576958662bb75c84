"""What a film is made of, value by value: read the same way from a form, a CSV file and The Movie Database.

Each reader takes text and raises InvalidInput with a good example. "" is for the caller to judge.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

from babel import Locale

from app.models.plan.films import CERTIFICATE_MAX, GENRE_MAX, LANGUAGE_MAX, SOURCE_MAX, TITLE_MAX
from app.utils.errors import InvalidInput
from app.utils.folded_text import folded, parts_of
from app.utils.typed_text import clean_name

MINUTES_MAX = 999
"""The longest film shown in cinemas has 873 minutes."""
SYNOPSIS_MAX = 4000
GENRES_MAX = 20
DATE_EXAMPLE = "Write the date like 2026-11-21: year, month, day."
_MINUTES_EXAMPLE = f"Give the minutes as a whole number from 1 to {MINUTES_MAX}, for example 148."
_MINUTES = re.compile(r"(\d{1,3})\s*(?:min(?:ute)?s?\.?|m|')?")
_HOURS = re.compile(r"(\d{1,2})\s*(?:h(?:ou)?rs?\.?|h|:)\s*(?:(\d{1,2})\s*(?:min(?:ute)?s?\.?|m)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:T.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_SOURCE = re.compile(r"[a-z]{2,10}:[A-Za-z0-9_-]+")
_BETWEEN_GENRES = re.compile(r"[|;,/\n]")
_OTHER_LANGUAGES = {"cn": "Cantonese", "xx": "No language", "sh": "Serbo-Croatian"}
"""Codes of The Movie Database's that ISO 639 has not, or not any more."""


def title(text: str) -> str:
    return clean_name(text, "title", TITLE_MAX)


def original_title(text: str, of: str) -> str:
    """The title it was first shown under; "" where nothing is given or it is the title `of` the film itself."""
    found = clean_name(text, "original title", TITLE_MAX) if text.strip() else ""
    return "" if found == of else found


def minutes(text: str) -> int:
    """148, "148 min", "2h 28m" and "2:28" are all 148."""
    typed = text.strip().lower()
    plain, with_hours = _MINUTES.fullmatch(typed), _HOURS.fullmatch(typed)
    found = 0
    if typed.isascii() and plain:
        found = int(plain[1])
    elif typed.isascii() and with_hours and int(with_hours[2] or 0) < 60:
        found = 60 * int(with_hours[1]) + int(with_hours[2] or 0)
    if not 1 <= found <= MINUTES_MAX:
        raise InvalidInput(_MINUTES_EXAMPLE)
    return found


def language(text: str) -> str:
    """A language's name as typed; an ISO 639 code ("hi", "en-GB") becomes its English name."""
    name = clean_name(text, "language", LANGUAGE_MAX)
    return _language_of_code(name.lower()) or name


def certificate(text: str) -> str:
    return clean_name(text, "certificate", CERTIFICATE_MAX)


def genres(text: str) -> tuple[str, ...]:
    """The genres of a list with commas, semicolons, bars or slashes between, each once; () where there is none."""
    found: dict[str, str] = {}
    for part in _BETWEEN_GENRES.split(text):
        # Beyond the basic plane the server's collation takes all signs for one, and a genre is a key.
        name = " ".join("".join(sign for sign in part if ord(sign) <= 0xFFFF).split())
        if any(sign.isalnum() for sign in name):
            name = " ".join(clean_name(name, "genre", GENRE_MAX).split())
            found.setdefault(same(name), name)
    if len(found) > GENRES_MAX:
        raise InvalidInput(f"{len(found)} genres are too many: give {GENRES_MAX} at most, with commas between them.")
    return tuple(sorted(found.values(), key=folded))


def synopsis(text: str) -> str:
    """A text of some lines; "" for none."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = "\n".join(clean_name(line, "synopsis", len(line)) if _says_something(line) else "" for line in lines)
    kept = re.sub(r"\n{3,}", "\n\n", kept).strip()
    if len(kept) > SYNOPSIS_MAX:
        raise InvalidInput(f"The synopsis has {len(kept)} characters, and {SYNOPSIS_MAX} is the most. Shorten it.")
    return kept


def release_date(text: str) -> date | None:
    """2026-11-21, 2026/11/21, 21.11.2026, and 21/11/2026 where it cannot be meant the other way round; None for none."""
    typed = text.strip()
    if not typed:
        return None
    if not typed.isascii():
        raise InvalidInput(DATE_EXAMPLE)
    if found := _YEAR_FIRST.fullmatch(typed):
        return _date(int(found[1]), int(found[3]), int(found[4]))
    if found := _DAY_FIRST.fullmatch(typed):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "." or first > 12 or first == second:
            return _date(year, second, first)
        if second > 12:
            return _date(year, first, second)
        raise InvalidInput(f"{typed} can be two dates. {DATE_EXAMPLE}")
    raise InvalidInput(DATE_EXAMPLE)


def source(text: str) -> str | None:
    """Where a film is known from: a bare number is The Movie Database's, tmdb:603 and the like stay; None for none."""
    typed = text.strip()
    if not typed:
        return None
    if typed.isascii() and typed.isdigit() and int(typed) > 0:
        typed = f"tmdb:{int(typed)}"
    if not _SOURCE.fullmatch(typed) or len(typed) > SOURCE_MAX:
        raise InvalidInput("Give the film's number at The Movie Database, for example 603.")
    return typed


@lru_cache(maxsize=16384)
def same(text: str) -> str:
    """Texts of which this is the same are the same name: case, accents and punctuation do not count."""
    return " ".join(parts_of(folded(text))) or folded(text)


@lru_cache(maxsize=1)
def _english() -> Locale:
    return Locale("en")


def _language_of_code(code: str) -> str | None:
    short = code.partition("-")[0].partition("_")[0]
    if len(short) not in (2, 3) or not short.isascii():
        return None
    found = _OTHER_LANGUAGES.get(short) or _english().languages.get(short)
    return str(found)[:LANGUAGE_MAX] if found else None


def _says_something(line: str) -> bool:
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in line)


def _date(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise InvalidInput(DATE_EXAMPLE) from error
    if not 1880 <= year <= 2200:
        raise InvalidInput(DATE_EXAMPLE)
    return found
