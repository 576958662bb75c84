"""A file that a person names is read up to a limit, or refused with what the system said."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.utils.errors import InvalidInput
from app.utils.given_files import read_given


def test_a_file_is_read_and_not_much_more_of_it_than_may_be(tmp_path: Path) -> None:
    (tmp_path / "some.csv").write_bytes(b"0123456789")
    assert read_given(tmp_path / "some.csv", 10, "a file") == b"0123456789"
    assert read_given(tmp_path / "some.csv", 4, "a file") == b"01234"


@pytest.mark.parametrize("name", ["nowhere.csv", "", "."])
def test_what_is_no_file_is_refused_with_what_to_give(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInput, match=r"cannot be read \(.+\)\. Give the path of a CSV file\."):
        read_given(tmp_path / name, 10, "the path of a CSV file")
