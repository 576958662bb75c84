"""What is written about the settings agrees with them, key by key: .env.example, the documents, the refusals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.utils.errors import SettingInvalid
from app.utils.settings import FIELDS, Settings, load_settings

PROJECT = Path(__file__).parents[2]
EXAMPLE = PROJECT / ".env.example"
BESIDE = {
    "FOYER_DB_OWNER_PASSWORD": {"FOYER_DB_OWNER_USER": "foyer_owner"},
    "FOYER_SMTP_HOST": {"FOYER_SMTP_FROM": "boxoffice@example.com"},
}
"""What a setting is not given without."""
NAMES_OF_THE_SCRIPTS = {"FOYER_PYTHON", "FOYER_TEST_SERVER_PROGRAM", "FOYER_TEST_"}


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def refusal(env_file: Path, **environ: str) -> str:
    with pytest.raises(SettingInvalid) as refused:
        load_settings(env_file, environ)
    assert refused.value.code == "SETTING_INVALID"
    return refused.value.sentence


def example_keys() -> list[str]:
    return re.findall(r"^(FOYER_\w+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_example_file_has_every_setting_once_in_the_order_of_settings() -> None:
    assert example_keys() == list(FIELDS)


def test_the_example_file_loads_and_says_the_defaults() -> None:
    assert load_settings(EXAMPLE, {}) == Settings(db_tls="on")


@pytest.mark.parametrize("key", sorted(FIELDS))
def test_the_example_file_tells_each_settings_default_and_a_good_example(key: str, tmp_path: Path) -> None:
    about = EXAMPLE.read_text(encoding="utf-8").split(f"\n{key}=")[0].rsplit("\n\n", 1)[-1]
    default = FIELDS[key].default
    shown = "on if" if key == "FOYER_DB_TLS" else "empty" if default in ("", (), None) else str(default)
    assert f"Default: {shown}" in " ".join(about.replace("\n# ", " ").split())
    example = re.search(rf"^# Example: ({key}=.+)$", about, re.MULTILINE)
    assert example is not None
    if FIELDS[key].metadata["read"].__name__ != "existing_file":
        (tmp_path / ".env").write_text(f"{example[1]}\n", encoding="utf-8")
        load_settings(tmp_path / ".env", BESIDE.get(key, {}))


@pytest.mark.parametrize("key", sorted(key for key in FIELDS if key.endswith(("_SECONDS", "_MINUTES", "_PERCENT"))))
def test_the_example_file_tells_each_numbers_bounds_as_they_are(key: str, env_file: Path) -> None:
    about = EXAMPLE.read_text(encoding="utf-8").split(f"\n{key}=")[0].rsplit("\n\n", 1)[-1]
    bounds = re.search(r"between (\d+) and (\d+)", refusal(env_file, **{key: "x"}))
    assert bounds is not None
    assert f"{bounds[1]} to {bounds[2]}" in about


def test_every_key_named_anywhere_in_the_program_and_its_documents_is_a_setting() -> None:
    texts = [*PROJECT.glob("*.md"), *PROJECT.glob("*.py"), *PROJECT.glob("docs/**/*.md"), *PROJECT.glob("app/**/*.py")]
    named = {
        (key, str(text.relative_to(PROJECT)))
        for text in texts
        for key in re.findall(r"\bFOYER_[A-Z_]*[A-Z]\b|\bFOYER_TEST_", text.read_text(encoding="utf-8"))
    }
    assert {(key, where) for key, where in named if key not in FIELDS and key not in NAMES_OF_THE_SCRIPTS} == set()
