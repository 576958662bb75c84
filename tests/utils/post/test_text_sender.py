"""Text messages through the real library, to a real web server on this machine that stands for a provider."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from app.utils.errors import PostAway, PostDelayed, PostRefused
from app.utils.post import text_sender
from app.utils.post.text_sender import TextSender
from tests.mail_room import closed_port

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
"""The library's, on Python 3.11 and 3.12."""


class Provider(HTTPServer):
    """Answers with `status`, and keeps what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.status = 200
        self.asked: list[tuple[str, dict[str, Any]]] = []

    @property
    def address(self) -> str:
        return f"json://box:hunter2@127.0.0.1:{self.server_port}/sms/{{phone}}"


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Provider)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, json.loads(body)))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's own name
        """Nobody reads it."""


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_text_goes_to_the_customers_number(provider: Provider) -> None:
    TextSender([provider.address]).send("+91 98765 43210", "Regal: your tickets")
    ((path, told),) = provider.asked
    assert path == "/sms/919876543210"
    assert told["message"] == "Regal: your tickets"


def test_of_several_services_the_first_that_takes_it_carries_it(provider: Provider) -> None:
    away = f"json://127.0.0.1:{closed_port()}/{{phone}}"
    TextSender([away, provider.address, provider.address]).send("+91 98765 43210", "x")
    assert len(provider.asked) == 1


def test_a_service_that_refuses_delays_and_nothing_of_the_account_is_told(
    provider: Provider, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    provider.status = 503
    sender = TextSender([provider.address])
    with pytest.raises(PostDelayed) as refused:
        sender.send("+91 98765 43210", "x")
    assert len(provider.asked) == 1
    written = capfd.readouterr()
    assert "hunter2" not in refused.value.sentence + repr(sender) + caplog.text + written.out + written.err


def test_an_address_that_is_not_understood_is_told_without_it() -> None:
    with pytest.raises(PostAway) as refused:
        TextSender(["nonsense9://hunter2/{phone}"]).send("+91 98765 43210", "x")
    assert "hunter2" not in refused.value.sentence
    assert "FOYER_NOTIFY_URLS" in refused.value.sentence


def test_without_a_number_there_is_nobody_to_send_it_to(provider: Provider) -> None:
    with pytest.raises(PostRefused):
        TextSender([provider.address]).send("", "x")


def test_a_house_without_the_extra_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_sender, "is_installed", lambda: False)
    with pytest.raises(PostAway, match=r"requirements-notify\.txt"):
        TextSender(["json://localhost/{phone}"]).send("+91 98765 43210", "x")


def test_the_extra_is_installed_for_the_tests() -> None:
    assert text_sender.is_installed()
