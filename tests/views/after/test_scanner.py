"""Which texts are a scanner's: the shape of a code, and no key that is held down."""

from __future__ import annotations

import pytest

from app.utils.codes import new_booking_reference, new_ticket_code
from app.views.after.scanner import is_code


def test_every_ticket_code_and_reference_is_one() -> None:
    for _ in range(500):
        assert is_code(new_ticket_code())
        assert is_code(new_ticket_code().lower())
        assert is_code(new_booking_reference())


@pytest.mark.parametrize(
    "text",
    [
        "A" * 26,
        "ABABABABABABABABABABABABAB",
        "7K2P9M",
        "INCEPTION",
        "FYR-7K2P9",
        "FYR-7K2P9I",
        "01234567890123456789012345",
        "FYR-7K2P9M FYR-7K2P9N",
        "",
    ],
)
def test_what_hands_type_is_none(text: str) -> None:
    assert not is_code(text)
