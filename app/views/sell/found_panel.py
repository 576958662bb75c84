"""A booking that was looked up, over the basket's column: what became of it, its seats, and its tickets once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.controllers.sell.command_intents import seat_words
from app.controllers.sell.finding import FoundBooking
from app.models.records import BookingStatus, Cinema
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_day, format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.fitted_label import FittedLabel
from app.views.parts.bury import bury
from app.views.parts.button import Button, Kind
from app.views.sell.basket_panel import WIDTH
from app.views.sell.paper_flow import Failed, PaperFlow, Say
from app.views.sell.receipt_buttons import ReceiptButtons

_INNER = WIDTH - 32


@dataclass(frozen=True, slots=True)
class FoundPapers:
    """What can be printed of a sale."""

    again: Callable[[], object]
    receipt: Callable[[], object]
    invoice: Callable[[], object]


@dataclass(frozen=True, slots=True)
class FoundDoings:
    """What else can be done with it; None where it cannot. `whole` opens its page in Find."""

    close: Callable[[], object]
    void: Callable[[], object] | None = None
    take_up: Callable[[], object] | None = None
    whole: Callable[[], object] | None = None


class FoundPanel(ctk.CTkFrame):
    """`papers` is None where there is nothing to print."""

    def __init__(
        self, master: Any, cinema: Cinema, found: FoundBooking, papers: FoundPapers | None, doings: FoundDoings
    ) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self.found = found
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(8, weight=1)
        booking, show = found.booking, found.show
        starts = to_local(show.starts_at, cinema.time_zone)
        tone = theme.GOOD if found.has_tickets else theme.WARN
        if booking.status in (BookingStatus.CANCELLED, BookingStatus.FAILED):
            tone = theme.BAD
        self._label(0, found.state, 16, tone, bold=True, top=12)
        self._label(1, booking.reference, 20, theme.TEXT, bold=True, top=16)
        title = FittedLabel(self, most=_INNER, font=theme.font(), text_color=theme.TEXT)
        title.grid(row=2, column=0, sticky="ew", padx=16, pady=(8, 0))
        title.say(show.movie_title)
        when = f"{format_day(starts.date(), cinema.locale)} {format_time(starts, cinema.locale)} · {show.hall_name}"
        self._label(3, when, theme.BODY, theme.QUIET)
        seats = [line.seat for line in booking.lines]
        self._label(4, seat_words(seats) if seats else "Its seats were given back.", theme.BODY, theme.TEXT, top=12)
        self._label(5, self._made(cinema), theme.SMALL, theme.QUIET, top=4)
        total = format_minor(booking.total_minor, cinema.currency, cinema.locale)
        self._label(6, total, theme.LARGE, theme.TEXT, bold=True, top=16)
        self._paper = self._label(7, "", theme.BODY, theme.QUIET, top=8)
        stops: list[Button | ReceiptButtons] = []
        self.receipts: ReceiptButtons | None = None
        if papers is not None:
            stops.append(Button(self, "Print again", papers.again, width=_INNER))
            self.receipts = ReceiptButtons(self, _INNER, papers.receipt, papers.invoice)
            stops.append(self.receipts)
        if doings.take_up is not None:
            stops.append(Button(self, "Take up", doings.take_up, kind="primary", hint="Enter", width=_INNER))
        if doings.void is not None:
            stops.append(Button(self, "Void sale", doings.void, width=_INNER))
        if doings.whole is not None:
            stops.append(Button(self, "Open in Find", doings.whole, hint="Shift+F2", width=_INNER))
        kind: Kind = "plain" if doings.take_up else "primary"
        stops.append(Button(self, "Close", doings.close, hint="Esc", kind=kind, width=_INNER))
        for row, button in enumerate(stops, start=9):
            button.grid(row=row, column=0, sticky="ew", padx=16, pady=(0, 12 if button is stops[-1] else 8))
        self._stops = stops

    def focus_first(self) -> None:
        """On Print again where there is something to print, else on Close."""
        self._stops[0].focus_set()

    def say_paper(self, sentence: str, *, bad: bool = False) -> None:
        """What became of the tickets."""
        self._paper.configure(text=sentence, text_color=theme.BAD if bad else theme.QUIET)

    @property
    def words(self) -> str:
        """All that it says, for whoever looks from outside."""
        labels = [child for child in self.winfo_children() if isinstance(child, ctk.CTkLabel)]
        return "\n".join(str(label.cget("text")) for label in labels)

    def _made(self, cinema: Cinema) -> str:
        moment = self.found.sold_at or self.found.made_at
        local = to_local(moment, cinema.time_zone)
        what = "Sold" if self.found.sold_at else "Made"
        day, time = format_day(local.date(), cinema.locale), format_time(local, cinema.locale)
        return f"{what} at {self.found.counter_name}, {day} {time}"

    def _label(
        self, row: int, text: str, size: int, colour: theme.Colour, *, bold: bool = False, top: int = 0
    ) -> ctk.CTkLabel:
        label = ctk.CTkLabel(
            self, text=text, font=theme.font(size, bold=bold), text_color=colour, anchor="w", justify="left",
            wraplength=_INNER,
        )  # fmt: skip
        label.grid(row=row, column=0, sticky="ew", padx=16, pady=(top, 0))
        return label


class FoundFlow:
    """Shows one booking at a time over the right column, and prints it again."""

    def __init__(self, column: ctk.CTkFrame, cinema: Cinema, paper: PaperFlow, on_closed: Callable[[], object]) -> None:
        self._column, self._cinema, self._paper, self._on_closed = column, cinema, paper, on_closed
        self.panel: FoundPanel | None = None
        self.on_void: Callable[[str], object] | None = None
        self.on_take_up: Callable[[str, int], object] | None = None
        """Given the reference and the show's id of a booking by phone that waits."""
        self.on_whole: Callable[[str], object] | None = None
        """Given a reference, opens the page Find with the whole of it."""

    def show(self, found: FoundBooking) -> None:
        """Cover the column with this booking; the basket behind it stays as it is."""
        self._away()
        papers = FoundPapers(self.print_again, self.print_receipt, self.print_invoice) if found.has_tickets else None
        voids = (lambda: self._void(found.booking.reference)) if found.has_tickets and self.on_void else None
        whole = self.open_whole if self.on_whole else None
        doings = FoundDoings(self.close, voids, self._taking_up(found), whole)
        self.panel = FoundPanel(self._column, self._cinema, found, papers, doings)
        self.panel.place(relx=0, rely=0, relwidth=1, relheight=1)
        self.panel.lift()
        self.panel.focus_first()

    def close(self) -> bool:
        """The basket is seen again; False when it was all the time."""
        if not self._away():
            return False
        self._on_closed()
        return True

    def open_whole(self) -> None:
        """The booking's page, with its whole life."""
        panel = self.panel
        if panel is not None and self.on_whole is not None:
            self.close()
            self.on_whole(panel.found.booking.reference)

    def _away(self) -> bool:
        panel, self.panel = self.panel, None
        if panel is not None:
            bury(panel)
        return panel is not None

    def _void(self, reference: str) -> None:
        self.close()
        if self.on_void is not None:
            self.on_void(reference)

    def _taking_up(self, found: FoundBooking) -> Callable[[], object] | None:
        """What takes a booking by phone up; None for any other."""
        take_up, booking = self.on_take_up, found.booking
        if take_up is None or not booking.by_phone or booking.status is not BookingStatus.PENDING:
            return None

        def pressed() -> None:
            self._away()
            take_up(booking.reference, booking.show_id)

        return pressed

    def print_again(self) -> None:
        """The tickets of the booking that is shown, as duplicates."""
        self._print("Tickets are being printed…", self._paper.print_again)

    def print_receipt(self) -> None:
        self._print("The receipt is being printed…", self._paper.print_receipt)

    def print_invoice(self) -> None:
        self._print("The invoice is being printed…", self._paper.print_invoice)

    def _print(self, waiting: str, work: Callable[[str, Say, Failed], object]) -> None:
        panel = self.panel
        if panel is None:
            return

        def failed(error: BoxOfficeError) -> None:
            say(error.sentence, bad=True)

        def say(sentence: str, *, bad: bool = False) -> None:
            if panel is self.panel:
                panel.say_paper(sentence, bad=bad)

        say(waiting)
        work(panel.found.booking.reference, say, failed)
