"""Two counters spend one gift voucher in the same instant: never more of it than it held."""

from __future__ import annotations

from app.models import checks
from app.models.pay import vouchers
from app.models.records import Payment, PaymentMethod
from app.utils.codes import new_request_id, new_voucher_code
from tests.box_office import BoxOffice
from tests.races.bookers import NaiveWish, Pay, pay, pick, spend_by_looking_first
from tests.races.conftest import NaiveHouse
from tests.races.crew import Crew
from tests.races.hall import Hall
from tests.races.referee import defects

ROUNDS = 30
COUNTERS = 2


def test_a_voucher_that_pays_for_one_sale_pays_for_exactly_one(crew: Crew, race_office: BoxOffice) -> None:
    """Each round has a voucher of its own, and as many baskets as counters, each worth all of it."""
    hall = Hall(race_office)
    codes = [new_voucher_code() for _ in range(ROUNDS)]
    wishes: list[list[Pay]] = []
    for row, code in enumerate(codes):
        baskets = [pick(race_office.database, hall.pick(place % 2, row, place)) for place in range(COUNTERS)]
        totals = {basket.booking.total_minor for basket in baskets}
        assert len(totals) == 1
        value_minor = totals.pop()
        race_office.owner.transaction(
            lambda unit, code=code, value=value_minor: vouchers.add(unit, [(code, "INR", value, None)])  # type: ignore[misc]
        )
        paid = Payment(PaymentMethod.VOUCHER, value_minor, voucher_code=code)
        wishes.append(
            [
                Pay(race_office.session(counter=place % 2), new_request_id(), basket, paid)
                for place, basket in enumerate(baskets)
            ]
        )
    rounds = crew.race([pay] * COUNTERS, wishes)
    assert defects(rounds) == []
    for outcomes in rounds:
        assert sorted(outcome.code for outcome in outcomes) == [""] + ["VOUCHER_REFUSED"] * (COUNTERS - 1)
    left = race_office.owner.rows("SELECT DISTINCT balance_minor FROM vouchers WHERE code IN %s", (tuple(codes),))
    assert left == [(0,)]
    assert [finding for finding in checks.prove(race_office.owner) if not finding.holds] == []


def test_negative_control_a_program_that_looks_first_spends_it_twice(crew: Crew, naive: NaiveHouse) -> None:
    rows = [(number, 100) for number in range(ROUNDS)]
    naive.database.transaction(lambda unit: unit.insert_rows("INSERT INTO naive_vouchers VALUES", rows))
    wishes = [[NaiveWish(booking_id=number)] * COUNTERS for number in range(ROUNDS)]
    rounds = crew.race([spend_by_looking_first] * COUNTERS, wishes, naive.target)
    assert any(sum(outcome.won for outcome in outcomes) > 1 for outcomes in rounds)
