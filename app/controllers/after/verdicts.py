"""What a door says of a ticket. Pure: from the ticket as it stands, the door and the time to one verdict.

The reasons are asked in the order in which they matter to a guest: a ticket that was given back is void, whatever day it was
for.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.models.after.admissions import DoorPlace, DoorShow, DoorTicket, TicketState, VoidBecause
from app.models.door_records import Cinema
from app.utils.codes import normalise_reference
from app.utils.errors import InvalidInput
from app.utils.local_time import format_day, format_time, to_local

__all__ = ["DoorPlace", "DoorShow", "DoorTicket", "TicketState"]

_CODE = re.compile(r"[A-Z2-7]{26}")


class Reason(StrEnum):
    """ADMIT, or why not."""

    ADMIT = "ADMIT"
    UNKNOWN = "UNKNOWN"
    WRONG_CINEMA = "WRONG_CINEMA"
    VOID = "VOID"
    ALREADY_IN = "ALREADY_IN"
    SHOW_CANCELLED = "SHOW_CANCELLED"
    WRONG_DAY = "WRONG_DAY"
    SHOW_OVER = "SHOW_OVER"
    TOO_EARLY = "TOO_EARLY"
    WRONG_HALL = "WRONG_HALL"
    UNDONE = "UNDONE"
    """This very scan was let in once and that was undone: only a new scan lets in again."""

    @property
    def headline(self) -> str:
        """In capitals, for the verdict."""
        return self.value.replace("_", " ")


_VOID_BECAUSE = {
    VoidBecause.REFUNDED: "Given back: its money was refunded.",
    VoidBecause.EXCHANGED: "Exchanged: the guest has another ticket in its place.",
    VoidBecause.REPLACED: "Another ticket was printed in its place.",
    VoidBecause.CANCELLED: "Its sale was cancelled.",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is shown at the door; `sentence` says why, or what to do. `ticket` is None for what nobody knows."""

    reason: Reason
    sentence: str
    ticket: DoorTicket | None = None
    by_list: bool = False
    """Said by a prepared list, without the network."""

    @property
    def admits(self) -> bool:
        return self.reason is Reason.ADMIT


@dataclass(frozen=True, slots=True)
class DoorRules:
    """Where a ticket is shown and when. `opens_minutes` before a show its guests are let in."""

    cinema: Cinema
    place: DoorPlace
    opens_minutes: int


def ticket_code(typed: str) -> str | None:
    """The ticket code that was scanned or typed, spaces left out; None when it cannot be one."""
    letters = "".join(typed.split()).upper()
    return letters if _CODE.fullmatch(letters) else None


def reference(typed: str) -> str | None:
    """The booking's reference that was typed; None when it cannot be one."""
    try:
        return normalise_reference(typed)
    except InvalidInput:
        return None


def hash_of(code: str) -> str:
    """What a door list has in a code's place."""
    return hashlib.sha256(code.encode()).hexdigest()


def judge(ticket: DoorTicket, rules: DoorRules, now: datetime) -> Verdict:
    """Whether this ticket lets in here and now."""
    reason = _reason(ticket, rules, now)
    return Verdict(reason, _sentence(reason, ticket, rules, now), ticket)


def unknown() -> Verdict:
    sentence = "No ticket has this code. Scan it once more; if it stays so, send the guest to the counter."
    return Verdict(Reason.UNKNOWN, sentence)


def already_in_told(ticket: DoorTicket, cinema: Cinema, now: datetime) -> str:
    """When and where its guest went in, e.g. "Already in at 19:52 at Door 1"."""
    if ticket.admitted_at is None:
        return "Already in"
    where = f" at {ticket.admitted_where}" if ticket.admitted_where else ""
    return f"Already in at {_moment(ticket.admitted_at, cinema, now)}{where}"


def why_not(ticket: DoorTicket, cinema: Cinema, now: datetime) -> str:
    """Why a ticket that is not VALID lets nobody in, as one short sentence without its dot."""
    if ticket.state is TicketState.USED:
        return already_in_told(ticket, cinema, now)
    because = ticket.void_because or VoidBecause.CANCELLED
    return f"Void. {_VOID_BECAUSE[because].rstrip('.')}"


def _reason(ticket: DoorTicket, rules: DoorRules, now: datetime) -> Reason:
    show = ticket.show
    if show.cinema_id != rules.cinema.id:
        return Reason.WRONG_CINEMA
    if show.cancelled:
        return Reason.SHOW_CANCELLED
    if ticket.state is not TicketState.VALID:
        return Reason.VOID if ticket.state is TicketState.VOID else Reason.ALREADY_IN
    return _wrong_time(show, rules, now) or _wrong_place(show, rules) or Reason.ADMIT


def _wrong_time(show: DoorShow, rules: DoorRules, now: datetime) -> Reason | None:
    opens_at = show.starts_at - timedelta(minutes=rules.opens_minutes)
    if opens_at <= now < show.ends_at:
        return None
    if _day(show.starts_at, rules.cinema) != _day(now, rules.cinema):
        return Reason.WRONG_DAY
    return Reason.TOO_EARLY if now < opens_at else Reason.SHOW_OVER


def _wrong_place(show: DoorShow, rules: DoorRules) -> Reason | None:
    return None if rules.place.hall_id in (None, show.hall_id) else Reason.WRONG_HALL


def _sentence(reason: Reason, ticket: DoorTicket, rules: DoorRules, now: datetime) -> str:
    show, cinema = ticket.show, rules.cinema
    starts = _moment(show.starts_at, cinema, now)
    opens = _moment(show.starts_at - timedelta(minutes=rules.opens_minutes), cinema, now)
    because = ticket.void_because or VoidBecause.CANCELLED
    return {
        Reason.ADMIT: "",
        Reason.WRONG_CINEMA: f"This ticket is for {show.cinema_name}, not for {cinema.name}.",
        Reason.SHOW_CANCELLED: "This show is cancelled. Send the guest to the counter.",
        Reason.VOID: _VOID_BECAUSE[because],
        Reason.ALREADY_IN: f"{already_in_told(ticket, cinema, now)}.",
        Reason.WRONG_DAY: f"This ticket is for {_dated(show.starts_at, cinema)}.",
        Reason.TOO_EARLY: f"Starts at {starts}. Let in from {opens} on.",
        Reason.SHOW_OVER: f"The show ended at {_moment(show.ends_at, cinema, now)}.",
        Reason.WRONG_HALL: f"This ticket is for {show.hall_name}; this is the door of {rules.place.hall_name}.",
    }[reason]


def _day(moment: datetime, cinema: Cinema) -> object:
    return to_local(moment, cinema.time_zone).date()


def _moment(moment: datetime, cinema: Cinema, now: datetime) -> str:
    """The time of day; with its day where that is not today."""
    if _day(moment, cinema) == _day(now, cinema):
        return format_time(to_local(moment, cinema.time_zone), cinema.locale)
    return _dated(moment, cinema)


def _dated(moment: datetime, cinema: Cinema) -> str:
    local = to_local(moment, cinema.time_zone)
    return f"{format_day(local.date(), cinema.locale)}, {format_time(local, cinema.locale)}"
