"""The command line of Sell, tied to the page: what a command does is what the hands on the page do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.controllers.desk import Desk
from app.controllers.sell.finding import FoundBooking
from app.views.sell.command_flow import CommandActions, CommandFlow
from app.views.sell.programme_flow import ProgrammeFlow
from app.views.surroundings import Surroundings

if TYPE_CHECKING:
    from app.views.sell.sell_view import SellView

_COMMANDS = (
    ("3", "the third show of the list"),
    ("2a1c", "best seats for two adults and a child, held at once"),
    ("2a aisle", "…at the aisle; back for the back rows"),
    ("1w", "a wheelchair place with its companion seat"),
    ("3 2a1c", "the third show, and then its best seats"),
    ("f7-10", "those seats; f7 4 is four seats from F7 on"),
    ("f7,f9 c", "those seats for children; f7-9 2a1c for each his own"),
    ("-f8", "gives F8 back; - alone the seat picked last"),
    ("7k2p9m", "finds the booking; a scanned ticket does too"),
    ("dune", "films with such a word; Enter opens the first"),
)
_WALKING = (
    ("Tab", "the next thing on the page; Shift+Tab the one before"),
    ("← ↑ → ↓", "from seat to seat, from row to row of a list"),
    ("Space", "picks a seat or gives it back; the next ticket type of a basket line"),
    ("Shift+→", "a run of seats, picked with Space"),
    ("Ctrl+B", "keeps the seat or the run back, or puts it on sale again (managers)"),
    ("Home  End", "the ends of the row"),
    ("Delete", "gives the seat of a basket line back"),
    ("Ctrl+0 + −", "the whole hall, larger, smaller"),
    ("↓", "while cash is typed: the next note the customer may give"),
)
FORMS = (("Type anywhere, then Enter", _COMMANDS), ("Where the keyboard is", _WALKING))
"""For the help sheet: what is typed or pressed, and what it does."""


def command_flow_of(sell: SellView, desk: Desk, around: Surroundings, programme_flow: ProgrammeFlow) -> CommandFlow:
    """The command line of this page."""
    toasts = around.toasts

    def show_booking(found: FoundBooking) -> None:
        sell.found.show(found)

    return CommandFlow(
        sell,
        sell.flow,
        (sell.programme, programme_flow),
        (desk.reading.programme, desk.reading.finding),
        around.tasks,
        CommandActions(
            open_show=sell.shown.open,
            offer=sell.seat_help.offer,
            hold=sell.hands.hold,
            give_back=sell.hands.give_back,
            show_booking=show_booking,
            focus_seats=sell.shown.focus_seats,
            is_taking_money=lambda: sell.checkout.about_to_take_money,
            refuse=lambda sentence: toasts.show(sentence, "bad"),
        ),
    )
