"""The programme, the search, the line above the page, the map and the basket."""

from __future__ import annotations

from app.views.seats.seat_palette import SeatLook
from scenes.clerk import Clerk


def programme(clerk: Clerk) -> None:
    """Before a show is chosen, and what is found or not found by words."""
    clerk.take("programme")
    clerk.hands.key("F2")
    clerk.take("search-empty")
    for words, name in (("hindi", "search-found"), ("zzzz", "search-nothing")):
        clerk.hands.key("ctrl+slash")
        clerk.type_line(words)
        clerk.take(name)
    clerk.hands.key("Esc")
    clerk.stage.settle()


def basket(clerk: Clerk) -> None:
    """An open show, three seats in the basket, and what goes on around them."""
    clerk.open_show(largest=True)
    clerk.take("hall-largest")
    clerk.open_show()
    clerk.take("hall")
    _let_the_rival_hold(clerk)
    seats = clerk.pick()
    clerk.take("sell")
    toasts = clerk.screen.shell.toasts
    toasts.show(f"{seats[0].label} was just sold at Counter 2. {seats[1].label} is free.", "bad")
    toasts.show("The till is open.", "good", action=("Undo", toasts.clear))
    clerk.take("toasts")
    toasts.clear()
    clerk.screen.database_is_away(3)
    clerk.take("database-away")
    clerk.screen.database_is_back()
    clerk.clear()


def sale(clerk: Clerk) -> None:
    """The basket alone: what a look in another scale, or in other colours, is about."""
    clerk.open_show()
    _let_the_rival_hold(clerk)
    clerk.pick()
    clerk.screen.shell.toasts.clear()
    clerk.take("sell")
    clerk.clear()


def command_line(clerk: Clerk) -> None:
    """What Enter would do, the best seats, and a choice that leaves a lonely seat."""
    clerk.open_show()
    clerk.type_line("2a1c")
    clerk.take("line-best-seats")
    clerk.hands.key("ctrl+slash")
    clerk.type_line("zz99")
    clerk.take("line-refused")
    clerk.hands.key("Esc")
    clerk.hands.key("F4")
    clerk.stage.until(lambda: clerk.flow.basket is not None and not clerk.flow.busy, "the best seats")
    clerk.take("best-seats")
    clerk.clear()
    free = clerk.free_seats(4)
    clerk.sell.hands.pick([free[0], free[2]])
    clerk.stage.until(lambda: clerk.flow.basket is not None and not clerk.flow.busy, "the two seats")
    clerk.take("lonely-seat")
    clerk.clear()


def hover(clerk: Clerk) -> None:
    """What the map tells of the seat under the pointer."""
    clerk.open_show()
    _let_the_rival_hold(clerk)
    seat_map = clerk.sell.map_pane.map
    looks = clerk.flow.looks()
    for look in (SeatLook.FREE, SeatLook.HELD, SeatLook.SOLD):
        seat_id = next((seat_id for seat_id, is_look in looks.items() if is_look is look), None)
        if seat_id is not None:
            clerk.hands.move(*seat_map.seat_centre(seat_id))
            clerk.stage.rest(400)
            clerk.take(f"hover-{look.name.lower()}")
    clerk.stage.aside()


def _let_the_rival_hold(clerk: Clerk) -> None:
    """A seat that another counter holds, so that its look is in the pictures."""
    opened = clerk.flow.opened
    if opened is None or SeatLook.HELD in clerk.flow.looks().values():
        return
    clerk.rival.show(opened.show.id)
    seat = clerk.free_seats(6)[-1]
    clerk.rival.take(seat.id)
    clerk.stage.until(lambda: clerk.flow.looks()[seat.id] is SeatLook.HELD, "the other counter's hold")
