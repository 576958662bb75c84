"""Films imported from the command line: no window, no questions, a line for each film that was skipped.

Only with the owner's account, as every change from the command line: whoever has that may do this; no session is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.controllers.plan.film_files import FILE_BYTES_MAX, FILE_WANTED, read_film_file
from app.controllers.plan.import_plan import Assumed, ImportPlan, Outcome, read_assumed
from app.controllers.plan.import_run import Asker, made_plan, run_import
from app.models import places
from app.models.database import Database
from app.models.errors import NotFound
from app.models.records import Counter
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from app.utils.given_files import read_given
from app.utils.progress import Progress

NAMES = ("minutes", "certificate", "language")
"""What can be assumed of films whose file does not say it."""


def import_films(
    owner: Database, counter_name: str, path: Path, wishes: Sequence[str], progress: Progress
) -> list[str]:
    """Import a CSV or JSON file; the lines to print, the last of them the counts.

    `wishes` are NAME=VALUE of what is assumed. Raises InvalidInput, NotFound, Cancelled; then nothing is imported.
    """
    assumed = _assumed(wishes)
    counter = _counter(owner, counter_name)
    file = read_film_file(
        read_given(path, FILE_BYTES_MAX, FILE_WANTED), path.name, counter.cinema.country if counter else ""
    )
    asker = Asker(counter.id, None) if counter else None
    plan = made_plan(owner, file, assumed)
    return report_lines(run_import(owner, asker, new_request_id(), plan, progress))


def report_lines(plan: ImportPlan) -> list[str]:
    """What was skipped and why, what was assumed, and the counts."""
    skipped = [line for line in plan.lines if line.outcome is Outcome.SKIPPED]
    lines = []
    for line in skipped:
        title = f" ({line.title})" if line.title else ""
        lines.append(f"{plan.file.unit} {line.number}{title} skipped: {line.told}")
    return [*lines, *plan.notes, plan.summary]


def _assumed(wishes: Sequence[str]) -> Assumed:
    given: dict[str, str] = {}
    for wish in wishes:
        name, equals, value = wish.partition("=")
        if not equals or name not in NAMES:
            raise InvalidInput(f"'{wish}' cannot be set. Give NAME=VALUE, with one of {', '.join(NAMES)}.")
        given[name] = value
    return read_assumed(given)


def _counter(owner: Database, name: str) -> Counter | None:
    """The counter the audit log tells of: the configured one, else the first; None before a cinema is set up."""
    counters = places.counters(owner)
    found = next((counter for counter in counters if name in ("", counter.name)), None)
    if found is None and counters:
        raise NotFound(f"There is no counter '{name}'. Compare FOYER_COUNTER.")
    return found
