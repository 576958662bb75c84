"""What all of the demo agrees on, and what a start of it needs to know: where it is, and who works there."""

from __future__ import annotations

from app.models.door_records import Role

TIME_ZONE = "Asia/Kolkata"
COUNTRY = "IN"
REGION = "MH"
CURRENCY = "INR"
LOCALE = "en_IN"
DEMO_PASSWORD = "popcorn-please"  # noqa: S105  told to everybody who tries the demo; no real house has these accounts
STAFF = (
    ("asha", "Asha Rao", Role.CLERK),
    ("ravi", "Ravi Kulkarni", Role.CLERK),
    ("meera", "Meera Joshi", Role.MANAGER),
    ("admin", "Farah Shaikh", Role.ADMIN),
    ("uma", "Uma Nair", Role.USHER),
)
VOUCHERS = (("CAKETREE23456789", 100000), ("BEARTEAM23456789", 20000))
"""Gift vouchers to try: (code, value in minor units). Their codes are told to everybody, as the password is."""
HALLS = 4
"""The first four halls of the database; `demo_programme` plans them in this order."""
DAYS = 7
"""So many days of shows, today's among them, there are at every start."""
