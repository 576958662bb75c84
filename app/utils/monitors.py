"""Where the monitors of this machine are: the customers' window belongs on the second one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import NamedTuple

_WAIT_SECONDS = 2
_TWO_MONITORS = 2.4
"""What is wider than this in its height is no monitor but two side by side."""
_LINE = re.compile(r"^\s*\d+:\s+\+(?P<main>\*?)\S*\s+(\d+)/\d+x(\d+)/\d+\+(\d+)\+(\d+)", re.MULTILINE)


class Monitor(NamedTuple):
    """A monitor's size and place in pixels of the whole screen."""

    width: int
    height: int
    x: int
    y: int

    @property
    def geometry(self) -> str:
        """As a window's geometry has it."""
        return f"{self.width}x{self.height}+{self.x}+{self.y}"


def second_monitor(screen_px: tuple[int, int], listed: str | None = None) -> Monitor | None:
    """The monitor beside the one the clerk works at; None where there is only one.

    `listed` is what `xrandr --listmonitors` says; without it the machine is asked, which takes some milliseconds. Where
    nothing tells, a screen far wider than high is taken as two monitors side by side.
    """
    monitors = _read(_listed() if listed is None else listed)
    others = monitors[1:]
    if others:
        return others[0]
    width, height = screen_px
    if not monitors and width > _TWO_MONITORS * height:
        return Monitor(width - width // 2, height, width // 2, 0)
    return None


def _read(listed: str) -> list[Monitor]:
    """The monitors, the main one first."""
    found = [(match["main"] == "", Monitor(*map(int, match.groups()[1:]))) for match in _LINE.finditer(listed)]
    return [monitor for _, monitor in sorted(found, key=lambda each: each[0])]


def _listed() -> str:
    program = shutil.which("xrandr")
    if sys.platform == "win32" or program is None:
        return ""
    try:
        done = subprocess.run(
            [program, "--listmonitors"], capture_output=True, text=True, timeout=_WAIT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""  # the geometry of the screen tells instead
    return done.stdout
