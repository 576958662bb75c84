"""A gift voucher at the counter: found however its code is typed, and told what it still holds."""

from __future__ import annotations

import pytest

from app.models.errors import VoucherRefused
from app.models.records import Payment, PaymentMethod
from app.utils.codes import new_request_id, shown_voucher_code
from app.utils.errors import InvalidInput
from tests.controllers.pay.conftest import Counter


def test_it_is_found_with_or_without_dashes_spaces_and_capitals(counter: Counter) -> None:
    code = counter.voucher(50000)
    session, look_up = counter.office.session(), counter.money.vouchers.look_up
    held = look_up(session, code)
    assert (held.code, held.shown_code, held.balance_minor, held.value_minor) == (
        code,
        shown_voucher_code(code),
        50000,
        50000,
    )
    for typed in (held.shown_code, held.shown_code.lower(), " ".join(code), f"{held.shown_code}\r"):
        assert look_up(session, typed) == held


def test_it_pays_what_is_wanted_or_all_that_it_holds(counter: Counter) -> None:
    held = counter.money.vouchers.look_up(counter.office.session(), counter.voucher(50000))
    assert held.payment(20000) == Payment(PaymentMethod.VOUCHER, 20000, voucher_code=held.code)
    assert held.payment(70000).amount_minor == 50000


def test_what_a_sale_has_spent_of_it_is_gone_until_the_money_goes_back(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    held = counter.money.vouchers.look_up(counter.office.session(), counter.voucher(50000))
    counter.money.paying.confirm(counter.office.session(), new_request_id(), basket, [held.payment(35000)])
    assert counter.money.vouchers.look_up(counter.office.session(), held.code).balance_minor == 15000


@pytest.mark.parametrize("typed", ["", "7K3Q", "7K3Q-9MXA-4CVB-8RTI", "7K3Q-9MXA-4CVB-8RTWX", "ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ"])
def test_what_cannot_be_a_code_is_refused_without_being_repeated(counter: Counter, typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        counter.money.vouchers.look_up(counter.office.session(), typed)
    assert not typed or typed not in refused.value.sentence


def test_one_that_is_unknown_empty_foreign_or_out_of_date_is_refused(counter: Counter) -> None:
    empty, foreign, old = counter.voucher(100), counter.voucher(100, "USD"), counter.voucher(100)
    counter.office.change("UPDATE vouchers SET balance_minor = 0 WHERE code = %s", empty)
    counter.office.change("UPDATE vouchers SET valid_until = UTC_DATE() - INTERVAL 2 DAY WHERE code = %s", old)
    told = []
    for code in ("2" * 16, empty, foreign, old):
        with pytest.raises(VoucherRefused) as refused:
            counter.money.vouchers.look_up(counter.office.session(), code)
        told.append(refused.value.sentence)
    assert [
        phrase in sentence for phrase, sentence in zip(("no voucher", "used up", "USD", "until"), told, strict=True)
    ]
    counter.office.change("UPDATE vouchers SET balance_minor = value_minor WHERE code = %s", empty)


def test_the_last_day_counts_by_the_cinemas_own_calendar(counter: Counter) -> None:
    code = counter.voucher(100)
    today_there = "DATE(UTC_TIMESTAMP(6) + INTERVAL 330 MINUTE)"
    counter.office.change(f"UPDATE vouchers SET valid_until = {today_there} WHERE code = %s", code)  # noqa: S608
    assert counter.money.vouchers.look_up(counter.office.session(), code).balance_minor == 100
