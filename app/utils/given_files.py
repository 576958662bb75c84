"""Files that a person names: read with a limit, and refused with a sentence."""

from __future__ import annotations

from pathlib import Path

from app.utils.errors import InvalidInput


def read_given(path: Path, bytes_max: int, wanted: str) -> bytes:
    """A file's content, one byte more than `bytes_max` at most: whoever reads it refuses it then.

    `wanted` ends the refusal ("the path of a picture"). Raises InvalidInput.
    """
    try:
        with path.expanduser().open("rb") as file:
            return file.read(bytes_max + 1)
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read ({error.strerror}). Give {wanted}.") from error
