"""Paper after the sale: a printer that is away leaves the sale standing, and nothing is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.views import theme
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in
from tests.utils.paper.cups import PrivateCups
from tests.utils.paper.ticket_reading import output_of

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


@pytest.fixture
def cups() -> Iterator[PrivateCups]:
    """A printing service that is not started yet."""
    private = PrivateCups()
    yield private
    private.stop()


@pytest.fixture
def printing(start_program: StartProgram, cups: PrivateCups, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A counter that prints on paper, its printing service away."""
    monkeypatch.setenv("CUPS_SERVER", str(cups.socket_path))
    monkeypatch.setenv("HOME", str(cups.folder))
    for name in ("PRINTER", "LPDEST", "CUPS_PRINTER"):
        monkeypatch.delenv(name, raising=False)
    program = start_program(print_mode="print", printer="front")
    program.sign_in()
    program.open_show()
    return program


def said(program: Program) -> str:
    return str(program.done._paper.cget("text"))


def printed(program: Program, name: str) -> str:
    """What the tickets in that file say."""
    return output_of("pdftotext", program.folder / "tickets" / f"{name}.pdf", "-")


def badge(program: Program) -> str | None:
    button = program.screen.shell._unprinted
    return button.text if button.winfo_ismapped() else None


def sell(program: Program, *labels: str) -> str:
    program.pick(*labels)
    return program.pay().sale.reference


def test_the_tickets_of_a_sale_are_saved_and_it_is_said_where(selling: Program) -> None:
    reference = sell(selling, "C4", "C5")
    selling.wait(lambda: reference in said(selling), what="the word on the paper")
    assert said(selling) == f"Tickets of {reference} are saved as {reference}.pdf in the ticket folder."
    text = printed(selling, reference)
    assert reference in text
    assert "DUPLICATE" not in text
    assert badge(selling) is None


def test_a_printer_that_is_away_leaves_the_sale_standing_and_the_badge_prints_it_later(
    printing: Program, cups: PrivateCups
) -> None:
    reference = sell(printing, "C4")
    printing.wait(lambda: "was not printed" in said(printing), what="the fault")
    assert "The sale stands" in said(printing)
    assert printing.done._paper.cget("text_color") == theme.BAD
    assert printing.status("C4") == "SOLD"
    printing.wait(lambda: badge(printing) == "1 not printed", what="the badge")
    cups.start()
    printing.press(printing.screen.shell._unprinted)
    printing.wait(lambda: "are at the printer" in said(printing), what="the word on the paper")
    printing.wait(lambda: badge(printing) is None, what="the end of the badge")
    assert cups.documents() == [(printing.folder / "tickets" / f"{reference}.pdf").read_bytes()]


def test_every_sale_that_waits_is_counted_and_printed_in_order(printing: Program, cups: PrivateCups) -> None:
    references = []
    for number, label in enumerate(("C4", "C5"), start=1):
        references.append(sell(printing, label))
        printing.wait(lambda: badge(printing) == f"{number} not printed", what="the badge")  # noqa: B023  asked at once
        printing.hands.key("Enter")
        printing.wait(lambda: printing.checkout.panel is printing.checkout.basket_panel)
    cups.start()
    printing.press(printing.screen.shell._unprinted)
    printing.wait(lambda: badge(printing) is None, what="the end of the badge")
    files = [(printing.folder / "tickets" / f"{reference}.pdf").read_bytes() for reference in references]
    assert cups.documents() == files


def test_a_badge_of_an_earlier_day_is_there_after_signing_in(start_program: StartProgram) -> None:
    program = start_program()
    program.office.sell("A1")
    program.sign_in()
    program.wait(lambda: badge(program) == "1 not printed", what="the badge")


def test_f12_prints_the_last_sale_again_as_a_duplicate(selling: Program) -> None:
    reference = sell(selling, "C4")
    selling.wait(lambda: reference in said(selling), what="the original")
    selling.hands.key("F12")
    selling.wait(lambda: "duplicate 1" in said(selling), what="the duplicate")
    assert "DUPLICATE" in printed(selling, f"{reference}-duplicate-1")
    selling.press(selling.done._again)
    selling.wait(lambda: "duplicate 2" in said(selling), what="the second duplicate")
    assert selling.count("SELECT COUNT(*) FROM audit_log WHERE action = 'REPRINT' AND subject = %s", reference) == 2


def test_f12_works_for_the_next_customer_too(selling: Program) -> None:
    reference = sell(selling, "C4")
    selling.wait(lambda: reference in said(selling), what="the original")
    selling.hands.key("Enter")
    selling.wait(lambda: selling.checkout.panel is selling.checkout.basket_panel)
    selling.hands.key("F12")
    selling.wait(lambda: f"{reference}, duplicate 1" in selling.toasts, what="the word on the paper")


def test_f12_without_a_sale_says_so(selling: Program) -> None:
    selling.hands.key("F12")
    selling.wait(lambda: "Nothing was sold at this counter yet" in selling.toasts, what="the sentence")


def test_a_ticket_folder_that_cannot_be_written_leaves_the_sale_standing(selling: Program) -> None:
    folder: Path = selling.folder / "tickets"
    folder.write_text("a file where the folder should be")
    sell(selling, "C4")
    selling.wait(lambda: "cannot write to the folder" in said(selling), what="the fault")
    assert selling.status("C4") == "SOLD"
    selling.wait(lambda: badge(selling) == "1 not printed", what="the badge")
    folder.unlink()
    selling.press(selling.screen.shell._unprinted)
    selling.wait(lambda: badge(selling) is None, what="the end of the badge")
