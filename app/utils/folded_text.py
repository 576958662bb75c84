"""Text as it is searched: without case, accents and punctuation, the same whatever database holds it.

A server's collation decides on its own what equals what, and no two servers decide alike. So texts are folded here, and
compared letter by letter.
"""

from __future__ import annotations

import re
import unicodedata

_NOT_A_WORD = re.compile(r"[^0-9a-z]+")
_NO_DECOMPOSITION = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ŧ": "t"}
)
"""Letters that Unicode does not take apart, and that a keyboard without them is typed for."""


def folded(text: str) -> str:
    """Without case and accents: "AMÉLIE" and "Ame\u0301lie" are "amelie", "Straße" is "strasse"."""
    if text.isascii():
        return text.casefold()
    # Twice: taking apart makes capitals (™ is TM), and casefold puts some letters together again.
    taken_apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in taken_apart if not _is_silent(letter)).translate(_NO_DECOMPOSITION)


def parts_of(chunk: str) -> list[str]:
    """The words of a folded text between its blanks and punctuation: "spider-man" has two."""
    if chunk.isascii():
        return [word for word in _NOT_A_WORD.split(chunk) if word]
    # Letters, digits and the marks that other scripts write their vowels with; the rest stands between words.
    return "".join(letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in chunk).split()


def searchable_words(text: str) -> frozenset[str]:
    """All words that a text is found by; what punctuation joins also counts as one: spider, man, spiderman."""
    words: set[str] = set()
    for chunk in folded(text).split():
        parts = parts_of(chunk)
        words.update(parts, ["".join(parts)] if len(parts) > 1 else ())
    return frozenset(words)


def _is_silent(letter: str) -> bool:
    """Accents, and the joiners that only shape the letters beside them."""
    return bool(unicodedata.combining(letter)) or unicodedata.category(letter) == "Cf"
