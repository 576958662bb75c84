"""The first start."""

from __future__ import annotations

from collections.abc import Mapping

import customtkinter as ctk
import pytest

from app.views.start.start_view import StartView
from app.views.tour.hands import Hands
from tests.gui.conftest import WaitUntil, centre

Said = list[tuple[str, Mapping[str, str]]]

OWN = {
    "cinema": "Regal Screen",
    "city": "Pune",
    "country": "IN",
    "time_zone": "Asia/Kolkata",
    "currency": "INR",
    "locale": "en_IN",
    "counter": "Counter 1",
    "hall": "Hall 1",
    "hall_rows": "10",
    "hall_seats": "16",
    "admin_name": "Asha Rao",
    "admin_username": "asha",
    "admin_password": " long enough ",
}


@pytest.fixture
def said() -> Said:
    return []


@pytest.fixture
def view(stage: ctk.CTkFrame, said: Said) -> StartView:
    view = StartView(
        stage,
        on_demo=lambda: said.append(("demo", {})),
        on_setup=lambda answers: said.append(("setup", answers)),
        on_connect=lambda answers: said.append(("connect", answers)),
        on_test=lambda answers: said.append(("test", answers)),
    )
    view.place(x=0, y=0, relwidth=1, relheight=1)
    stage.update()
    return view


def test_return_tries_the_demo(view: StartView, said: Said, hands: Hands, wait_until: WaitUntil) -> None:
    wait_until(lambda: view.cards[0].has_focus)
    hands.key("Enter")
    wait_until(lambda: said)
    assert said == [("demo", {})]


@pytest.mark.parametrize(("card", "form"), [(1, "setup"), (2, "connect")])
def test_a_card_opens_its_form_and_escape_comes_back_to_it(
    view: StartView, hands: Hands, wait_until: WaitUntil, card: int, form: str
) -> None:
    hands.click(*centre(view.cards[card]))
    wait_until(lambda: getattr(view, form) is not None and getattr(view, form).winfo_viewable())
    hands.key("Esc")
    wait_until(lambda: view.cards[card].has_focus, what="the focus back on the card")


def test_what_was_typed_is_there_after_a_step_back(view: StartView, hands: Hands, wait_until: WaitUntil) -> None:
    view.show_setup()
    assert view.setup is not None
    first = view.setup.fields["cinema"]
    wait_until(lambda: first.has_focus)
    hands.type("Regal")
    wait_until(lambda: first.value == "Regal")
    hands.key("Esc")
    wait_until(lambda: view.cards[1].has_focus)
    hands.key("Enter")
    wait_until(first.winfo_viewable)
    assert first.value == "Regal"


def test_a_whole_cinema_is_handed_over(view: StartView, said: Said, hands: Hands, wait_until: WaitUntil) -> None:
    view.show_setup()
    assert view.setup is not None
    for key, text in (OWN | {"admin_password_again": OWN["admin_password"]}).items():
        view.setup.fields[key].value = text
    view.update()
    hands.click(*centre(view.setup.submit_button))
    wait_until(lambda: said)
    assert said == [("setup", OWN)]


def test_passwords_that_differ_are_told_at_the_second_one(
    view: StartView, said: Said, hands: Hands, wait_until: WaitUntil
) -> None:
    view.show_setup()
    assert view.setup is not None
    for key, text in (OWN | {"admin_password_again": "something else"}).items():
        view.setup.fields[key].value = text
    view.update()
    hands.click(*centre(view.setup.submit_button))
    again = view.setup.fields["admin_password_again"]
    wait_until(lambda: again.error)
    assert again.has_focus
    assert said == []


def test_every_missing_answer_is_marked_and_the_first_has_the_focus(
    view: StartView, said: Said, hands: Hands, wait_until: WaitUntil
) -> None:
    view.show_connect()
    assert view.connect is not None
    view.update()
    hands.click(*centre(view.connect.submit_button))
    fields = view.connect.fields
    wait_until(lambda: fields["host"].has_focus)
    assert [key for key, field in fields.items() if field.error] == ["host", "user", "password"]
    assert said == []


def test_a_connection_is_tested_and_saved_with_what_was_typed(
    view: StartView, said: Said, hands: Hands, wait_until: WaitUntil
) -> None:
    view.show_connect()
    assert view.connect is not None
    for key, text in {"host": "10.0.0.5", "user": "counter", "password": "pw"}.items():
        view.connect.fields[key].value = text
    view.update()
    hands.click(*centre(view.connect.test_button))
    wait_until(lambda: said)
    view.show_good("The server answers.")
    hands.click(*centre(view.connect.submit_button))
    wait_until(lambda: len(said) == 2)
    answers = {
        "host": "10.0.0.5", "port": "3306", "database": "foyer", "user": "counter", "password": "pw",
        "owner_user": "", "owner_password": "",
    }  # fmt: skip
    assert said == [("test", answers), ("connect", answers)]


def test_an_error_is_shown_at_its_field_and_nothing_typed_is_lost(view: StartView, wait_until: WaitUntil) -> None:
    view.show_connect()
    assert view.connect is not None
    view.connect.fields["host"].value = "10.0.0.9"
    view.show_error("No server answers at 10.0.0.9:3306.", "host")
    wait_until(lambda: view.connect is not None and view.connect.fields["host"].has_focus)
    assert view.connect.fields["host"].error == "No server answers at 10.0.0.9:3306."
    assert view.connect.fields["host"].value == "10.0.0.9"


def test_an_error_of_the_demo_is_shown_below_the_cards_and_it_can_be_tried_again(
    view: StartView, said: Said, hands: Hands, wait_until: WaitUntil
) -> None:
    view.show_progress("Building the demo cinema…")
    assert not view.cards[0].enabled
    view.show_error("No MariaDB or MySQL server program is on this machine.")
    assert view.note == "No MariaDB or MySQL server program is on this machine."
    hands.click(*centre(view.cards[0]))
    wait_until(lambda: said)


def test_nothing_is_sent_twice_while_it_works(view: StartView, said: Said, hands: Hands, wait_until: WaitUntil) -> None:
    view.show_connect()
    assert view.connect is not None
    for key, text in {"host": "10.0.0.5", "user": "counter", "password": "pw"}.items():
        view.connect.fields[key].value = text
    view.show_progress("Asking the server…")
    view.update()
    hands.click(*centre(view.connect.submit_button))
    view.connect.fields["owner_password"].focus_set()
    wait_until(lambda: view.connect is not None and view.connect.fields["owner_password"].has_focus)
    hands.key("Enter")
    hands.key("Esc")
    view.show_good("The server answers.")
    hands.click(*centre(view.connect.submit_button))
    wait_until(lambda: said)
    assert [what for what, _ in said] == ["connect"]


def test_the_field_in_focus_is_scrolled_into_sight(view: StartView, stage: ctk.CTkFrame, wait_until: WaitUntil) -> None:
    ctk.set_widget_scaling(1.5)
    view.show_setup()
    stage.update()
    assert view.setup is not None
    last = view.setup.fields["admin_password_again"]
    last.focus_set()
    bottom = view.setup.submit_button.winfo_rooty()
    wait_until(lambda: last.winfo_rooty() + last.winfo_height() <= bottom, what="the last field above the buttons")
    assert last.winfo_rooty() > view.setup.winfo_rooty()
