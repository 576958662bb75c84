"""Opening the cash drawer: after money was taken or given back in cash, or when a movement was written down."""

from __future__ import annotations

import logging

from app.controllers.permissions import Permission, Session, needs
from app.utils.errors import DrawerStuck
from app.utils.paper.drawer import Drawer

_LOG = logging.getLogger("foyer.drawer")


class Drawers:
    """The drawer of one counter, on a lane of its own."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    @needs(Permission.TILL)
    def open(self, session: Session) -> bool:
        """Open it; False where none opens by itself. Raises DrawerStuck: what was paid or written down stands.

        Ask only after that has been committed.
        """
        try:
            self._drawer.open()
        except DrawerStuck as error:
            _LOG.warning("drawer stuck", extra={"counter": session.counter.name, "reason": error.sentence})
            raise
        return self._drawer.is_there
