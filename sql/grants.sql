-- What a terminal's account may do, and nothing more: it cannot change the schema, and of what has been paid, admitted to
-- the record or counted it can only add and read. {database} and {account} are filled in by Foyer; by hand, replace them.
-- Statements end with a semicolon at the end of a line; each can be run again.

GRANT SELECT ON {database}.* TO {account};
GRANT INSERT ON {database}.requests TO {account};
GRANT INSERT, UPDATE ON {database}.bookings TO {account};
GRANT INSERT, UPDATE, DELETE ON {database}.booking_lines TO {account};
GRANT INSERT, UPDATE, DELETE ON {database}.booking_seats TO {account};
GRANT INSERT, UPDATE ON {database}.tickets TO {account};
GRANT INSERT ON {database}.payments TO {account};
GRANT INSERT, UPDATE (state, provider_reference, card_last_four, told, changed_at) ON {database}.payment_attempts TO {account};
GRANT UPDATE (balance_minor) ON {database}.vouchers TO {account};
GRANT UPDATE (used) ON {database}.promo_codes TO {account};
GRANT INSERT, UPDATE ON {database}.customers TO {account};
GRANT INSERT, DELETE ON {database}.customer_words TO {account};
GRANT INSERT, DELETE ON {database}.blocked_seats TO {account};
GRANT INSERT, UPDATE ON {database}.till_sessions TO {account};
GRANT INSERT ON {database}.till_movements TO {account};
GRANT INSERT ON {database}.till_counts TO {account};
GRANT INSERT ON {database}.invoices TO {account};
GRANT INSERT, UPDATE ON {database}.counter_notices TO {account};
GRANT INSERT, UPDATE (settled_at) ON {database}.refunds_due TO {account};
GRANT INSERT ON {database}.ticket_prints TO {account};
GRANT INSERT ON {database}.audit_log TO {account};
GRANT INSERT, UPDATE ON {database}.outbox TO {account};
GRANT INSERT ON {database}.counters TO {account};
GRANT UPDATE (failed_sign_ins, blocked_until, password_hash) ON {database}.staff TO {account};
