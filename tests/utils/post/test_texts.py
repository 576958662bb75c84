"""The texts of messages: every one of them can be filled in, and none shows what was not filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.utils.post import texts

FIELDS = {
    name: f"[{name}]"
    for name in (
        "greeting", "cinema", "film", "hall", "day", "time", "seats", "reference", "paid", "cancelled", "difference",
        "given_back", "reason", "until",
    )
}  # fmt: skip
NAMES = sorted(
    file.name.removesuffix(".sms.txt")
    for file in (Path(texts.__file__).parent / "templates").iterdir()
    if file.name.endswith(".sms.txt")
)


def test_there_is_a_text_for_each_occasion() -> None:
    assert NAMES == ["cancellation", "confirmation", "exchange", "seats_offered", "show_cancelled"]


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_filled_in_and_tells_why_it_came(name: str) -> None:
    fields = {**FIELDS, "privacy": texts.note("privacy", FIELDS)}
    text = texts.mail_text(name, fields, "en-IN")
    assert "$" not in text.subject + text.text + text.html
    assert text.subject
    assert "\n" not in text.subject
    assert text.text.startswith("[greeting]\n\n")
    assert all(f"[{part}]" in text.text for part in ("film", "day", "time", "cinema", "reference"))
    assert "have it erased" in text.text
    assert '<html lang="en-IN">' in text.html
    assert text.html.count("<p>") == text.text.count("\n\n") + 1


@pytest.mark.parametrize("name", NAMES)
def test_a_text_message_is_one_short_line(name: str) -> None:
    text = texts.short_text(name, FIELDS)
    assert "\n" not in text
    assert "[reference]" in text
    assert len(text) < 320


def test_what_people_typed_is_no_html() -> None:
    fields = {**FIELDS, "film": "Bonnie <b>&</b> Clyde", "cinema": '"><script>', "privacy": ""}
    page = texts.mail_text("confirmation", fields, '"><script>').html
    assert "Bonnie &lt;b&gt;&amp;&lt;/b&gt; Clyde" in page
    assert "<script>" not in page


def test_what_people_typed_is_no_field() -> None:
    fields = {**FIELDS, "film": "$paid", "privacy": ""}
    assert "\n$paid\n" in texts.mail_text("confirmation", fields, "en").text


def test_a_paragraph_without_anything_in_it_is_left_out() -> None:
    fields = {**FIELDS, "reason": "", "privacy": ""}
    text = texts.mail_text("show_cancelled", fields, "en").text
    assert "\n\n\n" not in text
    assert text.endswith("[given_back]\n")


def test_a_field_that_is_not_given_is_a_defect_and_not_a_hole() -> None:
    with pytest.raises(KeyError):
        texts.mail_text("confirmation", {"cinema": "x"}, "en")
