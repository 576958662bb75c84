"""The worker with a real mail server and a real database: what is sent, what waits, what is given up, and in which words."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from mysql.connector.errors import InterfaceError

from app.controllers.after.post_worker import TRIES_MAX
from app.models.errors import DatabaseAway
from tests.box_office import BoxOffice
from tests.controllers.after.post_scene import Post, work
from tests.mail_room import SENDER, closed_port, mail_room
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


@pytest.fixture
def post(office: BoxOffice, tmp_path: Path) -> Iterator[Post]:
    with mail_room(tmp_path) as room:
        scene = Post(office, room)
        yield scene
        scene.close()


def test_a_sale_is_confirmed_once_with_its_number_kept(post: Post) -> None:
    basket = post.sell("A1", "A2")
    waiting = post.row(basket)
    assert (waiting["recipient"], waiting["attempts"], waiting["message_id"]) == ("asha@example.com", 0, None)
    worker = post.worker()
    assert work(worker) == 1
    (mail,) = post.room.mails
    sent = post.row(basket)
    assert sent["done_at"] is not None
    assert sent["given_up_at"] is None
    assert mail["Message-ID"] == sent["message_id"]
    assert mail["To"] == "Asha <asha@example.com>"
    assert str(mail["From"]).endswith(f"<{SENDER}>")
    assert work(worker) == work(post.worker()) == 0
    assert len(post.room.mails) == 1


def test_the_mail_tells_the_show_in_the_cinemas_way_of_writing(post: Post) -> None:
    basket = post.sell("A1", "A2")
    work(post.worker())
    (mail,) = post.room.mails
    body = mail.get_body(("plain",))
    page = mail.get_body(("html",))
    assert body is not None
    assert page is not None
    text = body.get_content()
    for told in ("Dear Asha,", "A Film", "Hall 1", "Seats: A1, A2", "Paid: ₹700", basket.booking.reference):
        assert told in text
        assert told in page.get_content()
    assert "have it erased" in text


def test_the_tickets_that_come_with_it_open_and_their_codes_scan(post: Post, tmp_path: Path) -> None:
    basket = post.sell("A1", "A2")
    work(post.worker())
    (paper,) = post.room.mails[0].iter_attachments()
    assert paper.get_filename() == f"{basket.booking.reference}.pdf"
    path = tmp_path / "tickets.pdf"
    path.write_bytes(paper.get_content())
    subprocess.run(["pdftoppm", "-r", "150", "-png", str(path), str(tmp_path / "page")], check=True)
    pages = sorted(str(page) for page in tmp_path.glob("page*.png"))
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", *pages]
    scanned = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    codes = post.office.owner.rows("SELECT code FROM tickets WHERE booking_id = %s", (basket.booking.id,))
    assert sorted(scanned) == sorted(code for (code,) in codes)
    assert len(scanned) == 2


def test_one_turn_sends_one_mail_so_that_printing_waits_for_no_more(post: Post) -> None:
    post.sell("A1")
    post.sell("A2", email="ravi@example.com")
    worker = post.worker()
    assert worker.turn()
    assert len(post.room.mails) == 1
    assert worker.turn()
    assert not worker.turn()
    assert [str(mail["To"]) for mail in post.room.mails] == ["Asha <asha@example.com>", "Asha <ravi@example.com>"]


def test_a_server_that_is_away_delays_and_loses_nothing(post: Post) -> None:
    basket = post.sell("A1")
    worker, port = post.worker(), post.room.port
    post.room.port = closed_port()
    away = post.worker()
    work(away)
    waiting = post.row(basket)
    assert (waiting["attempts"], waiting["done_at"], waiting["given_up_at"]) == (0, None, None)
    assert "cannot be reached" in waiting["last_error"]
    assert waiting["due"] <= 0
    post.let_the_lease_run_out()
    post.room.port = port
    work(worker)
    assert len(post.room.mails) == 1
    assert post.row(basket)["last_error"] is None


def test_while_the_server_is_away_it_is_asked_less_and_less_often(post: Post) -> None:
    post.sell("A1")
    post.room.fates.extend(["mail 451 not now"] * 200)
    worker, asked_at = post.worker(), []
    for _ in range(500):
        before = len(post.room.fates)
        worker.turn()
        if len(post.room.fates) < before:
            asked_at.append(post.clock.seconds)
        post.clock.seconds += 5
    pauses = [later - earlier for earlier, later in pairwise(asked_at)]
    assert pauses[0] == 5
    assert max(pauses) <= 305
    assert len(pauses) > 8
    assert all(pause >= 150 for pause in pauses[7:])
    post.room.fates.clear()
    post.clock.seconds += 300
    assert work(worker) == 1
    assert len(post.room.mails) == 1


@pytest.mark.parametrize("fate", ["rcpt 450 come back later", "data 451 try again"])
def test_a_mail_that_is_not_taken_now_is_tried_again_after_a_pause(post: Post, fate: str) -> None:
    basket = post.sell("A1")
    post.room.fates.append(fate)
    worker = post.worker()
    work(worker)
    waiting = post.row(basket)
    assert (waiting["attempts"], waiting["done_at"]) == (1, None)
    assert fate.split(" ", 1)[1] in waiting["last_error"]
    assert 20 < waiting["due"] <= 60
    assert work(worker) == 0
    post.let_it_be_due(basket)
    work(worker)
    assert [mail["Message-ID"] for mail in post.room.mails] == [waiting["message_id"]]


def test_the_pauses_double_up_to_an_hour_and_end_with_a_person(post: Post) -> None:
    basket = post.sell("A1")
    post.room.fates.extend(["rcpt 450 come back later"] * (TRIES_MAX + 1))
    worker, pauses = post.worker(), []
    for _ in range(TRIES_MAX):
        work(worker)
        pauses.append(post.row(basket)["due"])
        post.let_it_be_due(basket)
    assert work(worker) == 0
    for number, pause in enumerate(pauses[:-1]):
        longest = min(3600.0, 60.0 * 2**number)
        assert longest / 2 - 10 < pause <= longest
    given_up = post.row(basket)
    assert given_up["given_up_at"] is not None
    assert given_up["done_at"] is None
    assert f"Not taken in {TRIES_MAX} tries" in given_up["last_error"]
    assert "450 come back later" in given_up["last_error"]


@pytest.mark.parametrize("fate", ["rcpt 550 5.1.1 no such user", "data 554 looks like spam"])
def test_a_mail_that_is_refused_for_good_waits_for_a_person_with_the_words(post: Post, fate: str) -> None:
    refused, behind = post.sell("A1"), post.sell("A2", email="ravi@example.com")
    post.room.fates.append(fate)
    work(post.worker())
    row = post.row(refused)
    assert row["given_up_at"] is not None
    assert row["done_at"] is None
    assert fate.split(" ", 1)[1] in row["last_error"]
    assert post.row(behind)["done_at"] is not None


def test_an_address_that_cannot_be_one_is_given_up_at_once(post: Post) -> None:
    basket = post.sell("A1")
    post.office.change(
        "UPDATE outbox SET recipient = 'nobody' WHERE booking_id = %s AND kind = 'MAIL'", basket.booking.id
    )
    work(post.worker())
    row = post.row(basket)
    assert row["given_up_at"] is not None
    assert "not an e-mail address" in row["last_error"]


def test_a_mail_lost_on_the_way_is_sent_again_and_arrives_once(post: Post) -> None:
    basket = post.sell("A1")
    post.room.fates.append("drop")
    worker = post.worker()
    work(worker)
    assert post.row(basket)["attempts"] == 1
    post.let_it_be_due(basket)
    work(worker)
    assert len(post.room.mails) == 1


@pytest.mark.parametrize("fate", ["drop after dot", "stall"])
def test_a_mail_whose_answer_was_lost_comes_again_under_the_same_number(post: Post, fate: str) -> None:
    basket = post.sell("A1")
    post.room.fates.extend([fate, fate])
    worker = post.worker(seconds=1.0)
    work(worker)
    first = post.row(basket)
    assert "may have arrived" in first["last_error"]
    assert first["done_at"] is None
    for _ in range(2):
        post.let_it_be_due(basket)
        work(worker)
    assert set(post.room.numbers) == {first["message_id"]}
    assert post.row(basket)["done_at"] is not None


def test_what_was_sent_is_never_sent_again_though_the_database_went_away_before_it_could_be_written(post: Post) -> None:
    basket = post.sell("A1")
    worker = post.worker()
    database = post.opened[-1]

    def cut_off() -> None:
        """The connection dies while the server has the mail, and the next one is refused."""
        number = int(
            str(post.office.value("SELECT ID FROM information_schema.PROCESSLIST WHERE ID = %s", connection_id))
        )
        post.office.change("KILL CONNECTION %s", number)
        database._connect = refuse

    def refuse() -> object:
        raise InterfaceError(errno=2003)

    connection_id = (database.row("SELECT CONNECTION_ID()") or (0,))[0]
    connect, post.room.on_data = database._connect, cut_off
    with pytest.raises(DatabaseAway):
        worker.turn()
    post.room.on_data = lambda: None
    assert len(post.room.mails) == 1
    assert post.row(basket)["done_at"] is None
    database._connect = connect
    post.let_it_be_due(basket)
    assert not worker.turn()
    assert post.row(basket)["done_at"] is not None
    assert len(post.room.mails) == 1


def test_a_booking_that_was_cancelled_meanwhile_is_not_confirmed(post: Post) -> None:
    basket = post.sell("A1")
    post.office.change("UPDATE bookings SET status = 'CANCELLED' WHERE id = %s", basket.booking.id)
    work(post.worker())
    row = post.row(basket)
    assert post.room.mails == []
    assert row["done_at"] is not None
    assert row["given_up_at"] is not None
    assert "cancelled before" in row["last_error"]


def test_a_show_that_is_over_is_told_of_no_more_also_where_nobody_sends_such_messages(post: Post) -> None:
    basket = post.sell("A1")
    shows = post.office.open().show.id
    post.office.change("UPDATE outbox SET kind = 'SMS' WHERE booking_id = %s AND kind = 'MAIL'", basket.booking.id)
    hours = int(timedelta(hours=9).total_seconds())
    post.office.change(
        "UPDATE shows SET starts_at = starts_at - INTERVAL %s SECOND, ends_at = ends_at - INTERVAL %s SECOND WHERE id = %s",
        hours, hours, shows,
    )  # fmt: skip
    work(post.worker())
    row = post.row(basket)
    assert row["done_at"] is not None
    assert "over before" in row["last_error"]


def test_a_fault_with_one_message_does_not_stop_those_behind_it(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    broken, behind = post.sell("A1"), post.sell("A2", email="ravi@example.com")
    post.office.change("UPDATE cinemas SET locale = 'qq' WHERE id = %s", post.office.counters[0].cinema.id)
    post.office.change("UPDATE outbox SET due_at = due_at - INTERVAL 1 DAY WHERE booking_id = %s", broken.booking.id)
    worker = post.worker()
    assert worker.turn()
    post.office.change("UPDATE cinemas SET locale = 'en_IN' WHERE id = %s", post.office.counters[0].cinema.id)
    work(worker)
    assert "fault in itself" in post.row(broken)["last_error"]
    assert post.row(broken)["due"] > 0
    assert post.row(behind)["done_at"] is not None
    assert any("could not be made" in record.getMessage() for record in caplog.records)
