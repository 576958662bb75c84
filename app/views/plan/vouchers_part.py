"""Gift vouchers: made many at once, their codes copied or written to a file; blocked and extended."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from tkinter import filedialog
from typing import Any

from app.controllers.plan.price_keeping import Kept
from app.controllers.plan.voucher_issuing import Issued, VoucherIssuing, first_answers
from app.controllers.sell.show_prices import money_of
from app.models.records import Cinema
from app.utils.codes import new_request_id
from app.views import theme
from app.views.keys import Key
from app.views.list_and_form import Words
from app.views.manager_pages import Office
from app.views.parts.form_lines import Line
from app.views.parts.table import Column
from app.views.plan.price_part import Answers, PricePart, Subject
from app.views.plan.price_words import span
from app.views.tasks import Lane

_COLUMNS = (
    Column("code", "Voucher", 192, stretch=True),
    Column("dates", "Can be spent", 128),
    Column("balance", "Holds", 72, anchor="e"),
)
_NEW, _CODES = ("value", "count"), "codes"
_LINES = (
    Line("value", "Value of each", half=True, example="for example 500"),
    Line("count", "How many", half=True, example="up to 500 at once"),
    Line("valid_from", "Can be spent from", half=True, example="2026-11-21; empty: at once"),
    Line("valid_until", "until", half=True, example="included; empty: no end"),
    Line("note", "Note", example="for example Staff party"),
    Line("blocked", "Blocked", "tick", example="Nobody spends it; what it holds stays."),
    Line(_CODES, "Codes", "long", example="Whoever knows a code may spend it.", height=280),
)
_WORDS = Words("vouchers", "vouchers", "There are no vouchers yet. Press Ctrl+N to make some.")


class VouchersPart(PricePart):
    """New ones stay at hand until others are made or opened: F7 copies their codes, F8 writes them to a file."""

    def __init__(self, master: Any, office: Office, keeping: VoucherIssuing, cinema: Cinema) -> None:
        self._keeping = keeping
        self._at_hand: tuple[Kept, ...] = ()
        self._are_new = False
        """Whether those at hand were just made: then the form shows their codes and nothing else."""
        super().__init__(master, office, _subject(keeping, cinema), "vouchers")

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            *super().keys,
            Key("F7", "copy the codes of the vouchers at hand", self.copy_codes, "Copy codes"),
            Key("F8", "write the codes of the vouchers at hand to a file", self.choose_file, "Write codes"),
        )

    @property
    def at_hand(self) -> tuple[Kept, ...]:
        """Those that were just made, or the one in the form."""
        return self._at_hand

    def copy_codes(self) -> None:
        """One a line."""
        if self._at_hand:
            self.clipboard_clear()
            self.clipboard_append("\n".join(kept.answers["code"] for kept in self._at_hand))
            self.listing.form.say(f"{_counted(self._at_hand)} copied.", theme.GOOD)

    def choose_file(self) -> None:
        if self._at_hand:
            named = filedialog.asksaveasfilename(
                parent=self, title="Where to write the codes", defaultextension=".csv", initialfile="vouchers.csv",
                filetypes=(("Spreadsheet", "*.csv"),),
            )  # fmt: skip
            if named:
                self.write_codes(Path(named))

    def write_codes(self, path: Path) -> None:
        """Write the codes at hand to this file."""
        session, keeping, vouchers = self.session, self._keeping, self._at_hand
        self._tasks.run(
            Lane.PLANNING,
            lambda: keeping.write_sheet(session, vouchers, path),
            lambda written: self.listing.form.say(f"{_counted(vouchers)} written to {written}.", theme.GOOD),
            self._refused,
        )

    def _begin(self) -> Answers:
        self._put_at_hand((), are_new=False)
        return super()._begin()

    def _open(self, row_id: str) -> None:
        self._put_at_hand((self._rows[row_id],), are_new=False)
        super()._open(row_id)

    def _save(self, row_id: str | None, answers: dict[str, str]) -> None:
        if row_id is not None:
            super()._save(row_id, answers)
            return
        session, keeping, request_id = self.session, self._keeping, new_request_id()
        self._tasks.run(Lane.PLANNING, lambda: keeping.issue(session, request_id, answers), self._issued, self._refused)

    def _issued(self, issued: Issued) -> None:
        """Their codes, to be looked at, copied or written to a file; there is nothing to save until others are begun."""
        made = issued.vouchers
        self._put_at_hand(made, are_new=True)
        answers = {_CODES: issued.text}
        self.listing.show_form(None, "1 new voucher" if len(made) == 1 else f"{len(made)} new vouchers", answers)
        self.listing.form.set_busy(busy=True)
        self.listing.form.actions[0].focus_set()
        self.listing.form.say(f"{_counted(made)} made. F7 copies, F8 writes to a file.", theme.GOOD)
        self.refresh()

    def _show_lines(self, answers: Answers, kept: Kept | None) -> None:
        if self._are_new:
            self.listing.form.show_only((_CODES,))
        else:
            super()._show_lines(answers, kept)

    def _put_at_hand(self, vouchers: tuple[Kept, ...], *, are_new: bool) -> None:
        self._at_hand, self._are_new = vouchers, are_new
        many = len(vouchers) > 1
        copy, write = ("Copy codes", "Write codes") if many else ("Copy code", "Write code")
        actions = ((copy, "F7", self.copy_codes), (write, "F8", self.choose_file))
        self.listing.form.set_actions(actions if vouchers else ())


def _subject(keeping: VoucherIssuing, cinema: Cinema) -> Subject:
    def cells(kept: Kept) -> tuple[str, ...]:
        voucher = kept.record
        money = money_of(cinema)
        holds = money(voucher.balance_minor)
        if voucher.currency != cinema.currency:
            holds = f"{kept.answers['balance']} {voucher.currency}"
        state = "blocked" if voucher.blocked else span(kept.answers, cinema.locale)
        return kept.answers["code"], state if voucher.balance_minor else "used up", holds, kept.answers["note"]

    return Subject(
        _WORDS, _COLUMNS, _LINES, keeping.rows, keeping.save, cells, _title, lambda _rows: first_answers(), _lines_for
    )


def _title(kept: Kept) -> str:
    return kept.answers["code"]


def _lines_for(_answers: Answers, kept: Kept | None) -> Collection[str]:
    """What a voucher is worth and holds is changed by sales alone; a new one is not blocked."""
    hidden = ("blocked",) if kept is None else _NEW
    return tuple(line.key for line in _LINES if line.key not in (*hidden, _CODES))


def _counted(vouchers: Sequence[Kept]) -> str:
    return "1 code" if len(vouchers) == 1 else f"{len(vouchers)} codes"
