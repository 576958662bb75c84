"""The first screen of a shift."""

from __future__ import annotations

import customtkinter as ctk
import pytest

from app.views.start.sign_in_view import SignInView
from app.views.tour.hands import Hands
from tests.gui.conftest import WaitUntil, centre

DEMO = [("asha", "demo-clerk", "CLERK"), ("meera", "demo-manager", "MANAGER")]


@pytest.fixture
def signed_in() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def view(stage: ctk.CTkFrame, signed_in: list[tuple[str, str]], wait_until: WaitUntil) -> SignInView:
    view = SignInView(
        stage,
        cinema="Regal Screen",
        counter="Counter 2",
        demo_sign_ins=DEMO,
        on_sign_in=lambda name, password: signed_in.append((name, password)),
    )
    view.place(x=0, y=0, relwidth=1, relheight=1)
    wait_until(lambda: view.name.has_focus, what="the focus on the name")
    return view


def test_name_return_password_return_signs_in(
    view: SignInView, signed_in: list[tuple[str, str]], hands: Hands, wait_until: WaitUntil
) -> None:
    hands.type("asha")
    hands.key("Enter")
    wait_until(lambda: view.password.has_focus)
    hands.type("s3cret word")
    hands.key("Enter")
    wait_until(lambda: signed_in)
    assert signed_in == [("asha", "s3cret word")]


def test_the_button_signs_in_too(
    view: SignInView, signed_in: list[tuple[str, str]], hands: Hands, wait_until: WaitUntil
) -> None:
    view.name.value, view.password.value = " asha ", " word "
    hands.click(*centre(view._button))
    wait_until(lambda: signed_in)
    assert signed_in == [("asha", " word ")], "blanks around a name are a slip, in a password they are the password"


def test_a_refusal_keeps_the_name_and_selects_the_password(
    view: SignInView, hands: Hands, wait_until: WaitUntil
) -> None:
    view.name.value, view.password.value = "asha", "wrong"
    view.show_error("Wrong name or password.")
    wait_until(lambda: view.password.has_focus)
    assert (view.name.value, view.password.error) == ("asha", "Wrong name or password.")
    hands.type("right")
    wait_until(lambda: view.password.value == "right", what="typing over the selected password")


def test_nothing_is_sent_twice_while_busy(
    view: SignInView, signed_in: list[tuple[str, str]], hands: Hands, wait_until: WaitUntil
) -> None:
    view.name.value, view.password.value = "asha", "word"
    view.password.focus_set()
    wait_until(lambda: view.password.has_focus)
    hands.key("Enter")
    hands.key("Enter")
    hands.type("x")
    wait_until(lambda: view.password.value == "wordx")
    assert signed_in == [("asha", "word")]


@pytest.mark.parametrize(("name", "password", "wrong"), [("", "word", "name"), ("asha", "", "password")])
def test_what_is_missing_is_said_at_its_field(
    view: SignInView,
    signed_in: list[tuple[str, str]],
    hands: Hands,
    wait_until: WaitUntil,
    name: str,
    password: str,
    wrong: str,
) -> None:
    view.name.value, view.password.value = name, password
    hands.click(*centre(view._button))
    wait_until(lambda: getattr(view, wrong).error)
    assert getattr(view, wrong).has_focus
    assert signed_in == []


def test_a_demo_sign_in_is_filled_by_one_click(
    view: SignInView, signed_in: list[tuple[str, str]], hands: Hands, wait_until: WaitUntil
) -> None:
    hands.click(*centre(view.demo_rows[1]))
    wait_until(lambda: view.password.has_focus)
    hands.key("Enter")
    wait_until(lambda: signed_in)
    assert signed_in == [("meera", "demo-manager")]


def test_a_demo_sign_in_is_filled_by_the_keyboard(view: SignInView, hands: Hands, wait_until: WaitUntil) -> None:
    view.demo_rows[0].focus_set()
    hands.key("Down")
    hands.key("Space")
    wait_until(lambda: view.name.value)
    assert (view.name.value, view.password.value) == ("meera", "demo-manager")


def test_a_real_cinema_offers_no_sign_ins(stage: ctk.CTkFrame) -> None:
    view = SignInView(stage, cinema="Regal Screen", counter="Counter 2", on_sign_in=lambda _name, _password: None)
    assert view.demo_rows == []


def test_a_blocked_account_counts_down_and_then_lets_one_try(
    view: SignInView, signed_in: list[tuple[str, str]], hands: Hands, wait_until: WaitUntil
) -> None:
    view.name.value, view.password.value = "asha", "word"
    view.show_wait("Too many wrong tries. Wait", 1)
    assert view.password.error == "Too many wrong tries. Wait 1 s"
    hands.key("Enter")
    assert signed_in == []
    wait_until(lambda: view.password.error is None, what="the end of the wait")
    hands.key("Enter")
    wait_until(lambda: signed_in)


def test_leaving_during_the_countdown_leaves_no_timer(view: SignInView, stage: ctk.CTkFrame) -> None:
    view.show_wait("Too many wrong tries. Wait", 30)
    timer = view._countdown
    view.destroy()
    assert timer not in stage.tk.splitlist(stage.tk.call("after", "info"))
