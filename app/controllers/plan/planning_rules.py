"""What must hold for a show to be planned, asked within the unit that writes it: its halls are taken by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.controllers.form_reading import FormRefused
from app.controllers.plan.boards import explain, slot_of, span
from app.controllers.plan.day_board import Slot, judge
from app.models.errors import InTheWay, NotFound
from app.models.plan import planning, promises
from app.models.plan.planning import PlanningFilm, PlanningHall, ShowWish, StoredShow
from app.models.plan.promises import Promise
from app.models.records import Cinema, ShowStatus
from app.models.statements import Unit

OBSTACLES_MAX = 8
"""More than these are counted and not told."""


def require_hall(halls: Mapping[int, PlanningHall], hall_id: int) -> PlanningHall:
    """The hall, when new shows may be planned in it. Raises FormRefused at the hall, NotFound."""
    hall = halls.get(hall_id)
    if hall is None:
        raise NotFound("This hall is not there any more. Look at the day again.")
    if not hall.active:
        raise FormRefused(f"{hall.name} is closed. Choose another hall, or open it again under Halls.", "hall")
    return hall


def require_film(unit: Unit, movie_id: int) -> PlanningFilm:
    """The film, when it is not retired. Raises FormRefused at the film."""
    film = planning.films(unit, (movie_id,)).get(movie_id)
    if film is None:
        raise FormRefused("Choose a film from the list.", "movie")
    if film.retired:
        raise FormRefused(f"{film.title} is retired. Choose another film, or bring it back under Films.", "movie")
    return film


def require_to_come(unit: Unit, wish: ShowWish) -> None:
    """Raises FormRefused at the time for a show that would have begun already."""
    if wish.starts_at <= planning.server_time(unit):
        raise FormRefused("That time has passed. Give one that is still to come.", "time")


def require_room(unit: Unit, hall: PlanningHall, wish: ShowWish, cinema: Cinema, show_id: int = 0) -> None:
    """Raises InTheWay, naming what is, when the hall is not free then, its turnaround counted."""
    known = planning.playing(unit, (hall.id,), wish.starts_at, wish.ends_at)
    wanted = Slot(hall.id, wish.starts_at, wish.ends_at, show_id)
    judgement = judge(wanted, map(slot_of, known), hall.turnaround)
    if judgement.other is not None:
        raise InTheWay(f"{explain(judgement, hall, known, cinema)} Nothing was changed: choose another time or hall.")


def require_unpromised(unit: Unit, show: StoredShow) -> None:
    """Raises InTheWay with the bookings, when somebody holds or has bought a seat of a locked show."""
    found = promises.of_show(unit, show.id)
    if found:
        seats = sum(len(promise.seat_labels) for promise in found)
        raise InTheWay(
            f"{seats} {'seat' if seats == 1 else 'seats'} of {show.movie_title} are held or sold, for this film, hall and "
            "time. Price and length can still be changed; for anything else cancel the show.",
            told_promises(found),
        )


def told_promises(found: Sequence[Promise]) -> tuple[str, ...]:
    """A line for each booking, as far as there is room."""
    lines = [
        f"{promise.reference}: {', '.join(promise.seat_labels)} {'sold' if promise.sold else 'held'}"
        f" at {promise.counter_name}{f' for {promise.customer_name}' if promise.customer_name else ''}"
        for promise in found[:OBSTACLES_MAX]
    ]
    more = len(found) - len(lines)
    return (*lines, f"and {more} more") if more else tuple(lines)


def require_standing(show: StoredShow | None) -> StoredShow:
    """The locked show, when it can still be changed. Raises NotFound."""
    if show is None:
        raise NotFound("This show is not there any more. Look at the day again.")
    if show.status is ShowStatus.CANCELLED:
        raise NotFound(f"{show.movie_title} was cancelled meanwhile. Look at the day again.")
    if show.status is ShowStatus.COMPLETED:
        raise NotFound(f"{show.movie_title} is over and stays as it was.")
    return show


def told(show: ShowWish | StoredShow, cinema: Cinema) -> dict[str, object]:
    """A show for the audit log."""
    return {
        "hall": show.hall_id,
        "film": show.movie_id,
        "when": span(show.starts_at, show.ends_at, cinema),
        "starts_at": show.starts_at,
        "base_price_minor": show.base_price_minor,
        "own_prices_minor": {seat_type.value: price for seat_type, price in sorted(show.own_prices_minor.items())},
    }
