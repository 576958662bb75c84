"""Seats kept for the house and seats kept back for a show: only a manager sells them, and every map shows them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from app.controllers.sell.baskets import picks_of
from app.controllers.sell.keeping import Keeping
from app.controllers.sell.programme import Programme
from app.controllers.sell.seat_plans import SeatPlans
from app.models.database import Database
from app.models.errors import SeatNotForSale, SeatsTaken
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from tests.box_office import BoxOffice
from tests.controllers.sell.baskets import labels


@pytest.fixture
def elsewhere(office: BoxOffice) -> Iterator[SeatPlans]:
    database = Database(office.connect)
    yield SeatPlans(database)
    database.close()


def make_house(office: BoxOffice, *names: str) -> None:
    for seat in office.seats(*names):
        office.change("UPDATE seats SET house = TRUE WHERE id = %s", seat.id)


def keep(office: BoxOffice, *names: str, reason: str = "Kept for a guest", request_id: str | None = None) -> None:
    manager, keeping = office.session(Role.MANAGER), Keeping(office.database)
    keeping.keep(manager, request_id or new_request_id(), office.open(), office.seats(*names), reason)


def let_go(office: BoxOffice, *names: str) -> None:
    Keeping(office.database).let_go(office.session(Role.MANAGER), new_request_id(), office.open(), office.seats(*names))


def kept(office: BoxOffice) -> dict[str, tuple[str, bool]]:
    by_id = {seat.id: seat.label for seat in office.open().seats}
    return {by_id[each.seat_id]: (each.reason, each.house) for each in office.open().kept}


def sell_to_manager(office: BoxOffice, name: str) -> list[str]:
    picks = picks_of(office.seats(name), office.adult())
    return labels(office.holding().hold(office.session(Role.MANAGER), new_request_id(), office.open(), None, picks))


def test_a_house_seat_is_refused_to_a_clerk_in_a_sentence_and_nothing_is_held(office: BoxOffice) -> None:
    make_house(office, "C5")
    with pytest.raises(SeatNotForSale) as told:
        office.hold("C4", "C5")
    assert told.value.sentence == (
        "C5 is not for sale here (kept for the house). Choose another seat, or ask a manager."
    )
    assert office.value("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", office.show_id) == 0


def test_a_kept_seat_is_refused_with_its_reason(office: BoxOffice) -> None:
    keep(office, "C5", reason="Broken arm rest")
    with pytest.raises(SeatNotForSale, match="Broken arm rest"):
        office.hold("C5")


def test_a_manager_sells_both(office: BoxOffice) -> None:
    make_house(office, "C5")
    keep(office, "C6")
    assert sell_to_manager(office, "C5") == ["C5"]
    assert sell_to_manager(office, "C6") == ["C6"]


def test_a_show_is_opened_with_its_kept_seats_and_their_reasons(office: BoxOffice) -> None:
    make_house(office, "C5")
    keep(office, "C6", "C7", reason="  Press   night ")
    assert kept(office) == {
        "C5": ("kept for the house", True),
        "C6": ("Press night", False),
        "C7": ("Press night", False),
    }


def test_seats_are_kept_for_one_show_and_for_the_house_in_every_show(office: BoxOffice) -> None:
    make_house(office, "C5")
    keep(office, "C6")
    other = office.open(office.add_show())
    assert [seat.label for seat in other.seats if seat.id in {each.seat_id for each in other.kept}] == ["C5"]


def test_an_open_map_elsewhere_sees_seats_kept_and_let_go(office: BoxOffice, elsewhere: SeatPlans) -> None:
    digest = office.open().digest
    for change, expected in ((keep, ["C5"]), (let_go, [])):
        change(office, "C5")
        changes = elsewhere.watch(office.session(counter=1), office.show_id, digest)
        assert changes is not None
        by_id = {seat.id: seat.label for seat in office.open().seats}
        assert [by_id[each.seat_id] for each in changes.kept] == expected
        digest = changes.digest
    assert elsewhere.watch(office.session(counter=1), office.show_id, digest) is None


def test_a_seat_that_was_let_go_is_sold_to_anybody(office: BoxOffice) -> None:
    keep(office, "C5")
    let_go(office, "C5")
    assert labels(office.hold("C5")) == ["C5"]


def test_a_house_seat_is_not_let_go(office: BoxOffice) -> None:
    make_house(office, "C5")
    keep(office, "C6")
    with pytest.raises(SeatNotForSale, match="C5 is the house's own in every show"):
        let_go(office, "C5", "C6")
    assert set(kept(office)) == {"C5", "C6"}


def test_a_held_or_sold_seat_is_not_kept_back(office: BoxOffice) -> None:
    office.hold("C5", counter=1)
    with pytest.raises(SeatsTaken) as told:
        keep(office, "C4", "C5")
    assert told.value.sentence.startswith("C5 was just taken at Counter 2.")
    assert kept(office) == {}


def test_a_seat_whose_hold_has_run_out_can_be_kept_back(office: BoxOffice) -> None:
    office.let_hold_run_out(office.hold("C5", counter=1))
    keep(office, "C5")
    assert set(kept(office)) == {"C5"}


@pytest.mark.parametrize("reason", ["", "   ", "x" * 101])
def test_a_reason_is_asked_for(office: BoxOffice, reason: str) -> None:
    with pytest.raises(InvalidInput):
        keep(office, "C5", reason=reason)


def test_kept_again_a_seat_has_its_new_reason(office: BoxOffice) -> None:
    keep(office, "C5", reason="Press night")
    keep(office, "C5", reason="Broken")
    assert kept(office) == {"C5": ("Broken", False)}


def test_the_same_request_keeps_once(office: BoxOffice) -> None:
    request_id = new_request_id()
    keep(office, "C5", request_id=request_id)
    let_go(office, "C5")
    keep(office, "C5", request_id=request_id)
    assert kept(office) == {}


def test_keeping_and_letting_go_are_written_down(office: BoxOffice) -> None:
    keep(office, "C5", "C6", reason="Press night")
    let_go(office, "C6")
    found = office.owner.rows(
        "SELECT action, staff_id, detail FROM audit_log WHERE counter_id = %s AND action LIKE 'SEATS%%'"
        " ORDER BY sequence_number",
        (office.counters[0].id,),
    )
    manager = office.people[Role.MANAGER].id
    assert [(row[0], row[1], json.loads(row[2])["seats"]) for row in found] == [
        ("SEATS_KEPT", manager, ["C5", "C6"]),
        ("SEATS_LET_GO", manager, ["C6"]),
    ]
    assert json.loads(found[0][2])["reason"] == "Press night"


def test_the_programme_counts_kept_seats_as_nobodys_until_they_are_sold(office: BoxOffice) -> None:
    programme, session = Programme(office.database, late_sale_minutes=20), office.session()

    def free() -> int:
        day = programme.days(session)[0].day
        return next(each.free_count for each in programme.shows_on(session, day) if each.show.id == office.show_id)

    assert free() == 60
    make_house(office, "C5")
    keep(office, "C5", "C6")
    assert free() == 58
    sell_to_manager(office, "C6")
    assert free() == 58
