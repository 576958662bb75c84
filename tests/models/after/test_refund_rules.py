"""Refund rules as they are stored: a new cinema begins with the usual ones, however it is made."""

from __future__ import annotations

from app.controllers.plan.cinemas import Cinemas
from app.models.after import refund_rules
from app.models.after.refund_rules import USUAL, RefundRule
from app.models.records import Role
from app.models.server.private_server import PrivateServer
from app.models.start import new_cinema
from app.models.start.new_cinema import NewCinema
from app.models.statements import Unit
from app.utils.codes import new_request_id
from app.utils.passwords import hash_password
from tests.box_office import BoxOffice, unique
from tests.controllers.plan.test_cinemas import NEW
from tests.models.checks_support import fresh_house


def test_a_cinema_that_a_manager_adds_has_the_usual_rules(office: BoxOffice) -> None:
    cinemas = Cinemas(office.database)
    added = cinemas.save(office.session(Role.MANAGER), new_request_id(), None, {**NEW, "name": unique("Kino")})
    assert refund_rules.of_cinema(office.database, added.id) == USUAL


def test_the_first_cinema_of_a_house_has_the_usual_rules(server: PrivateServer) -> None:
    name = unique("First")
    new = NewCinema(
        city=unique("City"), cinema=name, country="IN", time_zone="Asia/Kolkata", currency="INR", locale="en_IN",
        counter="Counter 1", hall="Hall 1", hall_rows=3, hall_seats=4, admin_name="Ada", admin_username=unique("ada"),
        password_hash=hash_password("correct horse battery"),
    )  # fmt: skip

    with fresh_house(server) as (_, owner):
        assert owner.transaction(lambda unit: _written(unit, new)) == USUAL


def _written(unit: Unit, new: NewCinema) -> tuple[RefundRule, ...]:
    new_cinema.write(unit, new)
    row = unit.row("SELECT id FROM cinemas WHERE name = %s", (new.cinema,))
    assert row is not None
    return refund_rules.of_cinema(unit, int(row[0]))


def test_a_rule_is_put_over_the_one_of_its_minutes_and_taken_away(office: BoxOffice) -> None:
    cinema_id = office.counters[0].cinema.id
    office.database.transaction(lambda unit: refund_rules.put(unit, cinema_id, RefundRule(120, True, 60)))
    assert refund_rules.of_cinema(office.database, cinema_id) == (USUAL[0], RefundRule(120, True, 60), USUAL[2])
    office.database.transaction(lambda unit: refund_rules.take_away(unit, cinema_id, 120))
    assert refund_rules.of_cinema(office.database, cinema_id) == (USUAL[0], USUAL[2])
    office.database.transaction(lambda unit: refund_rules.set_exchange_minutes(unit, cinema_id, 45))
    assert refund_rules.exchange_minutes(office.database, cinema_id) == 45
