"""Tickets on paper: printed after the sale, printed again on request, and never forgotten in between."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from app.controllers.permissions import Permission, Session, needs
from app.models import audit_log
from app.models.database import Database
from app.models.errors import NotFound
from app.models.paper import letterheads
from app.models.records import Unprinted
from app.models.sell import tickets
from app.models.sell.tickets import PrintableTicket
from app.models.statements import Unit
from app.utils.errors import FolderNotWritable, PrintingFailed
from app.utils.folders import make_writable
from app.utils.local_time import to_local
from app.utils.paper.letterhead import Letterhead
from app.utils.paper.paper_size import Paper
from app.utils.paper.printing import Printer
from app.utils.paper.ticket_face import TicketFace
from app.utils.paper.ticket_pdf import write_tickets

_LOG = logging.getLogger("foyer.ticketing")


@dataclass(frozen=True, slots=True)
class PrintedTickets:
    """Where the PDF of a booking is, and what the printer made of it. `duplicate_number` 0 is the original."""

    reference: str
    path: Path
    outcome: str
    duplicate_number: int


class Ticketing:
    """Printing for one counter, on the lane of slow things."""

    def __init__(self, database: Database, printer: Printer, folder: Path, paper: Paper = Paper.A6) -> None:
        self._database = database
        self._printer = printer
        self._folder = folder
        self._paper = paper

    @needs(Permission.SELL)
    def print_sale(self, session: Session, reference: str) -> PrintedTickets:
        """Print the tickets of a sale for the first time. Raises PrintingFailed or FolderNotWritable: the sale stands.

        Tickets that were printed before come as a duplicate.
        """
        return self._print(session, reference)

    @needs(Permission.REPRINT)
    def reprint_last(self, session: Session) -> PrintedTickets:
        """Print this counter's last sale again, marked DUPLICATE with its number, and audited. Raises NotFound."""
        reference = tickets.last_sold(self._database, session.counter.id)
        if reference is None:
            raise NotFound("Nothing was sold at this counter yet, so there is nothing to print again.")
        return self._print(session, reference)

    @needs(Permission.REPRINT)
    def reprint(self, session: Session, reference: str) -> PrintedTickets:
        """Print the tickets of any sale again, marked DUPLICATE with its number, and audited. Raises NotFound."""
        return self._print(session, reference)

    @needs(Permission.SELL)
    def unprinted(self, session: Session) -> tuple[Unprinted, ...]:
        """The sales of this counter whose tickets have not come out yet."""
        return tuple(tickets.unprinted(self._database, session.counter.id))

    def _print(self, session: Session, reference: str) -> PrintedTickets:
        printable = tickets.of_booking(self._database, reference)
        if not printable:
            raise NotFound(f"{reference} has no tickets to print.")
        number = tickets.next_print_number(self._database, reference)
        if number > 1:
            self._record_duplicate(session, reference, number)
        name = f"{reference}.pdf" if number == 1 else f"{reference}-duplicate-{number - 1}.pdf"
        path = self._folder / name
        try:
            make_writable(self._folder)
            head = letterheads.letterhead_of(self._database, printable[0].cinema.id)
            write_tickets(path, [face_of(ticket, head, number - 1) for ticket in printable], self._paper)
            outcome = self._printer.print_pdf(path)
        except (PrintingFailed, FolderNotWritable) as error:
            _LOG.warning("printing failed", extra={"reference": reference, "reason": error.sentence})
            sentence = error.sentence
            self._database.transaction(lambda unit: tickets.printing_failed(unit, reference, sentence))
            raise
        if number == 1:
            self._database.transaction(lambda unit: tickets.record_print(unit, reference, 1, session.staff.id))
        self._database.transaction(lambda unit: tickets.printing_done(unit, reference))
        return PrintedTickets(reference, path, outcome, number - 1)

    def _record_duplicate(self, session: Session, reference: str, number: int) -> None:
        """Before it is printed: a duplicate that nobody wrote down would be worse than a number that is skipped."""

        def work(unit: Unit) -> None:
            tickets.record_print(unit, reference, number, session.staff.id)
            detail = {"duplicate_number": number - 1}
            audit_log.append(unit, session.counter.id, session.staff.id, "REPRINT", reference, detail)

        self._database.transaction(work)


def face_of(ticket: PrintableTicket, head: Letterhead, duplicate_number: int) -> TicketFace:
    """What is drawn on a ticket's paper; `duplicate_number` 0 is no duplicate."""
    return TicketFace(
        code=ticket.code,
        booking_reference=ticket.booking_reference,
        movie_title=ticket.show.movie_title,
        certificate=ticket.show.certificate,
        language=ticket.show.language,
        cinema=head,
        hall_name=ticket.show.hall_name,
        row_name=ticket.seat.row_name,
        seat_number=ticket.seat.seat_number,
        seat_type=ticket.seat.seat_type.value,
        ticket_type_name=ticket.ticket_type_name,
        starts_at_local=to_local(ticket.show.starts_at, ticket.cinema.time_zone),
        price_minor=ticket.price_minor,
        currency=ticket.cinema.currency,
        locale=ticket.cinema.locale,
        counter_name=ticket.counter_name,
        duplicate_number=duplicate_number,
    )
