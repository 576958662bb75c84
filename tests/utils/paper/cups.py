"""A CUPS of the tests' own: a real cupsd on a private socket, with queues whose device is a folder.

It shares nothing with the machine's printing system. It runs as whoever runs the tests; started by root, cupsd drops to
the user `lp` by itself, and its folders are root's because it refuses programs that others may write.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_START_SECONDS = 20.0
_BACKEND = """#!/bin/sh
# Called as: backend job user title copies options [file]; without a file the document comes on standard input.
[ $# -eq 0 ] && { echo 'direct folder "Unknown" "Folder"'; exit 0; }
[ "$PRINTER" = jamming ] && { echo 'ERROR: Paper jam' >&2; exit 4; }  # 4: stop the queue
if [ $# -ge 6 ]; then cat "$6" > "$ARRIVED/.part"; else cat > "$ARRIVED/.part"; fi
mv "$ARRIVED/.part" "$ARRIVED/$PRINTER-$1"
"""
_QUEUE = """<Printer {name}>
DeviceURI folder:/
State {state}
{message}
StateTime 1
Accepting {accepting}
Shared No
OpPolicy default
ErrorPolicy stop-printer
</Printer>
"""
_POLICY = "<Policy default>\n<Limit All>\nOrder deny,allow\nAllow all\n</Limit>\n</Policy>\n"


class PrivateCups:
    """Queues: `front` works, `stopped` is out of paper, `jamming` stops at its first job, `rejecting` takes none."""

    def __init__(self) -> None:
        # Not pytest's own folder: a socket's path may have about 107 characters, and cupsd checks who owns the path.
        self.folder = Path(tempfile.mkdtemp(prefix="foyer-cups-"))
        self.socket_path = self.folder / "cups.sock"
        self.arrived = self.folder / "arrived"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._write_configuration()
        self._process = subprocess.Popen(
            ["cupsd", "-f", "-c", str(self.folder / "cupsd.conf"), "-s", str(self.folder / "cups-files.conf")],
            env={**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.until(self._answers, "cupsd answers")

    def stop(self) -> None:
        if self._process is not None:
            self.thaw()
            self._process.terminate()
            self._process.wait(10)
        shutil.rmtree(self.folder)

    def freeze(self) -> None:
        """From now on it takes connections (the kernel does) and answers nothing, like a print server that hangs."""
        self._running().send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._running().send_signal(signal.SIGCONT)

    def documents(self) -> list[bytes]:
        """What came out at the devices, once no job is under way any more."""
        self.until(lambda: not self.jobs("front"), "the queue is empty")
        return [document.read_bytes() for document in sorted(self.arrived.iterdir())]

    def jobs(self, queue: str) -> list[str]:
        """The ids of the jobs that wait or run."""
        return [line.split()[0] for line in self._lpstat("-o", queue).splitlines()]

    def stopped(self, queue: str) -> bool:
        return " disabled since " in self._lpstat("-p", queue)

    def until(self, condition: Callable[[], bool], said: str) -> None:
        """Asks again and again; each question starts a process, which is pause enough."""
        deadline = time.monotonic() + _START_SECONDS
        while not condition():
            if time.monotonic() > deadline:
                log = self.folder / "error_log"
                raise TimeoutError(
                    f"not within {_START_SECONDS:g} s: {said}\n{log.read_text() if log.exists() else ''}"
                )

    def _answers(self) -> bool:
        assert self._running().poll() is None, "cupsd ended at once"
        return "scheduler is running" in self._lpstat("-r")

    def _lpstat(self, *arguments: str) -> str:
        answer = subprocess.run(
            ["lpstat", "-h", str(self.socket_path), *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
            timeout=_START_SECONDS,
        )
        return answer.stdout

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None
        return self._process

    def _write_configuration(self) -> None:
        for name in ("root", "spool", "cache", "state", "temp", "bin", "bin/backend", "bin/daemon", "bin/filter"):
            (self.folder / name).mkdir()
        self.arrived.mkdir()
        backend = self.folder / "bin/backend/folder"
        backend.write_text(_BACKEND)
        backend.chmod(0o700)  # cupsd runs a backend that only its owner may run as that owner
        (self.folder / "bin/daemon/cups-exec").symlink_to("/usr/lib/cups/daemon/cups-exec")
        (self.folder / "cupsd.conf").write_text(
            f"Listen {self.socket_path}\nBrowsing Off\nWebInterface No\nLogLevel debug\nMaxLogSize 0\n"
            f"PreserveJobHistory Yes\nDefaultAuthType None\n<Location />\nOrder deny,allow\nAllow all\n</Location>\n{_POLICY}"
        )
        folders = {
            "ServerRoot": "root",
            "ServerBin": "bin",
            "RequestRoot": "spool",
            "CacheDir": "cache",
            "StateDir": "state",
            "TempDir": "temp",
            "ErrorLog": "error_log",
            "AccessLog": "access_log",
            "PageLog": "page_log",
        }
        lines = [f"{directive} {self.folder / name}" for directive, name in folders.items()]
        (self.folder / "cups-files.conf").write_text("\n".join([*lines, f"SetEnv ARRIVED {self.arrived}", ""]))
        (self.folder / "root/printers.conf").write_text(
            _QUEUE.format(name="front", state="Idle", message="", accepting="Yes")
            + _QUEUE.format(name="jamming", state="Idle", message="", accepting="Yes")
            + _QUEUE.format(name="stopped", state="Stopped", message="StateMessage Out of paper", accepting="Yes")
            + _QUEUE.format(name="rejecting", state="Idle", message="", accepting="No")
        )
