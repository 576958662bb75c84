"""Typing as people do, for what a scanner's speed would be taken for a scan."""

from __future__ import annotations

import subprocess

from tests.gui.program import Program

_FROM_KEY_TO_KEY_MS = "150"
"""Eighty words in a minute. An X server that is kept waiting hands on several keys at once, so faster would tell less."""


def type_like_a_typist(program: Program, text: str) -> None:
    """A key after the other, with the pauses that fingers make; the window lives on meanwhile."""
    process = subprocess.Popen(["xdotool", "type", "--clearmodifiers", "--delay", _FROM_KEY_TO_KEY_MS, "--", text])
    while process.poll() is None:
        program.root.update()
    assert process.returncode == 0
