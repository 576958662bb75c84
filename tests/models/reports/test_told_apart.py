"""No two rows of a report are called the same."""

from __future__ import annotations

from app.models.reports.told_apart import told_apart


def test_a_name_nobody_else_has_stands_alone() -> None:
    assert told_apart([(1, "Sholay", "1975"), (2, "Lagaan", "2001")]) == {1: "Sholay", 2: "Lagaan"}


def test_films_of_one_title_are_told_apart_by_their_year() -> None:
    assert told_apart([(1, "Don", "1978"), (2, "Don", "2006")]) == {1: "Don (1978)", 2: "Don (2006)"}


def test_what_nothing_else_tells_apart_has_its_number() -> None:
    assert told_apart([(1, "Don", "1978"), (2, "Don", "1978"), (3, "Don", "")]) == {
        1: "Don (1978, no. 1)",
        2: "Don (1978, no. 2)",
        3: "Don (no. 3)",
    }
