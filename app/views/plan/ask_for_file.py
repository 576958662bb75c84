"""The system's dialog for a file to open."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import filedialog

_last: dict[str, Path] = {}
"""The folder each dialog was left in, by its title: the next file is often beside the last."""


def ask_for_file(parent: tk.Misc, title: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
    """The chosen file; None when none was chosen. `kinds` are (name, patterns with blanks between)."""
    folder = _last.get(title, Path.home())
    named = filedialog.askopenfilename(parent=parent, title=title, filetypes=list(kinds), initialdir=str(folder))
    if not named:
        return None
    _last[title] = Path(named).parent
    return Path(named)
