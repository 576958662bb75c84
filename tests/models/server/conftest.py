"""Folders for private servers that end with their test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import copy_template, end_server


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder like that of a machine on which Foyer has run before; no server outlives the test."""
    path = tmp_path / "server"
    copy_template(path)
    yield path
    end_server(path)


@pytest.fixture
def new_folder(tmp_path: Path) -> Iterator[Path]:
    """Where no server has ever been."""
    path = tmp_path / "new" / "server"
    yield path
    end_server(path)
