"""Two people edit one thing: the second is told what the first changed, and keeps what she typed.

A form is saved with the record it was opened with. In the unit that writes, the row is locked and read once more: where
it is not what was seen, nothing is written, and the refusal names the fields and who changed them. Saving once more, with the
record as it stands now, writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from app.models import audit_log
from app.models.errors import ChangedMeanwhile
from app.models.statements import Reader
from app.utils.local_time import format_time, to_local


def refuse_if_changed(
    reader: Reader, seen: object, now: object, labels: Mapping[str, str], subject: str, time_zone: str, locale: str
) -> None:
    """Raise ChangedMeanwhile when the dataclass `now` differs from `seen` in a field of `labels` (name -> words).

    `subject` is what the audit log calls the thing: its last line tells who and when.
    """
    changed = tuple(name for name in labels if _value(seen, name) != _value(now, name))
    if not changed:
        return
    words = " and ".join(filter(None, [", ".join(labels[name] for name in changed[:-1]), labels[changed[-1]]]))
    last = audit_log.last_of(reader, subject)
    who = "Somebody else"
    if last is not None:
        who = f"{last.full_name or 'Foyer'} ({format_time(to_local(last.happened_at, time_zone), locale)})"
    sentence = f"{who} has changed {words} meanwhile. What you typed is kept: Save once more to put yours in place."
    raise ChangedMeanwhile(sentence, changed, now)


def _value(record: object, name: str) -> Any:
    if not is_dataclass(record) or name not in {field.name for field in fields(record)}:
        message = f"{record!r} has no field {name}"
        raise AssertionError(message)
    return getattr(record, name)
