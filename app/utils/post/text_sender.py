"""Short messages through whatever carries them: SMS providers, push and others, as addresses of the apprise library.

It is an extra (requirements-notify.txt) and loaded only where FOYER_NOTIFY_URLS names an address. `{phone}` in an address
stands for the customer's number. Of several addresses the first that takes the message carries it.
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Sequence

from app.utils.contacts import digits_of
from app.utils.errors import PostAway, PostDelayed, PostRefused
from app.utils.setting_values import PHONE


def is_installed() -> bool:
    return importlib.util.find_spec("apprise") is not None


class TextSender:
    """Sends one message after the other. `addresses` hold accounts and their secrets: they are never told or logged."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._addresses = tuple(addresses)

    def __repr__(self) -> str:
        return f"TextSender({len(self._addresses)} addresses)"

    def send(self, phone: str, text: str) -> None:
        """Send a text to a number as `contacts.clean_phone` writes it. Raises PostAway, PostDelayed, PostRefused."""
        digits = digits_of(phone)
        if not digits:
            raise PostRefused("There is no phone number to send this to. Write it down with the customer.")
        if not is_installed():
            raise PostAway(
                "Text messages need a package that is not installed: pip install -r requirements-notify.txt."
            )
        if not any(self._taken(address.replace(PHONE, digits), text) for address in self._addresses):
            raise PostDelayed("No service took the text message. It is tried again; check FOYER_NOTIFY_URLS.")

    @staticmethod
    def _taken(address: str, text: str) -> bool:
        import apprise  # noqa: PLC0415  only a house that sends text messages has it

        logging.getLogger("apprise").propagate = False  # it tells addresses, secrets and all
        carrier = apprise.Apprise()
        if not carrier.add(address):
            raise PostAway("An address in FOYER_NOTIFY_URLS is not understood. Compare it with the list of apprise.")
        return bool(carrier.notify(body=text))
