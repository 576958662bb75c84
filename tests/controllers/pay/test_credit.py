"""What tickets given in exchange are worth: pure arithmetic, of which no minor unit is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.controllers.pay.credit import Credit, GivenTicket
from app.models.pay.payments import Kept
from app.models.records import PaymentMethod


@given(
    paid=st.lists(st.tuples(st.sampled_from(PaymentMethod), st.integers(1, 100_000)), min_size=1, max_size=6),
    total_minor=st.integers(0, 500_000),
    data=st.data(),
)
def test_a_credit_pays_what_it_can_and_gives_the_rest_back_last_tender_first(
    paid: list[tuple[PaymentMethod, int]], total_minor: int, data: st.DataObject
) -> None:
    kept = tuple(Kept(place, method, minor, None, None, 1) for place, (method, minor) in enumerate(paid))
    worth_minor = data.draw(st.integers(0, sum(minor for _, minor in paid)))
    credit = Credit(
        1, "FYR-AAAAAA", 1, 1, "A Film", (GivenTicket(7, 1, "A1", worth_minor),), frozenset({7}), False, kept
    )
    back_minor = credit.goes_back_minor(total_minor)
    assert credit.pays_minor(total_minor) + back_minor == worth_minor
    assert back_minor == 0 or credit.pays_minor(total_minor) == total_minor
    ways = credit.ways_back(total_minor)
    assert sum(way.amount_minor for way in ways) == back_minor
    taken = list(dict.fromkeys(method for method, _ in paid))
    assert [way.method for way in ways] == taken[: len(ways)]


def test_a_seat_that_stays_as_it_is_counts_no_more_and_the_last_one_given_stays_given() -> None:
    tickets = tuple(GivenTicket(number, number, f"F{number}", 100) for number in (7, 8))
    both = Credit(1, "FYR-AAAAAA", 1, 5, "A Film", tickets, frozenset({7, 8}), False, ())
    one = both.turned(tickets[1])
    assert (both.amount_minor, both.ends_sale, one.amount_minor, one.ends_sale) == (200, True, 100, False)
    assert one.seat_labels == ("F7",)
    assert one.turned(tickets[1]) == both
    assert one.turned(tickets[0]) == one
    assert (both.ticket_of(5, 8), both.ticket_of(6, 8), both.ticket_of(5, 9)) == (tickets[1], None, None)
