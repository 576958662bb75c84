"""The proof sees a waiting list that is not as it must be, and only what is broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.models import audit_log
from app.models.server.private_server import PrivateServer
from app.models.statements import Unit
from app.utils.codes import new_request_id
from tests.controllers.after.waiting_scene import WaitingScene
from tests.models.checks_support import LivedIn, lived_in, sql

RULE = 17


@dataclass(frozen=True)
class Line:
    """Of the other cinema's show: the ids in the line by what became of them."""

    evening: LivedIn
    taken: int
    lapsed: int
    offered: int
    waiting: int

    def told(self, text: str, *params: object) -> tuple[str, ...]:
        broken = self.evening.findings_after(sql(text, *params))
        assert list(broken) == [RULE]
        return broken[RULE]

    def booking_of(self, waiting_id: int) -> int:
        return int(str(self.evening.office.value("SELECT booking_id FROM waiting_list WHERE id = %s", waiting_id)))


@pytest.fixture(scope="module")
def line(server: PrivateServer) -> Iterator[Line]:
    with lived_in(server) as made:
        made.other.tills().open(made.other.session(), new_request_id(), 0)
        scene = WaitingScene(made.other)
        scene.fill()
        taken, lapsed, offered = scene.join(2), scene.join(1), scene.join(3)
        waiting = scene.join(4)
        scene.let_go("A1", "A2")
        assert scene.sweep() == 1
        scene.take(taken)
        scene.let_go("B1")
        scene.sweep()
        scene.lapse(lapsed)
        scene.sweep()
        scene.let_go("B2", "B3")
        scene.sweep()
        states = {each.id: each.state.value for each in scene.line().values()}
        assert [states[each.id] for each in (taken, lapsed, offered, waiting)] == [
            "TAKEN",
            "LAPSED",
            "OFFERED",
            "WAITING",
        ]
        yield Line(made, taken.id, lapsed.id, offered.id, waiting.id)


def test_a_line_in_which_all_has_happened_is_sound(line: Line) -> None:
    assert line.evening.findings_after() == {}


def test_an_offer_of_another_show_is_seen(line: Line) -> None:
    [told] = line.told(
        "UPDATE waiting_list SET show_id = %s WHERE id = %s", line.evening.office.show_id, line.offered
    )  # fmt: skip
    assert told.startswith(f"no. {line.offered} of the waiting lists was offered")
    assert told.endswith("which is for another show")


def test_an_offer_for_another_customer_is_seen_unless_that_is_told(line: Line) -> None:
    other = sql(
        "UPDATE bookings b JOIN waiting_list w ON w.id = %s SET b.customer_id = w.customer_id WHERE b.id = %s",
        line.waiting,
        line.booking_of(line.offered),
    )
    broken = line.evening.findings_after(other)
    assert list(broken) == [RULE]
    assert broken[RULE][0].endswith("which is for another customer")
    offered_id = line.booking_of(line.offered)
    reference = str(line.evening.office.value("SELECT reference FROM bookings WHERE id = %s", offered_id))

    def tell(unit: Unit) -> None:
        audit_log.append(unit, line.evening.other.counters[0].id, None, "CUSTOMER_ON_BOOKING", reference, {})

    assert line.evening.findings_after(other, tell) == {}


def test_seats_that_were_offered_to_two_are_seen(line: Line) -> None:
    told = line.told(
        "UPDATE waiting_list SET booking_id = %s, customer_id = (SELECT b.customer_id FROM bookings b WHERE b.id = %s)"
        " WHERE id = %s",
        line.booking_of(line.offered),
        line.booking_of(line.offered),
        line.lapsed,
    )
    assert any(each.endswith("was offered to 2 in line") for each in told)


@pytest.mark.parametrize(
    ("change", "whose"),
    [
        ("ended_at = NULL", "taken"),
        ("ended_at = UTC_TIMESTAMP(6)", "waiting"),
        ("status = 'TAKEN'", "lapsed"),
        ("status = 'TAKEN', ended_at = UTC_TIMESTAMP(6)", "waiting"),
        ("status = 'WAITING', ended_at = NULL", "lapsed"),
    ],
)
def test_a_state_that_cannot_be_is_seen(line: Line, change: str, whose: str) -> None:
    told = line.told(f"UPDATE waiting_list SET {change} WHERE id = %s", getattr(line, whose))  # noqa: S608  constants
    assert told[0].startswith(f"no. {getattr(line, whose)} of the waiting lists is ")


def test_a_customer_who_stands_in_a_line_twice_is_seen(line: Line) -> None:
    [told] = line.told(
        "UPDATE waiting_list w JOIN bookings b ON b.id = %s SET w.customer_id = b.customer_id WHERE w.id = %s",
        line.booking_of(line.offered),
        line.waiting,
    )
    assert told.endswith(f"is in the line of show {line.evening.other.show_id} 2 times")


@pytest.mark.parametrize("wanted", [1, 2, 4])
def test_more_or_less_than_was_asked_for_is_seen(line: Line, wanted: int) -> None:
    [told] = line.told("UPDATE waiting_list SET seats_wanted = %s WHERE id = %s", wanted, line.offered)
    assert told.startswith(
        f"no. {line.offered} of the waiting lists wants {wanted}, and the audit log tells of 1 offers"
    )
    assert told.endswith("with 3 seats")


def test_an_offer_that_nobody_in_line_has_had_is_seen(line: Line) -> None:
    """As if somebody had been offered seats twice, and the second offer had taken the first one's place."""
    broken = line.evening.findings_after(sql("DELETE FROM waiting_list WHERE id = %s", line.lapsed))
    assert list(broken) == [RULE]
    assert broken[RULE][0].endswith("was offered, and nobody in line has had it")
