"""The proof that the data are sound: what must hold at every moment, whoever crashed, asked of the database itself.

Each statement below looks for rows that break a rule and is one consistent read, so that it may run while seats are sold.
They are asked set by set and never row by row: a house with a million bookings is proved in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.models import audit_log
from app.models.statements import Reader

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
    WHERE x.hall_id <> s.hall_id OR b.show_id <> c.show_id LIMIT 10
"""
_SOLD_WITHOUT_SALE = """
    SELECT CONCAT('seat ', c.seat_id, ' of show ', c.show_id, ' is sold to ', b.reference, ', which is ', b.status),
           COUNT(*) OVER ()
    FROM booking_seats c JOIN bookings b ON b.id = c.booking_id
    WHERE c.state = 'SOLD' AND b.status NOT IN ('CONFIRMED', 'COMPLETED') LIMIT 10
"""
_SOLD_WITHOUT_TICKET = """
    SELECT CONCAT('seat ', c.seat_id, ' of show ', c.show_id, ' is sold to booking ', c.booking_id, ' with ',
                  COUNT(t.id), ' live tickets'), COUNT(*) OVER ()
    FROM booking_seats c LEFT JOIN tickets t ON t.show_id = c.show_id AND t.seat_id = c.seat_id
        AND t.booking_id = c.booking_id AND t.status IN ('VALID', 'USED')
    WHERE c.state = 'SOLD' GROUP BY c.show_id, c.seat_id, c.booking_id HAVING COUNT(t.id) <> 1 LIMIT 10
"""
# The claims of a show that is over may be cleared away, all of them together: its tickets stay.
_TICKET_WITHOUT_CLAIM = """
    SELECT CONCAT('ticket ', t.id, ' of booking ', t.booking_id, ' has no sold seat ', t.seat_id, ' of show ', t.show_id),
           COUNT(*) OVER ()
    FROM tickets t
    JOIN shows s ON s.id = t.show_id
    LEFT JOIN booking_seats c ON c.show_id = t.show_id AND c.seat_id = t.seat_id
        AND c.booking_id = t.booking_id AND c.state = 'SOLD'
    WHERE t.status IN ('VALID', 'USED') AND c.seat_id IS NULL
        AND NOT (s.status = 'COMPLETED' AND NOT EXISTS (SELECT 1 FROM booking_seats k WHERE k.show_id = s.id)) LIMIT 10
"""
_TICKET_ASTRAY = """
    SELECT CONCAT('ticket ', t.id, ' of booking ', t.booking_id, ' is not for what line ', l.id, ' of ', b.reference, ' says'),
           COUNT(*) OVER ()
    FROM tickets t JOIN booking_lines l ON l.id = t.line_id JOIN bookings b ON b.id = l.booking_id
    WHERE t.booking_id <> l.booking_id OR t.seat_id <> l.seat_id OR t.show_id <> b.show_id LIMIT 10
"""
_MONEY_ADRIFT = """
    SELECT CONCAT(b.reference, ' has ', SUM(m.kept_minor), ' paid and not refunded, but tickets for ',
                  SUM(m.tickets_minor), ' and refunds due of ', SUM(m.due_minor), ' (minor units)'), COUNT(*) OVER ()
    FROM (
        SELECT booking_id, IF(kind = 'PAYMENT', amount_minor, -amount_minor) kept_minor, 0 tickets_minor, 0 due_minor
        FROM payments
        UNION ALL
        SELECT t.booking_id, 0, l.price_minor, 0
        FROM tickets t JOIN booking_lines l ON l.id = t.line_id WHERE t.status IN ('VALID', 'USED')
        UNION ALL
        SELECT booking_id, 0, 0, amount_minor FROM refunds_due WHERE settled_at IS NULL
    ) m JOIN bookings b ON b.id = m.booking_id
    GROUP BY b.id, b.reference HAVING SUM(m.kept_minor) <> SUM(m.tickets_minor) + SUM(m.due_minor) LIMIT 10
"""
_REFUNDED_TOO_MUCH = """
    SELECT CONCAT(b.reference, ' was paid ', SUM(IF(p.kind = 'PAYMENT', p.amount_minor, 0)), ' and refunded ',
                  SUM(IF(p.kind = 'REFUND', p.amount_minor, 0)), ' (minor units)'), COUNT(*) OVER ()
    FROM payments p JOIN bookings b ON b.id = p.booking_id GROUP BY b.id, b.reference
    HAVING SUM(IF(p.kind = 'REFUND', p.amount_minor, 0)) > SUM(IF(p.kind = 'PAYMENT', p.amount_minor, 0)) LIMIT 10
"""
_CLAIM_OF_WRONG_STATE = """
    SELECT CONCAT(b.reference, ' is ', b.status, ' and has seat ', c.seat_id, ' of show ', c.show_id, ' ', c.state),
           COUNT(*) OVER ()
    FROM booking_seats c JOIN bookings b ON b.id = c.booking_id
    WHERE b.status IN ('EXPIRED', 'FAILED', 'CANCELLED') OR (b.status = 'PENDING' AND c.state <> 'HELD') LIMIT 10
"""
# A demo's sales are imported together: its one DEMO line tells the reference and the amount of each.
_PAYMENT_UNTOLD = """
    SELECT CONCAT(m.reference, ': ', LOWER(m.kind), 's of ', SUM(m.booked_minor), ' are booked, the audit log tells of ',
                  SUM(m.told_minor), ' (minor units)'), COUNT(*) OVER ()
    FROM (
        SELECT CONVERT(b.reference USING utf8mb4) COLLATE utf8mb4_bin reference, p.kind, p.amount_minor booked_minor,
               0 told_minor
        FROM payments p JOIN bookings b ON b.id = p.booking_id
        UNION ALL
        SELECT a.subject COLLATE utf8mb4_bin, IF(a.action = 'REFUND', 'REFUND', 'PAYMENT'), 0,
               IF(JSON_VALID(a.detail), COALESCE(CAST(JSON_EXTRACT(a.detail, '$.amount_minor') AS SIGNED), 0), 0)
        FROM audit_log a WHERE a.action IN ('PAYMENT', 'REFUND_DUE', 'REFUND')
        UNION ALL
        SELECT d.reference COLLATE utf8mb4_bin, 'PAYMENT', 0, d.amount_minor
        FROM audit_log a JOIN JSON_TABLE(IF(JSON_VALID(a.detail), a.detail, '{}'), '$.sales[*]' COLUMNS (
            reference CHAR(10) CHARACTER SET utf8mb4 PATH '$[0]', amount_minor BIGINT PATH '$[1]')) d
        WHERE a.action = 'DEMO'
    ) m GROUP BY m.reference, m.kind HAVING SUM(m.booked_minor) <> SUM(m.told_minor) LIMIT 10
"""
_SHOWS_OVERLAP = """
    SELECT CONCAT('show ', o.id, ' in hall ', o.hall_id, ' starts at ', o.starts_at, ' UTC, before the hall is free at ',
                  o.free_at), COUNT(*) OVER ()
    FROM (
        SELECT s.id, s.hall_id, s.starts_at, MAX(s.ends_at + INTERVAL h.turnaround_minutes MINUTE) OVER (
            PARTITION BY s.hall_id ORDER BY s.starts_at, s.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) free_at
        FROM shows s JOIN halls h ON h.id = s.hall_id WHERE s.status <> 'CANCELLED'
    ) o WHERE o.starts_at < o.free_at LIMIT 10
"""

_RULES: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (1, "a seat of a show has at most one live claim", (_KEY_OF_CLAIMS, _CLAIMED_TWICE, _CLAIM_ASTRAY)),
    (
        2,
        "every sold seat belongs to a sale and to exactly one live ticket, and every live ticket has its seat",
        (_SOLD_WITHOUT_SALE, _SOLD_WITHOUT_TICKET, _TICKET_WITHOUT_CLAIM, _TICKET_ASTRAY),
    ),
    (
        3,
        "what was paid and not refunded is the price of the live tickets plus the refunds due",
        (_MONEY_ADRIFT, _REFUNDED_TOO_MUCH),
    ),
    (4, "a pending booking only holds seats, one that came to nothing has none", (_CLAIM_OF_WRONG_STATE,)),
    (5, "every payment has its audit line, and each counter's audit chain is unbroken", (_PAYMENT_UNTOLD,)),
    (6, "no two shows of a hall overlap, turnaround counted", (_SHOWS_OVERLAP,)),
)
_AUDITED = 5


def prove(reader: Reader) -> tuple[Finding, ...]:
    """One finding per rule of the house, in their order; a rule that holds has nothing broken."""
    return tuple(Finding(number, rule, _broken(reader, number, statements)) for number, rule, statements in _RULES)


def _broken(reader: Reader, number: int, statements: tuple[str, ...]) -> tuple[str, ...]:
    told: list[str] = []
    total = 0
    for sql in statements:
        found = reader.rows(sql)
        told += [str(row[0]) for row in found]
        total += int(found[0][1]) if found else 0
    for fault in _faults_of_chains(reader) if number == _AUDITED else ():
        total += 1
        if len(told) < TOLD_MAX:
            told.append(fault)
    told = told[:TOLD_MAX]
    return (*told, f"and {total - len(told)} more") if total > len(told) else tuple(told)


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
