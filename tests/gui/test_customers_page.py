"""Find > Customers: all that is stored of somebody is shown, written to a file, and erased once it is agreed to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.models.records import Role
from app.views.after.customers_page import CustomersPage
from app.views.after.erase_panel import ErasePanel
from tests.box_office import BoxOffice
from tests.controllers.after.privacy_scene import PrivacyScene, build
from tests.gui.program import Program, StartProgram, program_starter
from tests.gui.test_nothing_is_clipped import cut, wear

__all__ = ["program_starter"]


@dataclass
class CustomersGui:
    program: Program
    scene: PrivacyScene
    page: CustomersPage

    def open(self) -> None:
        """Found by typing, chosen by Return."""
        program, page = self.program, self.page
        page.list.search.focus_set()
        program.wait(lambda: page.list.search.has_focus)
        program.write(page.list.search, self.scene.person.traces[0])
        row_id = str(self.scene.customer.id)
        program.wait(lambda: [row.id for row in page.list.table.rows] == [row_id], what="who is found")
        program.hands.key("Enter")
        program.wait(lambda: page.stored is not None and page.lines.rows, what="what is stored")

    def ask(self) -> ErasePanel:
        self.program.hands.key("F8")
        self.program.wait(lambda: self.page.panel is not None, what="the panel")
        panel = self.page.panel
        assert panel is not None
        self.program.wait(lambda: panel.keep_button.has_focus, what="the focus on the safe button")
        for _ in range(3):  # a wrapped text asks for its height once its width is known, and the buttons move
            self.program.root.update()
        return panel

    def until(self, words: str) -> None:
        self.program.wait(lambda: words in self.page.message, what=f"{words!r}, not {self.page.message!r}")


@pytest.fixture(name="customers")
def customers_page(start_program: StartProgram, make_office: Callable[..., BoxOffice]) -> CustomersGui:
    office = make_office()
    scene = build(office)
    program = start_program(office)
    program.sign_in(Role.MANAGER)
    program.screen.open_page("find")
    tabs = program.screen._pages["find"]
    tabs.open("customers")
    assert isinstance(tabs.page, CustomersPage)
    return CustomersGui(program, scene, tabs.page)


def test_all_that_is_stored_stands_on_one_page(customers: CustomersGui) -> None:
    customers.open()
    kinds = {row.cells[0] for row in customers.page.lines.rows}
    assert {"Name", "Phone", "E-mail", "News", "Found by", "Booking", "Money", "Waiting list"} <= kinds
    assert {"Message", "Notice", "Voucher note", "Activity"} <= kinds


def test_it_is_written_to_a_file(customers: CustomersGui, tmp_path: Path) -> None:
    customers.open()
    path = tmp_path / "file.json"
    customers.page.write_file(path)
    customers.until("Written to")
    assert customers.scene.person.name in path.read_text("utf-8")


def test_return_in_the_panel_keeps_the_data(customers: CustomersGui) -> None:
    customers.scene.end_show()
    customers.open()
    customers.ask()
    customers.program.hands.key("Return")
    customers.program.wait(lambda: customers.page.panel is None, what="the panel gone")
    assert customers.scene.stored.erased_at is None


def test_a_press_on_the_verb_erases(customers: CustomersGui) -> None:
    customers.scene.end_show()
    customers.open()
    panel = customers.ask()
    customers.program.press(panel.erase_button)
    customers.until("is erased")
    assert customers.scene.stored.erased_at is not None
    assert customers.page.stored is None
    customers.program.wait(lambda: not customers.page.list.table.rows, what="nobody found")


def test_who_has_a_show_to_come_is_put_down_for_later(customers: CustomersGui) -> None:
    customers.open()
    panel = customers.ask()
    assert customers.scene.basket.booking.reference in panel.words
    customers.program.press(panel.erase_button)
    customers.until("erased by themselves")
    assert customers.scene.stored.erase_asked_at is not None
    assert customers.scene.stored.erased_at is None
    customers.program.wait(
        lambda: "To be erased" in {row.cells[0] for row in customers.page.lines.rows}, what="the line of it"
    )


def test_a_booking_made_meanwhile_is_said_in_the_panel(customers: CustomersGui) -> None:
    customers.scene.end_show()
    customers.open()
    panel = customers.ask()
    customers.scene.office.change(
        "UPDATE shows SET ends_at = UTC_TIMESTAMP() + INTERVAL 1 HOUR, status = 'UPCOMING' WHERE id = %s",
        customers.scene.office.show_id,
    )
    customers.scene.office.change(
        "UPDATE bookings SET status = 'CONFIRMED' WHERE id = %s", customers.scene.basket.booking.id
    )
    customers.program.press(panel.erase_button)
    customers.program.wait(lambda: customers.scene.basket.booking.reference in panel.message, what="what is in the way")
    assert customers.scene.stored.erased_at is None


def test_esc_goes_back_step_by_step(customers: CustomersGui) -> None:
    customers.open()
    customers.ask()
    customers.program.hands.key("Escape")
    customers.program.wait(lambda: customers.page.panel is None, what="the panel gone")
    customers.program.hands.key("Escape")
    customers.program.wait(lambda: customers.page.stored is None, what="nobody open")
    customers.program.hands.key("Escape")
    customers.program.wait(lambda: customers.page.list.search.value == "", what="an empty search")


def test_what_was_open_is_not_for_who_comes_next(customers: CustomersGui) -> None:
    customers.open()
    customers.program.hand_over(Role.ADMIN)
    customers.program.wait(lambda: customers.page.stored is None, what="nobody open")
    assert customers.page.lines.rows == ()


def test_the_page_and_its_panel_fit(customers: CustomersGui) -> None:
    customers.open()
    for size in ("1024x768", "1280x800"):
        for percent in (80, 100, 125):
            wear(customers.program, size, percent)
            assert cut(customers.program) == [], f"{size} at {percent} %"
    wear(customers.program, "1280x800", 100)
    customers.ask()
    for size in ("1024x768", "1280x800"):
        wear(customers.program, size, 100)
        assert cut(customers.program) == [], f"the panel, {size}"
