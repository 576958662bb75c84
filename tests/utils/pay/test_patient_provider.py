"""Three tries with one key, an end to all waiting, a circuit breaker: asked of the real training provider."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.utils.pay.breaker import Breaker
from app.utils.pay.patient_provider import CircuitOpen, Patience, PatientProvider
from app.utils.pay.provider import (
    Approved,
    Cancelled,
    Declined,
    NeverHeard,
    Pending,
    Refunded,
    Silent,
    Unreachable,
    derived_key,
)
from app.utils.pay.socket_provider import SocketProvider
from tests.training import QUICK, Practice, practice


@pytest.fixture
def trained(tmp_path: Path) -> Iterator[Practice]:
    with practice(tmp_path / "provider") as made:
        yield made


def asked(provider: PatientProvider, key: str, method: str = "CREDIT_CARD", amount_minor: int = 70000) -> object:
    return provider.request(key, method, amount_minor, "INR", "FYR-7K2P9M")


KEY = derived_key("a request")


def test_a_card_is_approved_at_once_with_its_last_four_digits(trained: Practice) -> None:
    answer = asked(trained.provider, KEY)
    assert isinstance(answer, Approved)
    assert (answer.method, answer.last_four) == ("CREDIT_CARD", "4242")
    assert trained.provider.look_up(KEY) == answer


def test_upi_waits_until_the_customer_has_paid(trained: Practice) -> None:
    assert isinstance(asked(trained.provider, KEY, "UPI"), Pending)
    assert isinstance(trained.provider.look_up(KEY), Pending)
    trained.pay(KEY)
    assert isinstance(trained.provider.look_up(KEY), Approved)


@pytest.mark.parametrize("fate", ["stall", "late:900", "twice", "lose", "die", "die_before"])
def test_whatever_becomes_of_an_answer_the_money_is_taken_once(trained: Practice, fate: str) -> None:
    trained.behave(fate)
    answer = asked(trained.provider, KEY)
    assert isinstance(answer, Approved)
    assert asked(trained.provider, KEY) == answer
    assert trained.provider.look_up(KEY) == answer
    lines = [line for line in (trained.folder / "taken.jsonl").read_text("utf-8").splitlines() if KEY in line]
    assert len(lines) == 1


def test_an_answer_that_comes_twice_is_not_taken_for_the_next_one(trained: Practice) -> None:
    trained.behave("twice", "decline")
    assert isinstance(asked(trained.provider, KEY), Approved)
    assert isinstance(asked(trained.provider, derived_key("another")), Declined)


def test_a_refusal_is_an_answer_and_is_not_tried_again(trained: Practice) -> None:
    trained.behave("decline", "ok")
    assert asked(trained.provider, KEY) == Declined("The customer's bank said no.")
    assert isinstance(trained.provider.look_up(KEY), Declined)


def test_after_three_tries_without_an_answer_it_is_unknown_and_looked_up(trained: Practice) -> None:
    trained.behave("lose", "lose", "lose")
    with pytest.raises(Silent):
        asked(trained.provider, KEY)
    assert isinstance(trained.provider.look_up(KEY), Approved)


def test_what_it_never_heard_of_can_be_taken_back_before_it_arrives(trained: Practice) -> None:
    assert trained.provider.look_up(KEY) == NeverHeard()
    assert trained.provider.cancel(KEY) == Cancelled()
    assert asked(trained.provider, KEY) == Cancelled()


def test_a_waiting_request_is_cancelled_and_an_approved_one_is_not(trained: Practice) -> None:
    asked(trained.provider, KEY, "UPI")
    assert trained.provider.cancel(KEY) == Cancelled()
    assert trained.pay(KEY)["answer"] == "CANCELLED"
    paid = derived_key("paid")
    asked(trained.provider, paid)
    assert isinstance(trained.provider.cancel(paid), Approved)


def test_a_refund_is_paid_once_for_its_key_and_never_more_than_was_taken(trained: Practice) -> None:
    asked(trained.provider, KEY)
    trained.behave("lose", on="refund")
    first = trained.provider.refund(KEY, "a refund", 70000)
    assert isinstance(first, Refunded)
    assert trained.provider.refund(KEY, "a refund", 70000) == first
    assert isinstance(trained.provider.refund(KEY, "another", 1), Declined)


def test_a_provider_nobody_answers_for_was_not_reached(tmp_path: Path) -> None:
    with practice(tmp_path, starts_it=False) as away, pytest.raises(Unreachable):
        asked(away.provider, KEY)


def test_one_killed_before_it_was_done_may_have_heard_when_it_cannot_be_reached_again(trained: Practice) -> None:
    asked(trained.provider, derived_key("it runs"))
    trained.behave("die_before")
    with practice(trained.folder, starts_it=False) as cold, pytest.raises(Silent):
        asked(cold.provider, KEY)


def test_who_gives_up_is_not_kept_waiting_and_the_breaker_learns_nothing(trained: Practice) -> None:
    asked(trained.provider, derived_key("it runs"))
    trained.behave("stall", "stall", "stall")
    patient = PatientProvider(trained.line.provider, QUICK, Breaker(failures_max=1))
    asked_so_often = iter([True, True, False])
    with pytest.raises(Silent):
        patient.request(KEY, "CREDIT_CARD", 1, "INR", "FYR-7K2P9M", wanted=lambda: next(asked_so_often, False))
    assert not patient.breaker.is_open


def test_after_failures_in_a_row_the_circuit_opens_and_one_answer_closes_it(trained: Practice) -> None:
    asked(trained.provider, derived_key("it runs"))
    now = [0.0]
    patient = PatientProvider(
        trained.line.provider, QUICK, Breaker(failures_max=3, rest_seconds=10, now=lambda: now[0])
    )
    trained.behave("lose", "lose", "lose")
    with pytest.raises(Silent):
        asked(patient, KEY)
    with pytest.raises(CircuitOpen):
        patient.look_up(KEY)
    now[0] = 11.0
    assert isinstance(patient.look_up(KEY), Approved)
    assert not patient.breaker.is_open


def test_the_limit_for_all_tries_ends_them_before_there_were_three() -> None:
    """Nobody answers at the other end of these lines: the second try gets what is left of the whole limit."""
    lines: list[socket.socket] = []

    def connect(_: float) -> socket.socket:
        lines.extend(socket.socketpair())
        return lines[-1]

    patience = Patience(try_seconds=0.2, total_seconds=0.3, tries=3, pause_seconds=0.001)
    patient = PatientProvider(SocketProvider("test", connect), patience)
    with pytest.raises(Silent):
        patient.look_up(KEY)
    assert len(lines) == 2 * 2
    for line in lines:
        line.close()
