"""Posters as a counter reads them: small, once, and never a fault where there is none."""

from __future__ import annotations

import hashlib

import pytest

from app.controllers.permissions import Session
from app.controllers.sell.posters import Posters
from app.models.sell import posters
from app.utils.poster_art import draw_poster
from tests.box_office import BoxOffice

SIZE = (40, 60)


@pytest.fixture(name="desk")
def reading(office: BoxOffice) -> Posters:
    return Posters(office.database)


@pytest.fixture(name="session")
def of_a_clerk(office: BoxOffice) -> Session:
    return office.session()


def give_poster(office: BoxOffice, picture: bytes) -> None:
    movie_id = office.value("SELECT movie_id FROM shows WHERE id = %s", office.show_id)
    assert isinstance(movie_id, int)
    office.owner.transaction(lambda unit: posters.keep(unit, movie_id, picture))


def test_a_film_without_a_poster_gets_its_initials(office: BoxOffice, desk: Posters, session: Session) -> None:
    (found,) = desk.thumbnails(session, (office.show_id,), SIZE)
    assert found.show_id == office.show_id
    assert found.key.startswith("drawn for ")
    assert found.picture is not None
    assert found.picture.size == SIZE


def test_a_poster_is_known_by_what_it_is_made_of(office: BoxOffice, desk: Posters, session: Session) -> None:
    picture = draw_poster("A Film")
    give_poster(office, picture)
    (found,) = desk.thumbnails(session, (office.show_id,), SIZE)
    assert found.key == hashlib.sha256(picture).hexdigest()
    assert found.picture is not None


def test_a_new_poster_takes_the_place_of_the_old_one(office: BoxOffice, desk: Posters, session: Session) -> None:
    give_poster(office, draw_poster("A Film"))
    (before,) = desk.thumbnails(session, (office.show_id,), SIZE)
    give_poster(office, draw_poster("Another Film"))
    (after,) = desk.thumbnails(session, (office.show_id,), SIZE)
    assert before.key != after.key


def test_what_is_known_is_not_read_again(office: BoxOffice, desk: Posters, session: Session) -> None:
    give_poster(office, draw_poster("A Film"))
    (first,) = desk.thumbnails(session, (office.show_id,), SIZE)
    (again,) = desk.thumbnails(session, (office.show_id,), SIZE, known={first.key})
    assert (again.key, again.picture) == (first.key, None)


def test_bytes_that_are_no_picture_are_as_good_as_none(office: BoxOffice, desk: Posters, session: Session) -> None:
    give_poster(office, b"no picture at all")
    (found,) = desk.thumbnails(session, (office.show_id,), SIZE)
    assert found.picture is not None


def test_no_shows_no_posters(desk: Posters, session: Session) -> None:
    assert desk.thumbnails(session, (), SIZE) == ()
