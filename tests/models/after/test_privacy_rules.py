"""The proof sees what is left of a customer who was erased, and only that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.models.server.private_server import PrivateServer
from tests import box_office
from tests.controllers.after.privacy_scene import PrivacyScene, build
from tests.models.checks_support import Corruption, fresh_house, prove_after, sql

RULE = 18


@pytest.fixture(scope="module")
def erased(server: PrivateServer) -> Iterator[PrivacyScene]:
    with fresh_house(server) as (house, owner):
        office = box_office.build(owner, house.connect)
        scene = build(office)
        scene.end_show()
        scene.erase()
        yield scene
        office.database.close()


def told(erased: PrivacyScene, *corruptions: Corruption) -> tuple[str, ...]:
    broken = prove_after(erased.office.owner, *corruptions)
    assert list(broken) == [RULE]
    return broken[RULE]


def test_who_was_erased_whole_is_no_fault(erased: PrivacyScene) -> None:
    assert prove_after(erased.office.owner) == {}


@pytest.mark.parametrize(
    "change",
    ["name = 'Zubin'", "phone = '98220'", "digits = '98220'", "email = 'z@example.org'", "consent = TRUE",
     "erase_asked_at = UTC_TIMESTAMP(6)"],
)  # fmt: skip
def test_what_is_left_in_the_row_is_seen(erased: PrivacyScene, change: str) -> None:
    [line] = told(erased, sql(f"UPDATE customers SET {change} WHERE id = %s", erased.customer.id))  # noqa: S608
    assert line.endswith("something still tells who it was")


def test_a_word_they_are_found_by_and_a_note_on_their_booking_are_seen(erased: PrivacyScene) -> None:
    word = sql("INSERT INTO customer_words (word, customer_id) VALUES ('zubin', %s)", erased.customer.id)
    note = sql("UPDATE bookings SET parked_note = 'Zubin' WHERE customer_id = %s LIMIT 1", erased.customer.id)
    for left in (word, note):
        [line] = told(erased, left)
        assert line.startswith(f"customer {erased.customer.id} was erased at")


@pytest.mark.parametrize("change", ["recipient = 'z@example.org'", "detail = '{}'", "done_at = NULL"])
def test_a_message_to_them_is_seen(erased: PrivacyScene, change: str) -> None:
    told_of = "WHERE kind = 'MAIL' AND booking_id = %s ORDER BY id DESC LIMIT 1"
    [line] = told(erased, sql(f"UPDATE outbox SET {change} {told_of}", erased.basket.booking.id))  # noqa: S608
    assert f"about {erased.basket.booking.reference} is for customer {erased.customer.id}, who was erased at" in line


def test_a_place_in_a_line_is_seen(erased: PrivacyScene) -> None:
    [line] = told(
        erased,
        sql("UPDATE waiting_list SET status = 'WAITING', ended_at = NULL WHERE customer_id = %s", erased.customer.id),
    )
    assert "UTC and waits for show" in line


def test_an_erasing_that_the_audit_log_does_not_tell_is_seen(erased: PrivacyScene) -> None:
    broken = prove_after(
        erased.office.owner, sql("UPDATE audit_log SET action = 'REPRINT' WHERE action = 'CUSTOMER_ERASED'")
    )
    assert list(broken) == [5, RULE]
    assert broken[RULE] == (f"customer {erased.customer.id} was erased without an audit line of it",)
