"""Cinemas and counters in a real window: filled, saved, refused, and who may."""

from __future__ import annotations

from app.models.plan import cinemas as stored_cinemas
from app.models.plan.cinemas import KeptCinema
from tests.box_office import unique
from tests.gui.conftest import centre
from tests.gui.halls_scene import CinemasScene, cinemas_scene, over, own_house, own_owner
from tests.gui.program import program_starter

__all__ = ["cinemas_scene", "own_house", "own_owner", "program_starter"]


def stored(scene: CinemasScene) -> KeptCinema:
    office = scene.program.office
    cinema = stored_cinemas.one(office.owner, office.counters[0].cinema.id)
    assert cinema is not None
    return cinema


def test_an_address_is_typed_and_saved(cinemas: CinemasScene) -> None:
    cinemas.open()
    cinemas.write("address", "12 Laxmi Road")
    cinemas.save()
    cinemas.until_said("is saved")
    assert stored(cinemas).address == "12 Laxmi Road"


def test_a_zone_that_is_none_is_refused_at_its_line(cinemas: CinemasScene) -> None:
    cinemas.open()
    cinemas.write("time_zone", "Pune")
    cinemas.save()
    line = cinemas.listing.form.lines["time_zone"].widget
    cinemas.program.wait(lambda: line.error, what="the refusal at the line")
    assert cinemas.listing.form.answers["time_zone"] == "Pune"


def test_the_currency_stays_once_something_was_sold(cinemas: CinemasScene) -> None:
    cinemas.program.office.sell("C5")
    cinemas.open()
    cinemas.write("currency", "EUR")
    cinemas.save()
    line = cinemas.listing.form.lines["currency"].widget
    cinemas.program.wait(lambda: line.error, what="the refusal at the line")
    assert stored(cinemas).currency == "INR"


def test_a_new_cinema_begins_like_this_one(cinemas: CinemasScene) -> None:
    cinemas.program.hands.key("ctrl+n")
    cinemas.program.wait(lambda: cinemas.listing.is_open, what="the new form")
    assert cinemas.listing.form.answers["currency"] == "INR"
    name = unique("Cinema")
    cinemas.write("name", name)
    cinemas.save()
    cinemas.until_said("is there")
    rows = cinemas.listing.table
    cinemas.program.wait(lambda: name in {row.cells[0] for row in rows.rows}, what="its row")


def test_the_second_of_two_managers_keeps_what_she_typed(cinemas: CinemasScene) -> None:
    cinemas.open()
    seen = stored(cinemas)
    cinemas.program.office.change("UPDATE cinemas SET address = 'Elsewhere' WHERE id = %s", seen.id)
    cinemas.write("tax_number", "123")
    cinemas.save()
    cinemas.until_said("has changed the address meanwhile")
    assert cinemas.listing.form.answers["tax_number"] == "123"
    cinemas.save()
    cinemas.until_said("is saved")
    assert (stored(cinemas).tax_number, stored(cinemas).address) == ("123", "")


def test_a_counter_is_added_renamed_and_taken_out_of_use(cinemas: CinemasScene) -> None:
    cinemas.open()
    part, program = cinemas.page.counters, cinemas.program
    over(program, part.name, "Kiosk")
    program.hands.key("Return")
    program.wait(lambda: "Kiosk" in {row.cells[0] for row in part.table.rows}, what="the new counter")
    cinemas.choose_counter("Kiosk")
    over(program, part.name, "Kiosk 2")
    program.hands.click(*centre(part.rename_button))
    program.wait(lambda: "Kiosk 2" in {row.cells[0] for row in part.table.rows}, what="the new name")
    cinemas.choose_counter("Kiosk 2")
    program.hands.click(*centre(part.use_button))
    program.wait(lambda: ("Kiosk 2", "out of use") in {row.cells for row in part.table.rows}, what="out of use")


def test_a_counter_is_made_the_door_of_one_hall_and_of_all_again(cinemas: CinemasScene) -> None:
    cinemas.open()
    part, program = cinemas.page.counters, cinemas.program
    cinemas.choose_counter("Counter 2")
    over(program, part.hall, "Hall 7")
    program.hands.key("Return")
    program.wait(lambda: "no hall called Hall 7" in str(part.hall.error), what="which halls there are")
    over(program, part.hall, "hall 1")
    program.hands.key("Return")
    program.wait(lambda: "door of Hall 1, till open" in {row.cells[1] for row in part.table.rows}, what="the hall")
    cinemas.choose_counter("Counter 2")
    program.wait(lambda: part.hall.value == "Hall 1", what="the hall in its field")
    part.hall.value = ""
    program.hands.click(*centre(part.hall_button))
    program.wait(lambda: {row.cells[1] for row in part.table.rows} == {"till open"}, what="all halls")


def test_a_counter_with_an_open_till_stays_and_why_is_said(cinemas: CinemasScene) -> None:
    cinemas.open()
    part, program = cinemas.page.counters, cinemas.program
    cinemas.choose_counter("Counter 2")
    program.hands.click(*centre(part.use_button))
    program.wait(lambda: "its till is open" in str(part.name.error), what="why")
