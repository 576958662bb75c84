"""The lanes: order, replacement, errors on the Tk thread, and an end that loses nothing of the sale's."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from app.models.errors import DatabaseAway, SeatsTaken
from app.utils.errors import BoxOfficeError
from app.views.tasks import Lane, Unexpected
from tests.views.bell import Bell


@pytest.fixture
def bell() -> Iterator[Bell]:
    made = Bell()
    yield made
    made.tasks.close()


def fail(error: Exception) -> None:
    raise error


def noted(done: list[int], number: int) -> int:
    """Work that leaves a mark of the order in which it was done."""
    done.append(number)
    return number


def test_work_is_done_on_its_lanes_own_thread_and_answered_on_the_windows(bell: Bell) -> None:
    workers: dict[Lane, str] = {}
    answered: list[str] = []

    def work(lane: Lane) -> None:
        workers[lane] = threading.current_thread().name

    for lane in Lane:
        bell.tasks.run(lane, partial(work, lane), lambda _nothing: answered.append(threading.current_thread().name))
    bell.wait(lambda: len(answered) == len(Lane))
    assert workers == {lane: f"foyer {lane}" for lane in Lane}
    assert set(answered) == {threading.current_thread().name}


@pytest.mark.parametrize("lane", Lane)
def test_a_lane_does_one_thing_after_the_other(bell: Bell, lane: Lane) -> None:
    done: list[int] = []
    answers: list[int] = []
    for number in range(50):
        bell.tasks.run(lane, partial(noted, done, number), answers.append)
    bell.wait(lambda: len(answers) == 50)
    assert done == answers == list(range(50))


def test_a_busy_lane_leaves_the_others_alone(bell: Bell) -> None:
    answers: list[str] = []
    with bell.lane_held_up(Lane.READING):
        bell.tasks.run(Lane.SALE, lambda: "sold", answers.append)
        bell.wait(lambda: answers == ["sold"])


def test_of_requests_of_one_name_only_the_newest_is_done_and_answered(bell: Bell) -> None:
    done: list[int] = []
    answers: list[int] = []
    with bell.lane_held_up(Lane.READING):
        for number in range(5):
            bell.tasks.run(Lane.READING, partial(noted, done, number), answers.append, replaces="watch")
        bell.tasks.run(Lane.READING, lambda: 99, answers.append, replaces="another name")
    bell.wait(lambda: 99 in answers)
    assert (done, answers) == ([4], [4, 99])


@pytest.mark.parametrize("fails", [False, True])
def test_an_answer_that_was_overtaken_is_dropped(bell: Bell, fails: bool) -> None:
    """It was under way already when the newer one was asked for."""
    answers: list[object] = []
    begun, gate = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        gate.wait()
        if fails:
            raise DatabaseAway("away")
        return "old"

    bell.tasks.run(Lane.READING, slow, answers.append, answers.append, replaces="watch")
    begun.wait()
    bell.tasks.run(Lane.READING, lambda: "new", answers.append, replaces="watch")
    gate.set()
    bell.wait(lambda: answers)
    assert answers == ["new"]


def test_an_expected_error_is_told_on_the_windows_thread_to_whoever_asked(bell: Bell) -> None:
    told: list[tuple[BoxOfficeError, str]] = []
    taken = SeatsTaken("F7 was just sold.", (7,))
    bell.tasks.run(
        Lane.SALE, lambda: fail(taken), None, lambda error: told.append((error, threading.current_thread().name))
    )
    bell.wait(lambda: told)
    assert told == [(taken, threading.current_thread().name)]
    assert bell.refused == []


def test_an_expected_error_that_nobody_wants_goes_to_the_window(bell: Bell) -> None:
    bell.tasks.run(Lane.SALE, lambda: fail(SeatsTaken("F7 was just sold.", (7,))))
    bell.wait(lambda: bell.refused)
    assert [error.code for error in bell.refused] == ["SEATS_TAKEN"]


def test_a_defect_goes_to_the_dialog_and_the_log_and_whoever_asked_hears_of_it(
    bell: Bell, caplog: pytest.LogCaptureFixture
) -> None:
    """Else a basket would wait for ever for an answer that cannot come."""
    told: list[BoxOfficeError] = []
    bell.tasks.run(Lane.SALE, lambda: fail(ZeroDivisionError("a defect")), None, told.append)
    bell.wait(lambda: told)
    assert [type(error) for error in bell.defects] == [ZeroDivisionError]
    assert isinstance(told[0], Unexpected)
    assert [record.levelno for record in caplog.records if record.name == "foyer.tasks"] == [logging.ERROR]
    assert "a defect" in caplog.text


def test_a_lane_goes_on_after_a_defect(bell: Bell, caplog: pytest.LogCaptureFixture) -> None:
    answers: list[int] = []
    bell.tasks.run(Lane.SALE, lambda: fail(ZeroDivisionError("a defect")))
    bell.tasks.run(Lane.SALE, lambda: 1, answers.append)
    bell.wait(lambda: answers == [1])
    assert "a defect" in caplog.text


def test_a_defect_in_an_answer_is_not_the_end_of_all_answers(bell: Bell) -> None:
    answers: list[int] = []
    bell.tasks.run(Lane.SALE, lambda: 0, lambda number: 1 // number)
    bell.tasks.run(Lane.SALE, lambda: 1, answers.append)
    bell.wait(lambda: answers == [1])
    assert [type(error) for error in bell.defects] == [ZeroDivisionError]


def test_the_reading_lane_tells_whether_the_database_answers(bell: Bell) -> None:
    bell.tasks.run(Lane.READING, lambda: fail(DatabaseAway("away")), None, lambda _error: None)
    bell.tasks.run(Lane.READING, lambda: fail(SeatsTaken("taken", ())), None, lambda _error: None)
    bell.tasks.run(Lane.READING, lambda: 1)
    bell.tasks.run(Lane.SALE, lambda: fail(DatabaseAway("away")), None, lambda _error: None)
    bell.wait(lambda: len(bell.contact) == 2)
    assert bell.contact == [False, True]


def test_closing_finishes_what_was_asked_of_the_sale_and_begins_nothing_else() -> None:
    bell = Bell()
    done: list[str] = []
    begun, gates = threading.Semaphore(0), [threading.Event() for _ in range(2)]

    def hold_up(gate: threading.Event) -> None:
        begun.release()
        gate.wait()

    for lane, gate in zip((Lane.SALE, Lane.SLOW), gates, strict=True):
        bell.tasks.run(lane, partial(hold_up, gate))
        begun.acquire()
        bell.tasks.run(lane, partial(done.append, str(lane)))
    bell.tasks._closed = True  # as `close` does first; the gates open only once that is known
    for gate in gates:
        gate.set()
    bell.tasks.close()
    assert done == ["sale"]
    assert not any(thread.is_alive() for thread in bell.tasks._threads)


def test_after_closing_nothing_is_answered_and_no_timer_is_left() -> None:
    bell = Bell()
    assert bell.timers
    answers: list[int] = []
    bell.tasks.run(Lane.SALE, lambda: 1, answers.append)
    bell.tasks.close()
    bell.tcl.update()
    assert answers == []
    assert bell.timers == ()


def test_while_the_lanes_run_cycles_are_collected_on_the_windows_thread_only(bell: Bell) -> None:
    """A widget's variable that dies on a lane would wait for the window, and the window perhaps for the lane."""
    collected_on: set[str] = set()

    class Widget:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            collected_on.add(threading.current_thread().name)

    def litter() -> None:
        for _ in range(5000):
            Widget()

    answers: list[object] = []
    for lane in Lane:
        bell.tasks.run(lane, litter, answers.append)
    bell.wait(lambda: len(answers) == len(Lane) and collected_on)
    gc.collect()
    assert collected_on == {threading.current_thread().name}


def test_after_closing_python_collects_by_itself_again() -> None:
    bell = Bell()
    assert not gc.isenabled()
    bell.tasks.close()
    assert gc.isenabled()


def test_closing_does_not_wait_for_ever_for_a_lane_that_hangs() -> None:
    bell = Bell()
    gate = threading.Event()
    bell.tasks.run(Lane.SALE, gate.wait)
    bell.tasks.close(wait_seconds=0.05)
    assert [thread.name for thread in bell.tasks._threads if thread.is_alive()] == ["foyer sale"]
    gate.set()
    for thread in bell.tasks._threads:
        thread.join()
