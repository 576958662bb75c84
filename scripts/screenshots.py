"""Every screen of the counter as pictures: both themes, four sizes, and Sell in the scales and colours somebody may set.

A picture is what lies on the screen in memory, so it shows what a clerk would see and not what a widget believes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import past_fortnight
from scenes import (
    after,
    covers,
    customer_window,
    customers,
    door,
    first_start,
    kept,
    managing,
    money,
    roles,
    selling,
    till,
)
from scenes.clerk import Clerk

from app.controllers.start.opening import Opening
from app.utils.folders import Folders
from app.utils.settings import Settings
from app.views.counter_screen import CounterScreen
from app.views.looks import ThemeName
from app.views.root import make_root
from app.views.scale import automatic_percent
from app.views.seats.seat_palette import PaletteName
from app.views.tour.tour_rival import Rival
from app.views.tour.tour_stage import Stage, TourStuck
from app.views.window import Window

PROJECT = Path(__file__).resolve().parent.parent
SIZES = ("1024x768", "1280x800", "1920x1080", "3840x2160")
SCALES = (80, 125, 150, 200)
SCALED_SIZE = "1920x1080"
THEMES: tuple[ThemeName, ...] = ("dark", "light")
PALETTES: tuple[PaletteName, ...] = ("standard", "colour-blind")
SCENES: tuple[Callable[[Clerk], None], ...] = (
    selling.programme,
    selling.basket,
    selling.hover,
    selling.command_line,
    customers.customer,
    customers.waiting,
    customers.found,
    customers.unfinished,
    money.cash,
    money.ways,
    money.provider,
    money.split,
    money.undo,
    customer_window.display,
    after.find,
    after.refund,
    after.exchange,
    kept.lists,
    door.door,
    till.drawer,
    till.count,
    covers.sheets,
    covers.lock,
    roles.other_roles,
    managing.plan,
    managing.reports,
    managing.team,
)
"""In the order in which they are played: each needs what those before it have sold, parked or booked."""
PAPER_DPI = 110
DEMO_MACHINE = "demo"
"""Its folder's name."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is to be while it is pictured; `percent` 0 is the size that suits such a screen."""

    size: str
    theme: ThemeName
    percent: int = 0
    palette: PaletteName = "standard"

    @property
    def size_px(self) -> tuple[int, int]:
        width, height = self.size.split("x")
        return int(width), int(height)


class Studio:
    """One root, one folder of pictures, and the machines on which Foyer is pictured."""

    def __init__(self, folder: Path, machines: Path) -> None:
        self._folder, self._machines = folder, machines
        # Nobody may sit here long enough to be locked out; and there is always a show that can be entered.
        self._settings = Settings(lock_minutes=0, door_opens_minutes=door.OPENS_MINUTES)
        self.root = make_root(self._settings)

    def picture(
        self, look: Look, scenes: Sequence[Callable[[Clerk], None]], *, starts: bool, machine: str = DEMO_MACHINE
    ) -> None:
        """Play these scenes in this look, and what comes before the sign-in when `starts`, on the demo of that machine."""
        if starts:
            for name, settings, scene in (
                ("new", self._settings, first_start.three_ways),
                ("bare", Settings(server_program=Path("/nowhere/mariadbd")), first_start.in_the_way),
            ):
                with self._window(look, self._machines / name, settings, demo=False) as (stage, window, take):
                    scene(stage, window, take)
        home = self._machines / machine
        with self._window(look, home, self._settings, demo=True) as (stage, window, take):
            first_start.sign_in(stage, window, take if starts else _no_picture)
            stage.until(lambda: isinstance(window.screen, CounterScreen), "the counter's screen")
            with _second_counter(home, stage) as rival:
                clerk = Clerk(stage, window, rival, take, home)
                clerk.choose_tomorrow()
                self._play(scenes, clerk)

    @staticmethod
    def _play(scenes: Sequence[Callable[[Clerk], None]], clerk: Clerk) -> None:
        try:
            for scene in scenes:
                scene(clerk)
        except TourStuck:
            clerk.take("stuck")
            raise

    def picture_papers(self) -> None:
        """What was printed on the way, one of each kind: paper has neither theme nor size."""
        kinds = {
            _kind_of(paper.stem): paper for paper in sorted((self._machines / DEMO_MACHINE / "tickets").glob("*.pdf"))
        }
        for kind, paper in kinds.items():
            picture = self._folder / f"paper-{kind}"
            command = ["pdftoppm", "-r", str(PAPER_DPI), "-f", "1", "-singlefile", "-png", str(paper), str(picture)]
            subprocess.run(command, check=True)

    @contextmanager
    def _window(
        self, look: Look, home: Path, settings: Settings, *, demo: bool
    ) -> Iterator[tuple[Stage, Window, Callable[[str], object]]]:
        root = self.root
        root.geometry(f"{look.size}+0+0")
        window = Window(root, settings, Opening(settings, Folders(home)))
        stage = Stage(root, window)
        try:
            stage.until(lambda: (root.winfo_width(), root.winfo_height()) == look.size_px, look.size)
            window.looks.set_theme(look.theme)
            window.looks.set_palette(look.palette)
            window.looks.set_scale(look.percent or automatic_percent(look.size_px))
            window.start(demo=demo)
            stage.to_front()
            stage.aside()
            colours = "" if look.palette == "standard" else f"-{look.palette}"
            looks_like = f"{look.size}-{window.looks.shown_percent}-{look.theme}{colours}"
            yield stage, window, partial(self._take, stage, looks_like)
        finally:
            window.close()
            while window.winfo_exists():
                root.update()

    def _take(self, stage: Stage, look: str, name: str) -> None:
        stage.photograph(self._folder / f"{look}-{name}.png")


@contextmanager
def _second_counter(home: Path, stage: Stage) -> Iterator[Rival]:
    program = [sys.executable, str(PROJECT / "main.py"), "--second-counter", "--counter", "Counter 2"]
    rival = Rival([*program, "--data", str(home)], stage.until)
    try:
        rival.wait_ready()
        yield rival
    finally:
        rival.kill()


def _no_picture(_name: str) -> None:
    """The sign-in is pictured once for each size."""


def _kind_of(stem: str) -> str:
    """FYR-7K2P9M is a ticket, FYR-7K2P9M-receipt a receipt, Counter-1-Z-0001 a report."""
    endings = {"-receipt": "receipt", "-invoice": "invoice", "-X-": "x-report", "-Z-": "z-report"}
    return next((kind for ending, kind in endings.items() if ending in stem), "ticket")


def main() -> int:
    arguments = _parser().parse_args()
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    named = {f"{scene.__module__.partition('.')[2]}.{scene.__name__}": scene for scene in (*SCENES, selling.sale)}
    unheard_of = set(arguments.scene or ()) - named.keys()
    if unheard_of:
        sys.stderr.write(f"{', '.join(sorted(unheard_of))}: give some of {', '.join(named)}.\n")
        return 2
    scenes = [named[name] for name in named if name in arguments.scene] if arguments.scene else list(SCENES)
    whole = not (arguments.size or arguments.scene)
    with tempfile.TemporaryDirectory() as machines:
        past_fortnight.live_through(Path(machines) / DEMO_MACHINE)
        studio = Studio(folder, Path(machines))
        for theme in arguments.theme or THEMES:
            for size in arguments.size or (SIZES if not arguments.scale else ()):
                studio.picture(Look(size, theme, palette=arguments.palette), scenes, starts=not arguments.scene)
            for percent in arguments.scale or (SCALES if whole else ()):
                studio.picture(Look(SCALED_SIZE, theme, percent, arguments.palette), [selling.sale], starts=False)
            if whole and not arguments.scale:
                studio.picture(Look(SCALED_SIZE, theme, palette="colour-blind"), [selling.sale], starts=False)
        studio.picture_papers()
        studio.root.destroy()
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} pictures in {folder}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--size", action="append", help="instead of the four sizes")
    parser.add_argument("--theme", action="append", choices=THEMES, help="instead of both themes")
    parser.add_argument("--scale", action="append", type=int, help="Sell at these scales, instead of four")
    parser.add_argument("--palette", choices=PALETTES, default="standard", help="the colours, standard unless told")
    parser.add_argument("--scene", action="append", help="only these scenes, for example money.split")
    return parser


if __name__ == "__main__":
    sys.exit(main())
