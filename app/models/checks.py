"""The proof that the data are sound: what must hold at every moment, whoever crashed, asked of the database itself.

Each statement below looks for rows that break a rule and is one consistent read, so that it may run while seats are sold.
They are asked set by set, never row by row, and the long ones slice by slice, so that no answer outlasts a terminal's
patience: what belongs to one booking, show or line is always in one slice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.models import audit_log
from app.models.after import door_rules, exchanges, refunds
from app.models.paper import invoices
from app.models.pay import money_rules
from app.models.plan import plan_rules
from app.models.sell.discounts import PROMO_MISCOUNTED
from app.models.statements import Reader
from app.models.till import till_rules

TOLD_MAX = 10


@dataclass(frozen=True)
class Finding:
    """One rule and what breaks it: up to TOLD_MAX descriptions and, after them, how many more there are."""

    number: int
    rule: str
    broken: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.broken


@dataclass(frozen=True)
class _Slices:
    """The ids a statement is asked for in turn, `width` of them at a time."""

    ends: str
    width: int


_BY_SHOW = _Slices("SELECT MIN(id), MAX(id) FROM shows", 250)
_BY_BOOKING = _Slices("SELECT MIN(id), MAX(id) FROM bookings", 50_000)
_BY_TILL = _Slices("SELECT MIN(id), MAX(id) FROM till_sessions", 10_000)
_BY_AUDIT_LINE = _Slices("SELECT MIN(id), MAX(id) FROM audit_log", 100_000)

# Every statement gives up to TOLD_MAX rows (what is wrong, how many such rows there are in all).

_KEY_OF_CLAIMS = """
    SELECT 'the table booking_seats has lost its key (show_id, seat_id)', 1 FROM DUAL
    WHERE COALESCE((SELECT GROUP_CONCAT(column_name ORDER BY seq_in_index) FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND table_name = 'booking_seats' AND index_name = 'PRIMARY'), '')
        <> 'show_id,seat_id'
"""
_CLAIMED_TWICE = """
    SELECT CONCAT('seat ', seat_id, ' of show ', show_id, ' has ', COUNT(*), ' claims'), COUNT(*) OVER ()
    FROM booking_seats GROUP BY show_id, seat_id HAVING COUNT(*) > 1 LIMIT 10
"""
_CLAIM_ASTRAY = """
    SELECT CONCAT('seat ', c.seat_id, ', claimed for show ', c.show_id, ' by ', b.reference,
                  IF(x.hall_id <> s.hall_id, ', is not in the hall of that show', ', is of another show than its booking')),
           COUNT(*) OVER ()
    FROM booking_seats c
    JOIN seats x ON x.id = c.seat_id JOIN shows s ON s.id = c.show_id JOIN bookings b ON b.id = c.booking_id
    WHERE c.show_id BETWEEN %s AND %s AND (x.hall_id <> s.hall_id OR b.show_id <> c.show_id) LIMIT 10
"""
_SOLD_WITHOUT_SALE = """
    SELECT CONCAT('seat ', c.seat_id, ' of show ', c.show_id, ' is sold to ', b.reference, ', which is ', b.status),
           COUNT(*) OVER ()
    FROM booking_seats c JOIN bookings b ON b.id = c.booking_id
    WHERE c.show_id BETWEEN %s AND %s AND c.state = 'SOLD' AND b.status NOT IN ('CONFIRMED', 'COMPLETED') LIMIT 10
"""
# Left to itself the optimizer takes the index of the seat alone: a hundred times slower once there are many shows.
_SOLD_WITHOUT_TICKET = """
    SELECT CONCAT('seat ', c.seat_id, ' of show ', c.show_id, ' is sold to booking ', c.booking_id, ' with ',
                  COUNT(t.id), ' live tickets'), COUNT(*) OVER ()
    FROM booking_seats c LEFT JOIN tickets t FORCE INDEX (tickets_of_show) ON t.show_id = c.show_id
        AND t.seat_id = c.seat_id AND t.booking_id = c.booking_id AND t.status IN ('VALID', 'USED')
    WHERE c.show_id BETWEEN %s AND %s AND c.state = 'SOLD'
    GROUP BY c.show_id, c.seat_id, c.booking_id HAVING COUNT(t.id) <> 1 LIMIT 10
"""
# The claims of a show that is over may be cleared away, all of them together: its tickets stay.
_TICKET_WITHOUT_CLAIM = """
    SELECT CONCAT('ticket ', t.id, ' of booking ', t.booking_id, ' has no sold seat ', t.seat_id, ' of show ', t.show_id),
           COUNT(*) OVER ()
    FROM tickets t
    JOIN shows s ON s.id = t.show_id
    LEFT JOIN booking_seats c ON c.show_id = t.show_id AND c.seat_id = t.seat_id
        AND c.booking_id = t.booking_id AND c.state = 'SOLD'
    WHERE t.show_id BETWEEN %s AND %s AND t.status IN ('VALID', 'USED') AND c.seat_id IS NULL
        AND NOT (s.status = 'COMPLETED' AND NOT EXISTS (SELECT 1 FROM booking_seats k WHERE k.show_id = s.id)) LIMIT 10
"""
# A void ticket may be for the seat that its line had before the guest was given another one.
_TICKET_ASTRAY = """
    SELECT CONCAT('ticket ', t.id, ' of booking ', t.booking_id, ' is not for what line ', l.id, ' of ', b.reference, ' says'),
           COUNT(*) OVER ()
    FROM tickets t JOIN booking_lines l ON l.id = t.line_id JOIN bookings b ON b.id = l.booking_id
    WHERE t.booking_id BETWEEN %s AND %s
        AND (t.booking_id <> l.booking_id OR t.show_id <> b.show_id OR (t.seat_id <> l.seat_id AND t.status <> 'VOID'))
    LIMIT 10
"""
_MONEY_ADRIFT = """
    SELECT CONCAT(b.reference, ' has ', SUM(m.kept_minor), ' paid and not refunded, but tickets and fees of ',
                  SUM(m.tickets_minor), ' and refunds due of ', SUM(m.due_minor), ' (minor units)'), COUNT(*) OVER ()
    FROM bookings b JOIN (
        SELECT booking_id, IF(kind = 'PAYMENT', amount_minor, -amount_minor) kept_minor, 0 tickets_minor, 0 due_minor
        FROM payments WHERE booking_id BETWEEN %s AND %s
        UNION ALL
        SELECT t.booking_id, 0, l.price_minor, 0 FROM tickets t JOIN booking_lines l ON l.id = t.line_id
        WHERE t.booking_id BETWEEN %s AND %s AND t.status IN ('VALID', 'USED')
        UNION ALL
        SELECT booking_id, 0, fee_minor, 0 FROM refunds WHERE booking_id BETWEEN %s AND %s
        UNION ALL
        SELECT booking_id, 0, 0, amount_minor FROM refunds_due
        WHERE booking_id BETWEEN %s AND %s AND settled_at IS NULL
    ) m ON m.booking_id = b.id
    GROUP BY b.id, b.reference HAVING SUM(m.kept_minor) <> SUM(m.tickets_minor) + SUM(m.due_minor) LIMIT 10
"""
_REFUNDED_TOO_MUCH = """
    SELECT CONCAT(b.reference, ' was paid ', SUM(IF(p.kind = 'PAYMENT', p.amount_minor, 0)), ' and refunded ',
                  SUM(IF(p.kind = 'REFUND', p.amount_minor, 0)), ' (minor units)'), COUNT(*) OVER ()
    FROM payments p JOIN bookings b ON b.id = p.booking_id
    WHERE p.booking_id BETWEEN %s AND %s GROUP BY b.id, b.reference
    HAVING SUM(IF(p.kind = 'REFUND', p.amount_minor, 0)) > SUM(IF(p.kind = 'PAYMENT', p.amount_minor, 0)) LIMIT 10
"""
_CLAIM_OF_WRONG_STATE = """
    SELECT CONCAT(b.reference, ' is ', b.status, ' and has seat ', c.seat_id, ' of show ', c.show_id, ' ', c.state),
           COUNT(*) OVER ()
    FROM booking_seats c JOIN bookings b ON b.id = c.booking_id
    WHERE c.show_id BETWEEN %s AND %s
        AND (b.status IN ('EXPIRED', 'FAILED', 'CANCELLED') OR (b.status = 'PENDING' AND c.state <> 'HELD')) LIMIT 10
"""
# A demo's sales are imported together: its one DEMO line tells the reference and the amount of each.
_PAYMENT_UNTOLD = """
    SELECT CONCAT(b.reference, ': ', LOWER(m.kind), 's of ', SUM(m.booked_minor), ' are booked, the audit log tells of ',
                  SUM(m.told_minor), ' (minor units)'), COUNT(*) OVER ()
    FROM bookings b JOIN (
        SELECT booking_id, kind, amount_minor booked_minor, 0 told_minor FROM payments WHERE booking_id BETWEEN %s AND %s
        UNION ALL
        SELECT o.id, IF(a.action = 'REFUND', 'REFUND', 'PAYMENT'), 0,
               IF(JSON_VALID(a.detail), COALESCE(CAST(JSON_EXTRACT(a.detail, '$.amount_minor') AS SIGNED), 0), 0)
        FROM bookings o
        JOIN audit_log a ON a.subject = CONVERT(o.reference USING utf8mb4) COLLATE utf8mb4_unicode_ci
        WHERE o.id BETWEEN %s AND %s AND a.action IN ('PAYMENT', 'REFUND_DUE', 'REFUND')
        UNION ALL
        SELECT o.id, 'PAYMENT', 0, d.amount_minor
        FROM audit_log a JOIN JSON_TABLE(IF(JSON_VALID(a.detail), a.detail, '{}'), '$.sales[*]' COLUMNS (
            reference CHAR(10) PATH '$[0]', amount_minor BIGINT PATH '$[1]')) d
        JOIN bookings o ON o.reference = CONVERT(d.reference USING ascii)
        WHERE a.action = 'DEMO' AND o.id BETWEEN %s AND %s
    ) m ON m.booking_id = b.id
    GROUP BY b.id, b.reference, m.kind HAVING SUM(m.booked_minor) <> SUM(m.told_minor) LIMIT 10
"""
_AUDIT_LINE_OF_NO_BOOKING = """
    SELECT CONCAT('line ', a.id, ' tells of a ', LOWER(a.action), ' for ', a.subject, ', which is no booking'),
           COUNT(*) OVER ()
    FROM audit_log a LEFT JOIN bookings b ON b.reference = CONVERT(a.subject USING ascii)
    WHERE a.id BETWEEN %s AND %s AND a.action IN ('PAYMENT', 'REFUND_DUE', 'REFUND') AND b.id IS NULL LIMIT 10
"""

_Search = tuple[str, _Slices | None]
_RULES: tuple[tuple[int, str, tuple[_Search, ...]], ...] = (
    (
        1,
        "a seat of a show has at most one live claim",
        ((_KEY_OF_CLAIMS, None), (_CLAIMED_TWICE, None), (_CLAIM_ASTRAY, _BY_SHOW)),
    ),
    (
        2,
        "every sold seat belongs to a sale and to exactly one live ticket, and every live ticket has its seat",
        (
            (_SOLD_WITHOUT_SALE, _BY_SHOW),
            (_SOLD_WITHOUT_TICKET, _BY_SHOW),
            (_TICKET_WITHOUT_CLAIM, _BY_SHOW),
            (_TICKET_ASTRAY, _BY_BOOKING),
        ),
    ),
    (
        3,
        "what was paid and not refunded is the price of the live tickets plus fees kept plus refunds due",
        tuple(
            (search, _BY_BOOKING)
            for search in (_MONEY_ADRIFT, _REFUNDED_TOO_MUCH, *money_rules.GIVEN_BACK, refunds.TICKETS_ADRIFT)
        ),
    ),
    (
        4,
        "a pending booking only holds seats, one that came to nothing has none",
        ((_CLAIM_OF_WRONG_STATE, _BY_SHOW),),
    ),
    (
        5,
        "every payment and refund has its audit line, and each counter's audit chain is unbroken",
        ((_PAYMENT_UNTOLD, _BY_BOOKING), (refunds.UNTOLD, _BY_BOOKING), (_AUDIT_LINE_OF_NO_BOOKING, _BY_AUDIT_LINE)),
    ),
    (6, "no two shows of a hall overlap, turnaround counted", ((plan_rules.SHOWS_OVERLAP, None),)),
    (
        7,
        "a till's expected cash is its float, cash taken and given back, and movements; all cash is in a till",
        (
            (till_rules.EXPECTED_ADRIFT, _BY_TILL),
            (till_rules.COUNT_ADRIFT, None),
            (till_rules.CASH_IN_NO_TILL, _BY_BOOKING),
            (till_rules.PAID_OUTSIDE_ITS_TILL, _BY_BOOKING),
            (till_rules.Z_NUMBERS_WITH_GAPS, None),
            (till_rules.UNTOLD, None),
        ),
    ),
    (8, "a promo code was used as often as it stands on a paid booking", ((PROMO_MISCOUNTED, None),)),
    (
        9,
        "a cinema's tax invoices are numbered without a gap, and each is told in the audit log",
        ((invoices.NUMBERS_WITH_GAPS, None), (invoices.UNTOLD, None)),
    ),
    (
        10,
        "every settled attempt has exactly its payment, no other has one, and none stays open for longer than a day",
        (
            (money_rules.SETTLED_WITHOUT_PAYMENT, _BY_BOOKING),
            (money_rules.PAYMENT_OF_ANOTHERS_ATTEMPT, _BY_BOOKING),
            (money_rules.ATTEMPT_LEFT_OPEN, _BY_BOOKING),
        ),
    ),
    (
        11,
        "a voucher holds its value less the payments made with it",
        ((money_rules.VOUCHER_ADRIFT, None), (money_rules.VOUCHER_PAYMENT_WITHOUT_VOUCHER, _BY_BOOKING)),
    ),
    (
        12,
        "nothing is sold, and no ticket is good, for a show that is cancelled",
        ((plan_rules.CANCELLED_BUT_SOLD, _BY_SHOW), (plan_rules.CANCELLED_BUT_VALID, _BY_SHOW)),
    ),
    (
        13,
        "what an exchange took from one sale is in another, and its tickets ended with it",
        (
            (exchanges.CARRIED_ADRIFT, _BY_BOOKING),
            (exchanges.CARRIED_FROM_NOWHERE, _BY_BOOKING),
            (exchanges.EXCHANGE_HALF_DONE, _BY_BOOKING),
        ),
    ),
    (
        14,
        "a ticket lets in once, its entry is written down, and what was undone or wrong about it is told in the audit log",
        tuple((search, _BY_BOOKING) for search in door_rules.OF_BOOKINGS),
    ),
)
_AUDITED = 5


def prove(reader: Reader) -> tuple[Finding, ...]:
    """One finding per rule of the house, in their order; a rule that holds has nothing broken."""
    return tuple(Finding(number, rule, _broken(reader, number, searches)) for number, rule, searches in _RULES)


def _broken(reader: Reader, number: int, searches: tuple[_Search, ...]) -> tuple[str, ...]:
    told: list[str] = []
    total = 0
    for sql, slices in searches:
        for params in _in_turn(reader, sql, slices):
            found = reader.rows(sql, params)
            told += [str(row[0]) for row in found]
            total += int(found[0][1]) if found else 0
    for fault in _faults_of_chains(reader) if number == _AUDITED else ():
        total += 1
        if len(told) < TOLD_MAX:
            told.append(fault)
    told = told[:TOLD_MAX]
    return (*told, f"and {total - len(told)} more") if total > len(told) else tuple(told)


def _in_turn(reader: Reader, sql: str, slices: _Slices | None) -> Iterator[tuple[int, ...]]:
    """The parameters of each slice: first and last id, as often as the statement asks for them."""
    if slices is None:
        yield ()
        return
    ends = reader.row(slices.ends)
    if ends is None or ends[0] is None:
        return
    for first in range(int(ends[0]), int(ends[1]) + 1, slices.width):
        yield (first, first + slices.width - 1) * (sql.count("%s") // 2)


def _faults_of_chains(reader: Reader) -> Iterator[str]:
    """Where a counter's audit lines are not 1, 2, 3 …, or a line's hash is not made of it and of the line before."""
    for counter_id in audit_log.counters_with_lines(reader):
        before = audit_log.BEFORE_THE_FIRST
        for line in audit_log.chain_of(reader, counter_id):
            if line.sequence_number != before.sequence_number + 1:
                yield f"counter {counter_id}: after line {before.sequence_number} comes line {line.sequence_number}"
            elif line.hash != line.expected_hash(before.hash):
                yield f"counter {counter_id}: line {line.sequence_number} ({line.action}) is not what was written down"
            before = line
