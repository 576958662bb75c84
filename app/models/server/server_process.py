"""The process of a private server: how it is started, recognised among all others, and ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import psutil

from app.models.server.server_folder import ServerFolder
from app.models.server.server_options import LOOPBACK, ServerAddress
from app.models.server.server_program import PROGRAM_NAMES

POLL_SECONDS = 0.005


def start(command: list[str], folder: ServerFolder) -> psutil.Process | None:
    """Start the server in a session of its own, its output going to the log; None when it has ended already.

    On POSIX a shell in between hands the server over to init: it must outlive this window, and a child that outlives
    its reaper would stay as a zombie.
    """
    with folder.writing():
        log = folder.log.open("ab")
    with log:
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
            pid = subprocess.Popen(
                command, cwd=folder.path, stdin=subprocess.DEVNULL, stdout=log, stderr=log, creationflags=flags
            ).pid
        else:
            pid = int(
                subprocess.run(
                    ["/bin/sh", "-c", '"$@" >&2 & echo $!', "sh", *command],
                    cwd=folder.path,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    start_new_session=True,
                    check=True,
                ).stdout
            )
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid)
    return None


def find_running(folder: ServerFolder) -> psutil.Process | None:
    """The server that runs on this folder's data, if any.

    The pid file is only a hint: after a kill -9 its number may belong to another program, and a server that is just
    starting has none yet.
    """
    for process in _suspects(folder):
        if f"--datadir={folder.data}" in _arguments(process) and not has_ended(process):
            return process
    return None


def address_of(process: psutil.Process) -> ServerAddress:
    """The address a running server was started with: its own command line is the one record that cannot be stale."""
    options = dict(argument.partition("=")[::2] for argument in _arguments(process))
    if "--skip-networking" in options:
        return ServerAddress(options["--socket"], LOOPBACK, 0)
    return ServerAddress(None, LOOPBACK, int(options.get("--port") or 0))


def has_ended(process: psutil.Process) -> bool:
    """True for a zombie too: it has ended, whoever has yet to take note of it."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait_for_end(process: psutil.Process, limit_seconds: float) -> bool:
    """Whether the process ended within the limit."""
    deadline = time.monotonic() + limit_seconds
    while not has_ended(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def end_by_force(process: psutil.Process) -> None:
    """For a server of ours that never became usable; InnoDB recovers from it."""
    with suppress(psutil.NoSuchProcess):
        process.kill()
    wait_for_end(process, 5.0)


def free_port(wanted: int | None) -> int:
    """The wanted loopback port if nobody has it, else any free one."""
    for port in (wanted, 0):
        if port is None:
            continue
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself will ask
            with suppress(OSError):
                probe.bind((LOOPBACK, port))
                return int(probe.getsockname()[1])
    raise OSError("this machine has no free port left")


def _suspects(folder: ServerFolder) -> Iterator[psutil.Process]:
    with suppress(OSError, ValueError, psutil.NoSuchProcess):
        yield psutil.Process(int(folder.pid_file.read_text("ascii")))
    yield from psutil.process_iter()


def _arguments(process: psutil.Process) -> list[str]:
    """The command line, if the process is a database server at all and ours to look at."""
    try:
        if not process.name().lower().startswith(PROGRAM_NAMES):
            return []
        return list(process.cmdline())
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return []
