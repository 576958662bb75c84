"""The proof sees an exchange that was done by half, and only what is broken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.models.server.private_server import PrivateServer
from tests.controllers.after.exchanging import Swap
from tests.models.checks_support import LivedIn, lived_in, sql

RULE = 13


@pytest.fixture(scope="module")
def evening(server: PrivateServer) -> Iterator[LivedIn]:
    """After which the first sale was exchanged seat by seat, the second seat for a dearer one."""
    with lived_in(server) as made:
        swap = Swap(made.office)
        swap.exchange(made.sold_reference, ("A1",), ("B5",))
        swap.exchange(made.sold_reference, ("A2",), ("E5",))
        yield made


def first_payment(evening: LivedIn) -> int:
    """What the sale was paid with that was exchanged since."""
    return int(str(evening.office.value("SELECT MIN(id) FROM payments WHERE booking_id = %s", evening.sold_id)))


def test_exchanges_that_were_done_whole_are_sound(evening: LivedIn) -> None:
    assert evening.findings_after() == {}


def test_money_that_did_not_arrive_whole_is_seen(evening: LivedIn) -> None:
    taken = sql(
        "UPDATE payments SET amount_minor = amount_minor - 1 WHERE kind = 'PAYMENT' AND method = 'EXCHANGE' ORDER BY id LIMIT 1"
    )
    [told] = evening.findings_after(taken)[RULE]
    assert told.startswith(
        f"{evening.sold_reference}: exchanges have taken 70000 from it, and brought 69999 to the sales"
    )


def test_money_from_no_exchange_is_seen(evening: LivedIn) -> None:
    [told] = evening.findings_after(
        sql("UPDATE payments SET method = 'EXCHANGE', origin_id = %s WHERE counter_id = %s AND kind = 'PAYMENT'"
            " AND method = 'CASH' ORDER BY id LIMIT 1", first_payment(evening), evening.office.counters[1].id)
    )[RULE]  # fmt: skip
    assert told.endswith("a payment of 35000 (minor units) comes from no exchange")


def test_money_that_arrived_as_another_payments_is_seen(evening: LivedIn) -> None:
    """What was taken from the one payment is missing there, and too much of the other one came."""
    other = int(str(evening.office.value("SELECT MIN(id) FROM payments WHERE booking_id <> %s", evening.sold_id)))
    broken = evening.findings_after(
        sql(
            "UPDATE payments SET origin_id = %s WHERE kind = 'PAYMENT' AND method = 'EXCHANGE' ORDER BY id LIMIT 1",
            other,
        )
    )
    assert list(broken) == [RULE]
    assert [told.rpartition(" ")[2] for told in broken[RULE]] == [str(first_payment(evening)), str(other)]


@pytest.mark.parametrize(
    "corruption",
    [
        "UPDATE payments SET origin_id = NULL WHERE method = 'EXCHANGE' AND kind = 'REFUND' ORDER BY id LIMIT 1",
        "UPDATE payments SET origin_id = of_payment_id + 1 WHERE method = 'EXCHANGE' AND kind = 'REFUND' ORDER BY id LIMIT 1",
        "UPDATE payments SET origin_id = 1 WHERE method = 'CASH' AND kind = 'PAYMENT' ORDER BY id DESC LIMIT 1",
    ],
)
def test_an_origin_that_cannot_be_is_seen(evening: LivedIn, corruption: str) -> None:
    broken = evening.findings_after(sql(corruption))
    assert list(broken) == [RULE]
    assert any("first came with" in told for told in broken[RULE])


def test_a_ticket_that_did_not_end_with_its_exchange_is_seen(evening: LivedIn) -> None:
    kept = sql("UPDATE tickets SET refund_id = NULL WHERE booking_id = %s ORDER BY id LIMIT 1", evening.sold_id)
    [told] = evening.findings_after(kept)[RULE]
    assert "ended tickets for 0 of 35000 (minor units)" in told


def test_a_sale_that_does_not_know_whose_place_it_took_is_seen(evening: LivedIn) -> None:
    forgot = sql(
        "UPDATE bookings SET exchanged_from = NULL WHERE exchanged_from = %s ORDER BY id LIMIT 1", evening.sold_id
    )
    [told] = evening.findings_after(forgot)[RULE]
    assert told.endswith("no sale took its place")


def test_a_sale_that_says_it_took_a_place_and_was_given_nothing_for_it_is_seen(evening: LivedIn) -> None:
    """B1 was sold at the other counter, in nobody's place."""
    broken = evening.findings_after(
        sql(
            "UPDATE bookings SET exchanged_from = %s WHERE counter_id = %s AND status = 'CONFIRMED'",
            evening.sold_id,
            evening.office.counters[1].id,
        )
    )
    assert list(broken) == [RULE]
    assert broken[RULE][0].endswith(
        f"says that it took the place of {evening.sold_reference}, and there no ticket was given for it"
    )


def test_an_exchange_that_the_audit_log_does_not_tell_of_is_seen(evening: LivedIn) -> None:
    told = '"tickets_minor":35000'
    broken = evening.findings_after(
        sql(
            "UPDATE audit_log SET detail = REPLACE(REPLACE(detail, ': ', ':'), %s, %s) WHERE action = 'EXCHANGE' LIMIT 1",
            told,
            told.replace("35", "34"),
        )
    )
    assert list(broken) == [5]
    assert "2 times tickets ended by EXCHANGE, for 70000 with 0 kept" in broken[5][0]
