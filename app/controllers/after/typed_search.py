"""What somebody typed to find a booking, and what each of the words may be. Pure; whatever is typed, it never raises."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.utils.codes import REFERENCE_ALPHABET, normalise_reference
from app.utils.errors import InvalidInput
from app.utils.folded_text import folded, parts_of
from app.utils.typed_days import TypedWord, typed_words

WORDS_MAX = 5
"""Further words could hardly narrow it down."""
_CODE = re.compile(r"[A-Z2-7]{26}")
"""Base 32, as a ticket's code is made."""
_WHOLE_REFERENCE = re.compile(rf"FYR-?([{REFERENCE_ALPHABET}]{{6}})")
_PART_OF_REFERENCE = re.compile(rf"(FYR-?)?([{REFERENCE_ALPHABET}]{{1,6}})")
_PART_MIN, _LETTERS_MIN, _SIGNS = 3, 4, 6
"""Signs of a part; one of letters alone may be a name as well, and needs more; and those of a whole reference."""
_PHONE_SIGNS = re.compile(r"\+[\d().-]+", re.ASCII)
_CARD = re.compile(r"\d{4}", re.ASCII)
_PHONE_DIGITS_MIN = 3
_WORD_MAX = 100


@dataclass(frozen=True, slots=True)
class SearchWord:
    """`typed` is as it was typed; each other field is what the word may be, "" where it may not."""

    typed: str
    code: str = ""
    """A whole ticket code."""
    reference: str = ""
    """A whole reference, with its FYR-."""
    reference_part: str = ""
    """Signs that a reference begins or ends with."""
    card: str = ""
    """The last four digits of a card."""
    customer: str = ""
    """The beginning of a customer's word, folded: of the name, of any part of the phone, of the e-mail."""
    film: str = ""
    """The beginning of a word of a title, folded."""
    clerk: str = ""
    """The beginning of somebody's name, folded."""
    day: TypedWord | None = None

    @property
    def means_something(self) -> bool:
        return any((self.code, self.reference, self.reference_part, self.card, self.customer, self.film, self.day))


def read(typed: str) -> tuple[SearchWord, ...]:
    """At most WORDS_MAX words; all of them must fit a booking."""
    words: list[SearchWord] = []
    for chunk in _chunks(typed):
        words += _words_of(chunk)
    told = [word for word in words if word.means_something]
    return tuple(dict.fromkeys(told))[:WORDS_MAX]


def whole(typed: str) -> SearchWord | None:
    """What names one booking and no other: a ticket's code or a whole reference, and nothing beside it."""
    words = read(typed)
    return words[0] if len(words) == 1 and (words[0].code or words[0].reference) else None


def _chunks(typed: str) -> list[str]:
    """Between blanks; a phone number that begins with + is one, however it is parted."""
    chunks: list[str] = []
    in_phone = False
    for chunk in typed.split():
        digits = not any(sign.isalpha() or sign == "@" for sign in chunk)
        if in_phone and digits:
            chunks[-1] += chunk
        else:
            chunks.append(chunk)
        in_phone = digits and chunks[-1].startswith("+")
    return chunks


def _words_of(chunk: str) -> list[SearchWord]:
    plain = chunk.strip().upper()
    if _CODE.fullmatch(plain):
        return [SearchWord(chunk, code=plain)]
    found = _WHOLE_REFERENCE.fullmatch(plain)
    if found:
        return [SearchWord(chunk, reference=f"FYR-{found[1]}")]
    if _PHONE_SIGNS.fullmatch(chunk):
        digits = "".join(sign for sign in chunk if sign.isdigit())
        return [SearchWord(chunk, customer=digits)] if len(digits) >= _PHONE_DIGITS_MIN else []
    if "@" in chunk[1:]:
        return [SearchWord(chunk, customer=folded(chunk)[:_WORD_MAX])]
    part = _reference_part(plain)
    if plain.startswith("FYR-") and (part or len(plain) < len("FYR-") + _PART_MIN):
        return [SearchWord(chunk, reference_part=part)]  # nothing yet while its first signs are typed
    return [_word(each, part if each.word == folded(chunk) else "") for each in typed_words(chunk)] or _others(chunk)


def _word(each: TypedWord, part: str) -> SearchWord:
    word, is_number = each.word[:_WORD_MAX], each.word.isascii() and each.word.isdigit()
    reachable = not is_number or len(word) >= _PHONE_DIGITS_MIN
    return SearchWord(
        word,
        reference=_reference(word),
        reference_part=part,
        card=word if each.figures == word and _CARD.fullmatch(word) else "",
        customer=word if reachable and "/" not in each.figures else "",
        film=word,
        clerk="" if is_number else word,
        day=each,
    )


def _others(chunk: str) -> list[SearchWord]:
    """What folding takes apart in another way than `typed_words` does; nothing at all for mere punctuation."""
    return [SearchWord(word, customer=word, film=word, clerk=word) for word in parts_of(folded(chunk))]


def _reference(word: str) -> str:
    """Six signs alone may be a reference, and a word as well."""
    try:
        return normalise_reference(word)
    except InvalidInput:
        return ""


def _reference_part(plain: str) -> str:
    found = _PART_OF_REFERENCE.fullmatch(plain)
    if found is None:
        return ""
    prefixed, signs = found[1], found[2]
    if prefixed:
        return signs if len(signs) >= _PART_MIN else ""
    mixed = any(sign.isdigit() for sign in signs) and any(sign.isalpha() for sign in signs)
    return signs if _PART_MIN <= len(signs) < _SIGNS and (mixed or len(signs) >= _LETTERS_MIN) else ""
