"""How a mail is built of a letter: nothing that people typed can begin a header of its own."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.errors import PostRefused
from app.utils.post.letter import MESSAGE_ID_MAX, Letter, as_mail, ascii_address, new_message_id, one_line

HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type", "MIME-Version",
    "Content-Transfer-Encoding",
}  # fmt: skip
WRITTEN = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=80)


def letter(
    subject: str = "Your tickets", cinema: str = "Regal Screen", customer: str = "Asha", text: str = "x"
) -> Letter:
    return Letter(
        "box@example.com", cinema, "asha@example.com", customer, subject, text, f"<p>{text}</p>", "<1@x.com>", WRITTEN
    )


@given(subject=ANY_TEXT, cinema=ANY_TEXT, customer=ANY_TEXT, text=ANY_TEXT)
def test_whatever_is_typed_there_are_the_same_headers(subject: str, cinema: str, customer: str, text: str) -> None:
    raw = as_mail(letter(subject, cinema, customer, text)).as_bytes()
    head = raw.partition(b"\r\n\r\n")[0]
    assert b"\n" not in head.replace(b"\r\n", b"")
    read = message_from_bytes(raw, policy=default)
    assert set(read.keys()) <= HEADERS
    assert [address.addr_spec for address in read["To"].addresses] == ["asha@example.com"]
    assert [address.addr_spec for address in read["From"].addresses] == ["box@example.com"]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x85", "\u2028", "\x0b", "\x00"])
def test_a_line_end_in_a_name_stays_part_of_the_name(end: str) -> None:
    mail = as_mail(letter(customer=f"Asha{end}Bcc: everybody@example.com"))
    assert mail["Bcc"] is None
    assert re.match(r'"?Asha', str(mail["To"]))
    assert mail["To"].addresses[0].display_name == "Asha Bcc: everybody@example.com"


def test_the_mail_names_its_number_its_time_and_that_no_machine_should_answer() -> None:
    mail = as_mail(letter())
    assert mail["Message-ID"] == "<1@x.com>"
    assert mail["Date"].datetime == WRITTEN
    assert mail["Auto-Submitted"] == "auto-generated"


def test_names_in_any_script_are_read_back_as_they_were() -> None:
    read = message_from_bytes(
        as_mail(letter(customer="आशा 🎬", cinema='Regal "Screen", Ltd.')).as_bytes(), policy=default
    )
    assert read["To"].addresses == (Address("आशा 🎬", "asha", "example.com"),)
    assert read["From"].addresses[0].display_name == 'Regal "Screen", Ltd.'


def test_a_mail_has_only_seven_bits_so_that_every_server_takes_it() -> None:
    raw = as_mail(letter(subject="आशा", text="€ 5 für Sie")).as_bytes()
    assert raw.isascii()


def test_the_number_has_the_senders_domain_and_fits_its_column() -> None:
    numbers = {new_message_id("box@example.com") for _ in range(100)}
    assert len(numbers) == 100
    assert all(re.fullmatch(r"<[0-9a-f]{32}@example\.com>", number) for number in numbers)
    assert len(new_message_id(f"box@{'a' * 60}.example")) <= MESSAGE_ID_MAX
    assert new_message_id("").endswith("@foyer.invalid>")


@pytest.mark.parametrize(
    "address", ["", "x", "@x.com", "x@", "a b@x.com", "a@x.com\n", "a@x..com", f"a@{'x' * 70}.com"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(PostRefused) as refused:
        ascii_address(address)
    assert refused.value.code == "POST_REFUSED"


def test_one_line_keeps_words_and_their_order() -> None:
    assert one_line("  a\r\n b\t\u2028c\x00 ") == "a b c"
