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
        sql("UPDATE payments SET method = 'EXCHANGE' WHERE booking_id <> %s AND counter_id = %s AND kind = 'PAYMENT'"
            " AND method = 'CASH' ORDER BY id LIMIT 1", evening.sold_id, evening.office.counters[1].id)
    )[RULE]  # fmt: skip
    assert told.endswith("a payment of 35000 (minor units) comes from no exchange")


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
