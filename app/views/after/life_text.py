"""A booking told in full: its seats, its money, and line by line what has happened to it. One focus stop that scrolls.

Drawn by Tk's text widget: a hundred lines that break where the room ends cost no widget each. Arrows go from line to line of
the life; Return, or a click, opens the other booking that a line tells of.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.views import theme

_TIME_ROOM = 80
"""Units before scaling, for the time of day."""
_SIDE = 8
_CHORDS = 0x4 | 0x8 | 0x40
"""Control, Alt and the system key, as Tk numbers them."""


@dataclass(frozen=True, slots=True)
class ToldLine:
    """`at` stands before it in quiet type, `below` under it; `opens` is what pressing it opens.

    `kind`: "title" of a part, "plain", "quiet", "good", "warn", "bad", or "life", which can be chosen.
    """

    text: str
    kind: str = "plain"
    at: str = ""
    below: str = ""
    opens: str = ""


class LifeText(ctk.CTkFrame):
    """`on_open` gets a line's `opens`; `on_typed` the letters typed here, which are meant for the search."""

    def __init__(self, master: Any, on_open: Callable[[str], object], on_typed: Callable[[str], object]) -> None:
        super().__init__(
            master, fg_color=theme.PANE, corner_radius=theme.RADIUS, border_width=2, border_color=theme.PANE
        )
        self._on_open, self._on_typed = on_open, on_typed
        self._lines: tuple[ToldLine, ...] = ()
        self._chosen: int | None = None
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self._text = tk.Text(
            self, wrap="word", relief="flat", borderwidth=0, highlightthickness=0, cursor="arrow", state="disabled",
            insertwidth=0, width=1, height=1,
        )  # fmt: skip
        self._text.grid(row=0, column=0, sticky="nsew", padx=4, pady=4)
        self._bar = ctk.CTkScrollbar(self, command=self._text.yview, fg_color="transparent", width=12)
        self._text.configure(yscrollcommand=self._scrolled)
        for sequence, callback in (
            ("<Up>", lambda _event: self._step(-1)),
            ("<Down>", lambda _event: self._step(1)),
            ("<Home>", lambda _event: self._go(0)),
            ("<End>", lambda _event: self._go(-1)),
            ("<Return>", lambda _event: self._open()),
            ("<KP_Enter>", lambda _event: self._open()),
            ("<FocusIn>", self._focused),
            ("<FocusOut>", self._focused),
            ("<Button-1>", self._clicked),
            ("<Tab>", lambda _event: self._walk(self._text.tk_focusNext())),
            ("<Shift-Tab>", lambda _event: self._walk(self._text.tk_focusPrev())),
            ("<Key>", self._key),
        ):
            self._text.bind(sequence, callback)
        for dragging in ("<B1-Motion>", "<Double-1>", "<Triple-1>"):
            self._text.bind(dragging, lambda _event: "break")
        self._dress()

    # What is shown

    def show(self, lines: Sequence[ToldLine]) -> None:
        """These lines; none is chosen, and the first one is in sight."""
        self._lines, self._chosen = tuple(lines), None
        self._text.configure(state="normal")
        self._text.delete("1.0", "end")
        for number, line in enumerate(self._lines):
            self._write(number, line)
        self._text.configure(state="disabled")
        self._text.yview_moveto(0.0)

    @property
    def lines(self) -> tuple[ToldLine, ...]:
        return self._lines

    @property
    def chosen(self) -> ToldLine | None:
        return None if self._chosen is None else self._lines[self._chosen]

    def focus_set(self) -> None:
        self._text.focus_set()

    focus = focus_set

    def line_centre(self, line: ToldLine) -> tuple[int, int]:
        """The middle of a line's first letters in pixels of the screen, scrolled into sight: for whoever points at it."""
        first = self._text.tag_ranges(f"line{self._lines.index(line)}")[0]
        self._text.see(first)
        self._text.update_idletasks()
        x, y, width, height = self._text.bbox(f"{first} + {len(line.at) + 3} chars") or (0, 0, 0, 0)
        return self._text.winfo_rootx() + x + width // 2, self._text.winfo_rooty() + y + height // 2

    def _write(self, number: int, line: ToldLine) -> None:
        own = f"line{number}"
        if line.kind != "life":
            self._text.insert("end", f"{line.text}\n", (line.kind, own))
            return
        self._text.insert("end", f"{line.at}\t", ("at", "life", own))
        before, found, after = line.text.partition(line.opens) if line.opens else (line.text, "", "")
        self._text.insert("end", before, ("life", own))
        self._text.insert("end", f"{found} ›" if found else "", ("link", "life", own))
        self._text.insert("end", f"{after}\n", ("life", own))
        if line.below:
            self._text.insert("end", f"\t{line.below}\n", ("below", own))

    # How it looks

    def _dress(self) -> None:
        scaling, shade = self._get_widget_scaling(), self._apply_appearance_mode
        body = (theme.family(), -round(theme.BODY * scaling))
        small = (theme.family(), -round(theme.SMALL * scaling))
        side, room = round(_SIDE * scaling), round(_TIME_ROOM * scaling)
        self._text.configure(
            background=shade(theme.PANE), foreground=shade(theme.TEXT), font=body, padx=side, pady=0,
            selectbackground=shade(theme.PANE), selectforeground=shade(theme.TEXT),
            inactiveselectbackground=shade(theme.PANE), tabs=(room,),
        )  # fmt: skip
        configure = self._text.tag_configure
        configure("title", font=(*small, "bold"), foreground=shade(theme.QUIET), spacing1=side * 2, spacing3=side // 2)
        configure("at", font=small, foreground=shade(theme.QUIET))
        configure("life", lmargin2=room, spacing1=round(6 * scaling))
        configure("below", font=small, foreground=shade(theme.QUIET), lmargin2=room, spacing1=round(2 * scaling))
        configure("link", foreground=shade(theme.ACCENT))
        for kind in ("quiet", "good", "warn", "bad"):
            configure(kind, foreground=shade(getattr(theme, kind.upper())), spacing1=2)
        configure("plain", spacing1=2)
        configure("chosen", background=shade(theme.HOVER))
        self._text.tag_raise("chosen")

    def _set_appearance_mode(self, mode_string: str) -> None:
        super()._set_appearance_mode(mode_string)
        self._dress()

    def _set_scaling(self, new_widget_scaling: float, new_window_scaling: float) -> None:
        super()._set_scaling(new_widget_scaling, new_window_scaling)
        self._dress()

    def _scrolled(self, first: float, last: float) -> None:
        self._bar.set(float(first), float(last))  # Tk gives texts
        if float(first) > 0.0 or float(last) < 1.0:
            self._bar.grid(row=0, column=1, sticky="ns", padx=(0, 4), pady=8)
        else:
            self._bar.grid_forget()

    # What a person does

    @property
    def _places(self) -> list[int]:
        return [number for number, line in enumerate(self._lines) if line.kind == "life"]

    def _step(self, step: int) -> str:
        places = self._places
        if self._chosen is None:
            return self._go(0)
        if places:
            now = places.index(self._chosen)
            if now + step < 0:
                self._text.yview_moveto(0.0)  # what stands above the first is seen again
            self._choose(places[min(max(0, now + step), len(places) - 1)])
        return "break"

    def _go(self, place: int) -> str:
        if self._places:
            self._choose(self._places[place])
        return "break"

    def _choose(self, number: int) -> None:
        self._chosen = number
        self._text.tag_remove("chosen", "1.0", "end")
        first, *_, last = self._text.tag_ranges(f"line{number}")
        self._text.tag_add("chosen", first, last)
        self._text.see(f"{last} - 1 chars")
        self._text.see(first)

    def _open(self) -> str:
        if self.chosen is not None and self.chosen.opens:
            self._on_open(self.chosen.opens)
        return "break"

    def _clicked(self, event: tk.Event[Any]) -> str:
        self._text.focus_set()
        tags = self._text.tag_names(f"@{event.x},{event.y}")
        number = next((int(tag.removeprefix("line")) for tag in tags if tag.startswith("line")), None)
        if number is not None and number in self._places:
            self._choose(number)
            self._open()
        return "break"

    def _walk(self, widget: tk.Misc | None) -> str:
        if widget is not None:
            widget.focus_set()
        return "break"

    def _key(self, event: tk.Event[Any]) -> str | None:
        """Only what moves the text does anything of its own here."""
        if event.keysym in ("Prior", "Next") or int(event.state) & _CHORDS:
            return None
        if event.char and event.char.isprintable():
            self._on_typed(event.char)
            return "break"
        return None

    def _focused(self, event: tk.Event[Any]) -> None:
        gained = event.type == tk.EventType.FocusIn
        self.configure(border_color=theme.ACCENT if gained else theme.PANE)
