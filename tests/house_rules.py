"""The rules of the house: who may do what, where, and how large a thing may grow.

A rule looks at one file and tells its faults in words; `test_architecture.py` shows each rule a sample that breaks it
and then every file of the project.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

PROJECT = Path(__file__).parent.parent
ROOMS = {"views", "controllers", "models", "utils"}
ALCOVES = {
    "sell",
    "pay",
    "till",
    "paper",
    "post",
    "after",
    "plan",
    "team",
    "reports",
    "start",
    "seats",
    "parts",
    "tour",
    "server",
}
THREADS = {"threading", "_thread", "concurrent", "multiprocessing", "asyncio"}
TABLES = re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", (PROJECT / "sql" / "schema.sql").read_text("utf-8"))
SQL = re.compile(
    r"^\s*(SELECT|START TRANSACTION|LOCK TABLES|GRANT|SET SESSION)\s"
    rf"|(?i:\bselect\b.+\bfrom\s+`?({'|'.join(TABLES)})\b)"
    rf"|(?i:\bupdate\s+`?({'|'.join(TABLES)})`?\s+set\b)"
    r"|(?i:\binsert\s+(ignore\s+)?into\s|\bdelete\s+from\s|\b(create|alter|drop|truncate)\s+table\s)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Source:
    """A Python file: where it stands in the project, and what it says."""

    path: PurePosixPath
    text: str

    @property
    def room(self) -> str:
        return self.path.parts[1] if self.path.parts[0] == "app" and len(self.path.parts) > 2 else ""

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    @cached_property
    def imports(self) -> list[str]:
        """Full dotted names; for `from a import b` it is `a.b`, because b may be a module."""
        names = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                names += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                above = ".".join(self.path.parts[: len(self.path.parts) - node.level]) if node.level else ""
                origin = ".".join(part for part in (above, node.module or "") if part)
                names += [f"{origin}.{alias.name}" for alias in node.names]
        return names

    def imports_any_of(self, packages: set[str]) -> list[str]:
        return [name for name in self.imports if name.split(".")[0] in packages]


def tkinter_outside_views(source: Source) -> list[str]:
    if source.path.parts[0] != "app" or source.room == "views":
        return []
    return source.imports_any_of({"tkinter", "customtkinter"})


def threads_outside_tasks(source: Source) -> list[str]:
    if source.path.parts[0] != "app" or source.path == PurePosixPath("app/views/tasks.py"):
        return []
    return source.imports_any_of(THREADS)


def driver_outside_models(source: Source) -> list[str]:
    if source.path.parts[0] != "app" or source.room == "models":
        return []
    return source.imports_any_of({"mysql", "_mysql_connector"})


def wrong_door(source: Source) -> list[str]:
    """Views reach controllers, utils, and the models' records and errors; each room below reaches only downwards."""
    doors = {
        "views": ("app.views", "app.controllers", "app.utils", "app.models.records", "app.models.errors"),
        "controllers": ("app.controllers", "app.models", "app.utils"),
        "models": ("app.models", "app.utils"),
        "utils": ("app.utils",),
    }
    if source.room not in doors:
        return []
    of_app = [name for name in source.imports if name.split(".")[0] == "app"]
    return [name for name in of_app if not any(f"{name}.".startswith(f"{door}.") for door in doors[source.room])]


def destroyed_under_the_pointer(source: Source) -> list[str]:
    """What goes is buried (`parts/bury.py` tells why); a widget may end itself, a window its whole screen."""
    if source.room != "views" or source.path.name == "bury.py":
        return []
    calls = [node.func for node in source.nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    ends = [call for call in calls if call.attr == "destroy"]
    return [
        f"line {call.lineno}"
        for call in ends
        if ast.unparse(call.value) not in {"super()", "self", "self.window", "self.screen"}
    ]


def sql_outside_models(source: Source) -> list[str]:
    if source.path.parts[0] not in {"app", "main.py"} or source.room == "models":
        return []
    docstrings = {id(node.value) for node in source.nodes if isinstance(node, ast.Expr)}
    strings = [node for node in source.nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [f"line {node.lineno}" for node in strings if id(node) not in docstrings and SQL.search(str(node.value))]


def sql_built_from_pieces(source: Source) -> list[str]:
    """Values go in as parameters. Only `statements.py` itself writes SQL at run time: the placeholders of an IN list."""
    if source.room != "models" or source.path.name == "statements.py":
        return []
    faults = []
    for scope in source.nodes:
        if not isinstance(scope, ast.FunctionDef | ast.Module):
            continue
        built = {
            target.id
            for node in ast.walk(scope)
            if isinstance(node, ast.Assign) and _put_together(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call) and node.args):
            runs_sql = isinstance(call.func, ast.Attribute) and call.func.attr in {
                "execute", "executemany", "rows", "row", "insert", "insert_rows",
            }  # fmt: skip
            sql = call.args[0]
            if runs_sql and (_put_together(sql) or (isinstance(sql, ast.Name) and sql.id in built)):
                faults.append(f"line {call.lineno}")
    return sorted(set(faults))


def _put_together(node: ast.expr) -> bool:
    """Whether a text is made of pieces that are not all safe: constants, whose names are in capitals, or quoted names."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) and not _safe(part.value) for part in node.values)
    if isinstance(node, ast.BinOp):
        return not (_safe(node.left) and _safe(node.right))
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"format", "join"}


def _safe(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _safe(node.left) and _safe(node.right)
    if isinstance(node, ast.JoinedStr):
        return not _put_together(node)
    if isinstance(node, ast.Call):  # a database's or an account's name cannot be a parameter: it is quoted
        return isinstance(node.func, ast.Name) and node.func.id.strip("_") == "quoted"
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def swallowed_errors(source: Source) -> list[str]:
    def broad(caught: ast.expr | None) -> bool:
        return any(
            isinstance(part, ast.Name) and part.id in {"Exception", "BaseException"}
            for part in ast.walk(caught or ast.Pass())
        )

    def idle(statement: ast.stmt) -> bool:
        says_nothing = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        returns_nothing = isinstance(statement, ast.Return) and isinstance(statement.value, ast.Constant | None)
        return says_nothing or returns_nothing or isinstance(statement, ast.Pass | ast.Continue | ast.Break)

    faults = []
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler) and (
            node.type is None or (broad(node.type) and all(idle(statement) for statement in node.body))
        ):
            faults.append(f"line {node.lineno}")
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress") and any(map(broad, node.args)):
            faults.append(f"line {node.lineno}")
    return faults


def grown_too_large(source: Source) -> list[str]:
    lines = len(source.text.splitlines())
    faults = [f"{lines} lines: 300 at most, 250 is the aim"] if lines > 300 else []
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > 60:
                faults.append(f"{node.name} has {length} lines: 60 at most, 40 is the aim")
    return faults


def drawer_names(source: Source) -> list[str]:
    """A Manager, a Helper or a Base is a drawer: things are thrown into it."""
    classes = [node.name for node in source.nodes if isinstance(node, ast.ClassDef)]
    return [name for name in classes if re.search(r"(Manager|Helpers?|Utils?)$|^Base(?![a-z])", name)]


def outside_the_plan(source: Source) -> list[str]:
    """`app` holds its four rooms and nothing else; a room holds files, or alcoves that have the same names everywhere."""
    parts = source.path.parts
    if parts[0] != "app" or parts == ("app", "__init__.py"):
        return []
    if len(parts) == 2 or parts[1] not in ROOMS:
        return [f"app has the rooms {', '.join(sorted(ROOMS))}"]
    return [] if len(parts) == 3 or (len(parts) == 4 and parts[2] in ALCOVES) else ["a room holds files and alcoves"]


def mirrors_nothing(source: Source) -> list[str]:
    """tests/<room>/test_x.py and test_x_when_y.py test app/<room>/x.py."""
    parts = source.path.parts
    if parts[0] != "tests" or parts[1] not in ROOMS or not source.path.name.startswith("test_"):
        return []
    subject = source.path.stem.removeprefix("test_")
    files = (PROJECT / "app").joinpath(*parts[1:-1]).glob("*.py")
    return [] if any(f"{subject}_".startswith(f"{file.stem}_") for file in files) else [f"there is no {subject}.py"]


def sleeping_tests(source: Source) -> list[str]:
    if source.path.parts[0] != "tests":
        return []
    calls = [node for node in source.nodes if isinstance(node, ast.Call)]
    named = [f"line {call.lineno}" for call in calls if ast.unparse(call.func) in {"time.sleep", "asyncio.sleep"}]
    return named + [name for name in source.imports if name == "time.sleep"]


def skipped_tests(source: Source) -> list[str]:
    if source.path.parts[0] != "tests":
        return []
    skips = {"pytest.skip", "pytest.mark.skip", "pytest.mark.skipif", "pytest.importorskip", "pytest.mark.xfail"}
    attributes = [node for node in source.nodes if isinstance(node, ast.Attribute)]
    return [f"line {node.lineno}" for node in attributes if ast.unparse(node) in skips]
