"""What happened to a booking leaves its message in the same transaction, in words that tell what became of the money."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.controllers.after import observers
from app.controllers.after.observers import (
    BookingConfirmed,
    Event,
    SeatsExchanged,
    SeatsOffered,
    ShowCancelled,
    TicketsReturned,
    announce,
)
from app.controllers.plan.show_cancelling import ShowCancelling
from app.controllers.start.sign_in import SignIn
from app.controllers.till.voiding import Voiding
from app.models.errors import PaymentMismatch
from app.models.records import Payment, PaymentMethod, Role
from app.models.statements import Unit
from app.utils.codes import new_request_id
from app.utils.local_time import format_full_day, format_time, to_local
from tests.box_office import PASSWORD, BoxOffice
from tests.controllers.after.post_scene import Post, work
from tests.controllers.pay.test_paying_statement_counts import CONFIRM_MAX, counted
from tests.mail_room import mail_room
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


@pytest.fixture
def post(office: BoxOffice, tmp_path: Path) -> Iterator[Post]:
    with mail_room(tmp_path) as room:
        scene = Post(office, room)
        yield scene
        scene.close()


def announced(post: Post, event: Event) -> None:
    post.office.database.transaction(lambda unit: announce(unit, event))


def text_of_last(post: Post) -> str:
    work(post.worker())
    body = post.room.mails[-1].get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_sale_to_nobody_writes_no_message_and_costs_no_statement_more(post: Post) -> None:
    basket = post.office.hold("A1")
    payment, paying, session = post.office.cash(basket), post.office.paying(), post.office.session()
    sent = counted(post.office, lambda: paying.confirm(session, new_request_id(), basket, (payment,)))
    assert sent <= CONFIRM_MAX
    assert post.count(basket) == 0


def test_a_sale_to_somebody_costs_one_statement_more(post: Post) -> None:
    basket = post.hold_for("A1")
    payment, paying, session = post.office.cash(basket), post.office.paying(), post.office.session()
    sent = counted(post.office, lambda: paying.confirm(session, new_request_id(), basket, (payment,)))
    assert sent <= CONFIRM_MAX + 1
    assert post.count(basket) == 1


def test_a_sale_that_comes_to_nothing_leaves_no_message(post: Post) -> None:
    basket = post.hold_for("A1")
    short = Payment(PaymentMethod.CASH, basket.booking.total_minor - 100, basket.booking.total_minor)
    with pytest.raises(PaymentMismatch):
        post.office.paying().confirm(post.office.session(), new_request_id(), basket, (short,))
    assert post.count(basket) == 0


def test_somebody_without_an_address_is_told_by_phone_only_where_such_messages_are_sent(post: Post) -> None:
    before = post.sell("A1", email="", phone="+91 98765 43210")
    assert post.count(before) == 0
    post.office.change(
        "INSERT INTO leases (name, holder, held_until) VALUES ('SMS', REPEAT('a', 32), UTC_TIMESTAMP(6))"
    )
    basket = post.sell("A2", email="", phone="+91 98765 43210")
    assert (post.row(basket)["kind"], post.row(basket)["recipient"]) == ("SMS", "+91 98765 43210")
    post.office.change("UPDATE leases SET held_until = UTC_TIMESTAMP(6) - INTERVAL 8 DAY WHERE name = 'SMS'")
    assert post.count(post.sell("A3", email="", phone="+91 98765 43210")) == 0


def test_a_sale_that_is_undone_tells_what_goes_back(post: Post) -> None:
    basket = post.sell("A1", "A2")
    office, reference = post.office, basket.booking.reference
    voiding = Voiding(office.database, SignIn(office.database))
    name = office.people[Role.MANAGER].username
    voiding.void(office.session(), new_request_id(), reference, "wrong day", name, PASSWORD)
    work(post.worker())
    (mail,) = post.room.mails  # the confirmation had not been sent yet, and is not worth sending any more
    assert str(mail["Subject"]).startswith("Cancelled: A Film")
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Cancelled seats: A1, A2" in body.get_content()
    assert "₹700 goes back the way it was paid" in body.get_content()
    assert list(mail.iter_attachments()) == []


def test_a_cancelled_show_is_told_to_each_sale_of_it_in_one_statement_and_to_nobody_else(post: Post) -> None:
    office = post.office
    sold = [post.sell("A1"), post.sell("A2", "A3", email="ravi@example.com"), post.sell("A4", email="", name="Nobody")]
    held = post.hold_for("A5", email="held@example.com")
    undone = post.sell("A6", email="undone@example.com")
    office.change("UPDATE bookings SET status = 'CANCELLED' WHERE id = %s", undone.booking.id)
    office.change("DELETE FROM booking_seats WHERE booking_id = %s", undone.booking.id)
    cancelling, manager = ShowCancelling(office.database), office.session(Role.MANAGER)
    cost = cancelling.cost(manager, office.show_id)
    cinema = office.counters[0].cinema
    cancelling.cancel(manager, new_request_id(), cinema, office.show_id, "the projector is broken", cost)
    told = [post.count(basket, "SHOW_CANCELLED") for basket in (*sold, held, undone)]
    assert told == [1, 1, 0, 0, 0]
    assert all(
        post.row(basket)["given_up_at"] is not None for basket in sold[:2]
    )  # the tickets are not mailed any more
    work(post.worker())
    assert {mail["To"].addresses[0].addr_spec for mail in post.room.mails} == {"asha@example.com", "ravi@example.com"}
    body = post.room.mails[-1].get_body(("plain",))
    assert body is not None
    assert "The reason: the projector is broken." in body.get_content()


def test_a_part_that_was_given_back_tells_what_was_kept(post: Post) -> None:
    basket = post.sell("A1", "A2")
    post.office.change("UPDATE outbox SET done_at = UTC_TIMESTAMP(6)")
    event = TicketsReturned(basket.booking.id, post.office.counters[0].id, ("A2",), 17500, 17500, whole=False)
    announced(post, event)
    text = text_of_last(post)
    assert "a part of your booking was cancelled" in text
    assert "Cancelled seats: A2" in text
    assert "₹175 goes back" in text
    assert "₹175 of the price is kept" in text


@pytest.mark.parametrize(("difference", "told"), [(10500, "of ₹105 is paid"), (-10500, "of ₹105 goes back"), (0, "")])
def test_an_exchange_sends_the_new_tickets_and_tells_the_difference(post: Post, difference: int, told: str) -> None:
    old, new = post.sell("A1"), post.sell("C1")
    post.office.change("UPDATE outbox SET done_at = UTC_TIMESTAMP(6)")
    announced(post, SeatsExchanged(old.booking.id, new.booking.id, post.office.counters[0].id, difference))
    text = text_of_last(post)
    assert "Seats: C1" in text
    assert told in text
    assert (difference != 0) == ("difference" in text)
    assert len(list(post.room.mails[-1].iter_attachments())) == 1


def test_seats_that_are_offered_tell_until_when_in_the_cinemas_time(post: Post) -> None:
    basket = post.hold_for("A1", "A2")
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=30)
    announced(post, SeatsOffered(basket.booking.id, post.office.counters[0].id, ("A1", "A2"), until))
    text = text_of_last(post)
    assert "Seats: A1, A2" in text
    assert "To pay: ₹700" in text
    local = to_local(until, post.office.counters[0].cinema.time_zone)
    told = f"kept for you until {format_full_day(local, 'en_IN')}, {format_time(local, 'en_IN')}."
    assert " ".join(told.split()) in " ".join(text.split())


def test_an_offer_that_is_over_or_was_taken_is_not_sent_any_more(post: Post) -> None:
    over, taken = post.hold_for("A1"), post.hold_for("A2")
    now = datetime.now(UTC)
    counter_id = post.office.counters[0].id
    announced(post, SeatsOffered(over.booking.id, counter_id, ("A1",), now - timedelta(minutes=1)))
    announced(post, SeatsOffered(taken.booking.id, counter_id, ("A2",), now + timedelta(minutes=30)))
    post.office.pay(taken)
    post.office.change("UPDATE outbox SET done_at = UTC_TIMESTAMP(6) WHERE template = 'CONFIRMATION'")
    work(post.worker())
    assert post.room.mails == []
    assert "offer was over" in post.row(over, "SEATS_OFFERED")["last_error"]
    assert "taken or given back" in post.row(taken, "SEATS_OFFERED")["last_error"]


def test_every_observer_hears_of_an_event_in_its_own_unit(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one place where another one is added."""
    heard: list[tuple[Unit, Event]] = []
    monkeypatch.setattr(observers, "OBSERVERS", (*observers.OBSERVERS, lambda unit, event: heard.append((unit, event))))
    basket = post.sell("A1")
    ((_, event),) = heard
    assert isinstance(event, BookingConfirmed)
    assert event.booking_id == basket.booking.id
    assert post.count(basket) == 1


def test_a_show_cancelled_for_nobody_writes_nothing(post: Post) -> None:
    before = post.office.value("SELECT COUNT(*) FROM outbox")
    announced(post, ShowCancelled(post.office.show_id, post.office.counters[0].id, "x", ()))
    assert post.office.value("SELECT COUNT(*) FROM outbox") == before
