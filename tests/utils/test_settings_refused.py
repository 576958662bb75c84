"""Settings that are refused, in which words, and never with a password in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.utils.errors import SettingInvalid
from app.utils.settings import FIELDS, Settings, load_settings
from tests.utils.test_settings_explained import BESIDE


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def loaded(env_file: Path, **environ: str) -> Settings:
    return load_settings(env_file, environ)


def refusal(env_file: Path, **environ: str) -> str:
    with pytest.raises(SettingInvalid) as refused:
        load_settings(env_file, environ)
    assert refused.value.code == "SETTING_INVALID"
    return refused.value.sentence


def test_a_bad_value_is_named_with_line_key_value_range_and_example(env_file: Path) -> None:
    env_file.write_text("# settings\n\n\n\n\n\nFOYER_HOLD_SECONDS=ten\n")
    assert refusal(env_file) == (
        "Line 7 of .env: FOYER_HOLD_SECONDS is 'ten'. Give whole seconds between 60 and 3600, "
        "for example FOYER_HOLD_SECONDS=600."
    )


def test_a_bad_environment_variable_is_called_that(env_file: Path) -> None:
    sentence = refusal(env_file, FOYER_THEME="pink")
    assert sentence == (
        "The environment variable FOYER_THEME is 'pink'. Give one of dark, light, system, for example FOYER_THEME=dark."
    )


def test_all_bad_lines_are_told_at_once(env_file: Path) -> None:
    env_file.write_text("FOYER_THEME=pink\nFOYER_HOLD_SECONDS=1\nFOYER_COLOUR=1\nwhat is this\n")
    told = refusal(env_file, FOYER_LOG_LEVEL="loud").splitlines()
    assert len(told) == 5
    assert {line.split(":")[0] for line in told if line.startswith("Line") and ":" in line} == {
        f"Line {number} of .env" for number in (1, 2, 3)
    }
    assert any(line.startswith("Line 4 of .env cannot be understood") for line in told)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("FOYER_DB_HOST", "host:0"),
        ("FOYER_DB_HOST", "host:65536"),
        ("FOYER_DB_HOST", "a,,b"),
        ("FOYER_DB_HOST", "a b"),
        ("FOYER_DB_HOST", "a,a:3306"),
        ("FOYER_DB_HOST", "[::zz]"),
        ("FOYER_DB_HOST", "mysql://db"),
        ("FOYER_DB_NAME", "foyer`; DROP"),
        ("FOYER_DB_USER", "u" * 81),
        ("FOYER_DB_TLS", "yes"),
        ("FOYER_DB_TLS_CA", "/no/such/ca.pem"),
        ("FOYER_DB_TIMEOUT_SECONDS", "0"),
        ("FOYER_SERVER_PROGRAM", "/"),
        ("FOYER_HOLD_SECONDS", "59"),
        ("FOYER_HOLD_SECONDS", "3601"),
        ("FOYER_HOLD_SECONDS", "6e2"),
        ("FOYER_HOLD_SECONDS", "-600"),
        ("FOYER_HOLD_SECONDS", "٦٠٠"),
        ("FOYER_HOLD_SECONDS", "9" * 5000),
        ("FOYER_HOLD_LIMIT_SECONDS", "14401"),
        ("FOYER_LATE_SALE_MINUTES", "-1"),
        ("FOYER_LOCK_MINUTES", "never"),
        ("FOYER_COUNTER", "c" * 51),
        ("FOYER_PROVIDER", "anybank"),
        ("FOYER_UPI_ADDRESS", "cinema"),
        ("FOYER_UPI_ADDRESS", "cinema@ok bank"),
        ("FOYER_UPI_ADDRESS", "a@okbank&am=1"),
        ("FOYER_PRINTER", "a\x1bb"),
        ("FOYER_PRINT_MODE", "email"),
        ("FOYER_PRINT_SECONDS", "121"),
        ("FOYER_THEME", "pink"),
        ("FOYER_SCALE_PERCENT", "79"),
        ("FOYER_SCALE_PERCENT", "201"),
        ("FOYER_SMTP_HOST", "mail.example.com:25"),
        ("FOYER_SMTP_PORT", "0"),
        ("FOYER_SMTP_TLS", "sometimes"),
        ("FOYER_SMTP_FROM", "Regal <box@example.com>"),
        ("FOYER_PALETTE", "rainbow"),
        ("FOYER_LOG_LEVEL", "loud"),
    ],
)
def test_a_value_out_of_bounds_is_refused_with_an_example(env_file: Path, key: str, value: str) -> None:
    sentence = refusal(env_file, **{key: value})
    assert sentence.startswith(f"The environment variable {key} is '")
    assert f"for example {key}=" in sentence
    assert len(sentence) < 400


def test_a_file_named_from_the_present_folder_is_refused_because_that_folder_changes(
    env_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ca.pem").touch()
    monkeypatch.chdir(tmp_path)
    assert "Give the whole path" in refusal(env_file, FOYER_DB_TLS_CA="ca.pem")


@pytest.mark.parametrize("key", sorted(set(FIELDS) - {"FOYER_DB_TLS_CA", "FOYER_SMTP_TLS_CA", "FOYER_SERVER_PROGRAM"}))
def test_the_example_in_a_refusal_is_itself_taken(env_file: Path, key: str) -> None:
    env_file.write_text(f"{key}={FIELDS[key].metadata['example']}\n")
    assert getattr(load_settings(env_file, BESIDE.get(key, {})), FIELDS[key].name)


def test_an_unknown_key_is_refused_with_the_nearest_one(env_file: Path) -> None:
    env_file.write_text("FOYER_HOLD_SECOND=600\n")
    sentence = refusal(env_file)
    assert sentence.startswith("Line 1 of .env: FOYER_HOLD_SECOND is not a setting. Did you mean FOYER_HOLD_SECONDS?")
    assert ".env.example" in sentence


@pytest.mark.parametrize("key", ["foyer_theme", "FOYR_THEME", "FOYER-THEME", "FOYERTHEME"])
def test_a_key_misspelt_at_its_beginning_is_noticed_too(env_file: Path, key: str) -> None:
    env_file.write_text(f"{key}=light\n")
    assert "Did you mean FOYER_THEME?" in refusal(env_file)


def test_an_unknown_environment_variable_is_refused_with_the_nearest_key(env_file: Path) -> None:
    sentence = refusal(env_file, FOYER_TEME="light")
    assert sentence.startswith("The environment variable FOYER_TEME is not a setting. Did you mean FOYER_THEME?")


def test_a_key_like_no_other_is_refused_without_a_guess(env_file: Path) -> None:
    assert "Did you mean" not in refusal(env_file, FOYER_XQZJWVVQKXZ="1")


def test_a_key_given_twice_is_refused_with_both_lines(env_file: Path) -> None:
    env_file.write_text("FOYER_THEME=dark\n\nFOYER_THEME=light\n")
    sentence = refusal(env_file)
    assert sentence == "Line 3 of .env: FOYER_THEME is already given in line 1. Remove one of the two lines."


def test_a_key_without_an_equals_sign_is_refused(env_file: Path) -> None:
    env_file.write_text("FOYER_THEME\n")
    assert "There is no = sign" in refusal(env_file)


def test_quotes_that_close_on_a_later_line_are_refused_without_showing_that_line(env_file: Path) -> None:
    env_file.write_text("FOYER_COUNTER='Counter 2\nFOYER_DB_PASSWORD=hunter2\n#'\n")
    sentence = refusal(env_file)
    assert "Close its quotes on the same line" in sentence
    assert "hunter2" not in sentence


def test_a_hold_limit_below_the_hold_is_refused_with_a_limit_that_works(env_file: Path) -> None:
    env_file.write_text("FOYER_HOLD_SECONDS=900\nFOYER_HOLD_LIMIT_SECONDS=600\n")
    sentence = refusal(env_file)
    assert sentence.startswith("Line 2 of .env: FOYER_HOLD_LIMIT_SECONDS (600) is less than FOYER_HOLD_SECONDS (900).")
    assert "FOYER_HOLD_LIMIT_SECONDS=2700" in sentence


def test_a_hold_above_the_default_limit_is_refused_at_the_holds_line(env_file: Path) -> None:
    env_file.write_text("FOYER_HOLD_SECONDS=3600\n")
    assert refusal(env_file).startswith("Line 1 of .env: FOYER_HOLD_LIMIT_SECONDS (1800) is less")


def test_a_hold_limit_equal_to_the_hold_is_taken(env_file: Path) -> None:
    assert loaded(env_file, FOYER_HOLD_SECONDS="1800").hold_limit_seconds == 1800


def test_an_owners_password_without_the_owner_is_refused(env_file: Path) -> None:
    sentence = refusal(env_file, FOYER_DB_OWNER_PASSWORD="hunter2")
    assert "FOYER_DB_OWNER_USER=foyer_owner" in sentence
    assert "hunter2" not in sentence


def test_passwords_are_not_in_the_repr(env_file: Path) -> None:
    settings = loaded(
        env_file, FOYER_DB_PASSWORD="hunter2", FOYER_DB_OWNER_USER="owner", FOYER_DB_OWNER_PASSWORD="hunter3"
    )
    assert settings.db_password == "hunter2"
    assert "hunter" not in repr(settings)
    assert "hunter" not in str(settings)


@pytest.mark.parametrize(
    "text",
    [
        "FOYER_DB_PASSWORD='hunter2\x07'\n",
        "FOYER_DB_PASSWORD='hunter2\nmore'\n",
        "FOYER_DB_PASSWORD='hunter2\n",
        "FOYER_DB_PASWORD=hunter2\n",
        "FOYER DB PASSWORD=hunter2\n",
        "FOYER_DB_HOST=root:hunter2@db\n",
        "FOYER_DB_PASSWORD=hunter2\nFOYER_DB_NAME=hunter2!\n",
        "FOYER_DB_PASSWORD=a\nFOYER_DB_PASSWORD=hunter2\n",
    ],
)
def test_no_refusal_shows_a_password(env_file: Path, text: str) -> None:
    env_file.write_text(text)
    assert "hunter2" not in refusal(env_file)
