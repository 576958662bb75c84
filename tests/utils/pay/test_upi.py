"""The text of a UPI code says whom, how much, and for what: NPCI's UPI Linking Specifications 1.6."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import segno

from app.utils.pay.provider import derived_key
from app.utils.pay.upi import upi_payload

KEY = derived_key("a request")


def test_it_names_the_payee_the_exact_amount_and_the_reference() -> None:
    payload = upi_payload("regalscreen@okbank", "Regal Screen & Sons", 70005, KEY, "FYR-7K2P9M")
    assert payload.startswith("upi://pay?pa=regalscreen@okbank&pn=Regal%20Screen%20%26%20Sons&")
    fields = {name: values[0] for name, values in parse_qs(urlsplit(payload).query).items()}
    assert fields == {
        "pa": "regalscreen@okbank",
        "pn": "Regal Screen & Sons",
        "tr": KEY,
        "tn": "FYR-7K2P9M",
        "am": "700.05",
        "cu": "INR",
    }


def test_a_name_in_another_script_still_makes_a_code() -> None:
    payload = upi_payload("a.b-c_1@okbank", "प्रभात टॉकीज़", 100, KEY)
    assert payload.isascii()
    assert "am=1.00" in payload
    assert segno.make(payload, error="m").version


@pytest.mark.parametrize(("amount_minor", "reference"), [(0, KEY), (-1, KEY), (100, ""), (100, "x" * 36)])
def test_no_amount_or_a_reference_too_long_is_a_defect(amount_minor: int, reference: str) -> None:
    with pytest.raises(ValueError, match=reference or "^$"):
        upi_payload("a@okbank", "A", amount_minor, reference)
