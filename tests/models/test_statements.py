"""SQL over a cursor: lists become placeholders, values stay values, and a unique key's refusal has a name."""

from __future__ import annotations

import pytest

from app.models.database import Database
from app.models.statements import DuplicateKey, Statements, Unit, expanded
from tests.box_office import BoxOffice, unique


def test_a_statement_without_lists_stays_as_it_is() -> None:
    assert expanded("SELECT 1 WHERE a = %s", ("x",)) == ("SELECT 1 WHERE a = %s", ["x"])


def test_a_tuple_becomes_as_many_placeholders_as_it_has_values() -> None:
    sql, values = expanded("WHERE a = %s AND b IN %s AND c = %s", (1, (2, 3, 4), 5))
    assert sql == "WHERE a = %s AND b IN (%s, %s, %s) AND c = %s"
    assert values == [1, 2, 3, 4, 5]


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
