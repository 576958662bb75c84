"""The second of two who edit one thing is told what the first changed, and by whom."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from app.controllers.meanwhile import refuse_if_changed
from app.models import audit_log
from app.models.errors import ChangedMeanwhile
from tests.box_office import BoxOffice, unique


@dataclass(frozen=True)
class _Film:
    title: str
    minutes: int
    note: str = ""


_LABELS = {"title": "the title", "minutes": "the length"}
_SEEN = _Film("Dune", 155)


def _refuse(office: BoxOffice, now: _Film, subject: str = "film 0") -> None:
    refuse_if_changed(office.database, _SEEN, now, _LABELS, subject, "Asia/Kolkata", "en_IN")


def test_what_is_as_it_was_seen_is_not_refused(office: BoxOffice) -> None:
    _refuse(office, _Film("Dune", 155))


def test_what_the_labels_do_not_name_may_have_changed(office: BoxOffice) -> None:
    _refuse(office, replace(_SEEN, note="seen"))


def test_the_fields_and_the_record_as_it_stands_are_told(office: BoxOffice) -> None:
    now = _Film("Dune: Part Two", 166)
    with pytest.raises(ChangedMeanwhile) as told:
        _refuse(office, now)
    assert told.value.fields == ("title", "minutes")
    assert told.value.now == now
    assert "the title and the length" in told.value.sentence


def test_who_changed_it_is_told(office: BoxOffice) -> None:
    subject = unique("film")
    session = office.session()
    counter, staff = session.counter, session.staff
    office.database.transaction(
        lambda unit: audit_log.append(unit, counter.id, staff.id, "FILM_CHANGED", subject, {"title": "Dune 2"})
    )
    with pytest.raises(ChangedMeanwhile, match=staff.full_name):
        _refuse(office, replace(_SEEN, title="Dune 2"), subject)


def test_a_label_of_no_field_is_a_defect(office: BoxOffice) -> None:
    with pytest.raises(AssertionError, match="no field"):
        refuse_if_changed(office.database, _SEEN, _SEEN, {"colour": "the colour"}, "film 0", "UTC", "en")
