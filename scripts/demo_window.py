"""The real window on a demo of its own, signed in and shown: what the benches of the window measure."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import customtkinter as ctk

from app.controllers.desk import Desk
from app.controllers.start.opening import Opening
from app.models.records import Role, ShowCounts
from app.utils.folders import Folders
from app.utils.settings import Settings
from app.views.counter_screen import CounterScreen
from app.views.root import make_root
from app.views.sell.sell_view import SellView
from app.views.start.sign_in_view import SignInView
from app.views.tasks import Lane
from app.views.window import Window

T = TypeVar("T")


class DemoWindow:
    """A window in which the programme is on the screen: a clerk's unless another role is asked for."""

    def __init__(self, root: ctk.CTk, window: Window, role: Role = Role.CLERK) -> None:
        self.root, self._window = root, window
        root.geometry("1280x800+0+0")
        window.start(demo=True)
        self.wait(lambda: isinstance(window.screen, SignInView), "the sign-in screen")
        # As a hand does it: the demo's list fills both fields.
        person = next(place for place, (_, _, has) in enumerate(self.desk.demo_sign_ins) if has == role)
        root.focus_force()
        window.screen.demo_rows[person].invoke()
        self.wait(lambda: bool(window.screen.password.has_focus), "the focus on the password")
        root.focus_get().event_generate("<Return>")
        self.wait(lambda: isinstance(window.screen, CounterScreen), "the counter's screen")
        self.wait(lambda: bool(self.sell.programme.rows), "the programme")

    @property
    def desk(self) -> Desk:
        if self._window.desk is None:
            raise AssertionError("no house is open")
        return self._window.desk

    @property
    def screen(self) -> CounterScreen:
        screen: CounterScreen = self._window.screen
        return screen

    @property
    def sell(self) -> SellView:
        if self.screen.sell is None:
            raise AssertionError("a clerk sells")
        return self.screen.sell

    def ask(self, work: Callable[[Desk], T]) -> T:
        """What the desk answers on the reading lane: its connection is no other thread's."""
        answers: list[T] = []
        self._window.tasks.run(Lane.READING, lambda: work(self.desk), answers.append)
        self.wait(lambda: bool(answers), "an answer of the desk")
        return answers[0]

    def open_show(self, counts: ShowCounts) -> None:
        """Open a show as a click on its row does, and wait until its hall is painted."""
        self.sell.shown.open(counts)
        flow = self.sell.flow
        self.wait(lambda: flow.opened is not None and flow.opened.show.id == counts.show.id, "the show")
        self.root.update()

    def wait(self, condition: Callable[[], bool], what: str, seconds: float = 60) -> None:
        """Let the window live until the condition holds."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise SystemExit(f"waited {seconds:.0f} s for {what} in vain")
            self.pause(5)

    def pause(self, milliseconds: int) -> None:
        """Let the window live for a while."""
        over = ctk.BooleanVar(self.root, value=False)
        self.root.after(milliseconds, over.set, True)
        self.root.wait_variable(over)


@contextmanager
def demo_window(folder: Path, role: Role = Role.CLERK) -> Iterator[DemoWindow]:
    """The window over a demo in `folder`, made if it is not there; its private server ends with it."""
    settings = Settings(lock_minutes=0)  # no hand touches this screen: it would lock itself
    root = make_root(settings)
    window = Window(root, settings, Opening(settings, Folders(folder)))
    try:
        yield DemoWindow(root, window, role)
    finally:
        window.close()
        root.destroy()
