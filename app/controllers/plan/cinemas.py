"""Cinemas and their counters, as a manager keeps them."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from app.controllers.form_reading import FormRefused, checked, whole_number
from app.controllers.meanwhile import refuse_if_changed
from app.controllers.paper.heading import LENGTHS_MAX
from app.controllers.permissions import Permission, Session, needs
from app.controllers.start.new_cinema_form import read_country, read_currency, read_locale, read_time_zone
from app.models import audit_log
from app.models.after import refund_rules
from app.models.database import Database, Request
from app.models.errors import InTheWay, NotFound
from app.models.plan import cinemas, halls
from app.models.plan.cinemas import CinemaInList, KeptCinema, KeptCounter
from app.models.statements import DuplicateKey, Unit
from app.utils.errors import InvalidInput
from app.utils.public_holidays import public_holidays
from app.utils.typed_text import clean_name

__all__ = ["CinemaInList", "Cinemas", "KeptCinema", "KeptCounter", "answers_of"]

_LOG = logging.getLogger("foyer.cinemas")
NAME_MAX = 100
COUNTER_NAME_MAX = 50
A_YEAR = 2026
"""Any year will do to see whether a country has such a region."""
LABELS = {
    "city": "the city",
    "name": "the name",
    "time_zone": "the time zone",
    "currency": "the currency",
    "locale": "the language and region",
    "country": "the country",
    "region": "the part of the country",
    "address": "the address",
    "tax_name": "the tax number's name",
    "tax_number": "the tax number",
    "invoice_prefix": "the invoice prefix",
    "offer_minutes": "the time of an offer",
    "customer_keep_days": "how long customers are kept",
}
OFFER_MINUTES_MAX = 24 * 60
KEEP_DAYS_MAX = 3650


def answers_of(cinema: KeptCinema) -> dict[str, str]:
    """What a form shows of a cinema, by the keys that `save` reads."""
    return {key: str(getattr(cinema, key)) for key in LABELS}


class Cinemas:
    """Keeping cinemas for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_HALLS)
    def listed(self, session: Session) -> tuple[CinemaInList, ...]:
        """Every cinema of the house."""
        return cinemas.listed(self._database)

    @needs(Permission.KEEP_HALLS)
    def open(self, session: Session, cinema_id: int) -> KeptCinema:
        """One cinema. Raises NotFound."""
        return self._open(cinema_id)

    @needs(Permission.KEEP_HALLS)
    def save(
        self, session: Session, request_id: str, seen: KeptCinema | None, answers: Mapping[str, str]
    ) -> KeptCinema:
        """Write what the form says: over the cinema as it was `seen`, or a new one. Audited.

        Raises FormRefused naming the field (also for another currency once something was sold), ChangedMeanwhile, NotFound.
        """
        wanted = _read(answers, seen.id if seen else 0)

        def work(unit: Unit) -> None:
            try:
                if seen is None:
                    cinema_id = cinemas.add(unit, wanted)
                    refund_rules.write_usual(unit, cinema_id)
                    _write_down(unit, session, "CINEMA_ADDED", cinema_id, {"cinema": wanted.name, "city": wanted.city})
                else:
                    self._change(unit, session, seen, wanted)
            except DuplicateKey as error:
                sentence = f"{wanted.city} has a cinema called {wanted.name} already. Choose another name."
                raise FormRefused(sentence, "name") from error

        request = Request(request_id, "SAVE_CINEMA", (wanted.id, sorted(answers.items())))
        self._database.once(request, "", work)
        _LOG.info("cinema saved", extra={"cinema": wanted.name})
        return self._open(wanted.id or cinemas.id_of(self._database, wanted.city, wanted.name) or 0)

    @staticmethod
    def _change(unit: Unit, session: Session, seen: KeptCinema, wanted: KeptCinema) -> None:
        now = cinemas.lock(unit, seen.id)
        if now is None:
            raise _gone()
        here = session.counter.cinema
        refuse_if_changed(unit, seen, now, LABELS, f"cinema {seen.id}", here.time_zone, here.locale)
        if wanted.currency != now.currency and cinemas.has_sold(unit, seen.id):
            sentence = f"{now.name} has taken money in {now.currency}: the currency stays. Put {now.currency} back."
            raise FormRefused(sentence, "currency")
        changed = {key: [getattr(now, key), getattr(wanted, key)] for key in LABELS}
        changed = {key: values for key, values in changed.items() if values[0] != values[1]}
        if changed:
            cinemas.change(unit, wanted)
            _write_down(unit, session, "CINEMA_CHANGED", seen.id, {"cinema": wanted.name, "changed": changed})

    # Its counters

    @needs(Permission.KEEP_HALLS)
    def counters(self, session: Session, cinema_id: int) -> tuple[KeptCounter, ...]:
        """The counters of a cinema, those out of use too."""
        return cinemas.counters_of(self._database, cinema_id)

    @needs(Permission.KEEP_HALLS)
    def add_counter(self, session: Session, request_id: str, cinema: KeptCinema, typed: str) -> None:
        """A new counter: a terminal is set to it by its name. Audited. Raises FormRefused at "counter"."""
        name = _counter_name(typed)

        def work(unit: Unit) -> None:
            try:
                counter_id = cinemas.add_counter(unit, cinema.id, name)
            except DuplicateKey as error:
                raise _named_twice(cinema, name) from error
            _write_down(unit, session, "COUNTER_ADDED", cinema.id, {"counter": name, "id": counter_id})

        self._database.once(Request(request_id, "ADD_COUNTER", (cinema.id, name)), "", work)

    @needs(Permission.KEEP_HALLS)
    def rename_counter(
        self, session: Session, request_id: str, cinema: KeptCinema, counter: KeptCounter, typed: str
    ) -> None:
        """Another name; a terminal that is set to the old one has to be set anew. Audited. Raises FormRefused, NotFound."""
        name = _counter_name(typed)

        def work(unit: Unit) -> None:
            self._change_counter(unit, cinema, counter, name, active=counter.active)
            detail = {"counter": name, "was_called": counter.name}
            _write_down(unit, session, "COUNTER_RENAMED", cinema.id, detail)

        self._database.once(Request(request_id, "RENAME_COUNTER", (counter.id, name)), "", work)

    @needs(Permission.KEEP_HALLS)
    def set_counter_active(
        self, session: Session, request_id: str, cinema: KeptCinema, counter: KeptCounter, *, active: bool
    ) -> None:
        """Take a counter out of use, or into use again. Audited.

        Raises InTheWay while its till is open, money is under way there, or tickets are to be printed; and for the counter one
        is signed in at.
        """
        if not active and counter.id == session.counter.id:
            raise InTheWay("You are signed in at this counter. Sign in at another one to take it out of use.")

        def work(unit: Unit) -> None:
            self._change_counter(unit, cinema, counter, counter.name, active=active)
            left = () if active else _left(*cinemas.left_at_counter(unit, counter.id))
            if left:
                raise InTheWay(f"{counter.name} cannot be taken out of use yet. Settle this there first:", left)
            action = "COUNTER_IN_USE" if active else "COUNTER_OUT_OF_USE"
            _write_down(unit, session, action, cinema.id, {"counter": counter.name})

        self._database.once(Request(request_id, "COUNTER_ACTIVE", (counter.id, active)), "", work)

    @needs(Permission.KEEP_HALLS)
    def limit_counter(
        self, session: Session, request_id: str, cinema: KeptCinema, counter: KeptCounter, typed: str
    ) -> None:
        """As a door this counter lets into the hall of that name only, and with nothing typed into all of them. Audited.

        Raises FormRefused at "hall" for a hall that the cinema has not, NotFound.
        """
        named = {hall.name.casefold(): hall for hall in halls.listed(self._database) if hall.cinema.id == cinema.id}
        wanted = " ".join(typed.split())
        hall = named.get(wanted.casefold())
        if wanted and hall is None:
            known = ", ".join(each.name for each in named.values()) or "none yet"
            raise FormRefused(f"{cinema.name} has no hall called {wanted}. Its halls: {known}.", "hall")

        def work(unit: Unit) -> None:
            if not cinemas.limit_counter(unit, counter.id, hall.id if hall else None):
                raise NotFound("This counter is no longer there. Open the cinema again.")
            detail = {"counter": counter.name, "hall": hall.name if hall else "all halls"}
            _write_down(unit, session, "COUNTER_HALL", cinema.id, detail)

        self._database.once(Request(request_id, "COUNTER_HALL", (counter.id, wanted)), "", work)

    @staticmethod
    def _change_counter(unit: Unit, cinema: KeptCinema, counter: KeptCounter, name: str, *, active: bool) -> None:
        try:
            if not cinemas.change_counter(unit, counter.id, name, active=active):
                raise NotFound("This counter is no longer there. Open the cinema again.")
        except DuplicateKey as error:
            raise _named_twice(cinema, name) from error

    def _open(self, cinema_id: int) -> KeptCinema:
        found = cinemas.one(self._database, cinema_id)
        if found is None:
            raise _gone()
        return found


def _read(answers: Mapping[str, str], cinema_id: int) -> KeptCinema:
    country = checked(answers, "country", read_country)
    return KeptCinema(
        id=cinema_id,
        city=checked(answers, "city", lambda typed: clean_name(typed, "city", NAME_MAX)),
        name=checked(answers, "name", lambda typed: clean_name(typed, "cinema's name", NAME_MAX)),
        time_zone=checked(answers, "time_zone", read_time_zone),
        currency=checked(answers, "currency", read_currency),
        locale=checked(answers, "locale", read_locale),
        country=country,
        region=checked(answers, "region", lambda typed: _region(typed, country)),
        address=_line(answers, "address", "address", LENGTHS_MAX["address"]),
        tax_name=_line(answers, "tax_name", "tax number's name", LENGTHS_MAX["tax-name"]),
        tax_number=_line(answers, "tax_number", "tax number", LENGTHS_MAX["tax-number"]),
        invoice_prefix=_line(answers, "invoice_prefix", "invoice prefix", LENGTHS_MAX["invoice-prefix"]),
        offer_minutes=checked(answers, "offer_minutes", lambda typed: whole_number(typed, 5, OFFER_MINUTES_MAX)),
        customer_keep_days=checked(answers, "customer_keep_days", lambda typed: whole_number(typed, 1, KEEP_DAYS_MAX)),
    )


def _line(answers: Mapping[str, str], key: str, what: str, length_max: int) -> str:
    """What may be left empty."""
    return checked(answers, key, lambda typed: clean_name(typed, what, length_max) if typed.strip() else "")


def _region(typed: str, country: str) -> str:
    """The ISO 3166-2 part that has holidays of its own, "" for none."""
    region = typed.strip().upper()
    if region and (not public_holidays(A_YEAR, country, region) or not region.isascii()):
        raise InvalidInput(
            f"{country} has no part {region[:10]} with holidays of its own. Leave it empty, or write MH."
        )
    return region


def _counter_name(typed: str) -> str:
    return checked({"counter": typed}, "counter", lambda given: clean_name(given, "counter's name", COUNTER_NAME_MAX))


def _left(till_open: bool, under_way: int, unprinted: int) -> tuple[str, ...]:
    told = ["its till is open: close it"] if till_open else []
    told += [f"payments under way: {under_way}"] if under_way else []
    told += [f"sales whose tickets are not printed: {unprinted}"] if unprinted else []
    return tuple(told)


def _write_down(unit: Unit, session: Session, action: str, cinema_id: int, detail: Mapping[str, object]) -> None:
    audit_log.append(unit, session.counter.id, session.staff.id, action, f"cinema {cinema_id}", detail)


def _named_twice(cinema: KeptCinema, name: str) -> FormRefused:
    return FormRefused(f"{cinema.name} has a counter called {name} already. Choose another name.", "counter")


def _gone() -> NotFound:
    return NotFound("This cinema is no longer there. Choose another one.")
