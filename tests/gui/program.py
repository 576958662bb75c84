"""The whole window on a small cinema of the test's own, and the clerk who works with it."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import customtkinter as ctk
import pytest
from argon2 import PasswordHasher

from app.models.connection import Connect
from app.models.records import Role, Seat
from app.utils.pay.patient_provider import PatientProvider
from app.utils.settings import Settings
from app.views.counter_screen import CounterScreen
from app.views.parts.defect_dialog import DefectDialog
from app.views.parts.field import Field
from app.views.pay.payment_panel import PaymentPanel
from app.views.seats.seat_palette import SeatLook
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.checkout import Checkout
from app.views.sell.command_bar import CommandBar
from app.views.sell.sale_done_panel import SaleDonePanel
from app.views.sell.sell_view import SellView
from app.views.start.lock_view import LockView
from app.views.start.sign_in_view import SignInView
from app.views.tasks import Lane
from app.views.tour.hands import Hands
from app.views.window import Window
from tests.box_office import PASSWORD, BoxOffice
from tests.gui.conftest import WaitUntil, centre
from tests.gui.running import OpenHouse, running

SETTINGS = Settings()
QUICK_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""A real hash that takes no time: what a real one costs is tested with the sign-in, and not again by every sale."""


@dataclasses.dataclass
class Program:
    """A running window with a clerk's hands on it. Everything is done with real keys and clicks."""

    root: ctk.CTk
    window: Window
    office: BoxOffice
    hands: Hands
    wait: WaitUntil
    folder: Path

    # Where one is

    @property
    def screen(self) -> CounterScreen:
        assert isinstance(self.window.screen, CounterScreen)
        return self.window.screen

    @property
    def sign_in_view(self) -> SignInView:
        assert isinstance(self.window.screen, SignInView)
        return self.window.screen

    @property
    def sell(self) -> SellView:
        assert self.screen.sell is not None
        return self.screen.sell

    @property
    def command(self) -> CommandBar:
        """The line at the top of Sell."""
        return self.sell.command.bar

    @property
    def flow(self) -> BasketFlow:
        return self.sell.flow

    @property
    def checkout(self) -> Checkout:
        return self.sell.checkout

    @property
    def payment(self) -> PaymentPanel:
        assert isinstance(self.checkout.panel, PaymentPanel)
        return self.checkout.panel

    @property
    def message(self) -> str:
        """What the payment panel says below its field."""
        return str(self.payment._message.cget("text"))

    @property
    def done(self) -> SaleDonePanel:
        assert isinstance(self.checkout.panel, SaleDonePanel)
        return self.checkout.panel

    @property
    def toasts(self) -> str:
        return "\n".join(self.screen.shell.toasts.sentences)

    @property
    def labels(self) -> list[str]:
        """The seats in the basket."""
        return [line.seat.label for line in self.flow.basket.booking.lines] if self.flow.basket else []

    # What a clerk does

    def type_sign_in(self, role: Role = Role.CLERK, password: str = PASSWORD) -> None:
        """Name, Enter, password, Enter."""
        view = self.sign_in_view
        self.wait(lambda: view.name.has_focus, what="the focus on the name")
        self.write(view.name, self.office.people[role].username)
        self.hands.key("Enter")
        self.wait(lambda: view.password.has_focus, what="the focus on the password")
        self.write(view.password, password)
        self.hands.key("Enter")

    def sign_in(self, role: Role = Role.CLERK) -> None:
        self.type_sign_in(role)
        self.wait(lambda: isinstance(self.window.screen, CounterScreen), what="the counter's screen")
        if self.screen.sell is not None:
            self.wait(lambda: self.sell.programme.rows or self.empty_sentence, what="the programme")

    @property
    def empty_sentence(self) -> str:
        return str(self.sell.programme._empty.cget("text"))

    def write(self, field: Field | CommandBar, text: str) -> None:
        """Type into the field that has the focus, over what is selected in it."""
        self.hands.type(text)
        self.wait(lambda: field.value == text, what=f"{text!r} in {field.label}, not {field.value!r}")

    def open_show(self, place: int = 0) -> None:
        """Open a show of the list by Enter."""
        row = self.sell.programme.rows[place]
        row.focus_set()
        self.wait(lambda: row.has_focus)
        self.hands.key("Enter")
        self.wait(
            lambda: self.flow.opened is not None and self.flow.opened.show.id == row.counts.show.id, what="the show"
        )
        self.root.update()

    def seat(self, label: str) -> Seat:
        assert self.flow.opened is not None
        return next(seat for seat in self.flow.opened.seats if seat.label == label)

    def seat_centre(self, label: str) -> tuple[int, int]:
        return self.sell.map_pane.map.seat_centre(self.seat(label).id)

    def look(self, label: str) -> SeatLook:
        return self.sell.map_pane.map.look_of(self.seat(label).id)

    def click_seat(self, label: str) -> None:
        self.hands.click(*self.seat_centre(label))

    def pick(self, *labels: str) -> None:
        """Click seats and wait until they are held."""
        before = self.labels
        for label in labels:
            self.click_seat(label)
        wanted = set(before) | set(labels)
        self.wait(lambda: set(self.labels) == wanted and not self.flow.busy, what=f"{labels} in the basket")

    def ask_to_pay(self, key: str = "F8") -> PaymentPanel:
        self.hands.key(key)
        self.wait(lambda: self.checkout.taking_money, what="the payment panel")
        self.wait(lambda: self.payment.field.has_focus, what="the focus on the amount")
        return self.payment

    def pay(self) -> SaleDonePanel:
        """The exact amount in cash."""
        self.ask_to_pay()
        self.hands.key("Enter")
        return self.wait_for_sale()

    def wait_for_sale(self) -> SaleDonePanel:
        self.wait(lambda: isinstance(self.checkout.panel, SaleDonePanel), what="the sale")
        return self.done

    def press(self, widget: ctk.CTkBaseClass) -> None:
        """Click in its middle."""
        self.hands.click(*centre(widget))

    @contextmanager
    def lane_held_up(self, lane: Lane = Lane.SALE) -> Iterator[None]:
        """As when the database takes its time: what is asked on the lane meanwhile is answered afterwards."""
        gate = threading.Event()
        self.window.tasks.run(lane, gate.wait)
        try:
            yield
        finally:
            gate.set()

    def lock(self) -> LockView:
        self.hands.key("ctrl+l")
        self.wait(lambda: self.screen.locked, what="the lock")
        view = self.screen.lock_flow.view
        assert view is not None
        self.wait(lambda: view.password.has_focus, what="the focus on the password")
        return view

    def hand_over(self, role: Role, username: str | None = None) -> None:
        """Lock, and let another person sign in over it."""
        view = self.lock()
        self.press(view._other)
        self.wait(lambda: view.username.has_focus)
        self.write(view.username, username or self.office.people[role].username)
        self.hands.key("Enter")
        self.wait(lambda: view.password.has_focus)
        self.write(view.password, PASSWORD)
        self.hands.key("Enter")
        self.wait(lambda: not self.screen.locked, what="the end of the lock")

    @property
    def dialogs(self) -> list[DefectDialog]:
        return [child for child in self.window.winfo_children() if isinstance(child, DefectDialog)]

    def wait_for_dialog(self) -> None:
        """Until the one dialog is there. What is logged meanwhile is expected: it is why it comes."""
        while not self.dialogs or not self.dialogs[0].winfo_viewable():
            self.root.update()
        self.root.update()
        assert len(self.dialogs) == 1

    # What the database says

    def status(self, label: str) -> str | None:
        """HELD or SOLD, None while it is free."""
        found = self.office.value(
            "SELECT state FROM booking_seats WHERE show_id = %s AND seat_id = %s",
            self.office.show_id,
            self.seat(label).id,
        )
        return str(found) if found else None

    def count(self, sql: str, *params: object) -> int:
        found = self.office.value(sql, *params)
        assert isinstance(found, int)
        return found

    @property
    def booking_count(self) -> int:
        return self.count("SELECT COUNT(*) FROM bookings WHERE show_id = %s", self.office.show_id)

    @property
    def payment_count(self) -> int:
        return self.count(
            "SELECT COUNT(*) FROM payments p JOIN bookings b ON b.id = p.booking_id WHERE b.show_id = %s",
            self.office.show_id,
        )


StartProgram = Callable[..., Program]


@pytest.fixture(name="start_program")
def program_starter(
    root: ctk.CTk, hands: Hands, wait_until: WaitUntil, make_office: Callable[..., BoxOffice], tmp_path: Path
) -> Iterator[StartProgram]:
    """Starts the window at counter 1 of a cinema: `start_program(office, connect=…, hold_seconds=…)`, not signed in."""
    entered = ExitStack()

    def start(
        office: BoxOffice | None = None,
        connect: Connect | None = None,
        provider: PatientProvider | None = None,
        stands_every_ms: int = 20_000,
        **changed: object,
    ) -> Program:
        office = office or make_office()
        for person in office.people.values():
            office.change("UPDATE staff SET password_hash = %s WHERE id = %s", QUICK_HASH, person.id)
        settings = dataclasses.replace(SETTINGS, **changed)  # type: ignore[arg-type]  # named as in Settings
        opening = OpenHouse(connect or office.connect, office.counters[0], settings, tmp_path, provider)
        window = entered.enter_context(running(root, settings, opening, stands_every_ms=stands_every_ms))
        wait_until(lambda: isinstance(window.screen, SignInView), what="the sign-in screen")
        return Program(root, window, office, hands, wait_until, tmp_path)

    yield start
    entered.close()


@pytest.fixture(name="program")
def signed_in(start_program: StartProgram) -> Program:
    """The window at counter 1 with a clerk signed in and no show open."""
    program = start_program()
    program.sign_in()
    return program


@pytest.fixture(name="selling")
def program_with_a_show(program: Program) -> Program:
    """The window with the cinema's one show open."""
    program.open_show()
    return program
