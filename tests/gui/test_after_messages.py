"""Messages in the window: mailed from the done panel with real keys to a real mail server, seen and worked off in their tab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.records import Role
from app.views.after.messages_page import MessagesPage
from app.views.sell.mail_flow import MailPanel
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.controllers.after.post_scene import EMAIL, Post
from tests.gui.program import Program, StartProgram, program_starter
from tests.mail_room import SENDER, MailRoom, mail_room

__all__ = ["program_starter"]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[MailRoom]:
    with mail_room(tmp_path) as opened:
        yield opened


@pytest.fixture
def office(make_office: MakeBoxOffice) -> BoxOffice:
    return make_office()


@pytest.fixture
def post(office: BoxOffice, room: MailRoom) -> Iterator[Post]:
    scene = Post(office, room)
    yield scene
    scene.close()


@pytest.fixture
def sending(start_program: StartProgram, post: Post) -> Program:
    """A window that sends mail, with nobody signed in yet."""
    settings = {"smtp_port": post.room.port, "smtp_tls_ca": post.room.certificates, "smtp_from": SENDER}
    return start_program(post.office, smtp_host="localhost", **settings)


@pytest.fixture
def silent(start_program: StartProgram, post: Post) -> Program:
    """A window that sends nothing, as at a counter where another machine does."""
    return start_program(post.office)


def recipients(room: MailRoom) -> list[str]:
    return [str(mail["To"].addresses[0].addr_spec) for mail in room.mails]


def sell(program: Program, *labels: str) -> str:
    program.open_show()
    program.pick(*labels)
    return program.pay().sale.reference


def mail_panel(program: Program) -> MailPanel:
    program.wait(lambda: program.sell.checkout.mail.panel is not None, what="the question for an address")
    panel = program.sell.checkout.mail.panel
    assert panel is not None
    program.wait(lambda: panel.email.has_focus, what="the focus on the address")
    return panel


def open_tab(program: Program) -> MessagesPage:
    program.screen.open_page("find")
    program.screen.page.open("messages")
    page = program.screen.page.page
    assert isinstance(page, MessagesPage)
    program.root.update()
    return page


def states(page: MessagesPage) -> list[tuple[str, str]]:
    return [(row.cells[0], row.cells[4]) for row in page.table.rows]


def said(program: Program) -> str:
    return str(program.done._paper.cget("text"))


def test_the_tickets_are_mailed_to_an_address_that_is_typed_after_the_sale(sending: Program, post: Post) -> None:
    sending.sign_in()
    reference = sell(sending, "C4")
    sending.hands.key("shift+F5")
    panel = mail_panel(sending)
    sending.write(panel.email, EMAIL)
    sending.hands.key("Enter")
    sending.wait(lambda: said(sending) == f"The tickets go to {EMAIL}.", what="where they go")
    sending.wait(lambda: recipients(post.room) == [EMAIL], what="the mail")
    (paper,) = post.room.mails[0].iter_attachments()
    assert paper.get_filename() == f"{reference}.pdf"
    assert sending.done._next.has_focus


def test_an_address_that_cannot_be_one_is_refused_at_its_field_and_stays(sending: Program, post: Post) -> None:
    sending.sign_in()
    sell(sending, "C4")
    sending.press(sending.done.mail)
    panel = mail_panel(sending)
    sending.hands.key("Enter")
    assert panel.email.error is not None
    sending.write(panel.email, "asha at example")
    sending.hands.key("Enter")
    sending.wait(lambda: "not an e-mail address" in (panel.email.error or ""), what="the refusal")
    assert panel.email.value == "asha at example"
    sending.hands.key("Escape")
    assert sending.sell.checkout.mail.panel is None
    assert post.room.mails == []


def test_where_nobody_sends_mail_it_is_said_and_nothing_is_asked(silent: Program) -> None:
    silent.sign_in()
    sell(silent, "C4")
    silent.press(silent.done.mail)
    silent.wait(lambda: "No mail is sent in this house" in said(silent), what="why not")
    assert silent.sell.checkout.mail.panel is None


def test_a_counter_without_a_mail_server_leaves_the_mail_to_another_machine(silent: Program, post: Post) -> None:
    post.worker().turn()
    silent.sign_in()
    sell(silent, "C4")
    silent.press(silent.done.mail)
    panel = mail_panel(silent)
    silent.write(panel.email, EMAIL)
    silent.hands.key("Enter")
    silent.wait(lambda: EMAIL in said(silent), what="where they go")
    assert post.room.mails == []
    post.worker().turn()
    post.let_the_lease_run_out()
    post.worker().turn()
    assert recipients(post.room) == [EMAIL]


def test_what_failed_is_told_in_the_head_line_and_sent_again_from_its_tab(silent: Program, post: Post) -> None:
    post.sell("A1")
    post.room.fates.append("rcpt 550 5.1.1 no such user here")
    post.worker().turn()
    silent.sign_in(Role.MANAGER)
    badge = silent.screen.shell._unsent
    silent.wait(badge.winfo_ismapped, what="the badge")
    assert badge.text == "1 not sent"
    silent.press(badge)
    page = silent.screen.page.page
    assert isinstance(page, MessagesPage)
    silent.wait(lambda: states(page) == [("failed", EMAIL)], what="the failed message")
    silent.wait(lambda: page.table.has_focus, what="the focus on the table")
    silent.wait(lambda: "550 5.1.1 no such user here" in page.message, what="why it failed")
    silent.hands.key("F6")
    silent.wait(lambda: states(page) == [("waits", EMAIL)], what="the message waiting")
    silent.window._post.look()
    silent.wait(lambda: not badge.winfo_ismapped(), what="no badge")
    post.let_the_lease_run_out()
    post.worker().turn()
    page.refresh()
    silent.wait(lambda: states(page) == [], what="nothing to send")
    silent.hands.key("F2")
    silent.wait(lambda: states(page) == [("sent", EMAIL)], what="what was sent")


def test_a_message_is_given_up_and_can_be_taken_back(silent: Program, post: Post) -> None:
    basket = post.sell("A1")
    post.office.change("UPDATE outbox SET last_error = 'The mail server cannot be reached.' WHERE kind = 'MAIL'")
    silent.sign_in(Role.MANAGER)
    page = open_tab(silent)
    silent.wait(lambda: states(page) == [("waits again", EMAIL)], what="the waiting message")
    silent.press(page.kind)  # the keyboard is elsewhere; the mouse chooses a row
    silent.hands.click(*page.table.row_centre(page.table.rows[0].id))
    silent.wait(lambda: page.give_up_button.enabled, what="a message to give up")
    silent.press(page.give_up_button)
    silent.wait(lambda: states(page) == [], what="nothing to send")
    assert basket.booking.reference in page.message
    silent.hands.key("F2")
    silent.wait(lambda: states(page) == [("given up", EMAIL)], what="what was given up")
    silent.hands.click(*page.table.row_centre(page.table.rows[0].id))
    silent.wait(lambda: page.again_button.enabled, what="a message to send")
    silent.press(page.again_button)
    silent.wait(lambda: states(page) == [], what="nothing given up any more")
    silent.hands.key("F2")
    silent.wait(lambda: states(page) == [("waits", EMAIL)], what="the message waiting")


def test_nobody_to_send_what_waits_is_said(silent: Program, post: Post) -> None:
    post.sell("A1")
    silent.sign_in(Role.MANAGER)
    page = open_tab(silent)
    silent.wait(lambda: "FOYER_SMTP_HOST" in page.message, what="what to set")


def test_a_clerk_has_no_such_tab_and_no_badge(silent: Program, post: Post) -> None:
    post.sell("A1")
    post.room.fates.append("rcpt 550 5.1.1 no such user here")
    post.worker().turn()
    silent.sign_in(Role.CLERK)
    silent.screen.open_page("find")
    assert "messages" not in silent.screen.page.tabs
    silent.window._post.look()
    silent.root.update()
    assert not silent.screen.shell._unsent.winfo_ismapped()
