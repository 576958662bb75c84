"""The text of a UPI code: NPCI's UPI Linking Specifications, version 1.6, section 1.2."""

from __future__ import annotations

from urllib.parse import quote

from app.utils.money import minor_digits

CURRENCY = "INR"
"""The only one UPI knows."""
_NAME_MAX = 99
_NOTE_MAX = 50
_REFERENCE_MAX = 35


def upi_payload(address: str, payee_name: str, amount_minor: int, reference: str, note: str = "") -> str:
    """What the QR code says, for exactly this amount of paise.

    `reference` (tr) comes back with the payment and tells which it was; 35 characters at most. Raises ValueError for more,
    and for no amount.
    """
    if amount_minor <= 0 or not 0 < len(reference) <= _REFERENCE_MAX:
        raise ValueError(reference)
    rupees, paise = divmod(amount_minor, 10 ** minor_digits(CURRENCY))
    fields = {
        "pa": address,
        "pn": payee_name[:_NAME_MAX],
        "tr": reference,
        "tn": note[:_NOTE_MAX],
        "am": f"{rupees}.{paise:02d}",
        "cu": CURRENCY,
    }
    return "upi://pay?" + "&".join(f"{name}={quote(value, safe='@.-_')}" for name, value in fields.items() if value)
