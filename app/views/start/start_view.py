"""The first start: try it, set up a cinema, or join one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.choice import bind_arrows
from app.views.parts.icons import photo
from app.views.parts.pressable import Pressable
from app.views.start.start_forms import ConnectForm, SetupForm, StartForm

Answers = Mapping[str, str]


class StartView(ctk.CTkFrame):
    """Three ways in, each one press away; Esc goes one step back and nothing typed is lost on the way.

    `on_setup` and `on_connect` get what was typed by key (see `start_questions`); `defaults` fills fields beforehand.
    """

    def __init__(
        self,
        master: Any,
        *,
        on_demo: Callable[[], object],
        on_setup: Callable[[Answers], object],
        on_connect: Callable[[Answers], object],
        on_test: Callable[[Answers], object],
        defaults: Answers | None = None,
    ) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._on_demo, self._on_setup, self._on_connect, self._on_test = on_demo, on_setup, on_connect, on_test
        self._defaults = defaults
        self.setup: SetupForm | None = None
        self.connect: ConnectForm | None = None
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self._welcome = self._build_welcome()
        self._shown: Any = None
        self.show_welcome()

    @property
    def note(self) -> str:
        """What stands below the cards."""
        return str(self._note.cget("text"))

    def show_welcome(self) -> None:
        before = self._shown
        self._show(self._welcome)
        card = {self.setup: 1, self.connect: 2}.get(before, 0) if before is not None else 0
        self.cards[card].focus_set()

    def show_setup(self) -> None:
        if self.setup is None:
            self.setup = SetupForm(self, self.show_welcome, self._on_setup, self._defaults)
        self._show_form(self.setup)

    def show_connect(self) -> None:
        if self.connect is None:
            self.connect = ConnectForm(self, self.show_welcome, self._on_connect, self._on_test, self._defaults)
        self._show_form(self.connect)

    def show_error(self, sentence: str, field: str | None = None) -> None:
        """At the field of that key, or below the form (below the cards) when it belongs to none."""
        if isinstance(self._shown, StartForm):
            self._shown.show_error(sentence, field)
            return
        self._say(sentence, theme.BAD)

    def show_progress(self, sentence: str) -> None:
        """What is being done now; the buttons wait until `show_error` or the end of this view."""
        if isinstance(self._shown, StartForm):
            self._shown.show_progress(sentence)
            return
        self._say(sentence, theme.QUIET)
        for card in self.cards:
            card.set_enabled(False)

    def show_good(self, sentence: str) -> None:
        """Something worked (a connection was tested); the form stays."""
        if isinstance(self._shown, StartForm):
            self._shown.show_good(sentence)
            return
        self._say(sentence, theme.GOOD)

    def _say(self, sentence: str, colour: theme.Colour) -> None:
        self._note.configure(text=sentence, text_color=colour)
        for card in self.cards:
            card.set_enabled(True)

    def _show_form(self, form: StartForm) -> None:
        self._show(form)
        form.focus_first()

    def _show(self, part: Any) -> None:
        if self._shown is not None:
            self._shown.grid_forget()
        self._shown = part
        part.grid(row=0, column=0, sticky="" if part is self._welcome else "nsew")

    def _build_welcome(self) -> ctk.CTkFrame:
        frame = ctk.CTkFrame(self, fg_color="transparent")
        ctk.CTkLabel(
            frame, text="foyer", font=theme.font(40, bold=True), text_color=theme.ACCENT, height=56
        ).grid(row=0, column=0, columnspan=3)  # fmt: skip
        ctk.CTkLabel(
            frame, text="The box office of your cinema. How would you like to start?", font=theme.font(16),
            text_color=theme.QUIET, height=32,
        ).grid(row=1, column=0, columnspan=3, pady=(0, 40))  # fmt: skip
        self.cards = [
            _Card(frame, "screen", "Try the demo cinema", "Halls, films and a week of shows, ready to sell. "
                  "Nothing to fill in, nothing leaves this machine.", self._on_demo, main=True),
            _Card(frame, "sell", "Set up my cinema", "Your name, your hall, your counter. "
                  "Foyer keeps the data on this machine; more counters can join later.", self.show_setup),
            _Card(frame, "server", "Connect to a server", "Join a cinema whose database already runs on a "
                  "MariaDB or MySQL server.", self.show_connect),
        ]  # fmt: skip
        for column, card in enumerate(self.cards):
            card.grid(row=2, column=column, padx=(0 if column == 0 else 16, 0))
        bind_arrows(self.cards)
        self._note = ctk.CTkLabel(frame, text="", font=theme.font(), text_color=theme.QUIET, height=48, wraplength=720)
        self._note.grid(row=3, column=0, columnspan=3, pady=(24, 0))
        return frame


class _Card(Pressable):
    """A way in: sign, name, one sentence."""

    _WIDTH, _HEIGHT, _INSET = 264, 232, 24

    def __init__(
        self, master: Any, icon_name: str, title: str, text: str, command: Callable[[], object], *, main: bool = False
    ) -> None:  # fmt: skip
        self._icon_name, self._title, self._text, self._main = icon_name, title, text, main
        super().__init__(master, command, width=self._WIDTH, height=self._HEIGHT, radius=16)

    def _ground(self) -> theme.Colour | str:
        if self._down and self._inside:
            return theme.HOVER
        return theme.RAISED if self._inside else theme.PANE

    def _paint_content(self) -> None:
        inset = self._px(self._INSET)
        ink = theme.TEXT if self._enabled else theme.FAINT
        sign = theme.FAINT if not self._enabled else theme.ACCENT if self._main else theme.QUIET
        self._picture = photo(self._icon_name, self._px(36), self._shade(sign))
        self._canvas.create_image(inset, inset, image=self._picture, anchor="nw", tags=("content",))
        self._write(inset, self._px(96), self._title, ink, size=16, bold=True, anchor="w")
        quiet = theme.QUIET if self._enabled else theme.FAINT
        room = self._px(self._WIDTH - 2 * self._INSET)
        self._write(inset, self._px(120), self._text, quiet, size=13, anchor="nw", width=room)
