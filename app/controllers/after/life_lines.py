"""A booking's whole life in the order of time, put together from what the tables and the audit log tell."""

from __future__ import annotations

import json

from app.controllers.after.life_words import (
    FOYER,
    TOLD_BY_TABLES,
    given_back_sentence,
    happened_sentence,
    logged_sentence,
    money_sentence,
)
from app.controllers.after.sale_life import LifeLine
from app.controllers.sell.command_intents import listed
from app.models.after.booking_life import LifeRead, LoggedLine, TicketOfLine
from app.models.records import BookingStatus, Cinema
from app.utils.money import format_minor


def life_of(read: LifeRead, cinema: Cinema) -> tuple[LifeLine, ...]:
    """Every line, the oldest first; lines of one moment keep the order in which they are made here."""
    lines = [_held(read), *_sold(read, cinema), *_money(read, cinema), *_given_back(read, cinema)]
    lines += _happened(read, cinema)
    lines += [_logged(read, line, cinema) for line in read.logged if line.action not in TOLD_BY_TABLES]
    lines += _ran_out(read)
    return tuple(sorted(lines, key=lambda line: line.at))


def _held(read: LifeRead) -> LifeLine:
    """Who changed hands since tells so itself: the first who took it over names whom it was taken from."""
    head = read.head
    who, where = head.clerk_name, head.counter_name
    taken = next((line for line in read.logged if line.action == "TAKE_OVER"), None)
    if taken is not None:
        detail = json.loads(taken.detail)
        who, where = str(detail.get("clerk", who)), str(detail.get("from", where))
    seats = listed(_first_labels(read) or [line.seat_label for line in read.lines])
    return LifeLine(head.made_at, who, where, f"{seats} held" if seats else "Begun, without a seat")


def _sold(read: LifeRead, cinema: Cinema) -> list[LifeLine]:
    if read.head.sold_at is None:
        return []
    logged = next((line for line in read.logged if line.action == "PAYMENT"), None)
    who = (logged.who, logged.where) if logged else (read.head.clerk_name, read.head.counter_name)
    by_line = {ticket.line_id: ticket.price_minor for ticket in read.tickets}
    price = format_minor(sum(by_line.values()), cinema.currency, cinema.locale)
    return [LifeLine(read.head.sold_at, *who, f"{listed(_first_labels(read))} sold for {price}")]


def _money(read: LifeRead, cinema: Cinema) -> list[LifeLine]:
    return [LifeLine(moved.at, moved.who, moved.where, money_sentence(moved, cinema)) for moved in read.money]


def _given_back(read: LifeRead, cinema: Cinema) -> list[LifeLine]:
    lines = []
    for back in read.given_back:
        labels = [ticket.seat_label for ticket in read.tickets if ticket.refund_id == back.id]
        sentence = given_back_sentence(back, labels, cinema)
        lines.append(LifeLine(back.at, back.who, back.where, sentence, back.new_reference))
    return lines


def _happened(read: LifeRead, cinema: Cinema) -> list[LifeLine]:
    """A print does not tell where; its line in the audit log does."""
    at_counter = {
        line.action + str(json.loads(line.detail).get("duplicate_number", "")): line.where for line in read.logged
    }
    lines = []
    for happened in read.happened:
        sentence = happened_sentence(happened, cinema)
        where = happened.where
        if happened.what == "PRINTED":
            where = at_counter.get(f"REPRINT{happened.number - 1}", read.head.counter_name)
        elif happened.what == "INVOICE":
            where = at_counter.get("INVOICE", "")
        opens = happened.told if happened.what == "TOOK_PLACE_OF" else ""
        if sentence:
            lines.append(LifeLine(happened.at, happened.who or FOYER, where, sentence, opens))
    return lines


def _logged(read: LifeRead, line: LoggedLine, cinema: Cinema) -> LifeLine:
    return LifeLine(line.at, line.who or FOYER, line.where, logged_sentence(line, read.head.reference, cinema))


def _ran_out(read: LifeRead) -> list[LifeLine]:
    head = read.head
    if head.status not in (BookingStatus.PENDING, BookingStatus.EXPIRED) or head.held_until > head.now:
        return []
    return [LifeLine(head.held_until, FOYER, "", "Not paid: its seats are free for others")]


def _first_labels(read: LifeRead) -> list[str]:
    """The seats that were sold, as they were then: a line may have been given another seat since."""
    first: dict[int, TicketOfLine] = {}
    for ticket in sorted(read.tickets, key=lambda ticket: ticket.ticket_id):
        first.setdefault(ticket.line_id, ticket)
    return [ticket.seat_label for ticket in read.tickets if first[ticket.line_id] is ticket]
