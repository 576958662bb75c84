"""The log's lines, its size, what it hides, and that no fault of the disk reaches the caller."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.utils.errors import FolderNotWritable
from app.utils.logs import close_log, open_log

CARD = "4111111111111111"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    open_log(tmp_path / "logs", "info")
    yield tmp_path / "logs"
    close_log()


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "foyer.log").read_text(encoding="utf-8").splitlines()]


def last_line(folder: Path) -> dict[str, Any]:
    return lines(folder)[-1]


def room() -> logging.Logger:
    return logging.getLogger("foyer.sell")


def fail(detail: str) -> None:
    raise RuntimeError(detail)


def test_a_line_tells_time_level_room_event_and_what_was_added(folder: Path) -> None:
    room().info("sale done", extra={"reference": "FYR-7K2P9M", "amount_minor": 70000, "seats": ("F7", "F8")})
    line = last_line(folder)
    assert datetime.fromisoformat(line.pop("time")).utcoffset() == datetime.now(UTC).utcoffset()
    assert line == {
        "level": "INFO",
        "room": "foyer.sell",
        "event": "sale done",
        "reference": "FYR-7K2P9M",
        "amount_minor": 70000,
        "seats": ["F7", "F8"],
    }


def test_an_error_is_written_with_its_traceback_on_one_line(folder: Path) -> None:
    try:
        fail("lost")
    except RuntimeError:
        room().exception("sale failed")
    assert len(lines(folder)) == 1
    assert "RuntimeError: lost" in last_line(folder)["error"]
    assert "in fail" in last_line(folder)["error"]


def test_every_script_stays_readable_in_the_file(folder: Path) -> None:
    room().info("दिलवाले 🎬")
    assert "दिलवाले 🎬" in (folder / "foyer.log").read_text(encoding="utf-8")


def test_a_text_with_line_breaks_stays_on_one_line(folder: Path) -> None:
    room().info("one\ntwo")
    assert last_line(folder)["event"] == "one\ntwo"


def test_a_text_that_is_no_text_is_still_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    room().info("half \ud800")
    room().info("next")
    assert [line["event"] for line in lines(folder)][1] == "next"
    assert capsys.readouterr().err == ""


def test_an_added_field_cannot_pretend_to_be_the_lines_own(folder: Path) -> None:
    room().info("sale done", extra={"level": "NONE", "event": "nothing", "room": "elsewhere"})
    line = last_line(folder)
    assert (line["level"], line["event"], line["room"]) == ("INFO", "sale done", "foyer.sell")


def test_a_message_below_the_level_is_not_written(folder: Path) -> None:
    room().debug("detail")
    room().info("sale")
    assert [line["event"] for line in lines(folder)] == ["sale"]


class Listener(logging.Handler):
    """Keeps what it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


@contextmanager
def listening(logger: logging.Logger) -> Iterator[list[logging.LogRecord]]:
    listener = Listener()
    logger.addHandler(listener)
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)


def test_nothing_goes_on_to_the_root_logger(folder: Path) -> None:
    with listening(logging.getLogger()) as heard:
        room().info("sale")
    assert heard == []


def test_secrets_are_hidden_in_event_arguments_fields_and_traceback(folder: Path) -> None:
    code = "ABCDEFGHIJKLMNOPQRSTUVWXY2"
    try:
        fail(f"password='hunter2' card {CARD} ticket {code}")
    except RuntimeError:
        room().exception("refused %s and %s", CARD, code, extra={"approval_code": "04B7K2", "note": CARD})
    text = (folder / "foyer.log").read_text()
    assert not any(secret in text for secret in (CARD, code, "hunter2", "04B7K2"))
    assert last_line(folder)["event"] == "refused [hidden] and [hidden]"


def test_the_record_itself_is_left_as_it_is_for_others(folder: Path) -> None:
    with listening(room()) as heard:
        room().info("scanned", extra={"ticket_code": "x"})
    assert vars(heard[0])["ticket_code"] == "x"


def test_a_full_file_is_put_aside_and_at_most_five_are_kept(folder: Path) -> None:
    for _ in range(75):
        room().info("x" * 100_000)
    assert sorted(path.name for path in folder.iterdir()) == [
        "foyer.log",
        *(f"foyer.log.{number}" for number in range(1, 6)),
    ]
    assert all(path.stat().st_size <= 1_000_000 for path in folder.iterdir())


def test_a_folder_that_cannot_be_used_is_refused_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderNotWritable) as refused:
        open_log(tmp_path / "file" / "logs", "info")
    assert refused.value.code == "FOLDER_NOT_WRITABLE"
    assert "--data" in refused.value.sentence


def test_a_full_disk_is_told_once_and_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "foyer.log").symlink_to("/dev/full")
    open_log(tmp_path, "info")
    room().info("one")
    room().info("two")
    close_log()
    told = capsys.readouterr().err
    assert told.count("Foyer cannot write its log") == 1
    assert "No space left on device" in told


def test_a_folder_that_went_away_is_told_once_and_stops_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room().info("one")
    shutil.rmtree(folder)
    room().info("two")
    room().info("three")
    assert capsys.readouterr().err.count("Foyer cannot write its log") == 1


def test_the_log_goes_on_when_its_folder_is_back(folder: Path) -> None:
    room().info("one")
    shutil.rmtree(folder)
    room().info("lost")
    folder.mkdir()
    room().info("two")
    assert [line["event"] for line in lines(folder)] == ["two"]


def test_a_file_put_aside_by_a_second_window_is_not_written_on(folder: Path) -> None:
    room().info("one")
    (folder / "foyer.log").rename(folder / "foyer.log.1")
    room().info("two")
    assert [line["event"] for line in lines(folder)] == ["two"]


class Unprintable:
    def __str__(self) -> str:
        raise RuntimeError("no words for it")


def test_a_line_that_cannot_be_put_together_stops_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    room().info("picked", extra={"seat": Unprintable()})
    room().info("next")
    assert [line["event"] for line in lines(folder)] == ["next"]
    assert "Foyer cannot write its log" in capsys.readouterr().err


def test_opening_again_moves_the_log_and_writes_each_line_once(folder: Path, tmp_path: Path) -> None:
    open_log(tmp_path / "other", logging.INFO)
    room().info("moved")
    assert [line["event"] for line in lines(tmp_path / "other")] == ["moved"]
    assert not (folder / "foyer.log").exists()


def test_opening_continues_the_file_that_is_there(folder: Path) -> None:
    room().info("one")
    open_log(folder, "info")
    room().info("two")
    assert [line["event"] for line in lines(folder)] == ["one", "two"]


def test_a_closed_log_holds_no_file_and_leaves_the_logger_as_it_was(tmp_path: Path) -> None:
    files_before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a count of open files, not of paths
    logger = open_log(tmp_path, "debug")
    room().info("one")
    close_log()
    close_log()
    assert len(os.listdir("/proc/self/fd")) == files_before  # noqa: PTH208 - as above
    assert (logger.handlers, logger.propagate, logger.level) == ([], True, logging.NOTSET)
