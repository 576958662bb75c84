"""The demo as every start finds it: made once, and always with a week of shows from today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.models import staff
from app.models.database import Database
from app.models.server.house import House
from app.models.start.demo_days import is_short
from app.models.start.demo_facts import DEMO_PASSWORD, STAFF, TIME_ZONE
from app.models.statements import Unit

SIGN_INS = tuple((username, DEMO_PASSWORD, role.value) for username, _, role in STAFF)
"""(username, password, role) of everybody who can sign in to the demo."""


def get_ready(house: House, write_as_owner: Callable[[House, Callable[[Unit], object]], None]) -> None:
    """Fill an empty house with the demo; give one that was made days ago the days that are missing."""
    today = datetime.now(ZoneInfo(TIME_ZONE)).date()
    database = Database(house.connect)
    try:
        is_new = not staff.anybody(database)
        lacks_days = not is_new and is_short(database, today)
    finally:
        database.close()
    if is_new:
        write_as_owner(house, lambda unit: _fill(unit, today))
    elif lacks_days:
        # Here and not above, as in _fill: only the first start of a day plans and sells.
        from app.models.start.demo_week import extend_demo  # noqa: PLC0415

        write_as_owner(house, lambda unit: extend_demo(unit, today))


def _fill(unit: Unit, today: date) -> None:
    from app.models import audit_log, places  # noqa: PLC0415
    from app.models.start.demo import fill_demo  # noqa: PLC0415
    from app.models.start.demo_tills import open_tills  # noqa: PLC0415
    from app.utils.passwords import hash_password  # noqa: PLC0415

    made = fill_demo(unit, today, hash_password)
    counter = places.counters(unit)[0]
    # One line for a thousand sales: it tells each payment, so that one added or changed later has no line.
    detail = {"bookings": len(made.sales), "sales": made.sales}
    audit_log.append(unit, counter.id, None, "DEMO", counter.cinema.name, detail)
    open_tills(unit)
