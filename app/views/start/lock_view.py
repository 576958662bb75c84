"""The window while nobody is at the counter."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.bury import give_keyboard
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.parts.icons import icon
from app.views.start.auditorium import Auditorium
from app.views.start.new_password import NewPassword
from app.views.start.new_password_view import WHY

_WIDTH = 336


class Mode(StrEnum):
    """What the lock asks for."""

    UNLOCK = "UNLOCK"
    HAND_OVER = "HAND_OVER"
    CHANGE = "CHANGE"
    CHOOSE = "CHOOSE"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class _Face:
    """What it looks like then: which fields it has, and what its two buttons say."""

    go: str
    other: str
    username: bool = False
    password: bool = False
    new: bool = False


_OTHER_CLERK = "Hand over to another clerk"
_FACES = {
    Mode.UNLOCK: _Face("Unlock", _OTHER_CLERK, password=True),
    Mode.HAND_OVER: _Face("Sign in", "Back to {person}", username=True, password=True),
    Mode.CHANGE: _Face("Change it", "Back to {person}", password=True, new=True),
    Mode.CHOOSE: _Face("Use this password", _OTHER_CLERK, new=True),
    Mode.ENDED: _Face("Sign in", "", username=True, password=True),
}


class LockView(Auditorium):
    """Covers the whole window: nothing of a customer can be read beneath, and no key reaches what lies beneath.

    The basket and the page stay as they are. `on_unlock(password)` is the same person coming back,
    `on_hand_over(username, password)` another clerk; `on_change(password, chosen, again)` is an own password for another,
    `on_choose(chosen, again)` for a temporary one. `close()` takes it away and gives the focus back.
    """

    def __init__(
        self,
        master: Any,
        *,
        person: str,
        on_unlock: Callable[[str], object],
        on_hand_over: Callable[[str, str], object],
        on_change: Callable[[str, str, str], object],
        on_choose: Callable[[str, str], object],
    ) -> None:
        self._focus_before = master.focus_get()
        super().__init__(master)
        self._person, self._on_unlock, self._on_hand_over = person, on_unlock, on_hand_over
        self._on_change, self._on_choose = on_change, on_choose
        self.mode = self._home = Mode.UNLOCK
        self._why_ended = ""
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure((0, 2), weight=1)
        card = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=16)
        card.grid(row=1, column=0)
        self._build(card)
        self.place(x=0, y=0, relwidth=1, relheight=1)
        self.lift()
        self._order: list[Any] = [
            self.username, self.password, self.new.chosen, self.new.again, self._go, self._own, self._other,
        ]  # fmt: skip
        _shut_in(self, self)
        self._show(Mode.UNLOCK)

    @property
    def handing_over(self) -> bool:
        """Whether another clerk is asked for, and not the one who locked."""
        return self.mode in (Mode.HAND_OVER, Mode.ENDED)

    def show_error(self, sentence: str, key: str | None = None) -> None:
        """At the field of that key, else under the password, which is selected; nothing typed is lost."""
        self.set_busy(False)
        if self.mode is Mode.CHOOSE or key in ("chosen", "again"):
            self.new.refuse(sentence, key)
            return
        self.password.set_error(sentence)
        self.password.focus_set()
        self.password.select_all()

    def show_hand_over(self) -> None:
        self._show(Mode.HAND_OVER)

    def show_change(self) -> None:
        """The own password, and twice the one that takes its place."""
        self._show(Mode.CHANGE)

    def show_choose(self, person: str) -> None:
        """Somebody has just come with a temporary password."""
        self._show(Mode.CHOOSE, f"Welcome, {person}", WHY)

    def show_ended(self, sentence: str, username: str) -> None:
        """Whoever was here is signed out, for that reason; from now on there is no way back but to sign in."""
        if self._home is Mode.ENDED:
            return
        self._home, self._why_ended = Mode.ENDED, sentence
        self.username.value = username
        self._show(Mode.ENDED)

    def set_busy(self, busy: bool) -> None:
        self._go.set_enabled(not busy)

    def close(self) -> None:
        """Take the lock away; the focus goes back to where it was."""
        before = self._focus_before
        self.destroy()  # at once: buried it would go on keeping the keyboard
        give_keyboard(before)

    def _build(self, card: ctk.CTkFrame) -> None:
        ctk.CTkLabel(card, text="", image=icon("lock", 32, theme.ACCENT), height=40).grid(row=0, column=0, pady=(32, 8))
        self._title = ctk.CTkLabel(
            card, text="", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, height=32,
            wraplength=_WIDTH,
        )  # fmt: skip
        self._title.grid(row=1, column=0, padx=32, pady=(0, 16))
        self._why = ctk.CTkLabel(card, text="", font=theme.font(), text_color=theme.QUIET, wraplength=_WIDTH)
        self.username = Field(card, "Username", width=_WIDTH, on_submit=self._name_done)
        self.password = Field(card, "Password", secret=True, width=_WIDTH, on_submit=self._password_done)
        self.new = NewPassword(card, _WIDTH, self._submit)
        self._go = Button(card, "Unlock", self._submit, kind="primary", hint="Enter", width=_WIDTH)
        self._go.grid(row=6, column=0, padx=32, pady=(8, 8))
        self._own = Button(card, "Change my password", self.show_change, kind="quiet", height=40, width=_WIDTH)
        self._other = Button(card, _OTHER_CLERK, self._toggle, kind="quiet", height=40, width=_WIDTH)
        ctk.CTkFrame(card, fg_color="transparent", height=24, width=_WIDTH).grid(row=9, column=0)

    def _show(self, mode: Mode, title: str = "", why: str = "") -> None:
        self.mode, face = mode, _FACES[mode]
        titles = {
            Mode.UNLOCK: f"Locked · {self._person}",
            Mode.HAND_OVER: "Hand over the counter",
            Mode.CHANGE: "Change your password",
            Mode.ENDED: "Signed out",
        }
        self.password.set_error(None)
        self.password.value = ""
        self.new.clear()
        self._title.configure(text=title or titles[mode])
        self._why.configure(text=why or (self._why_ended if mode is Mode.ENDED else ""))
        self._go.set_text(face.go)
        self._other.set_text(face.other.format(person=self._person))
        for row, widget, shown in (
            (2, self._why, bool(self._why.cget("text"))),
            (3, self.username, face.username),
            (4, self.password, face.password),
            (5, self.new, face.new),
            (7, self._own, mode is Mode.UNLOCK),
            (8, self._other, bool(face.other)),
        ):
            if shown:
                widget.grid(row=row, column=0, padx=32, pady=(0, 16) if widget is self._why else 0)
            else:
                widget.grid_forget()  # only removed, it would be back at the next change of scale
        self.set_busy(False)
        self._first_field.focus_set()

    @property
    def _first_field(self) -> Field:
        face = _FACES[self.mode]
        if face.username and not (self.mode is Mode.ENDED and self.username.value):
            return self.username
        return self.password if face.password else self.new.chosen

    def _toggle(self) -> None:
        aside = self.mode in (Mode.UNLOCK, Mode.CHOOSE) and self._home is Mode.UNLOCK
        self._show(Mode.HAND_OVER if aside else self._home)

    def _name_done(self) -> None:
        self.password.focus_set()
        self.password.select_all()

    def _password_done(self) -> None:
        if self.mode is Mode.CHANGE:
            self.new.chosen.focus_set()
        else:
            self._submit()

    def _submit(self) -> None:
        if not self._go.enabled:
            return
        if self.handing_over and not self.username.value.strip():
            self.username.set_error("Type your username.")
            self.username.focus_set()
            return
        if _FACES[self.mode].password and not self.password.value:
            self.password.set_error("Type your password.")
            self.password.focus_set()
            return
        self.set_busy(True)
        if self.mode is Mode.CHOOSE:
            self._on_choose(*self.new.typed)
        elif self.mode is Mode.CHANGE:
            self._on_change(self.password.value, *self.new.typed)
        elif self.handing_over:
            self._on_hand_over(self.username.value.strip(), self.password.value)
        else:
            self._on_unlock(self.password.value)

    def step_focus(self, step: int) -> None:
        """Tab goes round inside the lock: beneath it there are pages that would take the next key."""
        stops = [stop for stop in self._order if stop.winfo_ismapped() and getattr(stop, "enabled", True)]
        now = next((index for index, stop in enumerate(stops) if stop.has_focus), -step)
        stops[(now + step) % len(stops)].focus_set()

    def keep_focus(self) -> None:
        """A page beneath may go on (a sale is answered) and take the focus: it has it once the lock is gone."""
        now = self.focus_get()
        if now is not None and not f"{now}.".startswith(f"{self}.") and now.winfo_toplevel() is self.winfo_toplevel():
            self._focus_before = now
            self.password.focus_set()

    def step_back(self) -> None:
        if self.mode is not self._home:
            self._show(self._home)


def _shut_in(widget: tk.Misc, lock: LockView) -> None:
    """Keys stop at the lock: its widgets lose the bindings of the window and of "all", where the program's keys are."""

    def bind(sequence: str, action: Callable[[tk.Event[Any]], object]) -> None:
        widget.bind_class(tag, sequence, lambda event: (action(event), "break")[1])

    tag = f"Lock{id(lock)}"
    if widget is lock:
        bind("<Tab>", lambda _event: lock.step_focus(1))
        bind("<Shift-Tab>", lambda _event: lock.step_focus(-1))
        if widget.tk.call("tk", "windowingsystem") == "x11":
            bind("<ISO_Left_Tab>", lambda _event: lock.step_focus(-1))
        bind("<Escape>", lambda _event: lock.step_back())
        bind("<FocusOut>", lambda _event: lock.keep_focus())
        bind("<Button-1>", lambda event: event.widget.focus_set())
    own = [tag_name for tag_name in widget.bindtags() if tag_name not in {"all", str(widget.winfo_toplevel())}]
    widget.bindtags((*own, tag))
    for child in tk.Misc.winfo_children(widget):
        _shut_in(child, lock)
