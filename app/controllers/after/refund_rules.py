"""A cinema's refund rules as a manager keeps them, and until when its seats are exchanged.

They count at once, also for what is sold already: a refund asks for the rules of its own moment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.controllers.after.refund_policy import sentence, told_minutes
from app.controllers.form_reading import FormRefused, checked
from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan import price_answers as read
from app.controllers.plan.price_keeping import Kept, change_prices, standing, write_down
from app.models.after import refund_rules
from app.models.after.refund_rules import RefundRule
from app.models.database import Database
from app.models.statements import Unit
from app.utils.errors import InvalidInput

MINUTES_MAX = 100_000
"""Ten weeks: nobody sells further ahead and still gives back by the hour."""
EXCHANGE = "exchange"
"""The id of the row that is no rule."""
_TIME = re.compile(r"(?:(\d{1,5})\s*h(?:ours?)?)?\s*(?:(\d{1,6})\s*(?:m|min|minutes?)?)?", re.IGNORECASE)
_RULE_LABELS = {"minutes_before": "its time", "beyond": "how it counts", "percent": "its percent"}
_EXCHANGE_LABELS = {"minutes_before": "until when seats are exchanged"}


@dataclass(frozen=True, slots=True)
class ExchangeLimit:
    """Seats are exchanged until so many minutes before their show."""

    minutes_before: int


class RefundRuleKeeping:
    """The rules of the session's cinema, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_PRICES)
    def rows(self, session: Session) -> tuple[Kept, ...]:
        """The rules, the one of the most minutes first, and last the limit of exchanges."""
        cinema_id = session.counter.cinema.id
        rules = refund_rules.of_cinema(self._database, cinema_id)
        limit = ExchangeLimit(refund_rules.exchange_minutes(self._database, cinema_id))
        return (*(_kept(rule) for rule in rules), _kept_limit(limit))

    @needs(Permission.KEEP_PRICES)
    def save(self, session: Session, seen: RefundRule | ExchangeLimit | None, answers: Mapping[str, str]) -> Kept:
        """Write a new rule, over one that was seen, or take it away; or write the limit of exchanges.

        Answers: time ("6 h", "90 min"), beyond (a tick), percent, counts ("" takes it away). Raises FormRefused at a field,
        ChangedMeanwhile.
        """
        if isinstance(seen, ExchangeLimit):
            return self._save_limit(session, seen, answers)
        return self._save_rule(session, seen, answers)

    def _save_rule(self, session: Session, seen: RefundRule | None, answers: Mapping[str, str]) -> Kept:
        cinema_id = session.counter.cinema.id
        wanted = RefundRule(
            checked(answers, "time", read_minutes),
            answers.get("beyond") == read.YES,
            read.percent(answers, "percent", 0, 100),
        )
        counts = seen is None or answers.get("counts") == read.YES

        def work(unit: Unit) -> None:
            known = refund_rules.of_cinema(unit, cinema_id)
            if seen is not None:
                now = next((rule for rule in known if rule.minutes_before == seen.minutes_before), None)
                standing(unit, session, seen, now, _RULE_LABELS, subject_of(cinema_id, seen.minutes_before))
                refund_rules.take_away(unit, cinema_id, seen.minutes_before)
            others = [rule for rule in known if seen is None or rule.minutes_before != seen.minutes_before]
            if not counts:
                _write_down(unit, session, "REFUND_RULE_REMOVED", seen, None)
                return
            _require_fitting(wanted, others)
            refund_rules.put(unit, cinema_id, wanted)
            _write_down(unit, session, "REFUND_RULE_CHANGED" if seen else "REFUND_RULE_ADDED", seen, wanted)

        change_prices(self._database, work)
        return _kept(wanted, counts=counts)

    def _save_limit(self, session: Session, seen: ExchangeLimit, answers: Mapping[str, str]) -> Kept:
        cinema_id = session.counter.cinema.id
        wanted = ExchangeLimit(checked(answers, "exchange", read_minutes))

        def work(unit: Unit) -> None:
            now = ExchangeLimit(refund_rules.exchange_minutes(unit, cinema_id))
            before = standing(unit, session, seen, now, _EXCHANGE_LABELS, f"exchanges of cinema {cinema_id}")
            refund_rules.set_exchange_minutes(unit, cinema_id, wanted.minutes_before)
            write_down(unit, session, "EXCHANGE_TIME_CHANGED", f"exchanges of cinema {cinema_id}", before, wanted)

        change_prices(self._database, work)
        return _kept_limit(wanted)


def told(rows: Sequence[Kept]) -> str:
    """What the rows mean to a customer, in two sentences."""
    rules = [kept.record for kept in rows if isinstance(kept.record, RefundRule)]
    limit = next((kept.record.minutes_before for kept in rows if isinstance(kept.record, ExchangeLimit)), 0)
    until = f"{told_minutes(limit)} before the show" if limit else "the show begins"
    return f"{sentence(rules)} Seats are exchanged until {until}."


def first_answers() -> dict[str, str]:
    """What the form of a new rule begins with."""
    return {"counts": read.YES}


def subject_of(cinema_id: int, minutes_before: int) -> str:
    """What the audit log calls a rule."""
    return f"refund rule {told_minutes(minutes_before)} cinema {cinema_id}"


def read_minutes(typed: str) -> int:
    """Minutes of "6 h", "1 h 30 min", "90 min" or "90". Raises InvalidInput."""
    found = _TIME.fullmatch(typed.strip())
    hours, minutes = found.groups() if found else (None, None)
    together = int(hours or 0) * 60 + int(minutes or 0)
    if (hours is None and minutes is None) or together > MINUTES_MAX:
        raise InvalidInput("Write the time like 6 h, or 90 min.")
    return together


def _require_fitting(wanted: RefundRule, others: Sequence[RefundRule]) -> None:
    """One rule for a time, and never more back with less time left. Raises FormRefused."""
    for other in others:
        if other.minutes_before == wanted.minutes_before:
            raise FormRefused("There is a rule for this time already. Choose it from the list.", "time")
        earlier, later = sorted((wanted, other), key=lambda rule: rule.minutes_before, reverse=True)
        if later.percent > earlier.percent:
            at = told_minutes(other.minutes_before)
            raise FormRefused(f"With {at} left {other.percent} % come back: later it cannot be more.", "percent")


def _write_down(unit: Unit, session: Session, action: str, before: RefundRule | None, after: RefundRule | None) -> None:
    rule = before or after
    assert rule is not None
    subject = subject_of(session.counter.cinema.id, rule.minutes_before)
    write_down(unit, session, action, subject, before, after)


def _kept(rule: RefundRule, *, counts: bool = True) -> Kept:
    answers = {
        "time": told_minutes(rule.minutes_before),
        "beyond": read.told_tick(rule.beyond),
        "percent": str(rule.percent),
        "counts": read.told_tick(counts),
    }
    return Kept(str(rule.minutes_before), rule, answers, counts)


def _kept_limit(limit: ExchangeLimit) -> Kept:
    return Kept(EXCHANGE, limit, {"exchange": told_minutes(limit.minutes_before)})
