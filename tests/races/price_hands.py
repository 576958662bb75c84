"""What managers do to the price list in a race."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.controllers.permissions import Session
from app.controllers.plan.price_keeping import Kept
from app.controllers.plan.special_price_keeping import SpecialPriceKeeping
from app.controllers.plan.ticket_type_keeping import TicketTypeKeeping
from app.models.database import Database


@dataclass(frozen=True, slots=True)
class SaveType:
    """A ticket type as it was seen, and what is to be saved over it."""

    session: Session
    seen: Kept
    change: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AddSpecial:
    session: Session
    answers: Mapping[str, str]


def save_type(database: Database, wish: SaveType) -> str:
    answers = {**wish.seen.answers, **wish.change}
    return TicketTypeKeeping(database).save(wish.session, wish.seen.record, answers).id


def add_special(database: Database, wish: AddSpecial) -> str:
    return SpecialPriceKeeping(database).save(wish.session, None, wish.answers).id
