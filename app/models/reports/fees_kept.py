"""What the house kept of tickets that were given back, counted on the day on which they were."""

from __future__ import annotations

from collections import Counter
from datetime import date

from app.models.reports.stretches import Stretch
from app.models.statements import Reader
from app.models.times import as_stored, as_utc
from app.utils.local_time import day_bounds_utc, to_local

_FEES = """
    SELECT r.refunded_at, r.fee_minor FROM refunds r JOIN counters k ON k.id = r.counter_id
    WHERE r.refunded_at >= %s AND r.refunded_at < %s AND k.cinema_id = %s AND r.fee_minor > 0
"""


def by_day(reader: Reader, asked: Stretch) -> dict[date, int]:
    """Minor units by day, of the days on which anything was kept.

    Read as they stand, days that are over too: they are few, and a key on their time leads to them.
    """
    cinema = asked.cinema
    start, end = day_bounds_utc(asked.first, cinema.time_zone)[0], day_bounds_utc(asked.last, cinema.time_zone)[1]
    kept: Counter[date] = Counter()
    for refunded_at, fee_minor in reader.rows(_FEES, (as_stored(start), as_stored(end), cinema.id)):
        kept[to_local(as_utc(refunded_at), cinema.time_zone).date()] += int(fee_minor)
    return dict(kept)
