"""A journal that survives whatever ends the program: whole lines are read, torn ones passed over."""

from __future__ import annotations

import stat
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.utils.scan_journal import JournalLine, ScanJournal


def line(number: int) -> JournalLine:
    return JournalLine(f"{number:032x}", "house", number, f"hash {number}", "2026-11-20T14:22:00+00:00", 1, 2)


def test_lines_are_read_as_they_were_written(tmp_path: Path) -> None:
    journal = ScanJournal(tmp_path / "folder" / "scans.jsonl")
    assert journal.lines() == []
    for number in range(3):
        journal.append(line(number))
    assert ScanJournal(tmp_path / "folder" / "scans.jsonl").lines() == [line(number) for number in range(3)]


def test_a_line_that_was_dealt_with_is_not_open_any_more(tmp_path: Path) -> None:
    journal = ScanJournal(tmp_path / "scans.jsonl")
    journal.append(line(1))
    journal.append(line(2))
    journal.mark_done(line(1).request_id)
    assert journal.open_lines() == [line(2)]
    assert journal.lines() == [line(1), line(2)]


def test_nobody_else_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "scans.jsonl"
    ScanJournal(path).append(line(1))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@given(st.integers(0, 5), st.data())
def test_a_file_cut_anywhere_keeps_every_whole_line_and_takes_the_next(count: int, data: st.DataObject) -> None:
    from tempfile import TemporaryDirectory  # noqa: PLC0415  a folder for each example

    with TemporaryDirectory() as folder:
        path = Path(folder) / "scans.jsonl"
        journal = ScanJournal(path)
        ends = []
        for number in range(count):
            journal.append(line(number))
            ends.append(path.stat().st_size)
        cut = data.draw(st.integers(0, ends[-1] if ends else 0))
        if ends:
            path.write_bytes(path.read_bytes()[:cut])
        whole = [line(number) for number, end in enumerate(ends) if end <= cut]
        assert journal.lines() == whole
        journal.append(line(99))
        assert journal.lines() == [*whole, line(99)]
