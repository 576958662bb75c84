"""The widgets that every screen is made of, pressed by real hands."""

from __future__ import annotations

import customtkinter as ctk
import pytest

from app.views import theme
from app.views.parts.icons import ICONS, draw
from app.views.parts.widgets import Button, Choice, Field
from app.views.tour.hands import Hands, HandsMissing
from tests.gui.conftest import WaitUntil, centre


def test_a_click_on_a_button_does_its_work_once(stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil) -> None:
    done: list[str] = []
    button = Button(stage, "Cash", lambda: done.append("cash"), hint="F8")
    button.pack()
    hands.click(*centre(button))
    wait_until(lambda: done)
    assert done == ["cash"]


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_space_and_return_press_the_button_in_focus(
    stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil, key: str
) -> None:
    done: list[str] = []
    first, second = (Button(stage, name, lambda name=name: done.append(name)) for name in ("one", "two"))  # type: ignore[misc]
    first.pack()
    second.pack()
    stage.update()
    first.focus_set()
    hands.key("Tab")
    wait_until(lambda: second.has_focus, what="the focus on the second button")
    hands.key(key)
    wait_until(lambda: done)
    assert done == ["two"]


def test_a_double_click_is_two_presses(stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil) -> None:
    done: list[int] = []
    button = Button(stage, "More", lambda: done.append(1))
    button.pack()
    place = centre(button)
    hands.click(*place)
    hands.click(*place)
    wait_until(lambda: len(done) >= 2)
    assert len(done) == 2


def test_a_disabled_button_never_acts_and_is_passed_over(
    stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil
) -> None:
    done: list[str] = []
    first, off, last = (Button(stage, name, lambda name=name: done.append(name)) for name in ("first", "off", "last"))  # type: ignore[misc]
    for button in (first, off, last):
        button.pack()
    off.set_enabled(False)
    place = centre(off)
    hands.click(*place)
    hands.click(*place)
    off.focus_set()
    hands.key("Space")
    first.focus_set()
    hands.key("Tab")
    wait_until(lambda: last.has_focus, what="the focus beyond the disabled button")
    hands.key("Space")
    wait_until(lambda: done)
    assert done == ["last"]


def test_letting_go_beside_the_button_is_no_press(stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil) -> None:
    done: list[str] = []
    button = Button(stage, "Clear", lambda: done.append("clear"))
    sentinel = Button(stage, "After", lambda: done.append("after"))
    button.pack()
    sentinel.pack(pady=100)
    x, y = centre(button)
    hands.drag((x, y), (x, y + 80))
    hands.click(*centre(sentinel))
    wait_until(lambda: done)
    assert done == ["after"]


def test_the_focus_is_seen_as_a_ring(stage: ctk.CTkFrame, wait_until: WaitUntil) -> None:
    button = Button(stage, "Card", lambda: None)
    button.pack()
    wait_until(button.winfo_viewable)
    canvas = button._canvas
    before = canvas.itemcget("border_parts", "fill")
    button.focus_set()
    wait_until(lambda: button.has_focus)
    assert canvas.itemcget("border_parts", "fill") == theme.pick(theme.ACCENT, "Dark") != before


def test_a_longer_text_makes_the_button_wider(stage: ctk.CTkFrame) -> None:
    button = Button(stage, "Pay", lambda: None)
    button.pack()
    narrow = button.winfo_reqwidth()
    button.set_text("Pay and print all tickets")
    assert button.text == "Pay and print all tickets"
    assert button.winfo_reqwidth() > narrow + 60


def test_a_button_grows_with_the_scaling(stage: ctk.CTkFrame) -> None:
    button = Button(stage, "Pay", lambda: None)
    button.pack()
    stage.update()
    ctk.set_widget_scaling(1.5)
    stage.update()
    assert button.winfo_height() == 72


def test_a_field_gives_what_is_typed_and_tells_every_change(
    stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil
) -> None:
    heard: list[str] = []
    field = Field(stage, "City")
    field.pack()
    field.bind_change(heard.append)
    field.focus_set()
    wait_until(lambda: field.has_focus)
    hands.type("Pune")
    wait_until(lambda: field.value == "Pune", what=f"the text, not {field.value!r}")
    assert heard == ["P", "Pu", "Pun", "Pune"]


def test_letters_outside_ascii_can_be_typed(stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil) -> None:
    field = Field(stage, "Name")
    field.pack()
    field.focus_set()
    wait_until(lambda: field.has_focus)
    hands.type("Zoë Müller Ł")
    wait_until(lambda: len(field.value) == 12, what="twelve letters")
    assert field.value == "Zoë Müller Ł"


def test_return_in_a_field_submits(stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil) -> None:
    sent: list[str] = []
    field = Field(stage, "City", on_submit=lambda: sent.append(field.value))
    field.pack()
    field.value = "Pune"
    field.focus_set()
    wait_until(lambda: field.has_focus)
    hands.key("Return")
    wait_until(lambda: sent)
    assert sent == ["Pune"]


def test_an_error_moves_nothing_and_typing_takes_it_away(
    stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil
) -> None:
    field = Field(stage, "Port")
    field.pack()
    stage.update()
    height = field.winfo_height()
    field.set_error("A port is a number from 1 to 65535.")
    stage.update()
    assert field.winfo_height() == height
    assert field.error is not None
    field.focus_set()
    wait_until(lambda: field.has_focus)
    hands.type("3")
    wait_until(lambda: field.error is None, what="the complaint to go")


def test_arrows_choose_and_only_people_are_heard(stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil) -> None:
    heard: list[str] = []
    choice = Choice(stage, [("cash", "Cash"), ("card", "Card"), ("upi", "UPI")], heard.append)
    choice.pack()
    choice.select("card")
    stage.update()
    choice.focus_set()
    hands.key("Right")
    wait_until(lambda: heard)
    assert (heard, choice.value) == (["upi"], "upi")
    hands.key("Right")
    hands.key("Home")
    wait_until(lambda: choice.value == "cash")
    assert heard == ["upi", "cash"]


def test_a_choice_is_one_focus_stop(stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil) -> None:
    choice = Choice(stage, ["Adult", "Child", "Senior"], lambda _key: None)
    after = Button(stage, "After", lambda: None)
    choice.pack()
    after.pack()
    stage.update()
    choice.focus_set()
    hands.key("Tab")
    wait_until(lambda: after.has_focus, what="one Tab to leave the choice")


def test_a_click_chooses(stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil) -> None:
    heard: list[str] = []
    choice = Choice(stage, ["Adult", "Child"], heard.append)
    choice.pack()
    stage.update()
    hands.click(choice.winfo_rootx() + choice.winfo_width() - 10, choice.winfo_rooty() + choice.winfo_height() // 2)
    wait_until(lambda: heard)
    assert heard == ["Child"]


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_drawn_inside_its_square(name: str) -> None:
    picture = draw(name, 48, "#ff0000")
    box = picture.getchannel("A").getbbox()
    assert box is not None
    assert picture.getchannel("A").getextrema()[1] == 255
    assert picture.size == (48, 48)


@pytest.mark.parametrize("mode", ["Light", "Dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, ground) for ink in ("TEXT", "QUIET", "ACCENT", "GOOD", "WARN", "BAD") for ground in ("PAGE", "PANE", "RAISED")),
        ("TEXT", "HOVER"),
        ("TEXT", "PRESSED"),
        *(("ON_ACCENT", ground) for ground in ("ACCENT", "ACCENT_HOVER", "ACCENT_PRESSED")),
        *(("ON_DANGER", ground) for ground in ("DANGER", "DANGER_HOVER")),
    ],
)  # fmt: skip
def test_text_keeps_its_contrast(mode: str, ink: str, ground: str) -> None:
    assert _contrast(theme.pick(getattr(theme, ink), mode), theme.pick(getattr(theme, ground), mode)) >= 4.5


@pytest.mark.parametrize("mode", ["Light", "Dark"])
def test_the_outline_of_a_field_is_seen(mode: str) -> None:
    assert _contrast(theme.pick(theme.EDGE, mode), theme.pick(theme.PANE, mode)) >= 3


def test_hands_count_keys_and_clicks(stage: ctk.CTkFrame, hands: Hands) -> None:
    hands.type("2a1c")
    hands.key("Return")
    hands.click(10, 10)
    assert hands.events == 6


def test_hands_say_so_when_xdotool_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(HandsMissing) as caught:
        Hands()
    assert caught.value.code == "HANDS_MISSING"


def test_hands_say_so_when_a_key_does_not_exist(hands: Hands) -> None:
    with pytest.raises(HandsMissing):
        hands.key("NoSuchKey")


def _contrast(one: str, other: str) -> float:
    """WCAG 2.1, 1.4.3."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
