"""Every screen of the counter as pictures: both themes, three sizes, and Sell at the scales somebody may set.

A picture is what lies on the screen in memory, so it shows what a clerk would see and not what a widget believes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from demo_window import DemoWindow, demo_window
from PIL import ImageGrab

from app.models.records import PaymentMethod, Role
from app.views.counter_screen import PAGES
from app.views.looks import ThemeName
from app.views.scale import automatic_percent
from app.views.seats.seat_palette import SeatLook

SIZES = ("1024x768", "1280x800", "3840x2160")
SCALES = (80, 125, 150, 200)
SCALED_SIZE = "1920x1080"
THEMES: tuple[ThemeName, ...] = ("dark", "light")
SETTLE_MS = 500
SEATS = 3


class Photographer:
    """Puts the window into a look and takes its picture."""

    def __init__(self, demo: DemoWindow, folder: Path) -> None:
        self._demo, self._folder = demo, folder
        self._look = ""

    def wear(self, size: str, theme: ThemeName, percent: int) -> None:
        looks = self._demo.screen.looks
        self._demo.root.geometry(f"{size}+0+0")
        self._demo.pause(SETTLE_MS)
        looks.set_theme(theme)
        looks.set_scale(percent)
        self._demo.pause(SETTLE_MS)
        self._look = f"{size}-{looks.shown_percent}-{theme}"

    def take(self, name: str) -> None:
        self._demo.pause(SETTLE_MS)
        root = self._demo.root
        left, top = root.winfo_rootx(), root.winfo_rooty()
        box = (left, top, left + root.winfo_width(), top + root.winfo_height())
        ImageGrab.grab(bbox=box, xdisplay="").save(self._folder / f"{self._look}-{name}.png")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--size", action="append", help="instead of the three sizes")
    parser.add_argument("--scale", action="append", type=int, help="Sell at these scales, instead of four")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, demo_window(Path(temporary)) as demo:
        photographer = Photographer(demo, folder)
        for theme in THEMES:
            for size in arguments.size or SIZES:
                width, height = (int(side) for side in size.split("x"))
                photographer.wear(size, theme, automatic_percent((width, height)))
                _all_screens(demo, photographer.take)
            for percent in arguments.scale or SCALES:
                photographer.wear(SCALED_SIZE, theme, percent)
                _a_sale(demo, photographer.take, pay=False)
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} pictures in {folder}\n")
    return 0


def _all_screens(demo: DemoWindow, take: Callable[[str], None]) -> None:
    screen = demo.screen
    _a_sale(demo, take, pay=True)
    for plan in PAGES:
        if plan.key != "sell" and screen.session.may(plan.needs):
            screen.open_page(plan.key)
            take(f"page-{plan.key}")
    screen.open_page("sell")
    screen.key("F1")
    take("help")
    screen.key("Escape")
    screen.key("Control-comma")
    take("looks")
    screen.key("Escape")
    screen.lock()
    take("lock")
    # The lock has the keyboard: typed as a person does.
    field = demo.root.focus_get()
    field.insert(0, next(password for _, password, role in demo.desk.demo_sign_ins if role == Role.CLERK))
    field.event_generate("<Return>")
    demo.wait(lambda: not screen.locked, "the end of the lock")


def _a_sale(demo: DemoWindow, take: Callable[[str], None], *, pay: bool) -> None:
    """From an open show to the change; without `pay` the seats are given back."""
    sell, screen = demo.sell, demo.screen
    largest = max(sell.programme.rows, key=lambda row: row.counts.seat_count)
    demo.open_show(largest.counts)
    looks = sell.flow.looks()
    opened = sell.flow.opened
    if opened is None:
        raise AssertionError("the show is open")
    free = [seat for seat in opened.seats if looks[seat.id] is SeatLook.FREE][:SEATS]
    sell.hands.pick(free)
    demo.wait(lambda: sell.flow.basket is not None and not sell.flow.busy, "the basket")
    take("sell")
    screen.looks.set_customer_display(on=True)
    _over_the_window(demo)
    take("customer")
    screen.looks.set_customer_display(on=False)
    if not pay:
        sell.hands.clear()
        demo.wait(lambda: sell.flow.basket is None and not sell.flow.busy, "the empty basket")
        screen.shell.toasts.clear()
        return
    screen.shell.toasts.show(f"{free[0].label} was just sold at Counter 2. {free[1].label} is free.", "bad")
    take("toast")
    screen.shell.toasts.clear()
    sell.pay(PaymentMethod.CASH)
    demo.wait(lambda: sell.checkout.taking_money, "the payment")
    take("payment")
    sell.checkout.panel.submit()
    demo.wait(lambda: sell.flow.basket is None, "the sale")
    take("done")
    sell.checkout.next_customer()


def _over_the_window(demo: DemoWindow) -> None:
    """Without a second monitor the customers' window begins behind the clerk's."""
    window = demo.screen.customers.window
    if window is not None:
        window.geometry("960x600+0+0")
        window.lift()


if __name__ == "__main__":
    sys.exit(main())
