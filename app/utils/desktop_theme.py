"""How the desktop is set, light or dark, for those who want Foyer to follow it."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Literal

Mode = Literal["Light", "Dark"]


def desktop_mode() -> Mode:
    """Ask the desktop; it takes some milliseconds. Where there is no desktop to ask, a foyer is dim: dark."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("XDG_CURRENT_DESKTOP") and shutil.which("gsettings") is not None
    ):
        return "Dark"
    import darkdetect  # noqa: PLC0415  only those who follow the desktop need it

    return "Light" if darkdetect.theme() == "Light" else "Dark"
