"""What a customer may ask of us: to see it all, to have it, to be forgotten. Tickets and money stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.controllers.after.privacy import suggested_name
from app.controllers.sell.customers import Customers, TypedCustomer
from app.models.errors import InTheWay, NotFound, PermissionDenied
from app.utils.codes import new_request_id
from app.utils.errors import FolderNotWritable, InvalidInput
from tests.box_office import BoxOffice
from tests.controllers.after.privacy_scene import PrivacyScene, build
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


@pytest.fixture(name="scene")
def somebody(office: BoxOffice) -> PrivacyScene:
    scene = build(office)
    scene.end_show()
    return scene


def test_everything_that_is_stored_is_shown(scene: PrivacyScene) -> None:
    """Each place of the database that names them is one that the page tells of."""
    assert scene.places_that_name_them() == [
        "bookings.parked_note",
        "counter_notices.sentence",
        "customer_words.word",
        "customers.digits",
        "customers.email",
        "customers.name",
        "customers.phone",
        "outbox.detail",
        "outbox.last_error",
        "outbox.recipient",
        "vouchers.note",
    ]
    stored = scene.privacy.open(scene.manager, scene.customer.id)
    assert (stored.customer.name, stored.customer.phone, stored.customer.email) == (
        scene.person.name,
        scene.person.phone,
        scene.person.email,
    )
    assert stored.customer.consent
    assert scene.person.traces[0] in stored.found_by
    assert [(each.reference, each.note) for each in stored.bookings] == [
        (scene.basket.booking.reference, f"{scene.person.name}, back at six")
    ]
    assert [each.amount_minor for each in stored.money] == [scene.basket.booking.total_minor]
    assert [each.recipient for each in stored.messages][-3:] == [
        scene.person.email,
        scene.person.phone,
        scene.person.email,
    ]
    assert len(stored.waiting) == len(stored.notices) == len(stored.voucher_notes) == 1
    assert any("wrote down" in each.sentence for each in stored.activity)


def test_a_customer_is_found_as_at_the_counter(scene: PrivacyScene) -> None:
    for typed in (scene.person.traces[0], scene.person.traces[2], scene.person.email):
        assert [each.id for each in scene.privacy.search(scene.manager, typed)] == [scene.customer.id]
    assert scene.customer.id in {each.id for each in scene.privacy.search(scene.manager, "")}
    assert scene.privacy.search(scene.manager, "z") == ()


def test_a_clerk_sees_nothing_of_it(scene: PrivacyScene) -> None:
    with pytest.raises(PermissionDenied):
        scene.privacy.open(scene.office.session(), scene.customer.id)


def test_the_file_has_all_of_it(scene: PrivacyScene, tmp_path: Path) -> None:
    stored = scene.privacy.open(scene.manager, scene.customer.id)
    path = scene.privacy.export(scene.manager, stored, tmp_path / suggested_name(stored))
    told = json.loads(path.read_text("utf-8"))
    assert told["customer"]["name"] == scene.person.name
    assert told["bookings"][0]["reference"] == scene.basket.booking.reference
    assert told["money"][0]["amount_minor"] == scene.basket.booking.total_minor
    assert {message["recipient"] for message in told["messages"]} == {scene.person.email, scene.person.phone}
    assert path.stat().st_mode & 0o077 == 0


def test_that_a_file_was_written_is_written_down_without_what_is_in_it(scene: PrivacyScene, tmp_path: Path) -> None:
    stored = scene.privacy.open(scene.manager, scene.customer.id)
    scene.privacy.export(scene.manager, stored, tmp_path / "x.json")
    line = scene.office.owner.row(
        "SELECT detail, staff_id FROM audit_log WHERE action = 'CUSTOMER_EXPORTED' AND subject = %s",
        (f"customer {scene.customer.id}",),
    )
    assert line == ("{}", scene.manager.staff.id)


def test_a_file_that_cannot_be_written_is_said(scene: PrivacyScene, tmp_path: Path) -> None:
    stored = scene.privacy.open(scene.manager, scene.customer.id)
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderNotWritable):
        scene.privacy.export(scene.manager, stored, tmp_path / "file" / "x.json")
    with pytest.raises(InvalidInput):
        scene.privacy.export(scene.manager, stored, tmp_path / "x.txt")


def test_nothing_of_an_erased_customer_is_left_anywhere(scene: PrivacyScene) -> None:
    """Looked for in every text column of the database, the audit log and the requests among them."""
    scene.erase()
    assert scene.places_that_name_them() == []
    assert scene.stored.name == "Erased"
    assert scene.stored.erased_at is not None
    assert not scene.stored.consent
    assert scene.privacy.search(scene.manager, scene.person.traces[0]) == ()
    assert scene.customer.id not in {each.id for each in scene.privacy.search(scene.manager, "")}


def test_tickets_and_money_stay(scene: PrivacyScene) -> None:
    def kept() -> object:
        return scene.office.owner.row(
            "SELECT (SELECT COUNT(*) FROM tickets WHERE booking_id = %s), (SELECT SUM(amount_minor) FROM payments"
            " WHERE booking_id = %s), (SELECT customer_id FROM bookings WHERE id = %s)",
            (scene.basket.booking.id,) * 3,
        )

    before = kept()
    scene.erase()
    assert kept() == before
    scene.office.require_sound()


def test_what_was_not_sent_yet_is_never_sent(scene: PrivacyScene) -> None:
    scene.erase()
    found = scene.office.owner.rows(
        "SELECT done_at IS NOT NULL, given_up_at IS NOT NULL FROM outbox"
        " WHERE booking_id = %s AND kind <> 'PRINT_TICKETS' AND template = 'CONFIRMATION' ORDER BY id",
        (scene.basket.booking.id,),
    )
    assert [tuple(map(bool, row)) for row in found][-2:] == [(True, False), (True, True)]


def test_a_notice_keeps_what_is_not_about_the_person(scene: PrivacyScene) -> None:
    scene.erase()
    sentence = scene.office.value(
        "SELECT sentence FROM counter_notices WHERE sentence LIKE %s", f"{scene.basket.booking.reference}%"
    )
    assert sentence == f"{scene.basket.booking.reference}, A Film: moved from A1 to A2. Tell the customer."


def test_who_is_erased_waits_no_more(scene: PrivacyScene) -> None:
    scene.erase()
    assert (
        scene.office.value("SELECT status FROM waiting_list WHERE customer_id = %s", scene.customer.id) == "WITHDRAWN"
    )


def test_a_second_time_changes_nothing(scene: PrivacyScene) -> None:
    scene.erase()
    at = scene.stored.erased_at
    scene.erase()
    assert scene.stored.erased_at == at
    lines = scene.office.value(
        "SELECT COUNT(*) FROM audit_log WHERE action = 'CUSTOMER_ERASED' AND subject = %s",
        f"customer {scene.customer.id}",
    )
    assert lines == 1


def test_an_erased_customer_gets_no_booking_and_no_new_name(scene: PrivacyScene) -> None:
    scene.erase()
    office, customers = scene.office, Customers(scene.office.database)
    sale = scene.basket.booking.reference
    with pytest.raises(NotFound):
        customers.attach(office.session(), new_request_id(), sale, scene.customer)
    with pytest.raises(NotFound):
        customers.write_down(office.session(), new_request_id(), TypedCustomer("Zubin"), scene.customer)


def test_who_has_a_show_to_come_is_still_known(office: BoxOffice) -> None:
    scene = build(office)
    with pytest.raises(InTheWay) as refused:
        scene.erase()
    assert scene.basket.booking.reference in refused.value.obstacles[0]
    assert scene.stored.name == scene.person.name
    assert scene.privacy.open(scene.manager, scene.customer.id).in_the_way == refused.value.obstacles


def test_who_is_owed_money_is_still_known(scene: PrivacyScene) -> None:
    scene.office.change(
        "INSERT INTO refunds_due (booking_id, amount_minor, reason, created_at) VALUES (%s, 100, 'x', UTC_TIMESTAMP(6))",
        scene.basket.booking.id,
    )
    with pytest.raises(InTheWay) as refused:
        scene.erase()
    assert "money" in refused.value.obstacles[0]
    scene.office.change("UPDATE refunds_due SET settled_at = UTC_TIMESTAMP(6)")
    scene.erase()
    assert scene.stored.erased_at is not None


def test_who_asks_too_early_gets_no_news_and_waits_no_more(office: BoxOffice) -> None:
    scene = build(office)
    scene.privacy.erase_later(scene.manager, new_request_id(), scene.customer.id)
    assert scene.stored.erase_asked_at is not None
    assert not scene.stored.consent
    assert scene.stored.name == scene.person.name
    status = office.value("SELECT status FROM waiting_list WHERE customer_id = %s", scene.customer.id)
    assert status == "WITHDRAWN"
