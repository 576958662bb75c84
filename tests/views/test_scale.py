"""How large everything is drawn: pure figures."""

from __future__ import annotations

import pytest

from app.views.scale import automatic_percent, most_percent, shown_percent


@pytest.mark.parametrize(
    ("screen", "percent"),
    [
        ((1024, 768), 100),
        ((1280, 800), 100),
        ((1920, 1080), 100),
        ((2560, 1440), 130),
        ((3840, 2160), 200),
        ((7680, 4320), 200),
    ],
)
def test_an_unset_scale_suits_the_screen(screen: tuple[int, int], percent: int) -> None:
    assert automatic_percent(screen) == percent


@pytest.mark.parametrize(
    ("window", "percent"), [((1024, 768), 102), ((1280, 800), 125), ((1920, 1080), 168), ((3840, 2160), 200), ((400, 300), 80)]
)  # fmt: skip
def test_a_window_has_room_for_so_much(window: tuple[int, int], percent: int) -> None:
    assert most_percent(window) == percent


def test_what_was_asked_for_is_shown_where_there_is_room() -> None:
    assert shown_percent(150, (1920, 1080), (1920, 1080)) == 150
    assert shown_percent(80, (1920, 1080), (1920, 1080)) == 80
    assert shown_percent(200, (1920, 1080), (1920, 1080)) == 168


def test_nothing_asked_for_is_what_suits_the_screen_as_far_as_the_window_has_room() -> None:
    assert shown_percent(0, (3840, 2160), (3840, 2160)) == 200
    assert shown_percent(0, (3840, 2160), (1280, 800)) == 125
