"""What an import would do, film by film: which are the same, what changes, and what is assumed of new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.controllers.form_reading import FormRefused
from app.controllers.plan.film_lines import BadLine, FilmFile, FilmLine
from app.controllers.plan.film_matching import match_lines
from app.controllers.plan.import_plan import Assumed, ImportPlan, Outcome, plan_import, read_assumed
from app.models.plan.films import Film, Identity

DUNE = Film(
    7, "Dune", "", 155, "English", "UA", ("Drama", "Science fiction"), "Sand.", date(2021, 10, 22), "tmdb:438631"
)
ALIEN = Film(8, "Alien", "", 117, "English", "A", ("Horror",), "Space.", date(1979, 5, 25))


def planned(lines: Sequence[FilmLine], films: Sequence[Film] = (), bad: Sequence[BadLine] = ()) -> ImportPlan:
    file = FilmFile("films.csv", "line", tuple(lines), tuple(bad))
    identities = [
        Identity(each.id, each.title, each.release_date.year if each.release_date else None, each.source)
        for each in films
    ]
    return plan_import(file, match_lines(lines, identities), {film.id: film for film in films}, Assumed())


def outcomes(plan: ImportPlan) -> list[Outcome]:
    return [line.outcome for line in plan.lines]


def line_of(film: Film, number: int = 2) -> FilmLine:
    return FilmLine(
        number, film.title, film.original_title, film.duration_minutes, film.language, film.certificate, film.genres,
        film.synopsis, film.release_date, film.source,
    )  # fmt: skip


def test_a_film_that_stands_so_is_unchanged() -> None:
    plan = planned([line_of(DUNE), line_of(ALIEN, 3)], [DUNE, ALIEN])
    assert outcomes(plan) == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert plan.summary == "0 added, 0 changed, 2 unchanged, 0 skipped"


def test_what_the_file_does_not_say_stays_as_it_is() -> None:
    assert outcomes(planned([FilmLine(2, "Dune", release_date=DUNE.release_date)], [DUNE])) == [Outcome.UNCHANGED]


def test_a_change_is_told_before_it_is_made() -> None:
    plan = planned([replace(line_of(DUNE), certificate="A", synopsis="More sand.")], [DUNE])
    assert outcomes(plan) == [Outcome.CHANGED]
    assert plan.lines[0].told == "certificate UA → A, synopsis"
    assert plan.lines[0].film == replace(DUNE, certificate="A", synopsis="More sand.")


def test_genres_in_another_order_or_case_are_the_same() -> None:
    assert outcomes(planned([replace(line_of(DUNE), genres=("science Fiction", "DRAMA"))], [DUNE])) == [
        Outcome.UNCHANGED
    ]


def test_by_its_source_a_film_is_known_under_any_title() -> None:
    plan = planned([replace(line_of(DUNE), title="Dune: Part One", release_date=date(2022, 1, 1))], [DUNE])
    assert plan.lines[0].told.startswith("title Dune → Dune: Part One, release date 2021-10-22 → 2022-01-01")


def test_a_film_written_by_hand_gets_the_source_of_the_one_it_is() -> None:
    plan = planned([replace(line_of(ALIEN), source="tmdb:348")], [ALIEN])
    assert (plan.lines[0].told, plan.lines[0].before) == ("source none → tmdb:348", ALIEN)


def test_the_year_tells_a_remake_from_what_it_remakes() -> None:
    assert outcomes(planned([FilmLine(2, "Dune", release_date=date(1984, 12, 14))], [DUNE])) == [Outcome.NEW]


@pytest.mark.parametrize("title", ["DUNE", "Dune!", " Dune", "Du\u0308ne".replace("\u0308", "")])
def test_neither_case_nor_punctuation_makes_another_film(title: str) -> None:
    assert planned([FilmLine(2, title, release_date=DUNE.release_date)], [DUNE]).lines[0].before == DUNE


def test_without_a_year_a_title_is_the_only_film_of_that_title() -> None:
    assert planned([FilmLine(2, "Dune")], [DUNE, ALIEN]).lines[0].before == DUNE
    older = replace(DUNE, id=9, release_date=date(1984, 12, 14), source="tmdb:841")
    plan = planned([FilmLine(2, "Dune")], [DUNE, older])
    assert outcomes(plan) == [Outcome.SKIPPED]
    assert "2 films of that title" in plan.lines[0].told


@pytest.mark.parametrize(
    "second",
    [
        FilmLine(3, "Dune", release_date=date(2021, 1, 1), source="tmdb:438631"),
        FilmLine(3, "Another title", source="tmdb:438631"),
        FilmLine(3, "dune", release_date=date(2021, 1, 1)),
    ],
)
def test_a_film_that_comes_twice_in_a_file_is_taken_once(second: FilmLine) -> None:
    for films in ([], [DUNE]):
        plan = planned([line_of(DUNE), second], films)
        assert plan.lines[1].outcome is Outcome.SKIPPED
        assert "same film as number 2" in plan.lines[1].told


def test_two_films_of_one_title_and_year_are_told_apart_by_their_sources() -> None:
    one, other = (
        FilmLine(number, "Pinocchio", release_date=date(2022, 9, 1), source=f"tmdb:{number}") for number in (2, 3)
    )
    assert outcomes(planned([one, other])) == [Outcome.NEW, Outcome.NEW]


def test_what_is_assumed_of_a_new_film_is_told_and_of_one_that_is_here_nothing() -> None:
    plan = planned([FilmLine(2, "New"), FilmLine(3, "Dune")], [DUNE])
    assert plan.lines[0].assumed == ("minutes", "certificate", "language")
    assert plan.lines[1].assumed == ()
    new = plan.lines[0].film
    assert new is not None
    assert (new.duration_minutes, new.certificate, new.language) == (120, "NR", "English")
    assert plan.notes == (
        "1 new film without minutes: 120 minutes assumed.",
        "1 new film without a certificate: certificate NR assumed.",
        "1 new film without a language: English assumed.",
    )


def test_what_is_assumed_can_be_said_and_is_checked() -> None:
    assert read_assumed({"minutes": "1h 30", "language": ""}) == Assumed(90, "NR", "English")
    with pytest.raises(FormRefused) as refused:
        read_assumed({"minutes": "long"})
    assert refused.value.field == "minutes"


def test_bad_lines_stand_where_they_are_in_the_file() -> None:
    plan = planned([FilmLine(2, "A"), FilmLine(4, "B")], bad=[BadLine(3, "x", "No.")])
    assert [(line.number, line.outcome) for line in plan.lines][1] == (3, Outcome.SKIPPED)
    assert plan.summary == "2 added, 0 changed, 0 unchanged, 1 skipped"


LINES = st.builds(
    FilmLine,
    st.just(0),
    st.sampled_from(["Dune", "DUNE", "Alien", "Aliens", "Ran"]),
    st.sampled_from(["", "Ran", "乱"]),
    st.sampled_from([None, 90, 120]),
    st.sampled_from(["", "Hindi"]),
    st.sampled_from(["", "A"]),
    st.sampled_from([(), ("Drama",), ("drama", "War")]),
    st.sampled_from(["", "Sand."]),
    st.sampled_from([None, date(1984, 1, 1), date(1984, 5, 5), date(2021, 1, 1)]),
    st.sampled_from([None, None, "tmdb:1", "tmdb:2"]),
)


def imported(plan: ImportPlan, films: dict[int, Film]) -> dict[int, Film]:
    """The films that are here after an import."""
    after = dict(films)
    for line in plan.lines:
        if line.film is not None:
            film_id = line.before.id if line.before else max(after, default=0) + 1
            after[film_id] = replace(line.film, id=film_id)
    return after


@settings(max_examples=400)
@given(st.lists(LINES, max_size=6), st.lists(LINES, max_size=8))
def test_a_second_import_of_the_same_file_changes_nothing_whatever_was_there(
    first: list[FilmLine], second: list[FilmLine]
) -> None:
    films: dict[int, Film] = {}
    for lines in (first, second):
        numbered = [replace(line, number=number) for number, line in enumerate(lines, start=2)]
        films = imported(planned(numbered, list(films.values())), films)
        again = planned(numbered, list(films.values()))
        assert again.writes == 0, again.lines
    sources = [film.source for film in films.values() if film.source]
    assert len(set(sources)) == len(sources)
