"""The right column of Sell: the basket, then the money, then "done". Everything between choosing seats and paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.controllers.pay.money_desk import MoneyDesk
from app.controllers.pay.paying import Sale
from app.models.records import PaymentMethod
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.parts.bury import bury
from app.views.pay.money_flow import MoneyFlow, MoneyListeners, Way
from app.views.pay.payment_panel import PaymentPanel
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.basket_panel import WIDTH, BasketActions, BasketPanel
from app.views.sell.mail_flow import MailFlow
from app.views.sell.paper_flow import PaperFlow
from app.views.sell.sale_done_panel import SaleDonePanel
from app.views.surroundings import Surroundings
from app.views.till.column_cover import ColumnCover
from app.views.till.float_flow import FloatFlow


@dataclass(frozen=True, slots=True)
class CheckoutListeners:
    """`idle` when the clerk goes back to the seats, `sold` when a sale was made."""

    idle: Callable[[], object]
    sold: Callable[[], object]


class Checkout(ctk.CTkFrame):
    """One panel at a time; the one rule is that money under way is never lost sight of."""

    def __init__(  # noqa: PLR0913  what the column is made of
        self,
        master: Any,
        flow: BasketFlow,
        money: MoneyDesk,
        paper: PaperFlow,
        around: Surroundings,
        actions: BasketActions,
        listeners: CheckoutListeners,
        *,
        mail: MailFlow,
    ) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._flow, self._paper = flow, paper
        self._tasks, self._toasts, self._tell = around.tasks, around.toasts, listeners
        self._customers = around.customers
        self._cinema = flow.session.counter.cinema
        self._money = MoneyFlow(
            self,
            flow,
            money,
            around.tasks,
            MoneyListeners(
                self._show,
                self._back_to_basket,
                self._sold,
                self._over,
                self._not_begun,
                self.tell_customer,
                self._till_closed,
            ),
        )
        self._till = around.till
        self.cover = ColumnCover(self, self._uncovered)
        self.floats = FloatFlow(self.cover, self._cinema, around.till)
        self.mail = mail
        mail.stand_over(self)
        self.grid_rowconfigure(0, weight=1)
        self.grid_columnconfigure(0, weight=1)
        self.grid_propagate(False)
        self.configure(width=WIDTH)
        self.basket_panel = BasketPanel(self, self._cinema, actions)
        self.panel: BasketPanel | PaymentPanel | SaleDonePanel = self.basket_panel
        self.basket_panel.grid(row=0, column=0, sticky="nsew")

    def destroy(self) -> None:
        self._money.close()
        super().destroy()

    @property
    def taking_money(self) -> bool:
        return isinstance(self.panel, PaymentPanel)

    @property
    def about_to_take_money(self) -> bool:
        """Whether Pay was pressed: from then on the basket stays as it is."""
        return self._money.begun or self._flow.about_to_pay

    @property
    def awaiting_answer(self) -> bool:
        """Whether money was offered and the answer is on its way."""
        return self._money.awaiting_answer

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
            self._customers.show_payment(basket.to_pay_minor, self._money.payload or None)
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

    def pay(self, way: Way) -> None:
        """Ask for money in a way, None for the list of them; while money is asked for, what is left of it."""
        if self.cover.panel is not None:
            return
        if self.taking_money:
            self._money.choose(way)
        elif way is PaymentMethod.CASH and self._may_begin and self._cash_is_due:
            self.floats.before_cash(lambda: self._begin(way))
        else:
            self._begin(way)

    @property
    def _may_begin(self) -> bool:
        nothing_to_pay = self._flow.basket is None and not self._flow.busy
        return not nothing_to_pay and not self.about_to_take_money

    @property
    def _cash_is_due(self) -> bool:
        """Tickets given in exchange may pay for all of it. What goes back in cash is asked for once it is known."""
        basket = self._flow.basket
        return basket is None or basket.credit is None or basket.to_pay_minor > 0

    def _begin(self, way: Way) -> None:
        """The basket may have run out while its float was counted."""
        if self._may_begin:
            self._money.begin(way)

    def step_back(self) -> bool:
        """Esc: from the money to the basket, from "done" to the next customer; False when the basket is shown."""
        if self.cover.step_back():
            return True
        if isinstance(self.panel, PaymentPanel):
            self._money.step_back()
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
        self._paper.print_last_again(self.say_paper, self.paper_failed)

    def print_receipt(self) -> None:
        """Of the sale that is shown, else of this counter's last one."""
        self._paper.print_receipt(self.done_reference, self.say_paper, self.paper_failed)

    def print_invoice(self) -> None:
        """Likewise."""
        self._paper.print_invoice(self.done_reference, self.say_paper, self.paper_failed)

    @property
    def done_reference(self) -> str | None:
        """The sale that is shown as done."""
        return self.panel.sale.reference if isinstance(self.panel, SaleDonePanel) else None

    def print_waiting(self) -> None:
        self._paper.print_waiting(self.say_paper, self.paper_failed)

    def _back_to_basket(self) -> None:
        self._show(self.basket_panel)
        self._tell.idle()

    def _till_closed(self, then: Callable[[], object]) -> None:
        """Somebody closed it: what was typed stays behind the question, and is taken once it is open."""
        self._till.refresh()
        self.floats.needed(then)

    def _uncovered(self) -> None:
        """Esc, or the answer: the keyboard goes back to where it was needed."""
        if isinstance(self.panel, BasketPanel):
            self._tell.idle()
        else:
            self.panel.focus_first()

    def _not_begun(self, error: BoxOfficeError) -> None:
        self._toasts.show(error.sentence, "bad", seconds=8)

    def _sold(self, sale: Sale) -> None:
        panel = SaleDonePanel(
            self,
            self._cinema,
            sale,
            on_next=self.next_customer,
            on_print_again=self.print_last_again,
            on_receipt=self.print_receipt,
            on_invoice=self.print_invoice,
            on_mail=self.mail.ask,
        )
        self._show(panel)
        self._flow.sold()
        panel.focus_first()
        if sale.opens_drawer:
            self._till.open_drawer()
        self._paper.print_sale(sale.reference, self.say_paper, self.paper_failed)
        self._tell.sold()

    def _over(self, sentence: str) -> None:
        """The basket cannot be sold any more: say what became of the money, and start anew."""
        self._flow.lost()
        self._back_to_basket()
        self._toasts.show(sentence, "bad", seconds=30)

    def say_paper(self, sentence: str) -> None:
        if isinstance(self.panel, SaleDonePanel):
            self.panel.say_paper(sentence)
        else:
            self._toasts.show(sentence, "good")

    def paper_failed(self, error: BoxOfficeError) -> None:
        if isinstance(self.panel, SaleDonePanel):
            self.panel.say_paper(error.sentence, bad=True)
        self._toasts.show(error.sentence, "bad", seconds=8)

    def _show(self, panel: BasketPanel | PaymentPanel | SaleDonePanel) -> None:
        self.cover.drop()
        before, self.panel = self.panel, panel
        if before is self.basket_panel:
            before.grid_forget()
        elif before is not panel:
            bury(before)
        panel.grid(row=0, column=0, sticky="nsew")
        self.show_countdown()
        self.tell_customer()
