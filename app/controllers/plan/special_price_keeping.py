"""The figures prices are multiplied with: usual ones for seat types and days, special ones for a while."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.controllers.form_reading import FormRefused
from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan import price_answers as read
from app.controllers.plan.price_keeping import Kept, change_prices, standing, write_down
from app.controllers.sell.pricing import DAY_RULES
from app.models.database import Database
from app.models.plan import kept_prices
from app.models.plan.kept_prices import KeptSpecial, UsualPrice
from app.models.records import SeatType
from app.models.sell.price_rules import RuleKind
from app.models.statements import Unit

USUAL = "usual"
"""Begins the ids of the rows that are always there."""
_USUAL_LABELS = {"percent": "its percent"}
_LABELS = {
    "code": "what it stands for",
    "name": "its name",
    "percent": "its percent",
    "valid_from": "its first day",
    "valid_until": "its last day",
    "weekdays": "its days of the week",
    "from_time": "when it begins",
    "until_time": "when it ends",
    "active": "whether it is in use",
}
_ALWAYS_THERE = (
    *((RuleKind.SEAT_TYPE, seat_type.value, seat_type.label) for seat_type in SeatType),
    *((RuleKind.DAY, rule.code, rule.name) for rule in DAY_RULES),
)


class SpecialPriceKeeping:
    """Seat types, days and times, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_PRICES)
    def seat_rows(self, session: Session) -> tuple[Kept, ...]:
        """The usual figure of every seat type, then the special ones."""
        return self._rows((RuleKind.SEAT_TYPE,))

    @needs(Permission.KEEP_PRICES)
    def day_rows(self, session: Session) -> tuple[Kept, ...]:
        """The usual figure of every sort of day, then the special ones for days and times."""
        return self._rows((RuleKind.DAY, RuleKind.TIME))

    @needs(Permission.KEEP_PRICES)
    def save(self, session: Session, seen: UsualPrice | KeptSpecial | None, answers: Mapping[str, str]) -> Kept:
        """Write a new special one, or over what was seen: of a usual one the percent alone.

        `kind` (SEAT_TYPE, DAY, TIME), code, name, percent, valid_from, valid_until, weekdays, from_time, until_time, active.
        Raises FormRefused at a field, ChangedMeanwhile.
        """
        if isinstance(seen, UsualPrice):
            return self._save_usual(session, seen, answers)
        wanted = _read(seen, answers)

        def work(unit: Unit) -> KeptSpecial:
            known = kept_prices.specials(unit)
            names = [each.name for each in known if each.kind is wanted.kind and each.id != wanted.id]
            read.require_unique(wanted.name, names, "name", "special price")
            if seen is None:
                new = replace(wanted, id=kept_prices.add(unit, wanted))
                write_down(unit, session, "SPECIAL_PRICE_ADDED", subject_of(new), None, new)
                return new
            now = next((each for each in known if each.id == seen.id), None)
            before = standing(unit, session, seen, now, _LABELS, subject_of(seen))
            kept_prices.change(unit, wanted)
            write_down(unit, session, "SPECIAL_PRICE_CHANGED", subject_of(seen), before, wanted)
            return wanted

        return _kept(change_prices(self._database, work))

    def _save_usual(self, session: Session, seen: UsualPrice, answers: Mapping[str, str]) -> Kept:
        wanted = UsualPrice(seen.kind, seen.code, read.percent(answers, "percent", 1))

        def work(unit: Unit) -> None:
            now = _usual_of(kept_prices.usual(unit), seen.kind, seen.code)
            before = standing(unit, session, seen, now, _USUAL_LABELS, subject_of(seen))
            kept_prices.write_usual(unit, wanted)
            write_down(unit, session, "USUAL_PRICE_CHANGED", subject_of(seen), before, wanted)

        change_prices(self._database, work)
        return _kept_usual(wanted)

    def _rows(self, kinds: tuple[RuleKind, ...]) -> tuple[Kept, ...]:
        known = kept_prices.usual(self._database)
        always = [_kept_usual(_usual_of(known, kind, code)) for kind, code, _ in _ALWAYS_THERE if kind in kinds]
        special = [_kept(each) for each in kept_prices.specials(self._database) if each.kind in kinds]
        return (*always, *special)


def first_answers(kind: str) -> dict[str, str]:
    """What the form of a new special one begins with; `kind` is SEAT_TYPE, DAY or TIME."""
    code = SeatType.REGULAR.value if kind == RuleKind.SEAT_TYPE else ""
    return {"kind": kind, "code": code, "percent": "100", "active": read.YES}


def subject_of(price: UsualPrice | KeptSpecial) -> str:
    """What the audit log calls a price."""
    return f"usual price {price.code}" if isinstance(price, UsualPrice) else f"special price {price.id}"


def _usual_of(known: Sequence[UsualPrice], kind: RuleKind, code: str) -> UsualPrice:
    """What is not written down is multiplied with nothing."""
    return next((each for each in known if (each.kind, each.code) == (kind, code)), UsualPrice(kind, code, 100))


def _read(seen: KeptSpecial | None, answers: Mapping[str, str]) -> KeptSpecial:
    kind = seen.kind if seen else _kind(answers)
    name = read.name(answers, "name", "name of the special price")
    percent = read.percent(answers, "percent", 1)
    first, last = read.dates(answers)
    weekdays = read.weekdays(answers)
    begins = ends = None
    if kind is RuleKind.TIME:
        begins, ends = read.clock(answers, "from_time"), read.clock(answers, "until_time")
        if begins == ends:
            raise FormRefused("It ends when it begins. Give a later time; it may pass midnight.", "until_time")
    code = _code(kind, answers)
    active = answers.get("active") == read.YES
    return KeptSpecial(seen.id if seen else 0, kind, code, name, percent, first, last, weekdays, begins, ends, active)


def _kind(answers: Mapping[str, str]) -> RuleKind:
    typed = answers.get("kind", "")
    if typed not in set(RuleKind):
        raise FormRefused("Choose what the special price is for.", "kind")
    return RuleKind(typed)


def _code(kind: RuleKind, answers: Mapping[str, str]) -> str:
    if kind is RuleKind.TIME:
        return ""
    known = {code for known_kind, code, _ in _ALWAYS_THERE if known_kind is kind} | (
        {""} if kind is RuleKind.DAY else set()
    )
    code = answers.get("code", "")
    if code not in known:
        raise FormRefused("Choose what it stands in the place of.", "code")
    return code


def _kept_usual(price: UsualPrice) -> Kept:
    name = next(name for kind, code, name in _ALWAYS_THERE if (kind, code) == (price.kind, price.code))
    answers = {"kind": price.kind.value, "code": price.code, "name": name, "percent": str(price.percent)}
    return Kept(f"{USUAL}:{price.code}", price, answers)


def _kept(each: KeptSpecial) -> Kept:
    answers = {
        "kind": each.kind.value,
        "code": each.code,
        "name": each.name,
        "percent": str(each.percent),
        "valid_from": read.told_day(each.valid_from),
        "valid_until": read.told_day(each.valid_until),
        "weekdays": read.told_weekdays(each.weekdays),
        "from_time": read.told_clock(each.from_time),
        "until_time": read.told_clock(each.until_time),
        "active": read.told_tick(each.active),
    }
    return Kept(str(each.id), each, answers, each.active)
