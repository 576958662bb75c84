"""What an audit line says, in plain words: one table from the action as it is stored to a sentence.

A sentence is made of parts with a bar between them; a part that names what the line does not tell is left out. `{seats:seats}`
is the detail's `seats` written the way that the word after the colon says; `{subject}` is whom or what it was done to.
"""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.controllers.team.plan_words import PLAN_WORDS
from app.models.records import Cinema
from app.utils.money import format_minor


class Kind(StrEnum):
    """What actions can be filtered by."""

    SALES = "SALES"
    BACK = "BACK"
    HOLDS = "HOLDS"
    TILL = "TILL"
    SIGN_INS = "SIGN_INS"
    PLAN = "PLAN"
    TEAM = "TEAM"


KINDS: Mapping[Kind, str] = {
    Kind.SALES: "Sales",
    Kind.BACK: "Money back",
    Kind.HOLDS: "Holds",
    Kind.TILL: "Till",
    Kind.SIGN_INS: "Sign-ins",
    Kind.PLAN: "Plan",
    Kind.TEAM: "Team",
}

_WORDS: Mapping[Kind, Mapping[str, str]] = {
    Kind.SALES: {
        "PAYMENT": "sold {subject}|{seats:seats}|{amount_minor:money}|{method:ways}",
        "REPRINT": "printed the tickets of {subject} again|duplicate {duplicate_number}",
        "INVOICE": "wrote the tax invoice {invoice_number} for {subject}",
        "PHONE_BOOKING": "booked {subject} by phone|{seats:seats}",
        "PHONE_CANCELLED": "cancelled the booking by phone {subject}",
        "CUSTOMER_ON_BOOKING": "changed the customer of {subject}",
        "MESSAGE_SENT_AGAIN": "sent the message about {subject} again",
        "MESSAGE_GIVEN_UP": "gave up the message about {subject}",
        "ADMISSION_UNDONE": "undid the entry of {seat} of {subject}|{reason}|allowed by {allowed_by}",
        "ADMISSION_WRONG": "let {seat} of {subject} in without the network|{reason}",
        "CUSTOMER_ADDED": "wrote down {subject}|{fields:list}",
        "CUSTOMER_CHANGED": "changed {subject}|{fields:list}",
        "CUSTOMER_ERASED": "erased {subject}|{bookings} bookings stay",
        "CUSTOMER_ERASE_ASKED": "put {subject} down to be erased after the show",
        "CUSTOMER_EXPORTED": "wrote all that is stored of {subject} to a file",
        "WAITING_ADDED": "put somebody on a waiting list|{film}|{seats:seats}",
        "WAITING_OFFERED": "kept seats for who waited: {subject}|{film}|{seats:seats}",
        "WAITING_WITHDRAWN": "took somebody off a waiting list|{film}",
    },
    Kind.BACK: {
        "VOID": "undid the sale {subject}|{seats:seats}|{reason}|allowed by {allowed_by}",
        "REFUND": "gave money back for {subject}|{amount_minor:money}|{method:ways}{methods:ways}|{reason}",
        "TICKETS_RETURNED": "took tickets of {subject} back|{seats:seats}|{percent} %|gives back {back_minor:money}|"
        "keeps {fee_minor:money}|{reason}|allowed by {allowed_by}",
        "EXCHANGE": "exchanged {seats:list} of {subject}|for {new_seats:list} of {into}|{reason}|allowed by {allowed_by}",
        "REFUND_DUE": "owes money back for {subject}|{amount_minor:money}|{method:ways}",
        "PAYMENT_FAILED": "gave up the payment of {subject}|{reason}",
    },
    Kind.HOLDS: {
        "PARK": "parked {subject}|{note:quoted}",
        "TAKE_UP": "took up {subject}",
        "TAKE_OVER": "took {subject} over|{seats:seats}|from {clerk} at {from}",
        "SEATS_KEPT": "kept {seats:list} back for {film}|{reason}",
        "SEATS_LET_GO": "let {seats:list} go for {film}",
    },
    Kind.TILL: {
        "TILL_OPEN": "opened the {subject}|float {float_minor:money}",
        "TILL_HAND_OVER": "took the {subject} on|counted {counted_minor:money}|expected {expected_minor:money}",
        "TILL_CLOSE": "closed the {subject}|counted {counted_minor:money}|expected {expected_minor:money}|Z {z_number}",
        "TILL_COUNT": "counted the {subject}|{counted_minor:money}|{difference_minor:difference}",
        "CASH_IN": "put cash in|{amount_minor:money}|{reason}",
        "CASH_OUT": "took cash out|{amount_minor:money}|{reason}",
        "NO_SALE": "opened the drawer without a sale|{reason}",
    },
    Kind.SIGN_INS: {
        "SIGN_IN": "signed in",
        "HAND_OVER": "took the counter over|from {from}",
        "APPROVE": "typed name and password to allow it",
        "PASSWORD_CHOSEN": "chose an own password",
    },
    Kind.PLAN: PLAN_WORDS,
    Kind.TEAM: {
        "STAFF_ADDED": "added {full_name} ({username})|{role:role}",
        "STAFF_CHANGED": "changed {full_name} ({username})|was {name_before}|{role_before:role} to {role:role}",
        "STAFF_DEACTIVATED": "deactivated {username}",
        "STAFF_REACTIVATED": "reactivated {username}",
        "STAFF_UNBLOCKED": "ended the wait of {username}",
        "PASSWORD_RESET": "gave {username} a temporary password",
        "SET_UP": "set up {cinema}",
        "PAPER": "changed the papers of {subject}|{changed:list}",
        "DEMO": "sold the demo's tickets|{bookings} bookings",
    },
}


@dataclass(frozen=True, slots=True)
class ActionWords:
    kind: Kind
    sentence: str


ACTION_WORDS: Mapping[str, ActionWords] = {
    action: ActionWords(kind, sentence) for kind, words in _WORDS.items() for action, sentence in words.items()
}
"""Every action that the program writes; a test compares."""


def actions_of(kind: Kind) -> tuple[str, ...]:
    return tuple(action for action, words in ACTION_WORDS.items() if words.kind is kind)


def actions_saying(text: str) -> tuple[str, ...]:
    """The actions whose words, without what differs from line to line, have the text in them."""
    wanted = text.casefold()
    return tuple(action for action, words in ACTION_WORDS.items() if wanted in _fixed(words.sentence).casefold())


def in_words(action: str, subject: str, detail: str, cinema: Cinema) -> str:
    """A line as people read it: "sold FYR-7K2P9M, 3 seats, ₹1,050.00, cash". `detail` is JSON as it is stored."""
    told = _told(subject, json.loads(detail))
    if action not in ACTION_WORDS:  # a newer Foyer at another counter
        return f"{action.replace('_', ' ').lower()} {subject}"
    first, *more = ACTION_WORDS[action].sentence.split("|")
    return ", ".join(_filled(part, told, cinema) for part in (first, *(part for part in more if _can(part, told))))


def _told(subject: str, detail: Mapping[str, object]) -> dict[str, object]:
    """What a line tells by name. Where a record is told before and after: `called` is its name, `changes` what differs."""
    told: dict[str, object] = {"subject": subject, **detail}
    before, after = detail.get("before"), detail.get("after")
    record = after or before
    if isinstance(record, dict):
        told = {"called": record.get("name") or record.get("code"), **record, **told}
    if isinstance(before, dict) and isinstance(after, dict):
        told["changes"] = _list(
            [
                f"{name.removesuffix('_minor').replace('_', ' ')} {_value(before.get(name))} → {_value(value)}"
                for name, value in after.items()
                if value != before.get(name) and not isinstance(value, dict | list)
            ]
        )
    return told


def _value(value: object) -> str:
    return (
        "none" if value in (None, "") else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    )


def _fixed(sentence: str) -> str:
    return ", ".join("".join(fixed for fixed, *_ in string.Formatter().parse(part)) for part in sentence.split("|"))


def _names(part: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(part) if name]


def _can(part: str, told: Mapping[str, object]) -> bool:
    """Whether the line tells at least one thing that the part is about, or the part is about nothing."""
    names = _names(part)
    return not names or any(told.get(name) not in (None, "", [], 0) for name in names)


def _filled(part: str, told: Mapping[str, object], cinema: Cinema) -> str:
    """The part with each value written its own way; what is not told is nothing."""
    text = "".join(
        fixed + (_written(told.get(name), way or "", cinema) if name else "")
        for fixed, name, way, _ in string.Formatter().parse(part)
    )
    return " ".join(text.split())


def _written(value: object, way: str, cinema: Cinema) -> str:
    if value is None:
        return ""
    if way not in _MONEY or not isinstance(value, int):
        return _WAYS.get(way, str)(value)
    amount = format_minor(abs(value), cinema.currency, cinema.locale)
    if way == "money":
        return amount
    return f"{amount} {'missing' if value < 0 else 'too much'}"


def _seats(value: object) -> str:
    count = len(value) if isinstance(value, list) else int(str(value))
    return "1 seat" if count == 1 else f"{count} seats"


def _list(value: object) -> str:
    """Also of fields by their names: `duration_minutes` reads duration minutes, and of what they were nothing is told."""
    each = value if isinstance(value, list | dict) else [value]
    return ", ".join(str(one).replace("_", " ") for one in each)


def _ways(value: object) -> str:
    methods = value if isinstance(value, list) else str(value).split("+")
    names = [str(method) if str(method) == "UPI" else str(method).replace("_", " ").lower() for method in methods]
    return " and ".join(dict.fromkeys(names))


_MONEY = ("money", "difference")
_WAYS: Mapping[str, Callable[[object], str]] = {
    "": _list,
    "count": lambda value: str(len(value)) if isinstance(value, list) else str(value),
    "seats": _seats,
    "list": _list,
    "ways": _ways,
    "role": lambda value: str(value).lower(),
    "quoted": lambda value: f"“{value}”",
}
