"""How a cinema heads its papers, set from the command line: address, tax number, logo, invoice prefix and tax rates.

Only the owner's account may write it, so whoever has that may do this; no session is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from app.models import audit_log, places
from app.models.database import Database
from app.models.errors import NotFound
from app.models.paper import invoices, letterheads
from app.models.records import Counter
from app.models.statements import Unit
from app.utils.errors import InvalidInput
from app.utils.money import format_minor, parse_minor
from app.utils.paper.letterhead import Letterhead
from app.utils.paper.logo import FILE_BYTES_MAX, read_logo
from app.utils.tax import TaxRate

LENGTHS_MAX = {"address": 300, "tax-name": 20, "tax-number": 40, "invoice-prefix": 10}
"""Characters of each text that can be set."""
NAMES = ("cinema", *LENGTHS_MAX, "logo", "tax")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*%?(?:\s*@\s*(.+))?")
_TAX_EXAMPLE = "Give tax=18, or tax=5 and tax=18@100.01 for another rate from a price on, or tax=none"


def change_heading(owner: Database, wishes: Sequence[str]) -> list[str]:
    """Set what `wishes` say, each NAME=VALUE, and tell how the papers are headed now; without wishes only tell.

    `cinema` chooses whose they are where there are several. Raises InvalidInput, NotFound; then nothing has changed.
    """
    asked = _asked(wishes)
    counter = _counter(owner, asked.get("cinema", [""])[-1])
    cinema = counter.cinema
    before = letterheads.letterhead_of(owner, cinema.id)
    head = _changed(before, asked)
    prefix_before = letterheads.invoice_prefix(owner, cinema.id)
    prefix = asked.get("invoice-prefix", [prefix_before])[-1]
    rates = _rates(asked["tax"], counter) if "tax" in asked else letterheads.tax_rates(owner, cinema.id)

    def work(unit: Unit) -> None:
        if prefix != prefix_before and invoices.any_issued(unit, cinema.id):
            raise InvalidInput(
                f"{cinema.name} has issued invoices as {prefix_before or 'numbers alone'}, and a copy must say the same "
                "number as the original. The prefix stays."
            )
        letterheads.write_letterhead(unit, cinema.id, head, prefix)
        letterheads.write_tax_rates(unit, cinema.id, rates)
        audit_log.append(unit, counter.id, None, "PAPER", cinema.name[:50], {"changed": sorted(asked)})

    if set(asked) - {"cinema"}:
        owner.transaction(work)
    return _told(head, prefix, rates, counter)


def _asked(wishes: Sequence[str]) -> Mapping[str, list[str]]:
    asked: dict[str, list[str]] = {}
    for wish in wishes:
        name, equals, value = wish.partition("=")
        if not equals or name not in NAMES:
            raise InvalidInput(f"'{name}' cannot be set. Give NAME=VALUE, with one of {', '.join(NAMES)}.")
        value = " ".join(value.split())
        if len(value) > LENGTHS_MAX.get(name, len(value)):
            raise InvalidInput(f"{name} has {len(value)} characters. Give {LENGTHS_MAX[name]} at most.")
        asked.setdefault(name, []).append(value)
    return asked


def _counter(owner: Database, name: str) -> Counter:
    """The first counter of the cinema meant: its audit log tells of the change."""
    firsts = {counter.cinema.id: counter for counter in reversed(places.counters(owner))}
    found = [counter for counter in firsts.values() if name in ("", counter.cinema.name)]
    names = ", ".join(sorted(counter.cinema.name for counter in firsts.values()))
    if not found:
        raise NotFound(f"There is no cinema '{name}'. There is: {names}." if names else "There is no cinema yet.")
    if len(found) > 1:
        raise InvalidInput(
            f"There are several cinemas: {names}. Say which, for example cinema='{names.split(', ')[0]}'."
        )
    return found[0]


def _changed(head: Letterhead, asked: Mapping[str, list[str]]) -> Letterhead:
    texts = {name: asked[name][-1] for name in ("address", "tax-name", "tax-number") if name in asked}
    head = replace(
        head,
        address=texts.get("address", head.address),
        tax_name=texts.get("tax-name", head.tax_name),
        tax_number=texts.get("tax-number", head.tax_number),
    )
    if "logo" not in asked:
        return head
    return replace(head, logo=_logo(asked["logo"][-1]))


def _logo(named: str) -> bytes | None:
    """The logo in a file; none for none."""
    if named in ("", "none"):
        return None
    try:
        with Path(named).expanduser().open("rb") as file:
            content = file.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        raise InvalidInput(
            f"The logo {named} cannot be read ({error.strerror}). Give the path of a picture."
        ) from error
    return read_logo(content)


def _rates(given: Sequence[str], counter: Counter) -> tuple[TaxRate, ...]:
    if list(given) in (["none"], [""]):
        return ()
    rates: dict[int, TaxRate] = {}
    for each in given:
        found = _PERCENT.fullmatch(each)
        if found is None or Decimal(found[1]) > 100:
            raise InvalidInput(f"'{each}' is no tax rate. {_TAX_EXAMPLE}.")
        from_minor = parse_minor(found[2], counter.cinema.currency, counter.cinema.locale) if found[2] else 0
        rates[from_minor] = TaxRate(from_minor, int(Decimal(found[1]) * 100))
    return tuple(rates[from_minor] for from_minor in sorted(rates))


def _told(head: Letterhead, prefix: str, rates: Sequence[TaxRate], counter: Counter) -> list[str]:
    cinema = counter.cinema

    def rate_words(rate: TaxRate) -> str:
        percent = f"{Decimal(rate.basis_points) / 100:f} %"
        return (
            f"{percent} from {format_minor(rate.from_minor, cinema.currency, cinema.locale)}"
            if rate.from_minor
            else percent
        )

    return [
        f"cinema: {head.name}",
        f"address: {head.address or '-'}",
        f"tax number: {head.tax_line or '-'}",
        f"invoice prefix: {prefix or '-'}",
        f"tax included: {', '.join(rate_words(rate) for rate in rates) or '-'}",
        f"logo: {'yes' if head.logo else '-'}",
    ]
