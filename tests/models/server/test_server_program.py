"""Which program a private server is made of, and what is said when there is none.

The stand-ins are shell scripts that answer --version in the words of the real programs, of which only one is here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models.errors import ServerProgramMissing
from app.models.server.server_program import find_server_program, identify, install_command
from tests.server import server_program


def program_that_says(path: Path, answer: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{answer}'\n", "utf-8")
    path.chmod(0o755)
    return path


def test_the_program_of_this_machine_is_found_and_new_enough() -> None:
    program = find_server_program()
    assert program.path.is_file()
    assert program.version >= ((10, 6) if program.kind == "mariadb" else (8,))


def test_a_configured_program_is_taken() -> None:
    real = server_program()
    assert find_server_program(str(real.path)) == real


def test_the_kind_is_what_the_program_says_and_not_what_its_file_is_called(tmp_path: Path) -> None:
    debians = program_that_says(
        tmp_path / "mysqld", "mysqld  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64 (Debian 12)"
    )
    program = identify(debians)
    assert program is not None
    assert (program.kind, program.version) == ("mariadb", (10, 11, 6))


def test_mysql_is_told_from_mariadb(tmp_path: Path) -> None:
    program = identify(
        program_that_says(
            tmp_path / "mysqld", "/usr/sbin/mysqld  Ver 8.4.3 for Linux on x86_64 (MySQL Community Server - GPL)"
        )
    )
    assert program is not None
    assert (program.kind, program.version, program.title) == ("mysql", (8, 4, 3), "MySQL 8.4.3")


def test_a_client_program_is_no_server(tmp_path: Path) -> None:
    client = "mysql  Ver 15.1 Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64) using  EditLine wrapper"
    assert identify(program_that_says(tmp_path / "mariadbd", client)) is None


def test_the_first_program_on_the_path_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = program_that_says(tmp_path / "a" / "mariadbd", "mariadbd  Ver 11.4.2-MariaDB for Linux on x86_64")
    program_that_says(tmp_path / "b" / "mariadbd", "mariadbd  Ver 10.6.1-MariaDB for Linux on x86_64")
    monkeypatch.setenv("PATH", f"{tmp_path / 'a'}:{tmp_path / 'b'}")
    assert find_server_program().path == first


def test_a_program_that_is_too_old_is_passed_over_for_a_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program_that_says(tmp_path / "mariadbd", "mariadbd  Ver 10.3.39-MariaDB for Linux on x86_64")
    newer = program_that_says(tmp_path / "mysqld", "mysqld  Ver 8.0.36 for Linux on x86_64 (Source distribution)")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_server_program().path == newer


@pytest.mark.parametrize(
    "answer",
    ["mariadbd  Ver 10.5.23-MariaDB for Linux on x86_64", "mysqld  Ver 5.7.44 for Linux on x86_64 (MySQL Community)"],
)
def test_a_configured_program_that_is_too_old_is_refused_with_its_version(tmp_path: Path, answer: str) -> None:
    old = program_that_says(tmp_path / "server", answer)
    with pytest.raises(ServerProgramMissing) as refusal:
        find_server_program(str(old))
    assert answer.split()[2].partition("-")[0] in refusal.value.sentence


def test_a_configured_program_that_is_not_there_is_refused_and_named(tmp_path: Path) -> None:
    missing = str(tmp_path / "no-such-server")
    with pytest.raises(ServerProgramMissing) as refusal:
        find_server_program(missing)
    assert missing in refusal.value.sentence


def test_a_configured_program_that_is_no_server_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ServerProgramMissing):
        find_server_program(str(program_that_says(tmp_path / "mariadbd", "hello")))


@pytest.mark.parametrize(
    ("system", "os_release", "command"),
    [
        ("Linux", {"ID": "debian"}, "sudo apt-get install --no-install-recommends mariadb-server-core"),
        (
            "Linux",
            {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"},
            "sudo apt-get install --no-install-recommends mariadb-server-core",
        ),
        (
            "Linux",
            {"ID": "ubuntu", "VERSION_ID": "22.04", "ID_LIKE": "debian"},
            "sudo apt-get install --no-install-recommends mariadb-server-core-10.6",
        ),
        ("Linux", {"ID": "fedora"}, "sudo dnf install mariadb-server"),
        ("Linux", {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "sudo dnf install mariadb-server"),
        ("Linux", {"ID": "arch"}, "sudo pacman -S mariadb"),
        ("Linux", {"ID": "opensuse-leap", "ID_LIKE": "suse opensuse"}, "sudo zypper install mariadb"),
        ("Linux", {"ID": "somethingelse"}, None),
        ("Darwin", {}, "brew install mariadb"),
        ("Windows", {}, "winget install MariaDB.Server"),
    ],
)
def test_each_system_has_one_install_command(system: str, os_release: dict[str, str], command: str | None) -> None:
    assert install_command(system, os_release) == command
