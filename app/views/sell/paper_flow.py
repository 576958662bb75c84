"""Tickets on their way to paper, on the slow lane: a printing fault leaves the sale standing and says so."""

from __future__ import annotations

from collections.abc import Callable

from app.controllers.paper.receipts import PrintedReceipt, Receipts
from app.controllers.permissions import Permission, Session
from app.controllers.sell.ticketing import PrintedTickets, Ticketing
from app.models.records import Unprinted
from app.utils.errors import BoxOfficeError
from app.views.tasks import Lane, Tasks

Say = Callable[[str], object]
Failed = Callable[[BoxOfficeError], object]


class PaperFlow:
    """Prints for one window and keeps the badge of unprinted sales right."""

    def __init__(
        self,
        session: Session,
        ticketing: Ticketing,
        receipts: Receipts,
        tasks: Tasks,
        set_unprinted: Callable[[int], object],
    ) -> None:
        self.session = session
        self._receipts = receipts
        self._ticketing, self._tasks, self._set_unprinted = ticketing, tasks, set_unprinted

    def print_sale(self, reference: str, say: Say, failed: Failed) -> None:
        """Print the tickets of a sale that was just made, or one that still waits; a receipt too where it always comes."""

        def say_and_go_on(sentence: str) -> None:
            say(sentence)
            if self._receipts.always:
                self.print_receipt(reference, lambda more: say(f"{sentence}\n{more}"), failed)

        self._run(lambda: self._ticketing.print_sale(self.session, reference), say_and_go_on, failed)

    def print_last_again(self, say: Say, failed: Failed) -> None:
        """The last sale of this counter once more, as a duplicate."""
        self._run(lambda: self._ticketing.reprint_last(self.session), say, failed)

    def print_again(self, reference: str, say: Say, failed: Failed) -> None:
        """A sale that was found again, once more."""
        self._run(lambda: self._ticketing.reprint(self.session, reference), say, failed)

    def print_receipt(self, reference: str | None, say: Say, failed: Failed) -> None:
        """The receipt of a sale, None being this counter's last one."""
        self._run_receipt(lambda: self._receipts.receipt(self.session, reference), say, failed)

    def print_invoice(self, reference: str | None, say: Say, failed: Failed) -> None:
        """The tax invoice of a sale, None being this counter's last one."""
        self._run_receipt(lambda: self._receipts.invoice(self.session, reference), say, failed)

    def print_waiting(self, say: Say, failed: Failed) -> None:
        """Try again to print every sale of this counter whose tickets have not come out."""

        def each(waiting: tuple[Unprinted, ...]) -> None:
            for sale in waiting:
                self.print_sale(sale.reference, say, failed)

        self._tasks.run(Lane.SLOW, lambda: self._ticketing.unprinted(self.session), each)

    def refresh(self) -> None:
        """Count what is still to be printed."""
        if self.session.may(Permission.SELL):
            self._tasks.run(
                Lane.SLOW,
                lambda: len(self._ticketing.unprinted(self.session)),
                self._set_unprinted,
                _keep_badge,
                replaces="unprinted",
            )

    def _run_receipt(self, work: Callable[[], PrintedReceipt], say: Say, failed: Failed) -> None:
        self._tasks.run(Lane.SLOW, work, lambda printed: say(_told_receipt(printed)), failed)

    def _run(self, work: Callable[[], PrintedTickets], say: Say, failed: Failed) -> None:
        def printed(tickets: PrintedTickets) -> None:
            say(_told(tickets))
            self.refresh()

        def refused(error: BoxOfficeError) -> None:
            failed(error)
            self.refresh()

        self._tasks.run(Lane.SLOW, work, printed, refused)


def _told(tickets: PrintedTickets) -> str:
    what = (
        f"{tickets.reference}, duplicate {tickets.duplicate_number}" if tickets.duplicate_number else tickets.reference
    )
    return f"Tickets of {what} are {_where(tickets.outcome, tickets.path.name)}."


def _told_receipt(printed: PrintedReceipt) -> str:
    number = f" {printed.invoice_number}" if printed.invoice_number else ""
    return f"{printed.title}{number} of {printed.reference} is {_where(printed.outcome, printed.path.name)}."


def _where(outcome: str, file_name: str) -> str:
    if outcome == "saved":
        return f"saved as {file_name} in the ticket folder"
    return "open in the PDF viewer" if outcome == "opened" else "at the printer"


def _keep_badge(_error: BoxOfficeError) -> None:
    """The connection watch tells of a lost database; the badge keeps its last number."""
