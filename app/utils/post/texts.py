"""The texts of messages: files in `templates`, each with its subject in the first line, `$fields` filled in when it is sent.

A paragraph that is only a field without anything in it is left out. `.sms.txt` is the same news in a line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).parent / "templates"
_SUBJECT = "Subject: "


@dataclass(frozen=True, slots=True)
class Text:
    """A message in words: for mail all three, for a short message `text` alone."""

    subject: str
    text: str
    html: str


def mail_text(name: str, fields: Mapping[str, str], language: str) -> Text:
    """The mail of that name, e.g. "confirmation". `language` as HTML names it. Raises KeyError for a field not given."""
    subject, _, body = _template(f"{name}.txt").partition("\n")
    text = "\n\n".join(_paragraphs(Template(body).substitute(fields)))
    paragraphs = "\n".join(f"<p>{_html(each)}</p>" for each in _paragraphs(text))
    page = Template(_template("frame.html")).substitute(
        language=html.escape(language), cinema=html.escape(fields["cinema"]), body=paragraphs
    )
    return Text(Template(subject.removeprefix(_SUBJECT)).substitute(fields), f"{text}\n", page)


def short_text(name: str, fields: Mapping[str, str]) -> str:
    """The same for a phone, in one line."""
    return " ".join(Template(_template(f"{name}.sms.txt")).substitute(fields).split())


def note(name: str, fields: Mapping[str, str]) -> str:
    """A paragraph that several messages have, e.g. "privacy"."""
    return Template(_template(f"{name}.txt")).substitute(fields).strip()


@cache
def _template(file_name: str) -> str:
    return (_FOLDER / file_name).read_text(encoding="utf-8")


def _paragraphs(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"\n[ \t]*\n", text) if each.strip()]


def _html(paragraph: str) -> str:
    return html.escape(paragraph).replace("\n", "<br>\n")
