"""The demo's cinemas have papers to look at: address, tax number, logo, and the rates that their prices include."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.models.paper import letterheads
from app.models.server.private_server import PrivateServer
from app.utils.paper.logo import read_logo
from app.utils.tax import TaxRate
from tests.models.demo_support import Demo, filled


@pytest.fixture(scope="module")
def demo(server: PrivateServer) -> Iterator[Demo]:
    with filled(server) as made:
        yield made


def test_every_cinema_heads_its_papers(demo: Demo) -> None:
    heads = [letterheads.letterhead_of(demo.owner, cinema_id) for cinema_id in demo.cinema.cinema_ids]
    assert [head.name for head in heads] == ["Regal Screen", "Monsoon Talkies"]
    for head in heads:
        assert head.address.endswith(tuple("0123456789"))
        assert head.tax_line == "GSTIN 27AAAAA0000A1Z5"
        assert head.logo is not None
        assert read_logo(head.logo)
    assert heads[0].logo != heads[1].logo


def test_every_cinema_numbers_its_invoices_with_a_prefix_of_its_own(demo: Demo) -> None:
    prefixes = [letterheads.invoice_prefix(demo.owner, cinema_id) for cinema_id in demo.cinema.cinema_ids]
    assert prefixes == ["RS", "MT"]


def test_the_rate_changes_above_a_hundred_rupees(demo: Demo) -> None:
    for cinema_id in demo.cinema.cinema_ids:
        assert letterheads.tax_rates(demo.owner, cinema_id) == (TaxRate(0, 500), TaxRate(10_001, 1_800))
