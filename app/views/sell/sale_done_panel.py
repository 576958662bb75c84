"""The right pane of Sell after a sale: the change to give, what became of the tickets, and the next customer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.pay.paying import Sale
from app.models.records import Cinema
from app.utils.cash_pieces import change_words
from app.utils.money import format_minor
from app.views import theme
from app.views.after.exchange_words import told_ways
from app.views.fitted_label import FittedLabel
from app.views.parts.button import Button
from app.views.sell.basket_panel import WIDTH
from app.views.sell.receipt_buttons import ReceiptButtons

_INNER = WIDTH - 32


class SaleDonePanel(ctk.CTkFrame):
    """After the sale: what to give back, and what became of the tickets. Enter is the next customer."""

    def __init__(  # noqa: PLR0913  one for each thing that can be pressed; all are named at the call
        self,
        master: Any,
        cinema: Cinema,
        sale: Sale,
        *,
        on_next: Callable[[], object],
        on_print_again: Callable[[], object],
        on_receipt: Callable[[], object],
        on_invoice: Callable[[], object],
        on_mail: Callable[[], object],
    ) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self.sale = sale
        self.grid_propagate(False)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(7, weight=1)

        def label(row: int, text: str, size: int, colour: theme.Colour, *, bold: bool = False, top: int = 0) -> Any:
            made = ctk.CTkLabel(
                self, text=text, font=theme.font(size, bold=bold), text_color=colour, anchor="w", justify="left",
                wraplength=_INNER,
            )  # fmt: skip
            made.grid(row=row, column=0, sticky="ew", padx=16, pady=(top, 0))
            return made

        def money(amount_minor: int) -> str:
            return format_minor(amount_minor, cinema.currency, cinema.locale)

        label(0, "Exchange done" if sale.credit else "Sale done", 16, theme.GOOD, bold=True, top=12)
        label(1, sale.reference, 20, theme.TEXT, bold=True, top=16)
        title = FittedLabel(self, most=_INNER, font=theme.font(), text_color=theme.QUIET)
        title.grid(row=2, column=0, sticky="ew", padx=16, pady=(4, 0))
        title.say(sale.movie_title)
        label(3, ", ".join(sale.seat_labels), theme.BODY, theme.QUIET)
        self.change, self.hint = told_change(sale, cinema, money)
        label(4, self.change, theme.LARGE, theme.TEXT, bold=True, top=16)
        if self.hint:
            label(5, self.hint, theme.BODY, theme.TEXT)
        self._paper = label(6, "Tickets are being printed…", theme.BODY, theme.QUIET, top=16)
        self._again = Button(self, "Print again", on_print_again, hint="F12", width=_INNER)
        self._again.grid(row=8, column=0, sticky="ew", padx=16, pady=(8, 8))
        self.mail = Button(self, "E-mail", on_mail, hint="Shift+F5", width=_INNER)
        self.mail.grid(row=9, column=0, sticky="ew", padx=16, pady=(0, 8))
        self.receipts = ReceiptButtons(self, _INNER, on_receipt, on_invoice)
        self.receipts.grid(row=10, column=0, sticky="ew", padx=16, pady=(0, 8))
        self._next = Button(self, "Next customer", on_next, kind="primary", hint="Enter", width=_INNER)
        self._next.grid(row=11, column=0, sticky="ew", padx=16, pady=(0, 12))

    def focus_first(self) -> None:
        self._next.focus_set()

    def say_paper(self, sentence: str, *, bad: bool = False) -> None:
        """What became of the tickets."""
        self._paper.configure(text=sentence, text_color=theme.BAD if bad else theme.QUIET)


def told_change(sale: Sale, cinema: Cinema, money: Callable[[int], str]) -> tuple[str, str]:
    """What is to be done with money now, in large and in small type."""
    if sale.given_back:
        back = f"Give back {money(sum(way.amount_minor for way in sale.given_back))}"
        return back, f"{told_ways(sale.given_back, money)}. {sale.refunds_told}".strip()
    if sale.change_minor:
        return f"Change {money(sale.change_minor)}", change_words(sale.change_minor, cinema.currency, cinema.locale)
    if sale.credit is not None and not sale.total_minor:
        return "Nothing to pay", f"In place of {', '.join(sale.credit.seat_labels)}"
    return f"{money(sale.total_minor)} taken", ""
