"""Every way to pay, the promo code, "done", the paper of a sale, and undoing it."""

from __future__ import annotations

from app.models.records import Role
from app.views.pay.payment_panel import PaymentPanel
from app.views.sell.sale_done_panel import SaleDonePanel
from scenes.clerk import Clerk

_BY_NUMBER = (("1", "cash"), ("2", "card"), ("4", "net-banking"), ("5", "wallet"), ("6", "voucher"), ("7", "by-hand"))
"""The number of each way in the list, UPI aside: what it asks for is pictured while the customer pays."""


def cash(clerk: Clerk) -> None:
    """The exact sum, too little, and the change."""
    clerk.open_show()
    clerk.pick()
    paying = clerk.ask_to_pay()
    clerk.stage.until(lambda: paying.field.has_focus, "the keyboard to be at the amount")
    clerk.take("cash")
    clerk.hands.type("20")
    clerk.hands.key("Enter")
    clerk.take("cash-too-little")
    clerk.hands.key("Esc")
    clerk.sell_for_cash()
    clerk.take("done")
    clerk.hands.key("shift+F7")
    clerk.hands.key("shift+F9")
    clerk.take("done-receipt")
    clerk.next_customer()


def ways(clerk: Clerk) -> None:
    """The list, and what each way asks for."""
    clerk.open_show()
    clerk.pick()
    clerk.ask_to_pay("F11")
    clerk.take("ways")
    for number, name in _BY_NUMBER:
        clerk.choose_way(number)
        clerk.take(f"pay-{name}")
    _back_to_basket(clerk)
    clerk.clear()


def provider(clerk: Clerk) -> None:
    """A card that is declined, then UPI: its code, for the clerk and for the customer, until the customer has paid."""
    clerk.open_show()
    clerk.pick(2)
    paying = clerk.ask_to_pay("F9")
    clerk.write(paying.field, "1.51")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: not paying.charging and "Declined" in clerk.stage.words(paying), "the provider's no")
    clerk.take("card-declined")
    clerk.choose_way("3")
    clerk.take("upi")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: paying.payload, "the code")
    clerk.take("upi-code")
    clerk.panel(SaleDonePanel)
    clerk.take("upi-done")
    clerk.next_customer()


def split(clerk: Clerk) -> None:
    """A part in cash, a part by voucher, and the promo code beforehand."""
    clerk.open_show()
    clerk.pick()
    clerk.hands.key("shift+F8")
    promo = clerk.sell.checkout.basket_panel.promo
    clerk.stage.until(lambda: promo.field.has_focus, "the keyboard at the promo code")
    clerk.take("promo")
    clerk.write(promo.field, "NOSUCHCODE")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: promo.field.error, "the refusal")
    clerk.take("promo-refused")
    clerk.write(promo.field, "FOYER10")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: promo.sentence, "the promo code")
    clerk.take("promo-counts")
    paying = clerk.ask_to_pay()
    clerk.write(paying.field, "100")
    clerk.hands.key("Enter")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: clerk.stage.words(paying).count("100"), "the part")
    clerk.take("split-cash")
    clerk.hands.key("5")  # cash is a part already, so the voucher is the fifth
    clerk.write(paying.field, "BEAR-TEAM-2345-6789")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: clerk.stage.words(paying).count("₹") > 2, "the voucher's part")
    clerk.take("split-voucher")
    _back_to_basket(clerk)
    clerk.clear()


def undo(clerk: Clerk) -> None:
    """Shift+F12, with a wrong password and then the manager's."""
    clerk.open_show()
    clerk.pick(2)
    clerk.sell_for_cash()
    clerk.next_customer()
    clerk.hands.key("shift+F12")
    voids = clerk.sell.voids
    clerk.stage.until(
        lambda: voids.panel is not None and (voids.panel.approver.has_focus or voids.panel.password.has_focus),
        "the sale to be undone",
    )
    panel = voids.panel
    assert panel is not None
    name, password = clerk.sign_in_of(Role.MANAGER)
    clerk.take("void")
    if panel.approver.has_focus:  # nobody is proposed before a manager was ever here
        clerk.write(panel.approver, name)
        clerk.hands.key("Enter")
    clerk.write(panel.password, "wrong")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: panel.message, "the refusal")
    clerk.take("void-refused")
    clerk.write(panel.password, password)
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: voids.panel is None, "the sale to be undone")
    clerk.take("void-done")
    clerk.screen.shell.toasts.clear()


def _back_to_basket(clerk: Clerk) -> None:
    clerk.hands.key("Esc")
    clerk.stage.until(lambda: not isinstance(clerk.sell.checkout.panel, PaymentPanel), "the basket")
    clerk.stage.settle()
