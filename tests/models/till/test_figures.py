"""What an X or a Z report tells of a till can be rebuilt from tickets and payments, one after the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from app.controllers.after.refunds import Refunds
from app.controllers.pay.refunding import Refunding
from app.controllers.start.sign_in import SignIn
from app.models.database import Database
from app.models.records import Role
from app.models.server.private_server import PrivateServer
from app.models.till import figures
from app.utils.codes import new_request_id
from tests.box_office import FLOAT_MINOR, BoxOffice
from tests.controllers.after.exchanging import Swap
from tests.models.after.afternoon import Afternoon, afternoon
from tests.training import practice


@dataclass(frozen=True)
class Told:
    """A till's figures, by hand: `methods` is {method: (taken, how often, given back, how often)}."""

    methods: dict[str, tuple[int, ...]]
    expected_minor: int
    sales: int
    voids: int
    exchanges: int
    exchanged_minor: int
    tickets_back: int
    tickets_back_minor: int
    fees_minor: int


def by_hand(owner: Database, till_id: int) -> Told:
    """Every row of the till, and what became of the sales they are of while it was open."""
    till = owner.row(
        "SELECT counter_id, opened_at, closed_at, float_minor FROM till_sessions WHERE id = %s", (till_id,)
    )
    assert till is not None
    counter_id, opened_at, closed_at, cash = till
    paid: dict[int, list[Any]] = defaultdict(list)
    methods: dict[str, Counter[int]] = defaultdict(Counter)
    for booking_id, kind, method, amount in owner.rows(
        "SELECT booking_id, kind, method, amount_minor FROM payments WHERE till_session_id = %s", (till_id,)
    ):
        paid[booking_id].append((kind, method, amount))
        if method != "EXCHANGE":
            place = 0 if kind == "PAYMENT" else 2
            methods[method].update({place: int(amount), place + 1: 1})
        if method == "CASH":
            cash += amount if kind == "PAYMENT" else -amount
    for kind, amount in owner.rows(
        "SELECT kind, amount_minor FROM till_movements WHERE till_session_id = %s", (till_id,)
    ):
        cash += {"CASH_IN": amount, "CASH_OUT": -amount, "NO_SALE": 0}[kind]
    ended = owner.rows(
        "SELECT t.booking_id, t.refund_id, t.voided_at, t.replaced, s.status FROM tickets t JOIN shows s ON s.id = t.show_id"
        " WHERE t.voided_at IS NOT NULL"
    )
    within = [row for row in ended if row[2] >= opened_at and (closed_at is None or row[2] <= closed_at)]
    undone = {row[0] for row in within if row[1] is None and not row[3] and row[4] != "CANCELLED"}
    exchanged = {booking for booking, rows in paid.items() if any(row[:2] == ("PAYMENT", "EXCHANGE") for row in rows)}
    bought = {booking for booking, rows in paid.items() if any(row[0] == "PAYMENT" for row in rows)}
    voids = {booking for booking, rows in paid.items() if booking in undone and any(row[0] == "REFUND" for row in rows)}
    refunds = [
        row
        for row in owner.rows("SELECT id, tickets_minor, fee_minor, refunded_at, counter_id, kind FROM refunds")
        if row[4] == counter_id
        and row[5] == "REFUND"
        and row[3] >= opened_at
        and (not closed_at or row[3] <= closed_at)
    ]
    return Told(
        methods={name: tuple(of[place] for place in range(4)) for name, of in methods.items()},
        expected_minor=int(cash),
        sales=len(bought - exchanged - voids),
        voids=len(voids),
        exchanges=len(exchanged),
        exchanged_minor=sum(
            int(row[2]) for rows in paid.values() for row in rows if row[:2] == ("PAYMENT", "EXCHANGE")
        ),
        tickets_back=sum(1 for row in ended for refund in refunds if row[1] == refund[0]),
        tickets_back_minor=sum(int(row[1]) for row in refunds),
        fees_minor=sum(int(row[2]) for row in refunds),
    )


def as_told(owner: Database, till_id: int) -> Told:
    told = figures.of_session(owner, till_id)
    return Told(
        methods={
            each.method.value: (each.taken_minor, each.taken_count, each.refunded_minor, each.refunded_count)
            for each in told.turnovers
        },
        expected_minor=told.expected_minor,
        sales=told.sales,
        voids=told.voids,
        exchanges=told.exchanges,
        exchanged_minor=told.exchanged_minor,
        tickets_back=told.given_back.tickets,
        tickets_back_minor=told.given_back.tickets_minor,
        fees_minor=told.given_back.fee_minor,
    )


def close_and_open(office: BoxOffice) -> int:
    """Close the first counter's till with what must be in it, and open the next; the id of the closed one."""
    tills, session = office.tills(), office.session()
    till_id = int(str(office.value("SELECT id FROM till_sessions WHERE open_at = %s", session.counter.id)))
    expected = figures.expected_minor(office.owner, till_id)
    assert tills.close(session, new_request_id(), {1: expected}).expected_minor == expected
    tills.open(session, new_request_id(), FLOAT_MINOR)
    return till_id


@dataclass(frozen=True)
class TwoTills:
    """`first` was closed after all that can be done; in the second one more was done to the first one's sales."""

    done: Afternoon
    first: int
    first_at_its_close: Told

    @property
    def owner(self) -> Database:
        return self.done.office.owner

    @property
    def ids(self) -> list[int]:
        return [int(row[0]) for row in self.owner.rows("SELECT id FROM till_sessions ORDER BY id")]


@pytest.fixture(scope="module")
def tills(server: PrivateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoTills]:
    with practice(tmp_path_factory.mktemp("provider")) as trained, afternoon(server, trained) as done:
        office = done.office
        office.tills().cash_out(office.session(Role.MANAGER), new_request_id(), 5000, "to the safe")
        sold = [office.sell(*labels).reference for labels in (("F7", "F8"), ("F9",), ("B5", "B6"))]
        first = close_and_open(office)
        at_its_close = as_told(office.owner, first)
        refunds = Refunds(office.database, SignIn(office.database), lambda: Refunding(office.database, None))
        for reference in (sold[0], done.moved):
            quote = refunds.quote(office.session(), reference)
            refunds.refund(office.session(), new_request_id(), quote.of([quote.seats[0].ticket_id]))
        swap = Swap(office)
        swap.exchange(sold[1], ("F9",), ("B7",))
        swap.exchange(sold[2], ("B5",), ("F10",))
        office.sell("B8")
        yield TwoTills(done, first, at_its_close)


def test_every_till_can_be_rebuilt_from_tickets_and_payments(tills: TwoTills) -> None:
    assert len(tills.ids) >= 3
    for till_id in tills.ids:
        assert as_told(tills.owner, till_id) == by_hand(tills.owner, till_id)


def test_the_two_tills_have_seen_all_that_can_be_done(tills: TwoTills) -> None:
    """Or the test above would say little."""
    first, last = by_hand(tills.owner, tills.first), by_hand(tills.owner, tills.ids[-1])
    assert (first.voids, first.exchanges, first.tickets_back) == (1, 1, 2)
    assert (last.voids, last.exchanges, last.tickets_back) == (0, 2, 2)
    assert min(first.fees_minor, last.fees_minor, first.exchanged_minor, last.exchanged_minor) > 0
    assert {"CASH", "CARD", "DEBIT_CARD", "VOUCHER"} <= first.methods.keys()
    assert last.methods["CASH"][2] > 0


def test_a_z_report_stays_what_it_was_when_its_sales_come_back_later(tills: TwoTills) -> None:
    assert as_told(tills.owner, tills.first) == tills.first_at_its_close


def test_all_of_it_is_sound(tills: TwoTills) -> None:
    assert tills.done.after_all() == {}
