"""The door's two sounds: real WAV files, played by the system's player without waiting for it."""

from __future__ import annotations

import sys
import wave
from io import BytesIO
from pathlib import Path

import psutil
import pytest

from app.utils.chimes import TONES, Chimes, Sound, wav_of

PLAYER = "aplay" if sys.platform != "darwin" else "afplay"


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only player writes down what it is to play."""
    programs, told = tmp_path / "bin", tmp_path / "heard"
    programs.mkdir()
    player = programs / PLAYER
    player.write_text(f'#!/bin/sh\necho "$1" >> "{told}"\n')
    player.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    return told


def fail_to_play(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    player = tmp_path / "bin" / PLAYER
    player.write_text("#!/bin/sh\nexit 1\n")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


def wait_for_player(chimes: Chimes) -> None:
    assert chimes._playing is not None
    chimes._playing.wait(10)


@pytest.mark.parametrize("sound", TONES)
def test_a_sound_is_a_wav_file_of_its_tones(sound: Sound) -> None:
    with wave.open(BytesIO(wav_of(sound))) as file:
        seconds = file.getnframes() / file.getframerate()
        loudest = max(abs(int.from_bytes(file.readframes(1), "little", signed=True)) for _ in range(file.getnframes()))
    assert seconds == pytest.approx(sum(length for _, length in TONES[sound]), abs=0.01)
    assert 10_000 < loudest < 32_767


def test_each_sound_is_played_from_its_file(tmp_path: Path, heard: Path) -> None:
    chimes = Chimes(tmp_path / "sounds")
    for sound in TONES:
        assert chimes.play(sound)
        wait_for_player(chimes)
    assert heard.read_text().split() == [str(tmp_path / "sounds" / f"{sound}.wav") for sound in TONES]
    assert (tmp_path / "sounds" / "admit.wav").read_bytes() == wav_of("admit")


def test_it_is_not_waited_for_and_none_is_left_behind(tmp_path: Path, heard: Path) -> None:
    player = tmp_path / "bin" / PLAYER
    player.write_text("#!/bin/sh\nread never < /dev/fd/1\nexec /bin/sleep 60\n")
    chimes = Chimes(tmp_path / "sounds")
    assert chimes.play("admit")
    playing = chimes._playing
    assert playing is not None
    assert playing.poll() is None
    chimes.stop()
    assert not psutil.pid_exists(playing.pid)


def test_without_a_player_the_caller_rings_the_bell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not Chimes(tmp_path).play("refuse")


def test_a_machine_without_a_sound_card_goes_on_with_the_bell(
    tmp_path: Path, heard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_to_play(monkeypatch, tmp_path)
    chimes = Chimes(tmp_path / "sounds")
    assert chimes.play("admit"), "nobody knows it yet"
    wait_for_player(chimes)
    assert not chimes.play("admit")
    assert not chimes.play("refuse")


def test_a_folder_that_cannot_be_written_to_is_no_reason_to_stop_the_door(tmp_path: Path, heard: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not Chimes(tmp_path / "file" / "sounds").play("admit")


def test_turned_off_nothing_is_heard_and_no_bell_is_asked_for(tmp_path: Path, heard: Path) -> None:
    assert Chimes(tmp_path / "sounds", on=False).play("admit")
    assert not heard.exists()
