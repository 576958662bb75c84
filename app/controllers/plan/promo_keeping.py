"""Promo codes: what a customer types to get something off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from app.controllers.form_reading import FormRefused, checked
from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan import price_answers as read
from app.controllers.plan.price_keeping import Kept, change_prices, standing, write_down
from app.controllers.plan.show_form import read_price
from app.models.database import Database
from app.models.plan import kept_offers
from app.models.plan.kept_offers import KeptPromo
from app.models.records import Cinema
from app.models.statements import Unit
from app.utils.errors import InvalidInput
from app.utils.money import as_typed

PERCENT, AMOUNT = "PERCENT", "AMOUNT"
USES_MAX = 1_000_000
SEATS_MAX = 500
_NAME_MAX = 60
_CODE = re.compile(r"[A-Z0-9]{3,20}")
_LABELS = {
    "code": "the code",
    "name": "its name",
    "percent_off": "its percent",
    "amount_off_minor": "its amount",
    "seats_min": "from how many seats it counts",
    "valid_from": "its first day",
    "valid_until": "its last day",
    "uses_max": "how often it may be used",
    "active": "whether it is in use",
}


class PromoKeeping:
    """The promo codes of the house, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_PRICES)
    def rows(self, session: Session) -> tuple[Kept, ...]:
        """All of them, those in use first, the newest first."""
        cinema = session.counter.cinema
        return tuple(_kept(each, cinema) for each in kept_offers.promos(self._database))

    @needs(Permission.KEEP_PRICES)
    def save(self, session: Session, seen: KeptPromo | None, answers: Mapping[str, str]) -> Kept:
        """Write a new one, or over what was seen.

        code, name, `kind` (PERCENT, AMOUNT) with `value`, seats_min, uses_max (nothing: no limit), valid_from, valid_until,
        active. A code that a booking has carried keeps its letters, and as many uses as are paid or held. Raises
        FormRefused at a field, ChangedMeanwhile.
        """
        cinema = session.counter.cinema
        wanted = _read(seen, answers, cinema)

        def work(unit: Unit) -> KeptPromo:
            now = kept_offers.promo_to_change(unit, seen.id) if seen else None
            if wanted.code in {each.code for each in kept_offers.promos(unit) if each.id != wanted.id}:
                sentence = f"There is a code {wanted.code} already. Choose it from the list, or give other letters."
                raise FormRefused(sentence, "code")
            if seen is None:
                new = replace(wanted, id=kept_offers.add_promo(unit, wanted))
                write_down(unit, session, "PROMO_CODE_ADDED", subject_of(new), None, new)
                return new
            before = standing(unit, session, seen, now, _LABELS, subject_of(seen))
            _require_kept(unit, before, wanted)
            kept_offers.change_promo(unit, wanted)
            after = replace(wanted, used=before.used, held=before.held)
            write_down(unit, session, "PROMO_CODE_CHANGED", subject_of(seen), before, after)
            return after

        return _kept(change_prices(self._database, work), cinema)


def first_answers() -> dict[str, str]:
    """What the form of a new one begins with."""
    return {"active": read.YES, "kind": PERCENT, "seats_min": "1"}


def subject_of(promo: KeptPromo) -> str:
    """What the audit log calls a promo code."""
    return f"promo code {promo.id}"


def _require_kept(unit: Unit, now: KeptPromo, wanted: KeptPromo) -> None:
    """What was promised to customers stays. Raises FormRefused."""
    if wanted.code != now.code and kept_offers.was_carried(unit, now.id):
        sentence = f"{now.code} stands on bookings and keeps its letters. Switch it off and make a new one instead."
        raise FormRefused(sentence, "code")
    promised = now.used + now.held
    if wanted.uses_max is not None and wanted.uses_max < promised:
        held = f", and {now.held} baskets hold it now" if now.held else ""
        sentence = f"It was used {now.used} times{held}. Give at least {promised}, or switch it off."
        raise FormRefused(sentence, "uses_max")


def _read(seen: KeptPromo | None, answers: Mapping[str, str], cinema: Cinema) -> KeptPromo:
    code = checked(answers, "code", _code)
    name = read.name(answers, "name", "name of the promo code", _NAME_MAX)
    percent_off = amount_off_minor = 0
    if answers.get("kind") == AMOUNT:
        amount_off_minor = read_price(answers, "value", cinema)
        if not amount_off_minor:
            raise FormRefused("Give an amount that is more than nothing.", "value")
    else:
        percent_off = read.percent(answers, "value", 1, 100)
    seats_min = read.count(answers, "seats_min", 1, SEATS_MAX)
    uses_max = read.count(answers, "uses_max", 1, USES_MAX) if answers.get("uses_max", "").strip() else None
    first, last = read.dates(answers)
    active = answers.get("active") == read.YES
    return KeptPromo(
        seen.id if seen else 0,
        code,
        name,
        percent_off,
        amount_off_minor,
        seats_min,
        first,
        last,
        uses_max,
        0,
        active,
        0,
    )


def _code(typed: str) -> str:
    """As it is stored: capitals and spaces do not matter when it is typed at a counter."""
    code = "".join(typed.split()).upper()
    if not _CODE.fullmatch(code):
        raise InvalidInput("Give 3 to 20 letters and digits without accents, for example DIWALI20.")
    return code


def _kept(each: KeptPromo, cinema: Cinema) -> Kept:
    by_amount = each.amount_off_minor > 0
    answers = {
        "code": each.code,
        "name": each.name,
        "kind": AMOUNT if by_amount else PERCENT,
        "value": as_typed(each.amount_off_minor, cinema.currency, cinema.locale)
        if by_amount
        else str(each.percent_off),
        "seats_min": str(each.seats_min),
        "uses_max": "" if each.uses_max is None else str(each.uses_max),
        "used": str(each.used),
        "held": str(each.held),
        "valid_from": read.told_day(each.valid_from),
        "valid_until": read.told_day(each.valid_until),
        "active": read.told_tick(each.active),
    }
    return Kept(str(each.id), each, answers, each.active)
