"""Messages: what waits to be sent to customers, what failed and why, what was sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.after.messages import Channel, Message, Template
from app.controllers.permissions import Session
from app.models.records import Cinema
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_day, format_time, to_local
from app.views import theme
from app.views.keys import Key
from app.views.manager_pages import Office
from app.views.parts.button import Button
from app.views.parts.choice import Choice
from app.views.parts.table import Column, Table, TableRow
from app.views.tasks import Lane
from app.views.timers import Timers

REFRESH_MS = 5000
_SAY_HEIGHT = 44
_SIDES = 16
_COLUMNS = (
    Column("state", "State", 96),
    Column("when", "When", 172),
    Column("what", "What", 116),
    Column("booking", "Booking", 104),
    Column("to", "To", 176, stretch=True),
    Column("why", "Why not yet", 190, stretch=True),
)
_WORDS = {
    Template.CONFIRMATION: "tickets",
    Template.CANCELLATION: "cancellation",
    Template.EXCHANGE: "new tickets",
    Template.SHOW_CANCELLED: "show cancelled",
    Template.SEATS_OFFERED: "seats offered",
}
_OPEN, _DONE = "open", "done"
_EMPTY = {
    _OPEN: "Nothing waits to be sent, and nothing has failed. What a sale leaves for its customer comes here until it is sent.",
    _DONE: "Nothing was sent yet. What was sent, and what was given up, stands here.",
}
_NOBODY = (
    "Nobody sends mail in this house. Set FOYER_SMTP_HOST in .env on one machine, then open a window there or start "
    "main.py worker."
)
_READ = "messages"


class MessagesPage(ctk.CTkFrame):
    """One list, of what is open or of what is done; below it what can be done with the chosen message, and why it failed."""

    def __init__(self, master: Any, office: Office, refresh_ms: int = REFRESH_MS) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._session, self._messages = office.session, office.desk.after.post.messages
        self._tasks = office.around.tasks
        self._cinema = office.session.counter.cinema
        self._rows: dict[str, Message] = {}
        self._mail_is_sent = True
        self._chooses_first = True
        """For whoever comes to a list, or has just done something with it; no other choice moves by itself."""
        self._done = False
        self._timers = Timers(self)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self.kind = Choice(self, [(_OPEN, "To send"), (_DONE, "Sent")], lambda _key: self._turned())
        self.kind.select(_OPEN)
        self.kind.grid(row=0, column=0, sticky="w", padx=16, pady=(12, 4))
        self.table = Table(self, _COLUMNS, self._chosen, on_open=lambda _id: self.again_button.focus_set())
        self.table.grid(row=1, column=0, sticky="nsew", padx=8)
        foot = ctk.CTkFrame(self, fg_color="transparent")
        foot.grid(row=2, column=0, sticky="ew", padx=_SIDES, pady=(4, 12))
        foot.grid_columnconfigure(0, weight=1)
        # A line of its own, two lines high whatever it says: the list above does not move with it.
        self._say = ctk.CTkLabel(
            foot, text="", font=theme.font(), text_color=theme.QUIET, anchor="nw", justify="left", height=_SAY_HEIGHT
        )
        self._say.grid(row=0, column=0, columnspan=3, sticky="ew", pady=(4, 8))
        self.again_button = Button(foot, "Send again", self.send_again, kind="primary", hint="F6")
        self.again_button.grid(row=1, column=1, padx=(0, 8))
        self.give_up_button = Button(foot, "Give up", self.give_up, hint="F8")
        self.give_up_button.grid(row=1, column=2)
        self.bind("<Configure>", lambda _event: self._wrap())
        self._timers.every("look", refresh_ms, self._look_again)
        self._offer()

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            Key("F2", "what is to be sent, or what was sent", self._turn, "Sent"),
            Key("F6", "send the chosen message again", self.send_again, "Send again"),
            Key("F8", "give the chosen message up", self.give_up, "Give up"),
        )

    @property
    def message(self) -> str:
        return str(self._say.cget("text"))

    def take_over(self, session: Session) -> None:
        self._session = session

    def focus_first(self) -> None:
        self.table.focus_set()

    def refresh(self) -> None:
        session, wanted = self._session, self.kind.value
        self._tasks.run(Lane.PLANNING, lambda: self._read(session, wanted), self._show, self._refused, replaces=_READ)

    def destroy(self) -> None:
        self._timers.stop()
        super().destroy()

    # What a person does

    def send_again(self) -> None:
        """The chosen message once more; one that was sent goes out as a new mail."""
        chosen = self.chosen
        if chosen is not None:
            self._do(lambda: self._messages.send_again(self._session, chosen.id))

    def give_up(self) -> None:
        """The chosen message is not sent any more. It can be sent again later, from what was sent."""
        chosen = self.chosen
        if chosen is not None and chosen.sent_at is None and not chosen.set_aside:
            self._do(lambda: self._messages.give_up(self._session, chosen.id))

    @property
    def chosen(self) -> Message | None:
        return self._rows.get(self.table.chosen or "")

    def _turn(self) -> None:
        self.kind.select(_DONE if self.kind.value == _OPEN else _OPEN)
        self._turned()

    def _turned(self) -> None:
        self.table.choose(None)
        self._chooses_first, self._done = True, False
        self._tell("", theme.QUIET)
        self.refresh()

    def _chosen(self, _row_id: str) -> None:
        self._done = False
        self._offer()

    # Asking, and what becomes of it

    def _read(self, session: Session, wanted: str) -> tuple[str, tuple[Message, ...], bool]:
        found = self._messages.open(session) if wanted == _OPEN else self._messages.done(session)
        return wanted, found, self._messages.mail_is_sent(session)

    def _look_again(self) -> None:
        if self.winfo_viewable():
            self.refresh()

    def _do(self, work: Callable[[], str]) -> None:
        def done(sentence: str) -> None:
            self._chooses_first = self._done = True
            self.refresh()
            self._tell(sentence, theme.GOOD)

        self._tasks.run(Lane.PLANNING, work, done, self._refused)

    def _show(self, read: tuple[str, tuple[Message, ...], bool]) -> None:
        wanted, found, self._mail_is_sent = read
        if wanted != self.kind.value:
            return
        self._rows = {str(message.id): message for message in found}
        self.table.set_empty(_EMPTY[wanted])
        self.table.show([_row(message, self._cinema) for message in found])
        if self._chooses_first and found:
            self._chooses_first = False
            self.table.choose(str(found[0].id))
        self._offer()

    def _offer(self) -> None:
        """What can be done with the chosen one, and why it failed in full: the column is too narrow for a server's words."""
        chosen = self.chosen
        self.again_button.set_enabled(chosen is not None and bool(chosen.recipient))
        self.give_up_button.set_enabled(chosen is not None and (chosen.waits or chosen.failed))
        if self._done:  # what was done is told until somebody chooses or turns
            return
        if chosen is not None and chosen.last_error:
            self._tell(chosen.last_error, theme.BAD if chosen.failed else theme.QUIET)
        elif not self._mail_is_sent and any(message.waits for message in self._rows.values()):
            self._tell(_NOBODY, theme.WARN)
        elif chosen is not None:
            self._tell("", theme.QUIET)

    def _refused(self, error: BoxOfficeError) -> None:
        self._tell(error.sentence, theme.BAD)

    def _tell(self, sentence: str, colour: theme.Colour) -> None:
        self._say.configure(text=sentence, text_color=colour)

    def _wrap(self) -> None:
        room = round(self.winfo_width() / self._get_widget_scaling()) - 2 * _SIDES
        if room > 0 and room != self._say.cget("wraplength"):
            self._say.configure(wraplength=room)


def _row(message: Message, cinema: Cinema) -> TableRow:
    state, meaning = _state(message)
    moment = to_local(message.sent_at or message.given_up_at or message.written_for, cinema.time_zone)
    when = f"{format_day(moment, cinema.locale)}, {format_time(moment, cinema.locale)}"
    what = _WORDS[message.template] + (" (text)" if message.channel is Channel.SMS else "")
    to = message.recipient or "erased"
    cells = (state, when, what, message.reference, to, message.last_error)
    return TableRow(str(message.id), cells, meaning)


def _state(message: Message) -> tuple[str, str]:
    if message.failed:
        return "failed", "bad"
    if message.set_aside:
        return "given up", "quiet"
    if message.sent_at is not None:
        return "sent", "good"
    return ("waits again", "warn") if message.last_error else ("waits", "")
