"""A PDF on its way to a file: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from app.utils.errors import FolderNotWritable


def write_pdf(path: Path, content: bytes, what: str, again: str) -> None:
    """Write it to `path`, readable by this user only: a ticket's code is a right to enter.

    Raises FolderNotWritable when the folder or the disk refuses it, with a sentence about `what` ("The tickets") that says
    how to do it `again` ("press F12 to print again").
    """
    part: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        if part is not None:
            with suppress(OSError):  # the folder has just refused us; the first reason is the one to tell
                part.unlink(missing_ok=True)
        raise FolderNotWritable(
            f"{what} could not be written to {path.parent} ({error.strerror or error}). The sale stands; "
            f"free some space or choose another tickets folder in the settings, then {again}."
        ) from error
