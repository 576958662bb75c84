"""Before anybody is signed in: the three ways in, their forms, what may be in the way, and the sign-in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.views.notice import Notice
from app.views.start.sign_in_view import SignInView
from app.views.start.start_view import StartView
from app.views.tour.tour_stage import Stage

Take = Callable[[str], object]


def three_ways(stage: Stage, window: Any, take: Take) -> None:
    """A machine on which nothing is set up."""
    stage.until(lambda: isinstance(window.screen, StartView), "the three ways in", 120)
    view: StartView = window.screen
    take("start")
    for name, place in (("setup", 1), ("connect", 2)):
        view.cards[place].focus_set()
        stage.hands.key("Enter")
        stage.until(partial(_is_shown, view, name), name)
        take(f"start-{name}")
        form = getattr(view, name)
        list(form.fields.values())[-1].focus_set()
        stage.hands.key("Enter")  # the first field that lacks something says so
        take(f"start-{name}-refused")
        stage.hands.key("Esc")
        stage.settle()
    view.show_progress("Making the demo cinema…")
    take("start-progress")


def _is_shown(view: StartView, name: str) -> bool:
    return getattr(view, name) is not None


def in_the_way(stage: Stage, window: Any, take: Take) -> None:
    """A machine without a database server."""
    stage.until(lambda: isinstance(window.screen, Notice) and window.screen.winfo_viewable(), "the notice")
    stage.rest(500)  # the first notice tells that the database starts
    take("notice")


def sign_in(stage: Stage, window: Any, take: Take) -> None:
    """The demo's, with a wrong password and then the right one."""
    stage.until(lambda: isinstance(window.screen, SignInView), "the sign-in screen", 120)
    view: SignInView = window.screen
    stage.to_front()
    take("sign-in")
    name, password, _ = window.desk.demo_sign_ins[0]
    view.name.value = name
    view.password.focus_set()
    stage.hands.type("wrong")
    stage.hands.key("Enter")
    stage.until(lambda: view.password.error, "the refusal")
    take("sign-in-refused")
    stage.hands.type(password)
    stage.until(lambda: view.password.value == password, "the password to be typed")
    stage.hands.key("Enter")
