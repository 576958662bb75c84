"""`python main.py worker` as a process of its own, with a real server and real mail: how it ends, and how it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.models.database import Database
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.utils.folders import Folders
from tests import box_office
from tests.controllers.after.post_scene import Post
from tests.mail_room import SENDER, MailRoom, closed_port, mail_room
from tests.server import copy_template, end_server, server_program

PROJECT = Path(__file__).parents[3]
LIMIT_SECONDS = 60.0


@dataclass
class Gate:
    """Stands in the mail server: a mail that has come waits until it is let go."""

    reached: threading.Event = field(default_factory=threading.Event)
    open: threading.Event = field(default_factory=threading.Event)

    def __call__(self) -> None:
        self.reached.set()
        self.open.wait(LIMIT_SECONDS)

    def wait(self) -> None:
        assert self.reached.wait(LIMIT_SECONDS), "no mail came"


@dataclass
class Machine:
    """A machine without a window: its folder, a cinema in its database, and the workers that were started on it."""

    folders: Folders
    post: Post
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def room(self) -> MailRoom:
        return self.post.room

    def start(self, **environment: str) -> subprocess.Popen[str]:
        """A worker that has said that it works."""
        process = self.run(
            FOYER_SMTP_HOST="localhost",
            FOYER_SMTP_FROM=SENDER,
            FOYER_SMTP_TLS_CA=str(self.room.certificates),
            **{"FOYER_SMTP_PORT": str(self.room.port), **environment},
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "Sending messages. Ctrl+C stops it.\n"
        return process

    def run(self, **environment: str) -> subprocess.Popen[str]:
        ours = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        process = subprocess.Popen(
            [sys.executable, "main.py", "worker", "--data", str(self.folders.root)],
            cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=ours | {"FOYER_SERVER_PROGRAM": str(server_program().path)} | environment,
        )  # fmt: skip
        self.started.append(process)
        return process


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    folders = Folders(tmp_path / "foyer")
    copy_template(folders.server)
    server = PrivateServer(folders.server, server_program())
    with ExitStack() as entered:
        entered.callback(end_server, folders.server)
        house = open_private(server, "foyer", timeout_seconds=5)
        entered.callback(server.leave)
        assert house.connect_owner is not None
        owner = Database(house.connect_owner)
        entered.callback(owner.close)
        office = box_office.build(owner, house.connect)
        entered.callback(office.database.close)
        made = Machine(folders, Post(office, entered.enter_context(mail_room(tmp_path))))
        yield made
        for process in made.started:
            if process.poll() is None:
                process.kill()
            process.communicate()


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=LIMIT_SECONDS)
    return process.returncode, out, err


def test_it_sends_what_waits_and_finishes_the_mail_it_is_at_when_it_is_told_to_stop(machine: Machine) -> None:
    basket = machine.post.sell("A1")
    machine.room.on_data = gate = Gate()
    process = machine.start()
    gate.wait()
    process.send_signal(signal.SIGTERM)
    gate.open.set()
    assert ended(process) == (0, "", "")
    assert machine.post.row(basket)["done_at"] is not None
    assert len(machine.room.mails) == 1


def test_ctrl_c_ends_it_and_another_one_may_begin_at_once(machine: Machine) -> None:
    process = machine.start()
    process.send_signal(signal.SIGINT)
    assert ended(process) == (0, "", "")
    held = "SELECT COUNT(*) FROM leases WHERE held_until > UTC_TIMESTAMP(6)"
    assert machine.post.office.value(held) == 0


def test_one_that_is_killed_with_a_mail_leaves_it_to_the_next_under_the_same_number(machine: Machine) -> None:
    basket = machine.post.sell("A1")
    machine.room.on_data = gate = Gate()
    process = machine.start()
    gate.wait()
    process.send_signal(signal.SIGKILL)
    assert ended(process)[0] == -signal.SIGKILL
    taken = machine.post.row(basket)
    assert (taken["attempts"], taken["done_at"]) == (1, None)
    assert taken["due"] > 500
    gate.open.set()
    machine.room.on_data = gate = Gate()
    gate.open.set()
    machine.post.let_it_be_due(basket)
    machine.post.let_the_lease_run_out()
    process = machine.start()
    gate.wait()
    process.send_signal(signal.SIGTERM)
    assert ended(process) == (0, "", "")
    assert set(machine.room.numbers) == {taken["message_id"]}
    assert machine.post.row(basket)["done_at"] is not None


def test_a_mail_server_that_is_away_keeps_it_running_and_its_mail(machine: Machine) -> None:
    basket = machine.post.sell("A1")
    process = machine.start(FOYER_SMTP_PORT=str(closed_port()))
    while machine.post.row(basket)["last_error"] is None:
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert ended(process) == (0, "", "")
    assert machine.post.row(basket)["attempts"] == 0
    process = machine.start()
    while machine.post.row(basket)["done_at"] is None:
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert ended(process)[0] == 0


def test_without_anybody_who_carries_messages_it_says_what_to_set(machine: Machine) -> None:
    status, out, err = ended(machine.run())
    assert (status, out) == (2, "")
    assert "FOYER_SMTP_HOST=mail.example.com" in err


def test_its_log_has_no_address_and_no_password(machine: Machine) -> None:
    machine.post.sell("A1")
    machine.room.on_data = gate = Gate()
    gate.open.set()
    process = machine.start(FOYER_SMTP_TLS="starttls", FOYER_LOG_LEVEL="debug")
    gate.wait()
    process.send_signal(signal.SIGTERM)
    assert ended(process)[0] == 0
    log = "".join(path.read_text("utf-8") for path in machine.folders.logs.glob("foyer.log*"))
    assert "message sent" in log
    assert "asha@example.com" not in log
