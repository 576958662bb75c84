"""A file is there whole, or as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.utils.whole_file import write_whole


def test_what_was_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.csv"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "report.csv", b"one")
    assert (tmp_path / "report.csv").stat().st_mode & 0o077 == 0


def test_nothing_is_left_where_it_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        write_whole(tmp_path / "taken", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
