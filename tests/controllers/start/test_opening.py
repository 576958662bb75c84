"""The ways into a house, each on servers of its own: real folders, real sockets, real passwords."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.start.opening import Opening
from app.models.errors import NotFound
from app.models.records import Role
from app.utils.folders import Folders
from app.utils.settings import Settings
from tests.controllers.opening_support import ANSWERS, plain_settings, sold
from tests.server import copy_template, end_server


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Folders]:
    """A --data folder whose private server is quick to start."""
    made = Folders(tmp_path / "foyer")
    copy_template(made.server)
    yield made
    end_server(made.server)


@pytest.fixture
def settings() -> Settings:
    return plain_settings()


@pytest.fixture
def opening(settings: Settings, folders: Folders) -> Iterator[Opening]:
    made = Opening(settings, folders)
    yield made
    made.close()


def test_a_new_machine_has_no_desk_yet(opening: Opening) -> None:
    assert opening.open() is None


def test_a_cinema_that_was_set_up_lets_its_administrator_in(opening: Opening) -> None:
    with closing(opening.set_up(ANSWERS)) as desk:
        session = desk.sale.sign_in.sign_in("zoë", "three words here", desk.counter)
        assert session.staff.role is Role.ADMIN
        assert session.staff.full_name == "Zoë D'Souza"
        assert desk.counter.name == "Counter 1"
        cinema = desk.counter.cinema
        assert (cinema.name, cinema.city) == ("Prabhāt “Talkies” 🎬", "Poona")
        assert (cinema.country, cinema.currency, cinema.locale) == ("IN", "INR", "en_IN")
        assert desk.demo_sign_ins == ()


def test_a_cinema_that_was_set_up_is_there_at_the_next_start(settings: Settings, folders: Folders) -> None:
    for each in range(2):
        window = Opening(settings, folders)
        desk = window.set_up(ANSWERS) if each == 0 else window.open()
        assert desk is not None
        desk.close()
        window.close()


def test_setting_up_twice_keeps_the_first_cinema(opening: Opening) -> None:
    opening.set_up(ANSWERS).close()
    with closing(opening.set_up(ANSWERS | {"cinema": "Another", "admin_username": "eve"})) as desk:
        assert desk.counter.cinema.name == "Prabhāt “Talkies” 🎬"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("city", "   "),
        ("cinema", "x" * 101),
        ("country", "India"),
        ("country", "I"),
        ("country", "भा"),
        ("time_zone", "Pune"),
        ("time_zone", ""),
        ("currency", "rupees"),
        ("locale", "Klingon?"),
        ("counter", ""),
        ("hall", "\u202e"),
        ("hall_rows", "0"),
        ("hall_rows", "61"),
        ("hall_rows", "-3"),
        ("hall_seats", "twelve"),
        ("hall_seats", "²"),
        ("hall_seats", "9" * 5000),
        ("admin_name", "\n"),
        ("admin_username", "x" * 51),
        ("admin_password", "short"),
        ("admin_password_again", "three words there"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused_at_its_own_field(opening: Opening, field: str, typed: str) -> None:
    with pytest.raises(FormRefused) as told:
        opening.set_up(ANSWERS | {field: typed})
    assert told.value.field == field
    assert told.value.sentence.endswith((".", "?"))


def test_a_form_that_compared_the_passwords_itself_is_taken(opening: Opening) -> None:
    answers = {key: typed for key, typed in ANSWERS.items() if key != "admin_password_again"}
    with closing(opening.set_up(answers)) as desk:
        assert desk.sale.sign_in.sign_in("zoë", "three words here", desk.counter)


def test_a_refused_form_makes_nothing(opening: Opening, folders: Folders) -> None:
    with pytest.raises(FormRefused):
        opening.set_up({})
    assert opening.open() is None


def test_the_demo_sells_and_is_sound_before_and_after(opening: Opening) -> None:
    desk = opening.open_demo()
    assert opening.check(demo=True)[1]
    username, password, _ = next(each for each in desk.demo_sign_ins if each[2] == "CLERK")
    assert sold(desk, username, password).startswith("FYR-")
    desk.close()
    lines, holds = opening.check(demo=True)
    assert holds, "\n".join(lines)


def test_everybody_of_the_demo_can_sign_in(opening: Opening) -> None:
    with closing(opening.open_demo()) as desk:
        roles = {
            desk.sale.sign_in.sign_in(username, password, desk.counter).staff.role.value
            for username, password, _ in desk.demo_sign_ins
        }
    assert roles == {"CLERK", "MANAGER", "ADMIN", "USHER"}


def test_the_demo_is_made_once(opening: Opening) -> None:
    first = opening.open_demo()
    username, password, _ = first.demo_sign_ins[0]
    reference = sold(first, username, password)
    first.close()
    with closing(opening.open_demo()) as again:
        assert again.demo_sign_ins == first.demo_sign_ins
        session = again.sale.sign_in.sign_in(username, password, again.counter)
        assert [each.reference for each in again.slow.ticketing.unprinted(session)] == [reference]


def test_the_demo_and_the_cinema_of_this_machine_do_not_know_each_other(opening: Opening) -> None:
    opening.open_demo().close()
    assert opening.open() is None
    opening.set_up(ANSWERS).close()
    with closing(opening.open_demo()) as demo:
        assert demo.counter.cinema.name == "Regal Screen"


def test_a_counter_that_does_not_exist_is_told_with_those_that_do(settings: Settings, folders: Folders) -> None:
    window = Opening(replace(settings, counter="Counter 9"), folders)
    with pytest.raises(NotFound, match="FOYER_COUNTER"):
        window.open_demo()
    window.close()


def test_a_lost_server_is_revived_and_the_desk_sells_on(opening: Opening, folders: Folders) -> None:
    with closing(opening.open_demo()) as desk:
        username, password, _ = desk.demo_sign_ins[0]
        sold(desk, username, password)
        end_server(folders.server)
        opening.revive()
        assert sold(desk, username, password)
