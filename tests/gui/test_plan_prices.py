"""The price list's page: filled, saved, refused, by whom it may be; two who change one thing; a map that is open meanwhile."""

from __future__ import annotations

from app.models.records import Role, SeatType
from app.views.plan.prices_page import TITLES
from tests.controllers.plan.price_scene import row
from tests.gui.prices_scene import PricesScene, own_house, own_owner, prices_scene
from tests.gui.program import StartProgram, program_starter

__all__ = ["own_house", "own_owner", "prices_scene", "program_starter"]


def price_minor(scene: PricesScene, code: str = "ADULT", seat_type: SeatType = SeatType.REGULAR) -> int:
    prices = scene.program.office.open().prices
    return prices.of_type(seat_type, prices.book.ticket_type(code)).amount_minor


def test_a_new_ticket_type_is_typed_saved_and_sold(prices_scene: PricesScene) -> None:
    prices_scene.new()
    prices_scene.type("name", "Club member")
    prices_scene.type("percent", "60 %")
    prices_scene.save()
    prices_scene.wait_for("Saved.")
    prices_scene.program.wait(lambda: prices_scene.cells("Club member"), what="its row")
    assert prices_scene.cells("Club member") == ("Club member", "always", "× 0.6")
    assert prices_scene.answers["percent"] == "60"
    assert price_minor(prices_scene, "CLUBMEMBER") == 21_000


def test_what_cannot_be_is_refused_at_its_line_and_what_was_typed_stays(prices_scene: PricesScene) -> None:
    prices_scene.choose("Child")
    prices_scene.type("percent", "7000")
    prices_scene.save()
    prices_scene.program.wait(lambda: prices_scene.error_of("percent"), what="the refusal at its line")
    percent = prices_scene.listing.form.lines["percent"].widget
    prices_scene.program.wait(lambda: percent.has_focus, what="the keyboard there")
    assert prices_scene.answers["percent"] == "7000"
    assert price_minor(prices_scene, "CHILD") == 24_500
    prices_scene.type("percent", "60")
    prices_scene.save()
    prices_scene.wait_for("Saved.")
    assert price_minor(prices_scene, "CHILD") == 21_000


def test_the_second_of_two_managers_is_told_keeps_what_she_typed_and_saves_over_it(prices_scene: PricesScene) -> None:
    prices_scene.choose("Child")
    desk, other = prices_scene.elsewhere.ticket_types, prices_scene.other
    child = row(desk.rows(other), name="Child")
    desk.save(other, child.record, {**child.answers, "percent": "65"})
    prices_scene.type("name", "Kid")
    prices_scene.save()
    prices_scene.wait_for("has changed its percent")
    assert prices_scene.answers["name"] == "Kid"
    assert price_minor(prices_scene, "CHILD") == 22_750
    prices_scene.save()
    prices_scene.wait_for("Saved.")
    assert price_minor(prices_scene, "CHILD") == 24_500


def test_a_form_nobody_types_in_shows_what_another_manager_saved(prices_scene: PricesScene) -> None:
    prices_scene.choose("Child")
    desk, other = prices_scene.elsewhere.ticket_types, prices_scene.other
    child = row(desk.rows(other), name="Child")
    desk.save(other, child.record, {**child.answers, "percent": "65"})
    prices_scene.page.refresh()
    prices_scene.program.wait(lambda: prices_scene.answers["percent"] == "65", what="the new percent")


def test_a_usual_price_has_one_line_and_a_special_one_all_of_them(prices_scene: PricesScene) -> None:
    prices_scene.go_to("seats")
    prices_scene.choose("VIP")
    assert prices_scene.listing.form.shown == ("percent",)
    prices_scene.type("percent", "160")
    prices_scene.save()
    prices_scene.wait_for("Saved.")
    assert price_minor(prices_scene, seat_type=SeatType.VIP) == 56_000
    prices_scene.new()
    assert {"code", "name", "weekdays", "valid_from", "active"} <= set(prices_scene.listing.form.shown)


def test_a_time_of_day_asks_for_its_hours_and_comes_on_top(prices_scene: PricesScene) -> None:
    prices_scene.go_to("days")
    prices_scene.new()
    assert "from_time" not in prices_scene.listing.form.shown
    prices_scene.program.hands.key("Right")  # from "A day" to "A time of day"
    prices_scene.program.wait(lambda: "from_time" in prices_scene.listing.form.shown, what="the hours")
    assert "code" not in prices_scene.listing.form.shown
    prices_scene.type("name", "All day long")
    prices_scene.type("percent", "80")
    prices_scene.type("from_time", "0:00")
    prices_scene.type("until_time", "11:59 pm")
    prices_scene.save()
    prices_scene.wait_for("Saved.")
    prices_scene.program.wait(lambda: prices_scene.cells("All day long"), what="its row")
    assert prices_scene.cells("All day long") == ("All day long", "00:00–23:59", "× 0.8")
    assert price_minor(prices_scene) == 28_000


def test_a_holiday_of_the_house_is_named_and_taken_back(prices_scene: PricesScene) -> None:
    prices_scene.go_to("holidays")
    prices_scene.new()
    prices_scene.type("day", "2031-07-14")
    prices_scene.type("name", "Founding day")
    prices_scene.save()
    prices_scene.wait_for("Saved.")
    prices_scene.program.wait(lambda: prices_scene.row_id("Mon, 14 Jul, 2031"), what="its row")
    assert prices_scene.cells("Mon, 14 Jul, 2031")[1:] == ("Founding day", "own holiday")
    assert prices_scene.listing.form.shown == ("name", "said")


def test_refund_rules_are_kept_with_what_they_mean_in_words(prices_scene: PricesScene) -> None:
    prices_scene.go_to("refunds")
    part = prices_scene.page.part
    prices_scene.program.wait(lambda: "100 % more than 6 h before the show" in part.told, what="the rules in words")
    prices_scene.choose("From 2 h")
    assert tuple(prices_scene.listing.form.shown) == ("time", "beyond", "percent", "counts")
    prices_scene.type("percent", "60")
    prices_scene.save()
    prices_scene.wait_for("It counts from now on")
    prices_scene.program.wait(lambda: "60 % from 2 h before the show" in part.told, what="the new percent in words")
    assert prices_scene.cells("From 2 h") == ("From 2 h", "60 %")
    prices_scene.choose("Exchange until the show begins")
    assert list(prices_scene.listing.form.shown) == ["exchange"]
    prices_scene.type("exchange", "1 h")
    prices_scene.save()
    prices_scene.program.wait(lambda: "exchanged until 1 h before" in part.told, what="the new limit in words")


def test_a_show_gets_a_price_of_its_own_and_held_seats_keep_theirs(prices_scene: PricesScene) -> None:
    office = prices_scene.program.office
    basket = office.hold("A1", counter=1)
    prices_scene.go_to("shows")
    prices_scene.program.wait(lambda: prices_scene.listing.table.rows, what="the shows")
    prices_scene.choose(prices_scene.listing.table.rows[0].cells[0])
    prices_scene.type("REGULAR", "99.50")
    prices_scene.save()
    prices_scene.wait_for("Saved.")
    assert price_minor(prices_scene) == 9_950
    assert office.pay(basket, counter=1).total_minor == 35_000


def test_a_promo_code_in_use_keeps_its_letters(prices_scene: PricesScene) -> None:
    prices_scene.go_to("promos")
    prices_scene.new()
    prices_scene.type("code", "autumn")
    prices_scene.type("name", "Advert")
    prices_scene.type("value", "20")
    prices_scene.save()
    prices_scene.wait_for("Saved.")
    assert prices_scene.answers["code"] == "AUTUMN"
    basket = prices_scene.program.office.hold("A2", counter=1)
    prices_scene.program.office.change(
        "UPDATE bookings SET promo_code_id = (SELECT id FROM promo_codes WHERE code = 'AUTUMN') WHERE id = %s",
        basket.booking.id,
    )
    prices_scene.type("code", "WINTER")
    prices_scene.save()
    prices_scene.program.wait(lambda: prices_scene.error_of("code"), what="the refusal at the code")


def test_a_group_discount_is_switched_off(prices_scene: PricesScene) -> None:
    prices_scene.go_to("groups")
    prices_scene.new()
    prices_scene.type("name", "Trio")
    prices_scene.type("seats_min", "3")
    prices_scene.type("percent_off", "10")
    prices_scene.save()
    prices_scene.wait_for("Saved.")
    prices_scene.listing.form.lines["active"].focus_set()
    prices_scene.program.hands.key("Left")
    prices_scene.program.wait(lambda: prices_scene.answers["active"] == "", what="No")
    prices_scene.save()
    prices_scene.program.wait(lambda: prices_scene.cells("Trio")[1:2] == ("not in use",), what="its row")


def test_what_is_typed_in_one_part_waits_while_another_is_open(prices_scene: PricesScene) -> None:
    prices_scene.choose("Child")
    prices_scene.type("name", "Youngster")
    for key, _ in (*TITLES[1:], TITLES[0]):
        prices_scene.go_to(key)
    assert prices_scene.answers["name"] == "Youngster"


def test_a_clerk_has_no_page_to_plan_on(start_program: StartProgram) -> None:
    program = start_program()
    program.sign_in(Role.CLERK)
    assert "plan" not in program.screen.shell._items
    program.screen.open_page("plan")
    assert "plan" not in program.screen._pages


def test_an_open_map_tells_the_new_price_and_the_basket_keeps_the_old_one(prices_scene: PricesScene) -> None:
    program = prices_scene.program
    program.screen.open_page("sell")
    program.open_show()
    program.pick("A1")
    desk, other = prices_scene.elsewhere.specials, prices_scene.other
    regular = row(desk.seat_rows(other), code="REGULAR")
    desk.save(other, regular.record, {**regular.answers, "percent": "200"})
    program.wait(lambda: "prices of this show have changed" in program.toasts, what="the message")
    opened = program.flow.opened
    assert opened is not None
    assert (SeatType.REGULAR, "₹700") in program.sell.map_pane.legend(opened)
    program.pick("A2")
    basket = program.flow.basket
    assert basket is not None
    assert [line.price_minor for line in basket.booking.lines] == [35_000, 70_000]


def test_a_ticket_type_sold_no_more_stays_on_the_held_seat_until_it_is_changed(prices_scene: PricesScene) -> None:
    program = prices_scene.program
    program.screen.open_page("sell")
    program.open_show()
    program.pick("A1")
    seat = program.seat("A1")
    program.flow.next_ticket_type(seat)
    program.wait(lambda: _type_of(prices_scene) == "CHILD" and not program.flow.busy, what="a child")
    desk, other = prices_scene.elsewhere.ticket_types, prices_scene.other
    child = row(desk.rows(other), name="Child")
    desk.save(other, child.record, {**child.answers, "active": ""})
    opened = program.flow.opened
    program.wait(lambda: program.flow.opened is not opened, what="the new price list")
    assert _type_of(prices_scene) == "CHILD"
    program.flow.next_ticket_type(seat)
    program.wait(lambda: _type_of(prices_scene) == "ADULT", what="the first that is sold")


def _type_of(scene: PricesScene) -> str:
    basket = scene.program.flow.basket
    return basket.booking.lines[0].ticket_type.code if basket else ""
