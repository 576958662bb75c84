"""The line at the top of Sell: what is typed, and what Enter will do with it, before it is pressed."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.after.scanner import ENTERS
from app.views.fitted_label import FittedLabel
from app.views.keys import Key

HEIGHT = 44
_TYPED_MOST_SHARE = 0.45
_SPACE = 12
_EMPTY = "Type a show's number, seats, people, a film or a reference"
_EMPTY_FILMS = "Type words of a film, a language, a day…"


@dataclass(frozen=True, slots=True)
class BarListeners:
    """`changed` after every change of what is typed, `entered` on Enter, `left` when the arrows lead to the list."""

    changed: Callable[[], object]
    entered: Callable[[], object]
    left: Callable[[], object]


class CommandBar(ctk.CTkFrame):
    """One line to type into. It knows no grammar: whoever listens tells it what to say."""

    label = "the command line"

    def __init__(self, master: Any, listeners: BarListeners) -> None:
        super().__init__(
            master, height=HEIGHT, fg_color=theme.PANE, corner_radius=10, border_width=2, border_color=theme.PANE
        )
        self._tell = listeners
        self._films_only = self._focused = False
        self._keys: Sequence[Key] = ()
        self._typed = tk.StringVar(self)
        self.grid_propagate(False)
        self.grid_columnconfigure(2, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self._prompt = ctk.CTkLabel(self, text="›", width=0, font=theme.font(20, bold=True), text_color=theme.ACCENT)
        self._prompt.grid(row=0, column=0, padx=(16, 4), pady=(0, 4))
        self._entry = ctk.CTkEntry(
            self,
            textvariable=self._typed,
            width=8,
            height=28,
            font=theme.font(theme.BODY, bold=True),
            corner_radius=0,
            border_width=0,
            fg_color=theme.PANE,
            text_color=theme.TEXT,
            insertwidth=2,
        )
        for inner in self._entry.winfo_children():
            if isinstance(inner, tk.Entry):  # CustomTkinter does not pass these two on
                inner.configure(selectbackground="#2f6fb5", selectforeground="#ffffff")
        self._entry.grid(row=0, column=1)
        self._words: FittedLabel = FittedLabel(self, font=theme.font(), text_color=theme.QUIET)
        self._words.grid(row=0, column=2, sticky="ew", padx=(4, _SPACE))
        self._told_keys = ctk.CTkLabel(self, text="", width=0, font=theme.font(theme.SMALL), text_color=theme.QUIET)
        self._told_keys.grid(row=0, column=3, padx=(0, 16))
        for widget in (self, self._prompt, self._words, self._told_keys):
            widget.bind("<Button-1>", lambda _event: self.focus_set())
        for sequence, call in (
            ("<FocusIn>", self._on_focus),
            ("<FocusOut>", self._on_focus),
            *((f"<{name}>", self._on_enter) for name in ENTERS),
            ("<Down>", self._on_down),
        ):
            self._entry.bind(sequence, call)
        self._trace = self._typed.trace_add("write", self._on_change)
        self.bind("<Configure>", lambda _event: self._fit())
        self.say("")

    @property
    def value(self) -> str:
        return self._typed.get()

    @value.setter
    def value(self, text: str) -> None:
        self._typed.set(text)
        self._entry.icursor("end")

    @property
    def has_focus(self) -> bool:
        return self._focused

    @property
    def films_only(self) -> bool:
        """Whether all that is typed is meant as words of a film."""
        return self._films_only

    @property
    def told(self) -> str:
        """What the line says now, without the cut."""
        return self._words.whole

    def focus_set(self) -> None:
        self._entry.focus_set()

    focus = focus_set

    def start(self, sign: str) -> None:
        """A key was pressed where nothing else wanted it: it is the first of a command, whatever stood there before."""
        self._entry.focus_set()
        self.value = sign

    def ask_for_film(self) -> None:
        """From here on words of a film are typed; what stands there is selected, so that the next key replaces it."""
        self._films_only = True
        self._prompt.configure(text="⌕")
        self._entry.focus_set()
        self._entry.select_range(0, "end")
        self._tell.changed()

    def clear(self) -> None:
        """Empty again, and for everything."""
        self._films_only = False
        self._prompt.configure(text="›")
        self.value = ""

    def say(self, sentence: str, *, can_be_done: bool = True) -> None:
        """What Enter will do, or what to type instead."""
        if not self.value.strip():
            self._words.configure(text_color=theme.QUIET)
            self._words.say(_EMPTY_FILMS if self._films_only else _EMPTY)
        else:
            self._words.configure(text_color=theme.TEXT if can_be_done else theme.WARN)
            self._words.say(f"↵  {sentence}" if can_be_done else sentence)
        self._fit()  # what a search finds is said after the typing: the keys give way then too

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Name the keys that are at hand, as many as there is room for."""
        self._keys = [key for key in keys if key.short]
        self._fit()

    def destroy(self) -> None:
        # Tk keeps a traced variable's callback, and with it the whole page, for as long as it is traced.
        self._typed.trace_remove("write", self._trace)
        super().destroy()

    def _fit(self) -> None:
        """The typed text is as wide as it is, up to a share; then the keys get what the sentence needs not."""
        scaling = self._get_widget_scaling()
        whole = self.winfo_width() / scaling
        needed = self._measure(self.value, theme.BODY, bold=True) + 18
        typed = min(needed, max(8.0, whole * _TYPED_MOST_SHARE)) if self.value else 8 + 6 * self._focused
        if round(self._entry.cget("width")) != round(typed):
            self._entry.configure(width=round(typed))
        room = whole - typed - self._measure(self._words.whole, theme.BODY) - 96
        shown = list(self._keys)
        while shown and self._measure(_told(shown), theme.SMALL) > room:
            shown.pop(0 if len(shown) == 1 else -2)  # the last one, the help, tells the others
        if self._told_keys.cget("text") != _told(shown):
            self._told_keys.configure(text=_told(shown))

    def _measure(self, text: str, size: int, *, bold: bool = False) -> float:
        scaling: float = self._get_widget_scaling()
        return (
            int(self.tk.call("font", "measure", self._apply_font_scaling(theme.font(size, bold=bold)), text)) / scaling
        )

    def _on_change(self, *_names: str) -> None:
        self._tell.changed()
        self._fit()

    def _on_focus(self, event: tk.Event[Any]) -> None:
        self._focused = event.type == tk.EventType.FocusIn
        self.configure(border_color=theme.ACCENT if self._focused else theme.PANE)
        if not self._focused and self._films_only and not self.value:
            self.clear()
        self._fit()

    def _on_enter(self, _event: tk.Event[Any]) -> str:
        self._tell.entered()
        return "break"

    def _on_down(self, _event: tk.Event[Any]) -> str:
        self._tell.left()
        return "break"


def _told(keys: Sequence[Key]) -> str:
    return "    ".join(f"{key.label} {key.short}" for key in keys)
