"""The managers' guide is what its script makes of its chapters, and every picture that it shows is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from app.controllers.reports.report import ReportKind
from app.views.manager_pages import AFTER_TABS, PLAN_TABS, TEAM_TABS
from app.views.plan.prices_page import TITLES
from tests.house_rules import PROJECT

GUIDE = PROJECT / "docs" / "user-guide.md"
PICTURES = GUIDE.parent / "pictures" / "guide"
_PICTURE_BYTES_MAX = 80_000
"""A screen in 128 colours; a photograph or one that was not made smaller is three times as much."""
_SECONDS_MAX = 120


def run(*arguments: str) -> str:
    """What a program of the scripts says."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT / "scripts",
        env={**os.environ, "PYTHONPATH": f"{PROJECT / 'scripts'}:{PROJECT}", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=_SECONDS_MAX,
    ).stdout


@pytest.fixture(name="pictures", scope="module")
def pictures_in_the_text() -> list[str]:
    return re.findall(r"\]\(pictures/guide/([^)]+)\.png\)", GUIDE.read_text("utf-8"))


def test_the_text_is_what_the_script_would_write() -> None:
    assert GUIDE.read_text("utf-8") == run("-c", "import user_guide; print(user_guide.guide_text(), end='')")


def test_every_picture_is_there_in_both_themes_and_shows_a_whole_screen(pictures: list[str]) -> None:
    assert len(pictures) == len(set(pictures)) > 60
    assert {picture.stem for picture in PICTURES.iterdir()} == set(pictures)
    dark, light = (
        {name.partition("-")[2] for name in pictures if name.startswith(theme)} for theme in ("dark", "light")
    )
    assert dark == light
    for name in pictures:
        path = PICTURES / f"{name}.png"
        assert path.stat().st_size < _PICTURE_BYTES_MAX, name
        with Image.open(path) as picture:
            assert picture.size == (1280, 800), name
            assert len(set(picture.convert("L").tobytes())) > 20, name


def test_every_tab_every_part_of_the_price_list_and_every_report_has_a_chapter(pictures: list[str]) -> None:
    wanted = {tab.key for tab in (*AFTER_TABS, *PLAN_TABS, *TEAM_TABS)} - {"prices"}
    wanted |= {f"prices-{part}" for part, _ in TITLES} | {f"report-{kind}" for kind in ReportKind}
    assert wanted <= {name.partition("-")[2] for name in pictures}


def test_the_fortnight_behind_the_pictures_breaks_no_rule(tmp_path: Path) -> None:
    run("-c", f"import pathlib, past_fortnight; past_fortnight.live_through(pathlib.Path({str(tmp_path)!r}))")
    checked = run(str(PROJECT / "main.py"), "check", "--demo", "--data", str(tmp_path))
    assert "ok   1" in checked
    assert not [line for line in checked.splitlines() if not line.startswith("ok")]
