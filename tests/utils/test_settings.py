"""Settings taken from file and environment, and written back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.errors import FolderNotWritable, SettingInvalid
from app.utils.setting_values import DatabaseHost
from app.utils.settings import FIELDS, Settings, load_settings, write_settings


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def loaded(env_file: Path, **environ: str) -> Settings:
    return load_settings(env_file, environ)


def test_without_file_and_environment_everything_has_its_default(env_file: Path) -> None:
    assert loaded(env_file) == Settings(db_tls="on")


def test_a_line_of_the_file_is_taken(env_file: Path) -> None:
    env_file.write_text("FOYER_HOLD_SECONDS=300\n")
    assert loaded(env_file).hold_seconds == 300


def test_the_environment_wins(env_file: Path) -> None:
    env_file.write_text("FOYER_HOLD_SECONDS=300\n")
    assert loaded(env_file, FOYER_HOLD_SECONDS="400").hold_seconds == 400


@pytest.mark.parametrize("key", sorted(FIELDS))
def test_an_empty_value_means_the_default(env_file: Path, key: str) -> None:
    env_file.write_text(f"{key}=\n")
    assert loaded(env_file) == Settings(db_tls="on")


def test_an_empty_environment_variable_sets_the_files_line_back(env_file: Path) -> None:
    env_file.write_text("FOYER_DB_HOST=10.0.0.5\n")
    assert loaded(env_file, FOYER_DB_HOST="").db_host == ()


def test_other_peoples_keys_are_left_alone(env_file: Path) -> None:
    env_file.write_text("PATH=/bin\nDJANGO_DEBUG=1\n")
    assert loaded(env_file, HOME="/root") == Settings(db_tls="on")


def test_variables_of_the_scripts_are_no_spelling_mistakes(env_file: Path) -> None:
    assert loaded(env_file, FOYER_PYTHON="/usr/bin/python3", FOYER_TEST_SERVER_PROGRAM="/x") == Settings(db_tls="on")


@pytest.mark.parametrize(
    ("typed", "hosts"),
    [
        ("db", [("db", 3306)]),
        ("10.0.0.5:3307, db2.cinema.example", [("10.0.0.5", 3307), ("db2.cinema.example", 3306)]),
        ("[::1]:3307,[fe80::2]", [("::1", 3307), ("fe80::2", 3306)]),
    ],
)
def test_hosts_keep_their_order_and_have_a_port(env_file: Path, typed: str, hosts: list[tuple[str, int]]) -> None:
    assert loaded(env_file, FOYER_DB_HOST=typed).db_host == tuple(DatabaseHost(*host) for host in hosts)


@pytest.mark.parametrize(
    ("host", "given", "tls"),
    [
        ("", "", "on"),
        ("localhost,127.0.0.1,[::1]", "", "on"),
        ("10.0.0.5", "", "verify"),
        ("localhost,10.0.0.5", "", "verify"),
        ("10.0.0.5", "off", "off"),
        ("10.0.0.5", "On", "on"),
        ("localhost", "verify", "verify"),
        ("127.0.0.1.example.org", "", "verify"),
    ],
)
def test_what_leaves_the_machine_is_encrypted_and_verified_unless_told_otherwise(
    env_file: Path, host: str, given: str, tls: str
) -> None:
    assert loaded(env_file, FOYER_DB_HOST=host, FOYER_DB_TLS=given).db_tls == tls


def test_an_authority_given_for_loopback_means_that_it_is_to_be_used(env_file: Path, tmp_path: Path) -> None:
    authority = tmp_path / "ca.pem"
    authority.touch()
    assert loaded(env_file, FOYER_DB_TLS_CA=str(authority)).db_tls == "verify"


def test_spaces_in_a_quoted_password_are_part_of_it(env_file: Path) -> None:
    env_file.write_text("FOYER_DB_PASSWORD=' a # b '\n")
    assert loaded(env_file).db_password == " a # b "


def test_a_written_setting_is_loaded(env_file: Path) -> None:
    write_settings(env_file, {"FOYER_THEME": "light", "FOYER_COUNTER": "Counter 2"})
    assert (loaded(env_file).theme, loaded(env_file).counter) == ("light", "Counter 2")


@given(
    st.text(st.sampled_from(list("ab'\"\\#$ {}=%é🎬")) | st.characters(categories=["L", "N", "P", "S"]), max_size=50)
)
def test_any_password_that_is_accepted_is_loaded_as_it_was_written(password: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        env_file = Path(folder) / ".env"
        write_settings(env_file, {"FOYER_DB_PASSWORD": password})
        assert load_settings(env_file, {}).db_password == password


@pytest.mark.parametrize(
    "changes",
    [
        {"FOYER_THEME": "pink"},
        {"FOYER_TEME": "dark"},
        {"FOYER_COUNTER": "a\nb"},
        {"FOYER_HOLD_SECONDS": "3000"},  # longer than the limit
        {"FOYER_DB_PASSWORD": "hunter2\n"},
        {"FOYER_THEME": "light", "FOYER_PALETTE": "pink"},
    ],
)
def test_a_change_that_would_not_load_is_refused_and_changes_nothing(env_file: Path, changes: dict[str, str]) -> None:
    env_file.write_text("FOYER_THEME=dark\n")
    with pytest.raises(SettingInvalid) as refused:
        write_settings(env_file, changes)
    assert refused.value.sentence.startswith("The change")
    assert "hunter2" not in refused.value.sentence
    assert env_file.read_text() == "FOYER_THEME=dark\n"


def test_a_bad_line_can_be_put_right_by_writing_it(env_file: Path) -> None:
    env_file.write_text("FOYER_THEME=pink\n")
    write_settings(env_file, {"FOYER_THEME": "light"})
    assert loaded(env_file).theme == "light"


def test_settings_that_cannot_be_written_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable) as refused:
        write_settings(tmp_path / "missing" / ".env", {"FOYER_THEME": "light"})
    assert "--data" in refused.value.sentence


@pytest.mark.parametrize(("line", "percent"), [("0", 0), ("80", 80), ("200", 200), ("", 0)])
def test_a_scale_is_a_size_or_what_suits_the_screen(tmp_path: Path, line: str, percent: int) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text(f"FOYER_SCALE_PERCENT={line}\n")
    assert load_settings(env_file, {}).scale_percent == percent
