"""What `check` prints about the data."""

from __future__ import annotations

from app.controllers.checking import Checking, all_hold, report_lines
from app.models.checks import Finding
from tests.box_office import BoxOffice

SOUND = Finding(1, "one claim a seat", ())
BROKEN = Finding(2, "money fits", ("FYR-1 is adrift", "and 3 more"))


def test_every_rule_is_reported_once_in_order(office: BoxOffice) -> None:
    lines = report_lines(Checking(office.database).prove())
    numbers = [line.split()[1] for line in lines if not line.startswith(" ")]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert "7" in numbers


def test_a_rule_that_holds_is_ok_and_one_that_does_not_fails_with_its_rows() -> None:
    assert report_lines([SOUND, BROKEN]) == [
        "ok   1  one claim a seat",
        "FAIL 2  money fits",
        "        FYR-1 is adrift",
        "        and 3 more",
    ]


def test_one_broken_rule_is_enough_to_fail() -> None:
    assert all_hold([SOUND])
    assert not all_hold([SOUND, BROKEN])
