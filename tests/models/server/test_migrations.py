"""A database comes to today's schema by either way, through any crash, and a wrong one is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.models.connection import DRIVER_ERRORS, Target, connector
from app.models.database import Database
from app.models.errors import SchemaMismatch
from app.models.server import migrations
from app.models.server.house import open_private
from app.models.server.migrations import SQL_FOLDER, check_schema, is_current, migrate, read_steps, statements_of
from app.models.server.private_server import PrivateServer
from app.models.statements import Row
from tests.box_office import unique

COMPARED = {
    "tables": "SELECT table_name, engine, table_collation FROM information_schema.tables"
    " WHERE table_schema = DATABASE() ORDER BY 1",
    "columns": "SELECT table_name, column_name, ordinal_position, column_default, is_nullable, column_type, collation_name,"
    " extra FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, 3",
    "keys": "SELECT table_name, index_name, seq_in_index, column_name, non_unique FROM information_schema.statistics"
    " WHERE table_schema = DATABASE() ORDER BY 1, 2, 3",
    "foreign keys": "SELECT table_name, constraint_name, column_name, referenced_table_name, referenced_column_name"
    " FROM information_schema.key_column_usage WHERE table_schema = DATABASE() ORDER BY 1, 2, 3",
    "what deleting does": "SELECT table_name, constraint_name, delete_rule, update_rule"
    " FROM information_schema.referential_constraints WHERE constraint_schema = DATABASE() ORDER BY 1, 2",
    "checks": "SELECT constraint_name, check_clause FROM information_schema.check_constraints"
    " WHERE constraint_schema = DATABASE() ORDER BY 1, 2",
}
THIRD_STEP = "CREATE TABLE IF NOT EXISTS foyers (id INT NOT NULL);\nALTER TABLE foyers ADD COLUMN sofas INT;\n"
BROKEN_STEP = "CREATE TABLE IF NOT EXISTS foyers (id INT NOT NULL);\nALTER TABLE no_such_table ADD COLUMN sofas INT;\n"


def a_name() -> str:
    return unique("migrated").replace(" ", "_").replace("-", "_")


def target(server: PrivateServer, database: str | None) -> Target:
    address = server.address
    return Target(
        server.owner.user,
        server.owner.password,
        database,
        host=address.host,
        port=address.port,
        unix_socket=address.unix_socket,
    )


@contextmanager
def empty_database(server: PrivateServer) -> Iterator[tuple[Database, str]]:
    name = a_name()
    with closing(Database(connector(target(server, None)))) as bare:
        migrations.create_database(bare, name)
    with closing(Database(connector(target(server, name)))) as owner:
        yield owner, name


@pytest.fixture
def empty(server: PrivateServer) -> Iterator[Database]:
    with empty_database(server) as (owner, _):
        yield owner


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A program's sql folder, to be changed."""
    shutil.copytree(SQL_FOLDER, tmp_path / "sql", ignore=shutil.ignore_patterns("demo"))
    return tmp_path / "sql"


def add_step(folder: Path, sql: str) -> int:
    """The next migration; returns its number."""
    number = len(read_steps(folder)) + 1
    (folder / "migrations" / f"{number:04}_more.sql").write_text(sql)
    return number


def run(owner: Database, sql: str) -> None:
    owner.transaction(lambda unit: unit.execute(sql))


def finished(owner: Database) -> list[int]:
    return [int(row[0]) for row in owner.rows("SELECT number FROM schema_migrations ORDER BY number")]


def described(owner: Database) -> dict[str, list[Row]]:
    return {what: owner.rows(sql) for what, sql in COMPARED.items()}


def test_the_schema_and_the_migrations_one_after_the_other_make_the_same_database(server: PrivateServer) -> None:
    with empty_database(server) as (at_once, _), empty_database(server) as (step_by_step, _):
        migrate(at_once)
        for step in read_steps(SQL_FOLDER):
            for statement in statements_of(step.sql):
                run(step_by_step, statement)
        whole, grown = described(at_once), described(step_by_step)
    assert all(whole.values())
    assert grown == whole


def test_a_difference_between_the_two_ways_would_be_seen(server: PrivateServer) -> None:
    with empty_database(server) as (one, _), empty_database(server) as (other, _):
        for owner in (one, other):
            migrate(owner)
        run(other, "ALTER TABLE payments DROP CONSTRAINT payment_positive")
        assert described(one)["checks"] != described(other)["checks"]


def test_a_new_database_has_every_step_behind_it(empty: Database) -> None:
    migrate(empty)
    assert finished(empty) == [step.number for step in read_steps(SQL_FOLDER)]
    check_schema(empty)


def test_migrating_again_changes_nothing(empty: Database) -> None:
    migrate(empty)
    before = described(empty), empty.rows("SELECT * FROM schema_migrations")
    migrate(empty)
    assert (described(empty), empty.rows("SELECT * FROM schema_migrations")) == before


def test_an_older_database_gets_the_steps_it_lacks(empty: Database, folder: Path) -> None:
    migrate(empty, folder)
    number = add_step(folder, THIRD_STEP)
    migrate(empty, folder)
    assert finished(empty)[-1] == number
    assert empty.rows("SELECT sofas FROM foyers") == []


def test_a_step_cut_short_is_not_recorded_and_is_run_again(empty: Database, folder: Path) -> None:
    migrate(empty, folder)
    number = add_step(folder, BROKEN_STEP)
    with pytest.raises(DRIVER_ERRORS):
        migrate(empty, folder)
    assert number not in finished(empty)
    assert empty.rows("SELECT id FROM foyers") == []
    (folder / "migrations" / f"{number:04}_more.sql").write_text(THIRD_STEP)
    migrate(empty, folder)
    assert finished(empty)[-1] == number
    assert empty.rows("SELECT sofas FROM foyers") == []


@pytest.mark.parametrize("run_before_the_crash", [1, 5, 12, 19])
def test_a_new_database_cut_short_anywhere_is_completed(server: PrivateServer, run_before_the_crash: int) -> None:
    schema = statements_of((SQL_FOLDER / "schema.sql").read_text("utf-8"))
    with empty_database(server) as (whole, _), empty_database(server) as (owner, _):
        migrate(whole)
        for statement in schema[:run_before_the_crash]:
            run(owner, statement)
        migrate(owner)
        assert described(owner) == described(whole)
        assert finished(owner) == finished(whole)


def test_a_crash_before_the_grants_has_them_given_at_the_next_start(server: PrivateServer) -> None:
    def crash() -> None:
        raise KeyboardInterrupt

    with empty_database(server) as (owner, name):
        with pytest.raises(KeyboardInterrupt):
            migrate(owner, finish=crash)
        assert finished(owner) == []
        house = open_private(server, name, timeout_seconds=5)
        with closing(Database(house.connect)) as terminal:
            assert terminal.rows("SELECT id FROM staff") == []


def test_a_crash_between_an_upgrade_and_its_grants_has_them_given_at_the_next_start(
    empty: Database, folder: Path
) -> None:
    def crash() -> None:
        raise KeyboardInterrupt

    granted: list[bool] = []
    migrate(empty, folder)
    number = add_step(folder, THIRD_STEP)
    with pytest.raises(KeyboardInterrupt):
        migrate(empty, folder, crash)
    assert number not in finished(empty)
    migrate(empty, folder, lambda: granted.append(True))
    assert granted == [True]
    assert number in finished(empty)


def test_a_step_changed_after_it_had_run_is_refused(empty: Database, folder: Path) -> None:
    migrate(empty, folder)
    step = next((folder / "migrations").glob("0001_*.sql"))
    step.write_text(step.read_text() + "-- an afterthought\n")
    for refused in (migrate, check_schema):
        with pytest.raises(SchemaMismatch, match="Migration 1 was changed after it had run"):
            refused(empty, folder)


def test_a_database_newer_than_the_program_is_refused(empty: Database, folder: Path) -> None:
    number = add_step(folder, THIRD_STEP)
    migrate(empty, folder)
    for refused in (migrate, check_schema):
        with pytest.raises(SchemaMismatch, match=rf"schema {number}, newer than this Foyer.*Install the newer Foyer"):
            refused(empty, SQL_FOLDER)


def test_a_database_older_than_the_program_is_refused_to_a_terminal(empty: Database, folder: Path) -> None:
    migrate(empty, folder)
    add_step(folder, THIRD_STEP)
    with pytest.raises(SchemaMismatch, match="FOYER_DB_OWNER_USER"):
        check_schema(empty, folder)


def test_an_empty_database_is_refused_to_a_terminal(empty: Database) -> None:
    with pytest.raises(SchemaMismatch, match="has schema 0"):
        check_schema(empty)


def test_only_a_database_at_todays_schema_is_current(server: PrivateServer, folder: Path) -> None:
    with closing(Database(connector(target(server, None)))) as bare, empty_database(server) as (owner, name):
        told = [is_current(bare, a_name(), folder), is_current(bare, name, folder)]
        migrate(owner, folder)
        told.append(is_current(bare, name, folder))
        add_step(folder, THIRD_STEP)
        told.append(is_current(bare, name, folder))
    assert told == [False, False, True, False]


@pytest.mark.parametrize("names", [["0002_b.sql"], ["0001_a.sql", "0003_c.sql"], ["0001_a.sql", "0001_b.sql"]])
def test_steps_are_numbered_without_gaps_or_doubles(tmp_path: Path, names: list[str]) -> None:
    (tmp_path / "migrations").mkdir()
    for name in names:
        (tmp_path / "migrations" / name).write_text("SELECT 1;\n")
    with pytest.raises(ValueError, match="numbered 1, 2, 3"):
        read_steps(tmp_path)


def test_the_steps_of_the_program_are_named_and_numbered() -> None:
    steps = read_steps(SQL_FOLDER)
    assert steps[0].name == "sell_a_seat"
    assert len({step.checksum for step in steps}) == len(steps)


def test_statements_end_with_a_semicolon_at_the_end_of_a_line() -> None:
    sql = "-- told; not run;\nSELECT ';' AS a,\n  2;\n\n  -- more\nSELECT 3;\n"
    assert statements_of(sql) == ["SELECT ';' AS a,\n  2", "SELECT 3"]


def test_a_database_may_have_any_name(server: PrivateServer) -> None:
    name = f"odd `name` {unique('x')}"
    with closing(Database(connector(target(server, None)))) as bare:
        migrations.create_database(bare, name)
        assert not is_current(bare, name)
        run(bare, "DROP DATABASE `" + name.replace("`", "``") + "`")
