"""The tickets of a sale by e-mail on request: whose address is known, whose is typed, and never two for one press."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.controllers.after.mailing import Mailing
from app.controllers.sell.customers import CustomerRefused
from app.models.errors import NotFound
from app.models.sell import customers
from app.utils.codes import new_request_id
from app.utils.errors import PostAway
from tests.box_office import BoxOffice
from tests.controllers.after.post_scene import EMAIL, Post, work
from tests.mail_room import mail_room
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


@pytest.fixture
def post(office: BoxOffice, tmp_path: Path) -> Iterator[Post]:
    with mail_room(tmp_path) as room:
        scene = Post(office, room)
        yield scene
        scene.close()


@pytest.fixture
def mailing(post: Post) -> Mailing:
    return Mailing(post.office.database, sends_here=True)


def sold_to_nobody(post: Post, label: str = "A1") -> str:
    return post.office.sell(label).reference


def mails_about(post: Post, reference: str) -> int:
    found = post.office.value(
        "SELECT COUNT(*) FROM outbox o JOIN bookings b ON b.id = o.booking_id WHERE b.reference = %s AND o.kind = 'MAIL'",
        reference,
    )
    assert isinstance(found, int)
    return found


def test_a_typed_address_gets_the_tickets_and_is_written_down(post: Post, mailing: Mailing) -> None:
    reference, session = sold_to_nobody(post), post.office.session()
    assert mailing.addressee(session, None).reference == reference
    assert mailing.addressee(session, reference).email == ""
    assert EMAIL in mailing.mail_tickets(session, new_request_id(), reference, f" {EMAIL} ")
    work(post.worker())
    assert [mail["To"].addresses[0].addr_spec for mail in post.room.mails] == [EMAIL]
    assert mailing.addressee(session, reference).email == EMAIL


def test_who_is_known_keeps_name_and_number(post: Post, mailing: Mailing) -> None:
    basket = post.sell("A1", email="", name="Asha", phone="+91 98765 43210")
    mailing.mail_tickets(post.office.session(), new_request_id(), basket.booking.reference, EMAIL)
    customer = customers.of_booking(post.office.database, basket.booking.reference)
    assert customer is not None
    assert (customer.name, customer.phone, customer.email) == ("Asha", "+91 98765 43210", EMAIL)


def test_the_same_press_twice_and_one_while_it_waits_send_one_mail(post: Post, mailing: Mailing) -> None:
    reference, session, request_id = sold_to_nobody(post), post.office.session(), new_request_id()
    for _ in range(2):
        mailing.mail_tickets(session, request_id, reference, EMAIL)
    mailing.mail_tickets(session, new_request_id(), reference)
    assert mails_about(post, reference) == 1


def test_once_it_was_sent_it_can_be_asked_for_again(post: Post, mailing: Mailing) -> None:
    basket = post.sell("A1")
    worker = post.worker()
    work(worker)
    mailing.mail_tickets(post.office.session(), new_request_id(), basket.booking.reference)
    work(worker)
    assert len(set(post.room.numbers)) == 2


def test_an_address_that_cannot_be_one_changes_nothing(post: Post, mailing: Mailing) -> None:
    reference, session = sold_to_nobody(post), post.office.session()
    for typed in ("asha at example", "a@b", ""):
        with pytest.raises(CustomerRefused):
            mailing.mail_tickets(session, new_request_id(), reference, typed)
    assert mails_about(post, reference) == 0
    assert mailing.addressee(session, reference).email == ""


def test_a_sale_that_was_cancelled_has_no_tickets_to_mail(post: Post, mailing: Mailing) -> None:
    basket = post.sell("A1")
    post.office.change("UPDATE bookings SET status = 'CANCELLED' WHERE id = %s", basket.booking.id)
    with pytest.raises(NotFound):
        mailing.mail_tickets(post.office.session(), new_request_id(), basket.booking.reference)


def test_where_nobody_sends_mail_nothing_is_left_in_vain(post: Post) -> None:
    reference, session = sold_to_nobody(post), post.office.session()
    silent = Mailing(post.office.database, sends_here=False)
    for ask in (
        lambda: silent.addressee(session, reference),
        lambda: silent.mail_tickets(session, new_request_id(), reference, EMAIL),
    ):
        with pytest.raises(PostAway) as refused:
            ask()
        assert "FOYER_SMTP_HOST" in refused.value.sentence
    assert mails_about(post, reference) == 0
    post.worker().turn()
    assert silent.addressee(session, reference).email == ""


def test_before_anything_was_sold_there_is_nothing_to_mail(post: Post, mailing: Mailing) -> None:
    with pytest.raises(NotFound):
        mailing.addressee(post.office.session(), None)
