"""Who won, and whether anybody won what another has: the same judgement for Foyer's races and for the naive ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from tests.races.crew import Outcome


def sold_twice(wanted: Sequence[Collection[int]], outcomes: Sequence[Outcome]) -> list[int]:
    """The seats that more than one booker of a round was told to have."""
    owners: dict[int, list[int]] = defaultdict(list)
    for booker, (seat_ids, outcome) in enumerate(zip(wanted, outcomes, strict=True)):
        if outcome.won:
            for seat_id in seat_ids:
                owners[seat_id].append(booker)
    return [seat_id for seat_id, bookers in owners.items() if len(bookers) > 1]


def halves(wanted: Mapping[int, Collection[int]], claimed: Collection[tuple[int, int]]) -> list[int]:
    """The owners that have some of the seats they wanted, and not all; `claimed` holds (owner, seat)."""
    found: dict[int, set[int]] = defaultdict(set)
    for owner, seat_id in claimed:
        found[owner].add(seat_id)
    return [owner for owner, seat_ids in found.items() if seat_ids != set(wanted.get(owner, ()))]


def defects(rounds: Sequence[Sequence[Outcome]]) -> list[str]:
    """Whatever was no expected refusal."""
    return [outcome.defect for outcomes in rounds for outcome in outcomes if outcome.defect]
