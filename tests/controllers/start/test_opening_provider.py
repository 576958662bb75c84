"""Who takes cards and UPI: in the demo a training provider that starts by itself, in a real house nobody unless set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.controllers.desk import Desk
from app.controllers.pay.charges import ChargeState
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket, picks_of
from app.controllers.start.opening import Opening
from app.models.records import PaymentMethod
from app.models.start.demo_facts import VOUCHERS
from app.utils.codes import new_request_id, shown_voucher_code
from app.utils.folders import Folders
from tests.controllers.opening_support import ANSWERS, plain_settings
from tests.server import copy_template, end_server
from tests.training import providers_of


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Folders]:
    made = Folders(tmp_path / "foyer")
    copy_template(made.server)
    yield made
    end_server(made.server)


def held(desk: Desk, session: Session) -> Basket:
    """A basket with one free seat of the first show."""
    show = desk.reading.programme.search(session, "")[0].show
    opened = desk.reading.seat_plans.open_show(session, show.id)
    taken = {claim.seat_id for claim in opened.claims}
    seat = next(seat for seat in opened.seats if seat.in_service and seat.id not in taken)
    picks = picks_of([seat], opened.prices.book.ticket_types[0])
    return desk.sale.holding.hold(session, new_request_id(), opened, None, picks)


def test_the_demo_starts_its_provider_with_the_first_card_and_ends_it_with_the_window(folders: Folders) -> None:
    opening = Opening(plain_settings(), folders)
    with closing(opening.open_demo()) as desk:
        session = desk.sale.sign_in.sign_in("asha", "popcorn-please", desk.counter)
        assert desk.sale.money.charging.ways(session).provider == "training"
        assert providers_of(folders.provider) == []
        basket = held(desk, session)
        card = (PaymentMethod.CREDIT_CARD, basket.booking.total_minor)
        charge = desk.sale.money.charging.charge(session, new_request_id(), basket, *card)
        assert charge.state is ChargeState.APPROVED
        desk.sale.money.paying.confirm(session, new_request_id(), basket, [charge.payment])
        [process] = providers_of(folders.provider)
    opening.close()
    process.wait(10)


def test_the_demos_vouchers_can_be_looked_up(folders: Folders) -> None:
    opening = Opening(plain_settings(), folders)
    with closing(opening.open_demo()) as desk:
        session = desk.sale.sign_in.sign_in("asha", "popcorn-please", desk.counter)
        held_minor = [desk.sale.money.vouchers.look_up(session, code).balance_minor for code, _ in VOUCHERS]
        assert held_minor == [value_minor for _, value_minor in VOUCHERS]
    opening.close()
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    assert all(shown_voucher_code(code) in readme for code, _ in VOUCHERS)


@pytest.mark.parametrize(("named", "provider"), [("", ""), ("none", ""), ("training", "training")])
def test_a_real_house_has_the_provider_that_is_set_and_else_none(folders: Folders, named: str, provider: str) -> None:
    opening = Opening(replace(plain_settings(), provider=named), folders)
    with closing(opening.set_up(ANSWERS)) as desk:
        session = desk.sale.sign_in.sign_in("zoë", "three words here", desk.counter)
        assert desk.sale.money.charging.ways(session).provider == provider
    opening.close()
