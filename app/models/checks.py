"""The proof that the data are sound: what must hold at every moment, whoever crashed, asked of the database itself.

The rules are in `check_rules`. They are looked after set by set, never row by row, and the long ones slice by slice, so that no
answer outlasts a terminal's patience; each statement is one consistent read, so that it may run while seats are sold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.models import audit_log
from app.models.check_rules import RULES, Rule, Slices
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


def prove(reader: Reader) -> tuple[Finding, ...]:
    """One finding per rule of the house, in their order; a rule that holds has nothing broken."""
    return tuple(Finding(rule.number, rule.sentence, _broken(reader, rule)) for rule in RULES)


def _broken(reader: Reader, rule: Rule) -> tuple[str, ...]:
    told: list[str] = []
    total = 0
    for search in rule.searches:
        for params in _in_turn(reader, search.sql, search.slices):
            found = reader.rows(search.sql, params)
            told += [str(row[0]) for row in found]
            total += int(found[0][1]) if found else 0
    for fault in _faults_of_chains(reader) if rule.audited else ():
        total += 1
        if len(told) < TOLD_MAX:
            told.append(fault)
    told = told[:TOLD_MAX]
    return (*told, f"and {total - len(told)} more") if total > len(told) else tuple(told)


def _in_turn(reader: Reader, sql: str, slices: Slices | None) -> Iterator[tuple[int, ...]]:
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
