"""The managers' screens: the list finds, the form saves, and nothing that is typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import customtkinter as ctk
import pytest

from app.controllers.form_reading import FormRefused
from app.models.errors import ChangedMeanwhile
from app.views.list_and_form import Doings, ListAndForm, Words
from app.views.parts.form_lines import YES, Line
from app.views.parts.table import Column, TableRow
from app.views.tour.hands import Hands
from tests.gui.conftest import WaitUntil

_FILMS = {"1": "Amélie", "2": "Dune", "3": "Dune: Part Two"}
_LINES = (
    Line("title", "Title"),
    Line("minutes", "Minutes", half=True),
    Line("certificate", "Certificate", half=True),
    Line("kind", "Kind", "choice", options=(("film", "Film"), ("live", "Live"))),
    Line("retired", "Retired", "tick"),
    Line("synopsis", "Synopsis", "long"),
)


@dataclass
class Scene:
    """The screen with three films, and what was asked to be saved."""

    screen: ListAndForm
    hands: Hands
    wait: WaitUntil
    asked: list[tuple[str | None, dict[str, str]]] = field(default_factory=list)

    def choose(self, film_id: str) -> None:
        self.hands.click(*self.screen.table.row_centre(film_id))
        self.wait(lambda: self.screen.table.chosen == film_id, what=f"row {film_id}")

    def open(self, film_id: str) -> None:
        self.choose(film_id)
        self.wait(lambda: self.screen.open_id == film_id, what=f"film {film_id} in the form")

    def type_title(self, text: str) -> None:
        self.screen.form.lines["title"].focus_set()
        self.hands.type(text)
        self.wait(lambda: self.screen.form.answers["title"] == text, what=text)


@pytest.fixture
def scene(stage: ctk.CTkFrame, hands: Hands, wait_until: WaitUntil) -> Scene:
    asked: list[tuple[str | None, dict[str, str]]] = []

    def open_film(film_id: str) -> None:
        screen.show_form(film_id, _FILMS[film_id], {"title": _FILMS[film_id], "kind": "live", "retired": YES})

    doings = Doings(open_film, lambda film_id, answers: asked.append((film_id, answers)), lambda: {"minutes": "90"})
    words = Words("film", "films", "No film yet.")
    screen = ListAndForm(stage, (Column("title", "Title", stretch=True),), _LINES, words, doings)
    stage.grid_columnconfigure(0, weight=1)
    stage.grid_rowconfigure(0, weight=1)
    screen.grid(sticky="nsew")
    screen.show([TableRow(film_id, (title,)) for film_id, title in _FILMS.items()])
    stage.update()
    screen.focus_first()
    wait_until(lambda: screen.search.has_focus)
    return Scene(screen, hands, wait_until, asked)


def test_typing_finds_without_accents_and_the_arrow_goes_into_the_list(scene: Scene) -> None:
    scene.hands.type("amelie")
    scene.wait(lambda: [row.id for row in scene.screen.table.rows] == ["1"], what="the one film that fits")
    scene.hands.key("Down")
    scene.wait(lambda: scene.screen.table.has_focus)
    scene.wait(lambda: scene.screen.open_id == "1", what="the film in the form")


def test_a_search_that_finds_nothing_says_so(scene: Scene) -> None:
    scene.hands.type("zzz")
    scene.wait(lambda: not scene.screen.table.rows)
    assert "zzz" in scene.screen.table._empty.cget("text")


def test_return_in_the_search_opens_the_first_that_fits(scene: Scene) -> None:
    scene.hands.type("part")
    scene.wait(lambda: len(scene.screen.table.rows) == 1)
    scene.hands.key("Enter")
    scene.wait(lambda: scene.screen.open_id == "3")
    assert scene.screen.form.answers["title"] == "Dune: Part Two"


def test_every_kind_of_line_gives_what_it_was_filled_with(scene: Scene) -> None:
    told = {
        "title": "Dune", "minutes": "155", "certificate": "UA", "kind": "live", "retired": YES, "synopsis": "Sand.\nSpice.",
    }  # fmt: skip
    scene.screen.show_form("2", "Dune", told)
    assert scene.screen.form.answers == told
    assert not scene.screen.form.dirty


def test_a_new_one_is_chosen_in_the_list_once_it_is_there(scene: Scene) -> None:
    scene.screen.new()
    scene.screen.saved("4", "Salt Road", "Saved.")
    assert scene.screen.table.chosen is None
    scene.screen.show([TableRow("4", ("Salt Road",)), *scene.screen.table.rows])
    assert scene.screen.table.chosen == "4"
    assert scene.screen.open_id == "4"


def test_what_is_typed_is_saved_with_the_id_it_was_opened_with(scene: Scene) -> None:
    scene.open("2")
    scene.type_title("Dune 2021")
    scene.hands.key("Enter")
    scene.wait(lambda: scene.asked)
    film_id, answers = scene.asked[0]
    assert (film_id, answers["title"], answers["kind"]) == ("2", "Dune 2021", "live")
    scene.screen.saved("2", "Dune 2021", "Saved.")
    assert not scene.screen.form.dirty
    assert scene.screen.form.message == "Saved."


def test_a_save_is_asked_for_once_until_it_is_answered(scene: Scene) -> None:
    scene.open("2")
    scene.screen.save()
    scene.screen.save()
    assert len(scene.asked) == 1
    scene.screen.refuse(FormRefused("Give a whole number.", "minutes"))
    scene.screen.save()
    assert len(scene.asked) == 2


def test_a_refusal_stands_at_its_line_which_has_the_keyboard(scene: Scene) -> None:
    scene.open("2")
    scene.type_title("Dune 2021")
    scene.screen.refuse(FormRefused("Give a whole number.", "minutes"))
    minutes = scene.screen.form.lines["minutes"].widget
    scene.wait(lambda: minutes.has_focus)
    assert minutes.error == "Give a whole number."
    assert scene.screen.form.answers["title"] == "Dune 2021"


def test_what_was_changed_meanwhile_is_marked_and_what_was_typed_stays(scene: Scene) -> None:
    scene.open("2")
    scene.type_title("Mine")
    scene.screen.refuse(ChangedMeanwhile("Meera has changed the title.", ("title",), object()))
    assert scene.screen.form.message == "Meera has changed the title."
    assert scene.screen.form.lines["title"].widget.error
    assert scene.screen.form.answers["title"] == "Mine"


def test_another_row_takes_nothing_away_that_is_not_saved(scene: Scene) -> None:
    scene.open("2")
    scene.type_title("Mine")
    scene.hands.click(*scene.screen.table.row_centre("1"))
    scene.wait(lambda: "Not saved" in scene.screen.form.message)
    assert scene.screen.open_id == "2"
    assert scene.screen.form.answers["title"] == "Mine"
    assert scene.screen.table.chosen == "2"


def test_esc_lets_go_of_what_is_typed_at_the_second_press_only(scene: Scene) -> None:
    scene.open("2")
    scene.type_title("Mine")
    scene.screen.step_back()
    assert scene.screen.form.answers["title"] == "Mine"
    scene.screen.step_back()
    assert scene.screen.form.answers["title"] == "Dune"
    scene.screen.step_back()
    assert not scene.screen.is_open


def test_a_new_one_begins_with_what_the_page_says(scene: Scene) -> None:
    scene.screen.new()
    assert scene.screen.open_id is None
    assert scene.screen.form.answers["minutes"] == "90"
    scene.wait(lambda: scene.screen.form.lines["title"].widget.has_focus)


@pytest.mark.parametrize("line", ["title", "synopsis"])
def test_tab_goes_from_line_to_line(scene: Scene, line: str) -> None:
    scene.open("2")
    scene.screen.form.lines[line].focus_set()
    before = scene.screen.focus_get()
    scene.hands.key("Tab")
    scene.wait(_differs(scene, before), what="the next line")
    assert scene.screen.form.answers[line].count("\t") == 0


def _differs(scene: Scene, before: object) -> Callable[[], bool]:
    return lambda: scene.screen.focus_get() is not before
