"""The right pane of Sell while money is taken: what is to pay, what has been given, and one way to give the rest."""

from __future__ import annotations

from typing import Any

import customtkinter as ctk

from app.controllers.pay.charges import Charge, WaysToPay
from app.controllers.sell.baskets import Basket
from app.models.records import Cinema, Payment, PaymentMethod
from app.utils.errors import BoxOfficeError
from app.utils.money import format_minor
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.pay.cash_body import CashBody
from app.views.pay.charge_body import ChargeBody
from app.views.pay.code_body import CodeBody
from app.views.pay.part_row import PartRows
from app.views.pay.payment_actions import PaymentActions
from app.views.pay.payment_head import PaymentHead, told_amount
from app.views.pay.swap_body import SwapBody
from app.views.pay.tendering import Tendering
from app.views.pay.voucher_body import VoucherBody
from app.views.pay.ways_body import WAYS, WaysBody
from app.views.sell.basket_panel import WIDTH

_INNER = WIDTH - 32
_CARDS = (PaymentMethod.CREDIT_CARD, PaymentMethod.DEBIT_CARD)

Body = CashBody | CodeBody | ChargeBody | VoucherBody | WaysBody | SwapBody


class PaymentPanel(ctk.CTkFrame):
    """Takes what the customer gives for one basket. What was typed stays until the sale is done."""

    def __init__(
        self,
        master: Any,
        cinema: Cinema,
        basket: Basket,
        tendering: Tendering,
        ways: WaysToPay,
        actions: PaymentActions,
    ) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self._cinema, self._tendering, self._ways, self._actions = cinema, tendering, ways, actions
        self._basket = basket
        self._busy = self._told_hold_is_over = self._charging = False
        self._part_offered: Payment | None = None
        self.grid_propagate(False)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(2, weight=1)
        self.head = PaymentHead(self, *told_amount(basket, tendering, self._money))
        self.head.grid(row=0, column=0, sticky="ew", padx=16, pady=(12, 0))
        self._parts = PartRows(self, self._money, actions.drop)
        self._message = ctk.CTkLabel(
            self, text="", font=theme.font(), text_color=theme.BAD, wraplength=_INNER, justify="left", anchor="w"
        )
        self._message.grid(row=3, column=0, sticky="ew", padx=16)
        self._take = Button(self, "", self.submit, kind="primary", hint="Enter", width=_INNER)
        self._take.grid(row=4, column=0, sticky="ew", padx=16, pady=(8, 8))
        foot = ctk.CTkFrame(self, fg_color="transparent")
        foot.grid(row=5, column=0, sticky="ew", padx=16, pady=(0, 12))
        foot.grid_columnconfigure((0, 1), weight=1, uniform="half")
        self._other = Button(foot, "Other", self.show_ways, hint="F11", width=(_INNER - 8) // 2)
        self._back = Button(foot, "Back", self.go_back, hint="Esc", width=(_INNER - 8) // 2)
        self._other.grid(row=0, column=0, sticky="ew", padx=(0, 4))
        self._back.grid(row=0, column=1, sticky="ew", padx=(4, 0))
        self._give_up = Button(self, "Give up and pay back", actions.give_up, kind="quiet", width=_INNER)
        self.body: Body | None = None

    # Which way

    def set_way(self, method: PaymentMethod) -> None:
        """Ask for what is left in this way."""
        self._show(self._body_for(method))

    @property
    def nothing_to_pay(self) -> bool:
        """Whether tickets given in exchange pay for all of it."""
        return self._basket.credit is not None and not self._tendering.total_minor

    def show_swap(self) -> None:
        """What is given for what."""
        if self._basket.credit is not None:
            self._show(SwapBody(self, self._cinema, self._basket, self._basket.credit))

    def ways_are(self, ways: WaysToPay) -> None:
        """The provider is away, or back."""
        self._ways = ways

    def show_ways(self) -> None:
        """The list of all ways to pay."""
        if not self._busy and not self._charging and not self.nothing_to_pay:
            ways = [way for way in WAYS if way is not PaymentMethod.CARD or self._ways.through_provider]
            if self._tendering.has_cash:
                ways.remove(PaymentMethod.CASH)
            self._show(WaysBody(self, ways, self._actions.choose))

    @property
    def field(self) -> Field:
        """What the keyboard starts in."""
        if self.body is None or isinstance(self.body, WaysBody | SwapBody):
            raise AttributeError("field")
        return self.body.field

    def focus_first(self) -> None:
        if isinstance(self.body, WaysBody):
            self.body.focus_first()
        elif isinstance(self.body, SwapBody):
            self._take.focus_set()
        elif self.body is not None and not self._charging:
            self.field.focus_set()
            self.field.select_all()

    # What the clerk does

    def submit(self) -> None:
        """Take the money as typed; an empty cash field means the exact amount."""
        body = self.body
        if self._busy or self._charging or body is None:
            return
        try:
            if isinstance(body, CashBody):
                self._take_cash(body.payment())
            elif isinstance(body, CodeBody):
                self._actions.take(body.payment())
            elif isinstance(body, ChargeBody):
                self._actions.charge(body.method, body.amount_minor)
            elif isinstance(body, VoucherBody):
                self._actions.redeem(body.field.value)
            elif isinstance(body, SwapBody):
                self._actions.complete()
        except BoxOfficeError as error:
            self.say(error.sentence)
            self.focus_first()

    def _take_cash(self, payment: Payment) -> None:
        """Too little is most often a slip of the hand: only the second Enter takes it as a part."""
        missing_minor = self._tendering.left_minor - payment.amount_minor
        if missing_minor > 0 and (not payment.amount_minor or payment != self._part_offered):
            self._part_offered = payment
            missing = f"{self._money(missing_minor)} is missing."
            if payment.amount_minor:
                part = self._money(payment.amount_minor)
                missing += f" Enter once more takes {part} as a part, the rest another way."
                self._take.set_text(f"Take {part} as a part")
            self.say(missing)
            self.focus_first()
            return
        self._part_offered = None
        self._actions.take(payment)

    def go_back(self) -> None:
        """One step back, unless an answer is on its way: then going back would lose sight of the money."""
        approved_minor = self._tendering.approved_minor
        if self._charging:
            self._actions.take_back()
        elif not self._busy and approved_minor:
            taken = self._money(approved_minor)
            self.say(f"{taken} is paid already. Take the rest in another way (F11), or give up: then it goes back.")
        elif not self._busy:
            self._actions.back()

    # What is told

    def say(self, sentence: str, *, bad: bool = True) -> None:
        self._message.configure(text=sentence, text_color=theme.BAD if bad else theme.WARN)

    def say_hold_is_over(self) -> None:
        """Said once: what is said later, about the amount or the database, must not be painted over."""
        if not self._busy and not self._told_hold_is_over:
            self._told_hold_is_over = True
            self.say("The hold has run out. Money taken now keeps the seats only if all are still free.")

    def show_parts(self) -> None:
        """Something was given or taken out: what is left stands large, and another way is asked for."""
        parts = self._tendering.parts
        self._parts.show(parts)
        if parts:
            self._parts.grid(row=1, column=0, sticky="ew", padx=16)
        else:
            self._parts.grid_forget()
        total = self._money(self._tendering.total_minor) if parts else None
        self.head.show_left(self._money(self._tendering.left_minor), total)
        if self._tendering.approved_minor:
            self._give_up.grid(row=6, column=0, sticky="ew", padx=16, pady=(0, 12))
        self.show_ways()
        self.focus_first()

    def show_charge(self, charge: Charge | None) -> None:
        """The provider is asked and waits for the customer; None: it does not any more."""
        self._charging = charge is not None
        if charge is not None and not isinstance(self.body, ChargeBody):
            self._show(self._body_for(charge.method))
        if charge is not None and isinstance(self.body, ChargeBody):
            self.body.show(charge)
        self._name_buttons()
        if charge is None and isinstance(self.body, ChargeBody):
            self.set_way(self.body.method)

    def asking(self) -> None:
        """The provider is being asked: what it answers comes with `show_charge`."""
        self._charging = True
        if isinstance(self.body, ChargeBody):
            self.body.wait()
        self.say("")
        self._name_buttons()

    def show_code(self, payload: str) -> None:
        """What the customer can scan for an amount that is approved by hand."""
        if isinstance(self.body, CodeBody):
            self.body.show_code(payload)

    @property
    def busy(self) -> bool:
        """Whether the answer to money taken is on its way."""
        return self._busy

    @property
    def charging(self) -> bool:
        """Whether a provider is being asked for money."""
        return self._charging

    @property
    def payload(self) -> str:
        """What the customer can scan just now, "" for nothing."""
        return self.body.payload if isinstance(self.body, ChargeBody | CodeBody) else ""

    def set_busy(self, busy: bool) -> None:
        """While the answer is on its way nothing can be taken a second time."""
        self._busy = busy
        for button in (self._take, self._other, self._back, self._give_up):
            button.set_enabled(not busy)
        if self.body is not None and not isinstance(self.body, WaysBody | SwapBody):
            self.body.set_enabled(enabled=not busy)
        if not busy:
            self.focus_first()  # refused: Enter tries again, and typing replaces what was typed

    def show_countdown(self, seconds: float | None) -> None:
        self.head.show_countdown(seconds or 0.0)

    # Inside

    def _body_for(self, method: PaymentMethod) -> Body:
        left_minor = self._tendering.left_minor
        if method is PaymentMethod.CASH:
            return CashBody(self, self._cinema, left_minor, self.submit, self._name_buttons)
        if method is PaymentMethod.VOUCHER:
            return VoucherBody(self, self.submit)
        if method is not PaymentMethod.CARD and self._ways.through_provider:
            return ChargeBody(self, self._cinema, method, left_minor, self.submit, self._actions.give_up)
        by_hand = PaymentMethod.CARD if method in _CARDS else method
        return CodeBody(self, self._cinema, by_hand, left_minor, self.submit)

    def _show(self, body: Body) -> None:
        before, self.body = self.body, body
        if before is not None:
            bury(before)
        body.grid(row=2, column=0, sticky="nsew", padx=16)
        self.head.set_title(body.title)
        self.say("")
        self._name_buttons()
        self.focus_first()

    def _name_buttons(self) -> None:
        self._back.set_text("Take back" if self._charging else "Back")
        self._take.set_enabled(not self._charging and not self._busy and not isinstance(self.body, WaysBody))
        self._other.set_enabled(not self._charging and not self._busy and not self.nothing_to_pay)
        self._take.set_hint(None if isinstance(self.body, WaysBody) else "Enter")  # there it is the way's own
        left = self._money(self._tendering.left_minor)
        if isinstance(self.body, CashBody):
            self.say("")
            self._take.set_text(self.body.show_change())
        elif isinstance(self.body, ChargeBody):
            self._take.set_text("Waiting…" if self._charging else f"Ask for {left}")
        elif isinstance(self.body, VoucherBody):
            self._take.set_text("Use voucher")
        elif isinstance(self.body, SwapBody):
            self._take.set_text("Exchange")
        elif isinstance(self.body, WaysBody):
            self._take.set_text("Choose a way")
        else:
            self._take.set_text(f"Take {left}")

    def _money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)
