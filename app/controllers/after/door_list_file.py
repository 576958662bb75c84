"""A door list as it lies on the disk: signed with the house's key, which lies in a file of its own beside it."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.models.after.admissions import DoorPlace, DoorShow, DoorTicket, TicketState, VoidBecause
from app.models.after.door_lists import DoorList
from app.models.errors import DoorListUnusable
from app.utils.signed_file import read_signed, write_signed
from app.utils.whole_file import write_whole

_LOG = logging.getLogger("foyer.door")
_FORM = 1
_NO_LIST = (
    "There is no door list on this machine, so nobody can be let in without the network. It is prepared each minute while "
    "Door is open, or by main.py door-list FILE."
)
_CHANGED = (
    "The door list on this machine is damaged, or somebody has changed it. Nobody is let in by it: ask a manager, who decides "
    "by the paper tickets."
)


@dataclass(frozen=True, slots=True)
class PreparedList:
    """A list with what this machine's clock was ahead of the server's when it was made."""

    known: DoorList
    ahead: timedelta

    @property
    def now(self) -> datetime:
        """The server's time, as far as this machine can tell it without the network."""
        return datetime.now(UTC) - self.ahead


def house_of(key: bytes) -> str:
    """What tells a house's key from another one's, and not what it is."""
    return hashlib.sha256(key).hexdigest()[:16]


def key_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.key")


def write_list(path: Path, known: DoorList, key: bytes) -> None:
    """Write list and key, each whole or not at all, readable by this user only. Raises OSError."""
    ahead = datetime.now(UTC) - known.made_at
    keys = key_file(path)
    if not keys.is_file() or keys.read_text("ascii", "replace") != key.hex():
        write_whole(keys, key.hex().encode())
    write_signed(path, _told(known, ahead), key)


def read_list(path: Path) -> PreparedList:
    """The list as it was written. Raises DoorListUnusable when there is none, or not one that this house signed."""
    try:
        key = bytes.fromhex(key_file(path).read_text("ascii"))
        content = read_signed(path, key)
    except FileNotFoundError as error:
        raise DoorListUnusable(_NO_LIST) from error
    except (OSError, ValueError) as error:
        _LOG.warning("the door list cannot be read", extra={"reason": str(error)})
        raise DoorListUnusable(_CHANGED) from error
    if content is None:
        _LOG.warning("the door list has another signature")
        raise DoorListUnusable(_CHANGED)
    told = json.loads(content)
    if told["form"] != _FORM or told["house"] != house_of(key):
        raise DoorListUnusable(_NO_LIST)
    return _prepared(told)


def _told(known: DoorList, ahead: timedelta) -> bytes:
    shows = {ticket.show.id: ticket.show for ticket in known.tickets.values()}
    told = {
        "form": _FORM,
        "cinema_id": known.cinema_id,
        "house": known.house,
        "made_at": known.made_at.isoformat(),
        "ahead_seconds": ahead.total_seconds(),
        "places": [[counter_id, place.hall_id, place.hall_name] for counter_id, place in known.places.items()],
        "shows": [
            [
                each.id,
                each.movie_title,
                each.hall_id,
                each.hall_name,
                each.starts_at.isoformat(),
                each.ends_at.isoformat(),
                each.cancelled,
                each.cinema_id,
                each.cinema_name,
            ]
            for each in shows.values()
        ],
        "tickets": [
            [
                code_hash,
                each.id,
                each.show.id,
                each.row_name,
                each.seat_number,
                each.ticket_type,
                each.state.value,
                each.admitted_at.isoformat() if each.admitted_at else None,
                each.admitted_where,
                each.void_because.value if each.void_because else None,
            ]
            for code_hash, each in known.tickets.items()
        ],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _prepared(told: dict[str, Any]) -> PreparedList:
    shows = {
        row[0]: DoorShow(
            row[0],
            row[1],
            row[2],
            row[3],
            datetime.fromisoformat(row[4]),
            datetime.fromisoformat(row[5]),
            row[6],
            row[7],
            row[8],
        )
        for row in told["shows"]
    }
    tickets = {
        row[0]: DoorTicket(
            row[1],
            shows[row[2]],
            row[3],
            row[4],
            row[5],
            TicketState(row[6]),
            datetime.fromisoformat(row[7]) if row[7] else None,
            row[8],
            VoidBecause(row[9]) if row[9] else None,
        )
        for row in told["tickets"]
    }
    places = {counter_id: DoorPlace(hall_id, name) for counter_id, hall_id, name in told["places"]}
    made_at = datetime.fromisoformat(told["made_at"])
    known = DoorList(told["cinema_id"], told["house"], made_at, tickets, places)
    return PreparedList(known, timedelta(seconds=told["ahead_seconds"]))
