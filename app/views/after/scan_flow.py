"""What becomes of a scan, on whatever page it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.controllers.permissions import Permission
from app.views.after.scanner import Scanner

if TYPE_CHECKING:
    from app.views.counter_screen import CounterScreen


class ScanFlow:
    """At the door a scan is the door's, which has `scanned`; from any other page Find opens with the booking."""

    def __init__(self, screen: CounterScreen) -> None:
        self._screen = screen
        self._scanner = Scanner(screen, self.scanned, lambda: screen.locked)

    def close(self) -> None:
        self._scanner.close()

    def scanned(self, code: str) -> None:
        take = getattr(self._screen.page, "scanned", None)
        if take is not None:
            take(code)
        else:
            self.find(code)

    def find(self, code: str) -> None:
        """Open Find with the booking of this reference or ticket code."""
        screen = self._screen
        if not screen.session.may(Permission.FIND_BOOKING):
            sentence = f"{screen.session.staff.full_name} may not look bookings up. Ask a clerk to sign in."
            screen.shell.toasts.show(sentence, "bad")
            return
        screen.help.close()
        screen.looks_flow.close()
        screen.open_page("find")
        find = screen.page
        find.open("bookings")
        find.page.open_code(code)
