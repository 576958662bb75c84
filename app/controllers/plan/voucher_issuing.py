"""Gift vouchers: issued many at once, blocked, extended. What one holds is changed by sales alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.controllers.form_reading import FormRefused, checked
from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan import price_answers as read
from app.controllers.plan.price_keeping import Kept, standing, write_down
from app.controllers.plan.show_form import read_price
from app.models import audit_log
from app.models.database import Database, Request
from app.models.plan import issued_vouchers
from app.models.plan.issued_vouchers import IssuedVoucher
from app.models.records import Cinema
from app.models.statements import Unit
from app.utils.codes import new_voucher_code, shown_voucher_code
from app.utils.errors import FolderNotWritable
from app.utils.money import as_typed, minor_digits
from app.utils.typed_text import clean_name
from app.utils.whole_file import write_whole

COUNT_MAX = 500
SHOWN_MAX = 5000
"""Of more vouchers than that the oldest used-up ones are not listed."""
_NOTE_MAX = 100
_LABELS = {
    "valid_from": "its first day",
    "valid_until": "its last day",
    "note": "its note",
    "blocked": "whether it is blocked",
}


@dataclass(frozen=True, slots=True)
class Issued:
    """Vouchers just made. `text` has one code a line, as they are shown."""

    vouchers: tuple[Kept, ...]
    text: str


class VoucherIssuing:
    """The vouchers of the house, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_PRICES)
    def rows(self, session: Session) -> tuple[Kept, ...]:
        """Those that still hold money first, the newest first."""
        return tuple(_kept(each, session.counter.cinema) for each in issued_vouchers.newest(self._database, SHOWN_MAX))

    @needs(Permission.KEEP_PRICES)
    def issue(self, session: Session, request_id: str, answers: Mapping[str, str]) -> Issued:
        """Make `count` vouchers worth `value` each: valid_from, valid_until, note. Their codes cannot be guessed.

        The same `request_id` again makes none twice. Raises FormRefused at a field.
        """
        cinema = session.counter.cinema
        value_minor = read_price(answers, "value", cinema)
        if not value_minor:
            raise FormRefused("Give a value that is more than nothing.", "value")
        count = read.count(answers, "count", 1, COUNT_MAX)
        first, last = read.dates(answers)
        note = _note(answers)
        codes = [new_voucher_code() for _ in range(count)]

        def work(unit: Unit) -> None:
            issued_vouchers.issue(unit, codes, cinema.currency, value_minor, first, last, note)
            # Not what the note says: it may name a customer, and what is audited can never be taken out again.
            told = {"count": count, "value_minor": value_minor, "currency": cinema.currency, "with_note": bool(note)}
            detail = {**told, "valid_from": first, "valid_until": last}
            audit_log.append(unit, session.counter.id, session.staff.id, "VOUCHERS_ISSUED", "vouchers", detail)

        request = Request(request_id, "ISSUE_VOUCHERS", (count, value_minor, cinema.currency, first, last, note))
        stored, _ = self._database.once(request, " ".join(codes), work)
        made = issued_vouchers.with_codes(self._database, stored.split())
        return Issued(
            tuple(_kept(each, cinema) for each in made), "\n".join(shown_voucher_code(each.code) for each in made)
        )

    @needs(Permission.KEEP_PRICES)
    def write_sheet(self, session: Session, vouchers: Sequence[Kept], path: Path) -> Path:
        """Write their codes to a file that a spreadsheet opens, readable by this user only. Raises FolderNotWritable."""
        try:
            # The mark at its beginning tells a spreadsheet that it is UTF-8.
            write_whole(path, sheet_of([kept.record for kept in vouchers]).encode("utf-8-sig"))
        except OSError as error:
            raise FolderNotWritable(
                f"The codes could not be written to {path.parent} ({error.strerror or error}). "
                "Choose another folder, or free some space."
            ) from error
        return path

    @needs(Permission.KEEP_PRICES)
    def save(self, session: Session, seen: IssuedVoucher, answers: Mapping[str, str]) -> Kept:
        """Write valid_from, valid_until, note and blocked over what was seen. Raises FormRefused, ChangedMeanwhile."""
        first, last = read.dates(answers)
        note, blocked = _note(answers), answers.get("blocked") == read.YES

        def work(unit: Unit) -> IssuedVoucher:
            now = issued_vouchers.lock(unit, seen.id)
            before = standing(unit, session, seen, now, _LABELS, subject_of(seen))
            after = replace(before, valid_from=first, valid_until=last, note=note, blocked=blocked)
            issued_vouchers.change(unit, after)
            # Whoever knows a code may spend it: the log tells the voucher by its number. A note may name a customer.
            other_note = "another one" if after.note != before.note else ""
            told = (replace(before, code="", note=""), replace(after, code="", note=other_note))
            write_down(unit, session, "VOUCHER_CHANGED", subject_of(seen), *told)
            return after

        return _kept(self._database.transaction(work), session.counter.cinema)


def first_answers() -> dict[str, str]:
    """What the form of new ones begins with."""
    return {"count": "1"}


def sheet_of(vouchers: Sequence[IssuedVoucher]) -> str:
    """A line for each: code, value in the currency's whole units with a point, currency, dates, note."""
    told = io.StringIO()
    writer = csv.writer(told, lineterminator="\r\n")
    writer.writerow(("code", "value", "currency", "valid_from", "valid_until", "note"))
    for each in vouchers:
        digits = minor_digits(each.currency)
        whole, rest = divmod(each.value_minor, 10**digits)
        value = f"{whole}.{rest:0{digits}d}" if digits else str(whole)
        dates = (read.told_day(each.valid_from), read.told_day(each.valid_until))
        writer.writerow((shown_voucher_code(each.code), value, each.currency, *dates, _plain(each.note)))
    return told.getvalue()


def subject_of(voucher: IssuedVoucher) -> str:
    """What the audit log calls a voucher."""
    return f"voucher {voucher.id}"


def _note(answers: Mapping[str, str]) -> str:
    if not answers.get("note", "").strip():
        return ""
    return checked(answers, "note", lambda typed: clean_name(typed, "note", _NOTE_MAX))


def _plain(text: str) -> str:
    """A spreadsheet takes what begins with these for a formula; after an apostrophe it is text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _kept(each: IssuedVoucher, cinema: Cinema) -> Kept:
    there = replace(cinema, currency=each.currency)
    answers = {
        "code": shown_voucher_code(each.code),
        "value": as_typed(each.value_minor, there.currency, there.locale),
        "balance": as_typed(each.balance_minor, there.currency, there.locale),
        "currency": each.currency,
        "valid_from": read.told_day(each.valid_from),
        "valid_until": read.told_day(each.valid_until),
        "note": each.note,
        "blocked": read.told_tick(each.blocked),
    }
    return Kept(str(each.id), each, answers, bool(each.balance_minor) and not each.blocked)
