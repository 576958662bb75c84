"""Toasts and the banner: messages that never take the keyboard away."""

from __future__ import annotations

import customtkinter as ctk
import pytest

from app.views.parts.widgets import Banner, Button, Field, Toasts
from app.views.tour.hands import Hands
from tests.gui.conftest import WaitUntil, centre


def test_a_toast_does_not_take_the_focus_when_clicked(stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil) -> None:
    undone: list[str] = []
    field = Field(stage, "Command")
    field.pack()
    toasts = Toasts(stage)
    field.focus_set()
    wait_until(lambda: field.has_focus)
    toasts.show("F7 released.", action=("Undo", lambda: undone.append("F7")))
    stage.update()
    toast = stage.winfo_children()[-1]
    button = next(child for child in toast.winfo_children() if isinstance(child, Button))
    hands.click(*centre(button))
    wait_until(lambda: undone)
    assert field.has_focus
    assert toasts.sentences == ()


def test_a_click_on_a_toast_sends_it_away_and_leaves_the_focus(
    stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil
) -> None:
    field = Field(stage, "Command")
    field.pack()
    toasts = Toasts(stage)
    field.focus_set()
    wait_until(lambda: field.has_focus)
    toasts.show("F7 was just sold.")
    stage.update()
    hands.click(*centre(stage.winfo_children()[-1]))
    wait_until(lambda: not toasts.sentences)
    assert field.has_focus


def test_a_toast_goes_by_itself(stage: ctk.CTkFrame, wait_until: WaitUntil) -> None:
    toasts = Toasts(stage)
    toasts.show("Printed.", seconds=0.05)
    assert toasts.sentences == ("Printed.",)
    wait_until(lambda: not toasts.sentences, what="the toast to go")


def test_toasts_stack_to_three_and_the_same_sentence_is_shown_once(stage: ctk.CTkFrame) -> None:
    toasts = Toasts(stage)
    for sentence in ("one", "two", "three", "two", "four"):
        toasts.show(sentence, seconds=60)
    assert toasts.sentences == ("three", "two", "four")
    toasts.clear()


@pytest.mark.parametrize("scaling", [1.0, 1.5])
def test_toasts_never_lie_over_the_pay_buttons(stage: ctk.CTkFrame, scaling: float) -> None:
    ctk.set_widget_scaling(scaling)
    toasts = Toasts(stage, left=76, right=300)
    toasts.show(
        "F7 was just sold at counter 2. F8, F9, F10, G7, G8 and G9 are free.", seconds=60, action=("Take F8", print)
    )
    stage.update()
    toast = stage.winfo_children()[-1]
    assert toast.winfo_rootx() >= stage.winfo_rootx() + 76 * scaling
    assert toast.winfo_rootx() + toast.winfo_width() <= stage.winfo_rootx() + stage.winfo_width() - 300 * scaling
    toasts.clear()


def test_where_buttons_leave_a_sentence_too_little_room_they_stand_below(stage: ctk.CTkFrame) -> None:
    toasts = Toasts(stage)
    toasts.keep_to(lambda: (stage.winfo_rootx() + 400, stage.winfo_rooty() + 300, 400))
    toasts.show("Asha has the till.", seconds=60, action=("Take it over", print), other=("Count it first", print))
    stage.update()
    toast = stage.winfo_children()[-1]
    buttons = [child for child in toast.winfo_children() if isinstance(child, Button)]
    words = next(child for child in toast.winfo_children() if str(child) == str(toast._words))
    assert all(button.winfo_rooty() >= words.winfo_rooty() + words.winfo_height() for button in buttons)
    assert toast.winfo_width() <= 400
    one_line = words._label.winfo_reqheight()
    words.configure(wraplength=0)
    stage.update()
    assert words._label.winfo_reqheight() == one_line
    toasts.clear()


def test_the_banner_is_there_only_while_it_says_something(stage: ctk.CTkFrame) -> None:
    banner = Banner(stage, {"row": 0, "column": 0, "sticky": "ew"})
    stage.update()
    assert not banner.winfo_viewable()
    banner.show("The database is away. Trying again (3)…")
    stage.update()
    assert banner.winfo_viewable()
    banner.hide()
    stage.update()
    assert (banner.winfo_viewable(), banner.sentence) == (0, None)
