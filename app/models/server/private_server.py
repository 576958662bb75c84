"""The private database server of the smallest size: one folder, one machine, shared by every window on it.

Whoever comes first starts the server, whoever leaves last stops it. The users are counted by locked files and not by
a number: the system frees the lock of a window that crashed, so nobody is counted for ever. What was decided here
beyond the design is told in docs/decisions/0001-private-server.md.
"""

from __future__ import annotations

import logging
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from app.models.errors import ServerStartFailed
from app.models.server import server_process
from app.models.server.server_accounts import (
    Account,
    Credentials,
    PasswordRefused,
    account_statements,
    is_ready,
    shut_down,
)
from app.models.server.server_folder import ServerFolder
from app.models.server.server_options import LOOPBACK, ServerAddress, running_command
from app.models.server.server_program import ServerProgram

__all__ = ["Account", "PrivateServer", "ServerAddress"]

LOG = logging.getLogger("foyer.server")

START_LIMIT_SECONDS = 30.0
STOP_LIMIT_SECONDS = 30.0
GUARD_LIMIT_SECONDS = 90.0


class PrivateServer:
    """`join()` before the first connection, `leave()` after the last one."""

    def __init__(
        self,
        folder: Path,
        program: ServerProgram | Callable[[], ServerProgram],
        *,
        over_tcp: bool = sys.platform == "win32",
        start_limit_seconds: float = START_LIMIT_SECONDS,
        guard_limit_seconds: float = GUARD_LIMIT_SECONDS,
    ) -> None:
        """`folder` belongs to the server alone. `over_tcp` listens at a loopback port, as Windows has to.

        A function that finds the program is called once a server has to be started: joining a running one, which every
        window but the first does, need not wait until a program has told its version.
        """
        self._folder = ServerFolder(folder)
        self._find_program = program if callable(program) else lambda: program
        self._over_tcp = over_tcp
        self._start_limit_seconds = start_limit_seconds
        self._guard_limit_seconds = guard_limit_seconds
        self._guard = FileLock(self._folder.guard_file, mode=0o600, poll_interval=0.02)
        self._user_lock: FileLock | None = None
        self._address: ServerAddress | None = None
        self._credentials: Credentials | None = None

    @property
    def address(self) -> ServerAddress:
        """Where to connect; known once joined."""
        if self._address is None:
            raise RuntimeError("a private server has an address after join()")
        return self._address

    @property
    def owner(self) -> Account:
        """All privileges on the server, for migrations and for nothing else; known once joined."""
        return self._known_credentials().owner

    @property
    def terminal(self) -> Account:
        """A bare account: what it may do is granted with the schema (sql/grants.sql); known once joined."""
        return self._known_credentials().terminal

    @property
    def account_hosts(self) -> tuple[str, ...]:
        """The hosts under which both accounts exist: a grant is needed for each."""
        return ("localhost", LOOPBACK) if self._over_tcp else ("localhost",)

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Alone among all windows of this machine: held around start, migration and stop; may be nested.

        Raises ServerStartFailed when another window does not let go in time.
        """
        self._folder.prepare()
        with self._folder.writing():
            try:
                held = self._guard.acquire(timeout=self._guard_limit_seconds)
            except Timeout:
                raise ServerStartFailed(
                    f"Another Foyer window has been starting or updating the database for more than "
                    f"{self._guard_limit_seconds:.0f} seconds. Wait until it is ready, or close it, and try again."
                ) from None
        with held:
            yield

    def join(self) -> None:
        """Make, start or find the server, and be counted as one of its users; harmless when repeated.

        Called again after the server was lost, it starts it again. Raises ServerStartFailed, FolderNotWritable or
        ServerProgramMissing.
        """
        with self.guard():
            mine = self._user_lock or self._count_in()
            try:
                self._credentials = self._folder.credentials()
                self._address = self._ensure_running()
            except BaseException:
                if self._user_lock is None:
                    self._count_out(mine)
                raise
            self._user_lock = mine

    def leave(self) -> None:
        """Be counted no longer; the last one stops the server and waits until its data are safely closed."""
        if self._user_lock is None:
            return
        with self.guard():
            self._count_out(self._user_lock)
            self._user_lock = None
            if not self._has_users():
                self._stop()

    @cached_property
    def _program(self) -> ServerProgram:
        return self._find_program()

    def _known_credentials(self) -> Credentials:
        if self._credentials is None:
            raise RuntimeError("a private server has accounts after join()")
        return self._credentials

    def _ensure_running(self) -> ServerAddress:
        deadline = time.monotonic() + self._start_limit_seconds
        log_from = self._folder.log_size()
        running = server_process.find_running(self._folder)
        if running is not None:
            address = server_process.address_of(running)
            if self._wait_until_ready(running, address, deadline):
                return address
            if not server_process.has_ended(running):
                raise self._too_slow(log_from)
            # It was on its way out: a window had just told it to stop.
        return self._start(deadline)

    def _start(self, deadline: float) -> ServerAddress:
        self._folder.trim_log()
        making_from = time.monotonic()
        self._folder.make_data(self._program)
        deadline += time.monotonic() - making_from
        address = self._new_address()
        statements = account_statements(self._known_credentials(), self.account_hosts)
        self._folder.write_private(self._folder.init_file, "".join(f"{line};\n" for line in statements))
        log_from = self._folder.log_size()
        command = running_command(self._program, self._folder.server_paths, address)
        process = None
        ready = False
        try:
            process = server_process.start(command, self._folder)
            ready = process is not None and self._wait_until_ready(process, address, deadline)
            if process is None or server_process.has_ended(process):
                raise self._folder.failure(f"{self._program.title} did not start.", log_from)
            if not ready:
                raise self._too_slow(log_from)
        finally:
            self._folder.init_file.unlink(missing_ok=True)
            if process is not None and not ready:
                server_process.end_by_force(process)
        LOG.info("started %s on %s", self._program.title, self._folder.path)
        return address

    def _new_address(self) -> ServerAddress:
        if not self._over_tcp:
            socket = self._folder.new_socket_path()
            for left in (socket, socket.with_name(f"{socket.name}.lock")):
                left.unlink(missing_ok=True)  # of a server that was killed: MySQL waits for whoever has its number now
            return ServerAddress(str(socket), LOOPBACK, 0)
        remembered: int | None = None
        with suppress(OSError, ValueError):
            remembered = int(self._folder.port_file.read_text("ascii"))
        port = server_process.free_port(remembered)
        if port != remembered:
            self._folder.write_private(self._folder.port_file, str(port))
        return ServerAddress(None, LOOPBACK, port)

    def _wait_until_ready(self, process: psutil.Process, address: ServerAddress, deadline: float) -> bool:
        """Whether the owner can sign in before the deadline (monotonic) and before the process ends."""
        while not server_process.has_ended(process):
            left_seconds = deadline - time.monotonic()
            if left_seconds <= 0:
                return False
            try:
                if is_ready(address, self.owner, left_seconds):
                    return True
            except PasswordRefused as error:
                raise ServerStartFailed(
                    f"The database server on {self._folder.path} runs, but refuses the password in credentials.json. "
                    f"Close every Foyer window, or restart this machine, and start Foyer again."
                ) from error
            time.sleep(server_process.POLL_SECONDS)
        return False

    def _too_slow(self, log_from: int) -> Exception:
        return self._folder.failure(
            f"{self._program.title} was not ready within {self._start_limit_seconds:.0f} seconds.", log_from
        )

    def _count_in(self) -> FileLock:
        lock = FileLock(
            self._folder.users / f"{os.getpid()}-{secrets.token_hex(4)}.lock", mode=0o600, thread_local=False
        )
        with self._folder.writing():
            lock.acquire(blocking=False)
        return lock

    def _count_out(self, lock: FileLock) -> None:
        lock.release()
        Path(lock.lock_file).unlink(missing_ok=True)

    def _has_users(self) -> bool:
        """Whether anybody still holds a lock; clears away the files of those who crashed."""
        for path in self._folder.users.glob("*.lock"):
            lock = FileLock(path)
            try:
                lock.acquire(blocking=False)
            except Timeout:
                return True
            self._count_out(lock)
        return False

    def _stop(self) -> None:
        process = server_process.find_running(self._folder)
        if process is None:
            return
        address = server_process.address_of(process)
        if sys.platform == "win32":
            shut_down(address, self.owner, STOP_LIMIT_SECONDS)
        else:
            process.terminate()
        if not server_process.wait_for_end(process, STOP_LIMIT_SECONDS):
            LOG.warning("the database server (process %d) is still closing its files", process.pid)
            return
        if address.unix_socket is not None and Path(address.unix_socket).parent != self._folder.path:
            with suppress(OSError):
                Path(address.unix_socket).parent.rmdir()
