"""The .env file read with line numbers and rewritten without losing anything."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from app.utils.env_file import read_env_file, set_values
from app.utils.errors import FolderNotWritable, SettingInvalid

one_line = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40)
odd_text = st.text(st.sampled_from(list("ab'\"\\#$ {}=%!`é🎬")), max_size=20)


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def values(env_file: Path) -> dict[str | None, str | None]:
    return {line.key: line.value for line in read_env_file(env_file)}


def write(env_file: Path, text: str) -> None:
    env_file.write_bytes(text.encode())


def test_a_missing_file_has_no_lines(env_file: Path) -> None:
    assert read_env_file(env_file) == []


def test_lines_are_counted_with_blank_ones_and_comments(env_file: Path) -> None:
    write(env_file, "# first\n\nA=1\n\n\n  B=2\n# C=3\nD='x\ny'\nE=5\n")
    assert [(line.number, line.key) for line in read_env_file(env_file)] == [(3, "A"), (6, "B"), (8, "D"), (10, "E")]


def test_lines_are_counted_the_same_with_windows_line_ends(env_file: Path) -> None:
    write(env_file, "# first\r\n\r\nA=1\r\nB=2\r\n")
    assert [(line.number, line.key) for line in read_env_file(env_file)] == [(3, "A"), (4, "B")]


def test_a_line_without_sense_is_handed_out_with_its_number_and_no_key(env_file: Path) -> None:
    write(env_file, "A=1\n\nFOYER DB=2\nB='open\n")
    assert [(line.number, line.key) for line in read_env_file(env_file)] == [(1, "A"), (3, None), (4, None)]


def test_a_dollar_means_nothing(env_file: Path) -> None:
    write(env_file, "A=1\nB=${A}x$A\n")
    assert values(env_file)["B"] == "${A}x$A"


def test_a_byte_order_mark_is_not_part_of_the_first_key(env_file: Path) -> None:
    write(env_file, "\ufeffA=1\n")
    assert values(env_file) == {"A": "1"}


@pytest.mark.parametrize("content", ["A=é".encode("latin-1"), "A=1\n".encode("utf-16"), "A=1\n".encode("utf-16-le")])
def test_a_file_that_is_not_utf8_is_refused_with_what_to_do(env_file: Path, content: bytes) -> None:
    env_file.write_bytes(content)
    with pytest.raises(SettingInvalid) as refused:
        read_env_file(env_file)
    assert refused.value.code == "SETTING_INVALID"
    assert "save it with encoding UTF-8" in refused.value.sentence


def test_a_folder_in_the_files_place_is_refused_with_what_to_do(env_file: Path) -> None:
    env_file.mkdir()
    with pytest.raises(SettingInvalid) as refused:
        read_env_file(env_file)
    assert str(env_file) in refused.value.sentence
    assert "--data" in refused.value.sentence


def test_a_file_that_cannot_be_reached_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingInvalid) as refused:
        read_env_file(tmp_path / "file" / ".env")
    assert "Not a directory" in refused.value.sentence


def test_a_new_file_holds_what_was_set(env_file: Path) -> None:
    set_values(env_file, {"A": "1", "B": "two words"})
    assert values(env_file) == {"A": "1", "B": "two words"}


@pytest.mark.parametrize("mode", [None, 0o644])
def test_the_file_is_its_owners_alone(env_file: Path, mode: int | None) -> None:
    if mode is not None:
        env_file.touch(mode)
    set_values(env_file, {"A": "1"})
    assert stat.S_IMODE(env_file.stat().st_mode) == 0o600


def test_all_other_lines_comments_and_blank_lines_stay(env_file: Path) -> None:
    write(env_file, "# top\n\n\nA=1   # about A\n\n  # about B\nexport B='2'# tight\nbad line here\nC=\n# end")
    set_values(env_file, {"A": "x", "B": "y", "C": "z", "D": "new"})
    assert env_file.read_text() == (
        "# top\n\n\nA='x'   # about A\n\n  # about B\nexport B='y'# tight\nbad line here\nC='z'\n# end\nD='new'\n"
    )


def test_nothing_of_an_old_password_stays_behind(env_file: Path) -> None:
    write(env_file, "A=old#pass word\nB=\"old # pass\"\nC='o\\'ld # pass'\nD= # comment\nE # note\n")
    set_values(env_file, dict.fromkeys("ABCDE", "new"))
    assert env_file.read_text() == "A='new'\nB='new'\nC='new'\nD='new' # comment\nE='new' # note\n"


def test_windows_line_ends_stay(env_file: Path) -> None:
    write(env_file, "A=1\r\n# note\r\n")
    set_values(env_file, {"A": "2", "B": "3"})
    assert env_file.read_bytes() == b"A='2'\r\n# note\r\nB='3'\r\n"


def test_a_key_given_twice_is_given_once_afterwards(env_file: Path) -> None:
    write(env_file, "A=1\nB=2\nA=3\n")
    set_values(env_file, {"A": "4"})
    assert env_file.read_text() == "A='4'\nB=2\n"


@given(before=odd_text, value=one_line | odd_text)
def test_any_text_on_one_line_is_read_back_as_it_was_set(before: str, value: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        env_file = Path(folder) / ".env"
        set_values(env_file, {"A": before, "B": "stays"})
        set_values(env_file, {"A": value})
        assert values(env_file) == {"A": value, "B": "stays"}
        assert dotenv_values(env_file, interpolate=False, encoding="utf-8") == {"A": value, "B": "stays"}


@given(st.text(st.sampled_from(list("A'\"\\# =\t\nx")), max_size=30))
def test_whatever_the_file_says_a_key_is_set_in_it_or_the_bad_line_is_named(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        env_file = Path(folder) / ".env"
        write(env_file, f"{text}\nA=old\n")
        others = {key: value for key, value in values(env_file).items() if key != "A"}
        bad = [line.number for line in read_env_file(env_file) if line.key is None]
        try:
            set_values(env_file, {"A": "new"})
        except SettingInvalid as refused:
            assert f"line {bad[0]} has a quote that is not closed" in refused.sentence
        else:
            now = values(env_file)
            assert now.pop("A") == "new"
            assert now.items() <= others.items() | {(None, "")}


def test_an_open_quote_that_would_swallow_the_new_value_is_refused_and_nothing_changed(env_file: Path) -> None:
    write(env_file, "B=1\nC='open\nA=old\n")
    with pytest.raises(SettingInvalid) as refused:
        set_values(env_file, {"A": "new"})
    assert "line 2" in refused.value.sentence
    assert "close the quote" in refused.value.sentence
    assert env_file.read_text() == "B=1\nC='open\nA=old\n"


@pytest.mark.parametrize("value", ["a\nb", "a\rb", "a\x00b", "a\u2028b", "\x1b"])
def test_a_value_with_a_control_character_is_refused_and_not_shown(env_file: Path, value: str) -> None:
    write(env_file, "A=1\n")
    with pytest.raises(SettingInvalid) as refused:
        set_values(env_file, {"A": value})
    assert value not in refused.value.sentence
    assert "Leave it out" in refused.value.sentence
    assert env_file.read_text() == "A=1\n"


def test_a_file_that_cannot_be_written_is_named_with_the_reason_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable) as refused:
        set_values(tmp_path / "missing" / ".env", {"A": "1"})
    assert refused.value.code == "FOLDER_NOT_WRITABLE"
    assert "No such file or directory" in refused.value.sentence
    assert "--data" in refused.value.sentence


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.env").write_text("A=1\n")
    (tmp_path / ".env").symlink_to(tmp_path / "real.env")
    set_values(tmp_path / ".env", {"A": "2"})
    assert (tmp_path / ".env").is_symlink()
    assert (tmp_path / "real.env").read_text() == "A='2'\n"


def test_writing_leaves_no_other_file_behind(env_file: Path) -> None:
    set_values(env_file, {"A": "1"})
    assert list(env_file.parent.iterdir()) == [env_file]
