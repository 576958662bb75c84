"""Where Foyer keeps things: the private server's data, the log, the printed tickets and the settings file."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.utils.errors import FolderNotWritable

_APP = "foyer"


@dataclass(frozen=True)
class Folders:
    """All places of one installation.

    With `project` None everything lives under `root` (started with --data). Otherwise `root` is the user's data folder,
    log and tickets go where the system keeps such things, and the settings file lies in `project`, beside main.py.
    """

    root: Path
    project: Path | None = None

    @property
    def server(self) -> Path:
        """The private database server's folder."""
        return self.root / "server"

    @property
    def provider(self) -> Path:
        """The training provider's folder: what it has taken, and where it listens."""
        return self.root / "provider"

    @property
    def door(self) -> Path:
        """What a door goes on with while the network is away."""
        return self.root / "door"

    @property
    def logs(self) -> Path:
        """The folder of foyer.log and its older parts."""
        if self.project is None:
            return self.root / "logs"
        return platformdirs.user_log_path(_APP, appauthor=False)

    @property
    def tickets(self) -> Path:
        """Ticket PDFs: in the user's documents, because people look for them."""
        if self.project is None:
            return self.root / "tickets"
        return platformdirs.user_documents_path() / "Foyer tickets"

    @property
    def env_file(self) -> Path:
        return (self.root if self.project is None else self.project) / ".env"


def choose_folders(data: Path | None, project: Path) -> Folders:
    """`data` is what --data names, or None; `project` is the folder main.py is in. Creates nothing."""
    if data is None:
        return Folders(platformdirs.user_data_path(_APP, appauthor=False), project)
    return Folders(data.expanduser().absolute())


def make_writable(folder: Path) -> None:
    """Make the folder if it is missing, keep it to its owner (0700), and prove that a file can be made in it.

    Only for folders that are Foyer's own: one that others use too would be closed to them. Trying is the only proof:
    permission bits say nothing of read-only disks, quotas or access lists.
    Raises FolderNotWritable.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise folder_not_writable(folder, problem) from problem


def folder_not_writable(folder: Path, problem: OSError) -> FolderNotWritable:
    """The refusal for a folder, with the system's own reason and what to do about it."""
    reason = problem.strerror or type(problem).__name__
    return FolderNotWritable(
        f"Foyer cannot write to the folder {folder}: {reason}. "
        "Give your account the right to write there or free some space, or start Foyer with --data and another folder."
    )
