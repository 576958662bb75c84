"""A page of the rail that is several in one: tabs above, the chosen one below."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import customtkinter as ctk

from app.controllers.permissions import Permission, Session
from app.views import theme
from app.views.help_sheet import Forms
from app.views.keys import Key
from app.views.parts.bury import bury
from app.views.parts.choice import Choice


class Page(Protocol):
    """What stands behind a tab."""

    @property
    def keys(self) -> tuple[Key, ...]: ...

    def take_over(self, session: Session) -> None: ...
    def focus_first(self) -> None: ...
    def refresh(self) -> None: ...
    def grid(self, **kw: Any) -> None: ...
    def grid_forget(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Tab:
    """`make` builds the page when it is first asked for; its argument is what it stands in."""

    key: str
    title: str
    needs: Permission
    make: Callable[[Any], Page]


class TabbedPage(ctk.CTkFrame):
    """What a person may not do has no tab. A page is made when it is first opened, and stays as it is left."""

    def __init__(self, master: Any, session: Session, tabs: Sequence[Tab]) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._tabs = {tab.key: tab for tab in tabs}
        self._session = self._made_for = session
        self._pages: dict[str, Page] = {}
        self._open = ""
        self._choice: Choice | None = None
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self._offer()
        tk.Misc.bind(self, "<Map>", self._came_to_front)  # CustomTkinter's own would hear of its canvas

    @property
    def keys(self) -> tuple[Key, ...]:
        """Those of the open tab, and those that change tabs."""
        page = self._pages.get(self._open)
        turning = (
            Key("Control-Next", "next tab", lambda: self._turn(1), "Next tab"),
            Key("Control-Prior", "tab before", lambda: self._turn(-1)),
        )
        return (*(page.keys if page is not None else ()), *(turning if len(self._allowed) > 1 else ()))

    @property
    def typed_forms(self) -> Forms:
        """What else the open tab understands, for the help sheet."""
        forms: Forms = getattr(self._pages.get(self._open), "typed_forms", ())
        return forms

    def typed(self, sign: str) -> None:
        """A letter that no field wanted: the open tab's, if it has a use for it."""
        take = getattr(self._pages.get(self._open), "typed", None)
        if take is not None:
            take(sign)

    @property
    def open_tab(self) -> str:
        return self._open

    @property
    def tabs(self) -> tuple[str, ...]:
        """The keys of those that may be opened, from left to right."""
        return tuple(self._allowed)

    @property
    def page(self) -> Any:
        """What stands behind the open tab."""
        return self._pages[self._open]

    def take_over(self, session: Session) -> None:
        """Another person goes on: with the tabs that are theirs."""
        self._session = session
        for page in self._pages.values():
            page.take_over(session)
        self._offer()

    def focus_first(self) -> None:
        self.page.focus_first()

    def open(self, key: str) -> None:
        """Show a tab; the keyboard goes into it."""
        tab = self._tabs[key]
        if not self._session.may(tab.needs):
            return
        if key not in self._pages:
            # First of all: making a page lets events in, and who hears them asks for the one that is open.
            self._pages[key] = tab.make(self)
            if self._session is not self._made_for:  # it was made for who opened the first tab
                self._pages[key].take_over(self._session)
        if self._open and self._open != key and self._open in self._pages:
            self._pages[self._open].grid_forget()
        self._open = key
        if self._choice is not None:
            self._choice.select(key)
        page = self._pages[key]
        page.grid(row=1, column=0, sticky="nsew")
        page.refresh()
        if self.winfo_ismapped():
            page.focus_first()

    @property
    def _allowed(self) -> list[str]:
        return [key for key, tab in self._tabs.items() if self._session.may(tab.needs)]

    def _offer(self) -> None:
        allowed = self._allowed
        if self._choice is not None:
            bury(self._choice)
            self._choice = None
        if len(allowed) > 1:
            self._choice = Choice(self, [(key, self._tabs[key].title) for key in allowed], self.open)
            self._choice.grid(row=0, column=0, sticky="w", pady=(0, 8))
        if allowed:
            self.open(self._open if self._open in allowed else allowed[0])

    def _turn(self, step: int) -> None:
        allowed = self._allowed
        self.open(allowed[(allowed.index(self._open) + step) % len(allowed)])

    def _came_to_front(self, _event: object) -> None:
        self.page.refresh()
        self.page.focus_first()
