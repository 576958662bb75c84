"""Long work tells how far it is, and ends when nobody wants the rest."""

from __future__ import annotations

import pytest

from app.utils.progress import Cancelled, Progress


def test_it_says_how_much_is_done() -> None:
    progress = Progress()
    progress.report(3, 10)
    assert (progress.done, progress.total) == (3, 10)


def test_once_it_is_cancelled_the_next_step_ends_the_work() -> None:
    progress = Progress()
    progress.report(3, 10)
    progress.cancel()
    with pytest.raises(Cancelled, match="4 of 10"):
        progress.report(4, 10)
    assert progress.done == 4
