"""The user guide: the text of `guide_chapters.py` beside pictures of the real screens, in both themes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from guide_chapters import CHAPTERS, OPENING
from PIL import Image
from scenes import managing
from screenshots import PROJECT, THEMES, Look, Studio

SIZE = "1280x800"
GUIDE = PROJECT / "docs" / "user-guide.md"
PICTURES = PROJECT / "docs" / "pictures" / "guide"
_COLOURS = 128
"""A screen has few: with these a picture takes a quarter of the room, and nobody sees which is which."""


def guide_text() -> str:
    """The whole of docs/user-guide.md. Pure."""
    parts = [
        "# Foyer for managers",
        OPENING.strip(),
        f"*Made by `scripts/user-guide`, which takes the pictures at {SIZE}.*",
    ]
    for chapter in CHAPTERS:
        dark, light = (f"pictures/guide/{theme}-{chapter.picture}.png" for theme in THEMES)
        pictures = (
            f"| dark | light |\n| --- | --- |\n| ![{chapter.title}]({dark}) | ![{chapter.title}, light]({light}) |"
        )
        parts.append(f"## {chapter.title}\n\n{chapter.text}\n\n{pictures}")
    return "\n\n".join(parts) + "\n"


def take_pictures(folder: Path) -> None:
    """Play the managers' scenes in both themes; the pictures that the guide shows are left in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as taken, tempfile.TemporaryDirectory() as machines:
        studio = Studio(Path(taken), Path(machines))
        for theme in THEMES:
            studio.picture(Look(SIZE, theme), [managing.plan, managing.reports, managing.team], starts=False)
            for chapter in CHAPTERS:
                (found,) = Path(taken).glob(f"*-{theme}-guide-{chapter.picture}.png")
                with Image.open(found) as picture:
                    small = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
                    small.save(folder / f"{theme}-{chapter.picture}.png", optimize=True)
        studio.root.destroy()


def main() -> int:
    take_pictures(PICTURES)
    GUIDE.write_text(guide_text(), "utf-8")
    sys.stdout.write(f"{GUIDE.relative_to(PROJECT)} with {len(CHAPTERS)} chapters\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
