"""X and Z reports of a real till, read back from their PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.controllers.after.refunds import Refunds
from app.controllers.pay.refunding import Refunding
from app.controllers.start.sign_in import SignIn
from app.controllers.till.till_reports import PrintedReport, TillReports
from app.controllers.till.voiding import Voiding
from app.models.errors import NotFound, TillClosed
from app.models.records import Payment, PaymentMethod, Role
from app.utils.codes import new_request_id
from app.utils.paper.printing import Printer
from tests.box_office import PASSWORD, BoxOffice, MakeBoxOffice
from tests.controllers.after.exchanging import Swap
from tests.utils.paper.ticket_reading import output_of


def reports(office: BoxOffice, folder: Path, *, roll: bool = True) -> TillReports:
    return TillReports(office.database, Printer(None, "save"), folder, roll=roll)


def text_of(printed: PrintedReport) -> str:
    return " ".join(output_of("pdftotext", "-layout", printed.path, "-").split())


def work_an_evening(office: BoxOffice) -> None:
    """Cash 700 and 350, a card sale of 700, the 350 undone again; 200 in, 500 out; handed over with 100 missing."""
    tills, session = office.tills(), office.session()
    office.sell("A1", "A2")
    basket = office.hold("B1", "B2")
    card = Payment(PaymentMethod.CARD, basket.booking.total_minor, approval_code="A1B2C3")
    office.paying().confirm(session, new_request_id(), basket, (card,))
    reference = office.sell("A3").reference
    Voiding(office.database, SignIn(office.database)).void(
        session, new_request_id(), reference, "mis-sale", office.people[Role.MANAGER].username, PASSWORD
    )
    tills.cash_in(session, new_request_id(), 20000, "change from the bank")
    tills.cash_out(session, new_request_id(), 50000, "to the safe")
    tills.hand_over(office.session(Role.MANAGER), new_request_id(), {10000: 13})


def test_a_managers_x_report_tells_what_must_be_in_the_drawer_and_changes_nothing(
    office: BoxOffice, tmp_path: Path
) -> None:
    work_an_evening(office)
    before = office.value("SELECT COUNT(*) FROM audit_log")
    text = text_of(reports(office, tmp_path).x_report(office.session(Role.MANAGER)))
    for said in (
        "X report",
        "Clerk Manager",
        "Float ₹1,000",
        "Cash (2) ₹1,050 Card (1) ₹700",
        "Refunds Cash (1) −₹350",
        "Cash in ₹200 change from the bank · Clerk",
        "Cash out −₹500 to the safe · Clerk",
        "Handed over, counted −₹100 Manager",
        "Cash expected ₹1,400",
        "Sales made 2",
        "Sales undone 1",
    ):
        assert said in text, said
    assert office.value("SELECT COUNT(*) FROM audit_log") == before
    assert office.tills().state(office.session()) is not None


def give_back(office: BoxOffice, reference: str, label: str) -> None:
    """One seat by the cinema's rules, two hours before the show: half of it is kept."""
    office.change("UPDATE shows SET starts_at = UTC_TIMESTAMP(6) + INTERVAL 3 HOUR WHERE id = %s", office.show_id)
    refunds = Refunds(office.database, SignIn(office.database), lambda: Refunding(office.database, None))
    quote = refunds.quote(office.session(), reference)
    ticket = next(seat.ticket_id for seat in quote.seats if seat.seat_label == label)
    refunds.refund(office.session(), new_request_id(), quote.of([ticket]))


def test_tickets_given_back_and_what_was_kept_of_them_are_told(office: BoxOffice, tmp_path: Path) -> None:
    reference = office.sell("A1", "A2").reference
    give_back(office, reference, "A1")
    text = text_of(reports(office, tmp_path).x_report(office.session(Role.MANAGER)))
    for said in (
        "Cash (1) ₹700 Refunds Cash (1) −₹175",
        "Cash expected ₹1,525",
        "Sales made 1 Sales undone 0 Tickets given back 1 Kept of their prices ₹175",
    ):
        assert said in text, (said, text)
    blind = text_of(reports(office, tmp_path).x_report(office.session()))
    assert "Kept of their prices counted first" in blind


def test_a_closed_till_tells_the_same_after_its_sale_is_given_back(office: BoxOffice, tmp_path: Path) -> None:
    reference = office.sell("A1").reference
    office.tills().close(office.session(), new_request_id(), {100: 1350})
    first = reports(office, tmp_path).z_report(office.session()).path.read_bytes()
    office.tills().open(office.session(), new_request_id(), 100000)
    give_back(office, reference, "A1")
    assert reports(office, tmp_path).z_report(office.session()).path.read_bytes() == first


def test_what_an_exchange_carries_over_is_no_money_taken(office: BoxOffice, tmp_path: Path) -> None:
    old = office.sell("A1")
    office.sell("C1")
    Swap(office).exchange(old.reference, ("A1",), ("B1",))
    text = text_of(reports(office, tmp_path).x_report(office.session(Role.MANAGER)))
    for said in ("Cash (2) ₹805 Cash expected ₹1,805", "Sales made 2", "Exchanged (1), no money taken ₹350"):
        assert said in text, (said, text)


def test_a_clerks_x_report_leaves_the_count_blind(office: BoxOffice, tmp_path: Path) -> None:
    work_an_evening(office)
    text = text_of(reports(office, tmp_path).x_report(office.session()))
    assert "Cash (2) counted first Card (1) ₹700" in text
    assert "told after the count" in text
    assert not any(amount in text for amount in ("1,400", "1,050", "350"))


@pytest.mark.parametrize("roll", [False, True])
def test_a_z_report_tells_the_count_its_difference_and_the_head_of_the_audit_log(
    office: BoxOffice, tmp_path: Path, *, roll: bool
) -> None:
    work_an_evening(office)
    closed = office.tills().close(office.session(), new_request_id(), {10000: 13}, agreed_difference_minor=-10000)
    printed = reports(office, tmp_path, roll=roll).z_report(office.session(), closed.session_id)
    assert (printed.title, printed.outcome, printed.path.name) == ("Z report 1", "saved", "Counter-1-Z-0001.pdf")
    text = text_of(printed)
    head = office.owner.row(
        "SELECT sequence_number, hash FROM audit_log WHERE counter_id = %s ORDER BY id DESC LIMIT 1",
        (office.counters[0].id,),
    )
    assert head is not None
    for said in ("Cash expected ₹1,400", "Cash counted ₹1,300", "Missing −₹100", f"Audit line {head[0]}", head[1][:32]):
        assert said in text, said


def test_a_z_report_stays_the_same_whatever_is_sold_afterwards(office: BoxOffice, tmp_path: Path) -> None:
    office.tills().close(office.session(), new_request_id(), {10000: 10})
    first = reports(office, tmp_path).z_report(office.session()).path.read_bytes()
    office.tills().open(office.session(), new_request_id(), 0)
    office.sell("A1")
    assert reports(office, tmp_path).z_report(office.session()).path.read_bytes() == first


def test_without_a_till_there_is_nothing_to_report(make_office: MakeBoxOffice, tmp_path: Path) -> None:
    office = make_office(till=False)
    with pytest.raises(TillClosed):
        reports(office, tmp_path).x_report(office.session())
    with pytest.raises(NotFound):
        reports(office, tmp_path).z_report(office.session())


def test_the_till_of_another_counter_is_not_reported_here(office: BoxOffice, tmp_path: Path) -> None:
    closed = office.tills().close(office.session(counter=1), new_request_id(), {10000: 10})
    with pytest.raises(NotFound):
        reports(office, tmp_path).z_report(office.session(), closed.session_id)
