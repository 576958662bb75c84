"""What the window gives each of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.views.parts.toast import Toasts
from app.views.seats.seat_palette import PaletteName
from app.views.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window gives a page: its work lanes, its messages and its badge of unprinted tickets."""

    tasks: Tasks
    toasts: Toasts
    set_unprinted: Callable[[int], object]
    palette: PaletteName
