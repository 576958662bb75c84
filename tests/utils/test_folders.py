"""Where things are kept, and what is said when a folder cannot be used."""

from __future__ import annotations

import resource
import stat
from pathlib import Path

import pytest

from app.utils.errors import FolderNotWritable
from app.utils.folders import Folders, choose_folders, make_writable


def places(folders: Folders) -> list[Path]:
    return [folders.server, folders.logs, folders.tickets, folders.env_file]


def test_with_a_data_folder_everything_lives_under_it(tmp_path: Path) -> None:
    folders = choose_folders(tmp_path / "data", project=tmp_path / "project")
    assert all(place.is_relative_to(tmp_path / "data") for place in places(folders))


def test_with_a_data_folder_the_settings_file_is_dot_env_in_it(tmp_path: Path) -> None:
    assert choose_folders(tmp_path, project=tmp_path / "project").env_file == tmp_path / ".env"


def test_a_data_folder_named_from_home_is_found_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert choose_folders(Path("~/kino"), project=tmp_path).root == tmp_path / "kino"


def test_a_relative_data_folder_is_made_whole_so_that_a_later_change_of_folder_does_not_move_it(tmp_path: Path) -> None:
    assert choose_folders(Path("kino"), project=tmp_path).root == Path.cwd() / "kino"


def test_without_a_data_folder_the_settings_file_lies_beside_main(tmp_path: Path) -> None:
    assert choose_folders(None, project=tmp_path).env_file == tmp_path / ".env"


def test_without_a_data_folder_nothing_else_lies_in_the_project(tmp_path: Path) -> None:
    folders = choose_folders(None, project=tmp_path)
    assert not any(place.is_relative_to(tmp_path) for place in (folders.server, folders.logs, folders.tickets))


def test_the_four_places_are_four_different_ones(tmp_path: Path) -> None:
    for folders in (choose_folders(tmp_path, tmp_path), choose_folders(None, tmp_path)):
        assert len(set(places(folders))) == 4


def test_choosing_creates_nothing(tmp_path: Path) -> None:
    choose_folders(tmp_path / "data", project=tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    make_writable(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_open_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o755)
    make_writable(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_proving_a_folder_leaves_nothing_in_it(tmp_path: Path) -> None:
    make_writable(tmp_path / "a")
    assert not list((tmp_path / "a").iterdir())


def test_a_folder_that_cannot_be_made_is_named_with_the_reason_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "logs"
    with pytest.raises(FolderNotWritable) as refused:
        make_writable(folder)
    assert refused.value.code == "FOLDER_NOT_WRITABLE"
    assert str(folder) in refused.value.sentence
    assert "Not a directory" in refused.value.sentence
    assert "--data" in refused.value.sentence


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logs").touch()
    with pytest.raises(FolderNotWritable):
        make_writable(tmp_path / "logs")


def test_a_folder_in_which_no_file_can_be_made_is_refused_though_its_permissions_are_right(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))  # stops the superuser too, as permissions would not
    try:
        with pytest.raises(FolderNotWritable) as refused:
            make_writable(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert "Too many open files" in refused.value.sentence
