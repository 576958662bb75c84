"""What was copied, as far as Tk itself can read it: the path of a file, or a picture of some hundred kilobytes.

Pictures are read by `app.utils.clipboard`, on a lane, wherever it can: Tk gives a larger one up half way, and whoever copied it
may then wait for ever.
"""

from __future__ import annotations

import tkinter as tk
import urllib.parse
import urllib.request
from pathlib import Path

_KINDS = ("image/png", "image/jpeg", "image/bmp", "image/webp")


def copied_picture(widget: tk.Misc) -> bytes | None:
    """A picture copied on X11; None where there is none, or none that Tk can fetch."""
    if widget.tk.call("tk", "windowingsystem") != "x11":
        return None
    offered = _copied(widget, "TARGETS").split()
    for kind in _KINDS:
        # Tk hands over bytes it has no name for as numbers: "0x89 0x50 …".
        numbers = _copied(widget, kind).split() if kind in offered else []
        if numbers and all(number.startswith("0x") and len(number) <= 4 for number in numbers):
            return bytes(int(number, 16) for number in numbers)
    return None


def copied_file(widget: tk.Misc) -> Path | None:
    """The file that was copied in a file manager, or whose path was copied as a text; None for anything else."""
    offered = _copied(widget, "TARGETS").split()
    for kind in ("text/uri-list", "UTF8_STRING", "STRING"):
        if offered and kind not in offered:
            continue  # there are programs that answer with a picture when they are asked for a text
        lines = _copied(widget, kind).replace("\0", "").splitlines()
        text = next((line.strip() for line in lines if line.strip() and not line.startswith("#")), "")
        if text.startswith("file://"):
            text = urllib.request.url2pathname(urllib.parse.urlsplit(text).path)
        if text.startswith(("/", "~")) or text[1:3] == ":\\":
            return Path(text).expanduser()
    return None


def _copied(widget: tk.Misc, kind: str) -> str:
    """What is copied, as this kind; "" where it cannot be had so."""
    try:
        return str(widget.tk.call("selection", "get", "-selection", "CLIPBOARD", "-type", kind))
    except tk.TclError:
        return ""
