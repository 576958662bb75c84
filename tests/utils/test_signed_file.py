"""A signed file: what was written is read, and nothing else."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from app.utils.signed_file import read_signed, write_signed


@given(st.binary(max_size=200), st.binary(min_size=1, max_size=64))
def test_what_was_written_is_read_with_the_same_key(content: bytes, key: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        write_signed(path, content, key)
        assert read_signed(path, key) == content
        assert read_signed(path, key + b"x") is None


@given(st.binary(min_size=1, max_size=60), st.data())
def test_a_byte_changed_anywhere_is_noticed(content: bytes, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        write_signed(path, content, b"key")
        written = bytearray(path.read_bytes())
        place = data.draw(st.integers(0, len(written) - 1))
        written[place] ^= data.draw(st.integers(1, 255))
        path.write_bytes(bytes(written))
        assert read_signed(path, b"key") is None
