"""The cash drawer: it hangs on a receipt printer and opens at a pulse, sent raw past all drivers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import NoReturn

from app.utils.errors import DrawerStuck
from app.utils.setting_values import DrawerPlace

PULSE = b"\x1bp\x00\x19\xfa"
"""ESC p 0 25 250 of Epson's ESC/POS, which all receipt printers speak: connector pin 2, 50 ms on, 500 ms off."""
_AFTERWARDS = "Open it with its key; what was paid stands."


class Drawer:
    """The drawer of one counter. `place` None is a counter without one that opens by itself."""

    def __init__(self, place: DrawerPlace | None, time_limit_seconds: float = 5) -> None:
        self._place = place
        self._time_limit_seconds = time_limit_seconds

    @property
    def is_there(self) -> bool:
        return self._place is not None

    def open(self) -> None:
        """Send the pulse; nothing where there is no drawer. Raises DrawerStuck when it could not be delivered in time."""
        if self._place is None:
            return
        if self._place.kind == "printer":
            self._through_queue(self._place.name)
        elif self._place.kind == "tcp":
            self._through_network(self._place.name, self._place.port)
        else:
            self._through_file(self._place.name)

    def _through_network(self, host: str, port: int) -> None:
        try:
            with socket.create_connection((host, port), self._time_limit_seconds) as connection:
                connection.settimeout(self._time_limit_seconds)
                connection.sendall(PULSE)
        except OSError as error:
            reason = f"the printer at {host}:{port} does not answer ({error.strerror or error})"
            self._refuse(f"{reason}. See whether it is on", error)

    def _through_file(self, path: str) -> None:
        """Without O_CREAT: a device that is missing must not become a file. A printer that is off must not be waited for."""
        flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)
        try:
            handle = os.open(path, flags)
            try:
                os.write(handle, PULSE)
            finally:
                os.close(handle)
        except OSError as error:
            self._refuse(f"{path} cannot be written to ({error.strerror or error})", error)

    def _through_queue(self, queue: str) -> None:
        if sys.platform == "win32":
            self._refuse("queues cannot be written to raw on Windows. Set FOYER_DRAWER to tcp:HOST:9100")
        try:
            answer = subprocess.run(
                ["lp", "-d", queue, "-o", "raw", "-t", "drawer"],
                input=PULSE,
                capture_output=True,
                check=False,
                env=os.environ | {"LC_ALL": "C"},
                timeout=self._time_limit_seconds,
            )
        except subprocess.TimeoutExpired as error:
            self._refuse("the printing service does not answer", error)
        except FileNotFoundError as error:
            self._refuse("this machine has no 'lp' command. Install CUPS, or give the drawer's address", error)
        if answer.returncode != 0:
            said = answer.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            self._refuse(f"printer '{queue}' refused it ({said.removeprefix('lp: ').rstrip('.')})")

    @staticmethod
    def _refuse(reason: str, error: BaseException | None = None) -> NoReturn:
        raise DrawerStuck(f"The drawer did not open: {reason}. {_AFTERWARDS}") from error
