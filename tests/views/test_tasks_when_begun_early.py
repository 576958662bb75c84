"""Work that is begun before there is a window: what it gave, or what it raised, is told to whoever asks."""

from __future__ import annotations

import threading

import pytest

from app.models.errors import DatabaseAway
from app.views.tasks import HeadStart


def test_its_result_is_told_as_often_as_it_is_asked_for() -> None:
    begun = HeadStart(lambda: "opened")
    assert [begun.result(), begun.result()] == ["opened", "opened"]


def test_it_is_done_when_the_work_has_ended_and_not_before() -> None:
    may_end = threading.Event()
    begun = HeadStart(may_end.wait)
    assert not begun.done
    may_end.set()
    begun.result()
    assert begun.done


def test_it_does_not_wait_to_be_asked() -> None:
    ran = threading.Event()
    HeadStart(ran.set)
    assert ran.wait(10)


def test_what_the_work_raised_is_raised_where_the_result_is_asked_for() -> None:
    def work() -> None:
        raise DatabaseAway("The database does not answer.")

    begun = HeadStart(work)
    with pytest.raises(DatabaseAway):
        begun.result()


def test_a_defect_is_raised_too_and_not_printed_by_the_thread() -> None:
    def work() -> None:
        raise ZeroDivisionError

    begun = HeadStart(work)
    with pytest.raises(ZeroDivisionError):
        begun.result()
