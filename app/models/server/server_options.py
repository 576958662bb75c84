"""The command lines of a private server: the one that makes its data folder and the one that runs it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from app.models.errors import ServerProgramMissing
from app.models.server.server_program import ServerProgram

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the server listens: at `unix_socket` where the platform has it (port 0), else at a loopback port."""

    unix_socket: str | None
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class ServerPaths:
    """The files the server itself is told of."""

    data: Path
    pid_file: Path
    log: Path
    init_file: Path


def running_command(program: ServerProgram, paths: ServerPaths, address: ServerAddress) -> list[str]:
    """Durable first: a sale that was confirmed survives a power cut."""
    only_mysql = ["--mysqlx=OFF", "--secure-file-priv=", "--performance-schema=OFF"]
    return [
        str(program.path),
        "--no-defaults",
        f"--datadir={paths.data}",
        # A server that starts clears the folder of temporary tables: in the system's it would clear away another's.
        f"--tmpdir={paths.data}",
        f"--pid-file={paths.pid_file}",
        f"--log-error={paths.log}",
        f"--init-file={paths.init_file}",
        "--innodb-flush-log-at-trx-commit=1",
        "--skip-log-bin",
        "--character-set-server=utf8mb4",
        "--collation-server=utf8mb4_unicode_ci",
        "--transaction-isolation=READ-COMMITTED",
        "--max-connections=300",
        "--event-scheduler=OFF",
        "--local-infile=OFF",
        "--skip-name-resolve",
        *_layout_options(program),
        *(only_mysql if program.kind == "mysql" else []),
        *_user_options(),
        *_address_options(address),
    ]


def making_command(program: ServerProgram, folder_name: str) -> list[str]:
    """The command that makes a new data folder of that name in the working directory.

    The name is relative because MariaDB's script does not quote, and the path to it may have spaces. Raises
    ServerProgramMissing when the install program is not there.
    """
    data = f"--datadir=./{folder_name}"
    if program.kind == "mysql":
        return [
            str(program.path), "--no-defaults", "--initialize-insecure", data, "--secure-file-priv=",
            *_user_options(), *_layout_options(program),
        ]  # fmt: skip
    maker = _mariadb_maker(program)
    if maker.suffix == ".exe":
        return [str(maker), data, "--silent"]
    base = [f"--basedir={maker.parent.parent}"] if maker.parent.name == "scripts" else []
    return [
        str(maker), "--no-defaults", data, *base, "--auth-root-authentication-method=normal", "--skip-test-db",
        "--cross-bootstrap", "--skip-name-resolve", *_user_options(), *_layout_options(program),
    ]  # fmt: skip


def _mariadb_maker(program: ServerProgram) -> Path:
    """The install program that came with the server: beside it, in the places packagers use, or on the PATH."""
    for home in (program.path.parent, program.path.resolve().parent):
        for place in (home, home.parent / "bin", home.parent / "scripts"):
            for name in ("mariadb-install-db", "mariadb-install-db.exe", "mysql_install_db"):
                if (place / name).is_file():
                    return place / name
    found = shutil.which("mariadb-install-db") or shutil.which("mysql_install_db")
    if found is None:
        raise ServerProgramMissing(
            f"mariadb-install-db, which belongs to {program.path}, is not on this machine. Install MariaDB's server "
            f"package again, then start Foyer again."
        )
    return Path(found)


def _layout_options(program: ServerProgram) -> list[str]:
    """What decides how the data folder is laid out: making and running must agree on it."""
    if program.kind == "mariadb":
        return ["--innodb-log-file-size=8M"]
    redo = "--innodb-redo-log-capacity=8M" if program.version >= (8, 0, 30) else "--innodb-log-file-size=4M"
    # MySQL does not start where other servers have used up the system's asynchronous requests; MariaDB does without.
    return [redo, "--innodb-use-native-aio=OFF"]


def _address_options(address: ServerAddress) -> list[str]:
    if address.unix_socket is not None:
        return ["--skip-networking", f"--socket={address.unix_socket}"]
    # On POSIX it opens a socket all the same: a short relative name puts that into the data folder.
    return [f"--bind-address={LOOPBACK}", f"--port={address.port}", "--socket=s.sock"]


def _user_options() -> list[str]:
    """A server refuses to run as root by accident; said in one argument, which passes through MariaDB's install script
    untouched (it would take `--user=` as an order to change owners in the system's own folders).
    """
    return ["-uroot"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
