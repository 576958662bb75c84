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
_COLOURS, _RARE, _PIXELS_MIN = 200, 30, 8
"""A screen has few: with its commonest ones, and some that are like no other, a picture takes a quarter of the room, and planes
keep exactly theirs.
"""


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
    counted = [(count, colour) for count, colour in found if isinstance(colour, tuple) and count >= _PIXELS_MIN]
    by_count: list[tuple[int, ...]] = [colour for _, colour in sorted(counted, reverse=True)]
    kept, others = by_count[: _COLOURS - _RARE], by_count[_COLOURS - _RARE :]
    away = {colour: min(_distance(colour, each) for each in kept) for colour in others}
    while away and len(kept) < _COLOURS:  # a small sign in a colour of its own keeps it
        farthest = max(away, key=lambda colour: away[colour])
        kept.append(farthest)
        away = {colour: min(far, _distance(colour, farthest)) for colour, far in away.items() if far}
        away.pop(farthest, None)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in kept for part in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum((first - second) ** 2 for first, second in zip(one, other, strict=True))


def main() -> int:
    if sys.argv[1:] != ["--texts"]:
        take_pictures(PICTURES)
    sheets.write()
    GUIDE.write_text(guide_text(), "utf-8")
    sys.stdout.write(f"{GUIDE.relative_to(PROJECT)} with {len(CHAPTERS)} chapters\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
