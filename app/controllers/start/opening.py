"""Opening the house: the demo, the cinema of this machine, or a server that all counters share.

What only one of the ways in needs is imported by that way: every start waits for what is imported here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.controllers.desk import Desk
from app.controllers.permissions import open_to_all
from app.controllers.start import demo_house
from app.models import staff
from app.models.database import Database
from app.models.errors import DatabaseRefused
from app.models.server.house import House, open_private, open_shared, prove_shared
from app.models.server.private_server import PrivateServer
from app.models.server.server_program import find_server_program
from app.models.statements import Unit
from app.utils.folders import Folders, make_writable
from app.utils.settings import Settings, load_settings, write_settings

if TYPE_CHECKING:
    from pathlib import Path

    from app.utils.pay.patient_provider import PatientProvider
    from app.utils.pay.training_line import TrainingLine
    from app.utils.progress import Progress

DEMO_DATABASE = "foyer_demo"
_DEMO_UPI_ADDRESS = "foyer-demo@training"
"""No bank has it: what is scanned in the demo pays nobody."""
_NO_CINEMA = (
    "This database has no cinema yet. Give the owner's account too (FOYER_DB_OWNER_USER in .env): "
    "then the first cinema can be set up in it."
)
Answers = Mapping[str, str]


class Opening:
    """The ways into a house, for one program. Everything here may take seconds: call it on the slow lane."""

    def __init__(self, settings: Settings, folders: Folders) -> None:
        self._settings = settings
        self._folders = folders
        self._server: PrivateServer | None = None
        self._house: House | None = None
        self._training: TrainingLine | None = None

    @open_to_all
    def open(self) -> Desk | None:
        """The desk of the configured server, or of this machine's own cinema; None while nothing is set up yet.

        Raises ServerProgramMissing, ServerStartFailed, DatabaseAway, DatabaseRefused, SchemaMismatch, FolderNotWritable.
        """
        house = self._configured_house()
        return self._desk(house) if self._has_staff(house) else None

    @open_to_all
    def open_demo(self) -> Desk:
        """The demo cinema on this machine's own server, whatever is configured: trying out never touches a real house."""
        house = self._house = self._private_house(DEMO_DATABASE)
        demo_house.get_ready(house, self._write_as_owner)
        return self._desk(house, demo_house.SIGN_INS)

    @open_to_all
    def set_up(self, answers: Answers) -> Desk:
        """Make the first cinema of the configured database from the setup form's answers.

        Raises FormRefused naming the field, DatabaseRefused on a shared server without the owner's account.
        """
        from app.controllers.start.new_cinema_form import read_form  # noqa: PLC0415
        from app.models.start import new_cinema  # noqa: PLC0415

        new = read_form(answers)
        house = self._configured_house()
        if not self._has_staff(house):
            self._write_as_owner(house, lambda unit: new_cinema.write(unit, new))
        return self._desk(house)

    @open_to_all
    def test_server(self, answers: Answers) -> str:
        """Try the server of the connect form without saving anything; a sentence on what was found."""
        return prove_shared(self._settings_with(answers))

    @open_to_all
    def connect(self, answers: Answers) -> Desk | None:
        """Write the server of the connect form into .env, once it has been reached, and open its house.

        None when that house has no cinema yet: the next thing is to set one up.
        """
        settings = self._settings_with(answers)
        house = open_shared(settings)  # reached, brought up to date and fit to sell from: only then is it written down
        if house.connect_owner is None and not self._has_staff(house):
            raise DatabaseRefused(_NO_CINEMA)
        write_settings(self._folders.env_file, _changes(answers))
        self._settings = settings
        return self.open()

    @open_to_all
    def check(self, *, demo: bool) -> tuple[list[str], bool]:
        """Prove the invariants of the demo's or the configured database: the lines to print, and whether all hold."""
        from app.controllers.checking import Checking, all_hold, report_lines  # noqa: PLC0415

        house = self._private_house(DEMO_DATABASE) if demo else self._configured_house()
        database = Database(house.connect)
        try:
            findings = Checking(database).prove()
        finally:
            database.close()
        return report_lines(findings), all_hold(findings)

    @open_to_all
    def head_papers(self, wishes: Sequence[str], *, demo: bool) -> list[str]:
        """Set how the demo's or the configured cinema heads its papers; the lines that tell how it does now.

        Raises DatabaseRefused on a shared server without the owner's account, InvalidInput, NotFound.
        """
        from app.controllers.paper.heading import change_heading  # noqa: PLC0415

        return self._as_owner(lambda owner: change_heading(owner, wishes), demo=demo)

    @open_to_all
    def import_films(self, path: Path, wishes: Sequence[str], progress: Progress, *, demo: bool) -> list[str]:
        """Import a file of films into the demo's or the configured database; the lines to print, the counts last.

        Raises DatabaseRefused on a shared server without the owner's account, InvalidInput, Cancelled.
        """
        from app.controllers.plan.import_command import import_films  # noqa: PLC0415

        counter = self._settings.counter
        return self._as_owner(lambda owner: import_films(owner, counter, path, wishes, progress), demo=demo)

    @open_to_all
    def door_list(self, path: Path, *, demo: bool) -> list[str]:
        """Prepare the door list of this counter's cinema in a file, signed, its key beside it; the lines to print.

        Raises NotFound for an unknown counter, FolderNotWritable.
        """
        from app.controllers.after.door_list_command import prepare_door_list  # noqa: PLC0415

        house = self._private_house(DEMO_DATABASE) if demo else self._configured_house()
        if demo:
            demo_house.get_ready(house, self._write_as_owner)
        database = Database(house.connect)
        try:
            return prepare_door_list(database, self._settings.counter, path)
        finally:
            database.close()

    @open_to_all
    def send_messages(self, stopping: Callable[[], bool], say: Callable[[str], object], *, demo: bool) -> None:
        """Send what the outbox of the demo's or the configured database holds, until `stopping()`; `say` is told what happens.

        Raises SettingInvalid where the settings name nobody who carries messages.
        """
        from app.controllers.after.post_process import send_messages  # noqa: PLC0415

        house = self._private_house(DEMO_DATABASE) if demo else self._configured_house()
        send_messages(house.connect, self._settings, stopping, self.revive, say)

    @open_to_all
    def keep_looks(self, changes: Mapping[str, str]) -> None:
        """Write what this counter looks like into its .env. Raises FolderNotWritable, SettingInvalid."""
        write_settings(self._folders.env_file, changes)

    @open_to_all
    def revive(self) -> None:
        """Start this machine's own server again after it was lost; a shared one is somebody else's to start."""
        if self._server is not None:
            self._server.join()

    @open_to_all
    def close(self) -> None:
        """Be no user of the private server and the training provider any more; the last window stops them."""
        if self._training is not None:
            self._training.close()
        if self._server is not None:
            self._server.leave()

    def _configured_house(self) -> House:
        self._house = (
            open_shared(self._settings) if self._settings.db_host else self._private_house(self._settings.db_name)
        )
        return self._house

    def _as_owner(self, work: Callable[[Database], list[str]], *, demo: bool) -> list[str]:
        """What the command line changes: only the owner's account may, so whoever has that may do it."""
        house = self._private_house(DEMO_DATABASE) if demo else self._configured_house()
        if house.connect_owner is None:
            raise DatabaseRefused(
                "Only the owner's account may change this. Give FOYER_DB_OWNER_USER in .env on this machine."
            )
        if demo:
            demo_house.get_ready(house, self._write_as_owner)
        owner = Database(house.connect_owner)
        try:
            return work(owner)
        finally:
            owner.close()

    def _private_house(self, database_name: str) -> House:
        if self._server is None:
            make_writable(self._folders.root)
            configured = self._settings.server_program
            named = str(configured) if configured else None
            self._server = PrivateServer(self._folders.server, lambda: find_server_program(named))
        return open_private(self._server, database_name, self._settings.db_timeout_seconds)

    def _desk(self, house: House, demo_sign_ins: tuple[tuple[str, str, str], ...] = ()) -> Desk:
        named = self._settings.provider or ("training" if demo_sign_ins else "none")
        make_provider = partial(self._provider, named)
        settings = self._settings
        if demo_sign_ins and not settings.upi_address:
            settings = dataclasses.replace(settings, upi_address=_DEMO_UPI_ADDRESS)
        door = self._folders.door / "demo" if demo_sign_ins else self._folders.door
        return Desk(house.connect, settings, self._folders.tickets, demo_sign_ins, make_provider, door)

    def _provider(self, named: str) -> PatientProvider | None:
        """What takes cards and UPI. The training provider is started by the first payment that is asked of it."""
        if named == "none":
            return None
        from app.utils.pay.patient_provider import PatientProvider  # noqa: PLC0415
        from app.utils.pay.training_line import TrainingLine  # noqa: PLC0415

        if self._training is not None:
            self._training.close()
        self._training = TrainingLine(self._folders.provider)
        return PatientProvider(self._training.provider)

    @staticmethod
    def _has_staff(house: House) -> bool:
        database = Database(house.connect)
        try:
            return staff.anybody(database)
        finally:
            database.close()

    @staticmethod
    def _write_as_owner(house: House, work: Callable[[Unit], object]) -> None:
        if house.connect_owner is None:
            raise DatabaseRefused(_NO_CINEMA)
        owner = Database(house.connect_owner)
        try:
            owner.transaction(work)
        finally:
            owner.close()

    def _settings_with(self, answers: Answers) -> Settings:
        """The present settings with the form's server in them, checked as if they stood in the file."""
        changed = load_settings(
            self._folders.env_file, {key: value for key, value in _changes(answers).items() if value}
        )
        named = {
            field.name: getattr(changed, field.name)
            for field in dataclasses.fields(changed)
            if field.name.startswith("db_")
        }
        return dataclasses.replace(self._settings, **named)


def _changes(answers: Answers) -> dict[str, str]:
    """The connect form's answers as lines of .env. Raises FormRefused without a host."""
    host = ",".join(
        each.strip() if ":" in each else f"{each.strip()}:{answers.get('port') or '3306'}"
        for each in answers.get("host", "").split(",")
        if each.strip()
    )
    if not host:
        from app.controllers.form_reading import FormRefused  # noqa: PLC0415

        raise FormRefused("Give the server's name or address, for example 10.0.0.5.", "host")
    changes = {
        "FOYER_DB_HOST": host,
        "FOYER_DB_NAME": answers.get("database", ""),
        "FOYER_DB_USER": answers.get("user", ""),
        "FOYER_DB_PASSWORD": answers.get("password", ""),
    }
    if answers.get("owner_user"):
        changes["FOYER_DB_OWNER_USER"] = answers["owner_user"]
        changes["FOYER_DB_OWNER_PASSWORD"] = answers.get("owner_password", "")
    return changes
