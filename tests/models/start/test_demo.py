"""The demo fills a real database with what a box office would have written itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.controllers.sell.show_prices import prices_of
from app.models import places
from app.models.records import Role, SeatType
from app.models.sell import price_book, shows
from app.models.server.private_server import PrivateServer
from app.models.start.demo import DemoSignIn, fill_demo
from app.models.start.demo_facts import DEMO_PASSWORD
from app.models.statements import DuplicateKey
from app.models.times import as_utc
from app.utils.local_time import day_bounds_utc
from app.utils.passwords import hash_password, password_matches
from tests.models.demo_support import TODAY, Demo, filled, never, plain_hash

CLAIMS = """
    SELECT c.show_id, c.booking_id, x.row_name, x.seat_number, x.grid_column, x.wheelchair, x.companion, x.in_service
    FROM booking_seats c JOIN seats x ON x.id = c.seat_id ORDER BY c.booking_id, x.grid_row, x.grid_column
"""


@pytest.fixture(scope="module")
def demo(server: PrivateServer) -> Iterator[Demo]:
    with filled(server) as made:
        yield made


def taken_shares(demo: Demo) -> dict[int, float]:
    """By show: the share of its hall's seats for everybody that is sold."""
    found = demo.rows(
        """
        SELECT s.id, COUNT(c.seat_id) / COUNT(x.id) FROM shows s
        JOIN seats x ON x.hall_id = s.hall_id AND x.in_service AND NOT x.wheelchair AND NOT x.companion
        LEFT JOIN booking_seats c ON c.show_id = s.id AND c.seat_id = x.id GROUP BY s.id
        """
    )
    return {int(show_id): float(share) for show_id, share in found}


def sold_day_ids(demo: Demo) -> set[int]:
    """The shows of today and tomorrow, on the cinema's calendar."""
    first, _ = day_bounds_utc(TODAY, "Asia/Kolkata")
    _, last = day_bounds_utc(TODAY + timedelta(days=1), "Asia/Kolkata")
    return {show_id for show_id, at in demo.rows("SELECT id, starts_at FROM shows") if first <= as_utc(at) < last}


def test_there_are_two_cinemas_in_pune_with_two_halls_and_two_counters_each(demo: Demo) -> None:
    assert demo.column("SELECT name FROM cities") == ["Pune"]
    assert demo.column("SELECT name FROM cinemas ORDER BY id") == ["Regal Screen", "Monsoon Talkies"]
    assert demo.column("SELECT COUNT(*) FROM halls GROUP BY cinema_id") == [2, 2]
    assert demo.column("SELECT COUNT(*) FROM counters GROUP BY cinema_id") == [2, 2]


def test_the_cinemas_are_indian(demo: Demo) -> None:
    told = demo.rows("SELECT DISTINCT time_zone, currency, locale, country, region FROM cinemas")
    assert told == [("Asia/Kolkata", "INR", "en_IN", "IN", "MH")]


def test_the_halls_have_60_to_420_seats(demo: Demo) -> None:
    assert sorted(demo.column("SELECT COUNT(*) FROM seats GROUP BY hall_id")) == [60, 180, 264, 420]


def test_wheelchair_companion_and_broken_seats_come_over_from_the_plans(demo: Demo) -> None:
    assert demo.rows("SELECT SUM(wheelchair), SUM(companion), SUM(NOT in_service) FROM seats") == [(14, 14, 7)]


def test_the_price_book_is_the_houses(demo: Demo) -> None:
    book = price_book.read(demo.owner)
    assert [(kind.code, kind.name, kind.percent) for kind in book.ticket_types] == [
        ("ADULT", "Adult", 100),
        ("CHILD", "Child", 70),
        ("SENIOR", "Senior", 80),
        ("STUDENT", "Student", 85),
    ]
    assert book.seat_type_percents == {SeatType.REGULAR: 100, SeatType.PREMIUM: 130, SeatType.VIP: 150}
    assert book.day_percents == {"WEEKDAY": 100, "WEEKEND": 150, "HOLIDAY": 200}


def test_everybody_told_of_can_sign_in(server: PrivateServer) -> None:
    with filled(server, hash_password=hash_password) as made:
        stored = {
            name: (role, kept) for name, role, kept in made.rows("SELECT username, role, password_hash FROM staff")
        }
        assert set(stored) == {sign_in.username for sign_in in made.cinema.sign_ins}
        for sign_in in made.cinema.sign_ins:
            role, kept = stored[sign_in.username]
            assert role == sign_in.role
            assert password_matches(sign_in.password, kept)


def test_there_is_somebody_of_every_role(demo: Demo) -> None:
    assert {sign_in.role for sign_in in demo.cinema.sign_ins} == set(Role)
    assert DemoSignIn("asha", DEMO_PASSWORD, Role.CLERK) in demo.cinema.sign_ins


def test_no_two_shows_of_a_hall_overlap_with_its_turnaround_counted(demo: Demo) -> None:
    overlaps = """
        SELECT a.id, b.id FROM shows a JOIN halls h ON h.id = a.hall_id
        JOIN shows b ON b.hall_id = a.hall_id AND b.id <> a.id AND b.starts_at >= a.starts_at
        WHERE b.starts_at < a.ends_at + INTERVAL h.turnaround_minutes MINUTE
    """
    assert demo.value("SELECT COUNT(*) FROM shows") == demo.cinema.show_count > 100
    assert demo.rows(overlaps) == []


def test_a_few_shows_have_prices_of_their_own(demo: Demo) -> None:
    assert 5 <= demo.value("SELECT COUNT(DISTINCT show_id) FROM show_prices") < demo.cinema.show_count / 4


def test_every_film_has_its_genres(demo: Demo) -> None:
    assert demo.value("SELECT COUNT(DISTINCT movie_id) FROM movie_genres") == 20


def test_seats_are_sold_for_all_of_todays_and_tomorrows_shows_and_no_others(demo: Demo) -> None:
    assert {show_id for show_id, share in taken_shares(demo).items() if share > 0} == sold_day_ids(demo)


def test_one_show_is_nearly_sold_out_and_the_others_5_to_85_percent(demo: Demo) -> None:
    shares = sorted(taken_shares(demo)[show_id] for show_id in sold_day_ids(demo))
    assert 0.9 <= shares[-1] < 1
    assert shares[0] >= 0.03  # a group of two is the least: 5 % of the smallest hall is not a whole number of them
    assert shares[-2] <= 0.85


def test_every_group_is_two_to_five_people_side_by_side(demo: Demo) -> None:
    groups: dict[int, list[tuple[str, int]]] = {}
    for _, booking_id, row_name, _, grid_column, *_ in demo.rows(CLAIMS):
        groups.setdefault(booking_id, []).append((row_name, grid_column))
    for places_taken in groups.values():
        row_name, first = places_taken[0]
        assert places_taken == [(row_name, first + place) for place in range(len(places_taken))]
    assert {len(group) for group in groups.values()} == {2, 3, 4, 5}


def test_nobody_sits_on_a_broken_seat_or_in_a_wheelchair_place(demo: Demo) -> None:
    assert {row[5:] for row in demo.rows(CLAIMS)} == {(0, 0, 1)}


def test_every_booking_is_confirmed_and_told_of(demo: Demo) -> None:
    assert demo.column("SELECT DISTINCT status FROM bookings") == ["CONFIRMED"]
    assert sorted(demo.column("SELECT reference FROM bookings")) == sorted(demo.cinema.booking_references)


def test_every_line_has_its_claim_and_its_valid_ticket_for_the_same_seat_and_show(demo: Demo) -> None:
    whole = """
        SELECT COUNT(*) FROM booking_lines l JOIN bookings b ON b.id = l.booking_id
        JOIN booking_seats c
            ON c.booking_id = b.id AND c.show_id = b.show_id AND c.seat_id = l.seat_id AND c.state = 'SOLD'
        JOIN tickets t ON t.line_id = l.id AND t.booking_id = b.id AND t.show_id = b.show_id AND t.seat_id = l.seat_id
        WHERE t.status = 'VALID'
    """
    each = """
        SELECT (SELECT COUNT(*) FROM booking_lines), (SELECT COUNT(*) FROM booking_seats), (SELECT COUNT(*) FROM tickets)
    """
    whole_count = demo.value(whole)
    assert demo.rows(each) == [(whole_count, whole_count, whole_count)]
    assert whole_count > 1000


def test_every_seat_sold_is_a_seat_of_the_shows_hall(demo: Demo) -> None:
    elsewhere = """
        SELECT c.seat_id FROM booking_seats c JOIN shows s ON s.id = c.show_id JOIN seats x ON x.id = c.seat_id
        WHERE x.hall_id <> s.hall_id
    """
    assert demo.rows(elsewhere) == []


def test_every_booking_is_paid_once_and_exactly(demo: Demo) -> None:
    unpaid = """
        SELECT b.id FROM bookings b
        LEFT JOIN (SELECT booking_id, SUM(price_minor) AS due FROM booking_lines GROUP BY booking_id) l
            ON l.booking_id = b.id
        LEFT JOIN (SELECT booking_id, SUM(amount_minor) AS paid, COUNT(*) AS payment_count FROM payments
            WHERE kind = 'PAYMENT' GROUP BY booking_id) p ON p.booking_id = b.id
        WHERE NOT (l.due <=> p.paid) OR p.payment_count <> 1
    """
    assert demo.rows(unpaid) == []


def test_cash_tells_what_was_handed_over_and_card_its_approval(demo: Demo) -> None:
    found = demo.rows("SELECT DISTINCT method, tendered_minor IS NULL, approval_code IS NULL FROM payments ORDER BY 1")
    assert found == [("CASH", 0, 1), ("CARD", 1, 0)]


def test_a_sale_was_made_at_a_counter_of_the_cinema_by_a_clerk_who_took_the_money(demo: Demo) -> None:
    strange = """
        SELECT b.id FROM bookings b JOIN shows s ON s.id = b.show_id JOIN halls h ON h.id = s.hall_id
        JOIN counters k ON k.id = b.counter_id JOIN staff p ON p.id = b.clerk_id JOIN payments m ON m.booking_id = b.id
        WHERE k.cinema_id <> h.cinema_id OR p.role <> 'CLERK' OR m.counter_id <> k.id OR m.clerk_id <> p.id
    """
    assert demo.rows(strange) == []


def test_everything_was_sold_before_today(demo: Demo) -> None:
    start_of_today, _ = day_bounds_utc(TODAY, "Asia/Kolkata")
    latest = demo.rows("SELECT MAX(created_at), MAX(confirmed_at) FROM bookings")[0]
    paid_at = demo.value("SELECT MAX(paid_at) FROM payments")
    assert max(as_utc(moment) for moment in (*latest, paid_at)) < start_of_today


def test_every_seat_costs_what_the_box_office_asks_for_it(demo: Demo) -> None:
    """No day of the demo's is a public holiday: the program's own calendar and the demo's agree."""
    book = price_book.read(demo.owner)
    kinds = {kind.id: kind for kind in book.ticket_types}
    cinemas = {counter.id: counter.cinema for counter in places.counters(demo.owner)}
    lines = demo.rows(
        """
        SELECT b.show_id, b.counter_id, x.seat_type, l.ticket_type_id, l.price_minor
        FROM booking_lines l JOIN bookings b ON b.id = l.booking_id JOIN seats x ON x.id = l.seat_id
        """
    )
    own = shows.own_prices(demo.owner, tuple(sold_day_ids(demo)))
    asked = {}
    for show_id, counter_id, *_ in lines:
        if show_id not in asked:
            show = shows.one(demo.owner, show_id)
            assert show is not None
            asked[show_id] = prices_of(show, own.get(show_id, {}), book, cinemas[counter_id])
    for show_id, _, seat_type, kind_id, price_minor in lines:
        assert asked[show_id].of_type(SeatType(seat_type), kinds[kind_id]).amount_minor == price_minor
    assert any(show_id in own for show_id, *_ in lines)


def test_a_price_says_how_it_was_made(demo: Demo) -> None:
    told = set(demo.column("SELECT price_explained FROM booking_lines"))
    assert "₹300 × Premium 1.3" in told
    assert "₹180 × Premium 1.3 × Weekend 1.5 × Child 0.7" in told


def test_a_holiday_costs_double_once_also_on_a_weekend(server: PrivateServer) -> None:
    with filled(server, is_holiday=lambda day: day > TODAY) as made:
        told = made.column(
            "SELECT l.price_explained FROM booking_lines l JOIN bookings b ON b.id = l.booking_id"
            " JOIN shows s ON s.id = b.show_id WHERE s.starts_at > %s",
            day_bounds_utc(TODAY, "Asia/Kolkata")[1].replace(tzinfo=None),
        )
        assert all("× Holiday 2" in text and "Weekend" not in text for text in told)
        assert told


def test_no_child_is_at_a_film_for_older_people(demo: Demo) -> None:
    certificates = """
        SELECT DISTINCT m.certificate FROM booking_lines l JOIN bookings b ON b.id = l.booking_id
        JOIN shows s ON s.id = b.show_id JOIN movies m ON m.id = s.movie_id
        JOIN ticket_types t ON t.id = l.ticket_type_id WHERE t.code = 'CHILD'
    """
    assert set(demo.column(certificates)) == {"U", "UA"}


def test_the_same_day_gives_the_same_demo(server: PrivateServer, demo: Demo) -> None:
    same = """
        SELECT s.starts_at, m.title, h.name, x.row_name, x.seat_number, l.price_minor, b.confirmed_at, p.tendered_minor
        FROM booking_lines l JOIN bookings b ON b.id = l.booking_id JOIN payments p ON p.booking_id = b.id
        JOIN seats x ON x.id = l.seat_id JOIN shows s ON s.id = b.show_id
        JOIN movies m ON m.id = s.movie_id JOIN halls h ON h.id = s.hall_id ORDER BY s.id, x.id
    """
    with filled(server) as again:
        assert again.rows(same) == demo.rows(same)


def test_a_database_with_a_demo_takes_no_second_one(demo: Demo) -> None:
    show_count = demo.value("SELECT COUNT(*) FROM shows")
    with pytest.raises(DuplicateKey):
        demo.owner.transaction(lambda unit: fill_demo(unit, TODAY, plain_hash, never))
    assert demo.value("SELECT COUNT(*) FROM shows") == show_count
