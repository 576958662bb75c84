"""The house's own secrets: made once by whoever needs one first, and never changed."""

from __future__ import annotations

import secrets

from app.models.database import Database

DOOR_LIST = "door-list"
"""What door lists are signed with."""
_KEY_BYTES = 32


def key_of(database: Database, name: str) -> bytes:
    """The key of that name, 32 bytes; made now when there is none. Two who make it at once get the same one."""
    known = _known(database, name)
    if known is None:
        made = secrets.token_hex(_KEY_BYTES)
        database.transaction(
            lambda unit: unit.execute(
                "INSERT IGNORE INTO house_keys (name, secret, made_at) VALUES (%s, %s, UTC_TIMESTAMP(6))", (name, made)
            )
        )
        known = _known(database, name)
    if known is None:
        raise AssertionError("a key that was written cannot be read")
    return known


def _known(database: Database, name: str) -> bytes | None:
    row = database.row("SELECT secret FROM house_keys WHERE name = %s", (name,))
    return bytes.fromhex(row[0]) if row else None
