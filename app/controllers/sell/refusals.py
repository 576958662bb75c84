"""What a refused pick says: which seats are in the way, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket
from app.models.errors import AttemptUnderWay, HoldTakenOver, SeatNotForSale, SeatsTaken, ShowNotOnSale
from app.models.records import ClaimState, Seat, Show
from app.models.sell import holders
from app.models.sell.booking_seats import Obstacle, Performance
from app.models.statements import Reader, Unit
from app.utils.local_time import format_day, format_time, to_local


def taken(wanted: Sequence[Seat], obstacles: Sequence[Obstacle]) -> SeatsTaken:
    """The refusal that names each seat in the way, by whom, and which of the wanted ones are free."""
    labels = {seat.id: seat.label for seat in wanted}
    in_the_way = {obstacle.seat_id for obstacle in obstacles}
    told = [
        f"{labels[obstacle.seat_id]} was just {'sold' if obstacle.state is ClaimState.SOLD else 'taken'} "
        f"at {obstacle.counter_name}."
        for obstacle in obstacles
    ]
    free = [seat for seat in wanted if seat.id not in in_the_way]
    if free:
        told.append(f"{listed([seat.label for seat in free])} {'is' if len(free) == 1 else 'are'} free.")
    else:
        told.append("Pick another seat.")
    return SeatsTaken(" ".join(told), sorted(in_the_way), [seat.id for seat in free])


def listed(names: Sequence[str]) -> str:
    """F7, F8 and F9."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def kept(seat: Seat, reason: str) -> SeatNotForSale:
    """The refusal of a seat that only a manager sells."""
    return SeatNotForSale(f"{seat.label} is not for sale here ({reason}). Choose another seat, or ask a manager.")


def cancelled(show: Show) -> ShowNotOnSale:
    """The refusal for a show that is cancelled or over."""
    return ShowNotOnSale(
        f"{show.movie_title} is no longer on sale. Take no money; clear the basket and choose another show."
    )


def is_another(show: Show, now: Performance) -> bool:
    """Whether a planner has made another show of the one that is open here."""
    return (show.movie_title, show.hall_id, show.starts_at) != (now.movie_title, now.hall_id, now.starts_at)


def changed_since(session: Session, show: Show, now: Performance) -> ShowNotOnSale:
    """The refusal for a show that was moved, or has another film, since its map was opened."""
    cinema = session.counter.cinema
    local = to_local(now.starts_at, cinema.time_zone)
    when = f"{format_day(local, cinema.locale)}, {format_time(local, cinema.locale)}"
    where = "" if now.hall_id == show.hall_id else ", in another hall"
    return ShowNotOnSale(
        f"This show was changed just now: it is {now.movie_title} on {when}{where}. Open it again from the list."
    )


def require_ours(reader: Reader, session: Session, basket: Basket) -> None:
    """Raises HoldTakenOver when the basket's booking belongs to another counter now."""
    counter_name = holders.counter_name_of(reader, basket.booking.id)
    if counter_name is not None and counter_name != session.counter.name:
        raise HoldTakenOver(f"These seats were taken over at {counter_name}. Take no money for them; pick others.")


def require_not_charged(unit: Unit, booking_id: int) -> None:
    """Raises AttemptUnderWay while a provider may have taken money for a locked booking."""
    if holders.attempts_under_way(unit, booking_id):
        raise AttemptUnderWay(
            "Money is being asked for this basket at the provider. Press F11: wait there for the answer, or give it up."
        )
