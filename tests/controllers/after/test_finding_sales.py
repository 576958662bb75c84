"""Finding a booking by whatever the customer knows of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.controllers.after import finding_sales, sale_search
from app.controllers.after.finding_sales import FindingSales, FoundPage
from app.controllers.sell.baskets import picks_of
from app.models.after import found_sales
from app.models.errors import PermissionDenied
from app.models.records import Role
from app.models.sell import customers
from app.models.statements import Unit
from app.utils.codes import new_request_id
from app.utils.contacts import digits_of
from app.utils.local_time import to_local
from tests.box_office import BoxOffice, unique


def write_customer(office: BoxOffice, reference: str, name: str, phone: str = "", email: str = "") -> None:
    """Write whom a booking is for."""

    def work(unit: Unit) -> None:
        customer_id = customers.add(unit, name, phone, digits_of(phone), email, consent=True)
        unit.execute("UPDATE bookings SET customer_id = %s WHERE reference = %s", (customer_id, reference))

    office.owner.transaction(work)


def write_card(office: BoxOffice, reference: str, last_four: str) -> None:
    office.change(
        "UPDATE payments p JOIN bookings b ON b.id = p.booking_id SET p.method = 'CREDIT_CARD', p.card_last_four = %s"
        " WHERE b.reference = %s",
        last_four,
        reference,
    )


def find(office: BoxOffice, typed: str) -> FoundPage:
    return FindingSales(office.database).find(office.session(), typed)


def references(office: BoxOffice, typed: str) -> list[str]:
    return [line.reference for line in find(office, typed).lines]


def why(office: BoxOffice, typed: str) -> dict[str, tuple[str, ...]]:
    return {line.reference: line.why for line in find(office, typed).lines}


def test_the_newest_come_first_where_nothing_is_typed(office: BoxOffice) -> None:
    sold = [office.sell(label).reference for label in ("F1", "F2", "F3")]
    assert references(office, "  ") == sold[::-1]


@pytest.mark.parametrize("part", [slice(None), slice(4, None), slice(0, 7), slice(0, 9), slice(5, None)])
def test_a_reference_is_found_whole_by_its_beginning_and_by_its_end(office: BoxOffice, part: slice) -> None:
    reference = office.sell("F1").reference
    office.sell("F2")
    assert references(office, reference[part]) == [reference]
    assert references(office, reference[part].lower()) == [reference]


def test_a_ticket_code_finds_its_booking_also_when_the_ticket_is_void(office: BoxOffice) -> None:
    reference = office.sell("F1").reference
    office.sell("F2")
    code = str(
        office.value(
            "SELECT t.code FROM tickets t JOIN bookings b ON b.id = t.booking_id WHERE b.reference = %s", reference
        )
    )
    office.change("UPDATE tickets SET status = 'VOID', voided_at = UTC_TIMESTAMP(6) WHERE code = %s", code)
    assert why(office, code) == {reference: ("ticket code",)}
    assert FindingSales(office.database).by_code(office.session(), code) == reference
    assert FindingSales(office.database).by_code(office.session(), reference) == reference
    assert FindingSales(office.database).by_code(office.session(), "A" * 26) is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("ram", "Béla Ramanujan"),
        ("bela raman", "Béla Ramanujan"),
        ("43219", "phone +91 98765 43219"),
        ("+91 98765", "phone +91 98765 43219"),
        ("98765 43219", "phone +91 98765 43219"),
        ("kari.r@", "kari.r@example.com"),
        ("KARI.R@example.com", "kari.r@example.com"),
    ],
)
def test_a_customer_is_found_by_name_phone_and_mail(office: BoxOffice, typed: str, reason: str) -> None:
    reference = office.sell("F1").reference
    office.sell("F2")
    write_customer(office, reference, "Béla Ramanujan", "+91 98765 43219", "kari.r@example.com")
    assert why(office, typed) == {reference: (reason,)}


def test_four_digits_are_a_cards_or_a_phones_end_and_each_row_says_which(office: BoxOffice) -> None:
    by_card, by_phone, _ = (office.sell(label).reference for label in ("F1", "F2", "F3"))
    write_card(office, by_card, "8841")
    write_customer(office, by_phone, "Somebody", "+91 98765 48841")
    assert why(office, "8841") == {by_phone: ("phone +91 98765 48841",), by_card: ("card …8841",)}


def test_film_day_and_clerk_are_words_too(office: BoxOffice) -> None:
    film = unique("Zanzibar")
    other = office.open(office.add_show(timedelta(days=3), film))
    plain = office.sell("F1").reference
    picks = picks_of([other.seats[0]], office.adult())
    basket = office.holding().hold(office.session(), new_request_id(), other, None, picks)
    reference = basket.booking.reference
    office.pay(basket)
    day = to_local(datetime.now(UTC) + timedelta(days=3), office.counters[0].cinema.time_zone)
    assert why(office, "zanz") == {reference: ("film",)}
    assert why(office, f"zanzibar {day:%d/%m}") == {reference: ("film", "day")}
    assert reference in references(office, f"{day:%A}")
    assert plain not in references(office, f"{day:%Y-%m-%d}")
    clerk = office.people[Role.CLERK].username
    assert set(references(office, clerk)) == {plain, reference}
    assert references(office, f"{clerk} zanz") == [reference]


def test_several_words_narrow_it_down(office: BoxOffice) -> None:
    asha_card, asha, card = (office.sell(label).reference for label in ("F1", "F2", "F3"))
    for reference in (asha_card, asha):
        write_customer(office, reference, "Qadira Fernandes")
    for reference in (asha_card, card):
        write_card(office, reference, "7719")
    assert references(office, "qadi 7719") == [asha_card]
    assert references(office, "7719 qadi") == [asha_card]
    assert set(references(office, "qadi")) == {asha_card, asha}


def test_a_word_that_is_nowhere_is_named(office: BoxOffice) -> None:
    office.sell("F1")
    page = find(office, "zzyzx today")
    assert (page.lines, page.unknown) == ((), "zzyzx")


def test_what_was_never_paid_is_only_found_by_its_reference_or_customer(office: BoxOffice) -> None:
    sold = office.sell("F1").reference
    basket = office.hold("F2")
    held = basket.booking.reference
    assert {(line.reference, line.state) for line in find(office, "").lines} == {(sold, ""), (held, "Held")}
    office.let_hold_run_out(basket)
    office.sweep().run()
    assert references(office, "") == [sold]
    assert references(office, held) == [held]
    write_customer(office, held, "Qadira Fernandes")
    assert references(office, "qadira") == [held]


def test_bookings_of_other_cinemas_are_not_found(office: BoxOffice, make_office: object) -> None:
    other = make_office()  # type: ignore[operator]
    reference = other.sell("F1").reference
    assert references(office, reference) == []
    assert references(office, "") == []
    assert FindingSales(office.database).by_code(office.session(), reference) is None


def test_a_show_planned_after_the_first_search_is_found(office: BoxOffice) -> None:
    finding = FindingSales(office.database)
    assert finding.find(office.session(), "zanz").unknown == "zanz"
    show_id = office.add_show(timedelta(hours=5), unique("Zanzibar"))
    reference = office.sell("F1").reference
    office.change("UPDATE bookings SET show_id = %s WHERE reference = %s", show_id, reference)
    meanings = finding._meanings_of(office.session())
    meanings.shows._looked_at = -10.0
    assert [line.reference for line in finding.find(office.session(), "zanz").lines] == [reference]


def test_the_list_goes_on_where_it_ended(office: BoxOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (finding_sales, sale_search):
        monkeypatch.setattr(module, "LINES_AT_A_TIME", 2)
    sold = [office.sell(f"F{number}").reference for number in range(1, 6)]
    finding, session = FindingSales(office.database), office.session()
    page, listed = finding.find(session, ""), []
    while page.older is not None:
        listed += [line.reference for line in page.lines]
        page = finding.find(session, "", page.older)
    assert listed + [line.reference for line in page.lines] == sold[::-1]


TYPED = [
    "",
    "qadira",
    "7719",
    "qadira 7719",
    "today",
    "film",
    "clerk",
    "clerk film",
    "qadira clerk film",
    "7719 clerk qad",
    "faro",
]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("namesakes_max", [1, 12_000])
def test_what_is_bounded_finds_the_same_step_by_step(
    office: BoxOffice, typed: str, namesakes_max: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sold = [office.sell(f"{row}{number}").reference for row in "EF" for number in range(1, 8)]
    for reference in sold[::3]:
        write_customer(office, reference, "Qadira Fernandes")
    write_customer(office, sold[1], "Farook Farooqi")
    for reference in sold[::2]:
        write_card(office, reference, "7719")
    finding, session = FindingSales(office.database), office.session()
    whole = [line.reference for line in finding.find(session, typed).lines]
    for module, name, value in (
        (finding_sales, "LINES_AT_A_TIME", 2), (sale_search, "LINES_AT_A_TIME", 2), (sale_search, "STEP", 3),
        (sale_search, "LOOKED_THROUGH_AT_A_TIME", 6), (sale_search, "BOOKINGS_MAX", 1), (sale_search, "_NEWEST_MAX", 4),
        (found_sales, "NAMESAKES_MAX", namesakes_max), (sale_search, "CUSTOMERS_MAX", 1),
        (sale_search, "_CHECKED_AT_A_TIME", 2),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    page = finding.find(session, typed)
    listed = list(page.lines)
    while page.older is not None:
        page = finding.find(session, typed, page.older)
        listed += page.lines
    assert {line.reference for line in listed} == set(whole)
    assert whole == [each for each in sold[::-1] if each in whole]
    assert whole


def test_an_usher_finds_no_booking(office: BoxOffice) -> None:
    finding, usher = FindingSales(office.database), office.session(Role.USHER)
    with pytest.raises(PermissionDenied):
        finding.find(usher, "")
    with pytest.raises(PermissionDenied):
        finding.by_code(usher, "FYR-7K2P9M")
    with pytest.raises(PermissionDenied):
        finding.prepare(usher)
