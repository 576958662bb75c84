"""A page to print: what somebody with a queue in front of them, or a guest at the door, has to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """`lines` are Markdown, keys in bold. `page` is the page of the rail, or its tab, whose keys they are; "" for none.

    A sentence between “ and ” is what the program says, to the letter; … stands for what differs.
    """

    title: str
    lines: tuple[str, ...]
    page: str = ""


@dataclass(frozen=True, slots=True)
class Shot:
    """`picture` is the name a scene takes it under; `box` what is shown of it, in pixels of 1280x800."""

    picture: str
    told: str
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of A4. `name` is that of its file, without what follows the dot."""

    name: str
    title: str
    lead: str
    shots: tuple[Shot, ...]
    parts: tuple[Part, ...]
