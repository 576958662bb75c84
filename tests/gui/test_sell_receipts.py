"""Receipts and invoices at the counter: by button and by key, after the sale and of a booking that was found again."""

from __future__ import annotations

import pytest

from app.views.sell.found_panel import FoundPanel
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in
from tests.gui.typist import type_like_a_typist
from tests.utils.paper.ticket_reading import output_of, page_sizes_mm

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def said(program: Program) -> str:
    return str(program.done._paper.cget("text"))


def printed(program: Program, name: str) -> str:
    text = output_of("pdftotext", "-layout", program.folder / "tickets" / f"{name}.pdf", "-")
    return " ".join(text.split())


def sell(program: Program, *labels: str) -> str:
    """A sale whose tickets are done."""
    program.pick(*labels)
    reference = program.pay().sale.reference
    program.wait(lambda: f"{reference}.pdf" in said(program), what="the tickets")
    return reference


def found(program: Program) -> FoundPanel:
    panel = program.sell.found.panel
    assert panel is not None
    return panel


def look_up(program: Program, reference: str) -> FoundPanel:
    """Type the reference into the command line."""
    type_like_a_typist(program, f"{reference.lower()}\n")
    program.wait(lambda: program.sell.found.panel is not None, what="the booking")
    return found(program)


def test_the_receipt_button_prints_the_receipt_of_the_sale(selling: Program) -> None:
    reference = sell(selling, "C4", "C5")
    selling.press(selling.done.receipts.receipt)
    selling.wait(lambda: said(selling).startswith(f"Receipt of {reference}"), what="the receipt")
    assert said(selling) == f"Receipt of {reference} is saved as {reference}-receipt.pdf in the ticket folder."
    assert "2 × Adult · Premium ₹910" in printed(selling, f"{reference}-receipt")


def test_the_invoice_button_prints_a_numbered_invoice(selling: Program) -> None:
    reference = sell(selling, "C4")
    selling.press(selling.done.receipts.invoice)
    selling.wait(lambda: said(selling).startswith("Invoice 00001"), what="the invoice")
    assert "Number 00001" in printed(selling, f"{reference}-invoice")


def test_both_are_reached_from_next_customer_by_the_keyboard(selling: Program) -> None:
    reference = sell(selling, "C4")
    selling.wait(lambda: selling.done._next.has_focus, what="the focus")
    selling.hands.key("shift+Tab")
    selling.wait(lambda: selling.done.receipts.invoice.has_focus, what="the focus on the invoice")
    selling.hands.key("shift+Tab")
    selling.wait(lambda: selling.done.receipts.receipt.has_focus, what="the focus on the receipt")
    selling.hands.key("Space")
    selling.wait(lambda: said(selling).startswith(f"Receipt of {reference}"), what="the receipt")


@pytest.mark.parametrize(("key", "name"), [("shift+F7", "receipt"), ("shift+F9", "invoice")])
def test_a_key_prints_it_for_the_last_sale_while_the_next_customer_is_served(
    selling: Program, key: str, name: str
) -> None:
    reference = sell(selling, "C4")
    selling.hands.key("Enter")
    selling.wait(lambda: selling.checkout.panel is selling.checkout.basket_panel)
    selling.hands.key(key)
    selling.wait(lambda: f"{reference}-{name}.pdf" in selling.toasts, what="the word on the paper")


def test_without_a_sale_the_key_says_so(selling: Program) -> None:
    selling.hands.key("shift+F7")
    selling.wait(lambda: "Nothing was sold at this counter yet" in selling.toasts, what="the sentence")


def test_a_found_booking_has_its_receipt_and_its_invoice(selling: Program) -> None:
    reference = selling.office.sell("C4", counter=1).reference
    panel = look_up(selling, reference)
    assert panel.receipts is not None
    selling.press(panel.receipts.receipt)
    selling.wait(lambda: f"{reference}-receipt.pdf" in found(selling).words, what="the receipt")
    selling.hands.key("shift+F9")
    selling.wait(lambda: f"{reference}-invoice.pdf" in found(selling).words, what="the invoice")
    assert "Served by Clerk, Counter 2" in printed(selling, f"{reference}-invoice")


def test_a_basket_that_was_found_has_nothing_to_print(selling: Program) -> None:
    reference = selling.office.hold("C4", counter=1).booking.reference
    assert look_up(selling, reference).receipts is None


def test_a_counter_that_always_gives_receipts_prints_one_with_every_sale(start_program: StartProgram) -> None:
    program = start_program(receipt="always")
    program.sign_in()
    program.open_show()
    program.pick("C4")
    reference = program.pay().sale.reference
    program.wait(lambda: f"{reference}-receipt.pdf" in said(program), what="the receipt")
    assert f"{reference}.pdf" in said(program)
    assert "Total ₹455" in printed(program, f"{reference}-receipt")


@pytest.mark.parametrize(("paper", "width"), [("a4", 210.0), ("roll80", 80.0)])
def test_the_paper_of_the_settings_is_used_for_tickets_and_receipts(
    start_program: StartProgram, paper: str, width: float
) -> None:
    program = start_program(paper=paper, receipt="always")
    program.sign_in()
    program.open_show()
    program.pick("C4")
    reference = program.pay().sale.reference
    program.wait(lambda: f"{reference}-receipt.pdf" in said(program), what="the receipt")
    for name in (reference, f"{reference}-receipt"):
        sizes = page_sizes_mm(program.folder / "tickets" / f"{name}.pdf")
        assert [size[0] for size in sizes] == [width]


def test_a_receipt_that_cannot_be_written_is_told_of_and_can_be_had_later(selling: Program) -> None:
    program = selling
    reference = sell(program, "C4")
    receipt = program.folder / "tickets" / f"{reference}-receipt.pdf"
    receipt.mkdir()
    program.press(program.done.receipts.receipt)
    program.wait(lambda: "could not be written" in said(program), what="the fault")
    assert "then print it again" in said(program)
    assert program.status("C4") == "SOLD"
    receipt.rmdir()
    program.press(program.done.receipts.receipt)
    program.wait(lambda: said(program).startswith("Receipt of"), what="the receipt")
