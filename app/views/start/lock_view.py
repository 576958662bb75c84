"""The window while nobody is at the counter."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.bury import give_keyboard
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.parts.icons import icon
from app.views.start.auditorium import Auditorium

_WIDTH = 336


class LockView(Auditorium):
    """Covers the whole window: nothing of a customer can be read beneath, and no key reaches what lies beneath.

    The basket and the page stay as they are. `on_unlock(password)` is the same person coming back,
    `on_hand_over(username, password)` another clerk. `close()` takes it away and gives the focus back.
    """

    def __init__(
        self,
        master: Any,
        *,
        person: str,
        on_unlock: Callable[[str], object],
        on_hand_over: Callable[[str, str], object],
    ) -> None:
        self._focus_before = master.focus_get()
        super().__init__(master)
        self._person, self._on_unlock, self._on_hand_over = person, on_unlock, on_hand_over
        self._handing_over = False
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure((0, 2), weight=1)
        card = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=16)
        card.grid(row=1, column=0)
        self._build(card)
        self.place(x=0, y=0, relwidth=1, relheight=1)
        self.lift()
        self._order: list[Any] = [self.username, self.password, self._go, self._other]
        _shut_in(self, self)
        self._show(handing_over=False)

    @property
    def handing_over(self) -> bool:
        """Whether another clerk is asked for, and not the one who locked."""
        return self._handing_over

    def show_error(self, sentence: str) -> None:
        """Under the password, which is selected; nothing typed is lost."""
        self.set_busy(False)
        self.password.set_error(sentence)
        self.password.focus_set()
        self.password.select_all()

    def show_hand_over(self) -> None:
        self._show(handing_over=True)

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
        self.username = Field(card, "Username", width=_WIDTH, on_submit=self._name_done)
        self.username.grid(row=2, column=0, padx=32)
        self.password = Field(card, "Password", secret=True, width=_WIDTH, on_submit=self._submit)
        self.password.grid(row=3, column=0, padx=32)
        self._go = Button(card, "Unlock", self._submit, kind="primary", hint="Enter", width=_WIDTH)
        self._go.grid(row=4, column=0, padx=32, pady=(8, 8))
        self._other = Button(card, "Hand over to another clerk", self._toggle, kind="quiet", height=40, width=_WIDTH)
        self._other.grid(row=5, column=0, padx=32, pady=(0, 24))

    def _show(self, *, handing_over: bool) -> None:
        self._handing_over = handing_over
        self.password.set_error(None)
        self.password.value = ""
        if handing_over:
            self._title.configure(text="Hand over the counter")
            self.username.grid(row=2, column=0, padx=32)
            self._go.set_text("Sign in")
            self._other.set_text(f"Back to {self._person}")
            self.username.focus_set()
        else:
            self._title.configure(text=f"Locked · {self._person}")
            self.username.grid_forget()  # only removed, it would be back at the next change of scale
            self._go.set_text("Unlock")
            self._other.set_text("Hand over to another clerk")
            self.password.focus_set()

    def _toggle(self) -> None:
        self._show(handing_over=not self._handing_over)

    def _name_done(self) -> None:
        self.password.focus_set()

    def _submit(self) -> None:
        if not self._go.enabled:
            return
        if self._handing_over and not self.username.value.strip():
            self.username.set_error("Type your username.")
            self.username.focus_set()
            return
        if not self.password.value:
            self.password.set_error("Type your password.")
            return
        self.set_busy(True)
        if self._handing_over:
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
        if self._handing_over:
            self._show(handing_over=False)


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
