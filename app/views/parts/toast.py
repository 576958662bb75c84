"""Short messages at the bottom of the window that ask for nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from functools import partial
from typing import Any, Literal

import customtkinter as ctk

from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.icons import icon

ToastKind = Literal["info", "good", "bad"]
Action = tuple[str, Callable[[], object]]
"""The words on a button, and what it does."""

_LOOKS: dict[ToastKind, tuple[str, str]] = {
    "info": ("info", "QUIET"),
    "good": ("check", "GOOD"),
    "bad": ("warning", "BAD"),
}
"""The sign, and the name of its colour in the theme."""
Place = Callable[[], tuple[int, int, int] | None]
_SHOWN_MAX = 3
_SIDE = 16
_BASKET_WIDTH = 300
"""The right-hand pane, with the pay buttons in it, that a toast never covers."""
_TEXT_WIDTH, _TEXT_LEAST = 420, 200
_BESIDE_TEXT, _BUTTON = 80, 104
"""The sign and the margins, and what each button takes of the width."""


class Toasts:
    """Messages stacked bottom centre over `master`, left of the pay buttons, the newest lowest.

    They never take the focus: the clerk's next key goes where it was going. A message with an `action` stays until its
    seconds are over as well; what can be undone must also be undoable elsewhere.
    """

    def __init__(self, master: Any, *, left: int = 0, right: int = _BASKET_WIDTH, rail: int = 0) -> None:
        """`left` and `right` are strips of `master`, in units before scaling, that toasts keep away from.

        `rail` is what of the left strip no page has.
        """
        self._master = master
        self._left, self._right, self._rail = left, right, rail
        self._at_left = False
        self._shown: list[_Toast] = []
        self._place: Place | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is on the screen now, oldest first."""
        return tuple(toast.sentence for toast in self._shown)

    def show(
        self,
        sentence: str,
        kind: ToastKind = "info",
        seconds: float = 5,
        action: Action | None = None,
        other: Action | None = None,
    ) -> None:
        """Show it for so many seconds, with one thing or two that can be done about it.

        The same sentence again starts its time anew instead of stacking up.
        """
        for toast in [toast for toast in self._shown if toast.sentence == sentence]:
            self._drop(toast)
        while len(self._shown) >= _SHOWN_MAX:
            self._drop(self._shown[0])
        toast = _Toast(self._master, sentence, kind, [each for each in (action, other) if each], self._drop)
        found = self._place() if self._place else None
        toast.wrap(found[2] / toast.scaling if found else self._room(self._master.winfo_width() / toast.scaling))
        toast.expiry = toast.after(round(seconds * 1000), self._drop, toast)
        self._shown.append(toast)
        self.arrange()

    def _room(self, width: float) -> float:
        """In units, where no page has a place for them."""
        return (width - self._rail) / 2 - 2 * _SIDE if self._at_left else width - self._left - self._right

    def withdraw(self, sentence: str) -> None:
        """Take a message back that is true no longer."""
        for toast in [toast for toast in self._shown if toast.sentence == sentence]:
            self._drop(toast)

    def keep_to(self, place: Place | None) -> None:
        """Where a page has room for messages: its centre and lower edge in pixels of the screen, and the width in pixels.

        `place` is asked each time; None from it, or no `place`, is the window's lower edge.
        """
        self._place = place
        self.arrange()

    def keep_left(self, *, at_left: bool) -> None:
        """On a page whose verbs stand at the right of its foot they keep to the left half."""
        self._at_left = at_left

    def clear(self) -> None:
        for toast in list(self._shown):
            self._drop(toast)

    def _drop(self, toast: _Toast) -> None:
        if toast not in self._shown:
            return
        self._shown.remove(toast)
        bury(toast)
        self.arrange()

    def arrange(self) -> None:
        """Put them where there is room now: another page may have been opened under them."""
        found = self._place() if self._place else None
        y = -_SIDE
        for toast in reversed(self._shown):
            if found:
                x = round((found[0] - self._master.winfo_rootx()) / toast.scaling)
                floor = round((found[1] - self._master.winfo_rooty()) / toast.scaling)
                toast.place(relx=0, rely=0, x=x, y=floor + y + _SIDE, anchor="s")
            elif self._at_left:
                toast.place(relx=0, rely=1.0, x=self._rail + _SIDE, y=y, anchor="sw")
            else:
                toast.place(relx=0.5, rely=1.0, x=(self._left - self._right) // 2, y=y, anchor="s")
            toast.lift()
            toast.update_idletasks()
            y -= round(toast.winfo_reqheight() / toast.scaling) + 8


class _Toast(ctk.CTkFrame):
    expiry = ""

    def __init__(
        self,
        master: Any,
        sentence: str,
        kind: ToastKind,
        actions: list[Action],
        drop: Callable[[_Toast], None],
    ) -> None:
        super().__init__(master, fg_color=theme.RAISED, corner_radius=12, border_width=1, border_color=theme.EDGE)
        self.sentence = sentence
        name, meaning = _LOOKS[kind]
        colour: theme.Colour = getattr(theme, meaning)
        self._sign = ctk.CTkLabel(self, text="", image=icon(name, 20, colour), width=20)
        self._sign.grid(row=0, column=0, padx=(16, 0), pady=12)
        self._words = ctk.CTkLabel(
            self, text=sentence, font=theme.font(), text_color=theme.TEXT, justify="left", anchor="w",
            wraplength=_TEXT_WIDTH,
        )  # fmt: skip
        self._words.grid(row=0, column=1, padx=(12, 16), pady=12)
        self._buttons = [
            Button(self, text, partial(self._act, drop, callback), kind="quiet", height=36)
            for text, callback in actions
        ]
        for column, button in enumerate(self._buttons, start=2):
            button.grid(row=0, column=column, padx=(0, 8), pady=6)
        _keep_focus_away(self)
        for part in (self, self._words):
            part.bind("<Button-1>", lambda _event: drop(self))

    def _act(self, drop: Callable[[_Toast], None], callback: Callable[[], object]) -> None:
        drop(self)
        callback()

    def wrap(self, room: float) -> None:
        """Break the sentence so that the toast fits into so many units; the buttons go below where they left it too few."""
        beside = _BESIDE_TEXT + _BUTTON * len(self._buttons)
        if self._buttons and room < beside + _TEXT_LEAST:
            beside = _BESIDE_TEXT
            self._sign.grid(pady=(12, 0))
            self._words.grid(columnspan=1 + len(self._buttons), sticky="w", pady=(12, 0))
            for column, button in enumerate(self._buttons, start=1):
                button.grid(row=1, column=column, sticky="w")
        if room > beside + 100:
            self._words.configure(wraplength=min(_TEXT_WIDTH, room - beside))

    def destroy(self) -> None:
        if self.expiry:
            self.after_cancel(self.expiry)
            self.expiry = ""
        super().destroy()

    @property
    def scaling(self) -> float:
        return float(self._get_widget_scaling())


def _keep_focus_away(widget: tk.Misc) -> None:
    """A click anywhere in the toast must not move the focus: CustomTkinter does that in a binding of "all"."""
    widget.bindtags(tuple(tag for tag in widget.bindtags() if tag != "all"))
    if isinstance(widget, tk.Canvas):
        widget.configure(takefocus=0)
    for child in tk.Misc.winfo_children(widget):
        _keep_focus_away(child)
