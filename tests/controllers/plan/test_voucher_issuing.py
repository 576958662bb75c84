"""Vouchers: made many at once and never twice, blocked, extended; what they hold is not touched."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.pay.voucher_desk import VoucherDesk
from app.controllers.plan.voucher_issuing import Issued
from app.models.errors import ChangedMeanwhile, PermissionDenied, RequestReused, VoucherRefused
from app.models.records import Payment, PaymentMethod, Role
from app.utils.codes import REFERENCE_ALPHABET, VOUCHER_LETTERS, new_request_id
from app.utils.errors import FolderNotWritable
from app.utils.local_time import to_local
from tests.controllers.plan.price_scene import PriceOffice, own_house, own_owner, price_office

__all__ = ["own_house", "own_owner", "price_office"]


def issue(scene: PriceOffice, request_id: str = "", **answers: str) -> Issued:
    told = {"value": "500", "count": "1", **answers}
    return scene.desk.vouchers.issue(scene.manager, request_id or new_request_id(), told)


def look_up(scene: PriceOffice, code: str) -> int:
    return VoucherDesk(scene.office.database).look_up(scene.office.session(), code).balance_minor


def day(scene: PriceOffice, ahead: int) -> str:
    today = to_local(datetime.now(UTC), scene.office.counters[0].cinema.time_zone).date()
    return (today + timedelta(days=ahead)).isoformat()


def test_vouchers_are_made_many_at_once_with_codes_of_their_own(price_office: PriceOffice) -> None:
    issued = issue(price_office, count="50", note="Staff party")
    codes = [kept.record.code for kept in issued.vouchers]
    assert len(set(codes)) == 50
    assert all(len(code) == VOUCHER_LETTERS and set(code) <= set(REFERENCE_ALPHABET) for code in codes)
    assert {look_up(price_office, code) for code in codes[:3]} == {50_000}
    assert issued.text.splitlines() == [kept.answers["code"] for kept in issued.vouchers]


def test_the_same_click_again_makes_none_twice(price_office: PriceOffice) -> None:
    click = new_request_id()
    first, again = issue(price_office, click, count="3"), issue(price_office, click, count="3")
    assert first == again
    with pytest.raises(RequestReused):
        issue(price_office, click, count="4")


def test_the_audit_log_tells_how_many_and_no_code(price_office: PriceOffice) -> None:
    issued = issue(price_office, count="2")
    kept = issued.vouchers[0]
    price_office.desk.vouchers.save(price_office.manager, kept.record, {**kept.answers, "note": "Lost"})
    sql = "SELECT COUNT(*) FROM audit_log WHERE action IN ('VOUCHERS_ISSUED', 'VOUCHER_CHANGED') AND detail LIKE %s"
    assert price_office.office.value(sql, f"%{kept.record.code}%") == 0
    assert price_office.audit("VOUCHERS_ISSUED") >= 1
    assert price_office.audit("VOUCHER_CHANGED") >= 1


def test_the_sheet_opens_in_a_spreadsheet_and_starts_no_formula(price_office: PriceOffice, tmp_path: Path) -> None:
    issued = issue(price_office, value="99.50", note='=1+1, "two"', valid_until="2030-12-31")
    path = price_office.desk.vouchers.write_sheet(price_office.manager, issued.vouchers, tmp_path / "codes.csv")
    lines = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert lines == [
        {
            "code": issued.vouchers[0].answers["code"],
            "value": "99.50",
            "currency": "INR",
            "valid_from": "",
            "valid_until": "2030-12-31",
            "note": '\'=1+1, "two"',
        }
    ]


def test_a_folder_that_cannot_be_written_to_is_told(price_office: PriceOffice, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderNotWritable):
        desk, issued = price_office.desk.vouchers, issue(price_office)
        desk.write_sheet(price_office.manager, issued.vouchers, tmp_path / "file" / "codes.csv")


def test_a_blocked_voucher_is_spent_by_nobody_until_it_is_let_go(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.vouchers, price_office.manager
    kept = issue(price_office).vouchers[0]
    code, office = kept.record.code, price_office.office
    basket = office.hold("A1")
    looked_up = Payment(PaymentMethod.VOUCHER, basket.booking.total_minor, voucher_code=code)
    blocked = desk.save(manager, kept.record, {**kept.answers, "blocked": "yes"})
    assert not blocked.in_use
    with pytest.raises(VoucherRefused, match="blocked"):
        look_up(price_office, code)
    with pytest.raises(VoucherRefused):
        office.paying().confirm(office.session(), new_request_id(), basket, (looked_up,))
    desk.save(manager, blocked.record, {**blocked.answers, "blocked": ""})
    office.paying().confirm(office.session(), new_request_id(), basket, (looked_up,))
    assert look_up(price_office, code) == 15_000


def test_a_voucher_is_spent_from_its_first_to_its_last_day_and_can_be_extended(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.vouchers, price_office.manager
    early = issue(price_office, valid_from=day(price_office, 1)).vouchers[0]
    with pytest.raises(VoucherRefused, match="from"):
        look_up(price_office, early.record.code)
    today = desk.save(manager, early.record, {**early.answers, "valid_from": day(price_office, 0)})
    assert look_up(price_office, early.record.code) == 50_000
    over = desk.save(manager, today.record, {**today.answers, "valid_from": "", "valid_until": day(price_office, -1)})
    with pytest.raises(VoucherRefused, match="until"):
        look_up(price_office, early.record.code)
    desk.save(manager, over.record, {**over.answers, "valid_until": day(price_office, 30)})
    assert look_up(price_office, early.record.code) == 50_000


def test_what_a_voucher_holds_is_the_same_after_every_change(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.vouchers, price_office.manager
    kept = issue(price_office).vouchers[0]
    changed = desk.save(manager, kept.record, {**kept.answers, "balance": "9999", "value": "9999", "note": "x"})
    assert (changed.record.balance_minor, changed.record.value_minor) == (50_000, 50_000)
    assert look_up(price_office, kept.record.code) == 50_000


def test_a_sale_meanwhile_is_no_change_and_another_manager_is(price_office: PriceOffice) -> None:
    desk, manager, office = price_office.desk.vouchers, price_office.manager, price_office.office
    kept = issue(price_office).vouchers[0]
    basket = office.hold("B1")
    paid = Payment(PaymentMethod.VOUCHER, basket.booking.total_minor, voucher_code=kept.record.code)
    office.paying().confirm(office.session(), new_request_id(), basket, (paid,))
    longer = desk.save(manager, kept.record, {**kept.answers, "valid_until": "2031-01-01"})
    assert longer.answers["balance"] == "150"
    with pytest.raises(ChangedMeanwhile) as told:
        desk.save(manager, kept.record, {**kept.answers, "note": "Lost"})
    assert told.value.fields == ("valid_until",)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value": "0"}, "value"),
        ({"value": ""}, "value"),
        ({"count": "0"}, "count"),
        ({"count": "501"}, "count"),
        ({"note": "x" * 101}, "note"),
        ({"valid_from": "2026-11-21", "valid_until": "2026-11-20"}, "valid_until"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_none_is_made(
    price_office: PriceOffice, change: dict[str, str], field: str
) -> None:
    count = price_office.office.value("SELECT COUNT(*) FROM vouchers")
    with pytest.raises(FormRefused) as refused:
        issue(price_office, **change)
    assert refused.value.field == field
    assert price_office.office.value("SELECT COUNT(*) FROM vouchers") == count


def test_those_that_hold_money_are_listed_first(price_office: PriceOffice) -> None:
    old = issue(price_office).vouchers[0]
    empty = issue(price_office).vouchers[0]
    price_office.office.change("UPDATE vouchers SET balance_minor = 0 WHERE id = %s", empty.record.id)
    ids = [kept.id for kept in price_office.desk.vouchers.rows(price_office.manager)]
    assert ids.index(old.id) < ids.index(empty.id)


def test_a_clerk_may_not_make_money(price_office: PriceOffice) -> None:
    with pytest.raises(PermissionDenied):
        told = {"value": "500", "count": "1"}
        price_office.desk.vouchers.issue(price_office.office.session(Role.CLERK), new_request_id(), told)
