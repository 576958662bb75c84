"""How a cinema heads its papers, and the tax in its prices, as they are stored."""

from __future__ import annotations

from app.models.paper import letterheads
from app.utils.paper.letterhead import Letterhead
from app.utils.paper.logo_art import draw_logo
from app.utils.tax import TaxRate
from tests.box_office import BoxOffice, MakeBoxOffice


def test_a_new_cinema_has_its_name_alone_and_no_tax(office: BoxOffice) -> None:
    cinema = office.counters[0].cinema
    assert letterheads.letterhead_of(office.database, cinema.id) == Letterhead(cinema.name)
    assert letterheads.tax_rates(office.database, cinema.id) == ()


def test_what_was_written_is_read_again_to_the_byte(office: BoxOffice) -> None:
    cinema = office.counters[0].cinema
    head = Letterhead(cinema.name, "12 Laxmi Road, पुणे", "GSTIN", "27AAAAA0000A1Z5", draw_logo("Regal Screen"))
    office.owner.transaction(lambda unit: letterheads.write_letterhead(unit, cinema.id, head, "RS"))
    assert letterheads.letterhead_of(office.database, cinema.id) == head


def test_rates_replace_those_before_and_come_lowest_price_first(office: BoxOffice) -> None:
    cinema_id = office.counters[0].cinema.id
    for rates in ([TaxRate(0, 2_800)], [TaxRate(10_001, 1_800), TaxRate(0, 500)]):
        office.owner.transaction(lambda unit: letterheads.write_tax_rates(unit, cinema_id, rates))  # noqa: B023  run at once
    assert letterheads.tax_rates(office.database, cinema_id) == (TaxRate(0, 500), TaxRate(10_001, 1_800))
    office.owner.transaction(lambda unit: letterheads.write_tax_rates(unit, cinema_id, ()))
    assert letterheads.tax_rates(office.database, cinema_id) == ()


def test_another_cinema_keeps_its_own(office: BoxOffice, make_office: MakeBoxOffice) -> None:
    other = make_office()
    cinema_id = office.counters[0].cinema.id
    office.owner.transaction(lambda unit: letterheads.write_tax_rates(unit, cinema_id, [TaxRate(0, 500)]))
    assert letterheads.tax_rates(other.database, other.counters[0].cinema.id) == ()
