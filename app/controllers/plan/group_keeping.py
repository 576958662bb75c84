"""Group discounts: what a basket of many seats gets off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan import price_answers as read
from app.controllers.plan.price_keeping import Kept, change_prices, standing, write_down
from app.models.database import Database
from app.models.plan import kept_offers
from app.models.plan.kept_offers import KeptGroup
from app.models.statements import Unit

SEATS_MIN, SEATS_MAX = 2, 500
_LABELS = {
    "name": "its name",
    "seats_min": "from how many seats it counts",
    "percent_off": "its percent",
    "valid_from": "its first day",
    "valid_until": "its last day",
    "active": "whether it is in use",
}


class GroupKeeping:
    """The group discounts of the house, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_PRICES)
    def rows(self, session: Session) -> tuple[Kept, ...]:
        """All of them, those in use first, the smallest group first."""
        return tuple(_kept(each) for each in kept_offers.groups(self._database))

    @needs(Permission.KEEP_PRICES)
    def save(self, session: Session, seen: KeptGroup | None, answers: Mapping[str, str]) -> Kept:
        """Write a new one, or over what was seen: name, seats_min, percent_off, valid_from, valid_until, active.

        Raises FormRefused at a field, ChangedMeanwhile.
        """
        wanted = _read(seen, answers)

        def work(unit: Unit) -> KeptGroup:
            known = kept_offers.groups(unit)
            names = [each.name for each in known if each.id != wanted.id]
            read.require_unique(wanted.name, names, "name", "group discount")
            if seen is None:
                new = replace(wanted, id=kept_offers.add_group(unit, wanted))
                write_down(unit, session, "GROUP_DISCOUNT_ADDED", subject_of(new), None, new)
                return new
            now = next((each for each in known if each.id == seen.id), None)
            before = standing(unit, session, seen, now, _LABELS, subject_of(seen))
            kept_offers.change_group(unit, wanted)
            write_down(unit, session, "GROUP_DISCOUNT_CHANGED", subject_of(seen), before, wanted)
            return wanted

        return _kept(change_prices(self._database, work))


def first_answers() -> dict[str, str]:
    """What the form of a new one begins with."""
    return {"active": read.YES}


def subject_of(group: KeptGroup) -> str:
    """What the audit log calls a group discount."""
    return f"group discount {group.id}"


def _read(seen: KeptGroup | None, answers: Mapping[str, str]) -> KeptGroup:
    name = read.name(answers, "name", "name of the group discount")
    seats_min = read.count(answers, "seats_min", SEATS_MIN, SEATS_MAX)
    percent_off = read.percent(answers, "percent_off", 1, 100)
    first, last = read.dates(answers)
    active = answers.get("active") == read.YES
    return KeptGroup(seen.id if seen else 0, name, seats_min, percent_off, first, last, active)


def _kept(each: KeptGroup) -> Kept:
    answers = {
        "name": each.name,
        "seats_min": str(each.seats_min),
        "percent_off": str(each.percent_off),
        "valid_from": read.told_day(each.valid_from),
        "valid_until": read.told_day(each.valid_until),
        "active": read.told_tick(each.active),
    }
    return Kept(str(each.id), each, answers, each.active)
