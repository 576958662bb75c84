"""A file that tells whether somebody has changed it: HMAC-SHA256 over its content, in its first line."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from app.utils.whole_file import write_whole


def write_signed(path: Path, content: bytes, key: bytes) -> None:
    """Write it whole or not at all, readable by this user only. Raises OSError."""
    write_whole(path, _signature(content, key) + b"\n" + content)


def read_signed(path: Path, key: bytes) -> bytes | None:
    """The content; None when it is not what was written with this key. Raises OSError."""
    signature, _, content = path.read_bytes().partition(b"\n")
    return content if hmac.compare_digest(signature, _signature(content, key)) else None


def _signature(content: bytes, key: bytes) -> bytes:
    return hmac.new(key, content, hashlib.sha256).hexdigest().encode()
