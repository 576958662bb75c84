"""A PDF on its way to a file: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from app.utils.errors import FolderNotWritable
from app.utils.whole_file import write_whole


def write_pdf(path: Path, content: bytes, what: str, again: str) -> None:
    """Write it to `path`, readable by this user only: a ticket's code is a right to enter.

    Raises FolderNotWritable when the folder or the disk refuses it, with a sentence about `what` ("The tickets") that says
    how to do it `again` ("press F12 to print again").
    """
    try:
        write_whole(path, content)
    except OSError as error:
        raise FolderNotWritable(
            f"{what} could not be written to {path.parent} ({error.strerror or error}). The sale stands; "
            f"free some space or choose another tickets folder in the settings, then {again}."
        ) from error
