"""A customer is erased while a booking is put in their name: either they are still known, or the booking is nobody's."""

from __future__ import annotations

from app.controllers.sell.customers import Customer, Customers, TypedCustomer
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice, unique
from tests.races.bookers import pick
from tests.races.crew import Crew
from tests.races.hall import Hall
from tests.races.referee import defects
from tests.races.waiting_hands import Attach, Forget, attach, forget

ROUNDS = 30


def somebody(office: BoxOffice) -> Customer:
    typed = TypedCustomer(unique("Guest"), "+91 98765 43210")
    return Customers(office.database).write_down(office.session(), new_request_id(), typed)


def test_nobody_is_forgotten_who_has_just_got_a_booking(crew: Crew, race_office: BoxOffice) -> None:
    hall = Hall(race_office)
    wishes: list[tuple[Forget, Attach]] = []
    for row in range(ROUNDS):
        customer, basket = somebody(race_office), pick(race_office.database, hall.pick(0, row, 0))
        manager = race_office.session(Role.MANAGER)
        booking = Attach(race_office.session(), basket.booking.reference, customer)
        wishes.append((Forget(manager, customer.id), booking))
    rounds = crew.race([forget, attach], wishes)
    assert defects(rounds) == []
    for outcomes, (gone, _) in zip(rounds, wishes, strict=True):
        assert sorted(outcome.code for outcome in outcomes) in (["", "IN_THE_WAY"], ["", "NOT_FOUND"])
        erased, bookings = race_office.owner.rows(
            "SELECT erased_at IS NOT NULL, (SELECT COUNT(*) FROM bookings b WHERE b.customer_id = c.id) FROM customers c"
            " WHERE c.id = %s",
            (gone.customer_id,),
        )[0]
        assert bool(erased) is (bookings == 0)


def test_two_managers_erase_once(crew: Crew, race_office: BoxOffice) -> None:
    wishes = []
    for _ in range(ROUNDS):
        customer = somebody(race_office)
        wishes.append([Forget(race_office.session(Role.MANAGER, place), customer.id) for place in (0, 1)])
    rounds = crew.race([forget, forget], wishes)
    assert defects(rounds) == []
    for gone, _ in wishes:
        lines = race_office.value(
            "SELECT COUNT(*) FROM audit_log WHERE action = 'CUSTOMER_ERASED' AND subject = %s",
            f"customer {gone.customer_id}",
        )
        assert lines == 1
