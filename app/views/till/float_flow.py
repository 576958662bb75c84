"""Cash while the till is closed: the float is asked for right there, and the sale goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.till.tills import TillState
from app.models.errors import TillOpen
from app.models.records import Cinema
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.till.amount_form import AmountForm, AmountWords
from app.views.till.column_cover import ColumnCover
from app.views.till.till_flow import TillFlow

_INNER = 232
_WORDS = AmountWords(
    "The till is closed",
    "Cash needs an open till. Type what is in the drawer now; the sale then goes on.",
    "Open and go on",
    amount="Float",
)


class FloatPanel(ctk.CTkFrame):
    """The one question over the basket or the payment."""

    def __init__(
        self, master: Any, cinema: Cinema, submit: Callable[[int, str], object], back: Callable[[], object]
    ) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self.form = AmountForm(self, cinema, _WORDS, submit, back, width=_INNER, title_size=16)
        self.form.grid(row=0, column=0, sticky="nsew", padx=16, pady=12)
        self.grid_columnconfigure(0, weight=1)
        self.form.grid_columnconfigure(0, weight=1)  # as wide as the column is
        self._back = back

    def focus_first(self) -> None:
        self.form.focus_first()

    def leave(self) -> None:
        self._back()


class FloatFlow:
    """`needed(then)` asks and goes on; where the till is open it goes on at once."""

    def __init__(self, cover: ColumnCover, cinema: Cinema, till: TillFlow) -> None:
        self._cover, self._cinema, self._till = cover, cinema, till

    def before_cash(self, then: Callable[[], object]) -> None:
        """Go on when the till is open or nothing is known of it yet: the sale itself refuses cash without one."""
        if self._till.is_closed:
            self.needed(then)
        else:
            then()

    def needed(self, then: Callable[[], object]) -> None:
        """Ask for the float, open the till, `then` go on. Esc leaves everything as it is."""

        def opened(_state: TillState) -> None:
            self._cover.close()
            then()

        def refused(error: BoxOfficeError) -> None:
            if isinstance(error, TillOpen):  # somebody was quicker: that is all that was wanted
                self._cover.close()
                then()
            else:
                panel.form.refuse(error)

        panel = FloatPanel(
            self._cover.column,
            self._cinema,
            lambda float_minor, _reason: self._till.open(float_minor, opened, refused),
            self._cover.close,
        )
        self._cover.show(panel)
