"""A machine on which Foyer is started for the first time: folders and servers of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import customtkinter as ctk
import pytest

from app.controllers.start.opening import Opening
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.utils.folders import Folders
from app.utils.settings import Settings
from app.views.counter_screen import CounterScreen
from app.views.notice import Notice
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.start.sign_in_view import SignInView
from app.views.start.start_forms import StartForm
from app.views.start.start_view import StartView
from app.views.tour.hands import Hands
from app.views.window import Window
from tests.gui.conftest import WaitUntil
from tests.gui.running import running
from tests.server import copy_template, end_server, server_program

SETTINGS = Settings(server_program=server_program().path)
PASSWORD = "three words here"
OWN_CINEMA = {
    "cinema": 'Prabhat "Talkies" & Sons',
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


@pytest.fixture(name="start")
def untouched_machine(root: ctk.CTk, hands: Hands, wait_until: WaitUntil, tmp_path: Path) -> Iterator[Start]:
    """A machine on which nothing is configured. Its server's data folder is a copy, to be quick."""
    folders = Folders(tmp_path / "d")
    copy_template(folders.server)
    with ExitStack() as open_windows:
        yield Start(root, hands, wait_until, folders, open_windows)
    end_server(folders.server)


@pytest.fixture(name="shared_server")
def network_server(tmp_path: Path) -> Iterator[PrivateServer]:
    """A server that others reach over the network, with an empty house on it."""
    folder = tmp_path / "net"
    copy_template(folder)
    server = PrivateServer(folder, server_program(), over_tcp=True)
    open_private(server, "foyer", timeout_seconds=5)
    yield server
    server.leave()
    end_server(folder)
