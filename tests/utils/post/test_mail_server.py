"""Mail handed to a real SMTP server over a real connection, and what is told when it goes wrong."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.utils.errors import PostAway, PostDelayed, PostRefused
from app.utils.post.letter import Enclosure, Letter
from app.utils.post.mail_server import MailSender, MailServer
from tests.mail_room import LOGIN, SENDER, MailRoom, closed_port, mail_room

LETTER = Letter(
    sender=SENDER,
    sender_name="Regal Screen",
    recipient="asha@example.com",
    recipient_name="Asha",
    subject="Your tickets",
    text="Good day,\n\n.. and a line with a dot\n",
    html="<p>Good day</p>",
    message_id="<abc@example.com>",
    written_at=datetime(2026, 11, 20, 14, 0, tzinfo=UTC),
    enclosures=(Enclosure("FYR-1.pdf", b"%PDF-1.4\r\n.\r\n\x00\xff" * 5000),),
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[MailRoom]:
    with mail_room(tmp_path) as opened:
        yield opened


def send(room: MailRoom, letter: Letter = LETTER, **changed: Any) -> None:
    MailSender(room.server(**changed)).send(letter)


def test_a_mail_arrives_as_it_was_written_and_encrypted(room: MailRoom) -> None:
    send(room)
    (mail,) = room.mails
    assert room.encrypted == [True]
    assert mail["To"] == "Asha <asha@example.com>"
    assert mail["From"] == f"Regal Screen <{SENDER}>"
    assert mail["Message-ID"] == "<abc@example.com>"
    text, paper = mail.get_body(("plain",)), next(iter(mail.iter_attachments()))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == LETTER.text
    assert paper.get_content() == LETTER.enclosures[0].content
    assert paper.get_filename() == "FYR-1.pdf"
    assert room.envelopes[0].mail_from == SENDER
    assert room.envelopes[0].rcpt_tos == ["asha@example.com"]


def test_tls_from_the_first_byte(tmp_path: Path) -> None:
    with mail_room(tmp_path, "tls") as room:
        send(room)
        assert room.encrypted == [True]


def test_a_server_that_does_not_prove_who_it_is_gets_nothing(room: MailRoom) -> None:
    with pytest.raises(PostAway, match="does not prove who it is") as refused:
        send(room, certificates=None)
    assert refused.value.code == "POST_AWAY"
    assert room.envelopes == []


def test_a_certificate_for_another_name_is_no_proof(room: MailRoom) -> None:
    server = replace(room.server(), host="127.0.0.1")
    with pytest.raises(PostAway, match="does not prove who it is"):
        MailSender(server).send(LETTER)


def test_a_server_without_encryption_gets_nothing_where_it_is_wanted(tmp_path: Path) -> None:
    """Somebody on the way who leaves STARTTLS out of the server's answer must not be sent the mail."""
    with mail_room(tmp_path, "off") as room:
        with pytest.raises(PostAway, match="offers no encryption"):
            send(room, tls="starttls")
        assert room.recipients_asked == []


def test_without_encryption_mail_goes_where_the_setting_says_so(tmp_path: Path) -> None:
    with mail_room(tmp_path, "off") as room:
        send(room)
        assert room.encrypted == [False]


def test_a_login_is_sent_encrypted(tmp_path: Path) -> None:
    with mail_room(tmp_path, login=True) as room:
        send(room, user=LOGIN[0], password=LOGIN[1])
        assert room.logins == ["box"]
        assert len(room.mails) == 1


def test_a_wrong_login_keeps_everything_and_tells_no_password(tmp_path: Path) -> None:
    with mail_room(tmp_path, login=True) as room:
        with pytest.raises(PostAway, match="refused the login: 535") as refused:
            send(room, user=LOGIN[0], password="hunter3")
        assert "hunter3" not in refused.value.sentence
        assert "FOYER_SMTP_USER" in refused.value.sentence


def test_a_password_is_not_sent_over_a_connection_anybody_can_read(tmp_path: Path) -> None:
    with mail_room(tmp_path, "off", login=True) as room:
        with pytest.raises(PostAway, match="FOYER_SMTP_TLS"):
            send(room, tls="off", user=LOGIN[0], password=LOGIN[1])
        assert room.most_sessions == 0


def test_a_password_in_clear_goes_only_where_a_setting_says_so(tmp_path: Path) -> None:
    with mail_room(tmp_path, "off", login=True) as room:
        send(room, tls="off-with-login", user=LOGIN[0], password=LOGIN[1])
        assert room.logins == ["box"]


def test_a_login_with_signs_beyond_ascii_is_told(room: MailRoom) -> None:
    with mail_room(room.certificates.parent, login=True) as wanting, pytest.raises(PostAway, match="beyond ASCII"):
        send(wanting, user="böx", password="hünter")


def test_a_server_that_is_not_there_delays(room: MailRoom) -> None:
    with pytest.raises(PostAway, match="cannot be reached"):
        MailSender(replace(room.server(), port=closed_port())).send(LETTER)


@pytest.mark.parametrize(
    ("fate", "error", "said"),
    [
        ("mail 550 5.7.1 who are you", PostAway, "550 5.7.1 who are you"),
        ("mail 452 full", PostAway, "452 full"),
        ("rcpt 450 4.2.0 come back later", PostDelayed, "450 4.2.0 come back later"),
        ("rcpt 550 5.1.1 no such user", PostRefused, "550 5.1.1 no such user"),
        ("rcpt 530 log in first", PostAway, "530 log in first"),
        ("data 451 try again", PostDelayed, "451 try again"),
        ("data 554 5.7.1 looks like spam", PostRefused, "554 5.7.1 looks like spam"),
    ],
)
def test_what_the_server_says_is_judged_and_kept(
    room: MailRoom, fate: str, error: type[PostAway | PostDelayed | PostRefused], said: str
) -> None:
    room.fates.append(fate)
    with pytest.raises(error) as refused:
        send(room)
    assert type(refused.value) is error
    assert said in refused.value.sentence
    assert room.envelopes == []


def test_a_connection_lost_in_the_middle_of_a_mail_delays_it(room: MailRoom) -> None:
    """Longer than what the system takes in before it is on its way: then the last dot was surely never sent."""
    room.fates.append("drop")
    long = replace(LETTER, enclosures=(Enclosure("FYR-1.pdf", bytes(10_000_000)),))
    with pytest.raises(PostDelayed) as refused:
        send(room, long)
    assert not refused.value.maybe_sent
    assert room.envelopes == []


def test_a_connection_lost_after_the_last_dot_may_have_sent_it(room: MailRoom) -> None:
    room.fates.append("drop after dot")
    with pytest.raises(PostDelayed) as refused:
        send(room)
    assert refused.value.maybe_sent
    assert len(room.mails) == 1


def test_a_server_that_stalls_is_waited_for_no_longer_than_the_limit(room: MailRoom) -> None:
    room.fates.append("stall")
    with pytest.raises(PostDelayed) as refused:
        send(room, seconds=1.0)
    assert refused.value.maybe_sent


@contextmanager
def talker() -> Iterator[int]:
    """A server whose greeting never comes to its end: every single read of it succeeds."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            with suppress(OSError):
                client, _ = listening.accept()
                with client:
                    while True:
                        client.sendall(b"220-and another thing\r\n")

        thread = threading.Thread(target=talk)
        thread.start()
        yield int(listening.getsockname()[1])
    thread.join()


def test_a_server_that_talks_for_ever_is_left_at_the_limit() -> None:
    with talker() as port, pytest.raises(PostAway, match="cannot be reached"):
        MailSender(MailServer("127.0.0.1", port, SENDER, tls="off", seconds=0.5)).send(LETTER)


def test_an_address_with_a_domain_in_other_letters_is_sent_as_mail_servers_know_it(room: MailRoom) -> None:
    send(room, replace(LETTER, recipient="asha@müller.example"))
    assert room.recipients_asked == ["asha@xn--mller-kva.example"]


def test_an_address_the_server_cannot_take_is_refused_at_once(room: MailRoom) -> None:
    with pytest.raises(PostRefused):
        send(room, replace(LETTER, recipient="आशा@example.com"))
    assert room.recipients_asked == []


@pytest.mark.parametrize("recipient", ["", "nobody", "a b@example.com", "a@example.com\r\nRCPT TO:<b@example.com>"])
def test_what_is_no_address_is_refused_at_once(room: MailRoom, recipient: str) -> None:
    with pytest.raises(PostRefused):
        send(room, replace(LETTER, recipient=recipient))
    assert room.recipients_asked == []


def test_nothing_of_a_login_is_in_the_repr_or_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with mail_room(tmp_path, login=True) as room:
        server = room.server(user="box", password="hunter2")
        MailSender(server).send(LETTER)
        assert "hunter2" not in repr(server)
    assert "hunter2" not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("foyer"))
