"""A hall's way through a spreadsheet: clipboard and files, and back onto the canvas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tkinter import TclError, filedialog
from typing import Any

from app.controllers.plan.hall_drawing import HallDrawing
from app.controllers.plan.hall_sheet import read_sheet, write_sheet
from app.utils.errors import InvalidInput
from app.views import theme
from app.views.plan.sheet_panel import SheetDoings, SheetPanel

_KINDS = (("CSV", "*.csv *.tsv *.txt"), ("All files", "*"))
_BYTES_MAX = 2**20


class SheetFlow:
    """`drawn` tells the drawing of now, `on_read` gets the one that was read."""

    def __init__(self, master: Any, drawn: Callable[[], HallDrawing], on_read: Callable[[HallDrawing], object]) -> None:
        self._drawn, self._on_read = drawn, on_read
        self.panel = SheetPanel(master, SheetDoings(self.copy, self.paste, self.use, self.open_file, self.save_file))

    def show(self) -> None:
        """The drawing of now as text."""
        self.panel.text = write_sheet(self._drawn())
        self.panel.say("")

    def use(self) -> None:
        """Draw what stands in the box. What cannot be read is said, and the drawing stays."""
        try:
            read = read_sheet(self.panel.text, self._drawn())
        except InvalidInput as error:
            self.panel.say(error.sentence, theme.BAD)
            return
        self._on_read(read)
        self.panel.say(f"Drawn: {read.seat_count} seats. Ctrl+Z takes it back.", theme.GOOD)

    def copy(self) -> None:
        """With tabs, as spreadsheets take it."""
        self.panel.clipboard_clear()
        self.panel.clipboard_append(write_sheet(self._drawn(), "\t"))
        self.panel.say("Copied. Paste it into a spreadsheet.", theme.GOOD)

    def paste(self) -> None:
        try:
            pasted = self.panel.clipboard_get()
        except TclError:
            self.panel.say("Nothing was copied. Copy the cells in the spreadsheet first.", theme.WARN)
            return
        self.panel.text = pasted
        self.use()

    def open_file(self, named: str = "") -> None:
        """Read a file into the box and draw it; asks for its name where none is given."""
        named = named or filedialog.askopenfilename(parent=self.panel, title="Open a hall", filetypes=_KINDS)
        if not named:
            return
        try:
            with Path(named).open("rb") as file:
                content = file.read(_BYTES_MAX + 1)
            self.panel.text = content.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self.panel.say(f"{Path(named).name} cannot be read as text. Save it as CSV in UTF-8.", theme.BAD)
            return
        self.use()

    def save_file(self, named: str = "") -> None:
        """Write the drawing of now; asks for a name where none is given."""
        named = named or filedialog.asksaveasfilename(
            parent=self.panel, title="Save the hall", defaultextension=".csv", filetypes=_KINDS
        )
        if not named:
            return
        try:
            Path(named).write_text(write_sheet(self._drawn()), encoding="utf-8")
        except OSError as error:
            self.panel.say(f"{Path(named).name} cannot be written ({error.strerror}). Choose another place.", theme.BAD)
            return
        self.panel.say(f"Saved as {Path(named).name}.", theme.GOOD)
