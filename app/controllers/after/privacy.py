"""What is known of a customer: shown, given to them as a file, and erased when they ask for it."""

from __future__ import annotations

import logging
from pathlib import Path

from app.controllers.after.customer_file import CustomerFile, as_json, read_file
from app.controllers.after.forgetting import forget
from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.customers import typed_starts
from app.models import audit_log
from app.models.after import customer_data, customer_erasing
from app.models.after.customer_data import StoredCustomer
from app.models.database import Database, Request
from app.models.errors import NotFound
from app.models.sell import customers
from app.models.statements import Unit
from app.utils.errors import FolderNotWritable, InvalidInput
from app.utils.whole_file import write_whole

__all__ = ["CustomerFile", "Privacy", "StoredCustomer", "suggested_name"]

LISTED_MAX = 200
_LOG = logging.getLogger("foyer.privacy")


def suggested_name(stored: CustomerFile) -> str:
    """What the customer's file may be called: without their name, as it may lie on a counter's desk."""
    return f"Customer {stored.customer.id}.json"


class Privacy:
    """What customers may ask of us, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_CUSTOMERS)
    def search(self, session: Session, typed: str) -> tuple[StoredCustomer, ...]:
        """Who is found by what is typed, as at the counter; with nothing typed, who was written down last."""
        if not typed.strip():
            return tuple(customer_data.newest(self._database, LISTED_MAX))
        starts = typed_starts(typed)
        found = customers.found_by(self._database, starts, LISTED_MAX) if starts else []
        stored = (customer_data.one(self._database, each.id) for each in found)
        return tuple(each for each in stored if each is not None and each.erased_at is None)

    @needs(Permission.KEEP_CUSTOMERS)
    def open(self, session: Session, customer_id: int) -> CustomerFile:
        """All that is stored of a customer. Raises NotFound."""
        stored = read_file(self._database, customer_id, session.counter.cinema)
        if stored is None:
            raise NotFound("This customer is not in the books. Search once more.")
        return stored

    @needs(Permission.KEEP_CUSTOMERS)
    def export(self, session: Session, stored: CustomerFile, path: Path) -> Path:
        """Write what was shown as a file for the customer, and tell where it is. Audited, without what is in it.

        Raises InvalidInput, FolderNotWritable.
        """
        if path.suffix.lower() != ".json":
            raise InvalidInput("Let the file's name end in .json, so that it is clear what it is.")
        try:
            write_whole(path, as_json(stored, session.counter.cinema.name))
        except OSError as error:
            raise FolderNotWritable(
                f"The file could not be written to {path.parent} ({error.strerror or error}). "
                "Choose another folder, or free some space."
            ) from error
        self._database.transaction(lambda unit: _write_down(unit, session, "CUSTOMER_EXPORTED", stored.customer.id))
        return path

    @needs(Permission.KEEP_CUSTOMERS)
    def erase(self, session: Session, request_id: str, customer_id: int) -> None:
        """Forget a customer now: name, number, address, notes and messages; tickets and money stay. Audited.

        Raises InTheWay, with what it is, while a show of theirs is to come or money is owed to them: then `erase_later`.
        """
        asked_by = (session.counter.id, session.staff.id)
        request = Request(request_id, "ERASE_CUSTOMER", (customer_id,))
        self._database.once(request, "", lambda unit: forget(unit, customer_id, asked_by))
        _LOG.info("customer erased", extra={"customer": customer_id})

    @needs(Permission.KEEP_CUSTOMERS)
    def erase_later(self, session: Session, request_id: str, customer_id: int) -> None:
        """Forget them by itself once nothing is in the way any more; until then they get no news. Audited.

        Raises NotFound for who is forgotten already.
        """

        def work(unit: Unit) -> None:
            if not customer_erasing.ask_for_it(unit, customer_id):
                raise NotFound("This customer was erased already. Search once more.")
            customer_erasing.leave_lines(unit, customer_id)
            _write_down(unit, session, "CUSTOMER_ERASE_ASKED", customer_id)

        self._database.once(Request(request_id, "ERASE_CUSTOMER_LATER", (customer_id,)), "", work)


def _write_down(unit: Unit, session: Session, action: str, customer_id: int) -> None:
    audit_log.append(unit, session.counter.id, session.staff.id, action, f"customer {customer_id}", {})
