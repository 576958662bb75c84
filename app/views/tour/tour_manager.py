"""The manager's chapters of the guided tour: she takes the counter over, adds a film, and looks at every page of hers."""

from __future__ import annotations

from app.views.counter_screen import CounterScreen
from app.views.list_and_form import ListAndForm
from app.views.parts.field import Field
from app.views.start.lock_view import LockView
from app.views.tabbed_page import TabbedPage
from app.views.tour.tour_pages import open_page
from app.views.tour.tour_record import Record
from app.views.tour.tour_stage import Stage, TourStuck

_FILM = {"title": "The Last Reel", "duration_minutes": "104", "certificate": "UA", "language": "Hindi"}
_LOOK_MS = 600
_TABS_MOST = 12


class ManagerChapters:
    """Everything is typed; pages are changed with Ctrl and a number, tabs with Ctrl and Page Down."""

    def __init__(self, stage: Stage, record: Record, screen: CounterScreen, manager: tuple[str, str]) -> None:
        self._stage, self._record, self._screen, self._manager = stage, record, screen, manager

    def play(self) -> None:
        """All of them. Raises TourStuck."""
        self._take_over()
        self._add_film()
        self._look_at("plan")
        self._look_at("reports")
        self._look_at("team")

    def _take_over(self) -> None:
        stage, hands = self._stage, self._stage.hands
        name, password = self._manager
        with self._record.task("hand_over"):
            hands.key("ctrl+l")
            stage.until(lambda: self._screen.locked, "the lock")
            lock = stage.widgets(LockView)[0]
            stage.until(lambda: lock.password.has_focus, "the keyboard at the password")
            hands.key("shift+Tab")  # the last of what can be done there: another clerk
            hands.key("Enter")
            stage.until(lambda: lock.username.has_focus, "the keyboard at the name")
            hands.type(name)
            hands.key("Enter")
            stage.until(lambda: lock.password.has_focus, "the keyboard at the password")
            hands.type(password)
            hands.key("Enter")
            stage.until(lambda: not self._screen.locked, "the end of the lock")

    def _add_film(self) -> None:
        """Ctrl and the page's number, Ctrl+N, the lines one after the other with Tab, Ctrl+S."""
        stage, hands = self._stage, self._stage.hands
        with self._record.task("add_film"):
            self._open("plan")
            films: ListAndForm = stage.widgets(ListAndForm)[0]
            hands.key("ctrl+n")
            stage.until(lambda: films.is_open, "the form of a new film")
            for line, text in _FILM.items():
                self._tab_to(films.form.lines[line].widget)
                hands.type(text)
            hands.key("ctrl+s")
            stage.until(lambda: films.open_id is not None, "the film to be added")

    def _look_at(self, page: str) -> None:
        """A picture of each tab."""
        tabbed = self._open(page)
        for tab in tabbed.tabs:
            while tabbed.open_tab != tab:
                self._stage.hands.key("ctrl+Next")
                self._stage.rest(_LOOK_MS)
            self._stage.rest(_LOOK_MS)
            self._record.picture(tab)

    def _tab_to(self, field: Field) -> None:
        """Tab, until the keyboard is there."""
        for _ in range(_TABS_MOST):
            self._stage.settle()
            if field.has_focus:
                return
            self._stage.hands.key("Tab")
        raise TourStuck(f"Tab does not come to {field.label}.")

    def _open(self, page: str) -> TabbedPage:
        opened = open_page(self._stage, self._screen, page)
        if not isinstance(opened, TabbedPage):
            raise TourStuck(f"The page {page} has no tabs.")
        return opened
