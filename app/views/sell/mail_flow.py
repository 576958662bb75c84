"""The tickets of a sale by e-mail: sent at once where the address is known, else it is asked for over Sell's right column."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import customtkinter as ctk

from app.controllers.after.mailing import Addressee, Mailing
from app.controllers.desk import Desk
from app.models.errors import OutcomeUnknown
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError, InvalidInput
from app.views import theme
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.basket_panel import WIDTH
from app.views.tasks import Lane, Tasks

if TYPE_CHECKING:
    from app.views.sell.checkout import Checkout

_INNER = WIDTH - 32


class MailPanel(ctk.CTkFrame):
    """One field; what was typed stays while it is refused."""

    def __init__(
        self, master: Any, reference: str, on_send: Callable[[str], object], on_back: Callable[[], object]
    ) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self._on_send, self._on_back = on_send, on_back
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(3, weight=1)
        ctk.CTkLabel(
            self, text="Mail the tickets", font=theme.font(16, bold=True), text_color=theme.TEXT, anchor="w"
        ).grid(row=0, column=0, sticky="ew", padx=16, pady=(12, 0))
        told = f"The address is written down with {reference}. What becomes of the booking is told there, too."
        ctk.CTkLabel(
            self, text=told, font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left", wraplength=_INNER
        ).grid(row=1, column=0, sticky="ew", padx=16, pady=(8, 12))
        self.email = Field(self, "E-mail", placeholder="asha@example.com", width=_INNER, on_submit=self.send)
        self.email.grid(row=2, column=0, sticky="ew", padx=16)
        self.send_button = Button(self, "Mail the tickets", self.send, kind="primary", hint="Enter", width=_INNER)
        self.send_button.grid(row=4, column=0, sticky="ew", padx=16, pady=8)
        back = Button(self, "Back", on_back, hint="Esc", width=_INNER)
        back.grid(row=5, column=0, sticky="ew", padx=16, pady=(0, 12))

    def send(self) -> None:
        self._on_send(self.email.value)

    def focus_first(self) -> None:
        self.email.focus_set()

    def leave(self) -> None:
        self._on_back()


class MailFlow:
    """On the lane of the sale. What became of it is told where the paper is told of."""

    def __init__(self, desk: Desk, flow: BasketFlow, tasks: Tasks) -> None:
        self._desk, self._flow, self._tasks = desk, flow, tasks
        self._checkout: Checkout | None = None
        self._asked: tuple[tuple[str, str], str] | None = None
        """What is being mailed where, and its request id: the same wish again after a lost answer is done once."""

    def stand_over(self, checkout: Checkout) -> None:
        """The column that the address is asked for in."""
        self._checkout = checkout

    @property
    def panel(self) -> MailPanel | None:
        panel = self._column.cover.panel
        return panel if isinstance(panel, MailPanel) else None

    def ask(self) -> None:
        """Mail the tickets of the sale that is shown, or of this counter's last one; not while money is being taken."""
        column = self._column
        if column.about_to_take_money or column.cover.panel is not None:
            return
        session, reference = self._flow.session, column.done_reference
        self._tasks.run(
            Lane.SALE,
            lambda: self._mailing.addressee(session, reference),
            self._addressed,
            column.paper_failed,
            replaces="mail",
        )

    @property
    def _column(self) -> Checkout:
        if self._checkout is None:
            raise AssertionError("the flow stands over a column")
        return self._checkout

    @property
    def _mailing(self) -> Mailing:
        return self._desk.after.post.mailing

    def _addressed(self, to: Addressee) -> None:
        if to.email:
            self._send(to.reference, "")
            return
        column = self._column
        if not column.about_to_take_money:
            column.cover.show(
                MailPanel(column, to.reference, lambda typed: self._send(to.reference, typed), column.cover.close)
            )

    def _send(self, reference: str, typed: str) -> None:
        panel, wish = self.panel, (reference, typed)
        if panel is not None:
            if not typed.strip():
                panel.email.set_error("Type the address that the tickets go to.")
                return
            panel.send_button.set_enabled(False)
        if self._asked is None or self._asked[0] != wish:
            self._asked = (wish, new_request_id())
        session, request_id = self._flow.session, self._asked[1]

        def refused(error: BoxOfficeError) -> None:
            if not isinstance(error, OutcomeUnknown):
                self._asked = None
            self._refused(error)

        self._tasks.run(
            Lane.SALE, lambda: self._mailing.mail_tickets(session, request_id, reference, typed), self._sent, refused
        )

    def _sent(self, sentence: str) -> None:
        self._asked = None
        if self.panel is not None:
            self._column.cover.close()
        self._column.say_paper(sentence)

    def _refused(self, error: BoxOfficeError) -> None:
        panel = self.panel
        if panel is None:
            self._column.paper_failed(error)
            return
        panel.send_button.set_enabled(True)
        panel.email.set_error(error.sentence)
        if not isinstance(error, InvalidInput):
            self._column.paper_failed(error)
