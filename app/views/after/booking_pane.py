"""One booking, beside the list it was found in: what it is now, its whole life, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import customtkinter as ctk

from app.controllers.after.booking_life import SaleLife
from app.controllers.permissions import Permission, Session
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.after.booking_told import state_colour, told_customer, told_lines, told_show
from app.views.after.life_text import LifeText
from app.views.fitted_label import FittedLabel
from app.views.keys import Key
from app.views.manager_pages import Office
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.tasks import Lane

_READ = "booking of the page"
_BUTTONS_A_ROW = 3
_SIDE = 16


class Close(Protocol):
    """Takes an action's panel away. What was done is told at the pane's foot, and the booking is read anew."""

    def __call__(self, told: str = "", *, bad: bool = False) -> None: ...


class ActionPanel(Protocol):
    """What an action opens over the lower part of the pane. It may have `keys`, a tuple of Key, which go before the pane's."""

    def focus_first(self) -> None: ...

    def step_back(self) -> None:
        """Esc. It closes by itself, through the `close` it was given, unless an answer is on its way."""

    def place(self, **kw: Any) -> None: ...
    def lift(self) -> None: ...


@dataclass(frozen=True, slots=True)
class BookingAction:
    """Something that can be done with the booking that is shown.

    `key` is the name of a key as Tk has it ("F8"), one of keys.WATCHED; `does` a few words for the help sheet. `fits` returns
    "" where it can be done, otherwise why not. `open` gets what the panel stands in, the booking, and what closes it; it
    returns the panel, which the pane gives its place, or None for what is done without one (then `close` tells the result).
    """

    key: str
    label: str
    does: str
    permission: Permission
    fits: Callable[[SaleLife], str]
    open: Callable[[Any, SaleLife, Close], ActionPanel | None]


class BookingPane(ctk.CTkFrame):
    """`on_open` gets the reference of another booking that this one tells of, `on_typed` letters meant for the search."""

    def __init__(
        self,
        master: Any,
        office: Office,
        make_actions: Callable[[Office, Callable[[], Session]], Sequence[BookingAction]],
        on_open: Callable[[str], object],
        on_typed: Callable[[str], object],
    ) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self.session, self._life, self._tasks = office.session, office.desk.after.life, office.around.tasks
        self._actions = tuple(make_actions(office, lambda: self.session))
        self.sale: SaleLife | None = None
        self.panel: ActionPanel | None = None
        self.buttons: dict[str, Button] = {}
        self._button_row: ctk.CTkFrame | None = None
        self._asked = ""
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self._head = ctk.CTkFrame(self, fg_color="transparent")
        self._build_head()
        self.room = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=12)
        """What stands below the head: the life and the buttons, or an action's panel over them."""
        self.room.grid_columnconfigure(0, weight=1)
        self.room.grid_rowconfigure(0, weight=1)
        self.text = LifeText(self.room, on_open, on_typed)
        self.text.grid(row=0, column=0, sticky="nsew", padx=_SIDE - 10)
        self._message = ctk.CTkLabel(
            self.room, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left", wraplength=380
        )
        self._empty = ctk.CTkLabel(
            self, text="", font=theme.font(), text_color=theme.QUIET, wraplength=400, justify="left"
        )
        self.bind("<Configure>", self._wrap)
        self._show_nothing()

    def _build_head(self) -> None:
        head = self._head
        head.grid_columnconfigure(0, weight=1)
        self._reference = ctk.CTkLabel(
            head, text="", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, anchor="w"
        )
        self._reference.grid(row=0, column=0, sticky="w")
        self._state = ctk.CTkLabel(head, text="", font=theme.font(bold=True), text_color=theme.GOOD, anchor="e")
        self._state.grid(row=0, column=1, sticky="e")
        self._film = FittedLabel(head, font=theme.font(bold=True), text_color=theme.TEXT)
        self._when = FittedLabel(head, font=theme.font(), text_color=theme.TEXT)
        self._customer = FittedLabel(head, font=theme.font(), text_color=theme.QUIET)
        for row, label in enumerate((self._film, self._when), start=1):
            label.grid(row=row, column=0, columnspan=2, sticky="ew")

    # What is shown

    @property
    def reference(self) -> str:
        """The one that is shown, or asked for; "" where none is."""
        return self._asked

    @property
    def message(self) -> str:
        return str(self._message.cget("text"))

    def set_empty(self, sentence: str) -> None:
        """What is said where no booking is open: what to do."""
        self._empty.configure(text=sentence)

    def show(self, reference: str, then: Callable[[], object] | None = None) -> None:
        """Open a booking; an action's panel that is open stays, and the booking with it."""
        if self.panel is not None:
            return
        self._asked = reference
        self.say("")
        self._read(reference, then)

    def read_again(self) -> None:
        """What is shown may have changed meanwhile."""
        if self.sale is not None and self.panel is None:
            self._read(self.sale.reference, None)

    def close(self) -> None:
        """No booking is open."""
        self._asked, self.sale = "", None
        self._show_nothing()

    def take_over(self, session: Session) -> None:
        """Another person goes on, with the actions that are theirs."""
        self.session = session
        if self.sale is not None:
            self._offer(self.sale)

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """What became of what was done, above the buttons."""
        self._message.configure(text=sentence, text_color=theme.BAD if bad else theme.TEXT)
        if sentence:
            self._wrap()
            self._message.grid(row=1, column=0, sticky="ew", padx=_SIDE, pady=(4, 0))
        else:
            self._message.grid_forget()

    def _wrap(self, _event: object = None) -> None:
        """What is said breaks where the pane ends, as wide as it is now."""
        units = max(200, round(self.winfo_width() / self._get_widget_scaling()) - 56)
        self._message.configure(wraplength=units)
        self._empty.configure(wraplength=min(400, units))

    def focus_text(self) -> None:
        """The keyboard goes to the booking's life."""
        if self.sale is not None:
            self.text.focus_set()

    def _read(self, reference: str, then: Callable[[], object] | None) -> None:
        session = self.session

        def found(sale: SaleLife) -> None:
            if reference == self._asked and self.panel is None:
                self._show(sale)
                if then is not None:
                    then()

        def refused(error: BoxOfficeError) -> None:
            if reference == self._asked and self.sale is None:
                self.set_empty(error.sentence)

        self._tasks.run(Lane.READING, lambda: self._life.read(session, reference), found, refused, replaces=_READ)

    def _show(self, sale: SaleLife) -> None:
        before, self.sale = self.sale, sale
        self._empty.grid_forget()
        self._head.grid(row=0, column=0, sticky="ew", padx=_SIDE, pady=(12, 4))
        self.room.grid(row=1, column=0, sticky="nsew", pady=(0, 8))
        self._reference.configure(text=sale.reference)
        colour: theme.Colour = getattr(theme, state_colour(sale, sale.live_seats).upper())
        self._state.configure(text=sale.state, text_color=colour)
        self._film.say(sale.show.movie_title)
        self._when.say(told_show(sale))
        customer = told_customer(sale)
        self._customer.say(customer)
        if customer:
            self._customer.grid(row=3, column=0, columnspan=2, sticky="ew")
        else:
            self._customer.grid_forget()
        lines = told_lines(sale)
        if before is None or before.reference != sale.reference or tuple(lines) != self.text.lines:
            self.text.show(lines)
        self._offer(sale)

    def _show_nothing(self) -> None:
        self._head.grid_forget()
        self.room.grid_forget()
        self._empty.grid(row=0, column=0, rowspan=2, padx=24)

    # What can be done

    @property
    def keys(self) -> tuple[Key, ...]:
        """Those of the open panel, or of the actions."""
        if self.panel is not None:
            keys: object = getattr(self.panel, "keys", ())
            return keys if isinstance(keys, tuple) else ()  # every widget of Tk has a method of that name
        return tuple(Key(each.key, each.does, partial(self.do, each)) for each in self._allowed)

    @property
    def _allowed(self) -> list[BookingAction]:
        return [each for each in self._actions if self.session.may(each.permission)]

    def do(self, action: BookingAction) -> None:
        """Open what an action needs; where it does not fit, say why."""
        if self.sale is None:
            return
        why_not = action.fits(self.sale)
        if why_not:
            self.say(why_not, bad=True)
            return
        self.say("")
        panel = action.open(self.room, self.sale, self._closer(self.sale.reference))
        if panel is not None and self.panel is None:
            self.panel = panel
            panel.place(relx=0, rely=0, relwidth=1, relheight=1)
            panel.lift()
            panel.focus_first()

    def step_back(self) -> bool:
        """Esc: an open panel is asked to go; False where none was open."""
        if self.panel is None:
            return False
        self.panel.step_back()
        return True

    def _closer(self, reference: str) -> Close:
        """What closes a panel over this booking; where another one is shown meanwhile it does nothing."""

        def close(told: str = "", *, bad: bool = False) -> None:
            if reference != self._asked:
                return
            panel, self.panel = self.panel, None
            if panel is not None:
                bury(panel)
                self.focus_text()
            self.say(told, bad=bad)
            self._read(reference, None)

        return close

    def _offer(self, sale: SaleLife) -> None:
        """A button for each thing that can be done with it now."""
        offered = [each for each in self._allowed if not each.fits(sale)]
        if [each.label for each in offered] == list(self.buttons):
            return
        if self._button_row is not None:
            bury(self._button_row)
            self._button_row = None
        self.buttons = {}
        if not offered:
            return
        row = self._button_row = ctk.CTkFrame(self.room, fg_color="transparent")
        row.grid(row=2, column=0, sticky="ew", padx=_SIDE - 4, pady=(8, 0))
        columns = tuple(range(_BUTTONS_A_ROW))
        row.grid_columnconfigure(columns, weight=1, uniform="actions")
        for number, action in enumerate(offered):
            hint = Key(action.key, "", _nothing).label
            button = Button(row, action.label, partial(self.do, action), hint=hint, height=40)
            place = divmod(number, _BUTTONS_A_ROW)
            button.grid(row=place[0], column=place[1], sticky="ew", padx=4, pady=(0, 8))
            self.buttons[action.label] = button


def _nothing() -> None:
    """A key that is only named."""
