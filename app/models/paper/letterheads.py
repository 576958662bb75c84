"""How a cinema names itself on paper, and the tax in its prices."""

from __future__ import annotations

from collections.abc import Sequence

from app.models.statements import Reader, Unit
from app.utils.paper.letterhead import Letterhead
from app.utils.tax import TaxRate


def letterhead_of(reader: Reader, cinema_id: int) -> Letterhead:
    """What stands at the head of a cinema's papers, with its logo."""
    row = reader.row("SELECT name, address, tax_name, tax_number, logo FROM cinemas WHERE id = %s", (cinema_id,))
    if row is None:
        return Letterhead("")
    name, address, tax_name, tax_number, logo = row
    return Letterhead(
        str(name), str(address), str(tax_name), str(tax_number), bytes(logo) if logo is not None else None
    )


def tax_rates(reader: Reader, cinema_id: int) -> tuple[TaxRate, ...]:
    """The rates included in a cinema's prices, the lowest price first."""
    found = reader.rows(
        "SELECT from_minor, basis_points FROM tax_rates WHERE cinema_id = %s ORDER BY from_minor", (cinema_id,)
    )
    return tuple(TaxRate(int(from_minor), int(basis_points)) for from_minor, basis_points in found)


def invoice_prefix(reader: Reader, cinema_id: int) -> str:
    """What stands before the cinema's invoice numbers; often nothing."""
    row = reader.row("SELECT invoice_prefix FROM cinemas WHERE id = %s", (cinema_id,))
    return str(row[0]) if row else ""


def write_letterhead(unit: Unit, cinema_id: int, letterhead: Letterhead, invoice_prefix: str) -> None:
    """How the cinema's papers are headed from now on; its name stays. Under the owner's account."""
    unit.execute(
        "UPDATE cinemas SET address = %s, tax_name = %s, tax_number = %s, logo = %s, invoice_prefix = %s WHERE id = %s",
        (
            letterhead.address,
            letterhead.tax_name,
            letterhead.tax_number,
            letterhead.logo,
            invoice_prefix,
            cinema_id,
        ),
    )


def write_tax_rates(unit: Unit, cinema_id: int, rates: Sequence[TaxRate]) -> None:
    """The rates from now on, in place of those before. Under the owner's account."""
    unit.execute("DELETE FROM tax_rates WHERE cinema_id = %s", (cinema_id,))
    if rates:
        unit.insert_rows(
            "INSERT INTO tax_rates (cinema_id, from_minor, basis_points) VALUES",
            [(cinema_id, rate.from_minor, rate.basis_points) for rate in rates],
        )
