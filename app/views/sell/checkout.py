"""The right column of Sell: the basket, then the money, then "done". Everything between choosing seats and paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.controllers.pay.paying import Paying, Sale
from app.controllers.sell.baskets import Basket
from app.models.records import Payment, PaymentMethod
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.pay.paying_flow import PayingFlow, PayingListeners
from app.views.pay.payment_panel import PaymentActions, PaymentPanel
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.basket_panel import WIDTH, BasketActions, BasketPanel
from app.views.sell.paper_flow import PaperFlow
from app.views.sell.sale_done_panel import SaleDonePanel
from app.views.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class CheckoutListeners:
    """`idle` when the clerk goes back to the seats, `sold` when a sale was made."""

    idle: Callable[[], object]
    sold: Callable[[], object]


class Checkout(ctk.CTkFrame):
    """One panel at a time; the one rule is that money under way is never lost sight of."""

    def __init__(
        self,
        master: Any,
        flow: BasketFlow,
        paying: Paying,
        paper: PaperFlow,
        around: Surroundings,
        actions: BasketActions,
        listeners: CheckoutListeners,
    ) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._flow, self._paying, self._paper = flow, paying, paper
        self._tasks, self._toasts, self._tell = around.tasks, around.toasts, listeners
        self._customers = around.customers
        self._cinema = flow.session.counter.cinema
        self._payment: PayingFlow | None = None
        self.grid_rowconfigure(0, weight=1)
        self.grid_columnconfigure(0, weight=1)
        self.grid_propagate(False)
        self.configure(width=WIDTH)
        self.basket_panel = BasketPanel(self, self._cinema, actions)
        self.panel: BasketPanel | PaymentPanel | SaleDonePanel = self.basket_panel
        self.basket_panel.grid(row=0, column=0, sticky="nsew")

    def destroy(self) -> None:
        if self._payment is not None:
            self._payment.close()
        super().destroy()

    @property
    def taking_money(self) -> bool:
        return isinstance(self.panel, PaymentPanel)

    @property
    def about_to_take_money(self) -> bool:
        """Whether Pay was pressed: from then on the basket stays as it is."""
        return self.taking_money or self._flow.about_to_pay

    @property
    def awaiting_answer(self) -> bool:
        """Whether money was offered and the answer is on its way."""
        return isinstance(self.panel, PaymentPanel) and self.panel.busy

    def show_countdown(self) -> None:
        if not isinstance(self.panel, SaleDonePanel):
            self.panel.show_countdown(self._flow.seconds_left if self._flow.basket is not None else None)

    def set_width(self, units: int) -> None:
        """So wide the column is, in units before scaling; its panels fill it."""
        self.configure(width=units)

    def tell_customer(self) -> None:
        """The customer's window shows what this column is about."""
        basket = self._flow.basket
        if isinstance(self.panel, PaymentPanel) and basket is not None:
            self._customers.show_payment(basket.booking.total_minor)
        elif isinstance(self.panel, SaleDonePanel):
            self._customers.show_change(self.panel.sale.change_minor)
        else:
            self._customers.show_basket(basket)

    def hold_ran_out(self) -> bool:
        """Say so while money is being taken: what is paid now keeps its seats if they are free. False: nobody is paying."""
        if not isinstance(self.panel, PaymentPanel):
            return False
        self.panel.say_hold_is_over()
        return True

    def pay(self, method: PaymentMethod) -> None:
        """Renew the hold first; only when that worked is any money asked for."""
        nothing_to_pay = self._flow.basket is None and not self._flow.busy
        if nothing_to_pay or self.about_to_take_money:
            return
        self._flow.renew_to_pay(lambda basket: self._ask_for_money(basket, method))

    def step_back(self) -> bool:
        """Esc: from the money to the basket, from "done" to the next customer; False when the basket is shown."""
        if isinstance(self.panel, PaymentPanel):
            self.panel.go_back()
        elif isinstance(self.panel, SaleDonePanel):
            self.next_customer()
        else:
            return False
        return True

    def next_customer(self) -> None:
        """Away with "done", if it is shown."""
        if isinstance(self.panel, SaleDonePanel):
            self.basket_panel.say_last(f"Last sale {self.panel.sale.reference}\n{self.panel.change}")
            self._show(self.basket_panel)
            self._tell.idle()

    def print_last_again(self) -> None:
        self._paper.print_last_again(self._say_paper, self._paper_failed)

    def print_waiting(self) -> None:
        self._paper.print_waiting(self._say_paper, self._paper_failed)

    def _ask_for_money(self, basket: Basket, method: PaymentMethod) -> None:
        panel = PaymentPanel(self, self._cinema, basket, method, PaymentActions(self._take, self._back_to_basket))
        self._payment = PayingFlow(
            self,
            self._paying,
            self._tasks,
            basket,
            PayingListeners(panel.say, panel.set_busy, self._sold, self._over),
        )
        self._show(panel)
        panel.focus_first()

    def _take(self, payment: Payment) -> None:
        if self._payment is not None:
            self._payment.take(self._flow.session, payment)

    def _back_to_basket(self) -> None:
        if self._payment is not None:
            self._payment.close()
            self._payment = None
        self._show(self.basket_panel)
        self._tell.idle()

    def _sold(self, sale: Sale) -> None:
        self._payment = None
        panel = SaleDonePanel(
            self, self._cinema, sale, on_next=self.next_customer, on_print_again=self.print_last_again
        )
        self._show(panel)
        self._flow.sold()
        panel.focus_first()
        self._paper.print_sale(sale.reference, self._say_paper, self._paper_failed)
        self._tell.sold()

    def _over(self, error: BoxOfficeError) -> None:
        """The basket cannot be sold any more: say what became of the money, and start anew."""
        self._flow.lost()
        self._back_to_basket()
        self._toasts.show(error.sentence, "bad", seconds=30)

    def _say_paper(self, sentence: str) -> None:
        if isinstance(self.panel, SaleDonePanel):
            self.panel.say_paper(sentence)
        else:
            self._toasts.show(sentence, "good")

    def _paper_failed(self, error: BoxOfficeError) -> None:
        if isinstance(self.panel, SaleDonePanel):
            self.panel.say_paper(error.sentence, bad=True)
        self._toasts.show(error.sentence, "bad", seconds=8)

    def _show(self, panel: BasketPanel | PaymentPanel | SaleDonePanel) -> None:
        before, self.panel = self.panel, panel
        if before is self.basket_panel:
            before.grid_forget()
        elif before is not panel:
            before.destroy()
        panel.grid(row=0, column=0, sticky="nsew")
        self.show_countdown()
        self.tell_customer()
