"""The managers' guide is what its script makes of its chapters, and every picture that it shows is there."""

from __future__ import annotations

import re
import subprocess
import sys

from PIL import Image

from tests.house_rules import PROJECT

GUIDE = PROJECT / "docs" / "user-guide.md"


def test_the_text_is_what_the_script_would_write() -> None:
    program = "import user_guide; print(user_guide.guide_text(), end='')"
    made = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT / "scripts",
        env={"PYTHONPATH": f"{PROJECT / 'scripts'}:{PROJECT}", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert GUIDE.read_text("utf-8") == made.stdout


def test_every_picture_is_there_in_both_themes_and_shows_a_whole_screen() -> None:
    pictures = re.findall(r"\]\((pictures/[^)]+)\)", GUIDE.read_text("utf-8"))
    assert len(pictures) == len(set(pictures)) > 30
    for name in pictures:
        with Image.open(GUIDE.parent / name) as picture:
            assert picture.size == (1280, 800), name
            assert len(set(picture.convert("L").tobytes())) > 20, name
