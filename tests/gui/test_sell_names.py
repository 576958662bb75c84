"""Names as people have them: quotes, emoji, 300 letters, right to left. Nothing breaks, and nothing leaves the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import customtkinter as ctk
import pytest

from app.models.records import Role
from tests.box_office import BoxOffice
from tests.gui.program import Program, StartProgram, program_starter

__all__ = ["program_starter"]

NAMES = {
    "quotes": "It's \"Ben\\ & 'Jerry'\" % {x} $HOME [exit] <b>",
    "emoji": "Amélie 🎬🍿👨‍👩‍👧 千と千尋の神隠し",
    "long": "W" * 300,
    "words": "The Very Old and Famous Picture Palace " * 7,
    "rtl": "ألف ليلة وليلة · מלחמת הכוכבים · \u202eabc",
}


@pytest.fixture(params=NAMES)
def named(request: pytest.FixtureRequest, start_program: StartProgram, office: BoxOffice) -> Program:
    """Film, cinema, counter and clerk all bear the name, as long as the database takes it."""
    name = NAMES[request.param]
    first, *others = office.counters
    office.change(
        "UPDATE movies SET title = %s WHERE id = (SELECT movie_id FROM shows WHERE id = %s)", name, office.show_id
    )
    office.change("UPDATE staff SET full_name = %s WHERE id = %s", name[:100], office.people[Role.CLERK].id)
    office.change("UPDATE counters SET name = %s WHERE id = %s", name[:50], first.id)
    office.change("UPDATE cinemas SET name = %s WHERE id = %s", name[:100], first.cinema.id)
    office.counters = (replace(first, name=name[:50], cinema=replace(first.cinema, name=name[:100])), *others)
    return start_program(office)


def outside(program: Program) -> Iterator[str]:
    """What is shown and does not lie within the window, or within the card that it is on."""
    root = program.root
    root.update()
    right, bottom = root.winfo_rootx() + root.winfo_width(), root.winfo_rooty() + root.winfo_height()
    waiting: list[ctk.CTkBaseClass] = [program.window]
    while waiting:
        widget = waiting.pop()
        waiting += widget.winfo_children()
        if not widget.winfo_viewable() or widget.winfo_class() == "Canvas":
            continue
        if widget.winfo_rootx() + widget.winfo_width() > right or widget.winfo_rooty() + widget.winfo_height() > bottom:
            yield f"{widget} ends at {widget.winfo_rootx() + widget.winfo_width()}"


def test_any_name_of_film_clerk_and_cinema_fits_through_a_whole_sale(named: Program) -> None:
    assert list(outside(named)) == []
    named.sign_in()
    named.open_show()
    named.pick("C4", "C5")
    named.screen.shell.set_unprinted(12)
    assert list(outside(named)) == []
    assert named.screen.shell._clock.winfo_viewable()
    named.pay()
    named.wait(lambda: "saved" in named.done._paper.cget("text"), what="the ticket")
    assert list(outside(named)) == []
    assert named.done._next.winfo_viewable()
    named.office.cancel_show()
    named.click_seat("A1")
    named.wait(lambda: "no longer on sale" in named.toasts, what="a message with the film's name")
    assert list(outside(named)) == []
    view = named.lock()
    assert list(outside(named)) == []
    view.show_hand_over()
    assert list(outside(named)) == []


def test_a_title_that_does_not_fit_ends_in_an_ellipsis(start_program: StartProgram, office: BoxOffice) -> None:
    office.change(
        "UPDATE movies SET title = %s WHERE id = (SELECT movie_id FROM shows WHERE id = %s)",
        "Long " * 60,
        office.show_id,
    )
    program = start_program(office)
    program.sign_in()
    program.open_show()
    title = program.sell.map_pane._title
    assert title.cget("text").endswith("…")
    assert title.whole == "Long " * 60
    program.root.update()
    assert title._wide(title.cget("text")) <= title.winfo_width()
