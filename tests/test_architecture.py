"""The rules of the house (`house_rules.py`) hold in every file, and each of them can fail.

Every rule is shown a sample that breaks it and one that does not: a rule that has stopped seeing anything fails here.
Who may import whom is also written as contracts in `.importlinter`, which `scripts/lint` tries; here they are proved
to be able to break.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from tests import house_rules as house
from tests.house_rules import PROJECT, Source

Rule = Callable[[Source], list[str]]

RULES: tuple[Rule, ...] = (
    house.tkinter_outside_views,
    house.threads_outside_tasks,
    house.driver_outside_models,
    house.wrong_door,
    house.destroyed_under_the_pointer,
    house.sql_outside_models,
    house.sql_built_from_pieces,
    house.swallowed_errors,
    house.grown_too_large,
    house.drawer_names,
    house.outside_the_plan,
    house.mirrors_nothing,
    house.sleeping_tests,
    house.skipped_tests,
)

BREAKING: tuple[tuple[Rule, str, str], ...] = (
    (house.tkinter_outside_views, "app/controllers/x.py", "from tkinter import messagebox"),
    (house.tkinter_outside_views, "app/utils/x.py", "def f():\n    import customtkinter as ctk"),
    (house.threads_outside_tasks, "app/models/x.py", "from concurrent.futures import ThreadPoolExecutor"),
    (house.threads_outside_tasks, "app/views/x.py", "import threading"),
    (house.driver_outside_models, "app/utils/x.py", "import mysql.connector"),
    (house.driver_outside_models, "app/views/x.py", "from mysql import connector"),
    (house.wrong_door, "app/views/x.py", "from app.models import bookings"),
    (house.wrong_door, "app/views/x.py", "from ..models.bookings import confirm"),
    (house.wrong_door, "app/controllers/x.py", "import app.views.theme"),
    (house.wrong_door, "app/models/x.py", "from app.controllers.sell.pricing import price"),
    (house.wrong_door, "app/utils/x.py", "from app.models.records import Show"),
    (house.destroyed_under_the_pointer, "app/views/x.py", "for row in rows:\n    row.destroy()"),
    (house.sql_outside_models, "app/controllers/x.py", "q = 'SELECT 1'"),
    (house.sql_outside_models, "app/views/x.py", "q = f'update bookings set total = {t}'"),
    (house.sql_outside_models, "app/utils/x.py", "q = 'select id, name\\nfrom movies'"),
    (house.sql_outside_models, "main.py", "q = 'INSERT INTO seats VALUES (1)'"),
    (house.sql_built_from_pieces, "app/models/x.py", "db.rows(f'SELECT id FROM halls WHERE id = {hall}')"),
    (house.sql_built_from_pieces, "app/models/x.py", "db.row('SELECT id FROM halls WHERE id = %s' % hall)"),
    (house.sql_built_from_pieces, "app/models/x.py", "db.execute('DELETE FROM halls WHERE id = ' + hall)"),
    (house.sql_built_from_pieces, "app/models/x.py", "db.insert('INSERT INTO {}'.format(table))"),
    (house.sql_built_from_pieces, "app/models/x.py", "def f(db, n):\n    q = f'KILL {n}'\n    db.execute(q)"),
    (house.swallowed_errors, "main.py", "try:\n    f()\nexcept:\n    raise"),
    (house.swallowed_errors, "app/views/x.py", "try:\n    f()\nexcept Exception:\n    pass"),
    (house.swallowed_errors, "app/views/x.py", "try:\n    f()\nexcept (OSError, BaseException):\n    ..."),
    (
        house.swallowed_errors,
        "app/models/x.py",
        "def g():\n    try:\n        f()\n    except Exception:\n        return None",
    ),
    (house.swallowed_errors, "app/models/x.py", "with contextlib.suppress(Exception):\n    f()"),
    (house.grown_too_large, "app/views/x.py", "\n" * 301),
    (house.grown_too_large, "app/views/x.py", "def f():\n" + "    g()\n" * 60),
    (house.drawer_names, "app/views/x.py", "class WindowManager: ..."),
    (house.drawer_names, "app/views/x.py", "class BaseView: ..."),
    (house.outside_the_plan, "app/things.py", ""),
    (house.outside_the_plan, "app/services/x.py", ""),
    (house.outside_the_plan, "app/views/misc/x.py", ""),
    (house.mirrors_nothing, "tests/utils/test_unheard_of.py", ""),
    (house.sleeping_tests, "tests/gui/test_x.py", "time.sleep(1)"),
    (house.sleeping_tests, "tests/gui/test_x.py", "from time import sleep"),
    (house.skipped_tests, "tests/gui/test_x.py", "@pytest.mark.skipif(True, reason='')\ndef test_a(): ..."),
    (house.skipped_tests, "tests/gui/test_x.py", "def test_a():\n    pytest.skip('no server')"),
)

KEEPING: tuple[tuple[Rule, str, str], ...] = (
    (house.tkinter_outside_views, "app/views/x.py", "import tkinter"),
    (house.threads_outside_tasks, "app/views/tasks.py", "import threading"),
    (house.destroyed_under_the_pointer, "app/views/x.py", "def destroy(self):\n    super().destroy()"),
    (house.driver_outside_models, "app/models/x.py", "import mysql.connector"),
    (house.wrong_door, "app/views/x.py", "from app.models.records import Show\nfrom app.models import errors"),
    (house.wrong_door, "main.py", "from app.models.database import Database"),
    (house.sql_outside_models, "app/models/x.py", "q = 'SELECT id FROM movies'"),
    (house.sql_outside_models, "app/views/x.py", "t = 'Select a film from the list, or update shows below.'"),
    (house.sql_built_from_pieces, "app/models/x.py", "db.rows('SELECT id FROM halls WHERE id = %s', (hall,))"),
    (house.sql_built_from_pieces, "app/models/x.py", "db.rows(f'{COLUMNS} WHERE id = %s' + ' LIMIT 1', (hall,))"),
    (house.sql_built_from_pieces, "app/models/x.py", "db.rows(f'SELECT number FROM {_quoted(name)}.steps')"),
    (house.swallowed_errors, "app/views/x.py", "try:\n    f()\nexcept Exception:\n    log.exception('f')"),
    (house.swallowed_errors, "app/views/x.py", "with suppress(FileNotFoundError):\n    f()"),
    (house.grown_too_large, "app/views/x.py", "def f():\n" + "    g()\n" * 59),
    (house.drawer_names, "app/views/x.py", "class Basket: ...\nclass Basement: ..."),
    (house.outside_the_plan, "app/views/sell/x.py", ""),
    (house.mirrors_nothing, "tests/utils/test_errors_are_told.py", ""),
    (house.mirrors_nothing, "tests/gui/test_a_sale.py", ""),
    (house.sleeping_tests, "tests/gui/test_x.py", "window.after(5)"),
    (house.skipped_tests, "tests/gui/test_x.py", "@pytest.mark.parametrize('a', [1])\ndef test_a(a): ..."),
)


def rule_name(value: object) -> str:
    return getattr(value, "__name__", "")


def sources() -> list[Source]:
    files = sorted(PROJECT.glob("*.py"))
    for folder in ("app", "scripts", "tests"):
        files += sorted((PROJECT / folder).rglob("*.py"))
    return [Source(PurePosixPath(file.relative_to(PROJECT).as_posix()), file.read_text("utf-8")) for file in files]


@pytest.mark.parametrize(("rule", "path", "text"), BREAKING, ids=rule_name)
def test_a_rule_sees_what_breaks_it(rule: Rule, path: str, text: str) -> None:
    assert rule(Source(PurePosixPath(path), text))


@pytest.mark.parametrize(("rule", "path", "text"), KEEPING, ids=rule_name)
def test_a_rule_lets_pass_what_keeps_it(rule: Rule, path: str, text: str) -> None:
    assert rule(Source(PurePosixPath(path), text)) == []


def test_every_rule_has_been_seen_to_fail() -> None:
    assert {rule for rule, _, _ in BREAKING} == set(RULES)


@pytest.mark.parametrize("rule", RULES, ids=rule_name)
def test_every_file_keeps_the_rule(rule: Rule) -> None:
    faults = [f"{source.path}: {fault}" for source in sources() for fault in rule(source)]
    assert not faults, "\n".join(faults)


def test_every_folder_of_the_program_is_a_package() -> None:
    folders = {file.parent for file in (PROJECT / "app").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_the_four_rooms_are_there() -> None:
    rooms = {folder.name for folder in (PROJECT / "app").iterdir() if (folder / "__init__.py").is_file()}
    assert rooms == house.ROOMS


def test_every_import_contract_can_break(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / ".importlinter", tmp_path)
    (tmp_path / "app" / "utils" / "wrong.py").write_text("import app.views.theme, threading, tkinter, mysql.connector")
    (tmp_path / "app" / "views" / "wrong.py").write_text("import app.models.database")
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    lint = subprocess.run(
        [sys.executable, "-c", command, "--no-logo", "--no-cache"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    contracts = (PROJECT / ".importlinter").read_text("utf-8").count("[importlinter:contract:")
    assert lint.stdout.count(" BROKEN") == contracts, lint.stdout + lint.stderr
