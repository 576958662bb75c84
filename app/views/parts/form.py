"""A form that is saved in place: lines with labels, what is wrong at its own line, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
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
        self._on_save, self.on_change = on_save, on_change
        self._filled: dict[str, str] = {}
        self._busy = False
        self.grid_columnconfigure((0, 1), weight=1, uniform="half")
        self.lines: dict[str, LineBox] = {}
        self._places: dict[str, dict[str, Any]] = {}
        self._left_out: frozenset[str] = frozenset()
        row, column = 0, 0
        for line in lines:
            if not line.half and column:
                row, column = row + 1, 0
            box = make_line(self, line, self.save, self._changed)
            self._places[line.key] = {
                "row": row, "column": column, "columnspan": 1 if line.half else 2, "sticky": "ew", "pady": (0, 4),
                "padx": (0, 8) if line.half and column == 0 else (8, 0) if line.half else 0,
            }  # fmt: skip
            box.widget.grid(**self._places[line.key])
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
        self._below = ctk.CTkFrame(self.foot, fg_color="transparent")
        self._actions: tuple[tuple[str, str, Callable[[], object]], ...] = ()
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

    def show_only(self, keys: Collection[str]) -> None:
        """The lines that concern what is shown; the others keep their answers out of sight. Name halves in pairs."""
        self._left_out = frozenset(self.lines) - frozenset(keys)
        for key, box in self.lines.items():
            # Forgotten and not removed: CustomTkinter puts what is only removed back at the next change of scale.
            if key in self._left_out:
                box.widget.grid_forget()
            else:
                box.widget.grid(**self._places[key])

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the lines that are in sight."""
        return tuple(key for key in self.lines if key not in self._left_out)

    # What is said

    @property
    def message(self) -> str:
        return str(self._say.cget("text"))

    def say(self, sentence: str, colour: theme.Colour = theme.QUIET) -> None:
        self._say.configure(text=sentence, text_color=colour)

    def refuse(self, error: BoxOfficeError) -> None:
        """It was not saved: said at the line it is about, else above the buttons. What was typed stays."""
        self.set_busy(busy=False)
        field = getattr(error, "field", "")
        box = None if field in self._left_out else self.lines.get(field)
        if box is None:
            self.say(error.sentence, theme.BAD)
        else:
            # Half a line has no room for a sentence in a small window: the foot has.
            self.say(error.sentence if self._places[field]["columnspan"] == 1 else "", theme.BAD)
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
        self._actions = tuple(actions)
        for button in self._more:
            bury(button)
        self._more = [Button(self.buttons, text, act, hint=hint or None) for text, hint, act in self._actions]
        for place, fits in enumerate(self._fitting()):
            if not fits:
                bury(self._more[place])
                text, hint, act = self._actions[place]
                self._more[place] = Button(self._below, text, act, hint=hint or None)
            self._more[place].grid(row=0, column=place + 1, padx=(0, 8))
        if all(self._fitting()):
            self._below.grid_forget()
        else:
            self._below.grid(row=2, column=0, sticky="ew", pady=(8, 0))

    @property
    def actions(self) -> tuple[Button, ...]:
        return tuple(self._more)

    # What a person does

    def focus_first(self) -> None:
        self.lines[self.shown[0]].focus_set()

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
        if self.on_change is not None:
            self.on_change()

    def _wrap(self) -> None:
        units = self.foot.winfo_width() / self._get_widget_scaling()
        self._say.configure(wraplength=max(200, round(units) - 8))
        if [button.master is self.buttons for button in self._more] != self._fitting():
            self.set_actions(self._actions)

    def _fitting(self) -> list[bool]:
        """Which of the actions have room beside the verb; the others stand below."""
        room, used = self.foot.winfo_width() / self._get_widget_scaling(), self.verb.cget("width")
        fitting = []
        for button in self._more:
            used += button.cget("width") + 8
            fitting.append(used <= room or not self.foot.winfo_viewable())
        return fitting
