"""Posters on the screen: asked for on the reading lane, kept as Tk shows them, and never more than so much memory."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.controllers.permissions import Session
from app.controllers.sell.posters import Posters, Thumbnail
from app.utils.errors import BoxOfficeError
from app.views.tasks import Lane, Tasks

if TYPE_CHECKING:
    from PIL import ImageTk

KEPT_BYTES_MAX = 6 * 2**20
"""All that is kept: some hundreds of thumbnails at 100 %, a hundred at 200 %."""
ASKED_ANEW_SECONDS = 60.0
"""A manager may have given a film another poster: what is here is shown, and asked for again after so long."""
_SHOWS_MAX = 2000
_BYTES_A_PIXEL = 4

Size = tuple[int, int]
Hang = Callable[[int, "ImageTk.PhotoImage"], object]


class PosterShelf:
    """One for a window. A poster is known by what it is made of, so a film's shows share one picture."""

    def __init__(self, session: Session, posters: Posters, tasks: Tasks) -> None:
        self._session, self._posters, self._tasks = session, posters, tasks
        self._keys: OrderedDict[int, str] = OrderedDict()
        self._asked_at: dict[int, float] = {}
        self._pictures: OrderedDict[tuple[str, Size], ImageTk.PhotoImage] = OrderedDict()

    @property
    def kept_bytes(self) -> int:
        return sum(wide * high * _BYTES_A_PIXEL for _, (wide, high) in self._pictures)

    def hang(self, show_ids: Sequence[int], size_px: Size, name: str, hang: Hang) -> None:
        """Call `hang(show_id, picture)` for each show: at once for what is here, later for the rest.

        A newer asking of the same `name` is all that counts.
        """
        missing, now = [], time.monotonic()
        for show_id in show_ids:
            picture = self._pictures.get((self._keys.get(show_id, ""), size_px))
            if picture is not None:
                hang(show_id, picture)
            if picture is None or now > self._asked_at.get(show_id, now) + ASKED_ANEW_SECONDS:
                missing.append(show_id)
        if not missing:
            return
        known = frozenset(key for key, size in self._pictures if size == size_px)
        wanted = tuple(missing)
        self._tasks.run(
            Lane.READING,
            lambda: self._posters.thumbnails(self._session, wanted, size_px, known),
            partial(self._got, size_px, hang),
            _left_without,
            replaces=f"posters {name}",
        )

    def _got(self, size_px: Size, hang: Hang, thumbnails: tuple[Thumbnail, ...]) -> None:
        from PIL import ImageTk  # noqa: PLC0415  not needed for the first paint

        shown = {}
        for each in thumbnails:
            if each.picture is not None:
                self._pictures[each.key, size_px] = ImageTk.PhotoImage(each.picture)
            picture = self._pictures.get((each.key, size_px))
            if picture is None:
                continue  # given away while the answer was on its way: the next asking brings it
            self._pictures.move_to_end((each.key, size_px))
            self._keys[each.show_id] = each.key
            self._asked_at[each.show_id] = time.monotonic()
            shown[each.show_id] = picture
        self._tidy()
        for show_id, picture in shown.items():
            hang(show_id, picture)

    def _tidy(self) -> None:
        """The pictures that were wanted longest ago go; whoever still shows one holds it."""
        while self.kept_bytes > KEPT_BYTES_MAX:
            self._pictures.popitem(last=False)
        while len(self._keys) > _SHOWS_MAX:
            show_id, _ = self._keys.popitem(last=False)
            self._asked_at.pop(show_id, None)


def _left_without(_error: BoxOfficeError) -> None:
    """A row without its poster says all that matters; the next list asks again."""
