"""Door: one field that always has the keyboard, one large verdict, and how many are in."""

from __future__ import annotations

import tkinter as tk
from functools import partial
from typing import Any

import customtkinter as ctk

from app.controllers.after.after_desk import DoorDesk
from app.controllers.after.door import BookingAtTheDoor, DoorFigures
from app.controllers.after.verdicts import DoorTicket, Reason, Verdict
from app.controllers.permissions import Session
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.after.door_booking import DoorBooking
from app.views.after.door_flow import DoorFlow, DoorListeners
from app.views.after.door_side import WIDTH, DoorSide
from app.views.after.kept_keyboard import KeptKeyboard
from app.views.after.undo_panel import UndoPanel
from app.views.after.verdict_pane import VerdictPane
from app.views.help_sheet import Forms
from app.views.keys import Key
from app.views.parts.banner import Banner
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.surroundings import Surroundings
from app.views.till.column_cover import ColumnCover
from app.views.timers import Timers

VERDICT_MS = 10_000
"""So long a verdict stays when nothing else is scanned."""
POLL_MS = 2_000
_LIST_MS = 60_000
_DIGIT_MS = 150
"""A digit alone is meant for the list once nothing has followed it so long: a scanner's next sign comes at once."""


class DoorPage(ctk.CTkFrame):
    """What a scan says stands until the next one, or for ten seconds."""

    tells_of_the_network = True
    """The window's own banner would say it twice."""

    def __init__(self, master: Any, desk: DoorDesk, session: Session, around: Surroundings) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._cinema, self._toasts, self._looks = session.counter.cinema, around.toasts, around.looks
        self._chimes = desk.chimes
        tell = DoorListeners(
            self._show_verdict,
            self._show_trouble,
            self._show_figures,
            self._show_booking,
            self._show_network,
            self.bell,
        )
        self.flow = DoorFlow(desk, session, around, tell)
        self.timers = Timers(self)
        self.booking: DoorBooking | None = None
        self._undoable: DoorTicket | None = None
        self._approver = ""
        self._build()
        self._looks.on_change.append(self.verdict.repaint)
        self._keyboard = KeptKeyboard(self, self._take_keyboard)
        tk.Misc.bind(self, "<Map>", self._came_to_front)  # CustomTkinter's own would hear of its canvas
        self.timers.every("figures", POLL_MS, self._poll)
        self.timers.every("list", _LIST_MS, self.flow.keep_list)
        self.flow.keep_list()
        self.flow.propose_approver(self._propose)

    def destroy(self) -> None:
        self.timers.stop()
        self._keyboard.close()
        if self.verdict.repaint in self._looks.on_change:
            self._looks.on_change.remove(self.verdict.repaint)
        self._chimes.stop()
        super().destroy()

    def _build(self) -> None:
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(2, weight=1)
        self.banner = Banner(self, {"row": 0, "column": 0, "columnspan": 2, "sticky": "ew", "pady": (0, 8)})
        self._top = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=12)
        self._top.grid(row=1, column=0, sticky="ew", pady=(0, 8))
        self._top.grid_columnconfigure(0, weight=1)
        self.field = Field(
            self._top,
            "Ticket",
            placeholder="Scan it, or type a booking's reference: FYR-7K2P9M",
            on_submit=self._entered,
        )
        self.field.grid(row=0, column=0, sticky="ew", padx=16, pady=(8, 4))
        self.field.bind_change(self._typed_on)
        self.verdict = VerdictPane(self, self._cinema)
        self.verdict.grid(row=2, column=0, sticky="nsew")
        column = ctk.CTkFrame(self, fg_color="transparent", width=WIDTH)
        column.grid(row=1, column=1, rowspan=3, sticky="nsew", padx=(8, 0))
        column.grid_propagate(False)
        column.grid_columnconfigure(0, weight=1)
        column.grid_rowconfigure(0, weight=1)
        self.side = DoorSide(column, self._cinema)
        self.side.grid(row=0, column=0, sticky="nsew")
        self._undo = Button(column, "Undo an entry", self.ask_undo, hint="F4", width=WIDTH)
        self._undo.returns_focus = True
        self._undo.grid(row=1, column=0, sticky="ew", pady=(8, 0))
        self._undo.set_enabled(False)
        self.cover = ColumnCover(column, self.field.focus_set)

    # What the window asks of its page

    def take_over(self, session: Session) -> None:
        """Another person goes on: what was begun is not theirs."""
        self.flow.session = session
        self.cover.drop()
        self._close_booking()
        self._clear()

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            Key("F4", "undo the last entry, with a manager's word", self.ask_undo, "Undo"),
            Key("Escape", "one step back", self.step_back),
        )

    @property
    def typed_forms(self) -> Forms:
        """For the help sheet."""
        return (
            (
                "The field",
                (
                    ("a ticket's code", "lets in, or says why not"),
                    ("FYR-7K2P9M", "lists the booking's tickets, each with a number"),
                    ("1 to 9", "lets in that ticket of the list"),
                    ("12 Enter", "the same where the list is longer"),
                ),
            ),
        )

    @property
    def keeps_awake(self) -> bool:
        """Without the network nobody could unlock the window again."""
        return self.flow.is_away

    def scanned(self, code: str) -> None:
        """A ticket's code, or a reference, came from a scanner, whatever had the keyboard."""
        self.cover.drop()
        self.field.value = ""
        self._close_booking()
        self._take_keyboard()
        self.flow.scan(code)

    def typed(self, sign: str) -> None:
        """A key pressed where no field has the keyboard belongs into this one."""
        self.field.value += sign
        self._take_keyboard()

    def step_back(self) -> None:
        """Esc: from the question to the page, from what is typed to nothing, from a booking to none."""
        if self.cover.step_back():
            return
        if self.field.value:
            self.field.value = ""
        elif self.booking is not None:
            self._close_booking()
            self._clear()
        else:
            self._clear()
        self._take_keyboard()

    # The field

    def _entered(self) -> None:
        typed, self.field.value = self.field.value.strip(), ""
        if typed and not self._number(typed):
            self._close_booking()
            self.flow.scan(typed)

    def _typed_on(self, typed: str) -> None:
        self.timers.anew("digit", _DIGIT_MS, partial(self._digit_alone, typed))

    def _digit_alone(self, typed: str) -> None:
        """Nothing came after it: it is the number of a ticket on the list."""
        if typed and typed == self.field.value and self.booking is not None and self.booking.by_one_key:
            self._number(typed)

    def _number(self, typed: str) -> bool:
        """Let in the ticket of that number; False when there is no list, or it is no number."""
        if self.booking is None or not typed.isdecimal() or len(typed) > 2:
            return False
        self.field.value = ""
        code = self.booking.code_of(int(typed))
        if code is not None:
            self.flow.admit(code)
        return True

    def _take_keyboard(self) -> None:
        if self.cover.panel is None:
            self.field.focus_set()

    def _came_to_front(self, _event: object) -> None:
        self._take_keyboard()
        self.flow.poll()

    # What comes back

    def _show_verdict(self, verdict: Verdict) -> None:
        self.verdict.show(verdict)
        if verdict.ticket is not None and verdict.reason in (Reason.ADMIT, Reason.ALREADY_IN) and not verdict.by_list:
            self._undoable = verdict.ticket
            self._undo.set_text(f"Undo the entry of {verdict.ticket.seat_label}")
            self._undo.set_enabled(True)
        self.timers.anew("verdict", VERDICT_MS, self._clear)

    def _show_trouble(self, headline: str, sentence: str) -> None:
        self.verdict.show_trouble(headline, sentence)
        self.timers.anew("verdict", VERDICT_MS, self._clear)

    def _clear(self) -> None:
        self.verdict.clear()

    def _show_figures(self, figures: DoorFigures) -> None:
        self.side.show(figures)
        self.verdict.set_place(
            f"This door lets into {figures.place.hall_name} only." if figures.place.hall_name else ""
        )

    def _show_booking(self, booking: BookingAtTheDoor) -> None:
        if self.booking is not None and self.booking.booking.reference == booking.reference:
            self.booking.show(booking)
            return
        self._close_booking()
        self.flow.open_booking = booking.reference
        self.verdict.clear()
        self.booking = DoorBooking(self, self._cinema, booking, self._press_number)
        self.booking.grid(row=3, column=0, sticky="ew", pady=(8, 0))

    def _press_number(self, number: int) -> None:
        self._number(str(number))

    def _close_booking(self) -> None:
        booking, self.booking, self.flow.open_booking = self.booking, None, None
        if booking is not None:
            bury(booking)

    def _show_network(self, sentence: str | None) -> None:
        if sentence is None:
            self.banner.hide()
        else:
            self._close_booking()
            self.banner.show(sentence)

    def _poll(self) -> None:
        if self.winfo_viewable() or self.flow.is_away:
            self.flow.poll()

    # An entry taken back

    def ask_undo(self) -> None:
        """Ask for a manager's word for the last entry that was seen here."""
        ticket = self._undoable
        if ticket is None or self.cover.panel is not None:
            return
        if self.flow.is_away:
            self._toasts.show("An entry can be undone once the network is back.", "info", seconds=8)
            return
        request_id = new_request_id()
        panel = UndoPanel(
            self.cover.column, ticket, self._approver, partial(self._undo_with, request_id, ticket), self.cover.close
        )
        self.cover.show(panel)

    def _undo_with(self, request_id: str, ticket: DoorTicket, reason: str, approver: str, password: str) -> None:
        panel = self.cover.panel

        def done(undone: DoorTicket) -> None:
            self._approver = approver.strip()
            self._undoable = None
            self._undo.set_text("Undo an entry")
            self._undo.set_enabled(False)
            if self.cover.panel is panel:
                self.cover.close()
            self._clear()
            self._toasts.show(f"{undone.seat_label} is out: its ticket lets in once more.", "good", seconds=8)

        def refused(error: BoxOfficeError) -> None:
            if self.cover.panel is panel and isinstance(panel, UndoPanel):
                panel.refuse(error)
            else:
                self._toasts.show(error.sentence, "bad", seconds=8)

        self.flow.undo(request_id, ticket, (reason, approver, password), done, refused)

    def _propose(self, username: str) -> None:
        self._approver = self._approver or username
