"""A busy database: said with the seconds to wait, counted down, and asked again by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.views.parts.banner import Banner


class BusyNotice:
    """A bar over its page's foot while something waits for the database; the page stays usable."""

    def __init__(self, master: Any, where: Mapping[str, Any]) -> None:
        self._master = master
        self.banner = Banner(master, where)
        self._timer: str | None = None

    def wait(self, seconds: int, again: Callable[[], object]) -> None:
        """Count `seconds` down, then call `again`; it stays until `over` says that the database has answered."""
        self.close()
        if seconds <= 0:
            self.banner.show("The database is busy. Trying again now; your basket stays.")
            again()
            return
        self.banner.show(f"The database is busy. Trying again in {seconds} s; your basket stays.")
        self._timer = self._master.after(1000, self.wait, seconds - 1, again)

    def over(self) -> None:
        """Nothing waits any more."""
        self.close()
        if self.banner.sentence is not None:
            self.banner.hide()

    def close(self) -> None:
        if self._timer is not None:
            self._master.after_cancel(self._timer)
            self._timer = None
