"""The Movie Database, asked over the network with the user's own key: what is playing, one movie, one poster.

Its terms want it named wherever what it told is shown: ATTRIBUTION. The API: developer.themoviedb.org/reference.
"""

from __future__ import annotations

import json
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from functools import cached_property
from http.client import HTTPException
from typing import Any

from app.utils.errors import BoxOfficeError

ATTRIBUTION = "This product uses the TMDB API but is not endorsed or certified by TMDB."
"""Word for word as its terms of use ask for it (themoviedb.org/about/logos-attribution)."""
ADDRESS = "https://api.themoviedb.org/3"
PAGES_MAX = 500
"""The API has no more pages of any list."""
_ANSWER_BYTES_MAX = 8 * 2**20
_PICTURE_BYTES_MAX = 20 * 2**20
_TRIES = 3
_BUSY = frozenset({429, 500, 502, 503, 504})
_PAUSE_SECONDS_MAX = 5.0
_POSTER_WIDTHS = ("w500", "w780", "w342", "original")
"""The smallest that is at least as large as Foyer shows one, then what there is."""
_KEY_LETTERS = 32
"""A key of version 3; a longer one is an access token, and goes into a header."""


class TmdbAway(BoxOfficeError):
    """The Movie Database does not answer, or with nothing that can be used; nothing was changed."""

    code = "TMDB_AWAY"


class TmdbRefused(BoxOfficeError):
    """The Movie Database does not take this key, or none is set."""

    code = "TMDB_REFUSED"


class TmdbUnknown(BoxOfficeError):
    """The Movie Database has no such movie or picture."""

    code = "TMDB_UNKNOWN"


class Tmdb:
    """One user's way to The Movie Database. Each question may take `timeout_seconds`, three times: ask on a slow lane."""

    def __init__(
        self, key: str, address: str = ADDRESS, timeout_seconds: float = 10.0, pause_seconds: float = 0.5
    ) -> None:
        self._key, self._address = key, address.rstrip("/")
        self._timeout_seconds, self._pause_seconds = timeout_seconds, pause_seconds

    @property
    def has_key(self) -> bool:
        return bool(self._key)

    def now_playing(
        self, country: str, language: str, pages_max: int = PAGES_MAX
    ) -> Iterator[tuple[Mapping[str, Any], int]]:
        """Each movie now in the cinemas of a country, with how many there are, page by page.

        Raises TmdbAway, TmdbRefused.
        """
        page, pages = 1, 1
        while page <= min(pages, pages_max, PAGES_MAX):
            answer = self._json("/movie/now_playing", page=str(page), region=country, language=language)
            found = answer.get("results")
            if not isinstance(found, list):
                raise TmdbAway("The Movie Database gave an answer that is no list of films. Try again later.")
            pages, total = _whole(answer.get("total_pages")), _whole(answer.get("total_results"))
            for movie in found:
                yield movie, max(total, len(found))
            page += 1

    def movie(self, number: int, language: str) -> Mapping[str, Any]:
        """One movie with its length, genres and certificates. Raises TmdbAway, TmdbRefused, TmdbUnknown."""
        return self._json(f"/movie/{number}", language=language, append_to_response="release_dates")

    def poster(self, path: str) -> bytes:
        """The picture at a movie's poster_path, about 500 pixels across. Raises TmdbAway, TmdbRefused, TmdbUnknown."""
        picture = "/" + urllib.parse.quote(path.strip("/"))
        return self._asked(urllib.request.Request(self._pictures + picture), _PICTURE_BYTES_MAX)  # noqa: S310  checked

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    @cached_property
    def _pictures(self) -> str:
        """Where pictures are, as the API itself tells it."""
        images = self._json("/configuration").get("images")
        told = images if isinstance(images, dict) else {}
        base, sizes = told.get("secure_base_url") or told.get("base_url"), told.get("poster_sizes")
        if not isinstance(base, str) or not base.startswith(("https://", "http://")) or not isinstance(sizes, list):
            raise TmdbAway("The Movie Database does not tell where its pictures are. Try again later.")
        return base.rstrip("/") + "/" + next((width for width in _POSTER_WIDTHS if width in sizes), "original")

    def _json(self, path: str, **question: str) -> Mapping[str, Any]:
        if not self._key:
            raise TmdbRefused(
                "There is no key for The Movie Database yet. Get one at themoviedb.org (Settings, API) and put it into "
                ".env as FOYER_TMDB_KEY."
            )
        headers = {"Accept": "application/json"}
        if len(self._key) <= _KEY_LETTERS:
            question["api_key"] = self._key
        else:
            headers["Authorization"] = f"Bearer {self._key}"
        url = f"{self._address}{path}?{urllib.parse.urlencode(question)}"
        content = self._asked(urllib.request.Request(url, headers=headers), _ANSWER_BYTES_MAX)  # noqa: S310  a setting
        try:
            answer = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise TmdbAway("The Movie Database gave an answer that cannot be read. Try again later.") from error
        return answer if isinstance(answer, dict) else {}

    def _asked(self, request: urllib.request.Request, bytes_max: int) -> bytes:
        """The answer, asked for again when it was busy or did not come. The key is in no error: it may be in the address."""
        request.add_header("User-Agent", "Foyer")
        for attempt in range(1, _TRIES + 1):
            try:
                with urllib.request.urlopen(  # noqa: S310  http or https: the setting and `_pictures` see to it
                    request, timeout=self._timeout_seconds, context=self._certificates
                ) as answer:
                    content: bytes = answer.read(bytes_max + 1)
                    break
            except urllib.error.HTTPError as error:
                with error:
                    pause_seconds = self._pause_after(error, last=attempt == _TRIES)
            except (OSError, HTTPException) as error:
                if attempt == _TRIES:
                    raise TmdbAway(
                        "The Movie Database does not answer. Is this machine connected to the internet? Try again later."
                    ) from error
                pause_seconds = self._pause_seconds
            time.sleep(pause_seconds)
        if len(content) > bytes_max:
            raise TmdbAway("The Movie Database gave an answer that is far too large. Try again later.")
        return content

    def _pause_after(self, error: urllib.error.HTTPError, *, last: bool) -> float:
        """How long to wait before asking again. Raises what the status means where asking again is of no use."""
        if error.code in (401, 403):
            raise TmdbRefused("The Movie Database does not take this key. Compare FOYER_TMDB_KEY in .env with yours.")
        if error.code == 404:
            raise TmdbUnknown("The Movie Database has no such film or picture.")
        if error.code not in _BUSY or last:
            raise TmdbAway(f"The Movie Database cannot answer now (it says {error.code}). Try again later.")
        told = error.headers.get("Retry-After", "")
        asked_for = float(told) if told.isascii() and told.isdigit() else 0.0
        return min(max(asked_for, self._pause_seconds), _PAUSE_SECONDS_MAX)


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
