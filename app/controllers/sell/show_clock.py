"""Shows begin and end by themselves, and the sales of one that is over are completed with it."""

from __future__ import annotations

import logging
from functools import partial

from app.models.database import Database
from app.models.sell import show_states
from app.models.statements import Unit

_LOG = logging.getLogger("foyer.shows")


def advance(database: Database) -> int:
    """Move every show on whose time has come; returns how many steps that were. Two reads while there is nothing to do.

    One transaction a show: a sale that is being made holds up its own show alone.
    """
    begun = sum(database.transaction(partial(_begin, show_id)) for show_id in show_states.begun(database))
    over = sum(database.transaction(partial(_complete, show_id)) for show_id in show_states.ended(database))
    if begun or over:
        _LOG.info("shows moved on", extra={"begun": begun, "over": over})
    return begun + over


def _begin(show_id: int, unit: Unit) -> bool:
    return show_states.begin(unit, show_id)


def _complete(show_id: int, unit: Unit) -> bool:
    return show_states.complete(unit, show_id)
