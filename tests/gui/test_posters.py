"""Posters on Sell: in the rows and in the show's head, at every size, and with bounded memory."""

from __future__ import annotations

from app.models.sell import posters
from app.utils.poster_art import draw_poster
from app.views.sell import poster_shelf
from app.views.sell.poster_shelf import PosterShelf
from tests.box_office import BoxOffice
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def give_poster(office: BoxOffice, title: str) -> None:
    movie_id = office.value("SELECT movie_id FROM shows WHERE id = %s", office.show_id)
    assert isinstance(movie_id, int)
    office.owner.transaction(lambda unit: posters.keep(unit, movie_id, draw_poster(title)))


def size(picture: object) -> tuple[int, int]:
    return picture.width(), picture.height()  # type: ignore[attr-defined]


def test_a_row_and_the_head_show_the_poster(selling: Program) -> None:
    row, pane = selling.sell.programme.rows[0], selling.sell.map_pane
    selling.wait(lambda: row._poster is not None, what="the row's poster")
    selling.wait(pane._poster.winfo_viewable, what="the head's poster")
    assert size(row._poster) == row.poster_px
    images = [item for item in row._canvas.find_withtag("content") if row._canvas.type(item) == "image"]
    assert [row._canvas.itemcget(item, "image") for item in images] == [str(row._poster)]


def test_the_poster_that_was_given_is_shown_and_not_the_initials(
    start_program: StartProgram, office: BoxOffice
) -> None:
    give_poster(office, "Another Title")
    program = start_program(office)
    program.sign_in()
    row = program.sell.programme.rows[0]
    program.wait(lambda: row._poster is not None)
    (key,) = {key for key, _ in program.sell.posters._pictures}
    given = "SELECT sha256 FROM movie_posters p JOIN shows s USING (movie_id) WHERE s.id = %s"
    assert key == office.value(given, office.show_id)


def test_posters_are_drawn_anew_at_another_scale(selling: Program) -> None:
    row = selling.sell.programme.rows[0]
    selling.wait(lambda: row._poster is not None)
    selling.screen.looks.set_scale(120)
    selling.wait(
        lambda: row._poster is not None and size(row._poster) == row.poster_px == (58, 86), what="larger posters"
    )


def test_what_is_kept_is_bounded_and_what_is_shown_stays(selling: Program) -> None:
    row, shelf = selling.sell.programme.rows[0], selling.sell.posters
    selling.wait(lambda: row._poster is not None)
    hung: list[int] = []
    large = (600, 900)
    assert large[0] * large[1] * 4 < poster_shelf.KEPT_BYTES_MAX
    for step in range(6):
        before = len(hung)
        shelf.hang(
            (selling.office.show_id,), (large[0] + step, large[1]), "test", lambda show_id, _: hung.append(show_id)
        )
        selling.wait(lambda: len(hung) > before, what="a large poster")  # noqa: B023  asked before the next
    assert shelf.kept_bytes <= poster_shelf.KEPT_BYTES_MAX
    assert row._poster is not None
    assert (row._poster.width(), row._poster.height()) == row.poster_px


def test_a_poster_that_is_here_is_hung_without_asking(selling: Program) -> None:
    row = selling.sell.programme.rows[0]
    selling.wait(lambda: row._poster is not None)
    shelf: PosterShelf = selling.sell.posters
    hung: list[int] = []
    shelf.hang((selling.office.show_id,), row.poster_px, "test", lambda show_id, _: hung.append(show_id))
    assert hung == [selling.office.show_id]


def test_another_poster_of_the_film_comes_when_it_is_asked_for_anew(selling: Program) -> None:
    row, shelf = selling.sell.programme.rows[0], selling.sell.posters
    selling.wait(lambda: row._poster is not None)
    before = row._poster
    give_poster(selling.office, "Another Title")
    hung: list[object] = []
    shelf._asked_at[selling.office.show_id] -= poster_shelf.ASKED_ANEW_SECONDS + 1
    shelf.hang((selling.office.show_id,), row.poster_px, "test", lambda _, picture: hung.append(picture))
    assert hung == [before], "what is here, at once"
    selling.wait(lambda: len(hung) == 2, what="the new one")
    assert hung[1] is not before
