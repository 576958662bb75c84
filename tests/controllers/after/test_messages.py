"""Messages as a manager works them off: seen in the own cinema only, sent again, given up, written down in the audit log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.controllers.after.messages import Messages, MessageWatch
from app.models.errors import NotFound
from app.models.records import Role
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.controllers.after.post_scene import Post, work
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
def messages(post: Post) -> Messages:
    return Messages(post.office.database)


def failed(post: Post) -> int:
    return MessageWatch(post.office.database).failed(post.office.session(Role.MANAGER))


def actions(post: Post) -> list[str]:
    found = post.office.owner.rows("SELECT action FROM audit_log WHERE action LIKE 'MESSAGE%%' ORDER BY happened_at")
    return [str(action) for (action,) in found]


def test_what_failed_comes_first_and_is_counted(post: Post, messages: Messages) -> None:
    waiting, refused = post.sell("A1"), post.sell("A2", email="ravi@example.com")
    post.office.change("UPDATE outbox SET due_at = due_at - INTERVAL 1 DAY WHERE booking_id = %s", refused.booking.id)
    post.room.fates.append("rcpt 550 no")
    post.worker().turn()
    manager = post.office.session(Role.MANAGER)
    first, second = messages.open(manager)
    assert (first.reference, first.failed, first.waits) == (refused.booking.reference, True, False)
    assert (second.reference, second.failed, second.waits) == (waiting.booking.reference, False, True)
    assert failed(post) == 1


def test_another_cinemas_messages_are_nobodys_business(
    post: Post, messages: Messages, make_office: MakeBoxOffice
) -> None:
    basket = post.sell("A1")
    other = make_office()
    stranger = other.session(Role.MANAGER)
    assert messages.open(stranger) == messages.done(stranger) == ()
    message_id = post.row(basket)["id"]
    for change in (messages.send_again, messages.give_up):
        with pytest.raises(NotFound):
            change(stranger, message_id)
    assert MessageWatch(other.database).failed(stranger) == 0


def test_one_that_failed_is_sent_again_under_its_number(post: Post, messages: Messages) -> None:
    basket = post.sell("A1")
    post.room.fates.append("rcpt 550 no")
    worker = post.worker()
    work(worker)
    row = post.row(basket)
    messages.send_again(post.office.session(Role.MANAGER), row["id"])
    assert failed(post) == 0
    work(worker)
    assert post.room.numbers == [row["message_id"]]
    assert "MESSAGE_SENT_AGAIN" in actions(post)


def test_one_that_was_sent_goes_out_as_a_new_mail(post: Post, messages: Messages) -> None:
    """With its old number a mail program would take it for the one that is there, or that was thrown away."""
    basket = post.sell("A1")
    worker = post.worker()
    work(worker)
    messages.send_again(post.office.session(Role.MANAGER), post.row(basket)["id"])
    work(worker)
    assert len(set(post.room.numbers)) == 2


def test_one_that_is_given_up_is_not_sent_and_not_counted_and_can_be_taken_back(post: Post, messages: Messages) -> None:
    basket = post.sell("A1")
    manager, message_id = post.office.session(Role.MANAGER), post.row(basket)["id"]
    messages.give_up(manager, message_id)
    worker = post.worker()
    assert work(worker) == 0
    assert messages.open(manager) == ()
    (done,) = messages.done(manager)
    assert (done.set_aside, done.sent_at, failed(post)) == (True, None, 0)
    messages.send_again(manager, message_id)
    assert work(worker) == 1


def test_one_that_was_sent_meanwhile_cannot_be_given_up(post: Post, messages: Messages) -> None:
    basket = post.sell("A1")
    work(post.worker())
    with pytest.raises(NotFound):
        messages.give_up(post.office.session(Role.MANAGER), post.row(basket)["id"])
    assert post.row(basket)["given_up_at"] is None


def test_one_whose_address_was_erased_cannot_be_sent_again(post: Post, messages: Messages) -> None:
    basket = post.sell("A1")
    post.office.change(
        "UPDATE outbox SET recipient = '', done_at = UTC_TIMESTAMP(6) WHERE booking_id = %s", basket.booking.id
    )
    with pytest.raises(NotFound):
        messages.send_again(post.office.session(Role.MANAGER), post.row(basket)["id"])
