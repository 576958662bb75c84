"""What the guided tour leaves behind: numbered pictures, the ticket, and the record of its tasks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.utils.errors import FolderNotWritable
from app.views.tour.tour_stage import Stage

PICTURES = (
    "01-sign-in.png",
    "02-programme.png",
    "03-seats.png",
    "04-conflict.png",
    "05-basket.png",
    "06-cash.png",
    "07-done.png",
    "08-light.png",
    "09-ticket.png",
    "10-best-seats.png",
    "11-command.png",
    "12-void.png",
    "13-help.png",
    "14-find.png",
    "15-refund.png",
    "16-exchange.png",
    "17-door.png",
    "18-films.png",
    "19-cinemas.png",
    "20-halls.png",
    "21-shows.png",
    "22-prices.png",
    "23-reports.png",
    "24-staff.png",
    "25-activity.png",
)
_TICKET_DPI = 150
_STUCK = "99-stuck.png"


class Record:
    """The folder of one tour. A task's seconds leave out what nobody at a counter would do, such as taking pictures."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        """Makes the folder and takes what an earlier tour left out of it. Raises FolderNotWritable."""
        self._stage = stage
        self.folder = folder.expanduser().absolute()
        self._files: list[str] = []
        self._tasks: list[dict[str, object]] = []
        self._aside_seconds = 0.0
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for name in (*PICTURES, _STUCK, "ticket.pdf", "tour.json"):
                (self.folder / name).unlink(missing_ok=True)
        except OSError as problem:
            raise FolderNotWritable(
                f"The tour cannot write to {self.folder}: {problem.strerror}. Name another folder with --tour."
            ) from problem

    @contextmanager
    def task(self, name: str) -> Iterator[None]:
        """Count the key presses, the clicks and the seconds of what is done within."""
        events, began, self._aside_seconds = self._stage.hands.events, time.monotonic(), 0.0
        yield
        seconds = time.monotonic() - began - self._aside_seconds
        self._tasks.append({"name": name, "events": self._stage.hands.events - events, "seconds": round(seconds, 3)})

    def picture(self, subject: str) -> None:
        """Photograph the window, once it has come to rest, for the picture of this subject."""
        began = time.monotonic()
        self._stage.photograph(self._file(subject))
        self._aside_seconds += time.monotonic() - began

    def picture_of_trouble(self) -> None:
        self._stage.photograph(self.folder / _STUCK)

    def ticket(self, printed: Path) -> None:
        """Keep a copy of the tickets, and a picture of the first where the machine can make one."""
        kept = self.folder / "ticket.pdf"
        shutil.copyfile(printed, kept)
        self._files.append(kept.name)
        if shutil.which("pdftoppm") is None:
            sys.stderr.write("No picture of the ticket: pdftoppm is missing (package poppler-utils).\n")
            return
        picture = self._file("ticket").with_suffix("")
        command = ["pdftoppm", "-r", str(_TICKET_DPI), "-f", "1", "-singlefile", "-png", str(kept), str(picture)]
        subprocess.run(command, check=True)

    def write(self, sale: dict[str, object]) -> None:
        """Everything was shown: the sale, the files and the tasks as `tour.json`."""
        told = {**sale, "files": sorted(self._files), "tasks": self._tasks}
        text = json.dumps(told, indent=2, ensure_ascii=False)
        (self.folder / "tour.json").write_text(f"{text}\n", "utf-8")

    def _file(self, subject: str) -> Path:
        name = next(name for name in PICTURES if name[3:] == f"{subject}.png")
        self._files.append(name)
        return self.folder / name
