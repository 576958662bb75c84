"""A chapter of the managers' guide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chapter:
    """`picture` is the name a scene takes it under, without "guide-"; `text` is Markdown."""

    title: str
    picture: str
    text: str
