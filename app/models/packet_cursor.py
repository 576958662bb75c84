"""A cursor that does without the driver's Python half: several statements in a packet, their answers one after the other.

The driver's own cursor describes each column of each answer twice and looks at every value in Python: at a glance at three
seats that is half of what the terminal does (decision 0004). Opening, TLS and time-outs stay the driver's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mysql.connector.cursor_cext import CMySQLCursor


class PacketCursor(CMySQLCursor):
    """What `Statements` needs of a PEP 249 cursor. Answers are whole before they are read; errors are the C half's own."""

    def __init__(self, connection: Any) -> None:
        super().__init__(connection)
        # `_mysql_connector.MySQL`, which the driver's manual describes; the driver has no public name for the one it uses.
        self._wire: Any = connection._cmysql  # noqa: SLF001

    def execute(self, operation: str, params: Sequence[object] = ()) -> None:  # type: ignore[override]
        """Send statements parted by semicolons, and read the first one's answer. Each %s is a parameter's place."""
        wire, packet = self._wire, operation.encode()
        wire.consume_result()
        if params:
            first, *others = packet.split(b"%s")
            pieces = [first]
            for value, piece in zip(wire.convert_to_mysql(*params), others, strict=True):
                pieces += (value, piece)
            packet = b"".join(pieces)
        wire.query(packet, buffered=True)

    def nextset(self) -> bool | None:
        """Read the next statement's answer; None when there is none."""
        self._wire.consume_result()
        return self._wire.next_result() or None

    def fetchall(self) -> list[tuple[Any, ...]]:  # type: ignore[override]
        return list(iter(self._wire.fetch_row, None))

    @property
    def with_rows(self) -> bool:
        return bool(self._wire.have_result_set)

    @property
    def rowcount(self) -> int:
        """The rows found by a writing statement, or read."""
        return int(self._wire.num_rows() if self._wire.have_result_set else self._wire.affected_rows())

    @property
    def lastrowid(self) -> int:
        return int(self._wire.insert_id())
