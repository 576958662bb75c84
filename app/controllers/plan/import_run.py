"""An import written down: one transaction, so that whoever stops it, or loses the database on the way, has what was before.

What is to be done is found out anew in that transaction, with the films that change locked. Where it is not what was agreed to,
nothing is written. The audit lines come last: a counter that sells meanwhile waits for them alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from app.controllers.plan.film_lines import FilmFile
from app.controllers.plan.film_matching import match_lines
from app.controllers.plan.import_plan import Assumed, ImportPlan, Outcome, PlannedLine, plan_import
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import ChangedMeanwhile
from app.models.plan import films
from app.models.plan.films import NEW_FILM, ROWS_AT_A_TIME, Film
from app.models.statements import Reader, Unit
from app.utils.progress import Cancelled, Progress

_SUBJECT_MAX = 50
_FILMS_IN_A_LINE = 200
"""An audit line tells of so many: its text has room for 64 KB."""
_CHANGING = tuple(each.name for each in fields(Film))


@dataclass(frozen=True, slots=True)
class Asker:
    """Whom the audit log names: the counter, and nobody when it is done from the command line."""

    counter_id: int
    staff_id: int | None


def made_plan(reader: Reader, file: FilmFile, assumed: Assumed) -> ImportPlan:
    """What importing a file would do now."""
    matched = match_lines(file.lines, films.identities(reader))
    wanted = [found for found in matched.values() if isinstance(found, int) and found != NEW_FILM]
    here = {film.id: film for film in films.some(reader, wanted)}
    return plan_import(file, matched, here, assumed)


def run_import(
    database: Database, asker: Asker | None, request_id: str, agreed: ImportPlan, progress: Progress
) -> ImportPlan:
    """Do what was agreed to; returns what was done. Without an asker, before a cinema is set up, there is no log to write.

    Raises Cancelled, and ChangedMeanwhile with the plan as it would be now where films have changed since; then nothing is
    written.
    """
    file = agreed.file
    done = [agreed]

    def work(unit: Unit) -> None:
        after_id = films.highest_id(unit)
        done[:] = [_locked_plan(unit, file, agreed.assumed)]
        if done[0].meant != agreed.meant:
            raise ChangedMeanwhile(
                "Films were changed meanwhile, so nothing was imported. Look at what would be done now and import once more.",
                (),
                done[0],
            )
        _write(unit, done[0], after_id, progress)
        if asker is not None:
            _audit(unit, asker, done[0])

    said = [(line.number, line.outcome, line.told) for line in agreed.lines if line.outcome is not Outcome.UNCHANGED]
    try:
        database.once(Request(request_id, "IMPORT_FILMS", (file.name, agreed.summary, said)), "", work)
    except Cancelled as error:
        raise Cancelled("The import was stopped: no film was added or changed.") from error
    return done[0]


def _locked_plan(unit: Unit, file: FilmFile, assumed: Assumed) -> ImportPlan:
    plan = made_plan(unit, file, assumed)
    changing = [line.before.id for line in plan.lines if line.outcome is Outcome.CHANGED and line.before]
    if not changing:
        return plan
    films.lock(unit, changing)
    return made_plan(unit, file, assumed)


def _write(unit: Unit, plan: ImportPlan, after_id: int, progress: Progress) -> None:
    new = [line for line in plan.lines if line.outcome is Outcome.NEW]
    changed = [line for line in plan.lines if line.outcome is Outcome.CHANGED]
    total, done = len(new) + len(changed), 0
    progress.report(done, total)
    for kind, lines in ((Outcome.NEW, new), (Outcome.CHANGED, changed)):
        for start in range(0, len(lines), ROWS_AT_A_TIME):
            piece = lines[start : start + ROWS_AT_A_TIME]
            if kind is Outcome.NEW:
                after_id = films.add(unit, [line.film for line in piece if line.film], after_id)[-1]
            else:
                _change(unit, piece)
            done += len(piece)
            progress.report(done, total)


def _change(unit: Unit, lines: Sequence[PlannedLine]) -> None:
    for line in lines:
        if line.before and line.film:
            films.change(unit, line.before, line.film)
    unit.flush()


def _audit(unit: Unit, asker: Asker, plan: ImportPlan) -> None:
    """A line for the import, and one for every some hundred films that it changes: which, and what of them."""
    added, changed = plan.count(Outcome.NEW), [line for line in plan.lines if line.outcome is Outcome.CHANGED]
    if not added and not changed:
        return
    subject = plan.file.name[:_SUBJECT_MAX]
    counts = {outcome.lower(): plan.count(outcome) for outcome in Outcome}
    audit_log.append(unit, asker.counter_id, asker.staff_id, "FILMS_IMPORTED", subject, counts)
    for start in range(0, len(changed), _FILMS_IN_A_LINE):
        told = {
            str(line.before.id): [name for name in _CHANGING if getattr(line.before, name) != getattr(line.film, name)]
            for line in changed[start : start + _FILMS_IN_A_LINE]
            if line.before
        }
        audit_log.append(unit, asker.counter_id, asker.staff_id, "FILMS_CHANGED", subject, told)
