"""The window while nobody is at the counter."""

from __future__ import annotations

from collections.abc import Iterator

import customtkinter as ctk
import pytest

from app.views.parts.widgets import Field
from app.views.start.lock_view import LockView
from app.views.tour.hands import Hands
from tests.gui.conftest import WaitUntil, centre


@pytest.fixture
def said() -> list[tuple[str, ...]]:
    return []


@pytest.fixture
def beneath(stage: ctk.CTkFrame, wait_until: WaitUntil) -> Field:
    field = Field(stage, "Phone of the customer")
    field.place(x=500, y=300)
    field.value = "98220"
    field.focus_set()
    wait_until(lambda: field.has_focus)
    return field


@pytest.fixture
def lock(root: ctk.CTk, beneath: Field, said: list[tuple[str, ...]]) -> Iterator[LockView]:
    lock = LockView(
        root,
        person="Asha Rao",
        on_unlock=lambda password: said.append((password,)),
        on_hand_over=lambda name, password: said.append((name, password)),
        on_change=lambda password, chosen, again: said.append((password, chosen, again)),
        on_choose=lambda chosen, again: said.append(("chosen", chosen, again)),
    )
    root.update()
    yield lock
    if lock.winfo_exists():
        lock.close()


def test_it_covers_the_whole_window(root: ctk.CTk, lock: LockView) -> None:
    assert (lock.winfo_width(), lock.winfo_height()) == (root.winfo_width(), root.winfo_height())
    for x, y in ((2, 2), (640, 400), (1270, 790)):
        assert str(root.winfo_containing(root.winfo_rootx() + x, root.winfo_rooty() + y)).startswith(str(lock))


def test_the_password_and_return_unlock(
    lock: LockView, said: list[tuple[str, ...]], hands: Hands, wait_until: WaitUntil
) -> None:
    wait_until(lambda: lock.password.has_focus)
    hands.type("s3cret")
    hands.key("Enter")
    wait_until(lambda: said)
    assert said == [("s3cret",)]


def test_tab_never_leaves_the_lock(lock: LockView, beneath: Field, hands: Hands, wait_until: WaitUntil) -> None:
    for _ in range(7):
        hands.key("Tab")
    hands.key("shift+Tab")
    hands.type("x")
    wait_until(lambda: not beneath.has_focus)
    assert beneath.value == "98220"


def test_the_programs_keys_are_dead_while_locked(
    root: ctk.CTk, lock: LockView, hands: Hands, wait_until: WaitUntil
) -> None:
    sold: list[str] = []
    own = root.bind("<F8>", lambda _event: sold.append("F8"))
    hands.key("F8")
    hands.type("x")
    wait_until(lambda: lock.password.value == "x")
    root.unbind("<F8>", own)
    assert sold == []


def test_another_clerk_takes_over(
    lock: LockView, said: list[tuple[str, ...]], hands: Hands, wait_until: WaitUntil
) -> None:
    hands.click(*centre(lock._other))
    wait_until(lambda: lock.username.has_focus)
    hands.type("meera")
    hands.key("Enter")
    wait_until(lambda: lock.password.has_focus)
    hands.type("word")
    hands.key("Enter")
    wait_until(lambda: said)
    assert said == [("meera", "word")]


def test_escape_goes_back_to_the_one_who_locked(lock: LockView, hands: Hands, wait_until: WaitUntil) -> None:
    lock.show_hand_over()
    hands.key("Esc")
    wait_until(lambda: not lock.handing_over)
    assert lock.password.has_focus


def test_a_refusal_is_shown_and_can_be_typed_over(lock: LockView, hands: Hands, wait_until: WaitUntil) -> None:
    lock.password.value = "wrong"
    lock.show_error("Wrong password.")
    wait_until(lambda: lock.password.has_focus)
    assert lock.password.error == "Wrong password."
    hands.type("right")
    wait_until(lambda: lock.password.value == "right")


def test_unlocking_gives_the_focus_back(lock: LockView, beneath: Field, wait_until: WaitUntil) -> None:
    lock.close()
    wait_until(lambda: beneath.has_focus)
    assert beneath.value == "98220"
