"""Seats put out of service for a while, and given back."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.controllers.form_reading import FormRefused, checked
from app.controllers.permissions import Permission, Session, needs
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import NotFound
from app.models.plan import hall_seats, outages, planning
from app.models.plan.halls import HallPlan
from app.models.plan.outages import Outage
from app.models.sell import notices
from app.models.statements import Unit
from app.utils.errors import InvalidInput
from app.utils.typed_text import clean_name
from app.utils.typed_times import typed_time

__all__ = ["Outage", "Outages"]

_LOG = logging.getLogger("foyer.outages")
REASON_MAX = 100
"""Characters, as the table takes them."""


class Outages:
    """Outages for one lane. The form's answers are from, until (2026-11-21, or with a time 2026-11-21 18:00) and reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_HALLS)
    def of_hall(self, session: Session, hall_id: int) -> tuple[Outage, ...]:
        """What is out of service in a hall now or later."""
        return outages.of_hall(self._database, hall_id)

    @needs(Permission.KEEP_HALLS)
    def put(
        self, session: Session, request_id: str, hall: HallPlan, seat_ids: Sequence[int], answers: Mapping[str, str]
    ) -> None:
        """Put seats out of service: nobody sells them in the shows that play in that time, nor in those planned later.

        Who has one of them already is listed by `Rehousing`; a counter that holds one is told. Audited. Raises FormRefused,
        InvalidInput without a seat, NotFound for one that is not in the hall any more.
        """
        from_at, until_at, reason = _read(answers, hall.cinema.time_zone)
        if not seat_ids:
            raise InvalidInput("Mark the seats first: click on one, drag over several.")
        wanted = frozenset(seat_ids)

        def work(unit: Unit) -> None:
            planning.take_halls(unit, [hall.id])
            seats = [seat for seat in hall_seats.of_hall(unit, hall.id) if seat.seat_id in wanted]
            if len(seats) < len(wanted):
                raise NotFound("Some of these seats are no longer in the hall. Open it again and mark them once more.")
            hall_seats.lock(unit, seats)
            outages.put(unit, sorted(wanted), from_at, until_at, reason, session.staff.id)
            for held in outages.held_at_counters(unit, wanted):
                notices.write(unit, held.counter_id, "SEAT_BROKEN", _told(held))
            detail = {
                "seats": [seat.label for seat in seats],
                "reason": reason,
                "from": from_at.isoformat(),
                "until": until_at.isoformat() if until_at else None,
            }
            audit_log.append(unit, session.counter.id, session.staff.id, "SEATS_OUT", f"hall {hall.id}", detail)

        told = (hall.id, sorted(wanted), answers.get("from", ""), answers.get("until", ""), reason)
        self._database.once(Request(request_id, "SEATS_OUT", told), "", work)
        _LOG.info("seats out of service", extra={"hall": hall.name, "seats": len(wanted)})

    @needs(Permission.KEEP_HALLS)
    def end(self, session: Session, request_id: str, hall: HallPlan, ended: Sequence[Outage]) -> None:
        """Give seats back from now on. Audited. An outage that somebody else has ended already is no refusal."""

        def work(unit: Unit) -> None:
            planning.take_halls(unit, [hall.id])
            standing = {each.id: each for each in outages.of_hall(unit, hall.id)}
            over = [standing[each.id] for each in ended if each.id in standing]
            for outage in over:
                outages.end(unit, outage)
            if over:
                detail = {"seats": [each.seat_label for each in over], "reason": over[0].reason}
                audit_log.append(unit, session.counter.id, session.staff.id, "SEATS_BACK", f"hall {hall.id}", detail)

        request = Request(request_id, "SEATS_BACK", (hall.id, sorted(each.id for each in ended)))
        self._database.once(request, "", work)


def _read(answers: Mapping[str, str], time_zone: str) -> tuple[datetime, datetime | None, str]:
    """(from, until, reason). A day alone is the whole day: from its first moment, until its last."""
    zone = ZoneInfo(time_zone)
    from_at = checked(answers, "from", lambda typed: _moment(typed, zone, whole_day=False)) or datetime.now(UTC)
    until_at = checked(answers, "until", lambda typed: _moment(typed, zone, whole_day=True))
    if until_at is not None and until_at <= max(from_at, datetime.now(UTC)):
        raise FormRefused("This is over before it begins. Give a later end, or leave it empty.", "until")
    return from_at, until_at, checked(answers, "reason", _reason)


def _reason(typed: str) -> str:
    return clean_name(" ".join(typed.split()), "reason", REASON_MAX)


def _moment(typed: str, zone: ZoneInfo, *, whole_day: bool) -> datetime | None:
    day_text, _, time_text = typed.strip().partition(" ")
    if not day_text:
        return None
    try:
        day = datetime.strptime(day_text, "%Y-%m-%d").date()  # noqa: DTZ007  a day has no zone
        at = typed_time(time_text) if time_text.strip() else None
    except (ValueError, InvalidInput) as error:
        raise InvalidInput("Write the date like 2026-11-21, or with a time 2026-11-21 18:00.") from error
    if at is None and whole_day:
        day += timedelta(days=1)
    return datetime.combine(day, at or time(0), zone).astimezone(UTC)


def _told(held: outages.Holding) -> str:
    return (
        f"{held.seat_label} in basket {held.reference} ({held.movie_title}) was just put out of service."
        " Give it back and pick another seat; take no money for it."
    )
