"""How far long work is, and whether it is still wanted: written by the lane that works, read by the window."""

from __future__ import annotations

from app.utils.errors import BoxOfficeError


class Cancelled(BoxOfficeError):
    """The person who waited wanted the work to end; what it had not saved yet is not there."""

    code = "CANCELLED"


class Progress:
    """`done` of `total` steps, both 0 until the first `report`. Each value has one writer only, so no lock is needed."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the work to end at its next step."""
        self._cancelled = True

    def report(self, done: int, total: int) -> None:
        """So much is done. Raises Cancelled once nobody wants the rest."""
        self.done, self.total = done, total
        if self._cancelled:
            raise Cancelled(f"Stopped after {done} of {total}.")
