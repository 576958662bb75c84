"""Setting a ticket's words in the ticket's type: every character printable, every line inside its box.

The type is Roboto 2.137, as it lies inside the customtkinter package: Copyright 2011 Google Inc., Apache License 2.0
(both stated in the font's own name table), and its embedding flag (OS/2 fsType 0) allows embedding in documents.
It draws Latin, Greek, Cyrillic and ₹ € £ ¥; any other script is transliterated, because a box says nothing to anybody.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from anyascii import anyascii
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

LEADING = 1.16
"""Distance of two baselines, in type sizes."""
_SHRINK = 0.95
_BREAK_WORDS_BELOW = 0.4
"""Of the largest size: a word is only broken once shrinking has gone this far."""
_BALANCED_LINES_MAX = 3
_NO_CHARACTER = frozenset({"Cn", "Co", "Cs"})
"""Unknown to everybody: shown as "?" so that something is seen to be missing."""


@dataclass(frozen=True, slots=True)
class FittedText:
    """Lines that fit their box at `size_points`."""

    lines: tuple[str, ...]
    size_points: float

    @property
    def height_points(self) -> float:
        return len(self.lines) * self.size_points * LEADING


class TicketFont:
    """One weight of Roboto, registered with reportlab under `name`."""

    def __init__(self, name: str, file: Path) -> None:
        # asciiReadable would embed all of ASCII: 27 kB a ticket and 1 ms more; without it only what is drawn, 16 kB.
        font = TTFont(name, str(file), asciiReadable=0)
        pdfmetrics.registerFont(font)
        self.name = name
        self._glyphs: dict[int, int] = font.face.charToGlyph
        self._widths: dict[int, float] = font.face.charWidths
        self._drawn: dict[str, str] = {}
        self._fitted = lru_cache(maxsize=1024)(self._fit)

    def printable(self, text: str) -> str:
        """`text` in characters this font can draw, on one line, without control or direction characters.

        "?" where that leaves nothing, so that something missing is seen.
        """
        composed = unicodedata.normalize("NFC", text)
        drawn = self._drawn
        for character in set(composed).difference(drawn):
            drawn[character] = self._drawable(character)
        drawable = " ".join("".join([drawn[character] for character in composed]).split())
        return drawable or ("?" if text.strip() else "")

    def width_points(self, printable: str, size_points: float) -> float:
        return self._milli_width(printable) * size_points / 1000

    def fit(self, text: str, width_points: float, height_points: float, size_points_max: float) -> FittedText:
        """The largest setting of the whole of `text` in the box; no word of it is ever left out.

        A sale's tickets say the same but for the seat, an evening's the same few titles: what was set is remembered.
        """
        return self._fitted(text, width_points, height_points, size_points_max)

    def _fit(self, text: str, width_points: float, height_points: float, size_points_max: float) -> FittedText:
        words = [(word, self._milli_width(word)) for word in _words(self.printable(text))]
        size = size_points_max
        while True:
            milli_limit = width_points / size * 1000
            whole_words = size > size_points_max * _BREAK_WORDS_BELOW
            if not whole_words or all(width <= milli_limit for _, width in words):
                lines = self._wrap(words, milli_limit)
                if len(lines) * size * LEADING <= height_points:
                    return FittedText(self._balanced(words, milli_limit, lines), size)
            size *= _SHRINK

    def can_draw(self, text: str) -> bool:
        """Whether `text` needs no transliteration. A mark NFC left alone does: reportlab places no marks."""
        return all(
            character.isspace() or (ord(character) in self._glyphs and unicodedata.category(character) != "Mn")
            for character in text
        )

    def _drawable(self, character: str) -> str:
        category = unicodedata.category(character)
        if character.isspace():
            return " "
        if category in {"Cc", "Cf"}:  # controls and direction overrides
            return ""
        for form in (character, unicodedata.normalize("NFKC", character)):  # a full-width ￥ is a ¥
            if self.can_draw(form):
                return form
        latin = "".join(sign for sign in anyascii(character) if ord(sign) in self._glyphs)
        return latin or ("?" if category in _NO_CHARACTER else "")

    def _milli_width(self, printable: str) -> float:
        widths = self._widths
        return sum([widths[ord(character)] for character in printable])

    def _wrap(self, words: Sequence[tuple[str, float]], milli_limit: float) -> list[str]:
        lines: list[str] = []
        line, line_width = "", 0.0
        space = self._widths[0x20]
        for word, width in words:
            if line and line_width + space + width <= milli_limit:
                line, line_width = f"{line} {word}", line_width + space + width
                continue
            if line:
                lines.append(line)
            *full, line = self._pieces(word, width, milli_limit)
            lines.extend(full)
            line_width = self._milli_width(line) if full else width
        return [*lines, line]

    def _pieces(self, word: str, width: float, milli_limit: float) -> list[str]:
        if width <= milli_limit:
            return [word]
        pieces = [""]
        room = milli_limit
        for character in word:
            room -= self._widths[ord(character)]
            if room < 0 and pieces[-1]:
                pieces.append("")
                room = milli_limit - self._widths[ord(character)]
            pieces[-1] += character
        return pieces

    def _balanced(
        self, words: Sequence[tuple[str, float]], milli_limit: float, lines: Sequence[str]
    ) -> tuple[str, ...]:
        """As many lines as `lines`, evenly filled: a title does not end in one lonely word.

        The squares of the white left on the lines are made as small as they can be, over all ways to break.
        """
        if not 1 < len(lines) <= _BALANCED_LINES_MAX or any(width > milli_limit for _, width in words):
            return tuple(lines)
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}  # words set -> white, lines
        for _ in lines:
            longer: dict[int, tuple[float, tuple[str, ...]]] = {}
            for start, (white, done) in best.items():
                for end, line, room in self._lines_from(words, start, milli_limit):
                    candidate = white + room * room
                    if end not in longer or candidate < longer[end][0]:
                        longer[end] = (candidate, (*done, line))
            best = longer
        return best[len(words)][1]

    def _lines_from(
        self, words: Sequence[tuple[str, float]], start: int, milli_limit: float
    ) -> Iterator[tuple[int, str, float]]:
        """Every line that may begin with word `start`: the word it ends before, its text, the room left on it."""
        room, line = milli_limit + self._widths[0x20], ""
        for index in range(start, len(words)):
            word, width = words[index]
            room -= width + self._widths[0x20]
            if room < 0:
                return
            line = f"{line} {word}" if line else word
            yield index + 1, line, room


def _words(printable: str) -> list[str]:
    """What may stand at the start of a line: a lone dash stays with the word before it."""
    words: list[str] = []
    for word in printable.split(" "):
        if words and not any(character.isalnum() for character in word):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


@cache
def regular() -> TicketFont:
    """Roboto Regular, read and registered once."""
    return TicketFont("FoyerTicket-Regular", roboto("Regular"))


@cache
def medium() -> TicketFont:
    """Roboto Medium, read and registered once."""
    return TicketFont("FoyerTicket-Medium", roboto("Medium"))


def roboto(weight: str) -> Path:
    """The file of one weight: Regular or Medium."""
    # find_spec does not run the package: importing customtkinter would ask for tkinter.
    spec = find_spec("customtkinter")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("customtkinter, which brings the ticket's type, is not installed")
    return Path(spec.origin).parent / "assets" / "fonts" / "Roboto" / f"Roboto-{weight}.ttf"
