"""From the command line to the page: reads what is typed as things stand, says what it means, and does it on Enter.

What is done is what was last said: the line is read anew whenever the list, the seats or the basket change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.controllers.sell.baskets import Pick
from app.controllers.sell.command_intents import (
    BestSeats,
    FindBooking,
    GiveBack,
    HoldSeats,
    Intent,
    ListedShow,
    Nothing,
    OpenShow,
    SearchFilms,
    Unclear,
)
from app.controllers.sell.command_line import Situation, read, read_in_show
from app.controllers.sell.finding import Finding, FoundBooking
from app.controllers.sell.parties import Party
from app.controllers.sell.programme import Programme
from app.models.records import BookingLine, Seat, ShowCounts, TicketType
from app.utils.errors import BoxOfficeError
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.command_bar import BarListeners, CommandBar
from app.views.sell.programme_flow import ProgrammeFlow
from app.views.sell.programme_panel import ProgrammePanel
from app.views.sell.seat_words import in_the_way
from app.views.tasks import Lane, Tasks


@dataclass(frozen=True, slots=True)
class CommandActions:
    """What a command can do, as the hands on the page do it."""

    open_show: Callable[[ShowCounts], bool]
    """False when it may not be opened now, which was then said."""
    offer: Callable[[Party], object]
    hold: Callable[[Sequence[Pick]], object]
    give_back: Callable[[Sequence[Seat]], object]
    show_booking: Callable[[FoundBooking], object]
    focus_seats: Callable[[], object]
    is_taking_money: Callable[[], bool]
    refuse: Callable[[str], object]
    """Say where the line cannot that something is not done now."""


class CommandFlow:
    """The command line of one window."""

    def __init__(
        self,
        master: Any,
        flow: BasketFlow,
        programme: tuple[ProgrammePanel, ProgrammeFlow],
        lookups: tuple[Programme, Finding],
        tasks: Tasks,
        actions: CommandActions,
    ) -> None:
        self._flow, self._tasks, self._do = flow, tasks, actions
        self._panel, self._list = programme
        self._programme, self._finding = lookups
        self._types: tuple[TicketType, ...] = ()
        self._picked: list[int] = []
        self._then: tuple[int, str] | None = None
        self.bar = CommandBar(master, BarListeners(self._changed, self._entered, self._into_the_list))
        self._list.on_listed = self.refresh
        session = flow.session
        tasks.run(Lane.READING, lambda: self._programme.ticket_types(session), self._got_types, _ask_with_the_show)

    def refresh(self) -> None:
        """Something else has changed than the line: what it means may have, too."""
        if self.bar.value:
            self._read()

    def basket_changed(self) -> None:
        """Keep in mind in which order the seats were picked: `-` gives the last one back."""
        held = [line.seat.id for line in self._lines]
        kept = [seat_id for seat_id in self._picked if seat_id in held]
        self._picked = [*kept, *(seat_id for seat_id in held if seat_id not in kept)]
        self.refresh()

    def opened(self) -> None:
        """A show is open now: do what was typed for it."""
        then, self._then = self._then, None
        opened = self._flow.opened
        if then is not None and opened is not None and opened.show.id == then[0]:
            intent = read_in_show(then[1], self._situation())
            if isinstance(intent, Unclear | SearchFilms):
                self.bar.start(then[1])
                self.bar.say(intent.explain(), can_be_done=False)
            else:
                self._carry_out(intent)
        self.refresh()

    def leave(self) -> bool:
        """Esc: empty the line and go back to the seats; False when it is empty and somebody else's turn."""
        if not self.bar.value and not self.bar.has_focus:
            return False
        self.bar.clear()
        self._do.focus_seats()
        return True

    @property
    def is_typing(self) -> bool:
        """Whether a command is begun: then the keyboard stays in the line."""
        return bool(self.bar.value)

    # Reading

    def _changed(self) -> None:
        self._list.forget_when_listed()
        self._read()

    def _read(self) -> None:
        """Say what the line means, and let the list follow when it means films."""
        intent = self._intent()
        if self._list.is_loaded:
            self._list.search(intent.words if isinstance(intent, SearchFilms) else "")
        self._say(intent)

    def _intent(self) -> Intent:
        return read(self.bar.value, self._situation(), films_only=self.bar.films_only)

    def _say(self, intent: Intent) -> None:
        self.bar.say(intent.explain(), can_be_done=intent.can_be_done)

    def _situation(self) -> Situation:
        opened, lines = self._flow.opened, self._lines
        seats = {line.seat.id: line.seat for line in lines}
        return Situation(
            shows=[ListedShow(place, row.counts, row.time) for place, row in enumerate(self._panel.rows, start=1)],
            shows_found_by=self._list.listed,
            ticket_types=opened.prices.book.ticket_types if opened else self._types,
            opened=opened,
            basket=self._flow.basket,
            own=[seats[seat_id] for seat_id in self._picked if seat_id in seats],
            in_the_way=in_the_way(self._flow),
            taking_money=self._do.is_taking_money(),
        )

    @property
    def _lines(self) -> tuple[BookingLine, ...]:
        return self._flow.basket.booking.lines if self._flow.basket else ()

    def _got_types(self, types: tuple[TicketType, ...]) -> None:
        self._types = types
        self.refresh()

    # Doing

    def _entered(self) -> None:
        """Once the list is the one that belongs to what is typed: fast fingers are faster than a search."""
        if self.bar.value.strip():
            self._list.when_listed(self._do_what_is_said)
        else:
            self._do.focus_seats()

    def _into_the_list(self) -> None:
        self._list.when_listed(self._panel.focus_first)

    def _do_what_is_said(self) -> None:
        intent = self._intent()
        self._say(intent)
        if not intent.can_be_done:
            return
        if isinstance(intent, FindBooking):
            self._find(intent)
            return
        self.bar.clear()
        self._do.focus_seats()
        self._carry_out(intent)

    def _carry_out(self, intent: Intent) -> None:
        match intent:
            case OpenShow(show, then):
                self._open(show.counts, then)
            case SearchFilms(first=ListedShow() as show):
                self._list.go_to_day_of(show.counts)
                self._open(show.counts, "")
            case BestSeats(party):
                self._do.offer(party)
            case HoldSeats(picks):
                self._do.hold(picks)
            case GiveBack(seats):
                self._do.give_back(seats)
            case FindBooking() | SearchFilms() | Unclear() | Nothing():
                pass  # looked up before, or nothing to be done

    def _open(self, counts: ShowCounts, then: str) -> None:
        self._then = (counts.show.id, then) if then else None
        if not self._do.open_show(counts):
            self._then = None

    def _find(self, wanted: FindBooking) -> None:
        session, finding = self._flow.session, self._finding
        self._tasks.run(
            Lane.READING,
            lambda: (
                finding.by_reference(session, wanted.reference)
                if wanted.reference
                else finding.by_ticket_code(session, wanted.ticket_code)
            ),
            self._found,
            self._not_found,
            replaces="find booking",
        )

    def _found(self, booking: FoundBooking) -> None:
        self.bar.clear()
        self._do.focus_seats()
        self._do.show_booking(booking)

    def _not_found(self, error: BoxOfficeError) -> None:
        """What was typed stays: it may be one letter."""
        self.bar.say(error.sentence, can_be_done=False)


def _ask_with_the_show(_error: BoxOfficeError) -> None:
    """An open show brings its ticket types along; the connection watch tells of a lost database."""
