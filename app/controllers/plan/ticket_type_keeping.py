"""Ticket types: who pays which share of a seat's price, from when to when."""

from __future__ import annotations

import string
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from app.controllers.form_reading import FormRefused
from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan import price_answers as read
from app.controllers.plan.price_keeping import Kept, change_prices, standing, write_down
from app.models.database import Database
from app.models.plan import ticket_types
from app.models.plan.ticket_types import KeptTicketType
from app.models.statements import Unit
from app.utils.folded_text import folded

PLACE_MAX = 99
_CODE_LETTERS = 16
_LABELS = {
    "name": "its name",
    "percent": "its percent",
    "place": "its place in the list",
    "active": "whether it is sold",
    "valid_from": "its first day",
    "valid_until": "its last day",
}


class TicketTypeKeeping:
    """The ticket types of the house, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_PRICES)
    def rows(self, session: Session) -> tuple[Kept, ...]:
        """All of them in the price list's order."""
        return tuple(_kept(each) for each in ticket_types.all_of_them(self._database))

    @needs(Permission.KEEP_PRICES)
    def save(self, session: Session, seen: KeptTicketType | None, answers: Mapping[str, str]) -> Kept:
        """Write a new one, or over what was seen: name, percent, place, active, valid_from, valid_until.

        One that is switched off or out of its dates is offered for no new seat; lines that are held keep it. Raises
        FormRefused at a field, ChangedMeanwhile.
        """
        wanted = _read(seen, answers)

        def work(unit: Unit) -> KeptTicketType:
            known = ticket_types.all_of_them(unit)
            others = [each for each in known if seen is None or each.id != seen.id]
            read.require_unique(wanted.name, [each.name for each in others], "name", "ticket type")
            if seen is None:
                new = replace(wanted, code=_code_for(wanted.name, {each.code for each in known}))
                _require_one_always_sold([*others, new], new)
                new = replace(new, id=ticket_types.add(unit, new))
                write_down(unit, session, "TICKET_TYPE_ADDED", subject_of(new), None, new)
                return new
            now = standing(unit, session, seen, _with_id(known, seen.id), _LABELS, subject_of(seen))
            _require_one_always_sold([*others, wanted], wanted)
            ticket_types.change(unit, wanted)
            write_down(unit, session, "TICKET_TYPE_CHANGED", subject_of(now), now, wanted)
            return wanted

        return _kept(change_prices(self._database, work))


def first_answers(known: Sequence[Kept]) -> dict[str, str]:
    """What the form of a new one begins with: sold, at the end of the list."""
    last = max((each.record.place for each in known), default=0)
    return {"active": read.YES, "percent": "100", "place": str(min(last + 1, PLACE_MAX))}


def subject_of(kept: KeptTicketType) -> str:
    """What the audit log calls a ticket type."""
    return f"ticket type {kept.code}"


def _read(seen: KeptTicketType | None, answers: Mapping[str, str]) -> KeptTicketType:
    name = read.name(answers, "name", "ticket type's name")
    percent = read.percent(answers, "percent", 0)
    place = read.count(answers, "place", 1, PLACE_MAX)
    first, last = read.dates(answers)
    active = answers.get("active") == read.YES
    return KeptTicketType(seen.id if seen else 0, seen.code if seen else "", name, percent, place, active, first, last)


def _require_one_always_sold(all_types: Sequence[KeptTicketType], changed: KeptTicketType) -> None:
    """A show for whose day there is no ticket type could not be sold at all. Raises FormRefused."""
    if any(each.always_sold for each in all_types):
        return
    sentence = "One ticket type must always be sold, without dates. Keep this one, or give another one no dates first."
    raise FormRefused(sentence, "active" if not changed.active else "valid_from")


def _with_id(known: Sequence[KeptTicketType], type_id: int) -> KeptTicketType | None:
    return next((each for each in known if each.id == type_id), None)


def _code_for(name: str, taken: Collection[str]) -> str:
    """A code of its own from the letters of the name: it stays when the name changes."""
    letters = "".join(sign for sign in folded(name).upper() if sign in string.ascii_uppercase + string.digits)
    stem = letters[:_CODE_LETTERS] or "TYPE"
    return next(
        code for number in range(1, len(taken) + 2) if (code := f"{stem}{number if number > 1 else ''}") not in taken
    )


def _kept(each: KeptTicketType) -> Kept:
    answers = {
        "name": each.name,
        "percent": str(each.percent),
        "place": str(each.place),
        "active": read.told_tick(each.active),
        "valid_from": read.told_day(each.valid_from),
        "valid_until": read.told_day(each.valid_until),
    }
    return Kept(str(each.id), each, answers, each.active)
