"""The frame around every page: the rail, the header line, the banner and the toasts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal

import customtkinter as ctk

from app.views import theme
from app.views.fitted_label import FittedLabel
from app.views.parts.banner import Banner
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.choice import bind_arrows
from app.views.parts.icons import icon, photo
from app.views.parts.pressable import Pressable
from app.views.parts.toast import Toasts

Connection = Literal["connected", "away", "checking"]

RAIL_WIDTH = 76
_HEADER_HEIGHT = 44
_LIST_WIDTH = 264
"""The list at the left of every page: a toast is centred on what is beside it."""
_CINEMA_MOST = 320
_CONNECTION_LOOKS: dict[Connection, tuple[str, str]] = {
    "connected": ("dot", "GOOD"),
    "away": ("warning", "BAD"),
    "checking": ("clock", "WARN"),
}
"""The sign, and the name of its colour in the theme: which it is depends on the palette that is worn."""


class Shell(ctk.CTkFrame):
    """Rail left, header above, `body` for the page. It shows what it is told and knows no rules.

    `pages` are (key, name, icon) of the pages this person may open; `on_page(key)` is called when one is asked for, and
    the caller answers with `show_page`.
    """

    def __init__(  # noqa: PLR0913  one for each thing that can be pressed; all are named at the call
        self,
        master: Any,
        *,
        pages: Sequence[tuple[str, str, str]],
        on_page: Callable[[str], object],
        on_lock: Callable[[], object],
        on_theme: Callable[[], object],
        on_looks: Callable[[], object],
        on_help: Callable[[], object],
        on_unprinted: Callable[[], object],
    ) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._on_page = on_page
        self.on_unsent: Callable[[], object] = lambda: None
        """What the badge of messages that were not sent leads to."""
        self._page: Any = None
        self._asked: str | None = None
        self._rail: ctk.CTkFrame | None = None
        self._items: dict[str, _RailItem] = {}
        self._till_state = ("", False)
        self.grid_columnconfigure(1, weight=1)
        self.grid_rowconfigure(2, weight=1)
        self.set_pages(pages)
        self._build_header(on_lock, on_theme, on_looks, on_help, on_unprinted)
        self.banner = Banner(self, {"row": 1, "column": 1, "sticky": "ew", "padx": 12, "pady": (0, 8)})
        self.body = ctk.CTkFrame(self, fg_color=theme.PAGE, corner_radius=0)
        self.body.grid(row=2, column=1, sticky="nsew", padx=12, pady=(0, 12))
        self.body.grid_columnconfigure(0, weight=1)
        self.body.grid_rowconfigure(0, weight=1)
        self.toasts = Toasts(self, left=RAIL_WIDTH + _LIST_WIDTH, rail=RAIL_WIDTH)

    def set_pages(self, pages: Sequence[tuple[str, str, str]]) -> None:
        """What the person at the counter may open: another one may take it over."""
        if self._rail is not None:
            bury(self._rail)
        self._rail = self._build_rail(pages)

    def set_place(self, cinema: str, counter: str) -> None:
        self._cinema.say(cinema)
        self._place = counter
        self._say_who()

    def set_person(self, name: str, role: str) -> None:
        self._person = f"{name} ({role.lower()})" if name else ""
        self._say_who()

    def set_mode(self) -> None:
        """The theme's button shows what it leads to: the sun in the dark, the moon in the light."""
        self._theme_button.set_icon("sun" if ctk.get_appearance_mode() == "Dark" else "moon")

    def wear_palette(self) -> None:
        """The signs that mean something are pictures: drawn anew in the palette worn now."""
        self.set_connection(self._connection_state, str(self._connection.cget("text")).strip())
        words, is_open = self._till_state
        self.set_till(words, is_open=is_open)

    @property
    def header_height(self) -> int:
        """In units before scaling."""
        return _HEADER_HEIGHT

    def set_connection(self, state: Connection, words: str) -> None:
        """The state is told by colour, by the shape of the sign and by words."""
        self._connection_state: Connection = state
        name, meaning = _CONNECTION_LOOKS[state]
        colour: theme.Colour = getattr(theme, meaning)
        self._connection.configure(text=f" {words}", image=icon(name, 14, colour))

    def set_till(self, words: str, *, is_open: bool) -> None:
        """Whether cash can be taken, and whose drawer it goes into; no words for who has nothing to do with it."""
        self._till_state = (words, is_open)
        # "" and not None: with None the label would go on naming a picture that is gone.
        sign = icon("till", 16, theme.GOOD if is_open else theme.WARN) if words else ""
        self._till.configure(text=f" {words}" if words else "", image=sign)

    def set_clock(self, text: str) -> None:
        """Date and time in the cinema's zone, already in the cinema's way of writing."""
        self._clock.configure(text=text)

    def set_unprinted(self, count: int) -> None:
        """How many tickets still wait for the printer; at 0 the badge is not there."""
        if count == 0:
            self._unprinted.grid_forget()  # only removed, it would be back at the next change of scale
            return
        self._unprinted.set_text(f"{count} not printed")
        self._unprinted.grid(row=0, column=4, padx=(0, 8))

    def set_unsent(self, count: int) -> None:
        """How many messages to customers have failed; at 0 the badge is not there."""
        if count == 0:
            self._unsent.grid_forget()
            return
        self._unsent.set_text(f"{count} not sent")
        self._unsent.grid(row=0, column=5, padx=(0, 8))

    def _show_unsent(self) -> None:
        self.on_unsent()

    def show_page(self, widget: Any, key: str | None = None) -> None:
        """Put a child of `body` into it in place of the page before; `key` (or the item just pressed) is lit on the rail."""
        if self._page is not None and self._page is not widget and self._page.winfo_exists():
            self._page.grid_forget()
        self._page = widget
        widget.grid(row=0, column=0, sticky="nsew")
        self.set_active(key or self._asked)
        if self.toasts.sentences:
            self.update_idletasks()  # where a page has room is known once it is laid out
            self.toasts.arrange()

    def set_active(self, key: str | None) -> None:
        self._asked = key
        for own_key, item in self._items.items():
            item.set_active(active=own_key == key)

    def _ask(self, key: str) -> None:
        self._asked = key
        self._on_page(key)

    def _build_rail(self, pages: Sequence[tuple[str, str, str]]) -> ctk.CTkFrame:
        rail = ctk.CTkFrame(self, width=RAIL_WIDTH, fg_color=theme.PANE, corner_radius=0)
        rail.grid(row=0, column=0, rowspan=3, sticky="ns")
        rail.grid_columnconfigure(0, minsize=0)
        ctk.CTkLabel(
            rail, text="foyer", width=RAIL_WIDTH, height=64, font=theme.font(16, bold=True), text_color=theme.ACCENT
        ).grid(row=0, column=0)
        self._items = {}
        for row, (key, name, icon_name) in enumerate(pages, start=1):
            self._items[key] = _RailItem(rail, name, icon_name, partial(self._ask, key))
            self._items[key].grid(row=row, column=0, padx=8, pady=(0, 6))
        bind_arrows(list(self._items.values()))
        return rail

    def _build_header(
        self,
        on_lock: Callable[[], object],
        on_theme: Callable[[], object],
        on_looks: Callable[[], object],
        on_help: Callable[[], object],
        on_unprinted: Callable[[], object],
    ) -> None:
        header = ctk.CTkFrame(self, fg_color=theme.PAGE, corner_radius=0, height=_HEADER_HEIGHT)
        header.grid(row=0, column=1, sticky="ew", padx=16)
        header.grid_columnconfigure(1, weight=1)
        self._place = self._person = ""
        self._cinema: FittedLabel = FittedLabel(
            header, most=_CINEMA_MOST, font=theme.font(bold=True), text_color=theme.TEXT, height=_HEADER_HEIGHT
        )
        self._cinema.grid(row=0, column=0, padx=(0, 12))
        self._who: FittedLabel = FittedLabel(header, font=theme.font(13), text_color=theme.QUIET, height=_HEADER_HEIGHT)
        self._who.grid(row=0, column=1, sticky="ew")
        self._connection = _header_label(header, theme.QUIET, compound="left")
        self._connection.grid(row=0, column=2, padx=(12, 12))
        self._till = _header_label(header, theme.QUIET, compound="left")
        self._till.grid(row=0, column=3, padx=(0, 12))
        self._unprinted = Button(header, "", on_unprinted, icon="printer", height=36)
        self._unsent = Button(header, "", self._show_unsent, icon="mail", height=36)
        self._theme_button, self._looks_button, self._help_button, self._lock_button = (
            Button(header, "", press, kind="quiet", icon=name, height=36, width=40)
            for name, press in (("sun", on_theme), ("looks", on_looks), ("help", on_help), ("lock", on_lock))
        )
        signs = (self._theme_button, self._looks_button, self._help_button, self._lock_button)
        for column, sign in enumerate(signs, start=6):
            sign.grid(row=0, column=column, pady=4)
        for button in (self._unprinted, self._unsent, *signs):
            button.returns_focus = True
        self._clock = _header_label(header, theme.TEXT, bold=True)
        self._clock.grid(row=0, column=10, padx=(12, 0))

    def _say_who(self) -> None:
        self._who.say("  ·  ".join(part for part in (self._place, self._person) if part))


def _header_label(master: Any, colour: theme.Colour, *, bold: bool = False, **more: Any) -> ctk.CTkLabel:
    font = theme.font(theme.BODY if bold else 13, bold=bold)
    return ctk.CTkLabel(
        master, text="", font=font, text_color=colour, height=_HEADER_HEIGHT, anchor="w", **{"width": 0, **more}
    )


class _RailItem(Pressable):
    def __init__(self, master: Any, name: str, icon_name: str, command: Callable[[], object]) -> None:
        self._title, self._icon_name, self._active = name, icon_name, False
        super().__init__(master, command, width=60, height=56)

    def set_active(self, *, active: bool) -> None:
        if active != self._active:
            self._active = active
            self._repaint()

    @property
    def active(self) -> bool:
        return self._active

    def _ground(self) -> theme.Colour | str:
        if self._down and self._inside:
            return theme.PRESSED
        if self._active:
            return theme.RAISED
        return theme.HOVER if self._inside else "transparent"

    def _paint_content(self) -> None:
        width, height = self._size_px
        colour = theme.ACCENT if self._active else theme.QUIET
        self._picture = photo(self._icon_name, self._px(22), self._shade(colour))
        self._canvas.create_image(width // 2, self._px(21), image=self._picture, tags=("content",))
        words = theme.TEXT if self._active else theme.QUIET
        self._write(width // 2, height - self._px(14), self._title, words, size=11, bold=False)
