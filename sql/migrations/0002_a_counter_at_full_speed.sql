-- A counter at full speed: ways to pay, vouchers, discounts, customers, the till, paper, seats kept back.
-- Every statement can be run again after a crash. Statements end with a semicolon at the end of a line.

ALTER TABLE cinemas
    ADD COLUMN address VARCHAR(300) NOT NULL DEFAULT '',
    ADD COLUMN tax_name VARCHAR(20) NOT NULL DEFAULT '',
    ADD COLUMN tax_number VARCHAR(40) NOT NULL DEFAULT '',
    ADD COLUMN invoice_prefix VARCHAR(10) NOT NULL DEFAULT '',
    ADD COLUMN logo MEDIUMBLOB NULL;

-- The tax that is included in a ticket's price: the rate of the highest from_minor that the price reaches.
-- 1800 basis points are 18 %.
CREATE TABLE IF NOT EXISTS tax_rates (
    cinema_id INT NOT NULL,
    from_minor BIGINT NOT NULL,
    basis_points INT NOT NULL,
    PRIMARY KEY (cinema_id, from_minor),
    CONSTRAINT tax_of_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (id),
    CONSTRAINT tax_not_negative CHECK (from_minor >= 0 AND basis_points >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

ALTER TABLE seats
    ADD COLUMN house BOOLEAN NOT NULL DEFAULT FALSE;

-- Kept by the server whoever writes: the terminals' search tells by it what to read again.
ALTER TABLE movies
    ADD COLUMN changed_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    ADD KEY movies_by_change (changed_at);

ALTER TABLE movie_genres
    ADD COLUMN changed_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    ADD KEY genres_by_change (changed_at);

ALTER TABLE shows
    ADD COLUMN changed_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    ADD KEY shows_by_change (changed_at);

CREATE TABLE IF NOT EXISTS movie_posters (
    movie_id INT NOT NULL PRIMARY KEY,
    picture MEDIUMBLOB NOT NULL,
    sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    CONSTRAINT poster_of_movie FOREIGN KEY (movie_id) REFERENCES movies (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A discount for a sale of many seats: the highest seats_min that the basket reaches counts.
CREATE TABLE IF NOT EXISTS group_discounts (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(60) NOT NULL,
    seats_min INT NOT NULL,
    percent_off INT NOT NULL,
    valid_from DATE NULL,
    valid_until DATE NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    CONSTRAINT group_of_some CHECK (seats_min >= 2),
    CONSTRAINT group_percent CHECK (percent_off BETWEEN 1 AND 100)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What a code takes off each seat: a share, or an amount. used counts paid bookings.
CREATE TABLE IF NOT EXISTS promo_codes (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    name VARCHAR(60) NOT NULL,
    percent_off INT NOT NULL DEFAULT 0,
    amount_off_minor BIGINT NOT NULL DEFAULT 0,
    seats_min INT NOT NULL DEFAULT 1,
    valid_from DATE NULL,
    valid_until DATE NULL,
    uses_max INT NULL,
    used INT NOT NULL DEFAULT 0,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    CONSTRAINT promo_percent CHECK (percent_off BETWEEN 0 AND 100),
    CONSTRAINT promo_amount CHECK (amount_off_minor >= 0),
    CONSTRAINT promo_uses CHECK (used >= 0 AND (uses_max IS NULL OR used <= uses_max))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Whom a booking is for. digits are the phone's digits alone; cancelled_in_a_row counts unpaid or cancelled bookings.
CREATE TABLE IF NOT EXISTS customers (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    phone VARCHAR(30) NOT NULL DEFAULT '',
    digits VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    email VARCHAR(200) NOT NULL DEFAULT '',
    consent BOOLEAN NOT NULL DEFAULT FALSE,
    cancelled_in_a_row INT NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL,
    KEY customers_by_digits (digits),
    KEY customers_by_email (email)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What a customer is found by as one types: each word of the name, the phone, the e-mail, without accents or case.
CREATE TABLE IF NOT EXISTS customer_words (
    word VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    customer_id BIGINT NOT NULL,
    PRIMARY KEY (word, customer_id),
    CONSTRAINT word_of_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

ALTER TABLE bookings
    ADD COLUMN channel ENUM ('COUNTER', 'PHONE') NOT NULL DEFAULT 'COUNTER',
    ADD COLUMN customer_id BIGINT NULL,
    ADD COLUMN promo_code_id INT NULL,
    ADD COLUMN parked_at DATETIME(6) NULL,
    ADD COLUMN parked_note VARCHAR(60) NOT NULL DEFAULT '';

ALTER TABLE bookings
    ADD KEY bookings_of_counter (counter_id, status);

ALTER TABLE bookings
    ADD CONSTRAINT booking_for_customer FOREIGN KEY (customer_id) REFERENCES customers (id);

ALTER TABLE bookings
    ADD CONSTRAINT booking_with_promo FOREIGN KEY (promo_code_id) REFERENCES promo_codes (id);

ALTER TABLE booking_lines
    ADD COLUMN discount_minor BIGINT NOT NULL DEFAULT 0;

ALTER TABLE booking_lines
    ADD CONSTRAINT line_discount_not_negative CHECK (discount_minor >= 0);

-- Seats a manager keeps back for one show. (seats.house keeps one back for every show.)
CREATE TABLE IF NOT EXISTS blocked_seats (
    show_id INT NOT NULL,
    seat_id INT NOT NULL,
    reason VARCHAR(100) NOT NULL,
    blocked_by INT NOT NULL,
    blocked_at DATETIME(6) NOT NULL,
    PRIMARY KEY (show_id, seat_id),
    CONSTRAINT block_of_show FOREIGN KEY (show_id) REFERENCES shows (id),
    CONSTRAINT block_of_seat FOREIGN KEY (seat_id) REFERENCES seats (id),
    CONSTRAINT block_by_staff FOREIGN KEY (blocked_by) REFERENCES staff (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A clerk's drawer from float to count. open_at is the counter while the session is open: one open session per counter.
CREATE TABLE IF NOT EXISTS till_sessions (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    counter_id INT NOT NULL,
    open_at INT NULL UNIQUE,
    clerk_id INT NOT NULL,
    opened_by INT NOT NULL,
    opened_at DATETIME(6) NOT NULL,
    float_minor BIGINT NOT NULL,
    closed_by INT NULL,
    closed_at DATETIME(6) NULL,
    expected_minor BIGINT NULL,
    counted_minor BIGINT NULL,
    z_number INT NULL,
    KEY sessions_of_counter (counter_id, z_number),
    CONSTRAINT till_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id),
    CONSTRAINT till_of_clerk FOREIGN KEY (clerk_id) REFERENCES staff (id),
    CONSTRAINT till_opened_by FOREIGN KEY (opened_by) REFERENCES staff (id),
    CONSTRAINT till_closed_by FOREIGN KEY (closed_by) REFERENCES staff (id),
    CONSTRAINT float_not_negative CHECK (float_minor >= 0),
    CONSTRAINT count_not_negative CHECK (counted_minor IS NULL OR counted_minor >= 0),
    CONSTRAINT till_open_or_closed CHECK ((closed_at IS NULL) = (open_at IS NOT NULL))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Cash that went into or out of a drawer without a sale, append-only; OUT amounts are positive, too.
CREATE TABLE IF NOT EXISTS till_movements (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    till_session_id BIGINT NOT NULL,
    kind ENUM ('CASH_IN', 'CASH_OUT', 'NO_SALE') NOT NULL,
    amount_minor BIGINT NOT NULL,
    reason VARCHAR(200) NOT NULL,
    staff_id INT NOT NULL,
    happened_at DATETIME(6) NOT NULL,
    KEY movements_of_session (till_session_id),
    CONSTRAINT movement_of_session FOREIGN KEY (till_session_id) REFERENCES till_sessions (id),
    CONSTRAINT movement_by_staff FOREIGN KEY (staff_id) REFERENCES staff (id),
    CONSTRAINT movement_not_negative CHECK (amount_minor >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A drawer counted: at its end, or when one clerk hands it to the next. notes is how many of which note or coin, as JSON.
CREATE TABLE IF NOT EXISTS till_counts (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    till_session_id BIGINT NOT NULL,
    kind ENUM ('HAND_OVER', 'CLOSE') NOT NULL,
    counted_minor BIGINT NOT NULL,
    expected_minor BIGINT NOT NULL,
    notes VARCHAR(1000) NOT NULL,
    staff_id INT NOT NULL,
    counted_at DATETIME(6) NOT NULL,
    KEY counts_of_session (till_session_id),
    CONSTRAINT count_of_session FOREIGN KEY (till_session_id) REFERENCES till_sessions (id),
    CONSTRAINT count_by_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A gift voucher. What it still holds is its value less the payments made with it.
CREATE TABLE IF NOT EXISTS vouchers (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    value_minor BIGINT NOT NULL,
    balance_minor BIGINT NOT NULL,
    valid_until DATE NULL,
    created_at DATETIME(6) NOT NULL,
    CONSTRAINT voucher_positive CHECK (value_minor > 0),
    CONSTRAINT voucher_balance CHECK (balance_minor BETWEEN 0 AND value_minor)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Money asked for at a provider: committed before the provider is called, with the key that it sees again on a retry.
-- STARTED: no answer yet. APPROVED: taken, the sale not yet made. SETTLED: in payments. UNKNOWN: to be looked up.
CREATE TABLE IF NOT EXISTS payment_attempts (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    booking_id BIGINT NOT NULL,
    method ENUM ('CASH', 'CARD', 'CREDIT_CARD', 'DEBIT_CARD', 'UPI', 'NET_BANKING', 'WALLET', 'VOUCHER') NOT NULL,
    amount_minor BIGINT NOT NULL,
    provider VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    provider_key CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    state ENUM ('STARTED', 'APPROVED', 'SETTLED', 'DECLINED', 'CANCELLED', 'UNKNOWN') NOT NULL,
    provider_reference VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    card_last_four CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NULL,
    told VARCHAR(300) NOT NULL DEFAULT '',
    counter_id INT NOT NULL,
    clerk_id INT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    changed_at DATETIME(6) NOT NULL,
    KEY attempts_of_booking (booking_id),
    KEY attempts_of_counter (counter_id, state),
    CONSTRAINT attempt_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT attempt_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id),
    CONSTRAINT attempt_by_clerk FOREIGN KEY (clerk_id) REFERENCES staff (id),
    CONSTRAINT attempt_positive CHECK (amount_minor > 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

ALTER TABLE payments
    MODIFY COLUMN method ENUM ('CASH', 'CARD', 'CREDIT_CARD', 'DEBIT_CARD', 'UPI', 'NET_BANKING', 'WALLET', 'VOUCHER') NOT NULL;

ALTER TABLE payments
    ADD COLUMN till_session_id BIGINT NULL,
    ADD COLUMN attempt_id BIGINT NULL,
    ADD COLUMN voucher_id BIGINT NULL,
    ADD COLUMN provider_reference VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN card_last_four CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NULL;

ALTER TABLE payments
    ADD UNIQUE KEY one_payment_per_attempt (attempt_id, kind);

ALTER TABLE payments
    ADD CONSTRAINT payment_in_till FOREIGN KEY (till_session_id) REFERENCES till_sessions (id);

ALTER TABLE payments
    ADD CONSTRAINT payment_of_attempt FOREIGN KEY (attempt_id) REFERENCES payment_attempts (id);

ALTER TABLE payments
    ADD CONSTRAINT payment_with_voucher FOREIGN KEY (voucher_id) REFERENCES vouchers (id);

ALTER TABLE refunds_due
    ADD COLUMN method ENUM ('CASH', 'CARD', 'CREDIT_CARD', 'DEBIT_CARD', 'UPI', 'NET_BANKING', 'WALLET', 'VOUCHER') NOT NULL DEFAULT 'CASH',
    ADD COLUMN attempt_id BIGINT NULL;

ALTER TABLE refunds_due
    ADD CONSTRAINT due_of_attempt FOREIGN KEY (attempt_id) REFERENCES payment_attempts (id);

-- The tax invoices' numbers, without a gap in each cinema.
CREATE TABLE IF NOT EXISTS invoices (
    booking_id BIGINT NOT NULL PRIMARY KEY,
    cinema_id INT NOT NULL,
    number INT NOT NULL,
    issued_by INT NOT NULL,
    issued_at DATETIME(6) NOT NULL,
    UNIQUE KEY one_number_per_cinema (cinema_id, number),
    CONSTRAINT invoice_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT invoice_of_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (id),
    CONSTRAINT invoice_by_staff FOREIGN KEY (issued_by) REFERENCES staff (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What a counter is to be told: its hold was taken over by a manager. kind says what; seen_at that a window has shown it.
CREATE TABLE IF NOT EXISTS counter_notices (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    counter_id INT NOT NULL,
    kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sentence VARCHAR(300) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    seen_at DATETIME(6) NULL,
    KEY notices_to_show (counter_id, seen_at),
    CONSTRAINT notice_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
