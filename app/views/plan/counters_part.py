"""A cinema's counters, below its form: added, renamed, taken out of use and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.permissions import Session
from app.controllers.plan.cinemas import Cinemas, KeptCinema, KeptCounter
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.parts.table import Column, Table, TableRow
from app.views.tasks import Lane, Tasks

_COLUMNS = (Column("name", "Counter", 160, stretch=True), Column("state", "", 200))


class CountersPart(ctk.CTkFrame):
    """`on_change` hears that there are more or fewer of them."""

    def __init__(
        self, master: Any, session: Session, cinemas: Cinemas, tasks: Tasks, on_change: Callable[[], object]
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self.session = session
        self._cinemas, self._tasks, self._on_change = cinemas, tasks, on_change
        self._cinema: KeptCinema | None = None
        self._counters: dict[str, KeptCounter] = {}
        self.grid_columnconfigure(0, weight=1)
        ctk.CTkLabel(
            self, text="Counters", font=theme.font(bold=True), text_color=theme.TEXT, anchor="w"
        ).grid(row=0, column=0, columnspan=4, sticky="ew", pady=(8, 4))  # fmt: skip
        self.table = Table(self, _COLUMNS, self._chosen, empty="No counter yet. Type a name below and press Add.")
        self.table.configure(height=150)
        self.table.grid_propagate(False)
        self.table.grid(row=1, column=0, columnspan=4, sticky="ew")
        self.name = Field(self, "Counter's name", placeholder="Counter 1", on_submit=self.add)
        self.name.grid(row=2, column=0, sticky="ew", pady=(8, 0), padx=(0, 8))
        self.add_button = Button(self, "Add", self.add, height=40)
        self.rename_button = Button(self, "Rename", self.rename, height=40)
        self.use_button = Button(self, "Take out of use", self.turn, height=40)
        for column, button in enumerate((self.add_button, self.rename_button, self.use_button), start=1):
            button.grid(row=2, column=column, sticky="n", pady=(28, 0), padx=(0, 8 if column < 3 else 0))

        self.hall = Field(
            self, "As a door it lets into", placeholder="A hall's name; empty for all halls", on_submit=self.limit
        )
        self.hall.grid(row=3, column=0, sticky="ew", pady=(4, 0), padx=(0, 8))
        self.hall_button = Button(self, "Set the door's hall", self.limit, height=40)
        self.hall_button.grid(row=3, column=1, columnspan=3, sticky="nw", pady=(24, 0))

    def show(self, cinema: KeptCinema) -> None:
        """Another cinema, or the same one again."""
        self._cinema = cinema
        self.name.value = ""
        self.name.set_error(None)
        self._read()

    # What a person does

    def add(self) -> None:
        cinema, typed = self._cinema, self.name.value
        if cinema is not None:
            self._do(lambda request_id: self._cinemas.add_counter(self.session, request_id, cinema, typed))

    def rename(self) -> None:
        counter, cinema, typed = self._one(), self._cinema, self.name.value
        if counter is not None and cinema is not None:
            self._do(lambda request_id: self._cinemas.rename_counter(self.session, request_id, cinema, counter, typed))

    def turn(self) -> None:
        """Out of use, or into use again."""
        counter, cinema = self._one(), self._cinema
        if counter is not None and cinema is not None:
            active = not counter.active
            self._do(
                lambda request_id: self._cinemas.set_counter_active(
                    self.session, request_id, cinema, counter, active=active
                )
            )

    def limit(self) -> None:
        """Which hall the chosen counter lets into, as a door."""
        counter, cinema, typed = self._one(), self._cinema, self.hall.value
        if counter is not None and cinema is not None:
            request_id = new_request_id()
            self._tasks.run(
                Lane.PLANNING,
                lambda: self._cinemas.limit_counter(self.session, request_id, cinema, counter, typed),
                lambda _: self._done(),
                lambda error: self.hall.set_error(error.sentence),
            )

    # What becomes of it

    def _do(self, act: Callable[[str], object]) -> None:
        request_id = new_request_id()
        self._tasks.run(Lane.PLANNING, lambda: act(request_id), lambda _: self._done(), self._refused)

    def _done(self) -> None:
        self.name.value = ""
        self.name.set_error(None)
        self._read()
        self._on_change()

    def _refused(self, error: BoxOfficeError) -> None:
        self.name.set_error(" ".join([error.sentence, *getattr(error, "obstacles", ())]))

    def _read(self) -> None:
        cinema = self._cinema
        if cinema is not None:
            self._tasks.run(
                Lane.PLANNING,
                lambda: self._cinemas.counters(self.session, cinema.id),
                self._show,
                self._refused,
                replaces="counters",
            )

    def _show(self, counters: tuple[KeptCounter, ...]) -> None:
        self._counters = {str(each.id): each for each in counters}
        self.table.show([_row(each) for each in counters])
        chosen = self._one()
        if chosen is not None and not self.name.value:
            self.name.value = chosen.name
            self.hall.value = chosen.hall_name
        self._offer()

    def _chosen(self, row_id: str) -> None:
        self.name.value = self._counters[row_id].name
        self.name.set_error(None)
        self.hall.value = self._counters[row_id].hall_name
        self.hall.set_error(None)
        self._offer()

    def _offer(self) -> None:
        chosen = self._counters.get(self.table.chosen or "")
        self.rename_button.set_enabled(chosen is not None)
        self.use_button.set_enabled(chosen is not None)
        self.hall.set_enabled(chosen is not None)
        self.hall_button.set_enabled(chosen is not None)
        self.use_button.set_text("Take into use" if chosen is not None and not chosen.active else "Take out of use")

    def _one(self) -> KeptCounter | None:
        return self._counters.get(self.table.chosen or "")


def _row(counter: KeptCounter) -> TableRow:
    state = "till open" if counter.till_open else "" if counter.active else "out of use"
    door = f"door of {counter.hall_name}" if counter.hall_name else ""
    return TableRow(
        str(counter.id),
        (counter.name, ", ".join(each for each in (door, state) if each)),
        "" if counter.active else "quiet",
    )
