"""How the desktop is set: asked where there is one, dark where there is none."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app.utils.desktop_theme import desktop_mode


@pytest.mark.parametrize(("said", "mode"), [("prefer-dark", "Dark"), ("prefer-light", "Light"), ("default", "Light")])
def test_the_desktop_is_asked(said: str, mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "gsettings"
    program.write_text(f"#!/bin/sh\necho \"'{said}'\"\n")
    program.chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    assert desktop_mode() == mode


def test_a_desktop_that_has_nothing_to_ask_is_dark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "a bare window manager")
    assert desktop_mode() == "Dark"


def test_no_desktop_is_dark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    assert desktop_mode() == "Dark"
