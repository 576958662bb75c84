"""A desk loads what a sale is made of when it is asked for it, and the way to the sign-in screen asks for none of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.controllers.desk import Desk
from app.utils.settings import Settings
from tests.box_office import BoxOffice

SHOW_WHAT_IS_LOADED = """
import sys
import app.controllers.start.opening, app.views.root, app.views.window
print(*sorted({name.partition(".")[0] for name in sys.modules} | {name for name in sys.modules if "app" in name}))
"""


def test_until_somebody_signs_in_nothing_is_loaded_that_only_a_sale_needs() -> None:
    project = Path(__file__).parents[2]
    command = [sys.executable, "-c", SHOW_WHAT_IS_LOADED]
    told = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout.split()
    assert {"app.views.start.sign_in_view", "customtkinter", "mysql"} <= set(told)
    too_early = {"reportlab", "segno", "babel", "holidays", "app.views.counter_screen", "app.controllers.sell.holding"}
    too_early |= {"argon2", "difflib", "app.models.records", "app.views.seats.seat_palette"}
    assert too_early & set(told) == set()


def test_its_lanes_are_the_same_ones_each_time(office: BoxOffice, tmp_path: Path) -> None:
    desk = Desk(office.connect, Settings(), tmp_path)
    first = (desk.sale, desk.reading, desk.slow)
    desk.lay_out()
    assert all(one is other for one, other in zip(first, (desk.sale, desk.reading, desk.slow), strict=True))
    desk.close()


def test_signing_in_belongs_to_the_lane_of_the_sale(office: BoxOffice, tmp_path: Path) -> None:
    desk = Desk(office.connect, Settings(), tmp_path)
    assert desk.sale.sign_in is desk.sign_in
    desk.close()
