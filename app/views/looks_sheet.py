"""The sheet of looks over the page: theme, colours, size and the customers' window. What is chosen shows at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import customtkinter as ctk

from app.views import theme
from app.views.looks import Looks, ThemeName
from app.views.parts.button import Button
from app.views.parts.choice import Choice
from app.views.parts.icons import icon
from app.views.seats.seat_palette import PaletteName

WIDTH = 408
_SIDE = 24


class LooksSheet(ctk.CTkFrame):
    """Lies over the page's top right corner, below the button that opens it. Esc closes it; every row is a focus stop."""

    def __init__(self, master: Any, looks: Looks, on_close: Callable[[], object]) -> None:
        super().__init__(
            master, width=WIDTH, fg_color=theme.PANE, corner_radius=12, border_width=1, border_color=theme.EDGE
        )
        self._looks = looks
        self.grid_columnconfigure(0, weight=1)
        head = ctk.CTkFrame(self, fg_color="transparent")
        head.grid(row=0, column=0, sticky="ew", padx=(_SIDE, 12), pady=(16, 0))
        head.grid_columnconfigure(0, weight=1)
        ctk.CTkLabel(
            head, text="  Looks", image=icon("looks", 22, theme.ACCENT), compound="left", anchor="w",
            font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT,
        ).grid(row=0, column=0, sticky="w")  # fmt: skip
        self.close_button = Button(head, "Close", on_close, kind="quiet", hint="Esc", height=36)
        self.close_button.grid(row=0, column=1)
        self.theme = self._choice(
            "Theme", [("dark", "Dark"), ("light", "Light"), ("system", "As the system")], self._theme_chosen
        )
        self.palette = self._choice(
            "Colours", [("standard", "Standard"), ("colour-blind", "Colour-blind")], self._palette_chosen
        )
        self._label("Size")
        self._build_size()
        self.display = self._choice(
            "Customers' window  ·  Shift+F11", [("off", "Closed"), ("on", "Open")], self._display_chosen
        )
        self._words = ctk.CTkLabel(
            self, text="", font=theme.font(theme.SMALL), text_color=theme.QUIET, anchor="w", justify="left",
            wraplength=WIDTH - 2 * _SIDE,
        )  # fmt: skip
        self._words.grid(row=9, column=0, sticky="ew", padx=_SIDE, pady=(16, 20))
        self.bind_all_keys()
        looks.on_change.append(self.refresh)
        self.refresh()
        self.theme.focus_set()

    def destroy(self) -> None:
        if self.refresh in self._looks.on_change:
            self._looks.on_change.remove(self.refresh)
        super().destroy()

    def refresh(self) -> None:
        """Show what holds now."""
        looks = self._looks
        self.theme.select(looks.theme)
        self.palette.select(looks.palette)
        self.display.select("on" if looks.customer_display else "off")
        self._percent.configure(text=f"{looks.shown_percent} %")
        self._automatic.set_kind("primary" if looks.scale_percent == 0 else "plain")
        self._smaller.set_enabled(looks.shown_percent > 80)
        self._larger.set_enabled(looks.shown_percent // 10 < looks.most_percent // 10)
        self._words.configure(text=self._sentence())

    def say(self, sentence: str) -> None:
        """Why a choice could not be written down."""
        self._words.configure(text=sentence, text_color=theme.BAD)

    def bind_all_keys(self) -> None:
        """Left and right on any of the three size buttons, as on every other row."""
        for button in (self._smaller, self._larger, self._automatic):
            button.bind("<KeyPress-Left>", lambda _event: self._step(-1))
            button.bind("<KeyPress-Right>", lambda _event: self._step(1))

    def _sentence(self) -> str:
        looks = self._looks
        if looks.shown_percent < looks.scale_percent:
            return (
                f"{looks.scale_percent} % is kept, and shown as soon as there is room: this window has room for "
                f"{looks.most_percent} %. It is kept for this counter only."
            )
        return "Each choice holds at once, and is kept for this counter only."

    def _build_size(self) -> None:
        row = ctk.CTkFrame(self, fg_color="transparent")
        row.grid(row=6, column=0, sticky="ew", padx=_SIDE, pady=(4, 0))
        row.grid_columnconfigure(3, weight=1)
        self._smaller = Button(row, "−", lambda: self._step(-1), height=40, width=48)
        self._percent = ctk.CTkLabel(row, text="", width=72, font=theme.font(bold=True), text_color=theme.TEXT)
        self._larger = Button(row, "+", lambda: self._step(1), height=40, width=48)
        self._automatic = Button(row, "As the screen", lambda: self._looks.set_scale(0), height=40)
        for column, part in enumerate((self._smaller, self._percent, self._larger)):
            part.grid(row=0, column=column)
        self._automatic.grid(row=0, column=4, sticky="e")

    def _step(self, steps: int) -> str:
        self._looks.step_scale(steps)
        return "break"

    def _label(self, text: str) -> None:
        row = self.grid_size()[1]
        ctk.CTkLabel(self, text=text, font=theme.font(theme.SMALL), text_color=theme.QUIET, anchor="w", height=20).grid(
            row=row, column=0, sticky="ew", padx=_SIDE, pady=(16, 0)
        )

    def _choice(self, label: str, options: list[tuple[str, str]], on_change: Callable[[str], object]) -> Choice:
        self._label(label)
        choice = Choice(self, options, on_change)
        choice.grid(row=self.grid_size()[1], column=0, sticky="ew", padx=_SIDE, pady=(4, 0))
        return choice

    def _theme_chosen(self, name: str) -> None:
        self._looks.set_theme(cast("ThemeName", name))

    def _palette_chosen(self, name: str) -> None:
        self._looks.set_palette(cast("PaletteName", name))

    def _display_chosen(self, name: str) -> None:
        self._looks.set_customer_display(on=name == "on")
