"""Finding the MariaDB or MySQL server program of this machine, and what it is.

The name of the file proves nothing (Debian's `mysqld` is MariaDB), so every candidate is asked `--version`.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.models.errors import ServerProgramMissing

Kind = Literal["mariadb", "mysql"]

OLDEST_VERSIONS: dict[Kind, tuple[int, ...]] = {"mariadb": (10, 6), "mysql": (8,)}
PRODUCT_NAMES: dict[Kind, str] = {"mariadb": "MariaDB", "mysql": "MySQL"}
PROGRAM_NAMES = ("mariadbd", "mysqld")
VERSION_LIMIT_SECONDS = 10.0

# "mysqld  Ver 8.4.2 for Linux" is a server; "mysql  Ver 15.1 Distrib 10.11" is only the client, with its own number.
_ANSWER = re.compile(r"(?:mariadbd|mysqld)\S*\s+Ver\s+(\d+(?:\.\d+)+)(\S*)", re.IGNORECASE)

_USUAL_PLACES: dict[str, tuple[str, ...]] = {
    "Linux": (
        "/usr/sbin",
        "/usr/libexec",
        "/usr/bin",
        "/usr/local/sbin",
        "/usr/local/libexec",
        "/usr/local/bin",
        "/usr/local/m*/bin",
        "/opt/m*/bin",
        "/opt/m*/sbin",
    ),
    "Darwin": (
        "/opt/homebrew/bin",
        "/opt/homebrew/opt/mariadb*/bin",
        "/opt/homebrew/opt/mysql*/bin",
        "/usr/local/bin",
        "/usr/local/opt/mariadb*/bin",
        "/usr/local/opt/mysql*/bin",
        "/usr/local/mysql*/bin",
        "/opt/local/lib/mariadb*/bin",
        "/opt/local/lib/mysql*/bin",
    ),
    "Windows": ("MariaDB */bin", "MySQL/MySQL Server */bin"),
}

# By the name a distribution gives itself (ID, then ID_LIKE) in os-release.
_INSTALL_COMMANDS: dict[str, str] = {
    "debian": "sudo apt-get install --no-install-recommends mariadb-server-core",
    "fedora": "sudo dnf install mariadb-server",
    "rhel": "sudo dnf install mariadb-server",
    "centos": "sudo dnf install mariadb-server",
    "arch": "sudo pacman -S mariadb",
    "opensuse": "sudo zypper install mariadb",
    "suse": "sudo zypper install mariadb",
    "sles": "sudo zypper install mariadb",
    "alpine": "sudo apk add mariadb",
}


@dataclass(frozen=True, slots=True)
class ServerProgram:
    path: Path
    kind: Kind
    version: tuple[int, ...]

    @property
    def title(self) -> str:
        """As a person would say it, e.g. "MariaDB 10.11.6"."""
        return f"{PRODUCT_NAMES[self.kind]} {'.'.join(map(str, self.version))}"


def find_server_program(configured: str | None = None) -> ServerProgram:
    """The program a private server is made of: the configured one, or else the first good one of this machine.

    A configured program that cannot be used is refused, never quietly replaced by another: the two might not be able
    to read each other's data. Raises ServerProgramMissing, whose sentence has the command that installs one here.
    """
    if configured:
        return _configured_program(configured)
    too_old: ServerProgram | None = None
    for path in _candidates():
        program = identify(path)
        if program is not None and _is_new_enough(program):
            return program
        too_old = too_old or program
    if too_old is not None:
        raise ServerProgramMissing(f"{_too_old(too_old)} {_how_to_install()}")
    raise ServerProgramMissing(f"Foyer found no database server program on this machine. {_how_to_install()}")


def identify(path: Path) -> ServerProgram | None:
    """What the program at `path` says it is; None when it is no database server, or does not run at all."""
    try:
        answer = subprocess.run(
            [path, "--no-defaults", "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=VERSION_LIMIT_SECONDS,
            check=False,
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _ANSWER.search(answer)
    if found is None:
        return None
    kind: Kind = "mariadb" if "mariadb" in found[2].lower() or "mariadb" in answer.lower() else "mysql"
    return ServerProgram(path, kind, tuple(int(part) for part in found[1].split(".")))


def install_command(system: str, os_release: Mapping[str, str]) -> str | None:
    """The one command that installs a server program on such a system; None when it is not known.

    `system` is as `platform.system()` says it, `os_release` as in /etc/os-release.
    """
    if system == "Darwin":
        return "brew install mariadb"
    if system == "Windows":
        return "winget install MariaDB.Server"
    if os_release.get("ID") == "ubuntu" and os_release.get("VERSION_ID") == "22.04":
        return f"{_INSTALL_COMMANDS['debian']}-10.6"  # that release has no package of the plain name
    names = [os_release.get("ID", ""), *os_release.get("ID_LIKE", "").split()]
    return next((_INSTALL_COMMANDS[name] for name in names if name in _INSTALL_COMMANDS), None)


def _configured_program(configured: str) -> ServerProgram:
    found = shutil.which(Path(configured).expanduser())
    if found is None:
        raise ServerProgramMissing(
            f"The database server program named in the settings, {configured}, is not there or cannot be run. "
            f"Correct the setting, or leave it out to let Foyer find one."
        )
    program = identify(Path(found).absolute())
    if program is None:
        raise ServerProgramMissing(
            f"The database server program named in the settings, {configured}, does not answer --version as MariaDB's "
            f"or MySQL's server does. Correct the setting, or leave it out to let Foyer find one."
        )
    if not _is_new_enough(program):
        raise ServerProgramMissing(f"{_too_old(program)} {_how_to_install()}")
    return program


def _is_new_enough(program: ServerProgram) -> bool:
    return program.version >= OLDEST_VERSIONS[program.kind]


def _too_old(program: ServerProgram) -> str:
    return f"The database server at {program.path} is {program.title}; Foyer needs MariaDB 10.6 or MySQL 8, or newer."


def _how_to_install() -> str:
    system = platform.system()
    try:
        os_release = platform.freedesktop_os_release() if system == "Linux" else {}
    except OSError:  # a Linux without the file: it can still be told what is missing
        os_release = {}
    command = install_command(system, os_release)
    if command is None:
        return "Install MariaDB Server 10.6 or newer, then start Foyer again."
    return f"Install one with: {command}"


def _candidates() -> Iterator[Path]:
    seen: set[Path] = set()
    on_path = (Path(found) for name in PROGRAM_NAMES if (found := shutil.which(name)))
    for path in (*on_path, *_in_usual_places(platform.system())):
        if path not in seen:
            seen.add(path)
            yield path


def _in_usual_places(system: str) -> Iterator[Path]:
    if system == "Windows":
        named = (os.environ.get(name) for name in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"))
        roots = [Path(root) for root in named if root]
    else:
        roots = [Path("/")]
    suffix = ".exe" if sys.platform == "win32" else ""
    for place in _USUAL_PLACES.get(system, ()):
        for name in PROGRAM_NAMES:
            for root in roots:
                yield from sorted(root.glob(f"{place.lstrip('/')}/{name}{suffix}"), key=_numbers_in, reverse=True)


def _numbers_in(path: Path) -> list[int]:
    """Orders "MariaDB 10.11" after "MariaDB 10.6", which the alphabet would not."""
    return [int(number) for number in re.findall(r"\d+", str(path))]
