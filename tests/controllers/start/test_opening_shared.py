"""A machine that joins a shared server: another private server stands in for it, reached over TCP with a password."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.start.opening import Opening
from app.models.database import Database
from app.models.errors import DatabaseAway, DatabaseRefused, SchemaMismatch
from app.models.records import Role
from app.models.server.house import House, open_private
from app.models.server.private_server import PrivateServer
from app.utils.errors import BoxOfficeError
from app.utils.folders import Folders
from app.utils.settings import Settings, load_settings
from tests import box_office
from tests.box_office import PASSWORD, BoxOffice, unique
from tests.controllers.opening_support import ANSWERS, plain_settings, sold
from tests.server import copy_template, server_program


@pytest.fixture
def settings() -> Settings:
    return plain_settings()


@dataclass(frozen=True)
class Shared:
    server: PrivateServer
    office: BoxOffice

    def answers(self, **changes: str) -> dict[str, str]:
        """What is typed into the connect form."""
        return {
            "host": self.server.address.host,
            "port": str(self.server.address.port),
            "database": "shared_foyer",
            "user": self.server.terminal.user,
            "password": self.server.terminal.password,
        } | changes

    def owner_answers(self, **changes: str) -> dict[str, str]:
        account = self.server.owner
        return self.answers(owner_user=account.user, owner_password=account.password) | changes

    def new_database(self) -> tuple[str, House]:
        name = unique("shared").replace(" ", "_").replace("-", "_")
        return name, open_private(self.server, name, timeout_seconds=5)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    folder = tmp_path_factory.mktemp("shared") / "server"
    copy_template(folder)
    server = PrivateServer(folder, server_program(), over_tcp=True)
    house = open_private(server, "shared_foyer", timeout_seconds=5)
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    office = box_office.build(owner, house.connect)
    yield Shared(server, office)
    office.database.close()
    owner.close()
    server.leave()


@pytest.fixture
def newcomer(settings: Settings, tmp_path: Path) -> Iterator[Opening]:
    """A machine that has no server of its own and is told of the shared one."""
    (tmp_path / "newcomer").mkdir()
    made = Opening(settings, Folders(tmp_path / "newcomer"))
    yield made
    made.close()


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / "newcomer" / ".env"


def test_a_shared_server_is_tried_without_writing_anything(newcomer: Opening, shared: Shared, env_file: Path) -> None:
    assert newcomer.test_server(shared.answers()).startswith("Reached")
    assert newcomer.test_server(shared.owner_answers()).startswith("Reached")
    assert not env_file.exists()


def test_a_machine_connected_to_a_shared_server_sells_there(newcomer: Opening, shared: Shared, env_file: Path) -> None:
    connected = newcomer.connect(shared.answers())
    assert connected is not None
    with closing(connected) as desk:
        reference = sold(desk, shared.office.people[Role.CLERK].username, PASSWORD)
    assert shared.office.value("SELECT status FROM bookings WHERE reference = %s", reference) == "CONFIRMED"
    assert stat.S_IMODE(env_file.stat().st_mode) == 0o600


def test_a_connected_machine_opens_the_shared_server_at_its_next_start(
    newcomer: Opening, shared: Shared, env_file: Path
) -> None:
    connected = newcomer.connect(shared.answers())
    assert connected is not None
    connected.close()
    again = Opening(load_settings(env_file, {}), Folders(env_file.parent))
    desk = again.open()
    assert desk is not None
    desk.close()
    assert not (env_file.parent / "server").exists()


def test_connecting_with_the_owners_account_brings_an_empty_database_up_to_date(
    newcomer: Opening, shared: Shared, env_file: Path
) -> None:
    """It has no cinema yet: the next thing is to set one up in it."""
    name, house = shared.new_database()
    assert house.connect_owner is not None
    with closing(Database(house.connect_owner)) as owner:
        owner.transaction(lambda unit: unit.execute("DELETE FROM schema_migrations"))
        assert newcomer.connect(shared.owner_answers(database=name)) is None
        assert owner.rows("SELECT number FROM schema_migrations")
    desk = newcomer.set_up(ANSWERS)
    assert desk is not None
    with closing(desk):
        assert desk.sign_in.sign_in(ANSWERS["admin_username"], ANSWERS["admin_password"], desk.counter)


def test_a_shared_server_without_a_cinema_is_refused_to_who_may_not_set_one_up(
    newcomer: Opening, shared: Shared, env_file: Path
) -> None:
    name, _ = shared.new_database()
    with pytest.raises(DatabaseRefused, match="owner's account"):
        newcomer.connect(shared.answers(database=name))
    assert not env_file.exists()


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"password": "not this one"}, DatabaseRefused),
        ({"user": "nobody"}, DatabaseRefused),
        ({"database": "no_such_database"}, DatabaseRefused),
        ({"port": "1"}, DatabaseAway),
        ({"host": "foyer.invalid"}, DatabaseAway),
        ({"host": " , "}, FormRefused),
        ({"host": ""}, FormRefused),
    ],
)
@pytest.mark.parametrize("way", ["connect", "test_server"])
def test_a_server_that_cannot_be_used_is_refused_with_a_sentence_and_nothing_written(
    newcomer: Opening,
    shared: Shared,
    env_file: Path,
    wrong: dict[str, str],
    refusal: type[BoxOfficeError],
    way: str,
) -> None:
    with pytest.raises(refusal) as told:
        getattr(newcomer, way)(shared.answers(**wrong))
    assert told.value.sentence.endswith(".")
    assert shared.server.terminal.password not in told.value.sentence
    assert not env_file.exists()


@pytest.mark.parametrize("as_owner", [False, True])
def test_a_database_newer_than_the_program_is_refused_and_nothing_written(
    newcomer: Opening, shared: Shared, env_file: Path, as_owner: bool
) -> None:
    name, house = shared.new_database()
    assert house.connect_owner is not None
    with closing(Database(house.connect_owner)) as owner:
        owner.transaction(
            lambda unit: unit.execute("INSERT INTO schema_migrations VALUES (99, 'later', '', UTC_TIMESTAMP(6))")
        )
    answers = shared.owner_answers(database=name) if as_owner else shared.answers(database=name)
    with pytest.raises(SchemaMismatch, match="newer than this Foyer"):
        newcomer.connect(answers)
    assert not env_file.exists()


def test_a_database_older_than_the_program_is_refused_to_a_terminal_and_nothing_written(
    newcomer: Opening, shared: Shared, env_file: Path
) -> None:
    name, house = shared.new_database()
    assert house.connect_owner is not None
    with closing(Database(house.connect_owner)) as owner:
        owner.transaction(lambda unit: unit.execute("DELETE FROM schema_migrations ORDER BY number DESC LIMIT 1"))
    with pytest.raises(SchemaMismatch, match="FOYER_DB_OWNER_USER"):
        newcomer.connect(shared.answers(database=name))
    assert not env_file.exists()


def test_only_a_machine_with_the_owners_account_may_say_how_papers_are_headed(
    newcomer: Opening, shared: Shared, env_file: Path
) -> None:
    connected = newcomer.connect(shared.answers())
    assert connected is not None
    connected.close()
    with pytest.raises(DatabaseRefused, match="Only the owner's account"):
        newcomer.head_papers(["address=12 Laxmi Road"], demo=False)
    connected = newcomer.connect(shared.owner_answers())
    assert connected is not None
    connected.close()
    assert "address: 12 Laxmi Road" in newcomer.head_papers(["address=12 Laxmi Road"], demo=False)
