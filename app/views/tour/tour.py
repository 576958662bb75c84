"""The guided tour: a whole sale in the real window, by real keys and clicks, against a second counter.

It leaves numbered pictures (README's are made so), the ticket, and `tour.json` with the events and seconds of each task.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tkinter as tk
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import customtkinter as ctk

from app.models.records import Role
from app.utils.errors import BoxOfficeError
from app.views.tour.tour_after import AfterChapters
from app.views.tour.tour_chapters import SaleChapters, SignInChapter
from app.views.tour.tour_counted import CountedChapters
from app.views.tour.tour_manager import ManagerChapters
from app.views.tour.tour_record import Record
from app.views.tour.tour_rival import Rival
from app.views.tour.tour_stage import Stage, TourStuck

_LOG = logging.getLogger("foyer.tour")
_LEAVE_TRIES = 100


class Tour:
    """Plays once and closes the window; `exit_status` is 0 when everything was shown."""

    def __init__(
        self,
        root: ctk.CTk,
        window: Any,
        folder: Path,
        tickets_folder: Path,
        rival_command: Callable[[str], Sequence[str]],
    ) -> None:
        """`rival_command` gives the command that is the second counter under the name it is given.

        Raises HandsMissing without xdotool, FolderNotWritable when nothing can be left in `folder`.
        """
        self._root, self._window = root, window
        self._tickets_folder, self._rival_command = tickets_folder, rival_command
        self._stage = Stage(root, window)
        self._record = Record(self._stage, folder)
        self.exit_status = 1

    def start(self) -> None:
        """Begin as soon as the main loop runs."""
        self._root.after(0, self._play)

    def _play(self) -> None:
        try:
            self._play_chapters()
            self.exit_status = 0
        except (BoxOfficeError, OSError, subprocess.SubprocessError, tk.TclError) as problem:
            self._say_stuck(getattr(problem, "sentence", str(problem)))
        except Exception as defect:  # noqa: BLE001  told and logged: left to the window it would wait for somebody's "Go on"
            _LOG.exception("the tour met a defect")
            self._say_stuck(f"{type(defect).__name__}: {defect}. The log has it in full.")
        self._leave(_LEAVE_TRIES)

    def _play_chapters(self) -> None:
        screen = SignInChapter(self._stage, self._record, self._window).play()
        own_name = screen.session.counter.name
        other_name = next(name for name in ("Counter 2", "Counter 1") if name != own_name)
        rival = Rival(self._rival_command(other_name), self._stage.until)
        try:
            rival.wait_ready()
            sale = SaleChapters(self._stage, self._record, screen, rival).play(self._tickets_folder)
            rival.end()
            counted = CountedChapters(self._stage, self._record, screen, self._manager)
            counted.play()
            after = AfterChapters(self._stage, self._record, screen)
            after.play(counted.sell_two(), counted.sell_two())
            ManagerChapters(self._stage, self._record, screen, self._manager).play()
            self._record.write(sale)
        finally:
            rival.kill()

    @property
    def _manager(self) -> tuple[str, str]:
        """The demo's manager, whose name and password its sign-in screen shows."""
        sign_ins = self._window.desk.demo_sign_ins
        return next((name, password) for name, password, role in sign_ins if role == Role.MANAGER)

    def _say_stuck(self, sentence: str) -> None:
        sys.stderr.write(f"The tour could not go on. {sentence}\n")
        # Without a window there is nothing to photograph, and the reason is told already.
        with suppress(TourStuck, OSError, tk.TclError):
            self._record.picture_of_trouble()

    def _leave(self, tries: int) -> None:
        """Close the window as a person would; it stays while the answer to a payment is on its way, but not for ever."""
        if self._window.winfo_exists():
            self._window.close()
        if self._window.winfo_exists() and tries:
            self._root.after(200, self._leave, tries - 1)
        else:
            self._root.quit()
