"""SQL over a cursor: lists become placeholders, values stay values, and a unique key's refusal has a name."""

from __future__ import annotations

import pytest

from app.models.database import Database
from app.models.statements import NEW_ID, DuplicateKey, Statements, Unit, expanded
from tests.box_office import BoxOffice, unique


def test_a_statement_without_lists_stays_as_it_is() -> None:
    assert expanded("SELECT 1 WHERE a = %s", ("x",)) == ("SELECT 1 WHERE a = %s", ["x"])


def test_a_tuple_becomes_as_many_placeholders_as_it_has_values() -> None:
    sql, values = expanded("WHERE a = %s AND b IN %s AND c = %s", (1, (2, 3, 4), 5))
    assert sql == "WHERE a = %s AND b IN (%s, %s, %s) AND c = %s"
    assert values == [1, 2, 3, 4, 5]


def test_an_id_that_is_not_known_yet_is_left_to_the_server() -> None:
    assert expanded("VALUES (%s, %s, %s)", (7, NEW_ID, "x")) == ("VALUES (%s, LAST_INSERT_ID(), %s)", [7, "x"])


def test_two_lists_in_one_statement_keep_their_places() -> None:
    assert expanded("a IN %s AND b IN %s", ((1,), (2, 3))) == ("a IN (%s) AND b IN (%s, %s)", [1, 2, 3])


def test_a_value_that_looks_like_a_placeholder_stays_a_value() -> None:
    assert expanded("a = %s AND b IN %s", ("%s", ("%s", "x"))) == ("a = %s AND b IN (%s, %s)", ["%s", "%s", "x"])


@pytest.mark.parametrize("params", [((1, 2),), ((1, 2), 3, 4)])
def test_a_list_with_too_few_or_too_many_values_beside_it_is_refused(params: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match="zip"):
        expanded("a IN %s AND b = %s", params)


def test_a_list_finds_the_rows_it_names(office: BoxOffice) -> None:
    wanted = tuple(seat.id for seat in office.seats("A1", "B2", "F10"))
    found = office.owner.rows("SELECT row_name, seat_number FROM seats WHERE id IN %s ORDER BY row_name", (wanted,))
    assert found == [("A", 1), ("B", 2), ("F", 10)]


def test_values_never_become_sql(owner: Database) -> None:
    told = "'; DROP TABLE cities; -- \\' %s \N{PILE OF POO}"
    assert owner.row("SELECT %s, 'x' IN %s", (told, ("a", told))) == (told, 0)


def test_a_refused_key_is_told_by_name(owner: Database) -> None:
    name = unique("Twice")

    def twice(unit: Unit) -> None:
        for _ in range(2):
            unit.execute("INSERT INTO cities (name) VALUES (%s)", (name,))

    with pytest.raises(DuplicateKey):
        owner.transaction(twice)


def test_more_rows_than_fit_one_statement_are_all_inserted(owner: Database) -> None:
    names = [(unique("Row"),) for _ in range(1001)]
    inserted = owner.transaction(lambda unit: unit.insert_rows("INSERT INTO cities (name) VALUES", names))
    found = owner.row("SELECT COUNT(*) FROM cities WHERE name IN %s", (tuple(name for (name,) in names),))
    assert (inserted, found) == (1001, (1001,))


def test_no_rows_need_no_statement() -> None:
    assert Statements(None).insert_rows("INSERT INTO cities (name) VALUES", []) == 0


def test_rows_that_are_found_count_also_when_they_do_not_change(office: BoxOffice) -> None:
    statement = "UPDATE seats SET in_service = TRUE WHERE hall_id = %s"
    assert office.change(statement, office.hall_id) == 60


def test_a_new_row_tells_its_id(owner: Database) -> None:
    name = unique("City")
    new_id = owner.transaction(lambda unit: unit.insert("INSERT INTO cities (name) VALUES (%s)", (name,)))
    assert owner.row("SELECT id FROM cities WHERE name = %s", (name,)) == (new_id,)


INSERT_CITY = "INSERT INTO cities (name) VALUES (%s)"


class Taken(Exception):
    """What a refused city is told as."""


def cities_named(owner: Database, *names: str) -> int:
    return len(owner.rows("SELECT id FROM cities WHERE name IN %s", (names,)))


def test_what_waits_for_the_next_statement_stands_with_the_commit(owner: Database) -> None:
    name = unique("Late")
    owner.transaction(lambda unit: unit.later(INSERT_CITY, (name,)))
    assert cities_named(owner, name) == 1


def test_what_waits_is_done_before_the_next_statement_and_read_with_it(owner: Database) -> None:
    name = unique("Late")

    def work(unit: Unit) -> tuple[object, ...]:
        unit.later(INSERT_CITY, (name,))
        read = unit.rows_later("SELECT name FROM cities WHERE name = %s", (name,))
        assert read == []
        return (unit.row("SELECT COUNT(*) FROM cities WHERE name = %s", (name,)), read)

    assert owner.transaction(work) == ((1,), [(name,)])


def test_a_new_row_tells_its_own_id_whatever_went_before_it(owner: Database) -> None:
    earlier, name = unique("Earlier"), unique("Later")

    def work(unit: Unit) -> int:
        unit.later(INSERT_CITY, (earlier,))
        return unit.insert(INSERT_CITY, (name,))

    assert (owner.transaction(work),) == owner.row("SELECT id FROM cities WHERE name = %s", (name,))


def test_what_waits_and_is_refused_by_a_key_tells_its_own_refusal_and_leaves_nothing(owner: Database) -> None:
    taken, before, after = unique("Taken"), unique("Before"), unique("After")
    owner.transaction(lambda unit: unit.execute(INSERT_CITY, (taken,)))

    def work(unit: Unit) -> None:
        unit.later(INSERT_CITY, (before,))
        unit.later(INSERT_CITY, (taken,), refused=Taken)
        unit.later(INSERT_CITY, (after,))

    with pytest.raises(Taken):
        owner.transaction(work)
    assert cities_named(owner, before, after) == 0


def test_what_waits_tells_how_many_rows_it_found_once_the_next_statement_is_sent(owner: Database) -> None:
    names = [unique("Found") for _ in range(3)]

    def work(unit: Unit) -> tuple[list[int], list[int], list[int]]:
        unit.insert_rows_later("INSERT INTO cities (name) VALUES", [(name,) for name in names])
        all_three = unit.found_later("UPDATE cities SET name = name WHERE name IN %s", (tuple(names),))
        none = unit.found_later("DELETE FROM cities WHERE name = %s", (unique("Nowhere"),))
        before = list(all_three)
        unit.row("SELECT 1")
        return before, all_three, none

    assert owner.transaction(work) == ([], [3], [0])


def test_rows_in_the_same_packet_name_the_new_row_before_its_id_is_known(owner: Database) -> None:
    city, cinemas = unique("City"), [unique("Cinema") for _ in range(2)]

    def work(unit: Unit) -> list[int]:
        new_id = unit.insert_later(INSERT_CITY, (city,))
        unit.insert_rows_later(
            "INSERT INTO cinemas (city_id, name, time_zone, currency, locale, country) VALUES",
            [(NEW_ID, name, "Asia/Kolkata", "INR", "en_IN", "IN") for name in cinemas],
        )
        assert new_id == []
        return new_id

    new_id = owner.transaction(work)
    found = owner.rows(
        "SELECT DISTINCT c.id FROM cinemas k JOIN cities c ON c.id = k.city_id WHERE c.name = %s", (city,)
    )
    assert [tuple(new_id)] == found
    assert owner.row("SELECT COUNT(*) FROM cinemas WHERE city_id = %s", (new_id[0],)) == (2,)


def test_a_new_row_that_a_key_refuses_tells_its_own_refusal_and_takes_what_names_it_along(owner: Database) -> None:
    city, cinema = unique("City"), unique("Cinema")
    owner.transaction(lambda unit: unit.execute(INSERT_CITY, (city,)))

    def work(unit: Unit) -> None:
        unit.insert_later(INSERT_CITY, (city,), Taken)
        unit.later(
            "INSERT INTO cinemas (city_id, name, time_zone, currency, locale, country) VALUES (%s, %s, '', 'INR', '', 'IN')",
            (NEW_ID, cinema),
        )

    with pytest.raises(Taken):
        owner.transaction(work)
    assert owner.row("SELECT COUNT(*) FROM cinemas WHERE name = %s", (cinema,)) == (0,)
