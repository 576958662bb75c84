"""The folder of a private server: what lies where, who may read it, and how its data folder comes to be.

server/data              the database's own files; made under another name and renamed, so it is whole or not there
server/credentials.json  the two accounts' passwords, readable by the folder's owner only
server/users/            one locked file for each program that uses the server
server/server.log        what the server says
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from app.models.errors import ServerStartFailed
from app.models.server.server_accounts import Account, Credentials
from app.models.server.server_options import ServerPaths, making_command
from app.models.server.server_program import PRODUCT_NAMES, Kind, ServerProgram
from app.utils.errors import FolderNotWritable

MAKING_LIMIT_SECONDS = 120.0
LOG_LIMIT_BYTES = 5_000_000
# 107 on Linux, 103 on macOS; a margin costs nothing.
SOCKET_PATH_LIMIT_BYTES = 100

# How the servers name what the system refused: 'Errcode: 28', 'error number 13', 'failed with error 28'.
_SYSTEM_ERROR = re.compile(r"(?:errcode|errno|error number|os error|with error):?\s*(\d+)", re.IGNORECASE)
_REFUSALS = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS}


class ServerFolder:
    """Knows where everything lies; raises FolderNotWritable for whatever the file system refuses."""

    def __init__(self, folder: Path) -> None:
        self.path = folder.expanduser().resolve()
        self.data = self.path / "data"
        self.users = self.path / "users"
        self.log = self.path / "server.log"
        self.pid_file = self.path / "server.pid"
        self.port_file = self.path / "port"
        self.init_file = self.path / "accounts.sql"
        self.guard_file = self.path / "guard.lock"
        self._credentials = self.path / "credentials.json"

    @property
    def server_paths(self) -> ServerPaths:
        return ServerPaths(self.data, self.pid_file, self.log, self.init_file)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Around work on the folder's files: tells a full disk from a folder that is not ours."""
        try:
            yield
        except OSError as error:
            raise FolderNotWritable(self._refusal(error)) from error

    def prepare(self) -> None:
        """Make the folder, closed to everybody else."""
        with self.writing():
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.chmod(0o700)
            self.users.mkdir(mode=0o700, exist_ok=True)

    def credentials(self) -> Credentials:
        """The two accounts. Made up and on the disk before anybody uses them, so a crash cannot lock us out."""
        with self.writing(), suppress(FileNotFoundError):
            try:
                stored = json.loads(self._credentials.read_text("utf-8"))
                return Credentials(Account(**stored["owner"]), Account(**stored["terminal"]))
            except (ValueError, KeyError, TypeError) as error:
                raise ServerStartFailed(
                    f"The passwords in {self._credentials} cannot be read any more. Close every Foyer window, delete "
                    f"that file and start Foyer again: it makes new ones, and no data are lost."
                ) from error
        made = Credentials(
            Account("root", secrets.token_urlsafe(24)), Account("foyer_terminal", secrets.token_urlsafe(24))
        )
        self.write_private(self._credentials, json.dumps(asdict(made), indent=2))
        return made

    def write_private(self, path: Path, text: str) -> None:
        """Write a file that only its owner can read: whole, or not at all, whenever the power fails."""
        with self.writing():
            new = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
            try:
                descriptor = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
                with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(descriptor)
                new.replace(path)
            finally:
                new.unlink(missing_ok=True)

    def make_data(self, program: ServerProgram) -> None:
        """Make the data folder if there is none, and refuse one that the other product made.

        Raises ServerStartFailed, FolderNotWritable or ServerProgramMissing.
        """
        if self.data.exists():
            self._check_maker(program)
            return
        for leftover in self.path.glob("data.new-*"):
            shutil.rmtree(leftover, ignore_errors=True)  # of a crash while making; harmless if it stays
        new = self.path / f"data.new-{secrets.token_hex(4)}"
        try:
            with self.writing():
                new.mkdir(mode=0o700)
            self._run_maker(making_command(program, new.name), program)
            with self.writing():
                new.rename(self.data)
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def trim_log(self) -> None:
        """Keep one older log beside the running one: a terminal runs for years."""
        with self.writing():
            if self.log.exists() and self.log.stat().st_size > LOG_LIMIT_BYTES:
                self.log.replace(self.log.with_name("server.log.1"))

    def log_size(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0

    def failure(self, happened: str, log_from: int) -> ServerStartFailed | FolderNotWritable:
        """The error for a server that failed; `log_from` is where in the log, in bytes, this try began."""
        text = ""
        if self.log.exists():
            with self.log.open("rb") as log:
                log.seek(log_from)
                text = log.read().decode("utf-8", "replace")
        for code in map(int, _SYSTEM_ERROR.findall(text)):
            if code in _REFUSALS:
                return FolderNotWritable(self._refusal(OSError(code, os.strerror(code))))
        cause = _cause(text)
        told = f'It says "{cause}".' if cause else "It said nothing."
        return ServerStartFailed(f"{happened} {told} The whole of it is in {self.log}.")

    def new_socket_path(self) -> Path:
        """Where a new server listens: in the folder, or in a short private one when the folder's path is too long."""
        here = self.path / "s.sock"
        if len(os.fsencode(here)) <= SOCKET_PATH_LIMIT_BYTES:
            return here
        with self.writing():
            for parent in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 - mkdtemp makes a private folder in it
                if len(parent.encode()) + len("/foyer-12345678/s.sock") <= SOCKET_PATH_LIMIT_BYTES:
                    return Path(tempfile.mkdtemp(prefix="foyer-", dir=parent)) / "s.sock"
        raise ServerStartFailed(f"The path of {self.path} is too long for a database server. Choose a shorter folder.")

    def _check_maker(self, program: ServerProgram) -> None:
        maker: Kind | None = None
        if (self.data / "aria_log_control").exists():
            maker = "mariadb"
        elif (self.data / "mysql.ibd").exists():
            maker = "mysql"
        if maker is not None and maker != program.kind:
            raise ServerStartFailed(
                f"The data in {self.data} was made by {PRODUCT_NAMES[maker]}, and {program.path} is {program.title}, "
                f"which cannot read it. Install {PRODUCT_NAMES[maker]}, or name its server program in the settings."
            )

    def _run_maker(self, command: list[str], program: ServerProgram) -> None:
        log_from = self.log_size()
        with self.writing():
            log = self.log.open("ab")
        happened = f"{program.title} could not make a new database in {self.path}."
        with log:
            try:
                done = subprocess.run(
                    command,
                    cwd=self.path,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    timeout=MAKING_LIMIT_SECONDS,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                log.write(f"{error}\n".encode())
                log.flush()
                raise self.failure(happened, log_from) from error
        if done.returncode != 0:
            raise self.failure(happened, log_from)

    def _refusal(self, error: OSError) -> str:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return f"The disk that holds {self.path} is full. Make room on it, then start Foyer again."
        return (
            f"Foyer cannot keep its database in {self.path} ({error.strerror or error}). "
            f"Give this user the right to write there, or choose another folder."
        )


def _cause(text: str) -> str:
    """The first error of a start: those after it are its consequences ("Aborting" is always the last)."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    chosen = (errors or lines[-1:] or [""])[0]
    return chosen.split("[ERROR]")[-1].strip()[:300]
