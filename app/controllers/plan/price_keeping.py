"""How every page of the price list writes: one after the other, over what was seen, with an audit line.

Nothing here reaches a booking: what is held or paid keeps the price written on its lines (docs/decisions/0018).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from app.controllers.meanwhile import refuse_if_changed
from app.controllers.permissions import Session
from app.models import audit_log
from app.models.database import Database
from app.models.errors import NotFound
from app.models.sell import price_book
from app.models.statements import Unit

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of a page: `record` goes back with what is saved over it, `answers` fill the form."""

    id: str
    record: Any
    answers: Mapping[str, str]
    in_use: bool = True


def change_prices(database: Database, work: Callable[[Unit], T]) -> T:
    """Run `work` alone among all who change prices; open seat maps then read theirs again."""

    def alone(unit: Unit) -> T:
        price_book.change(unit)
        return work(unit)

    return database.transaction(alone)


def standing(unit: Unit, session: Session, seen: R, now: R | None, labels: Mapping[str, str], subject: str) -> R:
    """The record as it stands, when it is what was seen. Raises ChangedMeanwhile, NotFound."""
    if now is None:
        raise NotFound("This is not in the price list any more. Look at the list again.")
    cinema = session.counter.cinema
    refuse_if_changed(unit, seen, now, labels, subject, cinema.time_zone, cinema.locale)
    return now


def write_down(
    unit: Unit, session: Session, action: str, subject: str, before: object | None, after: object | None
) -> None:
    """The audit line of a change: both records whole, None for what was not or is no more there."""
    detail = {"before": _told(before), "after": _told(after)}
    audit_log.append(unit, session.counter.id, session.staff.id, action, subject, detail)


def _told(record: Any) -> dict[str, object] | None:
    return None if record is None else asdict(record)
