"""Each corruption of what a cancelled show has left is seen by its rule, and by no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.models.server.private_server import PrivateServer
from tests.models.checks_support import LivedIn, lived_in, sql


@pytest.fixture(scope="module")
def evening(server: PrivateServer) -> Iterator[LivedIn]:
    with lived_in(server) as made:
        yield made


def test_a_sale_that_stands_for_a_cancelled_show_is_seen_with_its_tickets(evening: LivedIn) -> None:
    broken = evening.findings_after(sql("UPDATE shows SET status = 'CANCELLED' WHERE id = %s", evening.office.show_id))
    assert list(broken) == [12]
    sold = [told for told in broken[12] if f"{evening.sold_reference} for it is CONFIRMED" in told]
    assert len(sold) == 1
    assert any("and ticket" in told and "is VALID" in told for told in broken[12])


def test_a_show_without_sales_may_be_cancelled(evening: LivedIn) -> None:
    assert (
        evening.findings_after(sql("UPDATE shows SET status = 'CANCELLED' WHERE id <> %s", evening.office.show_id))
        == {}
    )
