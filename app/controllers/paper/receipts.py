"""Receipts and tax invoices of a sale: as often as the customer asks, and the invoice always with the same number."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from app.controllers.paper.receipt_words import face_of, kept_minor
from app.controllers.permissions import Permission, Session, needs
from app.models import audit_log
from app.models.database import Database
from app.models.errors import NotFound
from app.models.paper import invoices, letterheads
from app.models.paper import sold as sales
from app.models.paper.invoices import Invoice
from app.models.paper.sold import SoldOnPaper
from app.models.records import BookingStatus
from app.models.sell import tickets
from app.models.statements import Unit
from app.utils.errors import PrintingFailed
from app.utils.folders import make_writable
from app.utils.paper.paper_size import Paper
from app.utils.paper.printing import Printer
from app.utils.paper.receipt_pdf import write_receipt

_LOG = logging.getLogger("foyer.receipts")
_SOLD = (BookingStatus.CONFIRMED, BookingStatus.COMPLETED)


@dataclass(frozen=True, slots=True)
class PrintedReceipt:
    """`title` is "Receipt", "Tax invoice" or "Invoice"; `outcome` what the printer made of it."""

    title: str
    reference: str
    invoice_number: str
    path: Path
    outcome: str


class Receipts:
    """Printing for one counter, on the lane of slow things. `always`: every sale's tickets come with a receipt."""

    def __init__(
        self, database: Database, printer: Printer, folder: Path, paper: Paper, *, always: bool = False
    ) -> None:
        self._database, self._printer, self._folder, self._paper = database, printer, folder, paper
        self.always = always

    @needs(Permission.SELL)
    def receipt(self, session: Session, reference: str | None = None) -> PrintedReceipt:
        """Print the receipt of a sale, without a reference of this counter's last one.

        Raises NotFound, PrintingFailed, FolderNotWritable.
        """
        return self._print(session, self._sold(session, reference), None, is_copy=False)

    @needs(Permission.SELL)
    def invoice(self, session: Session, reference: str | None = None) -> PrintedReceipt:
        """Print the tax invoice of a sale; the first time it is asked for it gets its number, later it is a copy.

        Raises NotFound, PrintingFailed, FolderNotWritable.
        """
        sold = self._sold(session, reference)
        known = invoices.of_booking(self._database, sold.booking_id)
        invoice = known or self._issue(session, sold)
        return self._print(session, sold, invoice, is_copy=known is not None)

    def _issue(self, session: Session, sold: SoldOnPaper) -> Invoice:
        def work(unit: Unit) -> Invoice:
            invoice = invoices.of_booking(unit, sold.booking_id)  # another counter may have been quicker
            if invoice is not None:
                return invoice
            invoices.issue(unit, sold.booking_id, session.counter.cinema.id, session.staff.id)
            issued = invoices.of_booking(unit, sold.booking_id)
            if issued is None:
                raise NotFound(f"{sold.reference} was taken out of the books just now.")
            detail = {"invoice_number": issued.number}
            audit_log.append(unit, session.counter.id, session.staff.id, "INVOICE", sold.reference, detail)
            return issued

        return self._database.transaction(work)

    def _sold(self, session: Session, reference: str | None) -> SoldOnPaper:
        wanted = reference or tickets.last_sold(self._database, session.counter.id)
        if wanted is None:
            raise NotFound("Nothing was sold at this counter yet, so there is nothing to print.")
        found = sales.sold(self._database, session.counter.cinema.id, wanted)
        if found is None:
            raise NotFound(f"{wanted} was not sold in this cinema, so there is no receipt of it.")
        if not (found.status in _SOLD and found.live_seats) and not any(kept_minor(seat) for seat in found.seats):
            raise NotFound(f"{wanted} was cancelled, so there is no receipt of it any more.")
        return found

    def _print(self, session: Session, sold: SoldOnPaper, invoice: Invoice | None, *, is_copy: bool) -> PrintedReceipt:
        cinema = session.counter.cinema
        head = letterheads.letterhead_of(self._database, cinema.id)
        rates = letterheads.tax_rates(self._database, cinema.id)
        face = face_of(sold, cinema, head, rates, invoice, is_copy=is_copy)
        path = self._folder / f"{sold.reference}-{'invoice' if invoice else 'receipt'}.pdf"
        make_writable(self._folder)
        write_receipt(path, face, self._paper)
        try:
            outcome = self._printer.print_pdf(path)
        except PrintingFailed as error:
            what = face.title.lower()
            _LOG.warning("printing failed", extra={"reference": sold.reference, "reason": error.reason})
            raise PrintingFailed(
                f"The {what} was not printed: {error.reason}. The sale stands; print the {what} again.", error.reason
            ) from error
        return PrintedReceipt(face.title, sold.reference, face.invoice_number, path, outcome)
