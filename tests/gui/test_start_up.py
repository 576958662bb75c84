"""The first start: the demo, a cinema of one's own, or a server elsewhere; real keys, real folders, real servers."""

from __future__ import annotations

import pytest

from app.models.database import Database
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.views.counter_screen import CounterScreen
from app.views.start.start_forms import StartForm
from tests import box_office
from tests.gui.conftest import centre
from tests.gui.start import OWN_CINEMA, PASSWORD, Start, network_server, untouched_machine

__all__ = ["network_server", "untouched_machine"]


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
    start.wait(
        lambda: form._note.cget("text") not in ("", "Connecting…") or any_error(form), what="the refusal", seconds=20
    )
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
