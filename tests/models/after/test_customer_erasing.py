"""Until when customers are kept, read in pieces."""

from __future__ import annotations

from datetime import timedelta

from app.models.after import customer_erasing
from tests.box_office import BoxOffice
from tests.controllers.after.privacy_scene import build


def test_a_line_that_was_waited_in_counts_as_a_show(office: BoxOffice) -> None:
    scene = build(office)
    scene.end_show(400)
    [kept] = customer_erasing.kept_until(office.database, scene.customer.id - 1, 1)
    ends = office.value(
        "SELECT s.ends_at FROM waiting_list w JOIN shows s ON s.id = w.show_id WHERE w.customer_id = %s",
        scene.customer.id,
    )
    assert kept.until.replace(tzinfo=None) == ends + timedelta(days=730)  # type: ignore[operator]
    assert not kept.asked


def test_customers_are_read_in_pieces_in_their_order(office: BoxOffice) -> None:
    first, second = build(office).customer, _another(office)
    found = customer_erasing.kept_until(office.database, first.id - 1, 2)
    assert [each.customer_id for each in found] == [first.id, second]
    assert [each.customer_id for each in customer_erasing.kept_until(office.database, first.id, 1)] == [second]


def test_an_erased_customer_is_passed_over(office: BoxOffice) -> None:
    scene, other = build(office), _another(office)
    scene.end_show(1)
    scene.erase()
    [kept] = customer_erasing.kept_until(office.database, scene.customer.id - 1, 1)
    assert kept.customer_id == other


def _another(office: BoxOffice) -> int:
    return office.owner.transaction(
        lambda unit: unit.insert("INSERT INTO customers (name, created_at) VALUES ('Guest', UTC_TIMESTAMP(6))")
    )
