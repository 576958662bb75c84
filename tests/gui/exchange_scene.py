"""A sale on Find whose seats are given for others, and the way to Sell."""

from __future__ import annotations

from app.views.after.exchange_panel import ExchangePanel
from app.views.after.sell_exchange import SellExchange
from tests.gui.finding_scene import bookings_page, open_booking, open_find
from tests.gui.program import Program


def found(program: Program, *labels: str) -> str:
    """A sale of these seats, found on Find; its reference."""
    reference = program.office.sell(*labels).reference
    open_find(program)
    open_booking(program, reference)
    return reference


def panel_of(program: Program) -> ExchangePanel:
    page = bookings_page(program)
    program.wait(lambda: isinstance(page.pane.panel, ExchangePanel), what="the question which seats")
    panel = page.pane.panel
    assert isinstance(panel, ExchangePanel)
    return panel


def exchange_of(program: Program) -> SellExchange:
    """Once Sell shows the seats that are given."""
    program.wait(lambda: program.sell.exchange.credit is not None, what="the exchange on Sell")
    program.wait(lambda: program.flow.opened is not None and program.sell.winfo_ismapped(), what="the old show's map")
    program.root.update()
    return program.sell.exchange


def begin(program: Program, *labels: str) -> str:
    """All of a sale's seats given in exchange."""
    reference = found(program, *labels)
    program.hands.key("F9")
    panel_of(program)
    program.hands.key("Enter")
    exchange_of(program)
    return reference


def books(program: Program, reference: str) -> tuple[str, int]:
    """The sale's status, and how many of its tickets are good."""
    row = program.office.owner.row(
        "SELECT b.status, (SELECT COUNT(*) FROM tickets t WHERE t.booking_id = b.id AND t.status = 'VALID')"
        " FROM bookings b WHERE b.reference = %s",
        (reference,),
    )
    assert row is not None
    return str(row[0]), int(row[1])


def type_command(program: Program, text: str) -> None:
    program.hands.type(text)
    program.wait(lambda: program.command.value == text, what=f"{text} in the command line")
    program.hands.key("Enter")
