"""Shows begin and end by the server's clock, whoever sweeps and however many do; selling goes on for the late minutes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.controllers.sell.expiry import Sweep
from app.controllers.sell.show_clock import advance
from app.controllers.start.sign_in import SignIn
from app.controllers.till.voiding import Voiding
from app.models.database import Database
from app.models.errors import NotVoidable, ShowNotOnSale
from app.models.records import Role
from tests.box_office import BoxOffice
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


def begin(office: BoxOffice, minutes_ago: int, lasts_minutes: int = 150) -> None:
    """Move the office's show so that it began then, past the rules of planning."""
    office.change(
        "UPDATE shows SET starts_at = UTC_TIMESTAMP() - INTERVAL %s MINUTE,"
        " ends_at = UTC_TIMESTAMP() + INTERVAL %s MINUTE WHERE id = %s",
        minutes_ago,
        lasts_minutes - minutes_ago,
        office.show_id,
    )


def status(office: BoxOffice) -> object:
    return office.value("SELECT status FROM shows WHERE id = %s", office.show_id)


def sale_status(office: BoxOffice, reference: str) -> object:
    return office.value("SELECT status FROM bookings WHERE reference = %s", reference)


def test_a_show_to_come_stays_upcoming(office: BoxOffice) -> None:
    office.sweep().run()
    assert status(office) == "UPCOMING"


def test_a_show_that_has_begun_is_ongoing_and_one_that_is_over_is_completed_with_its_sales(office: BoxOffice) -> None:
    sale = office.sell("A1")
    begin(office, 1)
    office.sweep().run()
    assert (status(office), sale_status(office, sale.reference)) == ("ONGOING", "CONFIRMED")
    begin(office, 151)
    office.sweep().run()
    assert (status(office), sale_status(office, sale.reference)) == ("COMPLETED", "COMPLETED")
    office.require_sound()


def test_a_show_that_began_and_ended_while_nobody_was_there_is_completed_at_once(office: BoxOffice) -> None:
    begin(office, 10_000)
    office.sweep().run()
    assert status(office) == "COMPLETED"


def test_a_cancelled_show_stays_cancelled(office: BoxOffice) -> None:
    begin(office, 200)
    office.cancel_show()
    office.sweep().run()
    assert status(office) == "CANCELLED"


def test_a_second_sweep_does_nothing(office: BoxOffice) -> None:
    begin(office, 1)
    advance(office.database)
    assert advance(office.database) == 0


def test_many_windows_that_sweep_at_once_make_each_step_once(office: BoxOffice) -> None:
    begin(office, 200)
    for _ in range(4):
        office.add_show(timedelta(minutes=-1))
    advance(office.database)  # what other tests have left
    office.change("UPDATE shows SET status = 'UPCOMING' WHERE hall_id = %s", office.hall_id)
    databases = [Database(office.connect) for _ in range(6)]
    with ThreadPoolExecutor(len(databases)) as windows:
        steps = sum(windows.map(advance, databases))
    for database in databases:
        database.close()
    assert steps == 6


def test_seats_are_sold_for_the_late_minutes_of_a_show_that_has_begun_and_not_after(office: BoxOffice) -> None:
    begin(office, 19)
    office.sweep().run()
    sale = office.sell("A1")
    assert (status(office), sale_status(office, sale.reference)) == ("ONGOING", "CONFIRMED")
    begin(office, 21)
    with pytest.raises(ShowNotOnSale):
        office.hold("A2")


def test_the_sale_of_a_show_that_is_over_is_not_undone_as_a_mis_sale(office: BoxOffice) -> None:
    sale = office.sell("A1")
    begin(office, 200)
    office.sweep().run()
    with pytest.raises(NotVoidable, match="is over"):
        Voiding(office.database, SignIn(office.database)).sale_of(office.session(), sale.reference)


def test_the_tickets_of_a_show_that_is_over_are_still_the_last_sale(office: BoxOffice) -> None:
    office.sell("A1")
    begin(office, 200)
    Sweep(office.database).run()
    with pytest.raises(NotVoidable):
        Voiding(office.database, SignIn(office.database)).last_sale(office.session(Role.CLERK))


@pytest.mark.parametrize(
    "look",
    [
        "EXPLAIN SELECT id FROM shows WHERE status = 'UPCOMING' AND starts_at <= UTC_TIMESTAMP()"
        " ORDER BY starts_at LIMIT 200",
        "EXPLAIN SELECT id FROM shows WHERE status = 'ONGOING' AND ends_at <= UTC_TIMESTAMP()"
        " ORDER BY starts_at LIMIT 200",
    ],
)
def test_a_look_for_what_has_begun_or_ended_stays_in_the_index_of_states(office: BoxOffice, look: str) -> None:
    advance(office.database)
    assert "shows_by_status" in str(office.owner.rows(look)[0])
