"""What a message says: the facts of a booking in its cinema's way of writing money and days, its template, its tickets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.controllers.sell.ticketing import face_of
from app.models.after.message_facts import MessageFacts
from app.models.after.outbox import Template
from app.models.after.sending import Taken
from app.models.paper import letterheads
from app.models.records import BookingStatus
from app.models.sell import tickets
from app.models.statements import Reader
from app.utils.local_time import format_full_day, format_time, to_local
from app.utils.money import format_minor
from app.utils.paper.paper_size import Paper
from app.utils.paper.ticket_pdf import tickets_pdf
from app.utils.post import texts
from app.utils.post.letter import Enclosure, Letter

TOO_LATE = "The show was over before this could be sent."
_WITH_TICKETS = (Template.CONFIRMATION, Template.EXCHANGE)


def needless(template: Template, detail: Mapping[str, Any], facts: MessageFacts) -> str:
    """Why a message is not worth sending any more; "" when it is."""
    if template in _WITH_TICKETS:
        if not facts.status.is_sale:
            return "The booking was cancelled before this could be sent."
        return TOO_LATE if facts.ends_at <= facts.now else ""
    if template is Template.SEATS_OFFERED:
        if facts.status is not BookingStatus.PENDING:
            return "The seats were taken or given back before this could be sent."
        return "The offer was over before this could be sent." if _until(detail) <= facts.now else ""
    return ""


def letter_of(reader: Reader, taken: Taken, facts: MessageFacts, sender: str) -> Letter:
    """The mail, with the booking's tickets as a PDF where there are any to show. Raises PostRefused for a bad address."""
    text = texts.mail_text(_file(taken.template), fields_of(taken, facts), facts.cinema.locale.replace("_", "-"))
    return Letter(
        sender=sender,
        sender_name=facts.cinema.name,
        recipient=taken.recipient,
        recipient_name=facts.customer_name,
        subject=text.subject,
        text=text.text,
        html=text.html,
        message_id=taken.message_id,
        written_at=facts.now,
        enclosures=_tickets(reader, facts) if taken.template in _WITH_TICKETS else (),
    )


def short_text_of(taken: Taken, facts: MessageFacts) -> str:
    """The same for a phone, in one line."""
    return texts.short_text(_file(taken.template), fields_of(taken, facts))


def fields_of(taken: Taken, facts: MessageFacts) -> dict[str, str]:
    """What the templates may name, all of it written in the cinema's locale."""
    detail, cinema = taken.detail, facts.cinema
    local = to_local(facts.starts_at, cinema.time_zone)
    labels = tuple(str(label) for label in detail.get("seats", ())) or facts.seat_labels
    fields = {
        "greeting": f"Dear {facts.customer_name}," if facts.customer_name else "Good day,",
        "cinema": cinema.name,
        "film": facts.movie_title,
        "hall": facts.hall_name,
        "day": format_full_day(local, cinema.locale),
        "time": format_time(local, cinema.locale),
        "seats": ", ".join(labels),
        "reference": facts.reference,
        "paid": _money(facts.price_minor, facts),
        "cancelled": _cancelled(detail),
        "difference": _difference(int(detail.get("difference_minor", 0)), facts),
        "given_back": _given_back(taken, facts),
        "reason": f"The reason: {detail['reason']}." if detail.get("reason") else "",
        "until": _moment(_until(detail), facts) if "until" in detail else "",
    }
    return {**fields, "privacy": texts.note("privacy", fields)}


def _cancelled(detail: Mapping[str, Any]) -> str:
    return "your booking was cancelled." if detail.get("whole", True) else "a part of your booking was cancelled."


def _given_back(taken: Taken, facts: MessageFacts) -> str:
    """How much goes back, and how: through whoever took it, or over the counter."""
    back_minor = int(taken.detail.get("given_back_minor", facts.price_minor))
    fee_minor = int(taken.detail.get("fee_minor", 0))
    kept = f" {_money(fee_minor, facts)} of the price is kept, by the rules of this cinema." if fee_minor else ""
    if not back_minor:
        return f"Nothing goes back.{kept}"
    return f"{_money(back_minor, facts)} goes back the way it was paid; cash is paid out at the counter.{kept}"


def _difference(difference_minor: int, facts: MessageFacts) -> str:
    if not difference_minor:
        return ""
    if difference_minor > 0:
        return f"The difference of {_money(difference_minor, facts)} is paid."
    back = _money(-difference_minor, facts)
    return f"The difference of {back} goes back the way it was paid; cash is paid out at the counter."


def _tickets(reader: Reader, facts: MessageFacts) -> tuple[Enclosure, ...]:
    printable = tickets.of_booking(reader, facts.reference)
    if not printable:
        return ()
    head = letterheads.letterhead_of(reader, facts.cinema.id)
    pdf = tickets_pdf([face_of(ticket, head, 0) for ticket in printable], Paper.A6)
    return (Enclosure(f"{facts.reference}.pdf", pdf),)


def _money(amount_minor: int, facts: MessageFacts) -> str:
    return format_minor(amount_minor, facts.cinema.currency, facts.cinema.locale)


def _moment(moment: datetime, facts: MessageFacts) -> str:
    local, locale = to_local(moment, facts.cinema.time_zone), facts.cinema.locale
    return f"{format_full_day(local, locale)}, {format_time(local, locale)}"


def _until(detail: Mapping[str, Any]) -> datetime:
    """As the observer wrote it: UTC."""
    return datetime.fromisoformat(str(detail["until"])).replace(tzinfo=UTC)


def _file(template: Template) -> str:
    return template.value.lower()
