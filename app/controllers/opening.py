"""Opening the house: the demo, the cinema of this machine, or a server that all counters share."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from app.controllers.checking import Checking, all_hold, report_lines
from app.controllers.desk import Desk, furnish
from app.controllers.new_cinema_form import read_form
from app.controllers.permissions import open_to_all
from app.models import audit_log, demo, new_cinema, places, staff
from app.models.database import Database
from app.models.demo_places import STAFF, TIME_ZONE
from app.models.house import House, open_private, open_shared, prove_shared
from app.models.private_server import PrivateServer
from app.models.server_program import find_server_program
from app.models.statements import Unit
from app.utils.folders import Folders, make_writable
from app.utils.local_time import to_local
from app.utils.passwords import hash_password
from app.utils.settings import Settings, load_settings, write_settings

DEMO_DATABASE = "foyer_demo"
Answers = Mapping[str, str]


class Opening:
    """The ways into a house, for one program. Everything here may take seconds: call it on the slow lane."""

    def __init__(self, settings: Settings, folders: Folders) -> None:
        self._settings = settings
        self._folders = folders
        self._server: PrivateServer | None = None
        self._house: House | None = None

    @open_to_all
    def open(self) -> Desk | None:
        """The desk of the configured server, or of this machine's own cinema; None while nothing is set up yet.

        Raises ServerProgramMissing, ServerStartFailed, DatabaseAway, DatabaseRefused, SchemaMismatch, FolderNotWritable.
        """
        if self._settings.db_host:
            self._house = open_shared(self._settings)
            return self._desk(self._house)
        self._house = self._private_house(self._settings.db_name)
        if not self._has_staff(self._house):
            return None
        return self._desk(self._house)

    @open_to_all
    def open_demo(self) -> Desk:
        """The demo cinema on this machine's own server, whatever is configured: trying out never touches a real house."""
        house = self._house = self._private_house(DEMO_DATABASE)
        if not self._has_staff(house):
            self._write_as_owner(house, self._fill_demo)
        sign_ins = tuple((username, demo.DEMO_PASSWORD, role.value) for username, _, role in STAFF)
        return self._desk(house, sign_ins)

    @open_to_all
    def set_up(self, answers: Answers) -> Desk:
        """Make the first cinema of this machine from the setup form's answers. Raises FormRefused naming the field."""
        new = read_form(answers)
        house = self._house = self._private_house(self._settings.db_name)
        if not self._has_staff(house):
            self._write_as_owner(house, lambda unit: new_cinema.write(unit, new))
        return self._desk(house)

    @open_to_all
    def test_server(self, answers: Answers) -> str:
        """Try the server of the connect form without saving anything; a sentence on what was found."""
        return prove_shared(self._settings_with(answers))

    @open_to_all
    def connect(self, answers: Answers) -> Desk:
        """Write the server of the connect form into .env, once it has been reached, and open its house."""
        settings = self._settings_with(answers)
        open_shared(settings)  # reached, brought up to date and fit to sell from: only then is it written down
        write_settings(self._folders.env_file, _changes(answers))
        self._settings = settings
        desk = self.open()
        if desk is None:
            raise AssertionError("a configured server always has a desk")
        return desk

    @open_to_all
    def check(self, *, demo: bool) -> tuple[list[str], bool]:
        """Prove the invariants of the demo's or the configured database: the lines to print, and whether all hold."""
        if demo:
            house = self._private_house(DEMO_DATABASE)
        elif self._settings.db_host:
            house = open_shared(self._settings)
        else:
            house = self._private_house(self._settings.db_name)
        database = Database(house.connect)
        try:
            findings = Checking(database).prove()
        finally:
            database.close()
        return report_lines(findings), all_hold(findings)

    @open_to_all
    def revive(self) -> None:
        """Start this machine's own server again after it was lost; a shared one is somebody else's to start."""
        if self._server is not None:
            self._server.join()

    @open_to_all
    def close(self) -> None:
        """Be no user of the private server any more; the last window stops it."""
        if self._server is not None:
            self._server.leave()

    def _private_house(self, database_name: str) -> House:
        if self._server is None:
            make_writable(self._folders.root)
            configured = self._settings.server_program
            program = find_server_program(str(configured) if configured else None)
            self._server = PrivateServer(self._folders.server, program)
        return open_private(self._server, database_name, self._settings.db_timeout_seconds)

    def _desk(self, house: House, demo_sign_ins: tuple[tuple[str, str, str], ...] = ()) -> Desk:
        return furnish(house.connect, self._settings, self._folders.tickets, demo_sign_ins)

    @staticmethod
    def _has_staff(house: House) -> bool:
        database = Database(house.connect)
        try:
            return staff.anybody(database)
        finally:
            database.close()

    @staticmethod
    def _write_as_owner(house: House, work: Callable[[Unit], None]) -> None:
        if house.connect_owner is None:
            raise AssertionError("a private house always has its owner's account")
        owner = Database(house.connect_owner)
        try:
            owner.transaction(work)
        finally:
            owner.close()

    @staticmethod
    def _fill_demo(unit: Unit) -> None:
        today = to_local(datetime.now(UTC), TIME_ZONE).date()
        made = demo.fill_demo(unit, today, hash_password)
        counter = places.counters(unit)[0]
        # One line for a thousand sales: it tells each payment, so that one added or changed later has no line.
        detail = {"bookings": len(made.sales), "sales": made.sales}
        audit_log.append(unit, counter.id, None, "DEMO", counter.cinema.name, detail)

    def _settings_with(self, answers: Answers) -> Settings:
        """The present settings with the form's server in them, checked as if they stood in the file."""
        changed = load_settings(self._folders.env_file, {key: value for key, value in _changes(answers).items() if value})
        named = {
            field.name: getattr(changed, field.name)
            for field in dataclasses.fields(changed)
            if field.name.startswith("db_")
        }
        return dataclasses.replace(self._settings, **named)


def _changes(answers: Answers) -> dict[str, str]:
    host = ",".join(
        each.strip() if ":" in each else f"{each.strip()}:{answers.get('port') or '3306'}"
        for each in answers["host"].split(",")
        if each.strip()
    )
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
