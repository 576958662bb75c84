"""How long Foyer takes from its start to a painted sign-in screen, against a bare CustomTkinter window.

Whole processes are timed, from the outside, in turn (ours, floor, ours, floor ...) so that whatever else the machine
does meets both alike. The database server already runs, as it does at every counter but the first. Painted means that
the fields are on the screen and can be typed into; the hall behind them is drawn a blink later, and what a sale needs is
loaded after that. Compiled modules are kept in a folder of the bench's own, so a setting against them changes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MAIN = str(Path(__file__).parent.parent / "main.py")
GOAL = 2.5
FLOOR = """
import customtkinter
window = customtkinter.CTk()
window.geometry("1280x800")
window.wait_visibility()
window.update()
print("painted", flush=True)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", metavar="FOLDER", help="the demo cinema's folder; otherwise a temporary one")
    parser.add_argument("--runs", type=int, default=15, help="how often each of the two is started (15)")
    arguments, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.data or temporary
        with _server(folder):
            ours, floor = _times_ms(folder, f"{temporary}/compiled", arguments.runs)
    ours_ms, floor_ms = statistics.median(ours), statistics.median(floor)
    ratio = ours_ms / floor_ms
    row = {"name": "start_to_sign_in", "ours": round(ours_ms, 1), "floor": round(floor_ms, 1), "ratio": round(ratio, 2)}
    spread = [round(each, 1) for each in (min(ours), max(ours), min(floor), max(floor))]
    print(json.dumps(row | {"goal": GOAL, "ok": ratio <= GOAL, "unit": "ms", "spread": spread}), flush=True)


def _times_ms(folder: str, compiled: str, runs: int) -> tuple[list[float], list[float]]:
    """Of both, one time a run."""
    ours_command = [sys.executable, MAIN, "--data", folder, "--demo", "--measure-start"]
    floor_command = [sys.executable, "-c", FLOOR]
    environment = os.environ | {"PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    pairs = [
        (
            _milliseconds(ours_command, "sign-in painted", environment),
            _milliseconds(floor_command, "painted", environment),
        )
        for _ in range(1 + runs)
    ]
    # The first start of each fills the disk's cache and compiles modules; it is not counted.
    ours, floor = zip(*pairs[1:], strict=True)
    return list(ours), list(floor)


def _milliseconds(command: list[str], wanted: str, environment: dict[str, str]) -> float:
    """From the process's start until it prints the line `wanted`."""
    began = time.perf_counter()
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdout=pipe, stdin=nothing, env=environment, text=True) as process:
        _await(process, wanted)
        return (time.perf_counter() - began) * 1000


def _await(process: subprocess.Popen[str], wanted: str) -> None:
    for line in process.stdout or ():
        if line.strip() == wanted:
            return
    raise SystemExit(f"{process.args!r} ended without saying {wanted!r}.")


@contextmanager
def _server(folder: str) -> Iterator[None]:
    """The demo cinema made, and its server kept running until the block ends."""
    command = [sys.executable, MAIN, "--data", folder, "--demo", "--keep-server"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as keeper:
        _await(keeper, "ready")
        yield
        # Leaving the `with` closes its standard input, which is the sign to stop.


if __name__ == "__main__":
    main()
