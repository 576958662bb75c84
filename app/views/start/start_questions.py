"""What the first start asks, and under which key each answer is handed on.

Optional answers come as "". `admin_password_again` is compared in the form and not handed on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Question(NamedTuple):
    """One field of a form."""

    key: str
    label: str
    example: str = ""
    default: str = ""
    secret: bool = False
    optional: bool = False


Part = tuple[str, Sequence[Question]]

SETUP_PARTS: Sequence[Part] = (
    (
        "Your cinema",
        (
            Question("cinema", "Name of the cinema", "for example Regal Screen"),
            Question("city", "City"),
            Question("country", "Country", "two letters, for example IN", "IN"),
            Question("time_zone", "Time zone", "for example Asia/Kolkata", "Asia/Kolkata"),
            Question("currency", "Currency", "three letters, for example INR", "INR"),
            Question("locale", "Language and region", "for example en_IN", "en_IN"),
        ),
    ),
    (
        "This counter and the first hall",
        (
            Question("counter", "Name of this counter", "printed on tickets", "Counter 1"),
            Question("hall", "Name of the hall", "", "Hall 1"),
            Question("hall_rows", "Rows", "A is nearest to the screen", "10"),
            Question("hall_seats", "Seats in a row", "each row can be changed later", "16"),
        ),
    ),
    (
        "The first administrator",
        (
            Question("admin_name", "Name", "for example Asha Rao"),
            Question("admin_username", "Username", "to sign in with, for example asha"),
            Question("admin_password", "Password", "10 characters or more", secret=True),
            Question("admin_password_again", "The same password again", secret=True),
        ),
    ),
)
CONNECT_PARTS: Sequence[Part] = (
    (
        "The server",
        (
            Question("host", "Address", "name or number; several with commas"),
            Question("port", "Port", "", "3306"),
            Question("database", "Database", "", "foyer"),
        ),
    ),
    (
        "The counters' account",
        (
            Question("user", "User", "sells, and cannot change the tables"),
            Question("password", "Password", secret=True),
        ),
    ),
    (
        "The owner's account, the first time",
        (
            Question("owner_user", "Owner", "used once, to make or update the tables", optional=True),
            Question("owner_password", "Owner's password", secret=True, optional=True),
        ),
    ),
)
