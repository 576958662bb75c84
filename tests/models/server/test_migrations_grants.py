"""A terminal's account may do what selling and keeping the cinema need, and nothing else (sql/grants.sql).

All roles work through one account: what a role may do is the controllers' one table. What no role does, no terminal can.
"""

from __future__ import annotations

import contextlib

import pytest

from app.controllers.start.sign_in import SignIn
from app.models.connection import DRIVER_ERRORS, error_number
from app.models.records import Role
from app.models.server.migrations import SQL_FOLDER, statements_of
from app.utils.codes import new_request_id
from tests.box_office import PASSWORD, BoxOffice

DENIED = {1044, 1045, 1142, 1143, 1227}
"""The server's numbers for a database, a server, a table, a column or an administrator's right that one does not have."""

FORBIDDEN = (
    "UPDATE payments SET amount_minor = 1",
    "DELETE FROM payments",
    "UPDATE audit_log SET detail = ''",
    "DELETE FROM audit_log",
    "UPDATE till_movements SET amount_minor = 0",
    "DELETE FROM till_movements",
    "UPDATE till_counts SET counted_minor = 0",
    "DELETE FROM till_counts",
    "DELETE FROM till_sessions",
    "DELETE FROM bookings",
    "DELETE FROM tickets",
    "UPDATE requests SET result = ''",
    "DELETE FROM requests",
    "DELETE FROM refunds_due",
    "UPDATE refunds_due SET amount_minor = 1",
    "DELETE FROM payment_attempts",
    "UPDATE payment_attempts SET amount_minor = 1",
    "UPDATE payment_attempts SET provider_key = REPEAT('0', 32)",
    "UPDATE vouchers SET value_minor = 1",
    "DELETE FROM vouchers",
    "UPDATE ticket_prints SET print_number = 1",
    "DELETE FROM ticket_prints",
    "DELETE FROM outbox",
    "UPDATE staff SET username = 'eve'",
    "DELETE FROM staff",
    "DELETE FROM counters",
    "UPDATE vouchers SET code = 'x'",
    "UPDATE counters SET cinema_id = 1",
    "DELETE FROM promo_codes",
    "DELETE FROM group_discounts",
    "DELETE FROM ticket_types",
    "DELETE FROM price_rules",
    "DELETE FROM movies",
    "DELETE FROM halls",
    "DELETE FROM cinemas",
    "DELETE FROM cities",
    "DELETE FROM customers",
    "DELETE FROM invoices",
    "UPDATE invoices SET number = 1",
    "INSERT INTO schema_migrations VALUES (99, 'x', '', NULL)",
    "UPDATE schema_migrations SET checksum = ''",
    "TRUNCATE TABLE payments",
    "DROP TABLE payments",
    "ALTER TABLE payments DROP CONSTRAINT payment_positive",
    "CREATE TABLE mine (id INT)",
    "CREATE INDEX mine ON payments (paid_at)",
    "CREATE TRIGGER mine BEFORE INSERT ON payments FOR EACH ROW SET NEW.amount_minor = 1",
    "CREATE VIEW mine AS SELECT 1",
    "CREATE DATABASE mine",
    "LOCK TABLES payments WRITE",
    "SELECT user FROM mysql.user",
    "SET GLOBAL innodb_flush_log_at_trx_commit = 0",
    "GRANT SELECT ON *.* TO CURRENT_USER",
)


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_a_terminal_is_refused(office: BoxOffice, sql: str) -> None:
    with contextlib.closing(office.connect()) as connection, pytest.raises(DRIVER_ERRORS) as refused:
        connection.cursor().execute(sql)
    assert error_number(refused.value) in DENIED


def test_a_terminal_can_do_a_whole_evening(office: BoxOffice) -> None:
    """Holding, changing, releasing, selling, expiring, signing in: each needs some grant."""
    door = SignIn(office.database)
    session = door.sign_in(office.people[Role.CLERK].username, PASSWORD, office.counters[0])
    opened = office.open()
    child = opened.prices.book.ticket_type("CHILD")
    basket = office.hold("C4", "C5", "C6")
    left = office.holding().release(session, new_request_id(), office.open(), basket, office.seats("C6"))
    assert left is not None
    changed = office.holding().change_ticket_type(session, new_request_id(), opened, left, office.seats("C4")[0], child)
    paid = office.holding().renew_to_pay(session, new_request_id(), changed)
    office.paying().confirm(session, new_request_id(), paid, (office.cash(paid),))
    expired = office.hold("D1")
    office.let_hold_run_out(expired)
    office.sweep().run()
    assert office.booking_status(paid) == "CONFIRMED"
    assert office.booking_status(expired) == "EXPIRED"


def test_a_terminal_adds_a_counter_and_a_password_hash(office: BoxOffice) -> None:
    """A new machine names itself, and a hash is renewed when its figures have become weak."""
    cinema_id = office.counters[0].cinema.id

    office.database.transaction(
        lambda unit: unit.execute("INSERT INTO counters (cinema_id, name) VALUES (%s, 'Counter 3')", (cinema_id,))
    )
    clerk_id = office.people[Role.CLERK].id
    office.database.transaction(
        lambda unit: unit.execute("UPDATE staff SET password_hash = 'x' WHERE id = %s", (clerk_id,))
    )
    assert office.value("SELECT COUNT(*) FROM counters WHERE cinema_id = %s", cinema_id) == 3
    assert office.value("SELECT password_hash FROM staff WHERE id = %s", clerk_id) == "x"


def test_every_grant_can_be_given_again(office: BoxOffice) -> None:
    text = (SQL_FOLDER / "grants.sql").read_text("utf-8")
    database = str(office.value("SELECT DATABASE()"))
    account = str(office.database.rows("SELECT CURRENT_USER()")[0][0])
    user, _, host = account.rpartition("@")
    given = office.database.rows("SHOW GRANTS")
    for statement in statements_of(text):
        office.change(statement.replace("{database}", f"`{database}`").replace("{account}", f"'{user}'@'{host}'"))
    assert office.database.rows("SHOW GRANTS") == given
