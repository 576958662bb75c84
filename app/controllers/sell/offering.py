"""Offering the best seats: found among what is free on the map, held at once, and the next best when another was faster."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket, Pick
from app.controllers.sell.best_seat_words import Offer, Wish, why_not
from app.controllers.sell.best_seats import offers
from app.controllers.sell.holding import Holding
from app.controllers.sell.parties import Party
from app.controllers.sell.seat_plans import OpenShow
from app.models.errors import NoSeatsTogether, SeatsTaken
from app.models.records import Seat, TicketType
from app.utils.codes import new_request_id


@dataclass(slots=True)
class Search:
    """A search for seats under way. It keeps what it tried, so that the same search asked again goes on where it was."""

    opened: OpenShow
    wish: Wish
    ticket_types: tuple[TicketType, ...]
    """One for each seat; those of wheelchair places and their companions first."""
    free_ids: set[int]
    given_back: tuple[Seat, ...] = ()
    """What the basket holds now and gives back for the new seats."""
    already: list[frozenset[int]] = field(default_factory=list)
    """Offered before."""
    offer: Offer | None = None
    """What is being held, or was held last."""
    request_id: str = ""


def wish_of(party: Party) -> Wish:
    """What a party needs and would like."""
    return Wish(party.size, party.pairs, aisle="aisle" in party.wishes, back="back" in party.wishes)


def ticket_types_of(party: Party, full_price: TicketType) -> tuple[TicketType, ...]:
    """One for each seat; wheelchair places and their companions pay the full price."""
    return (full_price,) * (2 * party.pairs) + party.people


def look_further(search: Search) -> Offer:
    """Make the next best choice the search's offer. Raises NoSeatsTogether with the reason."""
    found = next(offers(search.opened.seats, search.free_ids, search.wish, search.already), None)
    if found is None:
        sentence = "These were all the choices; F4 begins again with the best."
        if not search.already:
            sentence = why_not(search.opened.seats, search.free_ids, search.wish)
        free = sum(seat.id in search.free_ids and not seat.accessible for seat in search.opened.seats)
        raise NoSeatsTogether(sentence, begins_again=bool(search.already), too_few=free < search.wish.size)
    search.offer, search.request_id = found, new_request_id()
    return found


def picks_of_offer(search: Search, offer: Offer) -> tuple[Pick, ...]:
    """Each seat of an offer with its ticket type."""
    ordered = sorted(offer.seats, key=_ordinary) if search.wish.places else offer.seats
    return tuple(Pick(seat, ticket_type) for seat, ticket_type in zip(ordered, search.ticket_types, strict=True))


def _ordinary(seat: Seat) -> bool:
    return not (seat.accessible or seat.companion)


class Offering:
    """Holding what a search finds."""

    def __init__(self, holding: Holding) -> None:
        self._holding = holding

    @needs(Permission.SELL)
    def hold(self, session: Session, search: Search, basket: Basket | None) -> Basket:
        """Hold the search's offer; seats that another counter took meanwhile are passed over for the next best.

        What is given back is given back with the new hold or not at all. Raises NoSeatsTogether and what a hold raises.
        """
        while True:
            offer = search.offer or look_further(search)
            try:
                return self._holding.hold(
                    session, search.request_id, search.opened, basket, picks_of_offer(search, offer), search.given_back
                )
            except SeatsTaken as error:
                search.free_ids.difference_update(error.seat_ids)
                search.offer = None
