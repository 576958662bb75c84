"""The log: one JSON object per line in foyer.log, which keeps its size, its secrets and out of a sale's way."""

from __future__ import annotations

import json
import logging
import os
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from app.utils.folders import make_writable
from app.utils.redaction import redact, redact_named

_ROOM = "foyer"
_FILE_NAME = "foyer.log"
_FILE_BYTES_MAX = 1_000_000
_OLDER_FILES = 5
_OWN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""What every record has; anything else came as `extra`."""


def open_log(folder: Path, level: int | str) -> logging.Logger:
    """The logger "foyer" writing to `folder`; rooms use its children, logging.getLogger("foyer.sell").

    `level` as logging knows it, in any case. Opening it again moves the log to the new folder. Raises FolderNotWritable
    now; after this no fault of the disk raises, it is told once on stderr.
    """
    make_writable(folder)
    close_log()
    logger = logging.getLogger(_ROOM)
    handler = _LogFile(
        folder / _FILE_NAME,
        maxBytes=_FILE_BYTES_MAX,
        backupCount=_OLDER_FILES,
        encoding="utf-8",
        delay=True,
        errors="backslashreplace",
    )
    handler.setFormatter(_JsonLines())
    logger.addHandler(handler)
    logger.setLevel(level.upper() if isinstance(level, str) else level)
    logger.propagate = False
    return logger


def close_log() -> None:
    """Close the file and leave the logger as it was before. Closing a closed log does nothing."""
    logger = logging.getLogger(_ROOM)
    for handler in [each for each in logger.handlers if isinstance(each, _LogFile)]:
        logger.removeHandler(handler)
        handler.close()
        logger.propagate = True
        logger.setLevel(logging.NOTSET)


class _JsonLines(logging.Formatter):
    """A record as one line. Redaction is here, where nothing can be added any more, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        extra = {name: value for name, value in vars(record).items() if name not in _OWN_FIELDS}
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "room": record.name,
            "event": redact(record.getMessage()),
        }
        line |= {name: value for name, value in redact_named(extra).items() if name not in line}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = redact(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


class _LogFile(RotatingFileHandler):
    """A rotating file that never stops the program."""

    _complained = False

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._follow_the_name()
        except OSError:
            self.handleError(record)
        else:
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Once on stderr: a full disk would otherwise fill the screen too. The sale goes on."""
        del record
        if not self._complained:
            self._complained = True
            problem = sys.exc_info()[1]
            sys.stderr.write(
                f"Foyer cannot write its log {self.baseFilename}: {redact(str(problem))}. It goes on without.\n"
            )

    def close(self) -> None:
        try:
            super().close()
        except OSError:  # what the full disk did not take before it does not take now
            self.handleError(logging.makeLogRecord({}))

    def _follow_the_name(self) -> None:
        """Open the file anew when its name means another file: removed, or rotated away by a second window."""
        if self.stream is None:
            return
        here = os.fstat(self.stream.fileno())
        try:
            named = Path(self.baseFilename).stat()
        except FileNotFoundError:
            named = None
        if named is None or (named.st_dev, named.st_ino) != (here.st_dev, here.st_ino):
            stream, self.stream = self.stream, None  # as RotatingFileHandler itself does
            stream.close()
