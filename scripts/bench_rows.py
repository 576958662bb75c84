"""Runs every benchmark in a process of its own and says whether each promised row was reached.

Rows go to standard output as they come, one JSON object a line: `name`, `ours`, `floor` (the least this stack could
take: the same work with everything of Foyer's left out), `ratio`, `goal`, `ok`, and `unit` where there is one. The
table at the end goes to standard error. The exit code is 1 when a promised row is missing or not reached.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).parent
PERFORMANCE = SCRIPTS.parent / "docs" / "performance.md"
BEGIN, END = "<!-- scripts/bench --write: begin -->", "<!-- scripts/bench --write: end -->"

PROMISED = {
    "seat_map_open_300": "bench_seat_map",
    "seat_map_open_1000": "bench_seat_map",
    "seat_map_open_3000": "bench_seat_map",
    "seat_map_vs_widgets_1000": "bench_seat_map",
    "seat_map_repaint_50": "bench_seat_map",
    "hold_throughput": "bench_sale",
    "sale_latency": "bench_sale",
    "live_update_p99": "bench_live",
    "start_to_sign_in": "bench_start",
    "ticket_pdf": "bench_ticket_pdf",
    "memory_200_shows": "bench_memory",
    "memory_1000_sales": "bench_memory_sales",
    "search_100k_p99": "bench_search",
    "scale_hold": "bench_scale",
    "scale_map": "bench_scale",
    "scale_search": "bench_scale",
    "scale_look_up": "bench_scale",
    "find_1m": "bench_find",
    "best_seats_1000": "bench_best_seats",
    "report_1m": "bench_reports",
    "hold_while_reporting": "bench_reports",
    "click_to_paint": "bench_click",
    "import_3000": "bench_import",
    "refund": "bench_refund",
    "scan": "bench_scan",
}
"""Every promised row and the script that measures it."""

FIELDS = {"name", "ours", "floor", "ratio", "goal", "ok"}

Row = dict[str, Any]


def main() -> int:
    arguments, passed_on = _command_line().parse_known_args()
    promised = [name for name in PROMISED if not arguments.only or name.startswith(tuple(arguments.only))]
    if not promised:
        print(f"No row begins with {arguments.only[0]}. The rows: {', '.join(PROMISED)}.", file=sys.stderr)
        return 2
    if arguments.data:
        passed_on += ["--data", arguments.data]
    rows: dict[str, Row] = {}
    failed: list[str] = []
    for script in _scripts(promised, arguments.only):
        for row in _measured(script, passed_on, failed):
            if row["name"] in promised or (row["name"] not in PROMISED and not arguments.only):
                rows[row["name"]] = row
                print(json.dumps(row), flush=True)
    missing = [name for name in promised if name not in rows]
    _tell(rows.values(), missing, failed)
    reached = not missing and not failed and all(row["ok"] for row in rows.values())
    if arguments.write:
        _write(list(rows.values()))
    return 0 if reached else 1


def _command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Other arguments go on to every benchmark.",
    )  # fmt: skip
    parser.add_argument("--only", action="append", metavar="NAME", help="only rows whose name begins with NAME")
    parser.add_argument("--data", metavar="FOLDER", help="where the benchmarks keep their data (kept afterwards)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    return parser


def _scripts(promised: Sequence[str], only: Sequence[str] | None) -> list[str]:
    """The benchmarks of the promised rows, and without `--only` also those that promise nothing yet."""
    wanted = dict.fromkeys(PROMISED[name] for name in promised)
    if not only:
        wanted |= dict.fromkeys(file.stem for file in sorted(SCRIPTS.glob("bench_*.py")) if file != Path(__file__))
    return list(wanted)


def _measured(script: str, passed_on: Sequence[str], failed: list[str]) -> Iterator[Row]:
    """The rows one benchmark prints; its name is added to `failed` when it cannot be run to its end."""
    command = [sys.executable, str(SCRIPTS / f"{script}.py"), *passed_on]
    environment = os.environ | {"PYTHONPATH": str(SCRIPTS.parent), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment, text=True) as run:
        for line in run.stdout or ():
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            if isinstance(row, dict) and row.keys() >= FIELDS:
                yield row
            else:
                print(line, end="", file=sys.stderr)
    if run.returncode:
        failed.append(f"{script}.py (exit code {run.returncode})")


def _figure(value: object) -> str:
    return f"{value:,.4g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def _cells(row: Row) -> list[str]:
    unit = f" {row['unit']}" if row.get("unit") else ""
    figures = [
        f"{_figure(row['ours'])}{unit}",
        f"{_figure(row['floor'])}{unit}",
        *map(_figure, (row["ratio"], row["goal"])),
    ]
    return [row["name"], *figures, "yes" if row["ok"] else "NO"]


HEADINGS = ["row", "ours", "floor", "ratio", "goal", "reached"]


def _tell(rows: Collection[Row], missing: Sequence[str], failed: Sequence[str]) -> None:
    table = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(cells[column]) for cells in table) for column in range(len(HEADINGS))]
    for cells in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip(), file=sys.stderr)
    for name in missing:
        print(f"{name}: promised, but not measured", file=sys.stderr)
    for script in failed:
        print(f"{script} did not run to its end", file=sys.stderr)


def _machine() -> str:
    server = shutil.which("mariadbd") or shutil.which("mysqld") or shutil.which("mariadbd", path="/usr/sbin")
    version = "no database server"
    if server:
        answer = subprocess.run([server, "--version"], capture_output=True, text=True, check=True).stdout
        version = answer.partition("Ver ")[2].partition(" for ")[0] or answer.strip()
    today = datetime.now(UTC).date().isoformat()
    return f"{today}, {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, {version}"


def _write(rows: Sequence[Row]) -> None:
    """Replace what stands between the two marks; the prose around them is people's."""
    text = PERFORMANCE.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"docs/performance.md must hold the lines {BEGIN} and {END}, with the table between them.")
    lines = [HEADINGS, ["---"] * len(HEADINGS), *(_cells(row) for row in rows)]
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
    PERFORMANCE.write_text(f"{before}{BEGIN}\nMeasured on {_machine()}.\n\n{table}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
