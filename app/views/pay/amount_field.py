"""How much of what is left is to be paid this way: all of it, unless something is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.models.errors import PaymentMismatch
from app.models.records import Cinema
from app.utils.money import format_minor, parse_minor
from app.views.parts.field import Field


class AmountField(Field):
    """An amount in the cinema's money."""

    def __init__(self, master: Any, cinema: Cinema, left_minor: int, on_submit: Callable[[], object]) -> None:
        super().__init__(master, "Amount", placeholder="empty: all that is left", on_submit=on_submit)
        self._cinema, self._left_minor = cinema, left_minor

    @property
    def amount_minor(self) -> int:
        """Raises InvalidInput for what is no amount, PaymentMismatch for nothing or more than is left."""
        typed = self.value.strip()
        if not typed:
            return self._left_minor
        amount_minor = parse_minor(typed, self._cinema.currency, self._cinema.locale)
        if not 0 < amount_minor <= self._left_minor:
            left = format_minor(self._left_minor, self._cinema.currency, self._cinema.locale)
            raise PaymentMismatch(f"{left} is left to pay. Type that or a part of it, or leave the amount empty.")
        return amount_minor
