"""Two short sounds, one for who may go in and one for who may not: made here, played by what the system has.

No library for sounds: every system brings a program or a call that plays a WAV file, and where none is there the caller rings
the screen's own bell. A sound is begun and not waited for.
"""

from __future__ import annotations

import array
import math
import shutil
import subprocess
import sys
import wave
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

from app.utils.whole_file import write_whole

Sound = Literal["admit", "refuse"]

_RATE_HZ = 22_050
_LOUDNESS = 0.6
_SWELL_SECONDS = 0.008
"""A tone that begins or ends at once clicks."""
TONES: dict[Sound, Sequence[tuple[float, float]]] = {
    "admit": ((880.0, 0.09), (1318.5, 0.16)),
    "refuse": ((233.1, 0.16), (0.0, 0.05), (174.6, 0.32)),
}
"""(Hz, seconds) one after the other: up for yes, down and longer for no."""
_PLAYERS = (("afplay",) if sys.platform == "darwin" else ("pw-play", "paplay", "aplay"))  # fmt: skip


def wav_of(sound: Sound) -> bytes:
    """The sound as a WAV file, 16 bits, one channel."""
    samples = array.array("h")
    for hertz, seconds in TONES[sound]:
        count = round(seconds * _RATE_HZ)
        for place in range(count):
            swell = min(1.0, place / (_SWELL_SECONDS * _RATE_HZ), (count - place) / (_SWELL_SECONDS * _RATE_HZ))
            wave_form = math.sin(2 * math.pi * hertz * place / _RATE_HZ)
            samples.append(round(32_767 * _LOUDNESS * swell * wave_form))
    if sys.byteorder == "big":
        samples.byteswap()
    written = BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE_HZ)
        file.writeframes(samples.tobytes())
    return written.getvalue()


class Chimes:
    """The sounds of one window; their files lie in `folder`. With `on` False nothing is ever heard."""

    def __init__(self, folder: Path, *, on: bool = True) -> None:
        self._folder, self._on = folder, on
        self._playing: subprocess.Popen[bytes] | None = None
        self._is_dumb = False

    def play(self, sound: Sound) -> bool:
        """Begin the sound, in place of one that is still heard; False where the screen's bell has to do. Never raises."""
        if not self._on:
            return True
        if self._is_dumb or self._failed_before():
            return False
        try:
            path = self._file(sound)
            if sys.platform == "win32":
                import winsound  # noqa: PLC0415  only there

                winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC)
                return True
            player = next((found for name in _PLAYERS if (found := shutil.which(name))), None)
            if player is None:
                self._is_dumb = True
                return False
            self.stop()
            self._playing = subprocess.Popen(
                [player, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except (OSError, RuntimeError):  # a full disk, no sound card: the door goes on with the bell
            self._is_dumb = True
            return False
        return True

    def stop(self) -> None:
        """Be silent, and leave no process behind."""
        playing, self._playing = self._playing, None
        if playing is not None:
            playing.terminate()
            playing.wait()

    def _failed_before(self) -> bool:
        """Whether the last sound's player said that it cannot play here."""
        if self._playing is not None and (self._playing.poll() or 0) > 0:
            self._playing, self._is_dumb = None, True
        return self._is_dumb

    def _file(self, sound: Sound) -> Path:
        path = self._folder / f"{sound}.wav"
        if not path.is_file():
            write_whole(path, wav_of(sound))
        return path
