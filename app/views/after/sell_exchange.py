"""An exchange on Sell: what is given is told above the page, new seats are picked as always, and Esc leaves it as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.controllers.desk import Desk
from app.controllers.pay.credit import Credit, GivenTicket
from app.controllers.sell.baskets import Pick
from app.models.records import Seat
from app.views.after.exchange_words import told_seats
from app.views.parts.banner import Banner
from app.views.surroundings import Surroundings

if TYPE_CHECKING:
    from app.views.sell.sell_view import SellView


class SellExchange:
    """At most one at a time. The credit stands in the flow of the basket that it pays for; here is what is said of it."""

    def __init__(self, sell: SellView, desk: Desk, around: Surroundings) -> None:
        self._sell, self._desk, self._around = sell, desk, around
        self.banner = Banner(sell, {"row": 1, "column": 0, "columnspan": 3, "sticky": "ew", "pady": (0, 8)}, "info")
        sell.hands.on_own = self.without_own

    @property
    def credit(self) -> Credit | None:
        return self._sell.flow.credit

    def begin(self, credit: Credit) -> str:
        """Show the seats that are given and let others be picked; "" or why not."""
        sell = self._sell
        if sell.flow.basket is not None or sell.flow.busy or sell.checkout.about_to_take_money:
            return "Sell holds a basket of another customer. Pay or clear it first, then exchange."
        sell.found.close()
        sell.checkout.next_customer()
        sell.flow.exchange(credit, self._desk.after.exchanges.renew_to_pay)
        self._tell()
        sell.shown.flow.open(credit.show_id)
        return ""

    def leave(self) -> bool:
        """Esc: the sale stays as it was; False when none is being exchanged."""
        credit = self.credit
        if credit is None:
            return False
        self._sell.flow.exchange(None)
        self._around.toasts.show(f"{credit.reference} stays as it was.", "good")
        return True

    def basket_changed(self) -> None:
        """Once it is paid, left, or put aside, nothing tells of it any more."""
        if self.credit is None and self.banner.sentence is not None:
            self.banner.hide()
            self.outline()

    def outline(self) -> None:
        """Rings around the seats that are given, where their hall is on the map."""
        credit, opened, seats = self.credit, self._sell.flow.opened, self._sell.map_pane.map
        if credit is None or opened is None or opened.show.id != credit.show_id:
            seats.outline((), ())
        else:
            there = {seat.id for seat in opened.seats}
            seats.outline(
                [each.seat_id for each in credit.tickets if each.seat_id in there],
                [each.seat_id for each in credit.good if each.seat_id in there],
            )

    def without_own(self, picks: Sequence[Pick]) -> Sequence[Pick]:
        """What is to be held of what was picked: a seat that is the sale's own stays as it is, or is given after all."""
        credit, opened = self.credit, self._sell.flow.opened
        if credit is None or opened is None:
            return picks
        own = [(pick, credit.ticket_of(opened.show.id, pick.seat.id)) for pick in picks]
        tickets = [ticket for _, ticket in own if ticket is not None]
        if tickets:
            self._turn(credit, tickets)
        return [pick for pick, ticket in own if ticket is None]

    def told_of(self, seat: Seat) -> str:
        """What the map says of one of the sale's own seats; "" for any other."""
        credit, opened = self.credit, self._sell.flow.opened
        ticket = credit.ticket_of(opened.show.id, seat.id) if credit and opened else None
        if credit is None or ticket is None:
            return ""
        given = ticket in credit.tickets
        return f"{credit.reference}: {'given in exchange' if given else 'stays as it is'}"

    def _turn(self, credit: Credit, tickets: Sequence[GivenTicket]) -> None:
        """Only the seats that change are exchanged."""
        after = credit
        for ticket in tickets:
            after = after.turned(ticket)
        if after == credit:
            sentence = f"{credit.seat_labels[0]} is the only seat that is exchanged. Esc leaves the exchange."
            self._around.toasts.show(sentence)
            return
        self._sell.flow.exchange(after, self._desk.after.exchanges.renew_to_pay)
        self._tell()
        stay = [ticket.seat_label for ticket in after.staying]
        only = " ".join(after.seat_labels)
        told = (
            f"{' '.join(stay)} {'stays' if len(stay) == 1 else 'stay'} as it is: only {only} is exchanged."
            if stay
            else ""
        )
        self._around.toasts.show(told or f"{only} are exchanged.")

    def _tell(self) -> None:
        credit = self.credit
        if credit is not None:
            worth = self._sell.map_pane.money(credit.amount_minor)
            self.banner.show(
                f"Exchanging {told_seats(credit)} · credit {worth}. Pick the new seats, in any show; Esc leaves it as it was."
            )
            self.outline()
