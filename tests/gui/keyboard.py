"""Typing into a field as a test does it."""

from __future__ import annotations

from contextlib import suppress

import pytest

from app.views.parts.field import Field
from app.views.tour.hands import Hands
from tests.gui.conftest import WaitUntil

_TRIES = 3


def type_into(hands: Hands, wait: WaitUntil, field: Field, text: str) -> None:
    """Type over what is selected in the field that has the focus.

    On a busy machine a press is lost now and then, and a binding on every key of the window did not hear of it. Where it is
    lost is not found out yet; until then all of it is typed anew, and what is lost each time fails.
    """
    for _ in range(_TRIES - 1):
        hands.type(text)
        with suppress(pytest.fail.Exception):
            wait(lambda: field.value == text, seconds=4)
            return
        hands.key("ctrl+slash")
    hands.type(text)
    wait(lambda: field.value == text, what=f"{text!r} in {field.label}, not {field.value!r}")
