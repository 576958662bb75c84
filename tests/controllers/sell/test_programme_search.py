"""Searching shows on sale: by everything a customer may say of one, the same on every server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.controllers.sell.programme import Programme
from app.models.records import Role, ShowCounts
from app.models.times import as_stored
from tests.box_office import RULES, BoxOffice, MakeBoxOffice, unique

ZONE = ZoneInfo("Asia/Kolkata")


@pytest.fixture
def programme(office: BoxOffice) -> Programme:
    return Programme(office.database, RULES.late_sale_minutes)


def ids(found: tuple[ShowCounts, ...]) -> list[int]:
    """The shows of this counter's cinema: names of other tests' cinemas have numbers in them that may be typed, too."""
    return [each.show.id for each in found if each.elsewhere is None]


@pytest.fixture
def films(office: BoxOffice) -> Iterator[dict[str, int]]:
    """Title -> its show, an hour after the one before."""
    titles = (
        "Amélie",
        "Dr. Strangelove or: How I Learned",
        "The Dark Knight",
        "दिलवाले दुल्हनिया",
        "100% Wolf",
        "Spider-Man",
    )
    yield {title: office.add_show(timedelta(hours=3 + place), title) for place, title in enumerate(titles)}


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("amel", "Amélie"),
        ("AMÉL", "Amélie"),
        ("ame\u0301lie", "Amélie"),
        ("mélie", "Amélie"),
        ("strange how", "Dr. Strangelove or: How I Learned"),
        ("love", "Dr. Strangelove or: How I Learned"),
        ("  dark   kn ", "The Dark Knight"),
        ("kn dark", "The Dark Knight"),
        ("night dark", "The Dark Knight"),
        ("दिल", "दिलवाले दुल्हनिया"),
        ("हनिया", "दिलवाले दुल्हनिया"),
        ("100% w", "100% Wolf"),
        ("spiderman", "Spider-Man"),
        ("spider man", "Spider-Man"),
        ("spider-m", "Spider-Man"),
        ("dark love", None),
        ("%", None),
        ("_", None),
        ("d_rx", None),
        ("' OR 'x' = 'x", None),
        ("\\", None),
    ],
)
def test_a_film_is_found_by_the_beginnings_and_middles_of_its_words(
    programme: Programme, office: BoxOffice, films: dict[str, int], typed: str, title: str | None
) -> None:
    expected = [] if title is None else [films[title]]
    assert ids(programme.search(office.session(), typed)) == expected


def test_nothing_typed_finds_everything_here_up_to_the_most_wanted(
    programme: Programme, office: BoxOffice, films: dict[str, int]
) -> None:
    assert ids(programme.search(office.session(), "")) == [office.show_id, *films.values()]
    assert ids(programme.search(office.session(), "", most=2)) == [office.show_id, films["Amélie"]]


@pytest.fixture
def thriller(office: BoxOffice) -> int:
    """A show of a film that is told apart by everything but its title."""
    show_id = office.add_show(title="Plain")
    office.change(
        "UPDATE movies SET language = 'Français', certificate = 'U/A 16+' WHERE id ="
        " (SELECT movie_id FROM shows WHERE id = %s)",
        show_id,
    )
    office.change(
        "INSERT INTO movie_genres (movie_id, genre) SELECT movie_id, 'Comédie noire' FROM shows WHERE id = %s", show_id
    )
    return show_id


@pytest.mark.parametrize(
    "typed", ["comedie", "noire", "oir", "franc", "ancais", "u/a 16", "ua 16+", "16", "fran com 16"]
)
def test_a_film_is_found_by_genre_language_and_certificate(
    programme: Programme, office: BoxOffice, thriller: int, typed: str
) -> None:
    assert thriller in ids(programme.search(office.session(), f"plain {typed}"))
    assert thriller in ids(programme.search(office.session(), typed))
    assert office.show_id not in ids(programme.search(office.session(), f"{typed} plain"))


def starting(office: BoxOffice, days: int, title: str) -> tuple[int, datetime]:
    """A show at noon of the cinema's own day so many days from today; its id and its local beginning."""
    show_id = office.add_show(title=title)
    day = datetime.now(ZONE).date() + timedelta(days=days)
    starts_at = datetime.combine(day, time(12), tzinfo=ZONE)
    stored = as_stored(starts_at)
    office.change(
        "UPDATE shows SET starts_at = %s, ends_at = %s WHERE id = %s", stored, stored + timedelta(hours=2), show_id
    )
    return show_id, starts_at


@pytest.mark.parametrize(
    "form",
    [
        "%A",
        "%a",
        "%d %b",
        "%d %B",
        "%B",
        "%Y-%m-%d",
        "%Y-%m",
        "%d/%m",
        "%d/%m/%Y",
        "%d/%m/%y",
        "%d.%m.",
        "%d-%m-%Y",
        "%d",
    ],
)
@pytest.mark.parametrize("days", [3, 40])
def test_a_show_is_found_by_its_day_however_it_is_written(
    programme: Programme, office: BoxOffice, days: int, form: str
) -> None:
    show_id, starts_at = starting(office, days, "Zanzibar")
    other_month, _ = starting(office, days + 45, "Zanzibar")
    typed = f"{starts_at:{form}}"
    assert show_id in ids(programme.search(office.session(), f"zanzi {typed}"))
    assert show_id in ids(programme.search(office.session(), typed.lower(), most=200))
    if "%d" in form and form != "%d":
        assert other_month not in ids(programme.search(office.session(), f"zanzi {typed}"))


def test_tomorrow_is_tomorrow_in_the_cinema(programme: Programme, office: BoxOffice) -> None:
    tomorrow, _ = starting(office, 1, "Noon")
    starting(office, 2, "Noon")
    assert ids(programme.search(office.session(), "noon tomorrow")) == [tomorrow]
    assert ids(programme.search(office.session(), "tom noon")) == [tomorrow]


def test_beginnings_come_before_middles_and_then_it_goes_by_time(programme: Programme, office: BoxOffice) -> None:
    middle = office.add_show(timedelta(hours=3), "Midnight")
    late, early = office.add_show(timedelta(days=2), "The Night"), office.add_show(timedelta(hours=5), "Night Train")
    assert ids(programme.search(office.session(), "night")) == [early, late, middle]


@pytest.fixture
def other(make_office: MakeBoxOffice) -> BoxOffice:
    """Another cinema in another city, with names that nobody else has."""
    other = make_office()
    cinema_id = other.counters[0].cinema.id
    other.change("UPDATE cinemas SET name = %s, currency = 'EUR' WHERE id = %s", unique("Cinéma Étoile"), cinema_id)
    other.change("UPDATE cities t JOIN cinemas c ON c.city_id = t.id SET t.name = %s WHERE c.id = %s", unique("Liège"),
                 cinema_id)  # fmt: skip
    return other


@pytest.mark.parametrize("typed", ["etoile", "toil", "liege", "ège", "cinema etoile liege"])
def test_a_show_elsewhere_is_found_when_its_cinema_or_city_is_named_and_says_where_it_is(
    programme: Programme, office: BoxOffice, other: BoxOffice, typed: str
) -> None:
    found = {each.show.id: each for each in programme.search(office.session(), f"{typed} film", most=200)}
    assert found[other.show_id].elsewhere is not None
    assert found[other.show_id].place.startswith("Cinéma Étoile")
    assert found[other.show_id].seat_count == 60


def test_a_show_elsewhere_is_not_found_by_its_film_alone(
    programme: Programme, office: BoxOffice, other: BoxOffice
) -> None:
    other.add_show(title="Orphée")
    assert programme.search(office.session(), "orphee") == ()


def test_shows_here_come_before_shows_elsewhere_and_have_no_other_place(
    programme: Programme, office: BoxOffice, other: BoxOffice
) -> None:
    here = office.add_show(timedelta(days=5), "Étoile filante")
    found = programme.search(office.session(), "etoile")
    assert found[0].show.id == here
    assert found[0].elsewhere is None
    assert found[0].place == "Hall 1"
    assert other.show_id in [each.show.id for each in found[1:]]


def test_the_cinemas_own_name_and_city_find_its_shows(programme: Programme, office: BoxOffice) -> None:
    show_id = office.add_show(title="Whatever")
    cinema = office.counters[0].cinema
    assert ids(programme.search(office.session(), f"whatever {cinema.name} {cinema.city}")) == [show_id]


def test_a_film_added_at_another_terminal_is_found_at_the_next_look(programme: Programme, office: BoxOffice) -> None:
    assert programme.search(office.session(), "newest") == ()
    show_id = office.add_show(title="The newest")
    while programme.prepare_search(office.session()):
        pass  # other tests of this minute may have planned so many shows that all is read again, piece by piece
    assert ids(programme.search(office.session(), "newest")) == [show_id]


def test_a_show_cancelled_or_moved_into_the_past_a_moment_ago_is_not_listed(
    programme: Programme, office: BoxOffice
) -> None:
    """What is kept in memory only tells where to look: what is shown was read just now."""
    cancelled, moved, stays = (office.add_show(timedelta(hours=3 + place), "Fickle") for place in range(3))
    assert ids(programme.search(office.session(), "fickle")) == [cancelled, moved, stays]
    office.change("UPDATE shows SET status = 'CANCELLED' WHERE id = %s", cancelled)
    past = as_stored(datetime.now(UTC) - timedelta(hours=4))
    office.change("UPDATE shows SET starts_at = %s WHERE id = %s", past, moved)
    assert ids(programme.search(office.session(), "fickle")) == [stays]


def test_counts_and_prices_are_those_of_now(programme: Programme, office: BoxOffice) -> None:
    programme.search(office.session(), "film")
    office.hold("C4")
    office.sell("A1", "A2")
    (found,) = programme.search(office.session(), "film")
    assert (found.held_count, found.sold_count, found.price_from_minor) == (1, 2, 35000)


def test_an_usher_may_search(programme: Programme, office: BoxOffice) -> None:
    assert ids(programme.search(office.session(Role.USHER), "film")) == [office.show_id]
