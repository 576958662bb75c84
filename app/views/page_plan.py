"""A page of the rail, before it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.controllers.permissions import Permission


@dataclass(frozen=True, slots=True)
class PagePlan:
    """Who may open it, and how it is made of the counter's screen. A page has `keys` and `take_over(session)`."""

    key: str
    title: str
    icon: str
    needs: tuple[Permission, ...]
    """Any of these opens it."""
    make: Callable[[Any], Any]
