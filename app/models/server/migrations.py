"""Bringing a database to today's schema, and refusing to sell on any other.

`sql/schema.sql` is always the whole of today's schema and makes a new database in one go. `sql/migrations/NNNN_name.sql`
brings an older one there, step by step. DDL commits by itself, so every statement of a step can be run again: a step that
a crash cut short is simply run again. All of this runs under the owner's account, never under a terminal's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.models.connection import DRIVER_ERRORS, NO_SUCH_TABLE, error_number
from app.models.database import Database
from app.models.errors import SchemaMismatch
from app.models.statements import Reader

ALREADY_THERE = frozenset({1050, 1060, 1061, 1091, 1826, 3822})
"""Table, column, key, or its absence; foreign key and CHECK: what a statement of a step wants is so already."""

SQL_FOLDER = Path(__file__).resolve().parents[3] / "sql"


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered migration file."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def statements_of(sql: str) -> list[str]:
    """The statements of a file: each ends with a semicolon at the end of a line; `--` lines are comments."""
    told = "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--"))
    return [statement.strip() for statement in (told + "\n").split(";\n") if statement.strip()]


def read_steps(folder: Path) -> tuple[Step, ...]:
    """The steps in `folder/migrations`, in order. Raises ValueError when a number is missing or stands twice."""
    steps = tuple(
        Step(int(path.stem.split("_", 1)[0]), path.stem.split("_", 1)[1], path.read_text(encoding="utf-8"))
        for path in sorted((folder / "migrations").glob("*.sql"))
    )
    if [step.number for step in steps] != list(range(1, len(steps) + 1)):
        sentence = f"the migrations in {folder} are not numbered 1, 2, 3 and so on"
        raise ValueError(sentence)
    return steps


def create_database(owner: Database, name: str) -> None:
    """Make an empty database unless it exists. `owner` is connected without a database."""
    quoted = _quoted(name)
    _run(owner, f"CREATE DATABASE IF NOT EXISTS {quoted} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")


def migrate(owner: Database, folder: Path = SQL_FOLDER, finish: Callable[[], None] = lambda: None) -> None:
    """Bring the database `owner` is connected to to today's schema; can be run again after a crash at any point.

    `finish` is what today's schema needs besides, such as grants: it is done before the last step is recorded, so that a
    crash in between has it done again. Raises SchemaMismatch when the database is newer than this program or a step's
    file was changed after it had run.
    """
    steps = read_steps(folder)
    done = _finished(owner)
    _refuse_unknown(steps, done)
    if not done:
        for statement in statements_of((folder / "schema.sql").read_text(encoding="utf-8")):
            _run_once(owner, statement)
        finish()
        for step in steps:
            _record(owner, step)
        return
    for step in steps:
        if step.number not in done:
            for statement in statements_of(step.sql):
                _run_once(owner, statement)
            if step is steps[-1]:
                finish()
            _record(owner, step)


def is_current(bare: Reader, database_name: str, folder: Path = SQL_FOLDER) -> bool:
    """Whether a database of that name stands at today's schema: then opening it needs no DDL and no grants."""
    known = "SELECT 1 FROM information_schema.tables WHERE table_schema = %s AND table_name = 'schema_migrations'"
    if bare.row(known, (database_name,)) is None:
        return False
    done = bare.rows(
        f"SELECT number, checksum FROM {_quoted(database_name)}.schema_migrations WHERE finished_at IS NOT NULL"  # noqa: S608  quoted
    )
    return {int(number): str(checksum) for number, checksum in done} == {
        step.number: step.checksum for step in read_steps(folder)
    }


def check_schema(database: Reader, folder: Path = SQL_FOLDER) -> None:
    """Refuse a database that is older or newer than this program. Raises SchemaMismatch."""
    steps = read_steps(folder)
    done = _finished(database)
    _refuse_unknown(steps, done)
    if len(done) < len(steps):
        sentence = (
            f"The database has schema {len(done)}, this Foyer needs {len(steps)}. "
            "Start Foyer once with the owner's account (FOYER_DB_OWNER_USER in .env) to bring it up to date."
        )
        raise SchemaMismatch(sentence)


def grant_terminal(owner: Database, database_name: str, account: str, folder: Path = SQL_FOLDER) -> None:
    """Give a terminal's account what `sql/grants.sql` allows; `account` is 'user'@'host' as the server writes it."""
    text = (folder / "grants.sql").read_text(encoding="utf-8")
    for statement in statements_of(text):
        filled = statement.replace("{database}", _quoted(database_name)).replace("{account}", account)
        _run(owner, filled)


def _finished(database: Reader) -> dict[int, str]:
    try:
        found = database.rows("SELECT number, checksum FROM schema_migrations WHERE finished_at IS NOT NULL")
    except DRIVER_ERRORS as error:
        if error_number(error) == NO_SUCH_TABLE:
            return {}
        raise
    return {int(number): str(checksum) for number, checksum in found}


def _refuse_unknown(steps: tuple[Step, ...], done: dict[int, str]) -> None:
    if max(done, default=0) > len(steps):
        sentence = (
            f"The database has schema {max(done)}, newer than this Foyer, which knows {len(steps)}. "
            "Install the newer Foyer on this terminal."
        )
        raise SchemaMismatch(sentence)
    changed = [step.number for step in steps if done.get(step.number, step.checksum) != step.checksum]
    if changed:
        sentence = (
            f"Migration {changed[0]} was changed after it had run on this database. "
            "Install Foyer again from its release, or ask its developers."
        )
        raise SchemaMismatch(sentence)


def _record(owner: Database, step: Step) -> None:
    owner.transaction(
        lambda unit: unit.execute(
            "INSERT INTO schema_migrations (number, name, checksum, finished_at) VALUES (%s, %s, %s, UTC_TIMESTAMP(6))"
            " ON DUPLICATE KEY UPDATE checksum = VALUES(checksum), finished_at = VALUES(finished_at)",
            (step.number, step.name, step.checksum),
        )
    )


def _run_once(owner: Database, statement: str) -> None:
    """Run a statement; one that a crashed run had done already says so by its error number, which is fine.

    MySQL knows no ADD COLUMN IF NOT EXISTS, so the number is what makes a step of both servers restartable.
    """
    try:
        _run(owner, statement)
    except DRIVER_ERRORS as error:
        if error_number(error) not in ALREADY_THERE:
            raise


def _run(owner: Database, statement: str) -> None:
    owner.transaction(lambda unit: unit.execute(statement))


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
