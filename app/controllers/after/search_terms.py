"""The ways in which a booking can fit several words: one as the customer's name, another as the film, and so on. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.controllers.after.meanings import Meaning

TERMS_MAX = 64
"""Words that may each be very much have more ways than are worth following one by one."""


@dataclass(frozen=True, slots=True)
class Term:
    """A booking fits where all of these hold; None: anything will do. `loose`: more must hold, which only the booking tells."""

    ids: frozenset[int] | None = None
    show_ids: frozenset[int] | None = None
    clerk_ids: frozenset[int] | None = None
    customer_ids: frozenset[int] | None = None
    loose: bool = False

    @property
    def is_only_shows(self) -> bool:
        return self.show_ids is not None and self.customer_ids is None and self.clerk_ids is None and not self.loose

    @property
    def is_only_clerks(self) -> bool:
        return self.clerk_ids is not None and self.customer_ids is None and self.show_ids is None and not self.loose


def terms_of(meanings: Sequence[Meaning]) -> list[Term] | None:
    """Every way that some booking may fit; None where there are more than are worth following."""
    terms = [Term()]
    for meaning in meanings:
        terms = [further for term in terms for further in _with(term, meaning)]
        if len(terms) > TERMS_MAX:
            return None
    return terms


def _with(term: Term, meaning: Meaning) -> Iterator[Term]:
    """The ways in which this word can be fitted, too."""
    ids = _both(term.ids, meaning.ids)
    if ids:
        yield replace(term, ids=ids)
    show_ids = _both(term.show_ids, meaning.show_ids)
    if show_ids:
        yield replace(term, show_ids=show_ids)
    clerk_ids = _both(term.clerk_ids, meaning.clerk_ids)
    if clerk_ids:
        yield replace(term, clerk_ids=clerk_ids)
    if meaning.has_very_many_customers:
        yield replace(term, loose=True)
    else:
        customer_ids = _both(term.customer_ids, meaning.customer_ids)
        if customer_ids:
            yield replace(term, customer_ids=customer_ids)


def _both(before: frozenset[int] | None, also: frozenset[int]) -> frozenset[int]:
    return also if before is None else before & also
