-- The whole of today's schema. Keys and CHECKs carry the rules, so that no program can sell a seat twice.
-- Times are UTC. Money is whole minor units. Texts that identify (references, codes, request ids) are ascii_bin:
-- under a linguistic collation 'aB' would equal 'Ab '.
-- Every statement can be run again after a crash. Statements end with a semicolon at the end of a line.

CREATE TABLE IF NOT EXISTS schema_migrations (
    number INT NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    checksum CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    finished_at DATETIME(6) NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS cities (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL UNIQUE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS cinemas (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    city_id INT NOT NULL,
    name VARCHAR(100) NOT NULL,
    time_zone VARCHAR(64) NOT NULL,
    currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    locale VARCHAR(20) NOT NULL,
    country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    region VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
    UNIQUE KEY one_name_per_city (city_id, name),
    CONSTRAINT cinema_in_city FOREIGN KEY (city_id) REFERENCES cities (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS halls (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    cinema_id INT NOT NULL,
    name VARCHAR(50) NOT NULL,
    turnaround_minutes INT NOT NULL DEFAULT 30,
    UNIQUE KEY one_name_per_cinema (cinema_id, name),
    CONSTRAINT hall_in_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (id),
    CONSTRAINT turnaround_not_negative CHECK (turnaround_minutes >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS seats (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    hall_id INT NOT NULL,
    row_name VARCHAR(4) NOT NULL,
    seat_number INT NOT NULL,
    seat_type ENUM ('REGULAR', 'PREMIUM', 'VIP') NOT NULL,
    grid_row INT NOT NULL,
    grid_column INT NOT NULL,
    wheelchair BOOLEAN NOT NULL DEFAULT FALSE,
    companion BOOLEAN NOT NULL DEFAULT FALSE,
    in_service BOOLEAN NOT NULL DEFAULT TRUE,
    UNIQUE KEY one_seat_per_label (hall_id, row_name, seat_number),
    UNIQUE KEY one_seat_per_place (hall_id, grid_row, grid_column),
    CONSTRAINT seat_in_hall FOREIGN KEY (hall_id) REFERENCES halls (id),
    CONSTRAINT seat_number_positive CHECK (seat_number > 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS movies (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    title VARCHAR(300) NOT NULL,
    duration_minutes INT NOT NULL,
    language VARCHAR(40) NOT NULL,
    certificate VARCHAR(10) NOT NULL,
    synopsis TEXT NULL,
    release_date DATE NULL,
    CONSTRAINT duration_positive CHECK (duration_minutes > 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS movie_genres (
    movie_id INT NOT NULL,
    genre VARCHAR(40) NOT NULL,
    PRIMARY KEY (movie_id, genre),
    CONSTRAINT genre_of_movie FOREIGN KEY (movie_id) REFERENCES movies (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS shows (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    movie_id INT NOT NULL,
    hall_id INT NOT NULL,
    starts_at DATETIME NOT NULL,
    ends_at DATETIME NOT NULL,
    base_price_minor BIGINT NOT NULL,
    status ENUM ('UPCOMING', 'ONGOING', 'COMPLETED', 'CANCELLED') NOT NULL DEFAULT 'UPCOMING',
    KEY shows_by_time (starts_at),
    KEY shows_of_hall (hall_id, starts_at),
    CONSTRAINT show_of_movie FOREIGN KEY (movie_id) REFERENCES movies (id),
    CONSTRAINT show_in_hall FOREIGN KEY (hall_id) REFERENCES halls (id),
    CONSTRAINT show_ends_after_start CHECK (ends_at > starts_at),
    CONSTRAINT base_price_not_negative CHECK (base_price_minor >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS show_prices (
    show_id INT NOT NULL,
    seat_type ENUM ('REGULAR', 'PREMIUM', 'VIP') NOT NULL,
    price_minor BIGINT NOT NULL,
    PRIMARY KEY (show_id, seat_type),
    CONSTRAINT price_of_show FOREIGN KEY (show_id) REFERENCES shows (id),
    CONSTRAINT show_price_not_negative CHECK (price_minor >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS ticket_types (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    name VARCHAR(40) NOT NULL,
    percent INT NOT NULL,
    sort_order INT NOT NULL,
    CONSTRAINT ticket_percent_not_negative CHECK (percent >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- kind SEAT_TYPE: code REGULAR/PREMIUM/VIP; kind DAY: code WEEKDAY/WEEKEND/HOLIDAY. percent 130 means x 1.3.
CREATE TABLE IF NOT EXISTS price_rules (
    kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    percent INT NOT NULL,
    PRIMARY KEY (kind, code),
    CONSTRAINT rule_percent_not_negative CHECK (percent >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS counters (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    cinema_id INT NOT NULL,
    name VARCHAR(50) NOT NULL,
    UNIQUE KEY one_counter_name_per_cinema (cinema_id, name),
    CONSTRAINT counter_in_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS staff (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    username VARCHAR(50) NOT NULL UNIQUE,
    full_name VARCHAR(100) NOT NULL,
    role ENUM ('CLERK', 'MANAGER', 'ADMIN', 'USHER') NOT NULL,
    password_hash VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    failed_sign_ins INT NOT NULL DEFAULT 0,
    blocked_until DATETIME(6) NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- An operation that takes seats or money is done once: the same id again is a duplicate key and its stored result.
CREATE TABLE IF NOT EXISTS requests (
    id CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    operation VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fingerprint CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    result TEXT NOT NULL,
    created_at DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- held_until is the one place a hold's end is written: a pick renews one row, however many seats are held.
CREATE TABLE IF NOT EXISTS bookings (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    reference CHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    show_id INT NOT NULL,
    status ENUM ('PENDING', 'CONFIRMED', 'CANCELLED', 'EXPIRED', 'FAILED', 'COMPLETED') NOT NULL,
    held_until DATETIME(6) NOT NULL,
    hold_limit DATETIME(6) NOT NULL,
    counter_id INT NOT NULL,
    clerk_id INT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    confirmed_at DATETIME(6) NULL,
    KEY bookings_to_sweep (status, held_until),
    CONSTRAINT booking_of_show FOREIGN KEY (show_id) REFERENCES shows (id),
    CONSTRAINT booking_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id),
    CONSTRAINT booking_by_clerk FOREIGN KEY (clerk_id) REFERENCES staff (id),
    CONSTRAINT hold_within_limit CHECK (held_until <= hold_limit)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS booking_lines (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    booking_id BIGINT NOT NULL,
    seat_id INT NOT NULL,
    ticket_type_id INT NOT NULL,
    price_minor BIGINT NOT NULL,
    price_explained VARCHAR(300) NOT NULL,
    UNIQUE KEY one_line_per_seat (booking_id, seat_id),
    CONSTRAINT line_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT line_of_seat FOREIGN KEY (seat_id) REFERENCES seats (id),
    CONSTRAINT line_of_ticket_type FOREIGN KEY (ticket_type_id) REFERENCES ticket_types (id),
    CONSTRAINT line_price_not_negative CHECK (price_minor >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The live claim: one row per held or sold seat, none for a free one. The key is why a seat cannot be sold twice.
CREATE TABLE IF NOT EXISTS booking_seats (
    show_id INT NOT NULL,
    seat_id INT NOT NULL,
    booking_id BIGINT NOT NULL,
    state ENUM ('HELD', 'SOLD') NOT NULL,
    PRIMARY KEY (show_id, seat_id),
    KEY claims_of_booking (booking_id),
    CONSTRAINT claim_of_show FOREIGN KEY (show_id) REFERENCES shows (id),
    CONSTRAINT claim_of_seat FOREIGN KEY (seat_id) REFERENCES seats (id),
    CONSTRAINT claim_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS tickets (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    booking_id BIGINT NOT NULL,
    line_id BIGINT NOT NULL,
    show_id INT NOT NULL,
    seat_id INT NOT NULL,
    code CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    status ENUM ('VALID', 'USED', 'VOID') NOT NULL DEFAULT 'VALID',
    admitted_at DATETIME(6) NULL,
    admitted_by INT NULL,
    KEY tickets_of_show (show_id, seat_id),
    UNIQUE KEY one_ticket_per_line (line_id),
    CONSTRAINT ticket_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT ticket_of_line FOREIGN KEY (line_id) REFERENCES booking_lines (id),
    CONSTRAINT ticket_of_show FOREIGN KEY (show_id) REFERENCES shows (id),
    CONSTRAINT ticket_of_seat FOREIGN KEY (seat_id) REFERENCES seats (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Settled money only, append-only; nothing cascades into it.
CREATE TABLE IF NOT EXISTS payments (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    booking_id BIGINT NOT NULL,
    kind ENUM ('PAYMENT', 'REFUND') NOT NULL,
    method ENUM ('CASH', 'CARD') NOT NULL,
    amount_minor BIGINT NOT NULL,
    tendered_minor BIGINT NULL,
    approval_code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
    counter_id INT NOT NULL,
    clerk_id INT NOT NULL,
    paid_at DATETIME(6) NOT NULL,
    KEY payments_of_booking (booking_id),
    CONSTRAINT payment_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT payment_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id),
    CONSTRAINT payment_by_clerk FOREIGN KEY (clerk_id) REFERENCES staff (id),
    CONSTRAINT payment_positive CHECK (amount_minor > 0),
    CONSTRAINT tendered_covers CHECK (tendered_minor IS NULL OR tendered_minor >= amount_minor)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Money taken for which no seat could be given, until it has been paid back.
CREATE TABLE IF NOT EXISTS refunds_due (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    booking_id BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL,
    reason VARCHAR(200) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    settled_at DATETIME(6) NULL,
    KEY refunds_of_booking (booking_id),
    CONSTRAINT due_for_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT due_positive CHECK (amount_minor > 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- print_number 1 is the original, each later one a DUPLICATE.
CREATE TABLE IF NOT EXISTS ticket_prints (
    booking_id BIGINT NOT NULL,
    print_number INT NOT NULL,
    printed_by INT NOT NULL,
    printed_at DATETIME(6) NOT NULL,
    PRIMARY KEY (booking_id, print_number),
    CONSTRAINT print_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT print_by_staff FOREIGN KEY (printed_by) REFERENCES staff (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Each counter's rows form a chain: hash = sha256(previous hash, everything the row tells).
CREATE TABLE IF NOT EXISTS audit_log (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    counter_id INT NOT NULL,
    sequence_number BIGINT NOT NULL,
    happened_at DATETIME(6) NOT NULL,
    staff_id INT NULL,
    action VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject VARCHAR(50) NOT NULL,
    detail TEXT NOT NULL,
    hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    UNIQUE KEY audit_chain (counter_id, sequence_number),
    KEY audit_by_subject (subject),
    CONSTRAINT audit_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id),
    CONSTRAINT audit_of_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Work a sale leaves to be done after it, written in the sale's own transaction.
CREATE TABLE IF NOT EXISTS outbox (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    booking_id BIGINT NOT NULL,
    counter_id INT NOT NULL,
    due_at DATETIME(6) NOT NULL,
    attempts INT NOT NULL DEFAULT 0,
    last_error VARCHAR(300) NULL,
    done_at DATETIME(6) NULL,
    KEY outbox_open (counter_id, done_at),
    CONSTRAINT outbox_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT outbox_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
