"""Films in the real window: added, changed, refused, retired, with posters picked and pasted."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.poster_art import draw_poster
from app.views.plan.clipboard_picture import copied_picture
from app.views.tasks import Lane
from tests.box_office import unique
from tests.gui.conftest import centre
from tests.gui.films_scene import FilmsScene, films_scene
from tests.gui.program import StartProgram, program_starter

__all__ = ["films_scene", "program_starter"]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "a poster.png"
    Image.radial_gradient("L").resize((300, 450)).convert("RGB").save(path)
    return path


@pytest.fixture
def copied(films: FilmsScene) -> Iterator[list[Path]]:
    """Pictures to be copied as another program copies them; the clipboard is empty afterwards."""
    paths: list[Path] = []
    yield paths
    films.program.root.clipboard_clear()
    films.program.root.update()


def copy_picture(films: FilmsScene, path: Path) -> None:
    subprocess.run(["xclip", "-selection", "clipboard", "-t", "image/png", "-i", str(path)], check=True)
    tk = films.program.root.tk

    def offered() -> bool:
        try:
            return "image/png" in str(tk.call("selection", "get", "-selection", "CLIPBOARD", "-type", "TARGETS"))
        except Exception:  # noqa: BLE001  Tk's own error while nobody owns the clipboard yet
            return bool(0)

    films.wait(offered, what="the picture in the clipboard")


def answer_the_dialog(films: FilmsScene, path: Path) -> list[subprocess.Popen[bytes]]:
    """Type a path into the dialog once it is there. It has an event loop of its own, so nobody waits for the keys."""
    root, typing = films.program.root, list[subprocess.Popen[bytes]]()

    def look(tries: int = 200) -> None:
        focused = str(root.tk.call("focus"))
        if "__tk_filedialog" in focused:
            keys = ["xdotool", "type", "--delay", "1", "--args", "1", str(path), "key", "Return"]
            typing.append(subprocess.Popen(keys))
        elif tries:
            root.after(20, look, tries - 1)

    root.after(20, look)
    return typing


# Adding and changing


def test_a_film_is_added_with_the_keyboard_alone(films: FilmsScene) -> None:
    title = unique("Film")
    films.key("ctrl+n")
    films.wait(
        lambda: films.listing.is_open and films.listing.form.lines["title"].widget.has_focus, what="the new form"
    )
    films.program.hands.type(title)
    for text in ("", "2h 28m", "UA", "hi", "21.11.2026", "Drama, War"):
        films.key("Tab")
        films.program.hands.type(text)
    films.wait(lambda: films.listing.form.answers["genres"] == "Drama, War", what="all answers")
    films.key("ctrl+s")
    films.until_said(f"{title} (2026) is added")
    assert films.listing.form.answers["duration_minutes"] == "148"
    assert (films.film("duration_minutes", title), films.film("language", title)) == (148, "Hindi")
    films.wait(lambda: title in {row.cells[0] for row in films.listing._all}, what="it in the list")
    assert films.listing.table.chosen == films.listing.open_id


def test_what_cannot_be_used_is_said_at_its_line_and_nothing_typed_is_lost(films: FilmsScene) -> None:
    film_id = films.add()
    films.open(film_id)
    films.write("duration_minutes", "soon")
    films.write("certificate", "A")
    films.key("ctrl+s")
    line = films.listing.form.lines["duration_minutes"].widget
    films.wait(lambda: line.error, what="the refusal")
    assert "for example 148" in str(line.error)
    assert line.has_focus
    assert films.listing.form.answers["certificate"] == "A"
    films.program.hands.type("150")
    films.key("ctrl+s")
    films.until_said("is saved")


def test_of_two_managers_the_second_is_told_and_saves_with_a_second_press(films: FilmsScene) -> None:
    title = unique("Film")
    films.open(films.add(title))
    films.program.office.change("UPDATE movies SET certificate = 'A' WHERE title = %s", title)
    films.write("duration_minutes", "150")
    films.key("ctrl+s")
    films.until_said("has changed the certificate meanwhile")
    assert films.listing.form.answers["duration_minutes"] == "150"
    assert films.film("duration_minutes", title) == 120
    films.key("ctrl+s")
    films.until_said("is saved")
    assert films.film("duration_minutes", title) == 150


def test_another_row_does_not_take_what_was_typed_away(films: FilmsScene) -> None:
    first, second = films.add(), films.add()
    films.open(first)
    films.write("title", "Typed and not saved")
    films.program.hands.click(*films.listing.table.row_centre(str(second)))
    films.until_said("Not saved yet")
    assert films.listing.form.answers["title"] == "Typed and not saved"


def test_the_search_finds_by_genre_and_original_title_too(films: FilmsScene) -> None:
    title, genre = unique("Film"), unique("Genre")
    film_id = films.add(title)
    office = films.program.office
    office.change("INSERT INTO movie_genres (movie_id, genre) VALUES (%s, %s)", film_id, genre)
    films.page.refresh()
    films.key("F2")
    films.program.hands.type(genre.lower())
    films.wait(lambda: [row.id for row in films.listing.table.rows] == [str(film_id)], what="the one film")


def test_a_film_is_retired_and_brought_back(films: FilmsScene) -> None:
    title = unique("Film")
    films.open(films.add(title))
    films.key("F8")
    films.until_said("no new shows of it")
    assert films.film("retired", title) == 1
    films.wait(
        lambda: any("retired" in row.cells[0] and title in row.cells[0] for row in films.listing._all), what="the sign"
    )
    assert [button.text for button in films.listing.form.actions] == ["Bring back"]
    films.program.press(films.listing.form.actions[0])
    films.until_said("is back")
    assert films.film("retired", title) == 0


def test_a_save_that_is_under_way_is_not_sent_twice(films: FilmsScene) -> None:
    title = unique("Film")
    films.open(films.add(title))
    films.write("certificate", "A")
    with films.program.lane_held_up(Lane.PLANNING):
        films.key("ctrl+s")
        films.key("ctrl+s")
    films.until_said("is saved")
    told = "SELECT COUNT(*) FROM audit_log a JOIN movies m ON a.subject = CONCAT('film ', m.id) WHERE m.title = %s"
    assert films.program.count(told, title) == 1


@pytest.mark.parametrize("role", [Role.CLERK, Role.USHER])
def test_nobody_else_sees_the_page(start_program: StartProgram, role: Role) -> None:
    program = start_program()
    program.sign_in(role)
    program.screen.open_page("plan")
    assert "plan" not in program.screen._pages


# Posters


def poster_of(films: FilmsScene, film_id: int) -> object:
    return films.program.office.value("SELECT sha256 FROM movie_posters WHERE movie_id = %s", film_id)


def test_a_poster_is_picked_in_the_dialog_and_can_be_undone(films: FilmsScene, picture: Path) -> None:
    film_id = films.add()
    films.open(film_id)
    films.wait(lambda: films.box.key, what="the initials")

    typing = answer_the_dialog(films, picture)
    films.key("F6")
    films.wait(lambda: typing and typing[0].poll() == 0, what="the keys")
    films.wait(lambda: poster_of(films, film_id), what="the poster")
    films.wait(lambda: films.box.key == poster_of(films, film_id), what="it on the screen")
    toast = films.program.screen.shell.toasts._shown[-1]
    assert "is saved" in toast.sentence
    films.page.posters._undo(films.page._seen, None)  # type: ignore[arg-type]  # as its button does
    films.wait(lambda: poster_of(films, film_id) is None, what="no poster")


@pytest.mark.parametrize("size", [(60, 90), (900, 1350)])
def test_a_copied_picture_is_pasted(
    films: FilmsScene, copied: list[Path], tmp_path: Path, size: tuple[int, int]
) -> None:
    Image.effect_noise(size, 90).save(tmp_path / "copied.png")
    film_id = films.add()
    films.open(film_id)
    copy_picture(films, tmp_path / "copied.png")
    films.key("F7")
    films.wait(lambda: poster_of(films, film_id), what="the poster")


def test_where_no_program_reads_pictures_tk_does(films: FilmsScene, copied: list[Path], picture: Path) -> None:
    copy_picture(films, picture)
    assert copied_picture(films.box) == picture.read_bytes()


def test_a_copied_file_is_pasted_by_its_path(films: FilmsScene, copied: list[Path], picture: Path) -> None:
    film_id = films.add()
    films.open(film_id)
    films.program.root.clipboard_clear()
    films.program.root.clipboard_append(picture.as_uri())
    films.key("F7")
    films.wait(lambda: poster_of(films, film_id), what=f"the poster ({films.box.words})")


def test_a_clipboard_without_a_picture_is_told(films: FilmsScene, copied: list[Path]) -> None:
    films.open(films.add())
    films.program.root.clipboard_clear()
    films.program.root.clipboard_append("only words")
    films.key("F7")
    films.wait(lambda: "clipboard" in films.box.words, what="the sentence")


@pytest.mark.parametrize(
    ("content", "told"), [(bytes(50 * 2**20), "larger than 20 MB"), (b"\x89PNG broken", "no picture, or it is broken")]
)
def test_a_broken_or_huge_picture_is_refused_with_a_sentence(
    films: FilmsScene, tmp_path: Path, content: bytes, told: str
) -> None:
    film_id = films.add()
    films.open(film_id)
    (tmp_path / "bad.png").write_bytes(content)
    films.page.posters.take_file(tmp_path / "bad.png")
    films.wait(lambda: told in films.box.words, what=f"{told!r}, not {films.box.words!r}")
    assert poster_of(films, film_id) is None


def test_a_new_films_poster_is_stored_with_it(films: FilmsScene, picture: Path) -> None:
    title = unique("Film")
    films.key("ctrl+n")
    films.wait(lambda: films.listing.is_open)
    films.page.posters.take_file(picture)
    films.wait(lambda: films.box.key == "new", what="the picture")
    for key, text in (("title", title), ("duration_minutes", "90"), ("language", "Hindi"), ("certificate", "U")):
        films.write(key, text)
    films.key("ctrl+s")
    films.until_said("is added")
    film_id = int(str(films.film("id", title)))
    assert poster_of(films, film_id)
    films.wait(lambda: films.box.key == poster_of(films, film_id), what="the stored one on the screen")


def test_a_poster_is_taken_away(films: FilmsScene) -> None:
    film_id = films.add()
    posters, session = films.program.screen._desk.plan.film_posters, films.program.screen.session
    posters.keep(session, new_request_id(), film_id, draw_poster("One"))
    films.open(film_id)
    films.wait(lambda: films.box.key == poster_of(films, film_id), what="the poster")
    films.program.hands.click(*centre(films.box.remove))
    films.wait(lambda: poster_of(films, film_id) is None, what="no poster")
    films.wait(lambda: films.box.key and not films.box.remove.enabled, what="the initials")


def test_a_click_into_a_line_moves_nothing_and_what_is_wrong_there_is_told_whole(films: FilmsScene) -> None:
    films.open(films.add())
    line = films.listing.form.lines["duration_minutes"].widget
    films.program.root.update()
    before = centre(line._entry)
    films.program.hands.click(*before)
    films.wait(lambda: line.has_focus, what="the focus")
    assert centre(line._entry) == before
    films.program.hands.type("x")
    films.key("ctrl+s")
    films.until_said("Give the minutes as a whole number from 1 to 999, for example 148.")
    assert line.error == films.listing.form.message
