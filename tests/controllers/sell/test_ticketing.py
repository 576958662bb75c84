"""Tickets on paper: real PDF files, never forgotten, and every reprint told."""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.controllers.sell.ticketing import Ticketing
from app.models.errors import NotFound
from app.models.records import Role
from app.utils.errors import FolderNotWritable, PrintingFailed
from app.utils.paper.printing import Printer
from tests.box_office import BoxOffice

QUIET_PRINTER = Printer(None, "save")
NO_PRINTER = Printer("no such queue anywhere", "print", time_limit_seconds=5)
LONG_TITLE = "Dr. Strangelove or: How I Learned to Stop Worrying " * 6
TITLES = {
    "quotes": "L'Avventura \"Director's Cut\"; DROP TABLE shows; --",
    "percent signs": "100% %s %d Wolf_",
    "emoji": "The 🎬 Movie 👩‍👩‍👧",
    "right to left": "السلام عليكم (2024) שלום",
    "300 characters": LONG_TITLE[:300],
    "four scripts": "दिल 心 ドラえもん Жизнь",
}


def ticketing(office: BoxOffice, folder: Path, printer: Printer = QUIET_PRINTER) -> Ticketing:
    return Ticketing(office.database, printer, folder)


def text_of(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


def pages_of(path: Path) -> int:
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])


def unprinted(office: BoxOffice, folder: Path) -> Sequence[tuple[str, str | None]]:
    return [(each.reference, each.last_error) for each in ticketing(office, folder).unprinted(office.session())]


def print_numbers(office: BoxOffice, reference: str) -> list[int]:
    found = office.owner.rows(
        "SELECT p.print_number FROM ticket_prints p JOIN bookings b ON b.id = p.booking_id WHERE b.reference = %s"
        " ORDER BY 1",
        (reference,),
    )
    return [int(row[0]) for row in found]


def reprints_told(office: BoxOffice, reference: str) -> list[str]:
    found = office.owner.rows(
        "SELECT detail FROM audit_log WHERE subject = %s AND action = 'REPRINT' ORDER BY id", (reference,)
    )
    return [str(row[0]) for row in found]


def test_a_sales_tickets_are_one_pdf_with_a_page_for_each(office: BoxOffice, tmp_path: Path) -> None:
    sale = office.sell("C4", "C5")
    printed = ticketing(office, tmp_path / "tickets").print_sale(office.session(), sale.reference)
    assert (printed.path, printed.outcome, printed.duplicate_number) == (
        tmp_path / "tickets" / f"{sale.reference}.pdf",
        "saved",
        0,
    )
    assert pages_of(printed.path) == 2
    assert stat.S_IMODE(printed.path.parent.stat().st_mode) == 0o700


def test_a_ticket_says_what_was_sold(office: BoxOffice, tmp_path: Path) -> None:
    sale = office.sell("C4")
    text = text_of(ticketing(office, tmp_path).print_sale(office.session(), sale.reference).path)
    for told in (sale.reference, "A Film", "Hall 1", "Counter 1", "Adult", "455"):
        assert told in text
    assert "DUPLICATE" not in text


def test_a_sale_is_listed_until_its_tickets_have_come_out(office: BoxOffice, tmp_path: Path) -> None:
    first, second = office.sell("C4"), office.sell("C5")
    assert unprinted(office, tmp_path) == [(first.reference, None), (second.reference, None)]
    ticketing(office, tmp_path).print_sale(office.session(), first.reference)
    assert unprinted(office, tmp_path) == [(second.reference, None)]


def test_another_counters_sales_are_not_listed(office: BoxOffice, tmp_path: Path) -> None:
    office.sell("C4", counter=1)
    assert unprinted(office, tmp_path) == []


def test_a_failed_print_keeps_the_sale_and_lists_it_with_the_reason(office: BoxOffice, tmp_path: Path) -> None:
    sale = office.sell("C4")
    with pytest.raises(PrintingFailed) as told:
        ticketing(office, tmp_path, NO_PRINTER).print_sale(office.session(), sale.reference)
    assert unprinted(office, tmp_path) == [(sale.reference, told.value.sentence)]
    assert office.value("SELECT status FROM bookings WHERE reference = %s", sale.reference) == "CONFIRMED"
    assert print_numbers(office, sale.reference) == []


def test_a_print_that_failed_is_the_original_when_it_is_tried_again(office: BoxOffice, tmp_path: Path) -> None:
    sale = office.sell("C4")
    with pytest.raises(PrintingFailed):
        ticketing(office, tmp_path, NO_PRINTER).print_sale(office.session(), sale.reference)
    printed = ticketing(office, tmp_path).print_sale(office.session(), sale.reference)
    assert printed.duplicate_number == 0
    assert unprinted(office, tmp_path) == []
    assert print_numbers(office, sale.reference) == [1]


def test_a_folder_that_cannot_be_written_to_keeps_the_sale_and_lists_it(office: BoxOffice, tmp_path: Path) -> None:
    sale = office.sell("C4")
    in_the_way = tmp_path / "tickets"
    in_the_way.write_text("a file where the folder should be")
    with pytest.raises(FolderNotWritable) as told:
        ticketing(office, in_the_way).print_sale(office.session(), sale.reference)
    assert str(in_the_way) in told.value.sentence
    assert unprinted(office, tmp_path) == [(sale.reference, told.value.sentence[:300])]


def test_each_reprint_is_a_numbered_duplicate_and_audited(office: BoxOffice, tmp_path: Path) -> None:
    sale, desk = office.sell("C4"), ticketing(office, tmp_path)
    desk.print_sale(office.session(), sale.reference)
    duplicates = [desk.reprint_last(office.session()) for _ in range(2)]
    assert [(each.reference, each.duplicate_number) for each in duplicates] == [
        (sale.reference, 1),
        (sale.reference, 2),
    ]
    assert [each.path.name for each in duplicates] == [
        f"{sale.reference}-duplicate-1.pdf",
        f"{sale.reference}-duplicate-2.pdf",
    ]
    assert "DUPLICATE 1" in text_of(duplicates[0].path)
    assert "DUPLICATE 2" in text_of(duplicates[1].path)
    assert reprints_told(office, sale.reference) == ['{"duplicate_number": 1}', '{"duplicate_number": 2}']
    assert print_numbers(office, sale.reference) == [1, 2, 3]


def test_printing_a_sale_twice_makes_a_duplicate_of_it(office: BoxOffice, tmp_path: Path) -> None:
    sale, desk = office.sell("C4"), ticketing(office, tmp_path)
    desk.print_sale(office.session(), sale.reference)
    assert desk.print_sale(office.session(), sale.reference).duplicate_number == 1
    assert len(reprints_told(office, sale.reference)) == 1


def test_a_duplicate_that_failed_was_still_written_down(office: BoxOffice, tmp_path: Path) -> None:
    sale = office.sell("C4")
    ticketing(office, tmp_path).print_sale(office.session(), sale.reference)
    with pytest.raises(PrintingFailed):
        ticketing(office, tmp_path, NO_PRINTER).reprint_last(office.session())
    assert len(reprints_told(office, sale.reference)) == 1
    assert ticketing(office, tmp_path).reprint_last(office.session()).duplicate_number == 2


def test_the_last_sale_is_this_counters(office: BoxOffice, tmp_path: Path) -> None:
    mine = office.sell("C4")
    office.sell("C5", counter=1)
    assert ticketing(office, tmp_path).reprint_last(office.session()).reference == mine.reference


def test_a_counter_that_sold_nothing_has_nothing_to_reprint(office: BoxOffice, tmp_path: Path) -> None:
    office.sell("C5", counter=1)
    with pytest.raises(NotFound):
        ticketing(office, tmp_path).reprint_last(office.session())


def test_a_basket_that_was_not_paid_has_no_tickets(office: BoxOffice, tmp_path: Path) -> None:
    basket = office.hold("C4")
    with pytest.raises(NotFound):
        ticketing(office, tmp_path).print_sale(office.session(), basket.booking.reference)


def test_a_manager_reprints_too(office: BoxOffice, tmp_path: Path) -> None:
    sale = office.sell("C4")
    assert ticketing(office, tmp_path).reprint_last(office.session(Role.MANAGER)).reference == sale.reference


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_any_film_and_cinema_name_goes_from_hold_to_ticket_unharmed(
    office: BoxOffice, tmp_path: Path, title: str
) -> None:
    cinema_name = f"{office.counters[0].id} {title}"[:100]
    office.change(
        "UPDATE movies SET title = %s WHERE id = (SELECT movie_id FROM shows WHERE id = %s)", title, office.show_id
    )
    office.change("UPDATE cinemas SET name = %s WHERE id = %s", cinema_name, office.counters[0].cinema.id)
    sale = office.sell("C4")
    assert sale.movie_title == title
    assert ticketing(office, tmp_path).unprinted(office.session())[0].movie_title == title
    printed = ticketing(office, tmp_path).print_sale(office.session(), sale.reference)
    assert pages_of(printed.path) == 1
    assert sale.reference in text_of(printed.path)


def test_a_sale_of_long_ago_is_printed_again_as_a_duplicate(office: BoxOffice, tmp_path: Path) -> None:
    sale = office.sell("A1")
    ticketing(office, tmp_path).print_sale(office.session(), sale.reference)
    office.sell("A2")
    again = ticketing(office, tmp_path).reprint(office.session(counter=1), sale.reference)
    assert (again.reference, again.duplicate_number) == (sale.reference, 1)
    with pytest.raises(NotFound):
        ticketing(office, tmp_path).reprint(office.session(), "FYR-222222")
