"""A form that is saved in place: lines with labels, what is wrong at its own line, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import customtkinter as ctk

from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.form_lines import Line, LineBox, make_line


class Form(ctk.CTkFrame):
    """Lines of texts, one under the other or two beside each other; `on_save` gets them all as they were typed.

    Answers are texts: a tick is "yes" or "", a choice its key. What the answers mean, and whether they can be, is the
    controllers' to say: a refusal with a `field` is shown there (`refuse`).
    """

    def __init__(
        self,
        master: Any,
        lines: Sequence[Line],
        on_save: Callable[[dict[str, str]], object],
        *,
        verb: str = "Save",
        foot: Any = None,
        on_change: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self._on_save, self._on_change = on_save, on_change
        self._filled: dict[str, str] = {}
        self._busy = False
        self.grid_columnconfigure((0, 1), weight=1, uniform="half")
        self.lines: dict[str, LineBox] = {}
        row, column = 0, 0
        for line in lines:
            if not line.half and column:
                row, column = row + 1, 0
            box = make_line(self, line, self.save, self._changed)
            box.widget.grid(
                row=row, column=column, columnspan=1 if line.half else 2, sticky="ew", pady=(0, 4),
                padx=(0, 8) if line.half and column == 0 else (8, 0) if line.half else 0,
            )  # fmt: skip
            self.lines[line.key] = box
            row, column = (row, 1) if line.half and column == 0 else (row + 1, 0)
        self.foot = ctk.CTkFrame(master if foot is None else foot, fg_color="transparent")
        self.foot.grid_columnconfigure(0, weight=1)
        if foot is None:
            self.foot.grid(in_=self, row=row + 1, column=0, columnspan=2, sticky="ew")
        self._say = ctk.CTkLabel(
            self.foot, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left", height=24
        )
        self._say.grid(row=0, column=0, sticky="ew", pady=(4, 4))
        self.buttons = ctk.CTkFrame(self.foot, fg_color="transparent")
        self.buttons.grid(row=1, column=0, sticky="ew")
        self.verb = Button(self.buttons, verb, self.save, kind="primary", hint="Ctrl+S")
        self.verb.grid(row=0, column=0, padx=(0, 8))
        self._more: list[Button] = []
        self.foot.bind("<Configure>", lambda _event: self._wrap())
        self.fill({})

    # What is in it

    @property
    def answers(self) -> dict[str, str]:
        """What is typed now, by key."""
        return {key: box.value for key, box in self.lines.items()}

    @property
    def dirty(self) -> bool:
        """Something was typed that is not saved."""
        return self.answers != self._filled

    def fill(self, answers: Mapping[str, str]) -> None:
        """Show a record; lines that are not named are empty. Nothing is dirty afterwards."""
        for key, box in self.lines.items():
            box.value = answers.get(key, "")
            box.set_error(None)
        self._filled = self.answers
        self.say("")
        self.set_busy(busy=False)

    def revert(self) -> None:
        """What was typed goes; what was filled in last comes back."""
        self.fill(self._filled)

    # What is said

    @property
    def message(self) -> str:
        return str(self._say.cget("text"))

    def say(self, sentence: str, colour: theme.Colour = theme.QUIET) -> None:
        self._say.configure(text=sentence, text_color=colour)

    def refuse(self, error: BoxOfficeError) -> None:
        """It was not saved: said at the line it is about, else above the buttons. What was typed stays."""
        self.set_busy(busy=False)
        box = self.lines.get(getattr(error, "field", ""))
        if box is None:
            self.say(error.sentence, theme.BAD)
        else:
            self.say("")
            box.set_error(error.sentence)
            box.focus_set()
        for key in getattr(error, "fields", ()):
            if key in self.lines:
                self.lines[key].set_error("This is what was changed.")

    def saved(self, sentence: str) -> None:
        """It is stored as it stands here."""
        self._filled = self.answers
        self.set_busy(busy=False)
        self.say(sentence, theme.GOOD)

    def set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.verb.set_enabled(not busy)

    def set_actions(self, actions: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """More that can be done with what is shown, beside the verb: (text, key's label, what it does)."""
        for button in self._more:
            bury(button)
        self._more = [Button(self.buttons, text, act, hint=hint or None) for text, hint, act in actions]
        for column, button in enumerate(self._more, start=1):
            button.grid(row=0, column=column, padx=(0, 8))

    @property
    def actions(self) -> tuple[Button, ...]:
        return tuple(self._more)

    # What a person does

    def focus_first(self) -> None:
        next(iter(self.lines.values())).focus_set()

    def save(self) -> None:
        """Hand the answers over, once; until `saved` or `refuse` says what became of them."""
        if self._busy:
            return
        self.set_busy(busy=True)
        self.say("")
        self._on_save(self.answers)

    def _changed(self) -> None:
        if self.message:
            self.say("")
        if self._on_change is not None:
            self._on_change()

    def _wrap(self) -> None:
        units = self.foot.winfo_width() / self._get_widget_scaling()
        self._say.configure(wraplength=max(200, round(units) - 8))
