"""Vouchers on the price list's page: made, copied, written to a file, blocked; and the preview of a price."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path

import customtkinter as ctk
import pytest

from app.controllers.pay.voucher_desk import VoucherDesk
from app.models.errors import VoucherRefused
from app.views.parts.form_lines import YES
from app.views.plan.preview_part import PreviewPart
from app.views.plan.prices_page import TITLES
from app.views.plan.vouchers_part import VouchersPart
from tests.gui.prices_scene import PricesScene, own_house, own_owner, prices_scene
from tests.gui.program import program_starter
from tests.gui.test_nothing_is_clipped import cut, wear

__all__ = ["own_house", "own_owner", "prices_scene", "program_starter"]


def vouchers(scene: PricesScene) -> VouchersPart:
    scene.go_to("vouchers")
    part = scene.page.part
    assert isinstance(part, VouchersPart)
    return part


def made(scene: PricesScene, count: str = "3") -> list[str]:
    """New ones of 500 rupees; their codes as they are shown."""
    part = vouchers(scene)
    scene.new()
    scene.type("value", "500")
    scene.type("count", count)
    scene.type("note", "Party")
    scene.save()
    scene.wait_for("made.")
    return [kept.answers["code"] for kept in part.at_hand]


def test_new_vouchers_are_shown_copied_and_written_to_a_file(prices_scene: PricesScene, tmp_path: Path) -> None:
    codes = made(prices_scene)
    part = vouchers(prices_scene)
    assert len(set(codes)) == 3
    assert prices_scene.answers["codes"].splitlines() == codes
    assert prices_scene.listing.form.shown == ("codes",)
    prices_scene.program.hands.key("F7")
    prices_scene.wait_for("3 codes copied")
    assert part.clipboard_get().splitlines() == codes
    part.write_codes(tmp_path / "codes.csv")
    prices_scene.wait_for("written to")
    assert (tmp_path / "codes.csv").read_text("utf-8-sig").count("\n") == 4
    prices_scene.listing.save()  # there is nothing to save, and nothing is asked for
    assert "written to" in prices_scene.message
    prices_scene.new()
    assert "value" in prices_scene.listing.form.shown
    assert "codes" not in prices_scene.listing.form.shown


def test_a_voucher_is_blocked_and_let_go(prices_scene: PricesScene) -> None:
    (code,) = made(prices_scene, "1")
    office = prices_scene.program.office
    desk = VoucherDesk(office.owner)
    prices_scene.choose(code)
    prices_scene.listing.form.lines["blocked"].focus_set()
    prices_scene.program.hands.key("Right")
    prices_scene.program.wait(lambda: prices_scene.answers["blocked"] == "yes", what="Yes")
    prices_scene.save()
    prices_scene.wait_for("Saved.")
    with pytest.raises(VoucherRefused):
        desk.look_up(office.session(), code)
    prices_scene.program.wait(lambda: prices_scene.cells(code)[1] == "blocked", what="its row")
    prices_scene.listing.form.lines["blocked"].focus_set()
    prices_scene.program.hands.key("Left")
    prices_scene.program.wait(lambda: prices_scene.answers["blocked"] == "", what="No")
    prices_scene.save()
    prices_scene.program.wait(lambda: prices_scene.cells(code)[1] == "always", what="its row")
    assert desk.look_up(office.session(), code).balance_minor == 50_000


def test_vouchers_that_cannot_be_are_refused_at_their_line(prices_scene: PricesScene) -> None:
    vouchers(prices_scene)
    prices_scene.new()
    prices_scene.type("value", "500")
    prices_scene.type("count", "5000")
    prices_scene.save()
    prices_scene.program.wait(lambda: prices_scene.error_of("count"), what="the refusal at its line")
    assert prices_scene.answers["value"] == "500"


def previewed(scene: PricesScene) -> PreviewPart:
    """The preview of the cinema's one show."""
    scene.go_to("preview")
    part = scene.page.part
    assert isinstance(part, PreviewPart)
    scene.program.wait(lambda: scene.listing.table.rows, what="the shows")
    scene.choose(scene.listing.table.rows[0].cells[0])
    scene.program.wait(lambda: part.table.told, what="the price")
    return part


def line(part: PreviewPart, name: str) -> tuple[str, ...]:
    return next((told for told in part.table.told if told[0] == name), ())


def test_a_price_is_told_line_by_line_and_changes_while_one_types(prices_scene: PricesScene) -> None:
    part = previewed(prices_scene)
    assert part.table.told[1] == ("The show's base price", "₹350")
    assert line(part, "Child") == ("Child", "× 0.7", "₹245")
    prices_scene.listing.form.lines["seat_type"].focus_set()
    prices_scene.program.hands.key("End")
    prices_scene.program.wait(lambda: line(part, "VIP"), what="VIP")
    assert line(part, "Adult") == ("Adult", "× 1", "₹525")
    prices_scene.type("seats", "2")
    prices_scene.program.wait(lambda: "2 seats ₹1,050" in line(part, "Adult"), what="the price of two")
    assert not prices_scene.listing.form.dirty


def test_what_is_taken_off_is_told_whole_beside_a_price_of_its_own(prices_scene: PricesScene) -> None:
    groups = prices_scene.elsewhere.groups
    group = {"name": "Group of 10", "seats_min": "10", "percent_off": "10", "active": YES}
    groups.save(prices_scene.other, None, group)
    part = previewed(prices_scene)
    prices_scene.type("seats", "10")
    told = "Group of 10 −10 %"
    prices_scene.program.wait(lambda: told in line(part, "Adult"), what="the group discount")
    prices_scene.program.root.update()
    labels = [each for each in every_label(part.table) if each.cget("text") == told]
    assert labels
    assert all(label.winfo_width() >= label.winfo_reqwidth() for label in labels)


def every_label(widget: tk.Misc) -> list[ctk.CTkLabel]:
    children = widget.winfo_children()
    found = [child for child in children if isinstance(child, ctk.CTkLabel) and child.winfo_viewable()]
    return [*found, *(label for child in children for label in every_label(child))]


def test_what_cannot_be_is_told_at_its_line_while_the_keyboard_stays(prices_scene: PricesScene) -> None:
    part = previewed(prices_scene)
    prices_scene.type("day", "2026-11")
    prices_scene.program.wait(lambda: prices_scene.error_of("day"), what="what is wrong, at its line")
    assert prices_scene.listing.form.lines["day"].widget.has_focus
    prices_scene.type("day", "2031-11-22")
    prices_scene.program.wait(lambda: line(part, "Weekend"), what="a Saturday")
    assert prices_scene.error_of("day") is None
    prices_scene.program.hands.key("F8")
    prices_scene.program.wait(lambda: prices_scene.answers["day"] != "2031-11-22", what="the day as it is planned")


def test_esc_takes_the_price_away_with_its_form(prices_scene: PricesScene) -> None:
    part = previewed(prices_scene)
    prices_scene.program.hands.key("Escape")
    prices_scene.program.wait(lambda: not part.table.winfo_viewable(), what="an empty pane")
    assert not prices_scene.listing.is_open


@pytest.mark.parametrize("size", ["1024x768", "1280x800", "1920x1080"])
def test_every_part_fits_at_every_size(prices_scene: PricesScene, size: str) -> None:
    made(prices_scene)
    for key, _ in TITLES:
        prices_scene.go_to(key)
        if prices_scene.listing.new_button is not None and key != "vouchers":
            prices_scene.new()
    previewed(prices_scene)
    for percent in (80, 100, 150, 200):
        wear(prices_scene.program, size, percent)
        for key, _ in TITLES:
            prices_scene.page.open(key)
            prices_scene.program.root.update()
            assert cut(prices_scene.program) == [], f"{key}, {size} at {percent} %"
    prices_scene.program.screen.looks.set_scale(100)
    prices_scene.program.root.geometry("1280x800+0+0")
    prices_scene.program.root.update()
