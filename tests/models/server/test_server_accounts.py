"""Who gets into a private server, and who can read how."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import mysql.connector
import pytest

from app.models.errors import ServerStartFailed
from app.models.server.private_server import Account
from app.models.server.server_folder import ServerFolder
from tests.models.server.support import make
from tests.server import arguments, ask, running


def test_only_the_owner_of_the_folder_can_read_it_and_its_passwords(new_folder: Path) -> None:
    server = make(new_folder)
    server.join()
    assert stat.S_IMODE(new_folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((new_folder / "credentials.json").stat().st_mode) == 0o600
    server.leave()


def test_a_folder_that_others_could_read_is_closed_to_them(folder: Path) -> None:
    folder.chmod(0o755)
    server = make(folder)
    server.join()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    server.leave()


def test_the_passwords_are_on_no_command_line_and_in_no_file_but_their_own(folder: Path) -> None:
    server = make(folder)
    server.join()
    told = [*arguments(running(folder)), (folder / "server.log").read_text("utf-8", "replace")]
    passwords = (server.owner.password, server.terminal.password)
    assert not any(password in text for password in passwords for text in told)
    assert not (folder / "accounts.sql").exists()
    server.leave()


def test_each_new_server_has_its_own_passwords(tmp_path: Path) -> None:
    made = [ServerFolder(tmp_path / name) for name in ("one", "two")]
    for new in made:
        new.prepare()
    passwords = {a.password for new in made for a in (new.credentials().owner, new.credentials().terminal)}
    assert len(passwords) == 4


def test_lost_passwords_are_replaced_at_the_next_start(folder: Path) -> None:
    (folder / "credentials.json").unlink()
    server = make(folder)
    server.join()
    for account in (server.owner, server.terminal):
        assert ask(server, "SELECT 1", account) == [(1,)]
    server.leave()


def test_a_damaged_password_file_is_told_and_not_overwritten(folder: Path) -> None:
    (folder / "credentials.json").write_text("{}", "utf-8")
    with pytest.raises(ServerStartFailed):
        make(folder).join()
    assert json.loads((folder / "credentials.json").read_text("utf-8")) == {}


def test_nobody_gets_in_without_a_password(new_folder: Path) -> None:
    server = make(new_folder)
    server.join()
    assert ask(server, "SELECT Host FROM mysql.user WHERE User = 'root'") == [("localhost",)]
    with pytest.raises(mysql.connector.Error) as refusal:
        ask(server, "SELECT 1", Account("root", ""))
    assert refusal.value.errno == 1045
    server.leave()


def test_the_owner_may_grant_what_he_has(folder: Path) -> None:
    server = make(folder)
    server.join()
    ask(server, "CREATE DATABASE foyer")
    ask(server, f"GRANT SELECT ON foyer.* TO '{server.terminal.user}'@'localhost'")
    assert ask(server, "SHOW DATABASES LIKE 'foyer'", server.terminal) == [("foyer",)]
    server.leave()


def test_what_was_granted_to_the_terminal_stays_granted(folder: Path) -> None:
    server = make(folder)
    server.join()
    ask(server, f"GRANT SELECT ON mysql.* TO '{server.terminal.user}'@'localhost'")
    server.leave()
    server.join()
    assert ask(server, "SELECT COUNT(*) > 0 FROM mysql.user", server.terminal) == [(1,)]
    server.leave()


def test_the_terminal_account_cannot_create_a_table(folder: Path) -> None:
    server = make(folder)
    server.join()
    ask(server, "CREATE DATABASE foyer")
    with pytest.raises(mysql.connector.Error) as refusal:
        ask(server, "CREATE TABLE foyer.mine (id INT)", server.terminal)
    assert refusal.value.errno == 1142
    server.leave()
