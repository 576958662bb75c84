"""The proof sees an outbox that is not as it must be, and only what is broken."""

from __future__ import annotations

import pytest

from tests.models.after.afternoon import Afternoon

RULE = 16
SENT = "kind = 'MAIL' AND done_at IS NOT NULL AND given_up_at IS NULL"
FAILED = "kind = 'MAIL' AND done_at IS NULL AND given_up_at IS NOT NULL"
SET_ASIDE = "kind = 'MAIL' AND done_at IS NOT NULL AND given_up_at IS NOT NULL AND last_error IS NULL"


def told(done: Afternoon, text: str, *params: object) -> tuple[str, ...]:
    broken = done.after(text, *params)
    assert list(broken) == [RULE]
    return broken[RULE]


@pytest.mark.parametrize("which", [SENT, FAILED, SET_ASIDE])
def test_the_outbox_has_messages_of_each_kind(done: Afternoon, which: str) -> None:
    assert done.office.value(f"SELECT COUNT(*) FROM outbox WHERE {which}") == 1  # noqa: S608  constants


@pytest.mark.parametrize("change", ["message_id = NULL", "attempts = 0"])
def test_a_message_that_was_sent_under_no_number_is_seen(done: Afternoon, change: str) -> None:
    [line] = told(done, f"UPDATE outbox SET {change} WHERE {SENT}")  # noqa: S608  constants
    assert f"about {done.split} was sent after" in line


def test_a_message_that_was_given_up_without_a_reason_is_seen(done: Afternoon) -> None:
    """The one that a person gave up tells who it was in the audit log, and all of them have that sale's reference."""
    broken = done.after_all(
        lambda unit: unit.execute("UPDATE audit_log SET action = 'REPRINT' WHERE action = 'MESSAGE_GIVEN_UP'")
    )
    assert list(broken) == [5, RULE]
    [line] = broken[RULE]
    assert line.endswith(f"about {done.split} was given up, and nothing tells why")


def test_a_message_that_failed_without_the_servers_words_is_seen(done: Afternoon) -> None:
    broken = done.after_all(
        lambda unit: unit.execute(f"UPDATE outbox SET last_error = '' WHERE {FAILED}"),  # noqa: S608  constants
        lambda unit: unit.execute(f"UPDATE outbox SET last_error = 'by Meera' WHERE {SET_ASIDE}"),  # noqa: S608
        lambda unit: unit.execute("UPDATE audit_log SET action = 'REPRINT' WHERE action = 'MESSAGE_GIVEN_UP'"),
    )
    assert len(broken[RULE]) == 1


def test_paper_that_waits_for_a_sale_that_is_off_is_seen(done: Afternoon) -> None:
    """Of each way in which a sale comes to its end one is put back."""
    for reference in (done.split, done.undone, done.cancelled):
        [line] = told(
            done,
            "UPDATE outbox SET done_at = NULL WHERE kind = 'PRINT_TICKETS' AND booking_id = %s",
            done.id_of(reference),
        )
        assert line == f"the tickets of {reference}, which is CANCELLED, wait to be printed"


@pytest.mark.parametrize(
    ("template", "is_seen"),
    [
        ("CONFIRMATION", False),
        ("CANCELLATION", True),
        ("EXCHANGE", True),
        ("SHOW_CANCELLED", True),
        ("SEATS_OFFERED", True),
        ("WINTER_OFFERS", True),
    ],
)
def test_a_message_of_what_did_not_happen_is_seen(done: Afternoon, template: str, is_seen: bool) -> None:
    """About a sale that stands, and was not touched since it was made."""
    broken = done.after(
        "INSERT INTO outbox (kind, booking_id, counter_id, due_at, template, recipient)"
        " SELECT 'MAIL', id, counter_id, UTC_TIMESTAMP(6), %s, 'zoe@example.com' FROM bookings WHERE id = %s",
        template,
        done.evening.sold_id,
    )
    assert list(broken) == ([RULE] if is_seen else [])


def test_a_confirmation_of_what_was_never_sold_is_seen(done: Afternoon) -> None:
    [line] = told(
        done,
        "INSERT INTO outbox (kind, booking_id, counter_id, due_at, template, recipient)"
        " SELECT 'MAIL', id, counter_id, UTC_TIMESTAMP(6), 'CONFIRMATION', 'zoe@example.com' FROM bookings WHERE id = %s",
        done.evening.expired_id,
    )
    assert "tells of a CONFIRMATION that" in line
