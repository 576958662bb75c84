"""What is still to be done, of this cinema and no other."""

from __future__ import annotations

from app.models.reports.at_a_glance import OpenWork, open_work
from app.models.sell import tickets
from tests.box_office import BoxOffice, MakeBoxOffice


def work_of(office: BoxOffice) -> OpenWork:
    return open_work(office.database, office.counters[0].cinema.id)


def test_nothing_is_open_where_nothing_was_sold(office: BoxOffice) -> None:
    assert work_of(office) == OpenWork(0, 0, 0, 0)


def test_sales_of_every_counter_that_are_not_printed_are_counted_with_their_tickets(office: BoxOffice) -> None:
    office.sell("A1", "A2")
    done = office.sell("A3", counter=1)
    office.sell("A4", counter=1)
    office.database.transaction(lambda unit: tickets.printing_done(unit, done.reference))
    assert work_of(office) == OpenWork(2, 3, 0, 0)


def test_refunds_are_due_until_they_are_settled(office: BoxOffice) -> None:
    sale = office.sell("A1")
    for _ in range(2):
        office.change(
            "INSERT INTO refunds_due (booking_id, amount_minor, reason, created_at)"
            " SELECT id, 70000, 'late', UTC_TIMESTAMP(6) FROM bookings WHERE reference = %s",
            sale.reference,
        )
    assert work_of(office) == OpenWork(1, 1, 2, 140000)
    office.change(
        "UPDATE refunds_due SET settled_at = UTC_TIMESTAMP(6) WHERE id = %s",
        office.value("SELECT MAX(id) FROM refunds_due"),
    )
    assert work_of(office) == OpenWork(1, 1, 1, 70000)


def test_another_cinemas_work_is_not_this_ones(make_office: MakeBoxOffice) -> None:
    ours, theirs = make_office(), make_office()
    theirs.sell("A1")
    assert work_of(ours) == OpenWork(0, 0, 0, 0)
