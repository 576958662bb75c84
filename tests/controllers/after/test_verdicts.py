"""What a door says, from the ticket, the place and the time alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.after import verdicts
from app.controllers.after.verdicts import DoorPlace, DoorRules, DoorShow, DoorTicket, Reason, TicketState
from app.models.after.admissions import VoidBecause
from app.models.records import Cinema
from app.utils.codes import new_booking_reference, new_ticket_code

CINEMA = Cinema(1, "Regal Screen", "Mumbai", "Asia/Kolkata", "INR", "en_GB")
STARTS = datetime(2026, 11, 20, 14, 20, tzinfo=UTC)
"""19:50 in Mumbai."""
SHOW = DoorShow(7, "Inception", 2, "Hall 2", STARTS, STARTS + timedelta(minutes=163), False, 1, "Regal Screen")
TICKET = DoorTicket(5, SHOW, "F", 7, "Adult", TicketState.VALID)
ANYWHERE = DoorRules(CINEMA, DoorPlace(None, ""), 60)


def at(text: str, day: int = 20) -> datetime:
    """A time of day on the cinema's clock."""
    hours, minutes = map(int, text.split(":"))
    return datetime(2026, 11, day, hours, minutes, tzinfo=UTC) - timedelta(hours=5, minutes=30)


def said(ticket: DoorTicket = TICKET, rules: DoorRules = ANYWHERE, now: datetime | None = None) -> tuple[Reason, str]:
    verdict = verdicts.judge(ticket, rules, now or at("19:30"))
    assert verdict.ticket is ticket
    return verdict.reason, verdict.sentence


def test_a_valid_ticket_at_its_time_and_place_lets_in() -> None:
    assert said() == (Reason.ADMIT, "")
    assert said(rules=DoorRules(CINEMA, DoorPlace(2, "Hall 2"), 60))[0] is Reason.ADMIT


@pytest.mark.parametrize(("time", "lets_in"), [("18:49", False), ("18:50", True), ("22:32", True), ("22:33", False)])
def test_it_lets_in_from_the_opening_of_the_doors_to_the_end_of_the_show(time: str, lets_in: bool) -> None:
    assert (said(now=at(time))[0] is Reason.ADMIT) == lets_in


def test_too_early_says_when_to_come_back() -> None:
    assert said(now=at("17:00")) == (Reason.TOO_EARLY, "Starts at 19:50. Let in from 18:50 on.")


def test_a_show_that_is_over_says_when_it_ended() -> None:
    assert said(now=at("23:00")) == (Reason.SHOW_OVER, "The show ended at 22:33.")


@pytest.mark.parametrize("day", [19, 21])
def test_another_day_is_named(day: int) -> None:
    assert said(now=at("19:40", day)) == (Reason.WRONG_DAY, "This ticket is for Fri 20 Nov, 19:50.")


def test_a_show_just_after_midnight_lets_in_the_evening_before() -> None:
    show = replace(SHOW, starts_at=at("00:30", 21), ends_at=at("02:30", 21))
    assert said(replace(TICKET, show=show), now=at("23:45"))[0] is Reason.ADMIT


def test_another_hall_is_named_with_the_door_s_own() -> None:
    rules = DoorRules(CINEMA, DoorPlace(1, "Hall 1"), 60)
    assert said(rules=rules) == (Reason.WRONG_HALL, "This ticket is for Hall 2; this is the door of Hall 1.")


def test_already_in_says_when_and_at_which_door() -> None:
    used = replace(TICKET, state=TicketState.USED, admitted_at=at("19:52"), admitted_where="Door 1")
    assert said(used, now=at("19:55")) == (Reason.ALREADY_IN, "Already in at 19:52 at Door 1.")
    assert said(used, now=at("11:00", 21)) == (Reason.ALREADY_IN, "Already in at Fri 20 Nov, 19:52 at Door 1.")


@pytest.mark.parametrize(
    ("because", "word"),
    [
        (VoidBecause.REFUNDED, "refunded"),
        (VoidBecause.EXCHANGED, "Exchanged"),
        (VoidBecause.REPLACED, "Another ticket"),
        (VoidBecause.CANCELLED, "cancelled"),
    ],
)
def test_a_void_ticket_says_why(because: VoidBecause, word: str) -> None:
    reason, sentence = said(replace(TICKET, state=TicketState.VOID, void_because=because))
    assert reason is Reason.VOID
    assert word in sentence


def test_a_cancelled_show_is_told_before_its_void_tickets() -> None:
    ticket = replace(TICKET, show=replace(SHOW, cancelled=True), state=TicketState.VOID)
    assert said(ticket)[0] is Reason.SHOW_CANCELLED


def test_another_cinema_is_named() -> None:
    show = replace(SHOW, cinema_id=9, cinema_name="Plaza")
    assert said(replace(TICKET, show=show)) == (Reason.WRONG_CINEMA, "This ticket is for Plaza, not for Regal Screen.")


@given(
    st.sampled_from(list(TicketState)),
    st.booleans(),
    st.sampled_from([1, 9]),
    st.sampled_from([None, 1, 2]),
    st.integers(-3000, 3000),
    st.integers(0, 1440),
)
def test_nobody_is_let_in_unless_everything_is_right(
    state: TicketState, cancelled: bool, cinema_id: int, hall_id: int | None, minutes: int, opens: int
) -> None:
    """And every refusal says something."""
    show = replace(SHOW, cancelled=cancelled, cinema_id=cinema_id)
    ticket = replace(TICKET, show=show, state=state)
    now = STARTS + timedelta(minutes=minutes)
    verdict = verdicts.judge(ticket, DoorRules(CINEMA, DoorPlace(hall_id, f"Hall {hall_id}"), opens), now)
    in_time = -opens <= minutes < 163
    right = state is TicketState.VALID and not cancelled and cinema_id == 1 and hall_id in (None, 2) and in_time
    assert verdict.admits == right
    assert right or verdict.sentence


def test_codes_and_references_are_told_apart() -> None:
    code, reference = new_ticket_code(), new_booking_reference()
    assert verdicts.ticket_code(f" {code.lower()[:13]} {code[13:]} ") == code
    assert verdicts.reference(code) is None
    assert verdicts.ticket_code(reference) is None
    assert verdicts.reference(reference.lower().replace("-", "")) == reference
    assert (verdicts.ticket_code("8901234567890"), verdicts.reference("8901234567890")) == (None, None)
