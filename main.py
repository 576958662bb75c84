"""Foyer, the box office of a cinema: reads the command line, builds the program, runs it.

This is the one place where everything is wired; all else is given what it works with.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.controllers.start.opening import Opening
from app.utils.errors import BoxOfficeError
from app.utils.folders import Folders, choose_folders, make_writable
from app.utils.logs import close_log, open_log
from app.utils.settings import Settings, load_settings

if TYPE_CHECKING:
    from app.views.window import Window

PROJECT = Path(__file__).resolve().parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Foyer; returns the exit status: 0, 1 when a check fails, 2 when it cannot start."""
    asked = _parser().parse_args(arguments)
    folders = choose_folders(asked.data, PROJECT)
    try:
        settings = load_settings(folders.env_file, _environment(asked))
        make_writable(folders.logs)
        open_log(folders.logs, settings.log_level)
        return _run(asked, settings, folders)
    except BoxOfficeError as error:
        sys.stderr.write(f"{error.sentence}\n")
        return 2
    finally:
        close_log()


def _run(asked: argparse.Namespace, settings: Settings, folders: Folders) -> int:
    opening = Opening(settings, folders)
    if asked.command is not None:
        return _run_command(asked, opening, folders)
    if asked.keep_server:
        return _keep_server(opening)
    if asked.second_counter:
        return _second_counter(opening)
    if asked.tour is not None:
        return _play_tour(asked, settings, folders)
    return _open_window(asked, settings, opening)


def _run_command(asked: argparse.Namespace, opening: Opening, folders: Folders) -> int:
    if asked.command == "training-provider":
        return _training_provider(asked, folders)
    if asked.command == "paper":
        return _head_papers(opening, asked.set, demo=asked.demo)
    if asked.command == "door-list":
        return _door_list(asked, opening)
    if asked.command == "import":
        return _import_films(asked, opening)
    if asked.command == "worker":
        return _send_messages(opening, demo=asked.demo)
    return _check(opening, demo=asked.demo)


def _open_window(asked: argparse.Namespace, settings: Settings, opening: Opening) -> int:
    # Here and not above: a check needs no display, and Tk would ask for one.
    from app.views.root import fill_screen, make_root  # noqa: PLC0415
    from app.views.window import Window  # noqa: PLC0415

    root = make_root(settings)
    fill_screen(root)
    window = Window(root, settings, opening)
    window.start(demo=asked.demo)
    if asked.measure_start:
        window.when_signing_in(_tell_painted)
    root.mainloop()
    root.destroy()
    return 0


def _tell_painted(window: Window) -> None:
    window.update()
    sys.stdout.write("sign-in painted\n")
    sys.stdout.flush()
    window.close()


def _check(opening: Opening, *, demo: bool) -> int:
    try:
        lines, holds = opening.check(demo=demo)
    finally:
        opening.close()
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if holds else 1


def _training_provider(asked: argparse.Namespace, folders: Folders) -> int:
    """Serve the folder a window looks in; with --behave tell the one that runs how to meet its next payments."""
    from app.utils.pay import training_provider  # noqa: PLC0415
    from app.utils.pay.training_line import TrainingLine  # noqa: PLC0415

    if not asked.behave:
        return training_provider.main(["--folder", str(folders.provider), "--port", str(asked.port)])
    unheard_of = [fate for fate in asked.behave if fate.partition(":")[0] not in training_provider.FATES]
    if unheard_of:
        sys.stderr.write(f"{', '.join(unheard_of)}: give one of {', '.join(training_provider.FATES)}.\n")
        return 2
    line = TrainingLine(folders.provider, starts_it=False)
    try:
        line.behave(*asked.behave)
    except OSError:
        sys.stderr.write("No training provider is running there. It starts with the first card or UPI payment.\n")
        return 2
    finally:
        line.close()
    return 0


def _head_papers(opening: Opening, wishes: Sequence[str], *, demo: bool) -> int:
    try:
        lines = opening.head_papers(wishes, demo=demo)
    finally:
        opening.close()
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _door_list(asked: argparse.Namespace, opening: Opening) -> int:
    if asked.file is None:
        sys.stderr.write("Give the file to write: main.py door-list FILE. Its key is written beside it.\n")
        return 2
    try:
        lines = opening.door_list(asked.file, demo=asked.demo)
    finally:
        opening.close()
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _import_films(asked: argparse.Namespace, opening: Opening) -> int:
    """Import a file of films; Ctrl+C stops it between two pieces, and then nothing has changed."""
    import signal  # noqa: PLC0415

    from app.utils.progress import Progress  # noqa: PLC0415

    if asked.file is None:
        sys.stderr.write(
            "Give the file to import: main.py import FILE, a CSV file or an answer of The Movie Database.\n"
        )
        return 2
    progress = Progress()
    signal.signal(signal.SIGINT, lambda _number, _frame: progress.cancel())
    try:
        lines = opening.import_films(asked.file, asked.set, progress, demo=asked.demo)
    finally:
        opening.close()
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _send_messages(opening: Opening, *, demo: bool) -> int:
    """Send messages until Ctrl+C or SIGTERM: the one that is being sent is finished; a second Ctrl+C does not wait for it."""
    import signal  # noqa: PLC0415

    stopped: list[int] = []

    def stop(number: int, _frame: object) -> None:
        stopped.append(number)
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    def say(sentence: str) -> None:
        sys.stdout.write(f"{sentence}\n")
        sys.stdout.flush()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        opening.send_messages(lambda: bool(stopped), say, demo=demo)
    finally:
        opening.close()
    return 0


def _keep_server(opening: Opening) -> int:
    """Keep the demo's server running for others until standard input ends: what the benches start from."""
    opening.open_demo().close()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    opening.close()
    return 0


def _play_tour(asked: argparse.Namespace, configured: Settings, folders: Folders) -> int:
    """The tour sells, so it is always in the demo; it prints nothing, and its pictures look the same everywhere."""
    from app.views.root import make_root  # noqa: PLC0415
    from app.views.tour.tour import Tour  # noqa: PLC0415
    from app.views.window import Window  # noqa: PLC0415

    settings = Settings(
        server_program=configured.server_program, log_level=configured.log_level, counter=asked.counter or ""
    )
    root = make_root(settings)
    window = Window(root, settings, Opening(settings, folders))
    tour = Tour(root, window, asked.tour, folders.tickets, partial(_rival_command, asked.data))
    window.start(demo=True)
    tour.start()
    root.mainloop()
    root.destroy()
    return tour.exit_status


def _rival_command(data: Path | None, counter: str) -> list[str]:
    """The tour's second counter: this program again, with the same data."""
    where = ["--data", str(data.expanduser().absolute())] if data is not None else []
    return [sys.executable, str(PROJECT / "main.py"), "--second-counter", "--counter", counter, *where]


def _second_counter(opening: Opening) -> int:
    from app.views.tour.tour_second_counter import serve_orders  # noqa: PLC0415

    desk = opening.open_demo()
    try:
        serve_orders(desk, sys.stdin, sys.stdout)
    finally:
        desk.close()
        opening.close()
    return 0


def _environment(asked: argparse.Namespace) -> dict[str, str]:
    given = dict(os.environ)
    if asked.counter:
        given["FOYER_COUNTER"] = asked.counter
    return given


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="Foyer, the box office of a cinema.")
    parser.add_argument(
        "command",
        nargs="?",
        choices=["check", "door-list", "import", "paper", "training-provider", "worker"],
        help="check: prove that the database's invariants hold; door-list: what a door needs without the network, into FILE; "
        "import: films from FILE; paper: how the cinema heads its "
        "tickets and receipts; training-provider: a card provider to practise with; worker: send messages to customers "
        "until Ctrl+C, where no window does",
    )
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="with import: CSV with a line of column names, or a saved answer of The Movie Database (JSON)",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="with paper, as often as needed: address, tax-name, tax-number, invoice-prefix, logo (a file), "
        "tax (18, or 18@100.01 from a price on), cinema (whose, where there are several); with import, what is assumed of "
        "new films that do not say it: minutes, certificate, language",
    )
    parser.add_argument(
        "--behave",
        nargs="+",
        metavar="FATE",
        help="with training-provider: what its next payments meet (decline, stall, late:2000, twice, lose, die, ok)",
    )
    parser.add_argument("--port", type=int, default=0, help="with training-provider: its port on this machine; 0: any")
    parser.add_argument("--demo", action="store_true", help="open the demo cinema")
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep server, log, tickets and settings under DIR")
    parser.add_argument("--counter", metavar="NAME", help="be this counter, e.g. 'Counter 2'")
    parser.add_argument(
        "--tour", type=Path, metavar="DIR", help="play a sale of the demo in the real window, pictures into DIR"
    )
    parser.add_argument("--measure-start", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--second-counter", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--keep-server", action="store_true", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
