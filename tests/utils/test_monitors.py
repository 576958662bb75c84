"""Where the second monitor is, as the machine tells of it."""

from __future__ import annotations

from app.utils.monitors import Monitor, second_monitor

ONE = "Monitors: 1\n 0: +*eDP-1 1920/344x1080/194+0+0  eDP-1\n"
TWO = """Monitors: 2
 0: +HDMI-1 1280/300x1024/240+1920+0  HDMI-1
 1: +*eDP-1 1920/344x1080/194+0+0  eDP-1
"""


def test_the_one_that_is_not_the_main_one() -> None:
    found = second_monitor((3200, 1080), TWO)
    assert found == Monitor(1280, 1024, 1920, 0)
    assert found.geometry == "1280x1024+1920+0"


def test_one_monitor_has_no_second() -> None:
    assert second_monitor((1920, 1080), ONE) is None


def test_a_machine_that_tells_nothing_is_judged_by_its_screen() -> None:
    assert second_monitor((1920, 1080), "") is None
    assert second_monitor((3840, 1080), "") == Monitor(1920, 1080, 1920, 0)


def test_one_very_wide_monitor_that_is_told_of_is_one() -> None:
    assert second_monitor((5120, 1440), " 0: +*DP-1 5120/1190x1440/340+0+0  DP-1\n") is None
