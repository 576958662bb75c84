"""What takes something off a price: promo codes and group discounts."""

from __future__ import annotations

from app.controllers.plan.group_keeping import GroupKeeping
from app.controllers.plan.group_keeping import first_answers as first_of_group
from app.controllers.plan.price_keeping import Kept
from app.controllers.plan.promo_keeping import AMOUNT, PERCENT, PromoKeeping
from app.controllers.plan.promo_keeping import first_answers as first_of_promo
from app.controllers.sell.show_prices import money_of
from app.models.records import Cinema
from app.views.list_and_form import Words
from app.views.parts.form_lines import Line
from app.views.parts.table import Column
from app.views.plan.price_part import Subject
from app.views.plan.price_words import DATE_LINES, span

_ACTIVE = Line("active", "In use", "tick", example="Held baskets keep what they have.")
_PROMO_COLUMNS = (
    Column("code", "Code", 120, stretch=True),
    Column("dates", "For shows", 144),
    Column("used", "Used", 72, anchor="e"),
    Column("off", "Off", 72, anchor="e"),
)
_PROMO_LINES = (
    Line("code", "Code", half=True, example="for example DIWALI20"),
    Line("name", "What it is for", half=True, example="for example Newspaper advert"),
    Line("kind", "Each seat gets off", "choice", options=((PERCENT, "A percent"), (AMOUNT, "An amount"))),
    Line("value", "How much", half=True, example="for example 20"),
    Line("seats_min", "From so many seats", half=True, example="1: from the first"),
    Line("uses_max", "Sales in all", example="empty: no limit"),
    *DATE_LINES,
    _ACTIVE,
)
_GROUP_COLUMNS = (
    Column("name", "Group discount", 144, stretch=True),
    Column("dates", "For shows", 136),
    Column("seats", "From seats", 80, anchor="e"),
    Column("off", "Off", 56, anchor="e"),
)
_GROUP_LINES = (
    Line("name", "Name, as tickets tell it", example="for example Group of 10"),
    Line("seats_min", "From so many seats", half=True, example="for example 10"),
    Line("percent_off", "Percent off each seat", half=True, example="for example 10"),
    *DATE_LINES,
    _ACTIVE,
)


def promo_codes(keeping: PromoKeeping, cinema: Cinema) -> Subject:
    """Amounts are told in the cinema's currency."""

    def cells(kept: Kept) -> tuple[str, ...]:
        answers, promo = kept.answers, kept.record
        off = money_of(cinema)(promo.amount_off_minor) if promo.amount_off_minor else f"{promo.percent_off} %"
        used = f"{answers['used']} of {answers['uses_max']}" if answers["uses_max"] else answers["used"]
        dates = span(answers, cinema.locale) if kept.in_use else "not in use"
        return answers["code"], dates, used, off, answers["name"]

    words = Words("promo code", "promo codes", "There are no promo codes yet. Press Ctrl+N to make one.")
    return Subject(
        words, _PROMO_COLUMNS, _PROMO_LINES, keeping.rows, keeping.save, cells, lambda kept: kept.answers["code"],
        lambda _rows: first_of_promo(),
    )  # fmt: skip


def group_discounts(keeping: GroupKeeping, locale: str) -> Subject:
    """The largest group that a basket reaches counts."""

    def cells(kept: Kept) -> tuple[str, ...]:
        answers = kept.answers
        dates = span(answers, locale) if kept.in_use else "not in use"
        return answers["name"], dates, answers["seats_min"], f"{answers['percent_off']} %"

    words = Words("group discount", "group discounts", "There are no group discounts yet. Press Ctrl+N to make one.")
    return Subject(
        words, _GROUP_COLUMNS, _GROUP_LINES, keeping.rows, keeping.save, cells, lambda kept: kept.answers["name"],
        lambda _rows: first_of_group(),
    )  # fmt: skip
