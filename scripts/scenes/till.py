"""The drawer: its page, its forms, the count, and the float that is asked for in the middle of a sale."""

from __future__ import annotations

from app.views.till.amount_form import AmountForm
from app.views.till.count_form import CountForm
from app.views.till.till_page import TillPage
from scenes.clerk import Clerk

_FORMS = (("F2", "cash-in"), ("F3", "cash-out"), ("F4", "no-sale"))


def drawer(clerk: Clerk) -> None:
    """The page, each of its forms, and the X report."""
    page = open_page(clerk)
    clerk.take("till")
    for key, name in _FORMS:
        clerk.hands.key(key)
        clerk.stage.until(lambda: page.form is not None, "the form")
        clerk.take(f"till-{name}")
        clerk.hands.key("Esc")
    clerk.hands.key("F2")
    clerk.stage.until(lambda: isinstance(page.form, AmountForm), "the form")
    assert isinstance(page.form, AmountForm)
    clerk.write(page.form.fields[0], "abc")
    clerk.hands.key("Enter")
    clerk.hands.type("change from the bank")
    clerk.hands.key("Enter")
    clerk.take("till-refused")
    clerk.hands.key("Esc")
    clerk.hands.key("F9")
    clerk.stage.until(lambda: clerk.screen.shell.toasts.sentences, "the X report")
    clerk.take("till-x-report")
    clerk.screen.shell.toasts.clear()
    clerk.screen.open_page("sell")


def count(clerk: Clerk) -> None:
    """Counted and closed with a difference, then opened again out of a sale."""
    page = open_page(clerk)
    clerk.hands.key("F8")
    clerk.stage.until(lambda: isinstance(page.form, CountForm), "the count")
    form = page.form
    assert isinstance(form, CountForm)
    clerk.take("count")
    for row, number in zip(form.rows, (2, 3, 0, 5), strict=False):
        row.set_number(number)
    clerk.take("count-typed")
    form.rows[-1].focus_set()
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: form.message, "the difference")
    clerk.take("count-differs")
    clerk.stage.click(form.verb)
    clerk.stage.until(lambda: clerk.screen.till.is_closed, "the closed till")
    clerk.take("till-closed")
    clerk.screen.open_page("sell")
    clerk.screen.shell.toasts.clear()
    _float_in_a_sale(clerk)


def _float_in_a_sale(clerk: Clerk) -> None:
    clerk.open_show()
    clerk.pick(2)
    clerk.hands.key("F8")
    cover = clerk.sell.checkout.cover
    clerk.stage.until(lambda: cover.panel is not None, "the question for the float")
    clerk.take("float")
    clerk.hands.type("2000")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: clerk.sell.checkout.taking_money, "the payment")
    clerk.hands.key("Esc")
    clerk.stage.until(lambda: not clerk.sell.checkout.taking_money, "the basket")
    clerk.clear()


def open_page(clerk: Clerk) -> TillPage:
    """The till's page, once it knows its till."""
    screen = clerk.screen
    screen.open_page("till")
    clerk.stage.until(lambda: screen.till.is_known, "the till")
    clerk.stage.until(lambda: clerk.stage.widgets(TillPage), "the till's page")
    return clerk.stage.widgets(TillPage)[0]
