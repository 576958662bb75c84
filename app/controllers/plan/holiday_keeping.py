"""On which days a cinema asks its holiday price: the calendar of its country and region, and what the cinema says itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.controllers.form_reading import FormRefused, checked
from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan import price_answers as read
from app.controllers.plan.price_keeping import Kept, change_prices, standing, write_down
from app.models.database import Database
from app.models.plan import cinema_days
from app.models.plan.cinema_days import CinemaDay
from app.models.records import Cinema
from app.models.statements import Reader, Unit
from app.utils.local_time import to_local
from app.utils.public_holidays import public_holidays
from app.utils.typed_text import clean_name

YEARS = 2
"""This one and the next: nobody plans prices further ahead."""
CALENDAR, HOLIDAY, ORDINARY = "CALENDAR", "HOLIDAY", "ORDINARY"
"""What a day can be said to be; CALENDAR: the cinema says nothing, and the calendar decides."""
_NAME_MAX = 60
_LABELS = {"name": "its name", "said": "what the cinema says of it"}


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A day with what the calendar calls it ("" for none), and what the cinema says of it."""

    day: date
    public_name: str
    name: str
    said: str
    """CALENDAR, HOLIDAY or ORDINARY."""

    @property
    def counts(self) -> bool:
        """Whether it is a holiday here."""
        return bool(self.public_name) if self.said == CALENDAR else self.said == HOLIDAY


class HolidayKeeping:
    """The holidays of the session's cinema, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_PRICES)
    def rows(self, session: Session) -> tuple[Kept, ...]:
        """From today on: public holidays, and the days the cinema has said something about, in order."""
        cinema = session.counter.cinema
        today = to_local(datetime.now(UTC), cinema.time_zone).date()
        said = {each.day: each for each in cinema_days.of_cinema(self._database, cinema.id)}
        days = set(said)
        for year in range(today.year, today.year + YEARS):
            days.update(public_holidays(year, cinema.country, cinema.region))
        return tuple(_kept(_row(cinema, day, said.get(day))) for day in sorted(days) if day >= today)

    @needs(Permission.KEEP_PRICES)
    def save(self, session: Session, seen: HolidayRow | None, answers: Mapping[str, str]) -> Kept:
        """Say of a day what it is: day (of a new one), name, and `said` (HOLIDAY, ORDINARY, CALENDAR to take it back).

        Raises FormRefused at a field, ChangedMeanwhile.
        """
        cinema = session.counter.cinema
        day = seen.day if seen else read.a_day(answers, "day")
        said = answers.get("said", "")
        if said not in (CALENDAR, HOLIDAY, ORDINARY):
            raise FormRefused("Choose what the day is.", "said")
        typed = answers.get("name", "") or _public_name(cinema, day)
        name = ""
        if said != CALENDAR:
            name = checked({"name": typed}, "name", lambda text: clean_name(text, "name of the day", _NAME_MAX))

        def work(unit: Unit) -> HolidayRow:
            now = _stored(unit, cinema, day)
            if seen is None and now.said != CALENDAR:
                raise FormRefused("This day is in the list already. Choose it there.", "day")
            if seen is not None:
                standing(unit, session, seen, now, _LABELS, subject_of(cinema, day))
            if said == CALENDAR:
                cinema_days.take_away(unit, cinema.id, day)
            else:
                cinema_days.put(unit, cinema.id, CinemaDay(day, name, said == HOLIDAY))
            after = HolidayRow(day, now.public_name, name or now.public_name, said)
            write_down(unit, session, "HOLIDAY_CHANGED", subject_of(cinema, day), now, after)
            return after

        return _kept(change_prices(self._database, work))


def first_answers() -> dict[str, str]:
    """What the form of a new one begins with."""
    return {"said": HOLIDAY}


def subject_of(cinema: Cinema, day: date) -> str:
    """What the audit log calls a day of a cinema."""
    return f"holiday {day.isoformat()} cinema {cinema.id}"


def _stored(unit: Reader, cinema: Cinema, day: date) -> HolidayRow:
    said = next((each for each in cinema_days.of_cinema(unit, cinema.id) if each.day == day), None)
    return _row(cinema, day, said)


def _row(cinema: Cinema, day: date, said: CinemaDay | None) -> HolidayRow:
    public = _public_name(cinema, day)
    if said is None:
        return HolidayRow(day, public, public, CALENDAR)
    return HolidayRow(day, public, said.name, HOLIDAY if said.is_holiday else ORDINARY)


def _public_name(cinema: Cinema, day: date) -> str:
    return public_holidays(day.year, cinema.country, cinema.region).get(day, "")[:_NAME_MAX]


def _kept(row: HolidayRow) -> Kept:
    answers = {"day": row.day.isoformat(), "name": row.name, "said": row.said, "public": row.public_name}
    return Kept(row.day.isoformat(), row, answers, row.counts)
