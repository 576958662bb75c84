"""Who carries messages: what a worker asks of them. Both raise PostAway, PostDelayed, PostRefused."""

from __future__ import annotations

from typing import Protocol

from app.utils.post.letter import Letter


class Mail(Protocol):
    """Carries letters. `sender` is the address they come from."""

    @property
    def sender(self) -> str: ...

    def send(self, letter: Letter) -> None: ...


class ShortMessages(Protocol):
    """Carries text messages to a number as `contacts.clean_phone` writes it."""

    def send(self, phone: str, text: str) -> None: ...
