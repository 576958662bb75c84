"""Counters that are asked for tax invoices in the same instant: every number once, none left out, one for each sale."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.models import checks
from tests.box_office import BoxOffice
from tests.races.bookers import pick
from tests.races.crew import Crew
from tests.races.hall import Hall
from tests.races.invoicing import Ask, ask
from tests.races.referee import defects

ROUNDS = 15


def numbers_given(office: BoxOffice) -> list[int]:
    cinema_id = office.counters[0].cinema.id
    found = office.owner.rows("SELECT number FROM invoices WHERE cinema_id = %s ORDER BY number", (cinema_id,))
    return [int(row[0]) for row in found]


def sell(office: BoxOffice, hall: Hall, row: int, place: int) -> str:
    """A sale at the counter that pays for it, which is the first one for an even place."""
    basket = pick(office.database, hall.pick(place % 2, 2 * row + place // 6, place % 6))
    return office.pay(basket, counter=place % 2).reference


@pytest.mark.parametrize("askers", [2, 8])
def test_each_sale_gets_its_own_number_and_no_number_is_left_out(
    crew: Crew, race_office: BoxOffice, tmp_path: Path, askers: int
) -> None:
    hall = Hall(race_office)
    before = len(numbers_given(race_office))
    wishes = [
        [
            Ask(race_office.session(counter=place % 2), sell(race_office, hall, row, place), tmp_path)
            for place in range(askers)
        ]
        for row in range(ROUNDS)
    ]
    rounds = crew.race([ask] * askers, wishes)
    assert defects(rounds) == []
    outcomes = [outcome for of_round in rounds for outcome in of_round]
    assert {outcome.code for outcome in outcomes if not outcome.won} <= {"DATABASE_BUSY"}
    told = sorted(int(outcome.answer) for outcome in outcomes if outcome.won)
    assert told == list(range(before + 1, before + 1 + len(told)))
    assert numbers_given(race_office) == list(range(1, before + 1 + len(told)))
    assert len(told) == len(outcomes) or askers > 2
    assert [finding for finding in checks.prove(race_office.owner) if not finding.holds] == []


def test_two_counters_that_ask_for_the_same_sale_are_told_the_same_number(
    crew: Crew, race_office: BoxOffice, tmp_path: Path
) -> None:
    hall = Hall(race_office)
    before = len(numbers_given(race_office))
    references = [sell(race_office, hall, row, 0) for row in range(ROUNDS)]
    wishes = [
        [Ask(race_office.session(counter=place), reference, tmp_path) for place in (0, 1)] for reference in references
    ]
    rounds = crew.race([ask] * 2, wishes)
    assert defects(rounds) == []
    assert all(one.won and other.won and one.answer == other.answer for one, other in rounds)
    assert numbers_given(race_office) == list(range(1, before + ROUNDS + 1))
