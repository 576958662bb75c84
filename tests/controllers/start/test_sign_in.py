"""The door: the right name and password open it, and guessing takes longer and longer."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from app.controllers.start.sign_in import SignIn
from app.models import staff
from app.models.database import Database
from app.models.errors import NotFound, SignInBlocked, SignInRefused
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.passwords import hash_password
from tests.box_office import PASSWORD, BoxOffice, unique

WRONG = "not the password at all"


@pytest.fixture
def door(office: BoxOffice) -> SignIn:
    return SignIn(office.database)


def clerk(office: BoxOffice) -> str:
    return office.people[Role.CLERK].username


def guess(door: SignIn, office: BoxOffice, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            door.sign_in(clerk(office), WRONG, office.counters[0])


def let_the_wait_pass(office: BoxOffice) -> None:
    office.change(
        "UPDATE staff SET blocked_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE username = %s", clerk(office)
    )


def audit_lines(office: BoxOffice, counter: int = 0) -> list[tuple[Any, ...]]:
    """What was written at a counter since its till was opened."""
    return office.owner.rows(
        "SELECT action, subject, staff_id, detail FROM audit_log WHERE counter_id = %s AND action <> 'TILL_OPEN'"
        " ORDER BY sequence_number",
        (office.counters[counter].id,),
    )


def test_the_right_name_and_password_open_a_session_at_the_counter(door: SignIn, office: BoxOffice) -> None:
    session = door.sign_in(clerk(office), PASSWORD, office.counters[1])
    assert session.staff == office.people[Role.CLERK]
    assert session.counter == office.counters[1]


def test_spaces_round_the_name_and_its_capitals_do_not_matter(door: SignIn, office: BoxOffice) -> None:
    session = door.sign_in(f"  {clerk(office).upper()} ", PASSWORD, office.counters[0])
    assert session.staff == office.people[Role.CLERK]


def test_a_sign_in_is_audited(door: SignIn, office: BoxOffice) -> None:
    door.sign_in(clerk(office), PASSWORD, office.counters[0])
    person = office.people[Role.CLERK]
    assert audit_lines(office) == [("SIGN_IN", person.username, person.id, "{}")]


@pytest.mark.parametrize("username", ["zoë", "आशा", "o'brien; --", "x" * 50])
def test_names_of_any_script_and_length_sign_in(door: SignIn, office: BoxOffice, username: str) -> None:
    name = f"{unique('')}{username}"[-50:].strip()
    office.owner.transaction(lambda unit: staff.add(unit, name, "Somebody", Role.CLERK, hash_password(PASSWORD)))
    assert door.sign_in(name, PASSWORD, office.counters[0]).staff.username == name
    assert audit_lines(office)[0][1] == name


def test_a_wrong_password_and_an_unknown_name_are_refused_in_the_same_words(door: SignIn, office: BoxOffice) -> None:
    with pytest.raises(SignInRefused) as wrong:
        door.sign_in(clerk(office), WRONG, office.counters[0])
    with pytest.raises(SignInRefused) as unknown:
        door.sign_in(unique("nobody"), WRONG, office.counters[0])
    assert (wrong.value.code, wrong.value.sentence) == (unknown.value.code, unknown.value.sentence)


def test_an_inactive_account_is_refused_like_a_wrong_password(door: SignIn, office: BoxOffice) -> None:
    office.change("UPDATE staff SET active = FALSE WHERE username = %s", clerk(office))
    with pytest.raises(SignInRefused):
        door.sign_in(clerk(office), PASSWORD, office.counters[0])
    assert audit_lines(office) == []


def test_an_unknown_name_is_refused_however_often_it_is_tried(door: SignIn, office: BoxOffice) -> None:
    name = unique("nobody")
    for _ in range(7):
        with pytest.raises(SignInRefused):
            door.sign_in(name, WRONG, office.counters[0])


def test_five_tries_are_free_and_the_sixth_waits(door: SignIn, office: BoxOffice) -> None:
    guess(door, office, times=5)
    with pytest.raises(SignInBlocked) as blocked:
        door.sign_in(clerk(office), WRONG, office.counters[0])
    assert blocked.value.wait_seconds in (4, 5)
    assert f"{blocked.value.wait_seconds} s" in blocked.value.sentence


def test_each_further_wrong_password_doubles_the_wait_up_to_five_minutes(door: SignIn, office: BoxOffice) -> None:
    guess(door, office, times=4)
    for wait_seconds in (5, 10, 20, 40, 80, 160, 300, 300, 300):
        before = office.value("SELECT UTC_TIMESTAMP(6)")
        guess(door, office)
        # However slow the machine is: the wait began between the two readings of the clock.
        at_most, at_least = (
            office.value("SELECT TIMESTAMPDIFF(MICROSECOND, %s, blocked_until) FROM staff WHERE username = %s", *of)
            for of in ((before, clerk(office)), (office.value("SELECT UTC_TIMESTAMP(6)"), clerk(office)))
        )
        assert int(str(at_least)) <= wait_seconds * 1_000_000 <= int(str(at_most))
        let_the_wait_pass(office)


def test_thousands_of_wrong_passwords_do_not_overflow_the_wait(door: SignIn, office: BoxOffice) -> None:
    office.change("UPDATE staff SET failed_sign_ins = 100000 WHERE username = %s", clerk(office))
    guess(door, office)
    assert 290 < staff.seconds_blocked(office.owner, clerk(office)) <= 300


def test_the_right_password_waits_too_while_the_account_is_blocked(door: SignIn, office: BoxOffice) -> None:
    guess(door, office, times=5)
    with pytest.raises(SignInBlocked):
        door.sign_in(clerk(office), PASSWORD, office.counters[0])
    assert audit_lines(office) == []


def test_asking_while_blocked_does_not_lengthen_the_wait(door: SignIn, office: BoxOffice) -> None:
    guess(door, office, times=5)
    before = office.value("SELECT blocked_until FROM staff WHERE username = %s", clerk(office))
    with pytest.raises(SignInBlocked):
        door.sign_in(clerk(office), WRONG, office.counters[0])
    assert office.value("SELECT blocked_until FROM staff WHERE username = %s", clerk(office)) == before


def test_the_right_password_opens_after_the_wait_and_clears_the_count(door: SignIn, office: BoxOffice) -> None:
    guess(door, office, times=5)
    let_the_wait_pass(office)
    door.sign_in(clerk(office), PASSWORD, office.counters[0])
    count = "SELECT CONCAT(failed_sign_ins, ':', blocked_until IS NULL) FROM staff WHERE username = %s"
    assert office.value(count, clerk(office)) == "0:1"
    guess(door, office, times=5)


def test_the_count_is_kept_in_the_database_for_every_terminal(door: SignIn, office: BoxOffice) -> None:
    guess(door, office, times=5)
    with contextlib.closing(Database(office.connect)) as elsewhere, pytest.raises(SignInBlocked):
        SignIn(elsewhere).sign_in(clerk(office), PASSWORD, office.counters[1])


def test_one_blocked_account_blocks_nobody_else(door: SignIn, office: BoxOffice) -> None:
    guess(door, office, times=5)
    assert door.sign_in(office.people[Role.USHER].username, PASSWORD, office.counters[0])


def test_thirty_two_guesses_at_once_are_not_more_than_the_free_tries(office: BoxOffice) -> None:
    def try_once(_: int) -> str:
        with contextlib.closing(Database(office.connect)) as database:
            try:
                SignIn(database).sign_in(clerk(office), WRONG, office.counters[0])
            except (SignInRefused, SignInBlocked) as refusal:
                return refusal.code
        return "SIGNED_IN"

    with ThreadPoolExecutor(32) as crowd:
        told = list(crowd.map(try_once, range(32)))
    assert sorted(set(told)) == ["SIGN_IN_BLOCKED", "SIGN_IN_REFUSED"]
    assert told.count("SIGN_IN_REFUSED") == staff.FREE_TRIES


def test_unlocking_asks_for_the_same_persons_password_and_is_audited(door: SignIn, office: BoxOffice) -> None:
    session = door.sign_in(clerk(office), PASSWORD, office.counters[0])
    with pytest.raises(SignInRefused):
        door.unlock(session, WRONG)
    assert door.unlock(session, PASSWORD) == session
    assert [line[:3] for line in audit_lines(office)] == [("SIGN_IN", clerk(office), session.staff.id)] * 2


def test_unlocking_is_blocked_like_signing_in(door: SignIn, office: BoxOffice) -> None:
    session = office.session()
    for _ in range(5):
        with pytest.raises(SignInRefused):
            door.unlock(session, WRONG)
    with pytest.raises(SignInBlocked):
        door.unlock(session, PASSWORD)


def test_handing_over_gives_the_counter_to_another_person_and_says_from_whom(door: SignIn, office: BoxOffice) -> None:
    manager = office.people[Role.MANAGER]
    session = door.hand_over(office.session(counter=1), manager.username, PASSWORD)
    assert (session.staff, session.counter) == (manager, office.counters[1])
    told = audit_lines(office, counter=1)
    assert told[-1] == ("HAND_OVER", manager.username, manager.id, f'{{"from": "{clerk(office)}"}}')


def test_a_basket_handed_over_is_sold_by_the_next_person(door: SignIn, office: BoxOffice) -> None:
    basket = office.hold("C4")
    session = door.hand_over(office.session(), office.people[Role.MANAGER].username, PASSWORD)
    office.paying().confirm(session, new_request_id(), basket, (office.cash(basket),))
    paid_by = office.value("SELECT clerk_id FROM payments WHERE booking_id = %s", basket.booking.id)
    assert paid_by == office.people[Role.MANAGER].id


def test_a_refused_hand_over_is_not_audited(door: SignIn, office: BoxOffice) -> None:
    with pytest.raises(SignInRefused):
        door.hand_over(office.session(), office.people[Role.MANAGER].username, WRONG)
    assert audit_lines(office) == []


def test_the_counter_of_that_name_and_cinema_is_found(door: SignIn, office: BoxOffice) -> None:
    assert door.counter("Counter 2", office.counters[0].cinema.name) == office.counters[1]


@pytest.mark.parametrize("name", [None, ""])
def test_without_a_name_the_first_counter_is_taken(door: SignIn, office: BoxOffice, name: str | None) -> None:
    assert door.counter(name, office.counters[0].cinema.name) == office.counters[0]


def test_an_unknown_counter_is_refused_with_the_names_there_are(door: SignIn, office: BoxOffice) -> None:
    with pytest.raises(NotFound, match=r"no counter called Counter 9.*Counter 1, Counter 2"):
        door.counter("Counter 9")
