"""Seats out of service for a while: nobody sells them in those shows, planned before or after, and they come back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.plan import hall_changes
from app.controllers.plan.hall_changes import Brush
from app.controllers.sell.baskets import picks_of
from app.controllers.sell.keeping import Keeping
from app.controllers.sell.programme import Programme
from app.models.errors import HoldExpired, NotFound, PaidAfterExpiry, SeatNotForSale
from app.models.plan import outages, planning
from app.models.plan.planning import ShowWish
from app.models.records import KeptSeat, Role
from app.models.sell import notices
from app.models.statements import Unit
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from app.utils.local_time import to_local
from tests.box_office import BoxOffice
from tests.controllers.plan.hall_desk import HallDesk
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


@pytest.fixture
def desk(office: BoxOffice) -> HallDesk:
    return HallDesk(office)


def broken(office: BoxOffice, show_id: int | None = None) -> dict[str, str]:
    """The seats out of service in a show, with the reasons."""
    opened = office.open(show_id)
    labels = {seat.id: seat.label for seat in opened.seats}
    return {labels[each.seat_id]: each.reason for each in opened.kept if each.broken}


def sell_to_manager(office: BoxOffice, *labels: str) -> None:
    picks = picks_of(office.seats(*labels), office.adult())
    office.holding().hold(office.session(Role.MANAGER), new_request_id(), office.open(), None, picks)


def keep(office: BoxOffice, *labels: str) -> None:
    manager = office.session(Role.MANAGER)
    Keeping(office.database).keep(manager, new_request_id(), office.open(), office.seats(*labels), "Press night")


def at(office: BoxOffice, show_id: int, minutes: int = 0) -> str:
    """When a show starts, as it is typed into the form: by the cinema's clock."""
    show = office.open(show_id).show
    return to_local(show.starts_at + timedelta(minutes=minutes), "Asia/Kolkata").strftime("%Y-%m-%d %H:%M")


def test_nobody_sells_a_broken_seat_not_even_a_manager(desk: HallDesk) -> None:
    desk.put_out("C5")
    with pytest.raises(SeatNotForSale, match="C5 is out of service"):
        desk.office.hold("C5")
    with pytest.raises(SeatNotForSale, match="C5 is out of service"):
        sell_to_manager(desk.office, "C5")


def test_a_show_is_opened_with_its_broken_seats_and_the_reason(desk: HallDesk) -> None:
    desk.put_out("C5", "C6", reason="  Broken   back ")
    assert broken(desk.office) == {"C5": "Broken back", "C6": "Broken back"}


def test_an_open_map_elsewhere_hears_of_it(desk: HallDesk) -> None:
    keep(desk.office, "C5")
    digest = desk.office.open().digest
    desk.put_out("C5")
    assert desk.office.open().digest != digest


def test_only_shows_within_the_time_are_without_the_seat(desk: HallDesk) -> None:
    office = desk.office
    later = office.add_show(timedelta(hours=30), "Later")
    desk.put_out("C5", until=at(office, later))
    assert (broken(office), broken(office, later)) == ({"C5": "Broken arm rest"}, {})
    desk.put_out("C6", begins=at(office, later))
    assert (set(broken(office)), set(broken(office, later))) == ({"C5"}, {"C6"})


def test_a_day_alone_is_the_whole_day(desk: HallDesk) -> None:
    office = desk.office
    later = office.add_show(timedelta(hours=30), "Later")
    desk.put_out("C5", until=at(office, later)[:10])
    assert set(broken(office, later)) == {"C5"}


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"from": "tomorrow"}, "from"),
        ({"until": "2026-13-01"}, "until"),
        ({"until": "2026-12-01 25:00"}, "until"),
        ({"until": "2001-01-01"}, "until"),
        ({"from": "2096-01-02", "until": "2096-01-01"}, "until"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(desk: HallDesk, answers: dict[str, str], field: str) -> None:
    seat_ids = [seat.id for seat in desk.office.seats("C5")]
    with pytest.raises(FormRefused) as told:
        desk.outages.put(desk.manager, new_request_id(), desk.open().plan, seat_ids, {"reason": "Broken", **answers})
    assert told.value.field == field
    assert broken(desk.office) == {}


def test_seats_are_marked_first(desk: HallDesk) -> None:
    with pytest.raises(InvalidInput):
        desk.put_out()


def test_a_seat_that_was_taken_out_meanwhile_is_refused(desk: HallDesk) -> None:
    plan, seats = desk.open().plan, desk.office.seats("C5")
    desk.change(lambda drawn: hall_changes.paint(drawn, [desk.place_of("C5")], Brush.GAP))
    with pytest.raises(NotFound):
        desk.outages.put(desk.manager, new_request_id(), plan, [seats[0].id], {"reason": "Broken"})


def test_the_programme_counts_a_broken_seat_as_nobodys(desk: HallDesk) -> None:
    programme, session = Programme(desk.office.database, late_sale_minutes=20), desk.office.session()

    def free() -> int:
        day = programme.days(session)[0].day
        return next(each.free_count for each in programme.shows_on(session, day) if each.show.id == desk.office.show_id)

    desk.put_out("C5")
    assert free() == 59
    desk.change(lambda drawn: hall_changes.paint(drawn, [desk.place_of("C5")], Brush.OUT_OF_SERVICE))
    assert free() == 59


def planned(desk: HallDesk, hours: int) -> int:
    show = desk.office.open().show

    def work(unit: Unit) -> int:
        planning.take_halls(unit, [desk.office.hall_id])
        movie = unit.row("SELECT movie_id FROM shows WHERE id = %s", (show.id,))
        assert movie is not None
        later = timedelta(hours=hours)
        return planning.add(unit, ShowWish(show.hall_id, movie[0], show.starts_at + later, show.ends_at + later, 100))

    return desk.office.owner.transaction(work)


def test_a_show_planned_later_is_without_the_seat_too(desk: HallDesk) -> None:
    desk.put_out("C5")
    assert set(broken(desk.office, planned(desk, 5))) == {"C5"}


def test_a_show_planned_for_after_the_outage_has_the_seat(desk: HallDesk) -> None:
    desk.put_out("C5", until=at(desk.office, desk.office.show_id, 200))
    assert broken(desk.office, planned(desk, 24)) == {}


def test_a_show_that_is_moved_has_the_outages_of_its_new_time(desk: HallDesk) -> None:
    office = desk.office
    desk.put_out("C5", until=at(office, office.show_id, 200))
    keep(office, "C6")
    show = office.open().show

    def move(hours: int) -> None:
        def work(unit: Unit) -> None:
            wish = planning.one(unit, show.id)
            assert wish is not None
            later = timedelta(hours=hours)
            planning.take_halls(unit, [show.hall_id])
            planning.change(
                unit, show.id, ShowWish(show.hall_id, wish.movie_id, show.starts_at + later, show.ends_at + later, 100)
            )

        office.owner.transaction(work)

    move(24)
    assert broken(office) == {}
    move(0)
    assert set(broken(office)) == {"C5"}
    assert {each.reason for each in office.open().kept} == {"Broken arm rest", "Press night"}


def test_a_seat_given_back_is_sold_to_anybody(desk: HallDesk) -> None:
    desk.put_out("C5", "C6")
    desk.give_back("C5")
    assert set(broken(desk.office)) == {"C6"}
    desk.office.hold("C5")
    assert [each.seat_label for each in desk.outages.of_hall(desk.manager, desk.office.hall_id)] == ["C6"]


def test_a_seat_that_was_kept_before_stays_kept_after(desk: HallDesk) -> None:
    office = desk.office
    keep(office, "C5")
    desk.put_out("C5")
    desk.give_back("C5")
    assert office.open().kept == (KeptSeat(office.seats("C5")[0].id, "Press night", house=False),)


def test_a_seat_with_two_outages_comes_back_with_the_last_one(desk: HallDesk) -> None:
    desk.put_out("C5", reason="Arm")
    desk.put_out("C5", reason="Back")
    first, second = desk.outages.of_hall(desk.manager, desk.office.hall_id)
    desk.outages.end(desk.manager, new_request_id(), desk.open().plan, [first])
    assert broken(desk.office) == {"C5": "Back"}
    desk.outages.end(desk.manager, new_request_id(), desk.open().plan, [second])
    assert broken(desk.office) == {}


def test_given_back_twice_is_no_refusal(desk: HallDesk) -> None:
    desk.put_out("C5")
    standing = desk.outages.of_hall(desk.manager, desk.office.hall_id)
    for _ in range(2):
        desk.outages.end(desk.manager, new_request_id(), desk.open().plan, standing)
    assert broken(desk.office) == {}


def test_a_broken_seat_is_neither_kept_nor_let_go(desk: HallDesk) -> None:
    desk.put_out("C5")
    with pytest.raises(SeatNotForSale, match="out of service already"):
        keep(desk.office, "C5")
    Keeping(desk.office.database).let_go(desk.manager, new_request_id(), desk.office.open(), desk.office.seats("C5"))
    assert set(broken(desk.office)) == {"C5"}


def test_a_counter_that_holds_the_seat_is_told_and_cannot_sell_it(desk: HallDesk) -> None:
    office = desk.office
    basket = office.hold("C4", "C5", counter=1)
    desk.put_out("C5")
    ((_, sentence),) = notices.unseen(office.owner, office.counters[1].id)
    assert sentence.startswith("C5 in basket ")
    with pytest.raises(HoldExpired):
        office.pay(basket, counter=1)
    assert office.value("SELECT COUNT(*) FROM payments WHERE booking_id = %s", basket.booking.id) == 0
    office.holding().release(office.session(counter=1), new_request_id(), office.open(), basket, office.seats("C5"))
    office.require_sound()


def test_putting_out_and_giving_back_are_written_down(desk: HallDesk) -> None:
    desk.put_out("C5")
    desk.give_back("C5")
    found = desk.office.owner.rows(
        "SELECT action, staff_id FROM audit_log WHERE subject = %s ORDER BY id", (f"hall {desk.office.hall_id}",)
    )
    assert found == [("SEATS_OUT", desk.manager.staff.id), ("SEATS_BACK", desk.manager.staff.id)]


def test_outages_that_are_over_are_not_listed(desk: HallDesk) -> None:
    desk.put_out("C5")
    desk.office.change("UPDATE seat_outages SET from_at = '2000-01-01', until_at = '2000-01-02'")
    assert outages.of_hall(desk.office.owner, desk.office.hall_id) == ()


def test_late_money_for_a_broken_seat_is_given_back(desk: HallDesk) -> None:
    basket = desk.office.hold("C5")
    desk.office.let_hold_run_out(basket)
    desk.office.sweep().run()
    desk.put_out("C5")
    with pytest.raises(PaidAfterExpiry):
        desk.office.pay(basket)
    desk.office.require_sound()
