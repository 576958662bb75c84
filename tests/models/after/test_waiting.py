"""The rows of a line: each is offered seats once and ends once, whoever writes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.models.after import waiting
from app.models.after.waiting import WaitingState
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.controllers.after.waiting_scene import WaitingScene

UNTIL = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture(name="scene")
def full_house(make_office: MakeBoxOffice) -> WaitingScene:
    scene = WaitingScene(make_office(rows="AB", seats_per_row=3))
    scene.fill()
    return scene


def offer(office: BoxOffice, waiting_id: int, booking_id: int) -> bool:
    return office.database.transaction(lambda unit: waiting.offer(unit, waiting_id, booking_id, UNTIL))


def end(office: BoxOffice, waiting_id: int, booking_id: int | None) -> bool:
    return office.database.transaction(lambda unit: waiting.end(unit, waiting_id, booking_id, WaitingState.WITHDRAWN))


def test_who_has_an_offer_gets_no_other(scene: WaitingScene) -> None:
    """What two offers on two nodes of a cluster meet at, where no row's lock is seen by both."""
    entry, booking_id = scene.join(1), scene.baskets["A1"].booking.id
    assert offer(scene.office, entry.id, booking_id)
    assert not offer(scene.office, entry.id, scene.baskets["A2"].booking.id)
    assert waiting.booking_of(scene.office.database, entry.id) == booking_id


def test_who_has_gone_gets_no_offer(scene: WaitingScene) -> None:
    entry = scene.join(1)
    assert end(scene.office, entry.id, None)
    assert not offer(scene.office, entry.id, scene.baskets["A1"].booking.id)
    assert not end(scene.office, entry.id, None)


def test_an_end_is_written_only_for_the_offer_it_is_about(scene: WaitingScene) -> None:
    """Who withdraws somebody that waited does not end an offer that was made in between."""
    entry, booking_id = scene.join(1), scene.baskets["A1"].booking.id
    assert offer(scene.office, entry.id, booking_id)
    assert not end(scene.office, entry.id, None)
    assert end(scene.office, entry.id, booking_id)


@pytest.mark.parametrize(("freed", "found"), [(["A1"], False), (["A1", "B2"], True), (["A1", "B2", "B3"], True)])
def test_a_show_has_room_when_the_smallest_party_has(scene: WaitingScene, freed: list[str], found: bool) -> None:
    scene.join(3)
    scene.join(2)
    scene.let_go(*freed)
    scene.office.sweep().run()
    assert (scene.office.show_id in waiting.shows_with_room(scene.office.database)) is found
    assert (waiting.shows_with_room(scene.office.database, scene.office.show_id) == [scene.office.show_id]) is found


def test_a_show_nobody_waits_for_is_not_looked_at(scene: WaitingScene) -> None:
    scene.let_go("A1")
    scene.office.sweep().run()
    assert scene.office.show_id not in waiting.shows_with_room(scene.office.database)


def test_a_show_that_has_begun_is_not_looked_at(scene: WaitingScene) -> None:
    scene.join(1)
    scene.let_go("A1")
    scene.office.sweep().run()
    scene.move_show(timedelta(minutes=-1))
    assert scene.office.show_id not in waiting.shows_with_room(scene.office.database)
