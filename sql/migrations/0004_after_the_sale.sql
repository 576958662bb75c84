-- After the sale: refunds and exchanges, the door, mail and SMS, the waiting list, and what a customer may ask of us.
-- Every statement can be run again after a crash. Statements end with a semicolon at the end of a line.

-- Until how long before a show seats are exchanged, how long seats are kept for who waited, and when a customer is forgotten.
ALTER TABLE cinemas
    ADD COLUMN exchange_minutes_before INT NOT NULL DEFAULT 0,
    ADD COLUMN offer_minutes INT NOT NULL DEFAULT 30,
    ADD COLUMN customer_keep_days INT NOT NULL DEFAULT 730,
    ADD CONSTRAINT after_sale_times CHECK (exchange_minutes_before >= 0 AND offer_minutes > 0 AND customer_keep_days > 0);

-- What comes back of a ticket's price when so many minutes are left until its show: the rule of the most minutes that are left
-- counts. With beyond TRUE there must be more than minutes_before, otherwise as many are enough.
CREATE TABLE IF NOT EXISTS refund_rules (
    cinema_id INT NOT NULL,
    minutes_before INT NOT NULL,
    beyond BOOLEAN NOT NULL DEFAULT FALSE,
    percent INT NOT NULL,
    PRIMARY KEY (cinema_id, minutes_before),
    CONSTRAINT refund_rule_of_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (id),
    CONSTRAINT refund_minutes_not_negative CHECK (minutes_before >= 0),
    CONSTRAINT refund_percent CHECK (percent BETWEEN 0 AND 100)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

INSERT INTO refund_rules (cinema_id, minutes_before, beyond, percent)
    SELECT c.id, r.minutes_before, r.beyond, r.percent FROM cinemas c
    JOIN (SELECT 360 minutes_before, TRUE beyond, 100 percent UNION ALL SELECT 120, FALSE, 50 UNION ALL SELECT 30, FALSE, 25) r
    WHERE NOT EXISTS (SELECT 1 FROM refund_rules o WHERE o.cinema_id = c.id);

-- A sale that takes the place of another one tells which. version: whoever gives money back writes it, so that two who do meet,
-- on a cluster too. A reference is found by its last signs, too: an index leads from the beginning only. (RTRIM: MariaDB indexes
-- nothing that may depend on how a CHAR is filled up.)
ALTER TABLE bookings
    ADD COLUMN version INT NOT NULL DEFAULT 1,
    ADD COLUMN exchanged_from BIGINT NULL,
    ADD COLUMN reference_end CHAR(3) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (RIGHT(RTRIM(reference), 3)) VIRTUAL,
    ADD KEY bookings_by_reference_end (reference_end),
    ADD CONSTRAINT booking_exchanged_from FOREIGN KEY (exchanged_from) REFERENCES bookings (id);

-- Tickets given back, append-only: what they had cost, and what of it was kept. An EXCHANGE keeps nothing and tells of the sale
-- that took its place. override_by is the manager who allowed another percent than the rules'.
CREATE TABLE IF NOT EXISTS refunds (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    booking_id BIGINT NOT NULL,
    kind ENUM ('REFUND', 'EXCHANGE') NOT NULL,
    tickets_minor BIGINT NOT NULL,
    fee_minor BIGINT NOT NULL,
    percent INT NOT NULL,
    reason VARCHAR(200) NOT NULL DEFAULT '',
    override_by INT NULL,
    new_booking_id BIGINT NULL,
    counter_id INT NOT NULL,
    clerk_id INT NOT NULL,
    refunded_at DATETIME(6) NOT NULL,
    KEY refunds_by_booking (booking_id),
    KEY refunds_by_time (refunded_at),
    CONSTRAINT refund_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT refund_allowed_by FOREIGN KEY (override_by) REFERENCES staff (id),
    CONSTRAINT refund_into_booking FOREIGN KEY (new_booking_id) REFERENCES bookings (id),
    CONSTRAINT refund_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id),
    CONSTRAINT refund_by_clerk FOREIGN KEY (clerk_id) REFERENCES staff (id),
    CONSTRAINT refund_keeps_a_part CHECK (fee_minor BETWEEN 0 AND tickets_minor),
    CONSTRAINT refund_share CHECK (percent BETWEEN 0 AND 100),
    CONSTRAINT exchange_keeps_nothing CHECK (kind = 'REFUND' OR (fee_minor = 0 AND new_booking_id IS NOT NULL))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Money goes back in parts: a refund tells which payment it is of, and which debt it settles. An exchange carries money from one
-- sale to another: method EXCHANGE on both sides, and origin_id is the payment that the money once came with.
ALTER TABLE payments
    MODIFY COLUMN method ENUM ('CASH', 'CARD', 'CREDIT_CARD', 'DEBIT_CARD', 'UPI', 'NET_BANKING', 'WALLET', 'VOUCHER', 'EXCHANGE') NOT NULL,
    ADD COLUMN of_payment_id BIGINT NULL,
    ADD COLUMN refund_due_id BIGINT NULL,
    ADD COLUMN origin_id BIGINT NULL,
    ADD COLUMN paid_attempt_id BIGINT GENERATED ALWAYS AS (IF(kind = 'PAYMENT', attempt_id, NULL)) VIRTUAL,
    ADD UNIQUE KEY one_payment_per_paid_attempt (paid_attempt_id),
    ADD UNIQUE KEY one_refund_per_due (refund_due_id),
    ADD KEY payments_of_attempt (attempt_id),
    ADD KEY payments_by_card (card_last_four, booking_id),
    ADD CONSTRAINT refund_of_payment FOREIGN KEY (of_payment_id) REFERENCES payments (id),
    ADD CONSTRAINT refund_of_due FOREIGN KEY (refund_due_id) REFERENCES refunds_due (id),
    ADD CONSTRAINT exchange_from_payment FOREIGN KEY (origin_id) REFERENCES payments (id),
    DROP KEY one_payment_per_attempt;

-- Up to here each payment went back whole or not at all.
UPDATE payments r
    JOIN (SELECT g.id, MIN(p.id) payment_id FROM payments g JOIN payments p ON p.booking_id = g.booking_id AND p.kind = 'PAYMENT'
        AND p.method = g.method AND p.attempt_id <=> g.attempt_id AND p.voucher_id <=> g.voucher_id
        AND p.approval_code <=> g.approval_code
        WHERE g.kind = 'REFUND' AND g.of_payment_id IS NULL GROUP BY g.id) o ON o.id = r.id
    SET r.of_payment_id = o.payment_id;

ALTER TABLE refunds_due
    ADD COLUMN payment_id BIGINT NULL,
    ADD CONSTRAINT due_of_payment FOREIGN KEY (payment_id) REFERENCES payments (id);

UPDATE refunds_due d
    JOIN (SELECT g.id, MIN(p.id) payment_id FROM refunds_due g JOIN payments p ON p.booking_id = g.booking_id
        AND p.kind = 'PAYMENT' AND p.method = g.method AND p.attempt_id <=> g.attempt_id
        WHERE g.payment_id IS NULL GROUP BY g.id) o ON o.id = d.id
    SET d.payment_id = o.payment_id;

-- A door is a counter; hall_id is the one hall it lets into, NULL all of the cinema.
ALTER TABLE counters
    ADD COLUMN hall_id INT NULL,
    ADD CONSTRAINT door_of_hall FOREIGN KEY (hall_id) REFERENCES halls (id);

ALTER TABLE tickets
    ADD COLUMN admitted_counter_id INT NULL,
    ADD COLUMN refund_id BIGINT NULL,
    ADD CONSTRAINT admitted_at_counter FOREIGN KEY (admitted_counter_id) REFERENCES counters (id),
    ADD CONSTRAINT ticket_of_refund FOREIGN KEY (refund_id) REFERENCES refunds (id);

-- Who went in and whose entry was undone, append-only. A door without the network writes its scans down later: offline is TRUE
-- and scanned_at is the time of the scan, written_at that of its row. REFUSED is only written for those: somebody was let in by
-- a list that was older than what had become of the ticket.
CREATE TABLE IF NOT EXISTS admissions (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    ticket_id BIGINT NOT NULL,
    kind ENUM ('ADMIT', 'UNDO', 'REFUSED') NOT NULL,
    counter_id INT NOT NULL,
    staff_id INT NOT NULL,
    scanned_at DATETIME(6) NOT NULL,
    written_at DATETIME(6) NOT NULL,
    offline BOOLEAN NOT NULL DEFAULT FALSE,
    reason VARCHAR(200) NOT NULL DEFAULT '',
    KEY admissions_of_ticket (ticket_id),
    KEY admissions_by_time (written_at),
    CONSTRAINT admission_of_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id),
    CONSTRAINT admission_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id),
    CONSTRAINT admission_by_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Who has come in before this table was, has come in.
INSERT INTO admissions (ticket_id, kind, counter_id, staff_id, scanned_at, written_at)
    SELECT t.id, 'ADMIT', b.counter_id, t.admitted_by, t.admitted_at, t.admitted_at
    FROM tickets t JOIN bookings b ON b.id = t.booking_id
    WHERE t.admitted_at IS NOT NULL AND t.admitted_by IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM admissions a WHERE a.ticket_id = t.id);

-- Secrets of the house, made once: the key that a door's list is signed with.
CREATE TABLE IF NOT EXISTS house_keys (
    name VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    secret CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Messages to customers: template says which text, detail (JSON) what it tells beside the booking. One that is given up is kept.
ALTER TABLE outbox
    ADD COLUMN template VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    ADD COLUMN recipient VARCHAR(200) NOT NULL DEFAULT '',
    ADD COLUMN detail TEXT NULL,
    ADD COLUMN message_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN given_up_at DATETIME(6) NULL,
    ADD KEY outbox_to_send (done_at, kind, due_at),
    ADD KEY outbox_by_recipient (recipient);

-- Work that one window at a time does for all: whoever holds the lease, until it runs out.
CREATE TABLE IF NOT EXISTS leases (
    name VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    holder CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    held_until DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Who wants seats of a show that is full, first come first served. booking_id is the hold that is offered, until offered_until.
CREATE TABLE IF NOT EXISTS waiting_list (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    show_id INT NOT NULL,
    customer_id BIGINT NOT NULL,
    seats_wanted INT NOT NULL,
    ticket_type_id INT NOT NULL,
    status ENUM ('WAITING', 'OFFERED', 'TAKEN', 'LAPSED', 'WITHDRAWN') NOT NULL DEFAULT 'WAITING',
    counter_id INT NOT NULL,
    clerk_id INT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    booking_id BIGINT NULL,
    offered_at DATETIME(6) NULL,
    offered_until DATETIME(6) NULL,
    ended_at DATETIME(6) NULL,
    KEY waiting_for_show (show_id, status, id),
    KEY waiting_by_status (status, offered_until),
    CONSTRAINT waiting_for FOREIGN KEY (show_id) REFERENCES shows (id),
    CONSTRAINT waiting_customer FOREIGN KEY (customer_id) REFERENCES customers (id),
    CONSTRAINT waiting_ticket_type FOREIGN KEY (ticket_type_id) REFERENCES ticket_types (id),
    CONSTRAINT waiting_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id),
    CONSTRAINT waiting_by_clerk FOREIGN KEY (clerk_id) REFERENCES staff (id),
    CONSTRAINT waiting_offer FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT waiting_for_some CHECK (seats_wanted > 0),
    CONSTRAINT offer_has_its_seats CHECK (status <> 'OFFERED' OR (booking_id IS NOT NULL AND offered_until IS NOT NULL))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Whose data were erased: their tickets and their money stay. Who asks for it while a show is still to come has erase_asked_at.
ALTER TABLE customers
    ADD COLUMN erased_at DATETIME(6) NULL,
    ADD COLUMN erase_asked_at DATETIME(6) NULL;
