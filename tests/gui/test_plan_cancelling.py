"""Cancelling a show in a real window: what it costs is said first, and the safe button takes Enter."""

from __future__ import annotations

import pytest

from app.controllers.plan.show_cancelling import CancellationCost, MoneyBack
from app.models.plan.planning import StoredShow
from app.models.records import PaymentMethod
from app.views.plan.cancel_panel import CancelPanel
from tests.box_office import BoxOffice
from tests.controllers.plan.planning_scene import opened
from tests.gui.conftest import centre
from tests.gui.planning_board import PlanningScene, planning_scene
from tests.gui.program import program_starter

__all__ = ["planning_scene", "program_starter"]


@pytest.fixture(name="show")
def show_to_cancel(planning: PlanningScene) -> StoredShow:
    return planning.add("12:00")


@pytest.fixture(name="office")
def its_office(planning: PlanningScene, show: StoredShow) -> BoxOffice:
    return opened(planning.plan, show)


def ask(planning: PlanningScene, show: StoredShow, key: str = "Delete") -> CancelPanel:
    planning.choose(show)
    planning.key(key)
    planning.wait(lambda: planning.page.flow.question is not None, what="the question")
    question = planning.page.flow.question
    assert question is not None
    planning.wait(lambda: question.reason.has_focus, what="the focus on the reason")
    return question


def status(planning: PlanningScene, show: StoredShow) -> object:
    return planning.plan.office.value("SELECT status FROM shows WHERE id = %s", show.id)


def test_it_says_what_is_sold_and_held_and_what_goes_back_which_way(
    planning: PlanningScene, show: StoredShow, office: BoxOffice
) -> None:
    office.sell("A1", "A2")
    office.hold("B1", counter=1)
    question = ask(planning, show, "F8")
    assert "2 seats sold in 1 booking" in question.words
    assert "1 seat held and not paid" in question.words
    assert "₹700 paid by cash" in question.words
    assert question.cancel_button.text == "Cancel the show and give back ₹700"
    assert question.keep_button.text == "Keep the show"


def test_a_large_sum_has_room_on_the_button(planning: PlanningScene, show: StoredShow) -> None:
    question = ask(planning, show)
    question.show_cost(
        CancellationCost(46, 14, 0, 0, (MoneyBack(PaymentMethod.CARD, 1_234_567_825, 14, by_provider=False),))
    )
    assert question.cancel_button.text == "Cancel, ₹1,23,45,678.25 back"
    planning.program.root.update()
    assert question.cancel_button.winfo_reqwidth() <= question.cancel_button.winfo_width()


def test_the_verb_cancels_and_the_money_is_due(planning: PlanningScene, show: StoredShow, office: BoxOffice) -> None:
    sale = office.sell("A1", "A2")
    question = ask(planning, show)
    planning.program.write(question.reason, "projector broken")
    planning.program.hands.click(*centre(question.cancel_button))
    planning.wait(lambda: status(planning, show) == "CANCELLED", what="the show cancelled")
    planning.wait(lambda: "is cancelled" in planning.board.message, what="that it is said")
    owed = office.value(
        "SELECT d.amount_minor FROM refunds_due d JOIN bookings b ON b.id = d.booking_id WHERE b.reference = %s",
        sale.reference,
    )
    assert owed == 70000
    assert planning.page.flow.question is None


def test_enter_after_the_reason_presses_the_safe_button_and_esc_keeps_the_show(
    planning: PlanningScene, show: StoredShow
) -> None:
    question = ask(planning, show)
    planning.program.write(question.reason, "a mistake")
    planning.key("Enter")
    planning.wait(lambda: question.keep_button.has_focus, what="the focus on the safe button")
    planning.key("Enter")
    planning.wait(lambda: planning.page.flow.question is None, what="the end of the question")
    ask(planning, show)
    planning.key("Escape")
    planning.wait(lambda: planning.page.flow.question is None, what="the end of the question")
    assert status(planning, show) == "UPCOMING"


def test_without_a_reason_nothing_is_cancelled_and_the_field_says_so(planning: PlanningScene, show: StoredShow) -> None:
    question = ask(planning, show)
    planning.program.hands.click(*centre(question.cancel_button))
    planning.wait(lambda: question.reason.error is not None, what="that a reason is needed")
    assert status(planning, show) == "UPCOMING"


def test_what_was_sold_meanwhile_is_told_and_asked_anew_with_the_reason_kept(
    planning: PlanningScene, show: StoredShow, office: BoxOffice
) -> None:
    question = ask(planning, show)
    planning.program.write(question.reason, "projector broken")
    office.sell("A1")
    planning.program.hands.click(*centre(question.cancel_button))
    planning.wait(lambda: "Nothing was cancelled" in question.message, what="that something was sold")
    assert question.cancel_button.text == "Cancel the show and give back ₹350"
    assert question.reason.value == "projector broken"
    planning.program.hands.click(*centre(question.cancel_button))
    planning.wait(lambda: status(planning, show) == "CANCELLED", what="the show cancelled")
