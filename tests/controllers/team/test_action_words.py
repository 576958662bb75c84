"""Every action that the program writes down can be read by people."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from app.controllers.team.action_words import ACTION_WORDS, Kind, actions_of, actions_saying, in_words
from app.models.records import Cinema
from app.models.till.movements import MovementKind
from tests.house_rules import PROJECT

CINEMA = Cinema(1, "Regal", "Pune", "Asia/Kolkata", "INR", "en_IN")
NOT_LITERAL = {("tills.py", "kind.value"): {kind.value for kind in MovementKind}}
"""Where an action is not written out, what it can be."""


def words(action: str, subject: str = "FYR-7K2P9M", **detail: object) -> str:
    return in_words(action, subject, json.dumps(detail), CINEMA)


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it stands in a function of a file."""

    file: Path
    function: ast.FunctionDef
    call: ast.Call

    @property
    def names(self) -> set[tuple[str, str]]:
        """What is called: by a name that only this file knows, or by one that every file may import."""
        name = ast.unparse(self.call.func).removeprefix("self.")
        return {(self.file.name, name), ("", name)}

    def argument(self, place: int) -> ast.expr | None:
        named = next((each.value for each in self.call.keywords if each.arg == "action"), None)
        return named or (self.call.args[place] if len(self.call.args) > place else None)


Writers = dict[tuple[str, str], int]
"""(file or "" for every file, function) -> at which place among its arguments the action is."""


def whole_functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef]:
    """Functions and methods; what stands inside of one belongs to it, and knows its arguments."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from whole_functions(node.body)
        elif isinstance(node, ast.FunctionDef):
            yield node


@cache
def calls() -> tuple[Call, ...]:
    """Every call in every file that has to do with the audit log."""
    found = []
    for file in sorted((PROJECT / "app").rglob("*.py")):
        text = file.read_text("utf-8")
        if "audit" in text or "write_down" in text:
            for function in whole_functions(ast.parse(text).body):
                inside = (node for node in ast.walk(function) if isinstance(node, ast.Call))
                found += [Call(file, function, call) for call in inside]
    return tuple(found)


def writing_calls(writers: Writers) -> Iterator[tuple[Call, ast.expr]]:
    """The calls of these functions, each with what it gives as the action."""
    for each in calls():
        for name in each.names & set(writers):
            given = each.argument(writers[name])
            if given is not None:
                yield each, given


def passed_on(each: Call, given: ast.expr) -> str | None:
    """The name of the function's own argument that is only passed on, None for what it decides itself."""
    return given.id if isinstance(given, ast.Name) and given.id in arguments(each.function) else None


def written_actions() -> set[str]:
    """What is given to `audit_log.append` as its action, followed through the functions that only pass it on."""
    writers: Writers = {("", "audit_log.append"): 3}
    found: set[str] = set()
    known = 0
    while known != len(writers):
        known = len(writers)
        for each, given in list(writing_calls(writers)):
            name = passed_on(each, given)
            if name is None:
                continue
            file = each.file.name if each.function.name.startswith("_") else ""
            writers[file, each.function.name] = arguments(each.function).index(name)
            found |= defaults(each.function, name)
    for each, given in writing_calls(writers):
        if passed_on(each, given) is None:
            found |= literals(each, given)
    return found


def arguments(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in function.args.args if argument.arg != "self"]


def defaults(function: ast.FunctionDef, name: str) -> set[str]:
    positional = function.args.args
    with_default = zip(positional[len(positional) - len(function.args.defaults) :], function.args.defaults, strict=True)
    return {
        str(default.value)
        for argument, default in with_default
        if argument.arg == name and isinstance(default, ast.Constant)
    }


def literals(each: Call, given: ast.expr) -> set[str]:
    """What it can be: a text, one of two, or what the function has given that name before."""
    if isinstance(given, ast.Constant):
        return {str(given.value)}
    if isinstance(given, ast.IfExp):
        return literals(each, given.body) | literals(each, given.orelse)
    told = NOT_LITERAL.get((each.file.name, ast.unparse(given)), set())
    for node in ast.walk(each.function):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == ast.unparse(given):
            told = told | literals(each, node.value)
    assert told, f"{each.file.name}: what can {ast.unparse(given)} be? Say so in NOT_LITERAL."
    return told


def test_every_action_that_is_written_has_words_and_no_word_is_for_nothing() -> None:
    assert written_actions() == set(ACTION_WORDS)


def test_the_walk_follows_an_action_through_the_functions_that_pass_it_on() -> None:
    assert {"PAYMENT", "TILL_OPEN", "CASH_OUT", "APPROVE", "SIGN_IN", "SEATS_KEPT", "STAFF_ADDED"} <= written_actions()


def test_every_kind_has_actions_and_no_action_two_kinds() -> None:
    everything = [action for kind in Kind for action in actions_of(kind)]
    assert sorted(everything) == sorted(ACTION_WORDS)
    assert all(actions_of(kind) for kind in Kind)


@pytest.mark.parametrize("action", ACTION_WORDS)
def test_a_line_that_tells_nothing_more_still_reads(action: str) -> None:
    told = words(action, "a thing")
    assert told
    assert "None" not in told
    assert not {"{", "}", "|", "_"} & set(told)
    assert told == told.strip(" ,")
    assert "  " not in told


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (
            words("PAYMENT", method="CASH+UPI", amount_minor=105000, seats=["A1", "A2", "A3"]),
            "sold FYR-7K2P9M, 3 seats, ₹1,050, cash and UPI",
        ),
        (words("PAYMENT", method="CREDIT_CARD", amount_minor=35050, seats=["A1"]),
         "sold FYR-7K2P9M, 1 seat, ₹350.50, credit card"),
        (words("PHONE_BOOKING", customer=4, seats=2), "booked FYR-7K2P9M by phone, 2 seats"),
        (words("VOID", reason="mis-sale", seats=["A1"], allowed_by="meera"),
         "undid the sale FYR-7K2P9M, 1 seat, mis-sale, allowed by meera"),
        (words("REFUND", amount_minor=5000, methods=["CASH", "CASH"]), "gave money back for FYR-7K2P9M, ₹50, cash"),
        (words("TILL_COUNT", "till 7", counted_minor=5000, difference_minor=-200),
         "counted the till 7, ₹50, ₹2 missing"),
        (words("SEATS_KEPT", "show 3", seats=["A1", "A2"], film="Dune", reason="press"),
         "kept A1, A2 back for Dune, press"),
        (words("HAND_OVER", "ravi", **{"from": "asha"}), "took the counter over, from asha"),
        (words("PARK", note="back at six"), "parked FYR-7K2P9M, “back at six”"),
        (words("STAFF_CHANGED", "staff 3", username="asha", full_name="Asha Rao", role="MANAGER", role_before="CLERK"),
         "changed Asha Rao (asha), clerk to manager"),
        (words("PROMO_CODE_CHANGED", "promo code 2", before={"code": "DIWALI", "active": True, "percent_off": 10},
               after={"code": "DIWALI", "active": False, "percent_off": 15}),
         "changed the promo code DIWALI, active yes → no, percent off 10 → 15"),
        (words("CINEMA_CHANGED", "cinema 1", cinema="Regal", changed={"tax_name": ["VAT", "GST"], "city": ["", "Pune"]}),
         "changed the cinema Regal, tax name, city"),
    ],
)  # fmt: skip
def test_a_line_reads_as_people_say_it(told: str, read: str) -> None:
    assert told == read


def test_an_action_of_a_newer_program_is_told_by_its_name() -> None:
    assert words("POPCORN_SOLD", "bucket 3") == "popcorn sold bucket 3"


def test_words_lead_to_their_actions() -> None:
    assert "VOID" in actions_saying("undid the")
    assert "PAYMENT" in actions_saying("SOLD")
    assert actions_saying("zzz") == ()
