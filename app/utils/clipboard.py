"""A picture out of the system's clipboard, without a window: Windows, macOS, and Linux where xclip or wl-paste is there.

On Linux those programs are asked here and not through Pillow, which waits for them for as long as whoever copied is silent.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from io import BytesIO

from app.utils.errors import InvalidInput

NO_PICTURE = "There is no picture in the clipboard. Copy one and paste it again, or choose its file."
_NOT_HERE = "The clipboard cannot be read as a picture on this machine. Save the picture, and choose its file."
_WAIT_SECONDS = 5
_WAYLAND = ("wl-paste", "--type", "image")
_X11 = ("xclip", "-selection", "clipboard", "-target", "image/png", "-out")


def can_grab() -> bool:
    """Whether this machine has what it takes."""
    return not sys.platform.startswith("linux") or bool(_command())


def grabbed_picture() -> bytes:
    """The picture as a file's bytes. May take some seconds: not for the thread that draws. Raises InvalidInput."""
    return _pasted() if sys.platform.startswith("linux") else _grabbed()


def _command() -> tuple[str, ...]:
    """What asks for a picture here; () where nothing can."""
    wanted = _WAYLAND if os.environ.get("WAYLAND_DISPLAY") and shutil.which(_WAYLAND[0]) else _X11
    return wanted if shutil.which(wanted[0]) else ()


def _pasted() -> bytes:
    command = _command()
    if not command:
        raise InvalidInput(_NOT_HERE)
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_WAIT_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise InvalidInput(NO_PICTURE) from error
    if done.returncode or not done.stdout:
        raise InvalidInput(NO_PICTURE)
    return done.stdout


def _grabbed() -> bytes:
    from PIL import Image, ImageGrab  # noqa: PLC0415  pictures are not needed for the first paint

    try:
        found = ImageGrab.grabclipboard()
    except (OSError, NotImplementedError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise InvalidInput(_NOT_HERE) from error
    if not isinstance(found, Image.Image):
        raise InvalidInput(NO_PICTURE)
    content = BytesIO()
    found.save(content, "PNG")
    return content.getvalue()
