"""The command line of Sell, tied to the page: what a command does is what the hands on the page do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.controllers.desk import Desk
from app.controllers.sell.finding import FoundBooking
from app.views.sell.command_flow import CommandActions, CommandFlow
from app.views.sell.programme_flow import ProgrammeFlow
from app.views.tasks import Tasks

if TYPE_CHECKING:
    from app.views.sell.sell_view import SellView

FORMS = (
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
"""For the help sheet: what is typed, and what it does."""


def command_flow_of(sell: SellView, desk: Desk, tasks: Tasks, programme_flow: ProgrammeFlow) -> CommandFlow:
    """The command line of this page."""

    def show_booking(found: FoundBooking) -> None:
        sell.found.show(found)

    return CommandFlow(
        sell,
        sell.flow,
        (sell.programme, programme_flow),
        (desk.reading.programme, desk.reading.finding),
        tasks,
        CommandActions(
            open_show=sell.open_show,
            offer=sell.seat_help.offer,
            hold=sell.hands.hold,
            give_back=sell.hands.give_back,
            show_booking=show_booking,
            focus_seats=sell.focus_seats,
            is_taking_money=lambda: sell.checkout.about_to_take_money,
        ),
    )
