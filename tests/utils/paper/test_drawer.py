"""The drawer's pulse arrives whole where it is to arrive: in a real socket, a real file, a real CUPS."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.utils.errors import DrawerStuck
from app.utils.paper.drawer import PULSE, Drawer
from app.utils.setting_values import DrawerPlace
from tests.utils.paper.cups import PrivateCups


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        yield server


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateCups]:
    private = PrivateCups()
    try:
        private.start()
        monkeypatch.setenv("CUPS_SERVER", str(private.socket_path))
        monkeypatch.setenv("HOME", str(private.folder))
        yield private
    finally:
        private.stop()


def refusal(drawer: Drawer) -> str:
    with pytest.raises(DrawerStuck) as refused:
        drawer.open()
    return refused.value.sentence


def test_the_pulse_is_that_of_escpos_on_the_first_pin() -> None:
    assert list(PULSE) == [27, ord("p"), 0, 25, 250]


def test_a_counter_without_a_drawer_has_nothing_to_open() -> None:
    drawer = Drawer(None)
    drawer.open()
    assert not drawer.is_there


def test_a_drawer_in_the_network_gets_the_pulse_and_the_end(listener: socket.socket) -> None:
    Drawer(DrawerPlace("tcp", "127.0.0.1", listener.getsockname()[1])).open()
    connection, _ = listener.accept()
    with connection:
        connection.settimeout(10)
        received = connection.recv(100)
        assert received == PULSE
        assert connection.recv(100) == b""


def test_a_printer_that_is_off_is_told(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    listener.close()
    sentence = refusal(Drawer(DrawerPlace("tcp", "127.0.0.1", port)))
    assert f"127.0.0.1:{port}" in sentence
    assert "what was paid stands" in sentence


def test_a_device_gets_the_pulse(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    device.write_bytes(b"")
    drawer = Drawer(DrawerPlace("file", str(device)))
    drawer.open()
    drawer.open()
    assert device.read_bytes() == PULSE * 2


def test_a_device_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    assert str(device) in refusal(Drawer(DrawerPlace("file", str(device))))
    assert not device.exists()


def test_a_queue_gets_the_pulse_raw(cups: PrivateCups) -> None:
    Drawer(DrawerPlace("printer", "front")).open()
    assert cups.documents() == [PULSE]


def test_a_queue_that_takes_nothing_is_told(cups: PrivateCups) -> None:
    assert "printer 'rejecting' refused it" in refusal(Drawer(DrawerPlace("printer", "rejecting")))


def test_a_printing_service_that_hangs_is_not_waited_for(cups: PrivateCups) -> None:
    cups.freeze()
    assert "does not answer" in refusal(Drawer(DrawerPlace("printer", "front"), time_limit_seconds=0.3))


def test_a_machine_without_cups_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "no 'lp' command" in refusal(Drawer(DrawerPlace("printer", "front")))
