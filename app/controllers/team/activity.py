"""What was done, by whom, when and where: the audit log for people, searched and live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from app.controllers.form_reading import FormRefused, checked, day_or_none
from app.controllers.permissions import Permission, Session, needs
from app.controllers.team.action_words import ACTION_WORDS, KINDS, Kind, actions_of, actions_saying, in_words
from app.models import places
from app.models.database import Database
from app.models.records import Cinema
from app.models.sell import found_bookings
from app.models.team import accounts, activity
from app.models.team.activity import THE_END, LoggedLine, Mark, Wanted
from app.utils.codes import normalise_reference
from app.utils.errors import InvalidInput
from app.utils.folded_text import folded
from app.utils.local_time import day_bounds_utc, format_day, format_time, to_local
from app.utils.progress import Progress
from app.utils.typed_days import day_fits, typed_words

__all__ = ["KINDS", "LINES_AT_A_TIME", "Activity", "ActivityLine", "ActivityPage", "Kind"]

LINES_AT_A_TIME = 200
_LOOKED_THROUGH_AT_A_TIME = 25_000
_LATE_SECONDS = 60
"""A line can be committed this long after its time: new ones are looked for again so far back, and known ones left out."""
_SHOWS_MAX = 200


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """A line as people read it; `day` and `time` on the cinema's clock."""

    id: int
    happened_at: datetime
    day: str
    time: str
    who: str
    where: str
    what: str
    kind: Kind | None
    subject: str


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Lines, the newest first. `older` leads to the page before in time; None where there is nothing older."""

    lines: tuple[ActivityLine, ...]
    wanted: Wanted
    older: Mark | None
    read_at: datetime
    """The server's time when it was begun to read: what comes later is new."""


class Activity:
    """The audit log of this counter's cinema, for a lane that reads much."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SEE_ACTIVITY)
    def search(self, session: Session, answers: Mapping[str, str], progress: Progress | None = None) -> ActivityPage:
        """The newest lines that fit all `answers`: text, person, show, kind, from_day, until_day; empty ones fit all.

        `progress` hears how many lines were looked through, of how many. Raises FormRefused at an answer, Cancelled.
        """
        return self._page(session, self._read(session, answers), THE_END, progress)

    @needs(Permission.SEE_ACTIVITY)
    def older(self, session: Session, page: ActivityPage, progress: Progress | None = None) -> ActivityPage:
        """The page that comes after, further back. Raises Cancelled."""
        if page.older is None:
            return replace(page, lines=())
        return self._page(session, page.wanted, page.older, progress)

    @needs(Permission.SEE_ACTIVITY)
    def newer(self, session: Session, page: ActivityPage) -> ActivityPage | None:
        """What fits and was done since a page was read, with lines of the minute before that are known already.

        Lines are committed in another order than they are stamped in, so the last minute is read again, and who asks knows
        by the ids which are new. None where so much was done since that it is quicker to search anew.
        """
        read_at = activity.now(self._database)
        since = page.read_at - timedelta(seconds=_LATE_SECONDS)
        from_at = since if page.wanted.from_at is None else max(since, page.wanted.from_at)
        found = activity.lines(self._database, replace(page.wanted, from_at=from_at), LINES_AT_A_TIME)
        if len(found) == LINES_AT_A_TIME:
            return None
        return replace(page, lines=self._told(session, found), read_at=read_at)

    def _page(self, session: Session, wanted: Wanted, before: Mark, progress: Progress | None) -> ActivityPage:
        """A page, looked for so many lines at a time that it can be told how far it is, and ended."""
        read_at = activity.now(self._database)
        total = activity.count_about(self._database)
        found: list[LoggedLine] = []
        place: Mark | None = before
        looked = 0
        while place is not None and len(found) < LINES_AT_A_TIME:
            back_to = activity.so_far_back(self._database, wanted, _LOOKED_THROUGH_AT_A_TIME, place)
            found += activity.lines(self._database, wanted, LINES_AT_A_TIME - len(found), place, back_to)
            place = found[-1].mark if len(found) == LINES_AT_A_TIME else back_to
            looked += _LOOKED_THROUGH_AT_A_TIME
            if progress is not None:
                progress.report(min(looked, total), total)
        return ActivityPage(self._told(session, found), wanted, place, read_at)

    def _read(self, session: Session, answers: Mapping[str, str]) -> Wanted:
        cinema = session.counter.cinema
        counters = [each.id for each in places.counters(self._database) if each.cinema.id == cinema.id]
        text = answers.get("text", "").strip()
        reference = self._reference(cinema, text)
        from_at, until_at = _days(answers, cinema)
        kind = answers.get("kind", "")
        return Wanted(
            counter_ids=tuple(counters),
            staff_id=self._person(answers.get("person", "")),
            subject=reference,
            show_ids=self._shows(cinema, answers.get("show", "")),
            actions=actions_of(Kind(kind)) if kind else (),
            from_at=from_at,
            until_at=until_at,
            text="" if reference else text,
            text_actions=actions_saying(text) if text else (),
        )

    def _reference(self, cinema: Cinema, text: str) -> str:
        """A booking's reference, where one was typed; "" for any other text. Six letters alone may be a word as well."""
        try:
            reference = normalise_reference(text)
        except InvalidInput:
            return ""
        whole = text.upper().startswith("FYR")
        return reference if whole or found_bookings.id_of(self._database, cinema.id, reference) is not None else ""

    def _person(self, typed: str) -> int | None:
        words = folded(typed).split()
        if not words:
            return None
        fitting = [
            each
            for each in accounts.everybody(self._database)
            if all(word in folded(f"{each.full_name} {each.username}") for word in words)
        ]
        exact = [each for each in fitting if folded(typed).strip() in (folded(each.username), folded(each.full_name))]
        if len(exact or fitting) == 1:
            return (exact or fitting)[0].id
        if not fitting:
            raise FormRefused("Nobody on the team is called so.", "person")
        names = ", ".join(f"{each.full_name} ({each.username})" for each in fitting[:3])
        raise FormRefused(f"More than one is called so: {names}. Type the username.", "person")

    def _shows(self, cinema: Cinema, typed: str) -> tuple[int, ...]:
        words = typed_words(typed)
        if not words:
            return ()
        today = to_local(datetime.now(UTC), cinema.time_zone).date()
        fitting: list[int] = []
        for show in activity.shows_of(self._database, cinema.id):
            title = folded(show.title)
            day = to_local(show.starts_at, cinema.time_zone).date()
            if all(word.word in title or day_fits(day, word, today, cinema.locale) for word in words):
                fitting.append(show.id)
                if len(fitting) == _SHOWS_MAX:
                    break
        if not fitting:
            raise FormRefused("No show fits. Type words of the title, a day, or both.", "show")
        return tuple(fitting)

    @staticmethod
    def _told(session: Session, found: Sequence[LoggedLine]) -> tuple[ActivityLine, ...]:
        return tuple(_line(each, session.counter.cinema) for each in found)


def _days(answers: Mapping[str, str], cinema: Cinema) -> tuple[datetime | None, datetime | None]:
    """From the first moment of the one day to the end of the other, on the cinema's clock."""
    first, last = checked(answers, "from_day", day_or_none), checked(answers, "until_day", day_or_none)
    if first is not None and last is not None and last < first:
        raise FormRefused("This day is before the first one.", "until_day")
    return (
        None if first is None else day_bounds_utc(first, cinema.time_zone)[0],
        None if last is None else day_bounds_utc(last, cinema.time_zone)[1],
    )


def _line(line: LoggedLine, cinema: Cinema) -> ActivityLine:
    local = to_local(line.happened_at, cinema.time_zone)
    this_year = local.year == to_local(datetime.now(UTC), cinema.time_zone).year
    return ActivityLine(
        line.id,
        line.happened_at,
        format_day(local.date(), cinema.locale) + ("" if this_year else f" {local.year}"),
        format_time(local, cinema.locale),
        line.full_name or "Foyer",
        line.counter_name,
        in_words(line.action, line.subject, line.detail, cinema),
        ACTION_WORDS[line.action].kind if line.action in ACTION_WORDS else None,
        line.subject,
    )
