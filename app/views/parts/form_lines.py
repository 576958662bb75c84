"""The lines a form is made of: a text, a long text, one of a few, yes or no."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

import customtkinter as ctk

from app.views import theme
from app.views.parts.choice import Choice
from app.views.parts.field import Field

YES = "yes"
"""The answer of a tick that is set; "" is the other."""


@dataclass(frozen=True, slots=True)
class Line:
    """`options` are (key, label) of a choice; `half`: beside another half; `example` stands below while nothing is wrong.

    `height` is a long text's, in units before scaling.
    """

    key: str
    label: str
    kind: Literal["text", "long", "choice", "tick", "secret"] = "text"
    example: str = ""
    options: tuple[tuple[str, str], ...] = ()
    half: bool = False
    height: int = 96


class LineBox(Protocol):
    """A line in its form; `widget` is what stands there."""

    value: str

    @property
    def widget(self) -> Any: ...

    def set_error(self, sentence: str | None) -> None: ...
    def focus_set(self) -> None: ...


def make_line(master: Any, line: Line, submit: Callable[[], object], changed: Callable[[], object]) -> LineBox:
    """The box for a line. `submit` is called at Return where that does nothing else."""
    if line.kind == "choice":
        return _ChoiceLine(master, line, changed)
    if line.kind == "tick":
        return _ChoiceLine(master, replace(line, options=(("", "No"), (YES, "Yes"))), changed)
    if line.kind == "long":
        return _LongLine(master, line, changed)
    return _TextLine(master, line, submit, changed)


class _TextLine:
    def __init__(self, master: Any, line: Line, submit: Callable[[], object], changed: Callable[[], object]) -> None:
        self.widget = Field(
            master, line.label, placeholder=line.example, secret=line.kind == "secret", on_submit=submit
        )
        self.widget.bind_change(lambda _text: changed())

    @property
    def value(self) -> str:
        return self.widget.value

    @value.setter
    def value(self, text: str) -> None:
        self.widget.value = text

    def set_error(self, sentence: str | None) -> None:
        self.widget.set_error(sentence)

    def focus_set(self) -> None:
        self.widget.focus_set()
        self.widget.select_all()


class _Labelled(ctk.CTkFrame):
    """A label above, room for what answers, and a line below for an example or what is wrong."""

    def __init__(self, master: Any, line: Line) -> None:
        super().__init__(master, fg_color="transparent")
        self.label = line.label
        self._example = line.example
        self.grid_columnconfigure(0, weight=1)
        ctk.CTkLabel(
            self, text=line.label, font=theme.font(theme.SMALL), text_color=theme.QUIET, height=20, anchor="w"
        ).grid(row=0, column=0, sticky="ew")
        self._note = ctk.CTkLabel(
            self, text=line.example, font=theme.font(theme.SMALL), text_color=theme.QUIET, height=20, anchor="w"
        )
        self._note.grid(row=2, column=0, sticky="ew")

    def put(self, widget: Any, sticky: str = "ew") -> None:
        widget.grid(row=1, column=0, sticky=sticky)

    def set_error(self, sentence: str | None) -> None:
        self._note.configure(text=sentence or self._example, text_color=theme.BAD if sentence else theme.QUIET)


class _ChoiceLine:
    def __init__(self, master: Any, line: Line, changed: Callable[[], object]) -> None:
        self.widget = _Labelled(master, line)
        self._first = line.options[0][0]
        self._choice = Choice(self.widget, line.options, lambda _key: changed())
        self.widget.put(self._choice, "w")

    @property
    def value(self) -> str:
        return self._choice.value

    @value.setter
    def value(self, key: str) -> None:
        self._choice.select(key or self._first)

    def set_error(self, sentence: str | None) -> None:
        self.widget.set_error(sentence)

    def focus_set(self) -> None:
        self._choice.focus_set()


class _LongLine:
    def __init__(self, master: Any, line: Line, changed: Callable[[], object]) -> None:
        self.widget = _Labelled(master, line)
        self._box = ctk.CTkTextbox(
            self.widget, height=line.height, font=theme.font(), fg_color=theme.PAGE, text_color=theme.TEXT,
            border_width=1, border_color=theme.EDGE, corner_radius=theme.RADIUS, wrap="word",
        )  # fmt: skip
        self.widget.put(self._box)
        self._changed = changed
        self._box.bind("<KeyRelease>", lambda _event: changed())
        self._box.bind("<FocusIn>", lambda _event: self._outline(focused=True))
        self._box.bind("<FocusOut>", lambda _event: self._outline(focused=False))
        # Tab goes on to the next line as everywhere; a text of a film has no tabs.
        self._box.bind("<Tab>", lambda event: self._walk(event, forth=True))
        self._box.bind("<Shift-Tab>", lambda event: self._walk(event, forth=False))
        self._box.bind("<ISO_Left_Tab>", lambda event: self._walk(event, forth=False))

    @property
    def value(self) -> str:
        return str(self._box.get("1.0", "end-1c"))

    @value.setter
    def value(self, text: str) -> None:
        self._box.delete("1.0", "end")
        self._box.insert("1.0", text)

    def set_error(self, sentence: str | None) -> None:
        self.widget.set_error(sentence)

    def focus_set(self) -> None:
        self._box.focus_set()

    def _outline(self, *, focused: bool) -> None:
        self._box.configure(border_color=theme.ACCENT if focused else theme.EDGE, border_width=2 if focused else 1)

    @staticmethod
    def _walk(event: tk.Event[Any], *, forth: bool) -> str:
        following = event.widget.tk_focusNext() if forth else event.widget.tk_focusPrev()
        if following is not None:
            following.focus_set()
        return "break"
