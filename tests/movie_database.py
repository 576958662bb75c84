"""A server on this machine that answers as The Movie Database's API does, for tests to ask over a real connection."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

from PIL import Image

KEY = "0123456789abcdef0123456789abcdef"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ0ZXN0In0.signature-of-a-read-access-token"


def movie(number: int, title: str, **other: Any) -> dict[str, Any]:
    """A movie with all that the API tells of it."""
    told = {
        "id": number, "title": title, "original_title": title, "original_language": "hi", "overview": f"About {title}.",
        "release_date": "2026-11-20", "poster_path": f"/{number}.jpg", "runtime": 130,
        "genres": [{"id": 18, "name": "Drama"}],
        "release_dates": {
            "results": [{"iso_3166_1": "IN", "release_dates": [{"certification": "UA 13+", "type": 3}]}]
        },
    }  # fmt: skip
    return told | other


@dataclass
class MovieDatabase:
    """What the server has. `fates` are the statuses of its next answers (0: the connection ends without one)."""

    address: str = ""
    movies: dict[int, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """Paths with their questions, without the key."""
    fates: list[int] = field(default_factory=list)
    page_size: int = 20
    picture: bytes = b""
    body: bytes | None = None
    """Instead of any answer."""

    def put(self, *movies: dict[str, Any]) -> None:
        self.movies |= {each["id"]: each for each in movies}

    def answer(self, path: str, question: Mapping[str, str]) -> object:
        """What the API would say; None for 404."""
        if path == "/3/configuration":
            return {"images": {"secure_base_url": f"{self.address}/t/p/", "poster_sizes": ["w92", "w500", "original"]}}
        if path == "/3/movie/now_playing":
            return self._page(int(question.get("page", "1")))
        number = path.removeprefix("/3/movie/")
        return self.movies.get(int(number)) if number.isdigit() else None

    def _page(self, page: int) -> object:
        listed = [
            {name: value for name, value in each.items() if name not in ("runtime", "genres", "release_dates")}
            for each in self.movies.values()
        ]
        first = (page - 1) * self.page_size
        return {
            "page": page,
            "results": listed[first : first + self.page_size],
            "total_pages": -(-len(listed) // self.page_size),
            "total_results": len(listed),
        }


def poster_file() -> bytes:
    kept = BytesIO()
    Image.linear_gradient("L").resize((500, 750)).save(kept, "JPEG")
    return kept.getvalue()


@contextmanager
def serving() -> Iterator[MovieDatabase]:
    """A server of a test's own."""
    database = MovieDatabase(picture=poster_file())

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_told: object) -> None:
            """Nobody reads it."""

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            question = {name: values[0] for name, values in parse_qs(url.query).items()}
            known = question.pop("api_key", "") == KEY or self.headers.get("Authorization") == f"Bearer {TOKEN}"
            database.asked.append(url.path + "".join(f" {name}={question[name]}" for name in sorted(question)))
            fate = database.fates.pop(0) if database.fates else 200
            if fate == 0:
                self.close_connection = True
                return
            if url.path.startswith("/t/p/"):
                self._send(fate, database.picture, "image/jpeg")
                return
            found = database.answer(url.path, question) if known else {"status_code": 7}
            if fate == 200:
                fate = 401 if not known else 404 if found is None else 200
            self._send(
                fate, database.body if database.body is not None else json.dumps(found).encode(), "application/json"
            )

        def _send(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    database.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield database
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
