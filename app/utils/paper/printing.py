"""Handing a ticket PDF to a printer, a viewer, or nobody.

The system's own `lp` is used rather than a library: it knows the cinema's queues, honours CUPS_SERVER, and can be given a
time limit. A print that fails never touches the sale: every sentence says so and names the key that prints again.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Literal

from app.utils.errors import PrintingFailed

PrintMode = Literal["print", "open", "save"]

_AFTERWARDS = "The sale stands; press F12 to print again."
_VIEWER_START_SECONDS = 2.0


class Printer:
    """Where this counter's tickets go."""

    def __init__(self, printer_name: str | None, mode: PrintMode, time_limit_seconds: float = 10) -> None:
        self._printer_name = printer_name or None
        self._mode = mode
        self._time_limit_seconds = time_limit_seconds
        self._viewers: list[subprocess.Popen[bytes]] = []

    def print_pdf(self, path: Path) -> str:
        """Returns the job's id (`front-12`; `sent` on Windows, which names none), `opened` or `saved`.

        Raises PrintingFailed when the printing system did not take the file within the time limit. A job id means
        that the queue has it, not that paper came out: nothing below a printer's own protocol can tell that.
        """
        if self._mode == "save":
            return "saved"
        if self._mode == "open":
            return self._open(path)
        return self._print(path)

    def _print(self, path: Path) -> str:
        if sys.platform == "win32":
            return self._print_on_windows(path)
        deadline = time.monotonic() + self._time_limit_seconds
        self._require_running_queue(deadline)
        to_queue = ["-d", self._printer_name] if self._printer_name else []
        answer = self._run(["lp", *to_queue, "-t", path.stem, "--", str(path)], deadline)
        if answer.returncode != 0:
            raise self._failed(self._why_refused(answer.stderr))
        words = answer.stdout.split()  # "request id is front-12 (1 file(s))"
        return words[3] if answer.stdout.startswith("request id is ") else answer.stdout.strip()

    def _require_running_queue(self, deadline: float) -> None:
        """A stopped queue still takes jobs and prints them whenever it starts: by then they would be doubles.

        `lp` itself says "does not exist" when it cannot reach the printing service, so that is asked first as well.
        """
        of_queue = ["-p", self._printer_name] if self._printer_name else []
        service, _, queue = self._run(["lpstat", "-r", *of_queue], deadline).stdout.partition("\n")
        if service == "scheduler is not running":
            raise self._failed("the printing service cannot be reached. Start CUPS, or check CUPS_SERVER")
        first, _, rest = queue.partition("\n")
        if " disabled since " in first:
            reason = rest.strip().partition("\n")[0].strip()
            raise self._failed(
                f"printer '{self._printer_name}' is stopped{f' ({reason})' if reason else ''}. "
                "Look at the printer and start its queue"
            )

    def _why_refused(self, stderr: str) -> str:
        name = f"printer '{self._printer_name}'" if self._printer_name else "the default printer"
        said = stderr.strip().rpartition("\n")[2].removeprefix("lp: ").removeprefix("Error - ").rstrip(".")
        lowered = said.lower()
        if "does not exist" in lowered or "unknown destination" in lowered:
            return f"{name} does not exist"
        if "no default destination" in lowered:
            return "no printer is chosen and this machine has no default printer. Choose one in the settings"
        if "not accepting" in lowered:
            return f"{name} is not accepting jobs. Let its queue accept jobs again"
        return f"{name} refused it ({said})"

    def _run(self, command: list[str], deadline: float) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(
                command,
                capture_output=True,
                check=False,
                text=True,
                errors="replace",
                stdin=subprocess.DEVNULL,
                env=os.environ | {"LC_ALL": "C"},  # the answers are read below, so they must be in one language
                timeout=max(0.01, deadline - time.monotonic()),
            )
        except subprocess.TimeoutExpired as error:
            raise self._failed(
                f"the printing service did not answer within {self._time_limit_seconds:g} seconds. "
                "See whether the printer is on and whether it prints after all"
            ) from error
        except FileNotFoundError as error:
            raise self._failed(
                f"this machine has no '{command[0]}' command. Install CUPS, or have tickets opened on the screen"
            ) from error

    def _open(self, path: Path) -> str:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606  # a file made by this program
            return "opened"
        command = "open" if sys.platform == "darwin" else "xdg-open"
        self._viewers = [viewer for viewer in self._viewers if viewer.poll() is None]
        try:
            viewer = subprocess.Popen(
                [command, str(path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except FileNotFoundError as error:
            raise self._not_opened(path, f"this machine has no '{command}' command") from error
        try:
            status = viewer.wait(min(_VIEWER_START_SECONDS, self._time_limit_seconds))
        except subprocess.TimeoutExpired:
            self._viewers.append(
                viewer
            )  # some desktops run the viewer itself here: it lives as long as it is looked at
            return "opened"
        if status != 0:
            raise self._not_opened(path, "no program for PDF files answered")
        return "opened"

    def _print_on_windows(self, path: Path) -> str:
        if sys.platform == "win32":  # said again for the type checker
            try:
                if self._printer_name:
                    os.startfile(path, "printto", f'"{self._printer_name}"')  # noqa: S606  # as above
                else:
                    os.startfile(path, "print")  # noqa: S606  # as above
            except OSError as error:
                raise self._failed(f"Windows refused it ({error.strerror})") from error
        return "sent"

    @staticmethod
    def _failed(reason: str) -> PrintingFailed:
        return PrintingFailed(f"The ticket was not printed: {reason}. {_AFTERWARDS}", reason)

    @staticmethod
    def _not_opened(path: Path, reason: str) -> PrintingFailed:
        told = f"{reason}. It is saved as {path}"
        return PrintingFailed(f"The ticket was not opened: {told}. {_AFTERWARDS}", told)


def available_printers(time_limit_seconds: float = 3) -> list[str]:
    """The queues this machine can print to, by name; none where there is no printing system or it does not answer."""
    try:
        answer = subprocess.run(
            ["lpstat", "-e"],
            capture_output=True,
            check=False,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=time_limit_seconds,
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return []
    return sorted(answer.stdout.split()) if answer.returncode == 0 else []
