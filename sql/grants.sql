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
GRANT INSERT, UPDATE (balance_minor, valid_from, valid_until, note, blocked) ON {database}.vouchers TO {account};
GRANT INSERT, UPDATE ON {database}.promo_codes TO {account};
GRANT INSERT, UPDATE ON {database}.customers TO {account};
GRANT INSERT, DELETE ON {database}.customer_words TO {account};
GRANT INSERT, UPDATE (outage_id, reason), DELETE ON {database}.blocked_seats TO {account};
GRANT INSERT, UPDATE ON {database}.till_sessions TO {account};
GRANT INSERT ON {database}.till_movements TO {account};
GRANT INSERT ON {database}.till_counts TO {account};
GRANT INSERT ON {database}.invoices TO {account};
GRANT INSERT, UPDATE ON {database}.counter_notices TO {account};
GRANT INSERT, UPDATE (settled_at) ON {database}.refunds_due TO {account};
GRANT INSERT ON {database}.ticket_prints TO {account};
GRANT INSERT ON {database}.audit_log TO {account};
GRANT INSERT, UPDATE ON {database}.outbox TO {account};
GRANT INSERT, UPDATE (name, active) ON {database}.counters TO {account};
GRANT INSERT, UPDATE (full_name, role, active, password_hash, password_temporary, failed_sign_ins, blocked_until, version) ON {database}.staff TO {account};
GRANT INSERT, UPDATE ON {database}.movies TO {account};
GRANT INSERT, UPDATE, DELETE ON {database}.movie_genres TO {account};
GRANT INSERT, UPDATE, DELETE ON {database}.movie_posters TO {account};
GRANT INSERT, UPDATE ON {database}.cities TO {account};
GRANT INSERT, UPDATE ON {database}.cinemas TO {account};
GRANT INSERT, UPDATE, DELETE ON {database}.tax_rates TO {account};
GRANT INSERT, UPDATE ON {database}.halls TO {account};
GRANT INSERT, UPDATE, DELETE ON {database}.seats TO {account};
GRANT INSERT, UPDATE, DELETE ON {database}.seat_outages TO {account};
GRANT INSERT, UPDATE, DELETE ON {database}.shows TO {account};
GRANT INSERT, UPDATE, DELETE ON {database}.show_prices TO {account};
GRANT INSERT, UPDATE ON {database}.ticket_types TO {account};
GRANT INSERT, UPDATE ON {database}.price_rules TO {account};
GRANT INSERT, UPDATE ON {database}.price_book TO {account};
GRANT INSERT, UPDATE, DELETE ON {database}.special_price_rules TO {account};
GRANT INSERT, UPDATE, DELETE ON {database}.cinema_holidays TO {account};
GRANT INSERT, UPDATE ON {database}.group_discounts TO {account};
GRANT INSERT ON {database}.figures_days TO {account};
GRANT INSERT ON {database}.figures_tickets TO {account};
GRANT INSERT ON {database}.figures_clerks TO {account};
GRANT INSERT ON {database}.figures_hours TO {account};
