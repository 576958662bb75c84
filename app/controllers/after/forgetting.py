"""Forgetting customers: because they ask for it, and by itself once nothing has been booked for long enough (decision 0027)."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from functools import partial

from app.controllers.after.customer_file import naming_notices, naming_voucher_notes, obstacles
from app.controllers.after.naming import names_of, without
from app.controllers.permissions import open_to_all
from app.models import audit_log
from app.models.after import customer_data, customer_erasing, leases
from app.models.after.customer_erasing import KeptUntil
from app.models.database import Database
from app.models.errors import InTheWay
from app.models.statements import Unit

LOOKED_AT_MAX = 500
FORGOTTEN_MAX = 10
"""Both at a time: paper is printed on the same lane, and waits no longer than for this."""
LEASE = "FORGET_CUSTOMERS"
A_DAY_SECONDS = 86_400
LOOK_EVERY_SECONDS = 900.0
"""So often a window asks whether a day is over."""
_LOG = logging.getLogger("foyer.privacy")


def forget(unit: Unit, customer_id: int, asked_by: tuple[int, int] | None) -> bool:
    """Erase what is stored of a person; tickets and money stay, and nobody can tell any more whose they were.

    `asked_by` is (counter, manager), None for what Foyer does by itself. False when they are forgotten already. Raises InTheWay
    while a show of theirs is to come, or money is to be given back to them.
    """
    customer_erasing.lock(unit, customer_id)
    customer = customer_data.one(unit, customer_id)
    if customer is None or customer.erased_at is not None:
        return False
    theirs = customer_data.bookings_of(unit, customer_id)
    in_the_way = obstacles(theirs)
    if in_the_way:
        raise InTheWay("This customer cannot be erased yet, because they have still to be reached:", in_the_way)
    names = names_of(customer.name, customer.phone, customer.email)
    reached_at = [each for each in (customer.phone, customer.email) if each]
    for message in customer_data.messages_to(unit, customer_id, reached_at):
        customer_erasing.blank_message(unit, message.id)
    for notice in naming_notices(unit, names):
        customer_erasing.rewrite_notice(unit, notice.id, without(notice.text, names))
    for note in naming_voucher_notes(unit, names):
        customer_erasing.rewrite_voucher_note(unit, note.id, without(note.text, names))
    customer_erasing.leave_lines(unit, customer_id)
    customer_erasing.erase_row(unit, customer_id)
    counter_id, staff_id = asked_by or (customer_erasing.counter_of(unit, customer_id), None)
    detail = {"bookings": len(theirs), "by_itself": asked_by is None}
    audit_log.append(unit, counter_id, staff_id, "CUSTOMER_ERASED", f"customer {customer_id}", detail)
    return True


class Forgetting:
    """What is forgotten by itself: once a day one window goes through the customers, a step with each sweep."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._after_id: int | None = None
        """How far it has come; None while another window does it, or all is done for today."""
        self._look_at = 0.0

    @open_to_all
    def step(self, database: Database) -> int:
        """Go on, or look whether a day is over; returns how many were forgotten."""
        if self._after_id is None:
            self._begin(database)
        return 0 if self._after_id is None else self._go_on(database, self._after_id)

    def _begin(self, database: Database) -> None:
        if self._clock() < self._look_at:
            return
        self._look_at = self._clock() + LOOK_EVERY_SECONDS
        # A new holder each time: so it is had once a day, also by who had it yesterday.
        holder = secrets.token_hex(16)
        if database.transaction(lambda unit: leases.take(unit, LEASE, holder, A_DAY_SECONDS)):
            self._after_id = 0

    def _go_on(self, database: Database, after_id: int) -> int:
        found = customer_erasing.kept_until(database, after_id, LOOKED_AT_MAX)
        due = [each for each in found if _is_due(each)][:FORGOTTEN_MAX]
        if len(due) == FORGOTTEN_MAX:
            self._after_id = due[-1].customer_id
        else:
            self._after_id = found[-1].customer_id if len(found) == LOOKED_AT_MAX else None
        count = sum(_forget_one(database, each.customer_id) for each in due)
        if count:
            _LOG.info("customers forgotten", extra={"customers": count})
        return count


def _is_due(each: KeptUntil) -> bool:
    return each.asked or each.until <= each.now


def _forget_one(database: Database, customer_id: int) -> bool:
    try:
        return database.transaction(partial(forget, customer_id=customer_id, asked_by=None))
    except InTheWay:
        return False  # they are still to be reached: another day
