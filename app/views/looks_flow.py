"""Opening and closing what is about looks: the sheet over the page, and the customers' window."""

from __future__ import annotations

from typing import Any

from app.utils.errors import BoxOfficeError
from app.views.keys import Key
from app.views.looks import Looks
from app.views.looks_sheet import LooksSheet
from app.views.parts.bury import bury, give_keyboard
from app.views.sell.customer_display import CustomerDisplay
from app.views.shell import Shell


class LooksFlow:
    """Keys of every page, and the sheet that one of them opens over the shell."""

    def __init__(self, shell: Shell, looks: Looks, customers: CustomerDisplay) -> None:
        self._shell, self._looks, self._customers = shell, looks, customers
        self.sheet: LooksSheet | None = None
        self._focus_before: Any = None
        looks.on_change.append(self._changed)
        looks.on_refused = self._refused
        customers.on_closed = lambda: looks.set_customer_display(on=False)
        self._changed()

    @property
    def keys(self) -> tuple[Key, ...]:
        """Those of every page."""
        return (
            Key("Control-comma", "looks: theme, colours, size", self.open_or_close),
            Key("Shift-F11", "the customers' window", self._other_display),
        )

    def key(self, name: str) -> bool:
        """Whether the key was one of these; Esc is, while the sheet is open."""
        if name == "Escape" and self.sheet is not None:
            self.close()
            return True
        for key in self.keys:
            if key.name == name:
                key.press()
                return True
        return False

    def open_or_close(self) -> None:
        if self.sheet is not None:
            self.close()
            return
        self._focus_before = self._shell.focus_get()
        self.sheet = LooksSheet(self._shell, self._looks, self.close)
        self.sheet.place(relx=1.0, x=-16, y=self._shell.header_height, anchor="ne")
        self.sheet.lift()

    def close(self) -> None:
        """Away with the sheet; the keyboard goes back where it was."""
        if self.sheet is not None:
            bury(self.sheet)
            self.sheet = None
            before, self._focus_before = self._focus_before, None
            give_keyboard(before)

    def _other_display(self) -> None:
        self._looks.set_customer_display(on=not self._looks.customer_display)

    def _changed(self) -> None:
        self._shell.wear_palette()
        self._shell.set_mode()
        self._customers.set_open(is_open=self._looks.customer_display)

    def _refused(self, error: BoxOfficeError) -> None:
        sentence = f"{error.sentence} Until Foyer is closed it stays as you chose."
        if self.sheet is not None:
            self.sheet.say(sentence)
        else:
            self._shell.toasts.show(sentence, "bad", seconds=8)
