"""One real window for all tests, and real hands on it.

There is one Tk root per process: a second one leaves orphaned `after` calls behind. An error in a Tk callback or
a logged error is a failed test, for nobody reads the terminal at a counter.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable, Iterator
from types import TracebackType

import customtkinter as ctk
import pytest

from app.views import theme
from app.views.tour.hands import Hands
from tests.box_office import MakeBoxOffice, around_noon

WaitUntil = Callable[..., None]

_OWN_LOOPS = ("update", "check_dpi_scaling")
"""CustomTkinter's own timers, which live as long as the root."""


class _Complaints(logging.Handler):
    """What went wrong outside the test's own stack."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))

    def callback_failed(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.heard.append("".join(traceback.format_exception(kind, error, trace)))

    def raise_heard(self) -> None:
        heard, self.heard = self.heard, []
        if heard:
            pytest.fail("outside the test's own stack:\n" + "\n".join(heard))


@pytest.fixture(scope="session")
def complaints() -> _Complaints:
    return _Complaints()


@pytest.fixture(scope="session")
def _window(complaints: _Complaints) -> Iterator[ctk.CTk]:
    ctk.set_appearance_mode("Dark")
    window = ctk.CTk(fg_color=theme.PAGE)
    window.report_callback_exception = complaints.callback_failed
    window.title("Foyer tests")
    window.geometry("1280x800+0+0")
    window.wait_visibility()
    window.focus_force()
    window.update()
    yield window
    window.destroy()


@pytest.fixture
def root(_window: ctk.CTk, complaints: _Complaints) -> Iterator[ctk.CTk]:
    """The one window of the process, shown and focused; leaves itself as it was found."""
    logger = logging.getLogger("foyer")
    logger.addHandler(complaints)
    before = set(_timers(_window))
    _window.focus_force()
    _window.update()
    yield _window
    for timer in set(_timers(_window)) - before:
        _window.after_cancel(timer)
    ctk.set_appearance_mode("Dark")
    ctk.set_widget_scaling(1.0)
    _window.update()
    logger.removeHandler(complaints)
    complaints.raise_heard()


@pytest.fixture
def stage(root: ctk.CTk) -> Iterator[ctk.CTkFrame]:
    """A fresh frame that fills the window for one test."""
    frame = ctk.CTkFrame(root, fg_color=theme.PAGE, corner_radius=0)
    frame.place(x=0, y=0, relwidth=1, relheight=1)
    root.update()
    yield frame
    root.focus_force()
    frame.destroy()
    root.update()


@pytest.fixture
def wait_until(root: ctk.CTk, complaints: _Complaints) -> WaitUntil:
    """`wait_until(condition, seconds=10, what="")` keeps the window alive until the condition holds, or fails."""

    def wait(condition: Callable[[], object], seconds: float = 10, what: str = "") -> None:
        deadline = time.monotonic() + seconds
        root.update()
        while not condition():
            complaints.raise_heard()
            if time.monotonic() > deadline:
                pytest.fail(f"waited {seconds} s for {what or condition}")
            tick = ctk.BooleanVar(root, value=False)
            root.after(5, tick.set, True)
            root.wait_variable(tick)
            root.update()

    return wait


@pytest.fixture
def hands(root: ctk.CTk) -> Hands:
    """Keys and clicks through the X server; the window lives on meanwhile."""
    return Hands(pump=root.update)


def centre(widget: ctk.CTkBaseClass) -> tuple[int, int]:
    """The middle of a widget in pixels of the screen, for `hands.click(*centre(button))`."""
    widget.update()
    return widget.winfo_rootx() + widget.winfo_width() // 2, widget.winfo_rooty() + widget.winfo_height() // 2


def _timers(window: ctk.CTk) -> Iterator[str]:
    for timer in window.tk.splitlist(window.tk.call("after", "info")):
        script = str(window.tk.splitlist(window.tk.call("after", "info", timer))[0])
        if not script.split(" ", 1)[0].endswith(_OWN_LOOPS):
            yield str(timer)


@pytest.fixture
def make_office(make_office: MakeBoxOffice) -> MakeBoxOffice:
    """As everywhere, in a cinema where it is about noon."""
    return lambda **wishes: make_office(**{"time_zone": around_noon(), **wishes})
