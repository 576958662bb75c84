"""A line to type into: label above, complaint below."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.views import theme

_ENTRY_HEIGHT = 40


class Field(ctk.CTkFrame):
    """Label, entry, and a line for an error that is always there, so that showing one moves nothing.

    `placeholder` shows an example in the complaint's line while nothing is wrong: an example inside the entry would
    vanish at the moment it is needed. `width` is in units before scaling; without it the field fills what it is given.
    """

    def __init__(
        self,
        master: Any,
        label: str,
        *,
        placeholder: str = "",
        secret: bool = False,
        width: int | None = None,
        on_submit: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(master, fg_color="transparent", width=width or 200, height=0)
        self.label = label
        self.on_submit = on_submit
        self._placeholder = placeholder
        self._value = tk.StringVar(self)
        self.grid_columnconfigure(0, weight=1, minsize=0)
        ctk.CTkLabel(
            self, text=label, font=theme.font(theme.SMALL), text_color=theme.QUIET, height=20, anchor="w"
        ).grid(row=0, column=0, sticky="ew")
        self._entry = ctk.CTkEntry(
            self,
            textvariable=self._value,
            show="•" if secret else "",
            width=width or 200,
            height=_ENTRY_HEIGHT,
            font=theme.font(),
            corner_radius=theme.RADIUS,
            border_width=1,
            fg_color=theme.PAGE,
            border_color=theme.EDGE,
            text_color=theme.TEXT,
            insertwidth=2,
            selectborderwidth=0,
        )
        # CustomTkinter passes most options of the entry on, but not these two; white on this blue reads in both themes.
        for inner in self._entry.winfo_children():
            if isinstance(inner, tk.Entry):
                inner.configure(selectbackground="#2f6fb5", selectforeground="#ffffff")
        self._entry.grid(row=1, column=0, sticky="ew")
        self._note = ctk.CTkLabel(
            self, text=placeholder, font=theme.font(theme.SMALL), text_color=theme.QUIET, height=20, anchor="w",
            justify="left", wraplength=width or 0,
        )  # fmt: skip
        self._note.grid(row=2, column=0, sticky="ew")
        self._error: str | None = None
        self._focused = False
        self._entry.bind("<FocusIn>", self._on_focus)
        self._entry.bind("<FocusOut>", self._on_focus)
        self._entry.bind("<Return>", self._on_return)
        self._entry.bind("<KP_Enter>", self._on_return)
        self._trace = self._value.trace_add("write", self._on_change)
        self._changed: list[Callable[[str], object]] = []

    @property
    def value(self) -> str:
        return self._value.get()

    @value.setter
    def value(self, text: str) -> None:
        self._value.set(text)
        self._entry.icursor("end")

    @property
    def error(self) -> str | None:
        return self._error

    def set_error(self, sentence: str | None) -> None:
        """Say what is wrong with what is typed, or None when nothing is; typing takes the complaint away."""
        self._error = sentence
        self._note.configure(text=sentence or self._placeholder, text_color=theme.BAD if sentence else theme.QUIET)
        self._outline()

    def set_enabled(self, enabled: bool) -> None:
        colour = theme.TEXT if enabled else theme.QUIET
        self._entry.configure(state="normal" if enabled else "disabled", text_color=colour)

    def focus_set(self) -> None:
        self._entry.focus_set()

    focus = focus_set

    def select_all(self) -> None:
        """Select what is typed, so that the next key replaces it."""
        self._entry.select_range(0, "end")
        self._entry.icursor("end")

    @property
    def has_focus(self) -> bool:
        return self._focused

    def bind_change(self, callback: Callable[[str], object]) -> None:
        """Call back with the new text after every change."""
        self._changed.append(callback)

    def bind_focus(self, callback: Callable[[], object]) -> None:
        """Call back when the field gets the focus."""
        self._entry.bind("<FocusIn>", lambda _event: callback())

    def bind_escape(self, callback: Callable[[], object]) -> None:
        self._entry.bind("<Escape>", lambda _event: callback())

    def bind_key(self, sequence: str, callback: Callable[[], object]) -> None:
        """Call back when this key is pressed in the field, and let it do nothing else there."""

        def pressed(_event: object) -> str:
            callback()
            return "break"

        self._entry.bind(sequence, pressed)

    def bind_arrows(self, up: Callable[[], object], down: Callable[[], object]) -> None:
        """Call back when Up or Down is pressed in the field."""
        self._entry.bind("<Up>", lambda _event: up())
        self._entry.bind("<Down>", lambda _event: down())

    def destroy(self) -> None:
        # Tk keeps a traced variable's callback, and with it the field and its whole page, for as long as it is traced.
        self._value.trace_remove("write", self._trace)
        super().destroy()

    def _outline(self) -> None:
        colour = theme.BAD if self._error else theme.ACCENT if self._focused else theme.EDGE
        self._entry.configure(border_color=colour, border_width=2 if self._focused or self._error else 1)

    def _on_focus(self, event: tk.Event[Any]) -> None:
        self._focused = event.type == tk.EventType.FocusIn
        self._outline()

    def _on_return(self, _event: tk.Event[Any]) -> str | None:
        if self.on_submit is None:
            return None
        self.on_submit()
        return "break"

    def _on_change(self, *_names: str) -> None:
        if self._error:
            self.set_error(None)
        for callback in self._changed:
            callback(self.value)
