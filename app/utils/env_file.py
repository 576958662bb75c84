"""The .env file itself: its lines with their numbers, and a rewrite that keeps everything it was not asked to change.

python-dotenv's parser decides what a line means. Its own reader and writer are not used: the reader drops line numbers
and expands ${NAME}, which would change a password; the writer drops blank lines and comments beside a replaced value.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from dotenv.parser import parse_stream

from app.utils.errors import FolderNotWritable, SettingInvalid

_STATEMENT = re.compile(
    r"""
    (?P<before>\s*(?:export[^\S\r\n]+)?(?:'[^']+'|[^=\#\s]+))
    (?: [^\S\r\n]*=[^\S\r\n]*(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
      | [^\S\r\n]*=[^\r\n]*?(?=[^\S\r\n]+\#|[^\S\r\n]*(?:[\r\n]|\Z))
      | )
    (?P<after>[^\S\r\n]*(?:\#[^\r\n]*)?(?:\r\n|\n|\r|\Z))
    """,
    re.DOTALL | re.VERBOSE,
)
"""One statement as the parser hands it out, blank lines before it included, cut where its value can be exchanged.

In an unquoted value only a # after a space begins a comment."""


class EnvLine(NamedTuple):
    """One statement of the file. `key` None: the parser made no sense of it. `value` None: there is no `=`."""

    number: int
    key: str | None
    value: str | None
    original: str


def read_env_file(env_file: Path) -> list[EnvLine]:
    """The statements in order, comments and blank lines left out; none for a file that does not exist.

    Raises SettingInvalid if the file cannot be read or is not UTF-8 text.
    """
    return [line for line in _parsed(_text_of(env_file)) if line.key is not None or line.value is not None]


def set_values(env_file: Path, changes: Mapping[str, str]) -> None:
    """Set the keys and keep every other line and comment. The file is exchanged in one step and is its owner's (0600).

    A key given twice keeps its first place. Raises SettingInvalid for a value with a control character, a file that
    cannot be read, or one with an open quote that would swallow the new value; FolderNotWritable if the new file cannot
    be put there.
    """
    for key, value in changes.items():
        if any(ord(sign) < ord(" ") or sign in "\x7f\x85\u2028\u2029" for sign in value):
            raise SettingInvalid(f"The value for {key} has a line break or another control character. Leave it out.")
    target = env_file.resolve()  # a link to the file stays a link
    before = _text_of(target)
    after = _with_changes(before, changes)
    if _values(after) != _values(before) | dict(changes):
        raise _not_rewritable(env_file, before)
    _exchange(target, after)


def _text_of(env_file: Path) -> str:
    try:
        text = env_file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as problem:
        raise _not_utf8(env_file) from problem
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise SettingInvalid(
            f"The settings file {env_file} cannot be read: {reason}. It must be a file your account may read; "
            "remove it or start Foyer with --data and another folder."
        ) from problem
    if "\0" in text:
        raise _not_utf8(env_file)
    return text


def _not_utf8(env_file: Path) -> SettingInvalid:
    return SettingInvalid(
        f"The settings file {env_file} is not UTF-8 text. Open it in a text editor and save it with encoding UTF-8."
    )


def _parsed(text: str) -> list[EnvLine]:
    """Every statement. One that makes no sense has key None and value ""; a comment has both None."""
    lines = []
    for binding in parse_stream(io.StringIO(text, newline="")):
        original = binding.original.string
        blank = original[: len(original) - len(original.lstrip())]
        number = binding.original.line + len(re.findall(r"\r\n|\n|\r", blank))
        value = "" if binding.error else binding.value
        lines.append(EnvLine(number, binding.key, value, original))
    return lines


def _values(text: str) -> dict[str, str | None]:
    return {line.key: line.value for line in _parsed(text) if line.key is not None}


def _not_rewritable(env_file: Path, text: str) -> SettingInvalid:
    bad = [line.number for line in _parsed(text) if line.key is None and line.value is not None]
    where = f"line {bad[0]}" if bad else "a line"
    return SettingInvalid(
        f"The settings file {env_file} cannot be changed, because {where} has a quote that is not closed. "
        "Open the file in a text editor, close the quote or remove the line, and try again."
    )


def _with_changes(text: str, changes: Mapping[str, str]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    waiting = dict(changes)
    written = []
    for line in _parsed(text):
        if line.key not in changes:
            written.append(line.original)
        elif line.key in waiting:
            written.append(_exchanged(line.original, waiting.pop(line.key)))
    rest = "".join(f"{key}={_quoted(value)}{newline}" for key, value in waiting.items())
    kept = "".join(written)
    gap = newline if rest and kept and not kept.endswith(("\n", "\r")) else ""
    return kept + gap + rest


def _exchanged(original: str, value: str) -> str:
    parts = _STATEMENT.fullmatch(original)
    assert parts is not None, "the pattern reads every statement the parser reads"
    return f"{parts['before']}={_quoted(value)}{parts['after']}"


def _quoted(value: str) -> str:
    """In single quotes nothing but the quote and the backslash means anything."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _exchange(target: Path, text: str) -> None:
    """Write beside the target, then rename over it: a crash leaves the old file or the new one, never half of one."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=".env.", dir=target.parent)  # made with mode 0600
        beside = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise FolderNotWritable(
            f"The settings file {target} cannot be written: {reason}. "
            "Give your account the right to write to its folder, or start Foyer with --data and another folder."
        ) from problem
