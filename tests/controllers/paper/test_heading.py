"""How a cinema heads its papers can be set by whoever has the owner's account, piece by piece, and every change is told."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.controllers.paper.heading import change_heading
from app.controllers.paper.receipts import Receipts
from app.models.errors import NotFound
from app.models.paper import letterheads
from app.utils.errors import BoxOfficeError, InvalidInput
from app.utils.paper.logo_art import draw_logo
from app.utils.paper.paper_size import Paper
from app.utils.paper.printing import Printer
from app.utils.tax import TaxRate
from tests.box_office import BoxOffice, MakeBoxOffice


def change(office: BoxOffice, *wishes: str) -> list[str]:
    return change_heading(office.owner, [f"cinema={office.counters[0].cinema.name}", *wishes])


def test_without_a_wish_it_only_tells(office: BoxOffice) -> None:
    assert change(office) == [
        f"cinema: {office.counters[0].cinema.name}",
        "address: -",
        "tax number: -",
        "invoice prefix: -",
        "tax included: -",
        "logo: -",
    ]
    told = office.value(
        "SELECT COUNT(*) FROM audit_log WHERE action = 'PAPER' AND counter_id = %s", office.counters[0].id
    )
    assert told == 0


def test_what_is_set_is_on_the_papers_and_told(office: BoxOffice, tmp_path: Path) -> None:
    cinema, logo = office.counters[0].cinema, tmp_path / "our logo.png"
    logo.write_bytes(draw_logo("Regal Screen"))
    lines = change(
        office,
        "address=12  Laxmi Road,\nPune",
        "tax-name=GSTIN",
        "tax-number=27AAAAA0000A1Z5",
        "invoice-prefix=RS",
        "tax=5",
        "tax=18 % @ 100.01",
        f"logo={logo}",
    )
    assert lines[1:] == [
        "address: 12 Laxmi Road, Pune",
        "tax number: GSTIN 27AAAAA0000A1Z5",
        "invoice prefix: RS",
        "tax included: 5 %, 18 % from ₹100.01",
        "logo: yes",
    ]
    head = letterheads.letterhead_of(office.database, cinema.id)
    assert (head.address, head.tax_line) == ("12 Laxmi Road, Pune", "GSTIN 27AAAAA0000A1Z5")
    assert head.logo is not None
    assert letterheads.tax_rates(office.database, cinema.id) == (TaxRate(0, 500), TaxRate(10_001, 1_800))
    detail = office.value(
        "SELECT detail FROM audit_log WHERE action = 'PAPER' AND counter_id = %s", office.counters[0].id
    )
    assert "invoice-prefix" in str(detail)


def test_what_is_not_named_stays_as_it_was(office: BoxOffice) -> None:
    change(office, "address=12 Laxmi Road", "tax=18", "invoice-prefix=RS")
    assert change(office, "tax-name=VAT", "tax-number=1")[1:5] == [
        "address: 12 Laxmi Road",
        "tax number: VAT 1",
        "invoice prefix: RS",
        "tax included: 18 %",
    ]


def test_logo_and_taxes_can_be_taken_away(office: BoxOffice, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(draw_logo("Regal Screen"))
    change(office, "tax=12.5", f"logo={tmp_path / 'logo.png'}")
    assert change(office, "tax=none", "logo=none")[4:] == ["tax included: -", "logo: -"]


def test_a_large_logo_is_kept_small(office: BoxOffice, tmp_path: Path) -> None:
    Image.new("RGB", (3000, 3000), "navy").save(tmp_path / "logo.png")
    change(office, f"logo={tmp_path / 'logo.png'}")
    logo = letterheads.letterhead_of(office.database, office.counters[0].cinema.id).logo
    assert logo is not None
    assert max(Image.open(BytesIO(logo)).size) <= 320


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("adress=x", "'adress' cannot be set"),
        ("address", "'address' cannot be set"),
        ("address=" + "x" * 301, "Give 300 at most"),
        ("invoice-prefix=MUCHTOOLONG", "Give 10 at most"),
        ("tax=abc", "no tax rate"),
        ("tax=-5", "no tax rate"),
        ("tax=101", "no tax rate"),
        ("tax=5@much", "not an amount"),
        ("logo=/nowhere/logo.png", "cannot be read"),
        (f"logo={__file__}", "no picture"),
    ],
)
def test_what_cannot_be_used_is_told_and_changes_nothing(office: BoxOffice, wish: str, said: str) -> None:
    before = change(office, "address=12 Laxmi Road", "tax=18")
    with pytest.raises(InvalidInput, match=said):
        change(office, "tax-number=other", wish)
    assert change(office) == before


def test_the_prefix_stays_once_an_invoice_was_issued(office: BoxOffice, tmp_path: Path) -> None:
    """A copy says the number that the original said."""
    change(office, "invoice-prefix=RS")
    receipts = Receipts(office.database, Printer(None, "save"), tmp_path, Paper.A6)
    sale = office.sell("C4")
    assert receipts.invoice(office.session(), sale.reference).invoice_number == "RS-00001"
    with pytest.raises(InvalidInput, match="The prefix stays"):
        change(office, "invoice-prefix=RG", "address=elsewhere")
    assert change(office, "invoice-prefix=RS")[1:4] == ["address: -", "tax number: -", "invoice prefix: RS"]


def test_among_several_cinemas_one_has_to_be_named(office: BoxOffice, make_office: MakeBoxOffice) -> None:
    make_office()
    with pytest.raises(BoxOfficeError, match="Say which"):
        change_heading(office.owner, ["address=x"])


def test_a_cinema_that_is_not_there_is_told(office: BoxOffice) -> None:
    with pytest.raises(NotFound, match="There is no cinema 'Nowhere'"):
        change_heading(office.owner, ["cinema=Nowhere", "address=x"])
