"""The managers' guide, in both themes, and the sheets of clerks and ushers: their texts beside pictures of the real screens."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import past_fortnight
import sheets
from guide_chapters import CHAPTERS, OPENING
from PIL import Image
from scenes import after, door, kept, managing, selling
from screenshots import PROJECT, THEMES, Look, Studio

SIZE = "1280x800"
GUIDE = PROJECT / "docs" / "user-guide.md"
PICTURES = PROJECT / "docs" / "pictures" / "guide"
ON_PAPER = "light"
"""The theme of the sheets' pictures."""
_COLOURS = 200
"""A screen has few: with its commonest ones a picture takes a quarter of the room, and planes keep exactly theirs."""


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
    """Play the scenes in both themes; the pictures that the guide shows are left in `folder`, the sheets' in their own."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as taken, tempfile.TemporaryDirectory() as machines:
        studio = Studio(Path(taken), Path(machines))
        for theme in THEMES:
            # A machine for each: what the scenes have changed in one theme is not there yet in the other.
            past_fortnight.live_through(Path(machines) / theme)
            own = [selling.sale, after.find, after.refund, kept.lists, door.door]
            scenes = [*own, managing.plan, managing.reports, managing.team]
            studio.picture(Look(SIZE, theme), scenes, starts=False, machine=theme)
            for chapter in CHAPTERS:
                with Image.open(_one(Path(taken), theme, f"guide-{chapter.picture}")) as picture:
                    small = _in_few_colours(picture.convert("RGB"))
                    small.save(folder / f"{theme}-{chapter.picture}.png", optimize=True)
        for sheet in sheets.SHEETS:
            sheets.cut_pictures(
                sheet, {shot.picture: _one(Path(taken), ON_PAPER, shot.picture) for shot in sheet.shots}
            )
        studio.root.destroy()


def _one(taken: Path, theme: str, name: str) -> Path:
    (found,) = taken.glob(f"*-{theme}-{name}.png")
    return found


def _in_few_colours(picture: Image.Image) -> Image.Image:
    """The edges of letters take the nearest of the colours that are there."""
    found = picture.getcolors(picture.width * picture.height)
    assert found is not None
    commonest = [colour for _, colour in sorted(found, reverse=True)[:_COLOURS]]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in commonest if isinstance(colour, tuple) for part in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def main() -> int:
    if sys.argv[1:] != ["--texts"]:
        take_pictures(PICTURES)
    sheets.write()
    GUIDE.write_text(guide_text(), "utf-8")
    sys.stdout.write(f"{GUIDE.relative_to(PROJECT)} with {len(CHAPTERS)} chapters\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
