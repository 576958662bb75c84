"""Each key that the sheets of clerks and ushers name works on the page they name it for."""

from __future__ import annotations

import json
import re

import pytest

from app.models.records import Role
from app.views.counter_screen import PAGES
from tests.gui.program import StartProgram, program_starter
from tests.test_user_guide import run

__all__ = ["program_starter"]

_KEY = re.compile(r"\*\*((?:(?:Ctrl|Shift)\+)?(?:F\d+|\d|Esc|PgDn|PgUp))\*\*")


def named_keys(place: int) -> dict[str, set[str]]:
    """By the page of the rail; "" for what works everywhere."""
    told = run(
        "-c",
        f"import json, sheets; sheet = sheets.SHEETS[{place}];"
        "print(json.dumps([['', [sheet.lead]], *[[part.page, part.lines] for part in sheet.parts]]))",
    )
    named: dict[str, set[str]] = {}
    for page, lines in json.loads(told):
        named.setdefault(page, set()).update(_KEY.findall(" ".join(lines)))
    return named


@pytest.mark.parametrize(("place", "role"), [(0, Role.CLERK), (1, Role.USHER)])
def test_every_key_of_a_sheet_works_on_its_page(start_program: StartProgram, place: int, role: Role) -> None:
    program = start_program()
    program.sign_in(role)
    screen, named = program.screen, named_keys(place)
    everywhere = {key.label for group in screen._told_keys() for key in group.keys if group.title == "Everywhere"}
    assert sum(map(len, named.values())) >= (20 if role is Role.CLERK else 2)
    for page, keys in named.items():
        if page:
            screen.open_page(page)
            program.root.update()
        own = {key.label for key in screen.page.keys}
        assert keys <= own | everywhere, page


def test_the_numbers_of_pages_are_those_of_a_clerk(start_program: StartProgram) -> None:
    program = start_program()
    program.sign_in(Role.CLERK)
    allowed = [plan.key for plan in PAGES if program.screen.session.may_any(plan.needs)]
    numbers = {
        key: int(label[-1]) for key, labels in named_keys(0).items() for label in labels if label[:-1] == "Ctrl+"
    }
    assert numbers == {"find": allowed.index("find") + 1, "till": allowed.index("till") + 1}
