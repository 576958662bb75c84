"""Tickets are printed to a real CUPS whose printers are folders, so that what arrives can be compared byte by byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.utils.errors import PrintingFailed
from app.utils.paper.printing import Printer, available_printers
from app.utils.paper.ticket_pdf import write_tickets
from tests.utils.paper.cups import PrivateCups
from tests.utils.paper.ticket_reading import TICKET


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateCups]:
    private = PrivateCups()
    try:
        private.start()
        monkeypatch.setenv("CUPS_SERVER", str(private.socket_path))
        for name in ("PRINTER", "LPDEST", "CUPS_PRINTER"):  # a default printer of whoever runs the tests
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HOME", str(private.folder))
        yield private
    finally:
        private.stop()


@pytest.fixture
def ticket_file(tmp_path: Path) -> Path:
    path = tmp_path / "-FYR 7K2P9M é.pdf"  # lp must not take the dash for an option
    write_tickets(path, [TICKET])
    return path


@pytest.fixture
def bare_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH on which nothing is found but what the test puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def failure(printer: Printer, path: Path) -> str:
    with pytest.raises(PrintingFailed) as caught:
        printer.print_pdf(path)
    return caught.value.sentence


def test_ticket_arrives_at_the_printer_byte_for_byte(cups: PrivateCups, ticket_file: Path) -> None:
    job_id = Printer("front", "print").print_pdf(ticket_file)
    assert job_id == "front-1"
    assert cups.documents() == [ticket_file.read_bytes()]


def test_every_print_is_a_job_of_its_own(cups: PrivateCups, ticket_file: Path) -> None:
    printer = Printer("front", "print")
    assert [printer.print_pdf(ticket_file), printer.print_pdf(ticket_file)] == ["front-1", "front-2"]
    assert len(cups.documents()) == 2


def test_without_a_name_the_default_printer_is_used(
    cups: PrivateCups, ticket_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LPDEST", "front")
    assert Printer("", "print").print_pdf(ticket_file) == "front-1"


def test_unknown_printer_is_named(cups: PrivateCups, ticket_file: Path) -> None:
    assert failure(Printer("back", "print"), ticket_file) == (
        "The ticket was not printed: printer 'back' does not exist. The sale stands; press F12 to print again."
    )


def test_no_printer_at_all_asks_for_one(cups: PrivateCups, ticket_file: Path) -> None:
    assert "Choose one in the settings" in failure(Printer(None, "print"), ticket_file)


def test_stopped_printer_gets_no_job_that_would_print_twice_later(cups: PrivateCups, ticket_file: Path) -> None:
    sentence = failure(Printer("stopped", "print"), ticket_file)
    assert "printer 'stopped' is stopped (Out of paper)" in sentence
    assert cups.jobs("stopped") == []


def test_printer_that_stopped_on_the_last_ticket_is_noticed(cups: PrivateCups, ticket_file: Path) -> None:
    Printer("jamming", "print").print_pdf(ticket_file)
    cups.until(lambda: cups.stopped("jamming"), "the jam has stopped the queue")
    assert "printer 'jamming' is stopped (Paper jam)" in failure(Printer("jamming", "print"), ticket_file)
    assert cups.jobs("jamming") == ["jamming-1"]


def test_german_counter_is_understood(cups: PrivateCups, ticket_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    assert Printer("front", "print").print_pdf(ticket_file) == "front-1"
    assert "is stopped" in failure(Printer("stopped", "print"), ticket_file)


def test_printer_that_takes_no_jobs_is_told(cups: PrivateCups, ticket_file: Path) -> None:
    sentence = failure(Printer("rejecting", "print"), ticket_file)
    assert "printer 'rejecting' is not accepting jobs" in sentence
    assert sentence.endswith("The sale stands; press F12 to print again.")


def test_ticket_file_that_is_gone_is_told(cups: PrivateCups, tmp_path: Path) -> None:
    assert "No such file" in failure(Printer("front", "print"), tmp_path / "gone.pdf")


def test_print_server_that_hangs_is_given_up_within_the_limit(cups: PrivateCups, ticket_file: Path) -> None:
    cups.freeze()  # for good: without a limit this test would never end
    assert "did not answer within 0.5 seconds" in failure(Printer("front", "print", 0.5), ticket_file)
    assert available_printers(time_limit_seconds=0.2) == []


def test_lp_that_hangs_is_given_up(bare_path: Path, ticket_file: Path) -> None:
    program(bare_path, "lpstat", "echo 'printer front is idle.'")
    program(bare_path, "lp", "while :; do :; done")
    assert "did not answer within 0.3 seconds" in failure(Printer("front", "print", 0.3), ticket_file)


def test_print_server_that_is_away_is_told(ticket_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody.sock"))
    assert "the printing service cannot be reached" in failure(Printer("front", "print"), ticket_file)
    assert available_printers() == []


def test_machine_without_cups_is_told_what_to_install(bare_path: Path, ticket_file: Path) -> None:
    assert "Install CUPS" in failure(Printer("front", "print"), ticket_file)
    assert "Install CUPS" in failure(Printer(None, "print"), ticket_file)
    assert available_printers() == []


def test_printers_are_listed_by_name(cups: PrivateCups) -> None:
    assert available_printers() == ["front", "jamming", "rejecting", "stopped"]


def test_save_prints_nothing(cups: PrivateCups, ticket_file: Path) -> None:
    assert Printer("front", "save").print_pdf(ticket_file) == "saved"
    assert cups.documents() == []


def test_open_hands_the_file_to_the_desktop(bare_path: Path, tmp_path: Path, ticket_file: Path) -> None:
    program(bare_path, "xdg-open", f'printf %s "$1" > {tmp_path}/opened')
    assert Printer(None, "open").print_pdf(ticket_file) == "opened"
    assert (tmp_path / "opened").read_text() == str(ticket_file)


def test_desktop_without_a_viewer_is_told_with_the_files_place(bare_path: Path, ticket_file: Path) -> None:
    program(bare_path, "xdg-open", "exit 3")
    sentence = failure(Printer(None, "open"), ticket_file)
    assert "no program for PDF files" in sentence
    assert str(ticket_file) in sentence


def test_machine_without_a_desktop_is_told_with_the_files_place(bare_path: Path, ticket_file: Path) -> None:
    assert f"no 'xdg-open' command. It is saved as {ticket_file}" in failure(Printer(None, "open"), ticket_file)


def test_viewer_that_stays_in_front_does_not_hold_up_the_next_ticket(bare_path: Path, ticket_file: Path) -> None:
    program(bare_path, "xdg-open", "read line < /dev/zero || :")
    printer = Printer(None, "open", time_limit_seconds=0.1)
    try:
        assert printer.print_pdf(ticket_file) == "opened"
    finally:
        for viewer in printer._viewers:
            viewer.kill()
            viewer.wait()
