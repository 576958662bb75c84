"""Cinemas and counters: added, changed, refused at the field that is wrong, and nothing taken away that is still needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.plan.cinemas import Cinemas, answers_of
from app.models import places
from app.models.errors import ChangedMeanwhile, InTheWay, NotFound
from app.models.plan.cinemas import KeptCinema, KeptCounter
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice, MakeBoxOffice, unique

NEW = {
    "city": "Berlin",
    "time_zone": "Europe/Berlin",
    "currency": "eur",
    "locale": "de-DE",
    "country": "de",
    "region": "be",
    "address": "Kinoweg 1, 10115 Berlin",
    "tax_name": "USt-IdNr.",
    "tax_number": "DE123",
    "invoice_prefix": "B",
    "offer_minutes": "45",
    "customer_keep_days": "365",
}


class Desk:
    """A manager at the cinemas of a test's own."""

    def __init__(self, office: BoxOffice) -> None:
        self.office = office
        self.cinemas = Cinemas(office.database)
        self.manager = office.session(Role.MANAGER)
        self.own_id = office.counters[0].cinema.id

    def open(self) -> KeptCinema:
        return self.cinemas.open(self.manager, self.own_id)

    def add(self, **answers: str) -> KeptCinema:
        return self.cinemas.save(self.manager, new_request_id(), None, {**NEW, "name": unique("Kino"), **answers})

    def change(self, seen: KeptCinema | None = None, **answers: str) -> KeptCinema:
        seen = seen or self.open()
        return self.cinemas.save(self.manager, new_request_id(), seen, {**answers_of(seen), **answers})

    def counters(self) -> dict[str, KeptCounter]:
        return {each.name: each for each in self.cinemas.counters(self.manager, self.own_id)}

    def set_active(self, name: str, *, active: bool) -> None:
        counter = self.counters()[name]
        self.cinemas.set_counter_active(self.manager, new_request_id(), self.open(), counter, active=active)


@pytest.fixture
def desk(office: BoxOffice) -> Desk:
    return Desk(office)


@pytest.fixture
def closed(make_office: MakeBoxOffice) -> Desk:
    """A cinema none of whose tills is open."""
    return Desk(make_office(till=False))


def test_a_new_cinema_is_stored_as_it_was_typed_and_tidied(desk: Desk) -> None:
    cinema = desk.add()
    assert (cinema.city, cinema.time_zone, cinema.currency, cinema.locale) == (
        "Berlin",
        "Europe/Berlin",
        "EUR",
        "de_DE",
    )
    assert (cinema.country, cinema.region, cinema.invoice_prefix) == ("DE", "BE", "B")
    listed = {each.id: each for each in desk.cinemas.listed(desk.manager)}
    assert (listed[cinema.id].name, listed[cinema.id].city, listed[cinema.id].counter_count) == (
        cinema.name,
        "Berlin",
        0,
    )


def test_cinemas_of_one_city_share_it(desk: Desk) -> None:
    city = unique("City")
    desk.add(city=city)
    desk.add(city=city)
    assert desk.office.value("SELECT COUNT(*) FROM cities WHERE name = %s", city) == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("city", " "),
        ("name", ""),
        ("time_zone", "Pune"),
        ("currency", "RUPEES"),
        ("locale", "xx_YY_ZZ_1"),
        ("country", "India"),
        ("region", "QQ"),
        ("address", "x" * 301),
        ("tax_name", "x" * 21),
        ("tax_number", "x" * 41),
        ("invoice_prefix", "x" * 11),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(desk: Desk, field: str, typed: str) -> None:
    before = desk.open()
    with pytest.raises(FormRefused) as told:
        desk.change(None, **{field: typed})
    assert told.value.field == field
    assert desk.open() == before


def test_a_city_has_one_cinema_of_a_name(desk: Desk) -> None:
    name = desk.add().name
    with pytest.raises(FormRefused) as told:
        desk.add(name=name)
    assert told.value.field == "name"


def test_the_currency_stays_once_something_was_sold(desk: Desk) -> None:
    assert desk.change(currency="EUR").currency == "EUR"
    desk.change(currency="INR")
    desk.office.sell("C5")
    with pytest.raises(FormRefused) as told:
        desk.change(currency="EUR")
    assert told.value.field == "currency"
    assert desk.change(address="12 Laxmi Road").address == "12 Laxmi Road"


def test_what_was_sold_elsewhere_is_no_reason(desk: Desk, make_office: MakeBoxOffice) -> None:
    make_office().sell("C5")
    assert desk.change(currency="EUR").currency == "EUR"


def test_the_second_of_two_managers_is_told_and_can_put_hers_in_place(desk: Desk) -> None:
    seen = desk.open()
    desk.change(address="First")
    with pytest.raises(ChangedMeanwhile) as told:
        desk.change(seen, address="Second")
    assert told.value.fields == ("address",)
    assert isinstance(told.value.now, KeptCinema)
    assert desk.change(told.value.now, address="Second").address == "Second"


def test_a_cinema_that_is_not_there_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.cinemas.open(desk.manager, 0)
    with pytest.raises(NotFound):
        desk.change(replace(desk.open(), id=0))


def test_a_new_counter_can_be_signed_in_at(desk: Desk) -> None:
    desk.cinemas.add_counter(desk.manager, new_request_id(), desk.open(), "Counter 3")
    assert desk.counters()["Counter 3"].active
    assert "Counter 3" in {each.name for each in places.counters(desk.office.owner) if each.cinema.id == desk.own_id}


def test_two_counters_of_a_cinema_have_two_names(desk: Desk) -> None:
    with pytest.raises(FormRefused) as told:
        desk.cinemas.add_counter(desk.manager, new_request_id(), desk.open(), "Counter 1")
    assert told.value.field == "counter"
    other = desk.counters()["Counter 2"]
    with pytest.raises(FormRefused):
        desk.cinemas.rename_counter(desk.manager, new_request_id(), desk.open(), other, "Counter 1")


def test_a_counter_is_renamed(desk: Desk) -> None:
    desk.cinemas.rename_counter(desk.manager, new_request_id(), desk.open(), desk.counters()["Counter 2"], " Kiosk ")
    assert set(desk.counters()) == {"Counter 1", "Kiosk"}


def test_a_counter_out_of_use_is_signed_in_at_no_more_and_can_come_back(closed: Desk) -> None:
    def names() -> set[str]:
        return {each.name for each in places.counters(closed.office.owner) if each.cinema.id == closed.own_id}

    closed.set_active("Counter 2", active=False)
    assert names() == {"Counter 1"}
    closed.set_active("Counter 2", active=True)
    assert names() == {"Counter 1", "Counter 2"}


def test_a_counter_with_an_open_till_stays_in_use(desk: Desk) -> None:
    assert desk.counters()["Counter 2"].till_open
    with pytest.raises(InTheWay) as told:
        desk.set_active("Counter 2", active=False)
    assert told.value.obstacles == ("its till is open: close it",)
    assert desk.counters()["Counter 2"].active


def test_a_counter_with_tickets_to_print_stays_in_use(desk: Desk) -> None:
    desk.office.sell("C5", counter=1)
    with pytest.raises(InTheWay) as told:
        desk.set_active("Counter 2", active=False)
    assert "sales whose tickets are not printed: 1" in told.value.obstacles


def test_ones_own_counter_stays_in_use(closed: Desk) -> None:
    with pytest.raises(InTheWay, match="signed in at this counter"):
        closed.set_active("Counter 1", active=False)


def test_what_was_done_is_written_down(desk: Desk) -> None:
    desk.change(address="12 Laxmi Road")
    desk.cinemas.add_counter(desk.manager, new_request_id(), desk.open(), "Counter 3")
    found = desk.office.owner.rows(
        "SELECT action FROM audit_log WHERE subject = %s ORDER BY id", (f"cinema {desk.own_id}",)
    )
    assert [row[0] for row in found] == ["CINEMA_CHANGED", "COUNTER_ADDED"]


def test_what_comes_after_a_sale_is_kept_too(desk: Desk) -> None:
    cinema = desk.add()
    assert (cinema.offer_minutes, cinema.customer_keep_days) == (45, 365)
    changed = desk.change(cinema, offer_minutes="20", customer_keep_days="30")
    assert (changed.offer_minutes, changed.customer_keep_days) == (20, 30)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("offer_minutes", "0"), ("offer_minutes", "soon"), ("customer_keep_days", ""), ("customer_keep_days", "4000")],
)
def test_times_that_cannot_be_are_refused_at_their_line(desk: Desk, field: str, typed: str) -> None:
    with pytest.raises(FormRefused) as refused:
        desk.add(**{field: typed})
    assert refused.value.field == field


def test_a_door_is_limited_to_one_hall_and_opened_again(desk: Desk) -> None:
    limit, counter = desk.cinemas.limit_counter, desk.counters()["Counter 2"]
    limit(desk.manager, new_request_id(), desk.open(), counter, "  hall 1 ")
    assert [each.hall_name for each in desk.counters().values()] == ["", "Hall 1"]
    with pytest.raises(FormRefused) as refused:
        limit(desk.manager, new_request_id(), desk.open(), counter, "Hall 9")
    assert refused.value.field == "hall"
    assert "Hall 1" in refused.value.sentence
    limit(desk.manager, new_request_id(), desk.open(), counter, "")
    assert [each.hall_name for each in desk.counters().values()] == ["", ""]
