"""A film's poster beside its form: the picture, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.button import Button

if TYPE_CHECKING:
    from PIL import Image

SHOWN = (144, 216)
"""Of the poster, in units before scaling."""
DRAWN_PX = (SHOWN[0] * 2, SHOWN[1] * 2)
"""What is asked for: sharp at 200 %."""
_HEIGHT = 36
_WHERE = "Choose a picture, or copy one and paste it."


@dataclass(frozen=True, slots=True)
class PosterDoings:
    choose: Callable[[], object]
    paste: Callable[[], object]
    take_away: Callable[[], object]


class PosterBox(ctk.CTkFrame):
    """As wide as its picture. What is wrong with a picture that was given is said below it."""

    def __init__(self, master: Any, doings: PosterDoings) -> None:
        super().__init__(master, fg_color="transparent", width=SHOWN[0])
        ctk.CTkLabel(
            self, text="Poster", font=theme.font(theme.SMALL), text_color=theme.QUIET, height=20, anchor="w"
        ).grid(row=0, column=0, sticky="ew")
        self._picture = ctk.CTkLabel(
            self, text="", width=SHOWN[0], height=SHOWN[1], fg_color=theme.RAISED, corner_radius=0, font=theme.font()
        )
        self._picture.grid(row=1, column=0, pady=(0, 8))
        self.choose = Button(self, "Choose…", doings.choose, hint="F6", height=_HEIGHT, width=SHOWN[0])
        self.paste = Button(self, "Paste", doings.paste, hint="F7", height=_HEIGHT, width=SHOWN[0])
        self.remove = Button(self, "Take away", doings.take_away, kind="quiet", height=_HEIGHT, width=SHOWN[0])
        for row, button in enumerate((self.choose, self.paste, self.remove), start=2):
            button.grid(row=row, column=0, pady=(0, 4))
        self._note = ctk.CTkLabel(
            self, text="", font=theme.font(theme.SMALL), text_color=theme.QUIET, anchor="w", justify="left",
            wraplength=SHOWN[0],
        )  # fmt: skip
        self._note.grid(row=5, column=0, sticky="ew", pady=(4, 0))
        self.key = ""
        """Which picture is shown."""

    @property
    def words(self) -> str:
        return str(self._note.cget("text"))

    def show(self, key: str, picture: Image.Image, *, is_given: bool) -> None:
        """A picture, and whether it is the film's own poster: initials cannot be taken away."""
        self.key = key
        self._picture.configure(image=ctk.CTkImage(picture, size=SHOWN))
        self.remove.set_enabled(is_given)
        self.say("" if is_given else _WHERE)

    def clear(self) -> None:
        """Nothing yet: a new film."""
        self.key = ""
        self._picture.configure(image=None)
        self.remove.set_enabled(False)
        self.say(_WHERE)

    def say(self, sentence: str, colour: theme.Colour = theme.QUIET) -> None:
        self._note.configure(text=sentence, text_color=colour)
