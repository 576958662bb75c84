"""The forms of the first start; `start_questions` lists what they ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.start.start_defaults import detected_place
from app.views.start.start_questions import CONNECT_PARTS, SETUP_PARTS, Part, Question

_COLUMN = 280
"""Three of them stand side by side in a window of 1024."""
_GAP = 32
_INSET = 32
_FRAME = 40
"""What the scrolling frame needs beside the columns: its corners and its bar."""


class StartForm(ctk.CTkFrame):
    """Titled columns of fields, as many side by side as fit; scrolls, and keeps the focused field in sight."""

    def __init__(
        self, master: Any, title: str, parts: Sequence[Part], on_back: Callable[[], object], defaults: Mapping[str, str]
    ) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._questions = {question.key: question for _, questions in parts for question in questions}
        self._busy = False
        self._on_back = on_back
        self.fields: dict[str, Field] = {}
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self._build_head(title)
        self._scroll = ctk.CTkScrollableFrame(
            self, fg_color=theme.PANE, corner_radius=16, scrollbar_button_color=theme.LINE,
            scrollbar_button_hover_color=theme.EDGE,
        )  # fmt: skip
        self._columns = [self._build_part(heading, questions, defaults) for heading, questions in parts]
        self._laid_out = (0, 0)
        self._build_foot()
        # Added, not set: CustomTkinter keeps its own binding there, without which nothing scrolls.
        self._scroll.bind("<Configure>", lambda _event: self._show_bar_if_needed(), add="+")
        self.bind("<Configure>", lambda _event: self._reflow())
        self._link_return()

    # What the start view says

    def answers(self) -> dict[str, str]:
        """What is typed, by key, without blanks around it; passwords exactly as typed."""
        return {
            key: field.value if self._questions[key].secret else field.value.strip()
            for key, field in self.fields.items()
        }

    def show_error(self, sentence: str, key: str | None = None) -> None:
        self.set_busy(False)
        if key is None or key not in self.fields:
            self._say(sentence, theme.BAD)
            return
        self._say("", theme.QUIET)
        self.fields[key].set_error(sentence)
        self.fields[key].focus_set()
        self.fields[key].select_all()

    def show_progress(self, sentence: str) -> None:
        self.set_busy(True)
        self._say(sentence, theme.QUIET)

    def show_good(self, sentence: str) -> None:
        self.set_busy(False)
        self._say(sentence, theme.GOOD)

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        for button in self._buttons:
            button.set_enabled(not busy)

    def focus_first(self) -> None:
        """The first empty field is where the work is."""
        next((field for field in self.fields.values() if not field.value), next(iter(self.fields.values()))).focus_set()

    # What each form says

    def _submit(self) -> None:
        raise NotImplementedError

    def _complete(self) -> bool:
        """Mark what is missing, put the focus on the first of it."""
        missing = [
            key for key, field in self.fields.items() if not field.value.strip() and not self._questions[key].optional
        ]
        for key in missing:
            self.fields[key].set_error("This is needed.")
        if missing:
            self.fields[missing[0]].focus_set()
        return not missing

    # Building

    def _build_head(self, title: str) -> None:
        head = self._head = ctk.CTkFrame(self, fg_color="transparent")
        Button(head, "Back", self._back, kind="quiet", icon="back", hint="Esc", height=40).grid(row=0, column=0)
        ctk.CTkLabel(
            head, text=title, font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, height=40
        ).grid(row=0, column=1, padx=8)  # fmt: skip

    def _build_part(self, heading: str, questions: Sequence[Question], defaults: Mapping[str, str]) -> ctk.CTkFrame:
        part = ctk.CTkFrame(self._scroll, fg_color="transparent")
        ctk.CTkLabel(
            part, text=heading, font=theme.font(bold=True), text_color=theme.TEXT, height=32, anchor="w"
        ).grid(row=0, column=0, sticky="w", pady=(8, 4))  # fmt: skip
        for row, question in enumerate(questions, start=1):
            field = Field(part, question.label, placeholder=question.example, secret=question.secret, width=_COLUMN)
            field.value = defaults.get(question.key, question.default)
            field.grid(row=row, column=0, sticky="w", pady=(0, 6))
            field.bind_focus(partial(self._bring_into_sight, field))
            field.bind_escape(self._back)
            self.fields[question.key] = field
        return part

    def _build_foot(self) -> None:
        foot = self._foot = ctk.CTkFrame(self, fg_color="transparent")
        foot.grid_columnconfigure(0, weight=1)
        self._note = ctk.CTkLabel(
            foot, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left", width=1, height=48
        )
        self._note.grid(row=0, column=0, sticky="ew", padx=(0, 16))
        self._buttons: list[Button] = []
        for column, button in enumerate(self._make_buttons(foot), start=1):
            button.grid(row=0, column=column, padx=(8, 0))
            self._buttons.append(button)
        self.submit_button = self._buttons[-1]

    def _make_buttons(self, foot: ctk.CTkFrame) -> Sequence[Button]:
        raise NotImplementedError

    def _link_return(self) -> None:
        """Return goes to the next field, and from the last one it sends the form."""
        fields = list(self.fields.values())
        for field, after in pairwise(fields):
            field.on_submit = partial(_go_to, after)
        fields[-1].on_submit = self._submit

    def _reflow(self) -> None:
        """As many columns as fit, the whole of it in the middle of a wide window."""
        width = self.winfo_width() / self._get_widget_scaling()
        columns = max(1, min(3, int((width - 2 * _INSET - _FRAME + _GAP) // (_COLUMN + _GAP))))
        margin = int(max(_INSET, (width - 3 * (_COLUMN + _GAP) - _FRAME) / 2))
        if (columns, margin) == self._laid_out:
            return
        self._laid_out = (columns, margin)
        self._head.grid(row=0, column=0, sticky="ew", padx=margin - 8, pady=(16, 8))
        self._scroll.grid(row=1, column=0, sticky="nsew", padx=margin)
        self._foot.grid(row=2, column=0, sticky="ew", padx=margin, pady=16)
        for index, part in enumerate(self._columns):
            padx = (16 if index % columns == 0 else _GAP, 0)
            part.grid(row=index // columns, column=index % columns, sticky="nw", padx=padx, pady=(0, 8))

    def _show_bar_if_needed(self) -> None:
        """A bar that cannot move is only a line that nobody understands."""
        canvas = self._scroll._parent_canvas  # noqa: SLF001 - CustomTkinter gives no other way to its frame's view
        needed = self._scroll.winfo_reqheight() > canvas.winfo_height()
        self._scroll.configure(scrollbar_button_color=theme.EDGE if needed else theme.PANE)

    def _bring_into_sight(self, field: Field) -> None:
        canvas = self._scroll._parent_canvas  # noqa: SLF001 - CustomTkinter gives no other way to scroll its frame
        top = field.winfo_rooty() - self._scroll.winfo_rooty()
        height, seen = self._scroll.winfo_height(), canvas.winfo_height()
        if height <= seen:
            return
        first = canvas.yview()[0] * height
        if top < first or top + field.winfo_height() > first + seen:
            canvas.yview_moveto(max(0, top - seen // 3) / height)

    def _say(self, sentence: str, colour: theme.Colour) -> None:
        self._note.configure(text=sentence, text_color=colour)

    def _back(self) -> None:
        if not self._busy:
            self._on_back()


def _go_to(field: Field) -> None:
    """As Tab does: what was filled in beforehand is selected, and replaced by what is typed."""
    field.focus_set()
    field.select_all()


class SetupForm(StartForm):
    """A cinema of one's own on this machine."""

    def __init__(
        self,
        master: Any,
        on_back: Callable[[], object],
        on_setup: Callable[[Mapping[str, str]], object],
        defaults: Mapping[str, str] | None = None,
    ) -> None:
        self._on_setup = on_setup
        super().__init__(master, "Set up my cinema", SETUP_PARTS, on_back, {**detected_place(), **(defaults or {})})

    def _make_buttons(self, foot: ctk.CTkFrame) -> Sequence[Button]:
        return (Button(foot, "Open my cinema", self._submit, kind="primary", width=208),)

    def _submit(self) -> None:
        if self._busy or not self._complete():
            return
        answers = self.answers()
        if answers["admin_password"] != answers.pop("admin_password_again"):
            self.show_error("The two passwords differ. Type it again.", "admin_password_again")
            return
        self._on_setup(answers)


class ConnectForm(StartForm):
    """A database that already runs somewhere."""

    def __init__(
        self,
        master: Any,
        on_back: Callable[[], object],
        on_connect: Callable[[Mapping[str, str]], object],
        on_test: Callable[[Mapping[str, str]], object],
        defaults: Mapping[str, str] | None = None,
    ) -> None:
        self._on_connect, self._on_test = on_connect, on_test
        super().__init__(master, "Connect to a server", CONNECT_PARTS, on_back, defaults or {})

    def _make_buttons(self, foot: ctk.CTkFrame) -> Sequence[Button]:
        self.test_button = Button(foot, "Test connection", self._test, width=176)
        return (
            self.test_button,
            Button(foot, "Save", self._submit, kind="primary", width=144),
        )

    def _test(self) -> None:
        if not self._busy and self._complete():
            self._on_test(self.answers())

    def _submit(self) -> None:
        if not self._busy and self._complete():
            self._on_connect(self.answers())
