"""Posters as a manager keeps them: read once, stored once, made small for the screen."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.controllers.plan.film_posters import FilmPosters
from app.controllers.plan.films import Film, Films
from app.controllers.sell.posters import Posters
from app.models.errors import NotFound, PermissionDenied
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from app.utils.poster_art import draw_poster
from tests.box_office import BoxOffice

SIZE = (144, 216)


def film_of_show(office: BoxOffice) -> Film:
    film_id = int(str(office.value("SELECT movie_id FROM shows WHERE id = %s", office.show_id)))
    return Films(office.database).film(office.session(Role.MANAGER), film_id)


def keep(office: BoxOffice, film: Film, poster: bytes | None) -> Film:
    return FilmPosters(office.database).keep(office.session(Role.MANAGER), new_request_id(), film.id, poster)


def test_a_file_becomes_the_poster_that_sell_shows(office: BoxOffice, tmp_path: Path) -> None:
    Image.new("RGB", (1200, 1800), "navy").save(tmp_path / "poster.png")
    posters, manager = FilmPosters(office.database), office.session(Role.MANAGER)
    ready = posters.read(manager, tmp_path / "poster.png")
    film = keep(office, film_of_show(office), ready)
    assert film.poster_sha256 == hashlib.sha256(ready).hexdigest()
    with Image.open(BytesIO(ready)) as stored:
        assert stored.size == (600, 900)
    shown = Posters(office.database).thumbnails(office.session(), (office.show_id,), (32, 48))[0]
    assert (shown.key, shown.picture is not None) == (film.poster_sha256, True)


def test_another_poster_takes_its_place_and_none_brings_the_initials_back(office: BoxOffice) -> None:
    posters, manager = FilmPosters(office.database), office.session(Role.MANAGER)
    film = keep(office, film_of_show(office), draw_poster("One"))
    other = keep(office, film, draw_poster("Another"))
    assert other.poster_sha256 not in (None, film.poster_sha256)
    assert posters.picture(manager, other) == draw_poster("Another")
    bare = keep(office, other, None)
    assert (bare.poster_sha256, posters.picture(manager, bare)) == (None, None)
    assert posters.small(manager, bare, SIZE).size == SIZE
    told = office.value(
        "SELECT COUNT(*) FROM audit_log WHERE subject = %s AND action = 'FILM_POSTER'", f"film {film.id}"
    )
    assert told == 3


def test_a_poster_is_made_small_once_for_each_size(office: BoxOffice) -> None:
    posters, manager = FilmPosters(office.database), office.session(Role.MANAGER)
    film = keep(office, film_of_show(office), draw_poster("One"))
    small = posters.small(manager, film, SIZE)
    assert posters.small(manager, film, SIZE) is small
    assert posters.small(manager, film, (72, 108)).size == (72, 108)
    assert posters.small(manager, keep(office, film, draw_poster("Another")), SIZE) is not small


def test_of_many_only_those_looked_at_last_are_kept(office: BoxOffice) -> None:
    posters, manager, film = FilmPosters(office.database), office.session(Role.MANAGER), film_of_show(office)
    for width in range(1, 100):
        posters.small(manager, film, (width, 10))
    assert len(posters._small) == 40


def test_what_is_no_poster_is_refused_with_a_sentence(office: BoxOffice, tmp_path: Path) -> None:
    posters, manager = FilmPosters(office.database), office.session(Role.MANAGER)
    (tmp_path / "huge.png").write_bytes(b"\x89PNG" + bytes(50 * 2**20))
    (tmp_path / "text.png").write_text("no picture")
    for name, told in (("huge.png", "larger than 20 MB"), ("text.png", "no picture"), ("none.png", "cannot be read")):
        with pytest.raises(InvalidInput, match=told):
            posters.read(manager, tmp_path / name)
    with pytest.raises(InvalidInput):
        posters.make_ready(manager, b"")


def test_a_film_that_is_gone_gets_none(office: BoxOffice) -> None:
    with pytest.raises(NotFound):
        FilmPosters(office.database).keep(office.session(Role.MANAGER), new_request_id(), 2**30, draw_poster("One"))


def test_a_clerk_changes_no_poster(office: BoxOffice) -> None:
    with pytest.raises(PermissionDenied):
        FilmPosters(office.database).keep(office.session(), new_request_id(), film_of_show(office).id, None)
