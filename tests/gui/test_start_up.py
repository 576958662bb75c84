"""Starting: the first start on an empty machine, and everything that can be in its way. Real folders, real servers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import customtkinter as ctk
import pytest

from app.controllers.opening import Opening
from app.models.database import Database
from app.models.house import open_private
from app.models.private_server import PrivateServer
from app.utils.folders import Folders
from app.utils.settings import Settings
from app.views.button import Button
from app.views.counter_screen import CounterScreen
from app.views.field import Field
from app.views.hands import Hands
from app.views.notice import Notice
from app.views.sign_in_view import SignInView
from app.views.start_forms import StartForm
from app.views.start_view import StartView
from app.views.window import Window
from tests import box_office
from tests.gui.conftest import WaitUntil, centre
from tests.gui.program import running
from tests.server import copy_template, end_server, is_running, server_program

PROJECT = Path(__file__).parents[2]
SETTINGS = Settings(server_program=server_program().path)
PASSWORD = "three words here"
OWN_CINEMA = {
    "cinema": "Prabhat \"Talkies\" & Sons",
    "city": "Poona",
    "hall_rows": "4",
    "hall_seats": "6",
    "admin_name": "Zoe D'Souza",
    "admin_username": "zoe",
    "admin_password": PASSWORD,
    "admin_password_again": PASSWORD,
}


@dataclass
class Start:
    """Windows on one machine's data folder, closed at the end."""

    root: ctk.CTk
    hands: Hands
    wait: WaitUntil
    folders: Folders
    open_windows: ExitStack

    def window(self, settings: Settings = SETTINGS, *, demo: bool = False) -> Window:
        opening = Opening(settings, self.folders)
        return self.open_windows.enter_context(running(self.root, settings, opening, demo=demo))

    def until_start_view(self, window: Window) -> StartView:
        self.wait(lambda: isinstance(window.screen, StartView), what="the three cards", seconds=20)
        view: StartView = window.screen
        self.wait(lambda: view.cards[0].has_focus, what="the focus on the first card")
        return view

    def until_sign_in(self, window: Window) -> SignInView:
        self.wait(lambda: isinstance(window.screen, SignInView), what="the sign-in screen", seconds=40)
        view: SignInView = window.screen
        self.wait(lambda: view.name.has_focus, what="the focus on the name")
        return view

    def until_notice(self, window: Window) -> str:
        """What is in the way, once "Try again" is offered."""
        self.wait(lambda: button_of(window) is not None, what="the notice", seconds=20)
        return sentence_of(window)

    def write(self, field: Field, text: str) -> None:
        self.hands.type(text)
        self.wait(lambda: field.value == text, what=f"{text!r} in {field.label}, not {field.value!r}")

    def fill(self, form: StartForm, answers: dict[str, str]) -> None:
        """Every field by the keyboard alone: Enter goes to the next one, and from the last one it sends the form."""
        first = next(iter(form.fields.values()))
        first.focus_set()
        for key, field in form.fields.items():
            self.wait(lambda field=field: field.has_focus, what=f"the focus on {field.label}")
            if key in answers:
                self.write(field, answers[key])
            self.hands.key("Enter")

    def sign_in(self, window: Window, username: str, password: str) -> CounterScreen:
        view = self.until_sign_in(window)
        self.write(view.name, username)
        self.hands.key("Enter")
        self.wait(lambda: view.password.has_focus)
        self.write(view.password, password)
        self.hands.key("Enter")
        self.wait(lambda: isinstance(window.screen, CounterScreen), what="the counter's screen")
        screen: CounterScreen = window.screen
        return screen


def button_of(window: Window) -> Button | None:
    if not isinstance(window.screen, Notice):
        return None
    return next((child for child in window.screen.winfo_children() if isinstance(child, Button)), None)


def sentence_of(window: Window) -> str:
    labels = [child for child in window.screen.winfo_children() if isinstance(child, ctk.CTkLabel)]
    return str(labels[0].cget("text"))


@pytest.fixture
def start(root: ctk.CTk, hands: Hands, wait_until: WaitUntil, tmp_path: Path) -> Iterator[Start]:
    """A machine on which nothing is configured. Its server's data folder is a copy, to be quick."""
    folders = Folders(tmp_path / "d")
    copy_template(folders.server)
    with ExitStack() as open_windows:
        yield Start(root, hands, wait_until, folders, open_windows)
    end_server(folders.server)


@pytest.fixture
def shared_server(tmp_path: Path) -> Iterator[PrivateServer]:
    """A server that others reach over the network, with an empty house on it."""
    folder = tmp_path / "net"
    copy_template(folder)
    server = PrivateServer(folder, server_program(), over_tcp=True)
    open_private(server, "foyer", timeout_seconds=5)
    yield server
    server.leave()
    end_server(folder)


# The first start


def test_a_cinema_is_set_up_with_the_keyboard_alone_and_its_administrator_signs_in(start: Start) -> None:
    window = start.window()
    view = start.until_start_view(window)
    start.hands.key("Right")
    start.wait(lambda: view.cards[1].has_focus, what="the second card")
    start.hands.key("Enter")
    start.wait(lambda: view.setup is not None and view.setup.winfo_viewable(), what="the form")
    assert view.setup is not None
    start.fill(view.setup, OWN_CINEMA)
    screen = start.sign_in(window, "zoe", PASSWORD)
    assert screen.shell._cinema.whole == OWN_CINEMA["cinema"]
    assert "Zoe D'Souza (admin)" in screen.shell._who.whole
    sell = screen.sell
    assert sell is not None
    start.wait(lambda: str(sell.programme._empty.cget("text")).startswith("There are no shows yet"), what="the hint")


def test_what_the_form_cannot_use_is_said_at_its_field_and_nothing_typed_is_lost(start: Start) -> None:
    window = start.window()
    view = start.until_start_view(window)
    view.show_setup()
    assert view.setup is not None
    form = view.setup
    start.fill(form, OWN_CINEMA | {"time_zone": "Asia/Poona"})
    start.wait(lambda: form.fields["time_zone"].error, what="the refusal")
    assert "There is no such time zone" in str(form.fields["time_zone"].error)
    assert form.fields["time_zone"].has_focus
    assert form.fields["admin_password"].value == PASSWORD
    start.write(form.fields["time_zone"], "Asia/Kolkata")
    start.hands.click(*centre(form.submit_button))
    start.until_sign_in(window)


def test_the_demo_is_one_press_away_and_ready_to_sell(start: Start) -> None:
    window = start.window()
    start.until_start_view(window)
    start.hands.key("Enter")
    view = start.until_sign_in(window)
    start.hands.click(*centre(view.demo_rows[0]))
    start.wait(lambda: view.password.has_focus)
    start.hands.key("Enter")
    start.wait(lambda: isinstance(window.screen, CounterScreen), what="the counter's screen")
    sell = window.screen.sell
    start.wait(lambda: sell.programme.rows, what="the programme")


def test_a_house_that_was_set_up_is_opened_without_a_question(start: Start) -> None:
    first = start.window(demo=True)
    start.until_sign_in(first)
    start.open_windows.close()
    assert start.until_sign_in(start.window(demo=True)).demo_rows


# A server that is somewhere else


def connect_answers(server: PrivateServer, **other: str) -> dict[str, str]:
    account = server.terminal
    answers = {
        "host": "127.0.0.1", "port": str(server.address.port), "user": account.user, "password": account.password,
    }  # fmt: skip
    return answers | other


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"password": "not this one"}, "refuse"), ({"port": "1"}, "answer"), ({"database": "elsewhere"}, "")],
    ids=["password", "port", "database"],
)
def test_a_server_that_cannot_be_used_is_told_at_the_form_and_what_was_typed_stays(
    start: Start, shared_server: PrivateServer, wrong: dict[str, str], told: str
) -> None:
    window = start.window()
    view = start.until_start_view(window)
    view.show_connect()
    assert view.connect is not None
    form = view.connect
    typed = connect_answers(shared_server, **wrong)
    start.fill(form, typed)
    start.wait(lambda: form._note.cget("text") not in ("", "Connecting…") or any_error(form), what="the refusal", seconds=20)
    assert told in str(form._note.cget("text"))
    assert {key: form.fields[key].value for key in typed} == typed
    assert not start.folders.env_file.exists(), "only a server that was reached is written down"


def any_error(form: StartForm) -> bool:
    return any(field.error for field in form.fields.values())


def test_a_server_that_was_reached_is_remembered(start: Start, shared_server: PrivateServer) -> None:
    assert shared_server.owner is not None
    add_staff(shared_server)
    window = start.window()
    view = start.until_start_view(window)
    view.show_connect()
    assert view.connect is not None
    start.fill(view.connect, connect_answers(shared_server))
    start.until_sign_in(window)
    written = start.folders.env_file.read_text("utf-8")
    assert f"FOYER_DB_HOST=127.0.0.1:{shared_server.address.port}" in written.replace("'", "").replace('"', "")


def add_staff(server: PrivateServer) -> None:
    """The smallest cinema that somebody can sign in to."""
    house = open_private(server, "foyer", timeout_seconds=5)
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    box_office.build(owner, house.connect).database.close()
    owner.close()


# What is in the way


@pytest.mark.parametrize("demo", [False, True])
def test_try_again_goes_the_same_way_in_once_the_server_program_is_there(start: Start, demo: bool) -> None:
    program = start.folders.root / "mariadbd"
    window = start.window(replace(SETTINGS, server_program=program), demo=demo)
    assert str(program) in start.until_notice(window)
    before = window.screen
    start.hands.key("Enter")
    start.wait(lambda: window.screen is not before, what="an answer to the key")
    assert str(program) in start.until_notice(window)
    program.symlink_to(server_program().path)
    button = button_of(window)
    assert button is not None
    start.hands.click(*centre(button))
    if demo:
        assert start.until_sign_in(window).demo_rows
    else:
        start.until_start_view(window)


def test_a_folder_that_cannot_be_written_is_told_in_the_window(start: Start) -> None:
    blocked = start.folders.root / "blocked"
    blocked.write_text("a file where the folder should be")
    start.folders = Folders(blocked / "d")
    window = start.window()
    assert "cannot write to the folder" in start.until_notice(window)


def test_a_schema_newer_than_the_program_is_told_and_nothing_is_sold(start: Start) -> None:
    first = start.window(demo=True)
    start.until_sign_in(first)
    opening = first._opening
    assert opening._house is not None
    assert opening._house.connect_owner is not None
    owner = Database(opening._house.connect_owner)
    owner.transaction(
        lambda unit: unit.execute(
            "INSERT INTO schema_migrations (number, name, checksum, finished_at)"
            " VALUES (999, 'from the future', REPEAT('0', 64), UTC_TIMESTAMP(6))"
        )
    )
    owner.close()
    start.open_windows.close()
    told = start.until_notice(start.window(demo=True))
    assert "newer" in told


def foyer(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program itself, as a person starts it."""
    return subprocess.run(
        [sys.executable, str(PROJECT / "main.py"), *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=60, env=os.environ | environment,
    )  # fmt: skip


def test_a_line_of_the_settings_that_cannot_be_read_ends_the_program_with_its_number(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("FOYER_HOLD_SECONDS=600\nFOYER_LOCK_MINUTES=soon\nwhat is this\n")
    ended = foyer("--data", tmp_path)
    assert ended.returncode == 2
    assert "Line 2 of .env: FOYER_LOCK_MINUTES is 'soon'" in ended.stderr
    assert "Line 3 of .env cannot be understood" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_data_folder_that_cannot_be_made_ends_the_program_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    ended = foyer("--data", tmp_path)
    assert ended.returncode == 2
    assert "cannot write to the folder" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_second_window_on_the_machine_shares_the_server_and_leaves_it_to_the_first(start: Start) -> None:
    first = start.window(demo=True)
    view = start.until_sign_in(first)
    second = foyer("--demo", "--data", start.folders.root, "--measure-start", FOYER_SERVER_PROGRAM=str(SETTINGS.server_program))
    assert (second.returncode, second.stdout, second.stderr) == (0, "sign-in painted\n", "")
    start.root.focus_force()
    start.hands.click(*centre(view.demo_rows[0]))
    start.wait(lambda: view.password.has_focus)
    start.hands.key("Enter")
    start.wait(lambda: isinstance(first.screen, CounterScreen), what="the counter's screen")


def test_the_last_window_stops_the_server(start: Start) -> None:
    window = start.window(demo=True)
    start.until_sign_in(window)
    assert is_running(start.folders.server)
    start.open_windows.close()
    assert not is_running(start.folders.server)
