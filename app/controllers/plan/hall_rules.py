"""What a change of a hall must leave as it is: whoever holds or has bought a seat finds it, under its name, as good as it was.

A seat that is held or sold for a show to come is not taken out, not called anything else and not put out of service; it gets no
lower seat type, and stays a wheelchair place or none (there is no chair on a wheelchair place). It may move on the map, get a
higher seat type, be marked as a companion's or as kept for the house. Pure: no database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.models.plan.hall_seats import RANKS, Difference, HallSeat
from app.models.plan.halls import ClaimedSeat
from app.models.records import Cinema
from app.utils.local_time import format_day, format_time, to_local


def harms(difference: Difference) -> dict[int, str]:
    """What would be done to each stored seat, by its id, that nobody may do to one that is held or sold."""
    told = {seat.seat_id: f"{seat.label} would be taken out" for seat in difference.gone}
    for before, after in difference.changed:
        harm = _harm(before, after)
        if harm:
            told[before.seat_id] = f"{before.label} would {harm}"
    return {seat_id: harm for seat_id, harm in told.items() if seat_id is not None}


def obstacles(harmed: dict[int, str], claimed: Sequence[ClaimedSeat], cinema: Cinema) -> Iterator[str]:
    """A line for each seat, show and booking that is in the way."""
    for each in claimed:
        if each.seat_id in harmed:
            what = "sold" if each.sold else "held"
            when = told_moment(each.starts_at, cinema)
            yield f"{harmed[each.seat_id]}, and is {what} for {each.movie_title}, {when} ({each.reference})"


def told_moment(moment: datetime, cinema: Cinema) -> str:
    """Fri 21 Nov 19:50, in the cinema's own time."""
    local = to_local(moment, cinema.time_zone)
    return f"{format_day(local.date(), cinema.locale)} {format_time(local, cinema.locale)}"


def _harm(before: HallSeat, after: HallSeat) -> str:
    if after.label != before.label:
        return f"be called {after.label}"
    if before.in_service and not after.in_service:
        return "be out of service"
    if RANKS[after.seat_type] < RANKS[before.seat_type]:
        return f"be {after.seat_type.label} and not {before.seat_type.label}"
    if after.wheelchair != before.wheelchair:
        return "be a wheelchair place" if after.wheelchair else "be no wheelchair place"
    return ""
