"""The settings of mail and text messages: what goes together, and what is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.utils.errors import SettingInvalid
from app.utils.settings import Settings, load_settings

MAIL = {"FOYER_SMTP_HOST": "mail.example.com", "FOYER_SMTP_FROM": "box@example.com"}
LOGIN = {"FOYER_SMTP_USER": "box", "FOYER_SMTP_PASSWORD": "hunter2"}
ADDRESS = "twilio://SID:hunter2@15551234567/{phone}"


def loaded(tmp_path: Path, **environ: str) -> Settings:
    return load_settings(tmp_path / ".env", environ)


def refusal(tmp_path: Path, **environ: str) -> str:
    with pytest.raises(SettingInvalid) as refused:
        loaded(tmp_path, **environ)
    assert refused.value.code == "SETTING_INVALID"
    assert "hunter2" not in refused.value.sentence
    return refused.value.sentence


def test_without_settings_nothing_is_sent(tmp_path: Path) -> None:
    settings = loaded(tmp_path)
    assert settings.smtp_host == ""
    assert settings.notify_urls == ()


def test_mail_is_encrypted_unless_told_otherwise(tmp_path: Path) -> None:
    assert loaded(tmp_path, **MAIL).smtp_tls == "starttls"


def test_a_server_without_an_address_that_mails_come_from_is_refused(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, FOYER_SMTP_HOST="mail.example.com")
    assert "FOYER_SMTP_HOST is given without an address" in sentence
    assert "FOYER_SMTP_FROM=boxoffice@example.com" in sentence


def test_a_password_over_a_connection_anybody_can_read_is_refused(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, **MAIL, **LOGIN, FOYER_SMTP_TLS="off")
    assert "FOYER_SMTP_TLS=starttls" in sentence
    assert "off-with-login" in sentence


def test_a_password_in_clear_is_taken_where_the_setting_says_so(tmp_path: Path) -> None:
    assert loaded(tmp_path, **MAIL, **LOGIN, FOYER_SMTP_TLS="off-with-login").smtp_tls == "off-with-login"


def test_no_encryption_is_taken_without_a_login(tmp_path: Path) -> None:
    assert loaded(tmp_path, **MAIL, FOYER_SMTP_TLS="off").smtp_user == ""


@pytest.mark.parametrize("text", ["nonsense", "twilio://SID:hunter2@15551234567", f"{ADDRESS} twilio://hunter2"])
def test_an_address_without_a_place_for_the_customers_number_is_refused_and_not_shown(
    tmp_path: Path, text: str
) -> None:
    assert "{phone}" in refusal(tmp_path, FOYER_NOTIFY_URLS=text)


def test_addresses_of_services_are_taken_in_their_order(tmp_path: Path) -> None:
    settings = loaded(tmp_path, FOYER_NOTIFY_URLS=f"{ADDRESS}  json://localhost/{{phone}}")
    assert settings.notify_urls == (ADDRESS, "json://localhost/{phone}")


def test_secrets_of_mail_and_text_messages_are_not_in_the_repr(tmp_path: Path) -> None:
    told = repr(loaded(tmp_path, **MAIL, **LOGIN, FOYER_NOTIFY_URLS=ADDRESS))
    assert "hunter2" not in told
    assert "mail.example.com" in told
