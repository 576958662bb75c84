"""The way to the training provider of a folder: found if it runs, started if not, ended when its last user has gone."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from app.utils.pay.socket_provider import SocketProvider, greeting
from app.utils.pay.training_provider import NAME, PORT_FILE

_PROJECT = Path(__file__).resolve().parents[3]
_POLL_SECONDS = 0.01


class TrainingLine:
    """One window's line. While it is open the provider stays; a window that crashed has let go of it, too."""

    def __init__(self, folder: Path, *, starts_it: bool = True, paid_after_ms: int = 5000) -> None:
        self._folder = folder
        self._starts_it = starts_it
        self._paid_after_ms = paid_after_ms
        self._stay: socket.socket | None = None
        self._process: psutil.Process | None = None
        self.provider = SocketProvider(NAME, self.connect)

    def connect(self, seconds: float) -> socket.socket:
        """A new line to the provider, started if it does not run. Raises OSError."""
        until = time.monotonic() + seconds
        try:
            line = self._call(until)
        except OSError:
            if not self._starts_it:
                raise
            line = self._start(until)
        self._let_go()
        with contextlib.suppress(OSError):  # gone again already: the line itself will tell
            self._stay = self._call(until)
        return line

    def close(self) -> None:
        """Need it no longer. The last to go ends it."""
        self.provider.close()
        self._let_go()

    def tell(self, message: dict[str, Any], seconds: float = 5.0) -> dict[str, Any]:
        """Give the provider a control message, on a line of its own. Raises OSError."""
        with self.connect(seconds) as line:
            line.settimeout(seconds)
            line.sendall(json.dumps(message).encode() + b"\n")
            return dict(greeting(line, seconds))

    def behave(self, *fates: str, on: str = "request") -> None:
        """Let the next questions of a kind meet these fates (training_provider.FATES)."""
        self.tell({"do": "behave", "on": on, "next": list(fates)})

    def _let_go(self) -> None:
        if self._stay is not None:
            self._stay.close()
        self._stay = None

    def _call(self, until: float) -> socket.socket:
        try:
            port = int((self._folder / PORT_FILE).read_text("ascii"))
        except ValueError as error:
            raise ConnectionError from error
        line = socket.create_connection(("127.0.0.1", port), timeout=max(0.01, until - time.monotonic()))
        try:
            if greeting(line, max(0.01, until - time.monotonic())).get("provider") != NAME:
                raise ConnectionError
        except OSError:
            line.close()
            raise
        return line

    def _start(self, until: float) -> socket.socket:
        """Start it and wait until it answers. Two windows that do this together get one: its folder is locked."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        while True:
            if self._process is None or _has_ended(self._process):
                self._process = self._spawned()
            with contextlib.suppress(OSError):
                return self._call(until)
            if time.monotonic() >= until:
                raise TimeoutError
            time.sleep(_POLL_SECONDS)

    def _spawned(self) -> psutil.Process | None:
        """Started in a session of its own, as the other windows' provider too; None when it has ended already.

        On POSIX a shell in between hands it over to init: it may outlive this window, and is nobody's zombie then.
        """
        command = [sys.executable, "-m", "app.utils.pay.training_provider", "--folder", str(self._folder)]
        command += ["--paid-after-ms", str(self._paid_after_ms), "--until-unused"]
        with (self._folder / "provider.log").open("ab") as log:
            if sys.platform == "win32":
                flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
                pid = subprocess.Popen(
                    command, cwd=_PROJECT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, creationflags=flags
                ).pid
            else:
                pid = int(
                    subprocess.run(
                        ["/bin/sh", "-c", '"$@" >&2 & echo $!', "sh", *command],
                        cwd=_PROJECT,
                        stdin=subprocess.DEVNULL,
                        stdout=subprocess.PIPE,
                        stderr=log,
                        start_new_session=True,
                        check=True,
                    ).stdout
                )
        with contextlib.suppress(psutil.NoSuchProcess):
            return psutil.Process(pid)
        return None


def _has_ended(process: psutil.Process) -> bool:
    """True for a zombie too."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
