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
    address VARCHAR(300) NOT NULL DEFAULT '',
    tax_name VARCHAR(20) NOT NULL DEFAULT '',
    tax_number VARCHAR(40) NOT NULL DEFAULT '',
    invoice_prefix VARCHAR(10) NOT NULL DEFAULT '',
    logo MEDIUMBLOB NULL,
    exchange_minutes_before INT NOT NULL DEFAULT 0,
    offer_minutes INT NOT NULL DEFAULT 30,
    customer_keep_days INT NOT NULL DEFAULT 730,
    UNIQUE KEY one_name_per_city (city_id, name),
    CONSTRAINT cinema_in_city FOREIGN KEY (city_id) REFERENCES cities (id),
    CONSTRAINT after_sale_times CHECK (exchange_minutes_before >= 0 AND offer_minutes > 0 AND customer_keep_days > 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

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

CREATE TABLE IF NOT EXISTS halls (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    cinema_id INT NOT NULL,
    name VARCHAR(50) NOT NULL,
    turnaround_minutes INT NOT NULL DEFAULT 30,
    version INT NOT NULL DEFAULT 1,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    UNIQUE KEY one_name_per_cinema (cinema_id, name),
    CONSTRAINT hall_in_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (id),
    CONSTRAINT turnaround_not_negative CHECK (turnaround_minutes >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- live is TRUE or NULL, and keys let any number of NULLs be: a seat that was taken out keeps its row for the tickets that
-- tell of it, and its label and place are free for another.
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
    house BOOLEAN NOT NULL DEFAULT FALSE,
    live BOOLEAN NULL DEFAULT TRUE,
    UNIQUE KEY one_live_seat_per_label (hall_id, row_name, seat_number, live),
    UNIQUE KEY one_live_seat_per_place (hall_id, grid_row, grid_column, live),
    CONSTRAINT seat_in_hall FOREIGN KEY (hall_id) REFERENCES halls (id),
    CONSTRAINT seat_number_positive CHECK (seat_number > 0),
    CONSTRAINT seat_live_or_null CHECK (live IS NULL OR live = 1)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- source is where an imported film comes from, e.g. tmdb:603: the same again is the same film.
-- changed_at, here and in genres and shows, is kept by the server whoever writes: the terminals' search tells by it what to
-- read again. Who takes a genre away touches its film.
CREATE TABLE IF NOT EXISTS movies (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    title VARCHAR(300) NOT NULL,
    duration_minutes INT NOT NULL,
    language VARCHAR(40) NOT NULL,
    certificate VARCHAR(10) NOT NULL,
    synopsis TEXT NULL,
    release_date DATE NULL,
    changed_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    original_title VARCHAR(300) NOT NULL DEFAULT '',
    retired BOOLEAN NOT NULL DEFAULT FALSE,
    source VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
    KEY movies_by_change (changed_at),
    UNIQUE KEY one_film_per_source (source),
    CONSTRAINT duration_positive CHECK (duration_minutes > 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS movie_genres (
    movie_id INT NOT NULL,
    genre VARCHAR(40) NOT NULL,
    changed_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (movie_id, genre),
    KEY genres_by_change (changed_at),
    CONSTRAINT genre_of_movie FOREIGN KEY (movie_id) REFERENCES movies (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS movie_posters (
    movie_id INT NOT NULL PRIMARY KEY,
    picture MEDIUMBLOB NOT NULL,
    sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    CONSTRAINT poster_of_movie FOREIGN KEY (movie_id) REFERENCES movies (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS shows (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    movie_id INT NOT NULL,
    hall_id INT NOT NULL,
    starts_at DATETIME NOT NULL,
    ends_at DATETIME NOT NULL,
    base_price_minor BIGINT NOT NULL,
    status ENUM ('UPCOMING', 'ONGOING', 'COMPLETED', 'CANCELLED') NOT NULL DEFAULT 'UPCOMING',
    changed_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    cancelled_reason VARCHAR(200) NOT NULL DEFAULT '',
    KEY shows_by_time (starts_at),
    KEY shows_of_hall (hall_id, starts_at),
    KEY shows_by_change (changed_at),
    KEY shows_by_status (status, starts_at),
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
    active BOOLEAN NOT NULL DEFAULT TRUE,
    valid_from DATE NULL,
    valid_until DATE NULL,
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

-- What price_rules says always, another percent says for a while, on some days of the week (a bit each, Monday 1) or at some
-- time of the day. A TIME rule comes on top of the day's.
CREATE TABLE IF NOT EXISTS special_price_rules (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind ENUM ('SEAT_TYPE', 'DAY', 'TIME') NOT NULL,
    code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    name VARCHAR(60) NOT NULL,
    percent INT NOT NULL,
    valid_from DATE NULL,
    valid_until DATE NULL,
    weekdays INT NOT NULL DEFAULT 127,
    from_time TIME NULL,
    until_time TIME NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    CONSTRAINT special_percent_not_negative CHECK (percent >= 0),
    CONSTRAINT special_weekdays CHECK (weekdays BETWEEN 1 AND 127),
    CONSTRAINT special_dates CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_until >= valid_from)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A cinema's own holidays, and public ones on which it asks no holiday price (is_holiday FALSE).
CREATE TABLE IF NOT EXISTS cinema_holidays (
    cinema_id INT NOT NULL,
    day DATE NOT NULL,
    name VARCHAR(60) NOT NULL,
    is_holiday BOOLEAN NOT NULL DEFAULT TRUE,
    PRIMARY KEY (cinema_id, day),
    CONSTRAINT holiday_of_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Counts the changes of prices: an open seat map that knows another number reads its prices again. Whoever changes a price writes
-- it first, so that two who do wait for each other.
CREATE TABLE IF NOT EXISTS price_book (
    id INT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    CONSTRAINT one_price_book CHECK (id = 1)
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

CREATE TABLE IF NOT EXISTS counters (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    cinema_id INT NOT NULL,
    name VARCHAR(50) NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    hall_id INT NULL,
    UNIQUE KEY one_counter_name_per_cinema (cinema_id, name),
    CONSTRAINT counter_in_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (id),
    CONSTRAINT door_of_hall FOREIGN KEY (hall_id) REFERENCES halls (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- A temporary password was given by somebody else: it must be changed at the next sign-in. version: who takes a right from an
-- admin writes it at every admin, so that two who do so at once meet, on a cluster too.
CREATE TABLE IF NOT EXISTS staff (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    username VARCHAR(50) NOT NULL UNIQUE,
    full_name VARCHAR(100) NOT NULL,
    role ENUM ('CLERK', 'MANAGER', 'ADMIN', 'USHER') NOT NULL,
    password_hash VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    failed_sign_ins INT NOT NULL DEFAULT 0,
    blocked_until DATETIME(6) NULL,
    password_temporary BOOLEAN NOT NULL DEFAULT FALSE,
    version INT NOT NULL DEFAULT 1
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- An operation that takes seats or money is done once: the same id again is a duplicate key and its stored result.
CREATE TABLE IF NOT EXISTS requests (
    id CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    operation VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fingerprint CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    result TEXT NOT NULL,
    created_at DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Whom a booking is for. digits are the phone's digits alone; cancelled_in_a_row counts unpaid or cancelled bookings. Who asks to
-- be forgotten while a show is still to come has erase_asked_at until then. With erased_at nothing of the person is left in it.
CREATE TABLE IF NOT EXISTS customers (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    phone VARCHAR(30) NOT NULL DEFAULT '',
    digits VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    email VARCHAR(200) NOT NULL DEFAULT '',
    consent BOOLEAN NOT NULL DEFAULT FALSE,
    cancelled_in_a_row INT NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL,
    erased_at DATETIME(6) NULL,
    erase_asked_at DATETIME(6) NULL,
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

-- held_until is the one place a hold's end is written: a pick renews one row, however many seats are held. A sale that takes
-- the place of another one tells which. version: whoever gives money back writes it, so that two who do meet, on a cluster too.
-- A reference is found by its last signs, too: an index leads from the beginning only. (RTRIM: MariaDB indexes nothing that may
-- depend on how a CHAR is filled up.)
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
    channel ENUM ('COUNTER', 'PHONE') NOT NULL DEFAULT 'COUNTER',
    customer_id BIGINT NULL,
    promo_code_id INT NULL,
    parked_at DATETIME(6) NULL,
    parked_note VARCHAR(60) NOT NULL DEFAULT '',
    version INT NOT NULL DEFAULT 1,
    exchanged_from BIGINT NULL,
    reference_end CHAR(3) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (RIGHT(RTRIM(reference), 3)) VIRTUAL,
    KEY bookings_to_sweep (status, held_until),
    KEY bookings_by_sale (confirmed_at),
    CONSTRAINT booking_of_show FOREIGN KEY (show_id) REFERENCES shows (id),
    CONSTRAINT booking_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id),
    CONSTRAINT booking_by_clerk FOREIGN KEY (clerk_id) REFERENCES staff (id),
    CONSTRAINT hold_within_limit CHECK (held_until <= hold_limit),
    KEY bookings_of_counter (counter_id, status),
    CONSTRAINT booking_for_customer FOREIGN KEY (customer_id) REFERENCES customers (id),
    CONSTRAINT booking_with_promo FOREIGN KEY (promo_code_id) REFERENCES promo_codes (id),
    KEY bookings_by_reference_end (reference_end),
    CONSTRAINT booking_exchanged_from FOREIGN KEY (exchanged_from) REFERENCES bookings (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- seat_type is the kind of seat that was sold: a seat may be made another kind of later. A line from before this column says
-- NULL, and is of the kind its seat is now.
CREATE TABLE IF NOT EXISTS booking_lines (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    booking_id BIGINT NOT NULL,
    seat_id INT NOT NULL,
    ticket_type_id INT NOT NULL,
    price_minor BIGINT NOT NULL,
    price_explained VARCHAR(300) NOT NULL,
    discount_minor BIGINT NOT NULL DEFAULT 0,
    seat_type ENUM ('REGULAR', 'PREMIUM', 'VIP') NULL,
    UNIQUE KEY one_line_per_seat (booking_id, seat_id),
    CONSTRAINT line_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT line_of_seat FOREIGN KEY (seat_id) REFERENCES seats (id),
    CONSTRAINT line_of_ticket_type FOREIGN KEY (ticket_type_id) REFERENCES ticket_types (id),
    CONSTRAINT line_price_not_negative CHECK (price_minor >= 0),
    CONSTRAINT line_discount_not_negative CHECK (discount_minor >= 0)
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

-- A seat that cannot be sat on from a moment until another, or until somebody says so.
CREATE TABLE IF NOT EXISTS seat_outages (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    seat_id INT NOT NULL,
    from_at DATETIME(6) NOT NULL,
    until_at DATETIME(6) NULL,
    reason VARCHAR(100) NOT NULL,
    put_by INT NOT NULL,
    put_at DATETIME(6) NOT NULL,
    KEY outages_of_seat (seat_id, from_at),
    CONSTRAINT outage_of_seat FOREIGN KEY (seat_id) REFERENCES seats (id),
    CONSTRAINT outage_by_staff FOREIGN KEY (put_by) REFERENCES staff (id),
    CONSTRAINT outage_ends_after_start CHECK (until_at IS NULL OR until_at > from_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Seats a manager keeps back for one show. (seats.house keeps one back for every show.) With an outage_id nobody sells the
-- seat, not even a manager.
CREATE TABLE IF NOT EXISTS blocked_seats (
    show_id INT NOT NULL,
    seat_id INT NOT NULL,
    reason VARCHAR(100) NOT NULL,
    blocked_by INT NOT NULL,
    blocked_at DATETIME(6) NOT NULL,
    outage_id INT NULL,
    PRIMARY KEY (show_id, seat_id),
    CONSTRAINT block_of_outage FOREIGN KEY (outage_id) REFERENCES seat_outages (id),
    CONSTRAINT block_of_show FOREIGN KEY (show_id) REFERENCES shows (id),
    CONSTRAINT block_of_seat FOREIGN KEY (seat_id) REFERENCES seats (id),
    CONSTRAINT block_by_staff FOREIGN KEY (blocked_by) REFERENCES staff (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

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

-- A void ticket tells of the seat it was for: whoever is given another seat gets a new ticket for the same line, and the one
-- it replaced was neither sold nor taken back.
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
    voided_at DATETIME(6) NULL,
    replaced BOOLEAN NOT NULL DEFAULT FALSE,
    live BOOLEAN GENERATED ALWAYS AS (IF(status = 'VOID', NULL, 1)) VIRTUAL,
    admitted_counter_id INT NULL,
    refund_id BIGINT NULL,
    KEY tickets_of_show (show_id, seat_id),
    KEY tickets_by_voiding (voided_at),
    UNIQUE KEY one_live_ticket_per_line (line_id, live),
    CONSTRAINT ticket_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT ticket_of_line FOREIGN KEY (line_id) REFERENCES booking_lines (id),
    CONSTRAINT ticket_of_show FOREIGN KEY (show_id) REFERENCES shows (id),
    CONSTRAINT ticket_of_seat FOREIGN KEY (seat_id) REFERENCES seats (id),
    CONSTRAINT void_has_its_time CHECK ((status = 'VOID') = (voided_at IS NOT NULL)),
    CONSTRAINT admitted_at_counter FOREIGN KEY (admitted_counter_id) REFERENCES counters (id),
    CONSTRAINT ticket_of_refund FOREIGN KEY (refund_id) REFERENCES refunds (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

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

-- A gift voucher. What it still holds is its value less the payments made with it. A blocked one is spent by nobody.
CREATE TABLE IF NOT EXISTS vouchers (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    value_minor BIGINT NOT NULL,
    balance_minor BIGINT NOT NULL,
    valid_until DATE NULL,
    created_at DATETIME(6) NOT NULL,
    note VARCHAR(100) NOT NULL DEFAULT '',
    valid_from DATE NULL,
    blocked BOOLEAN NOT NULL DEFAULT FALSE,
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

-- Money that is to be given back, until it has been: payment_id is the payment that it is a part of.
CREATE TABLE IF NOT EXISTS refunds_due (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    booking_id BIGINT NOT NULL,
    amount_minor BIGINT NOT NULL,
    reason VARCHAR(200) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    settled_at DATETIME(6) NULL,
    method ENUM ('CASH', 'CARD', 'CREDIT_CARD', 'DEBIT_CARD', 'UPI', 'NET_BANKING', 'WALLET', 'VOUCHER') NOT NULL DEFAULT 'CASH',
    attempt_id BIGINT NULL,
    KEY refunds_of_booking (booking_id),
    KEY refunds_open (settled_at),
    CONSTRAINT due_for_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT due_positive CHECK (amount_minor > 0),
    CONSTRAINT due_of_attempt FOREIGN KEY (attempt_id) REFERENCES payment_attempts (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Settled money only, append-only; nothing cascades into it.
-- Money goes back in parts: a refund tells which payment it is of, and which debt it settles. An exchange carries money from one
-- sale to another: method EXCHANGE on both sides, and origin_id is the payment that the money once came with.
CREATE TABLE IF NOT EXISTS payments (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    booking_id BIGINT NOT NULL,
    kind ENUM ('PAYMENT', 'REFUND') NOT NULL,
    method ENUM ('CASH', 'CARD', 'CREDIT_CARD', 'DEBIT_CARD', 'UPI', 'NET_BANKING', 'WALLET', 'VOUCHER', 'EXCHANGE') NOT NULL,
    amount_minor BIGINT NOT NULL,
    tendered_minor BIGINT NULL,
    approval_code VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
    counter_id INT NOT NULL,
    clerk_id INT NOT NULL,
    paid_at DATETIME(6) NOT NULL,
    till_session_id BIGINT NULL,
    attempt_id BIGINT NULL,
    voucher_id BIGINT NULL,
    provider_reference VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    card_last_four CHAR(4) CHARACTER SET ascii COLLATE ascii_bin NULL,
    of_payment_id BIGINT NULL,
    refund_due_id BIGINT NULL,
    origin_id BIGINT NULL,
    paid_attempt_id BIGINT GENERATED ALWAYS AS (IF(kind = 'PAYMENT', attempt_id, NULL)) VIRTUAL,
    KEY payments_of_booking (booking_id),
    KEY payments_by_time (paid_at),
    CONSTRAINT payment_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT payment_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id),
    CONSTRAINT payment_by_clerk FOREIGN KEY (clerk_id) REFERENCES staff (id),
    CONSTRAINT payment_positive CHECK (amount_minor > 0),
    CONSTRAINT tendered_covers CHECK (tendered_minor IS NULL OR tendered_minor >= amount_minor),
    UNIQUE KEY one_payment_per_paid_attempt (paid_attempt_id),
    UNIQUE KEY one_refund_per_due (refund_due_id),
    KEY payments_of_attempt (attempt_id),
    KEY payments_by_card (card_last_four, booking_id),
    CONSTRAINT payment_in_till FOREIGN KEY (till_session_id) REFERENCES till_sessions (id),
    CONSTRAINT payment_of_attempt FOREIGN KEY (attempt_id) REFERENCES payment_attempts (id),
    CONSTRAINT payment_with_voucher FOREIGN KEY (voucher_id) REFERENCES vouchers (id),
    CONSTRAINT refund_of_payment FOREIGN KEY (of_payment_id) REFERENCES payments (id),
    CONSTRAINT refund_of_due FOREIGN KEY (refund_due_id) REFERENCES refunds_due (id),
    CONSTRAINT exchange_from_payment FOREIGN KEY (origin_id) REFERENCES payments (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- The two tables tell of each other, so this half comes once both are there.
ALTER TABLE refunds_due
    ADD COLUMN payment_id BIGINT NULL,
    ADD CONSTRAINT due_of_payment FOREIGN KEY (payment_id) REFERENCES payments (id);

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
    KEY audit_by_time (happened_at),
    KEY audit_by_staff (staff_id, happened_at),
    CONSTRAINT audit_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id),
    CONSTRAINT audit_of_staff FOREIGN KEY (staff_id) REFERENCES staff (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Work a sale leaves to be done after it, written in the sale's own transaction: paper, and messages to customers. template says
-- which text, detail (JSON) what it tells beside the booking. One that is given up is kept.
CREATE TABLE IF NOT EXISTS outbox (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    booking_id BIGINT NOT NULL,
    counter_id INT NOT NULL,
    due_at DATETIME(6) NOT NULL,
    attempts INT NOT NULL DEFAULT 0,
    last_error VARCHAR(300) NULL,
    done_at DATETIME(6) NULL,
    template VARCHAR(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    recipient VARCHAR(200) NOT NULL DEFAULT '',
    detail TEXT NULL,
    message_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    given_up_at DATETIME(6) NULL,
    KEY outbox_open (counter_id, done_at),
    KEY outbox_to_send (done_at, kind, due_at),
    KEY outbox_by_recipient (recipient),
    CONSTRAINT outbox_of_booking FOREIGN KEY (booking_id) REFERENCES bookings (id),
    CONSTRAINT outbox_at_counter FOREIGN KEY (counter_id) REFERENCES counters (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

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

-- Secrets of the house, made once: the key that a door's list is signed with.
CREATE TABLE IF NOT EXISTS house_keys (
    name VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    secret CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    made_at DATETIME(6) NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- What happened on a day that is over, added up for the reports: it can be made anew from bookings, tickets and payments at any
-- time. A day is a cinema's own, in the time zone that it had when the row was written.
CREATE TABLE IF NOT EXISTS figures_days (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    cinema_id INT NOT NULL,
    time_zone VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    day DATE NOT NULL,
    built_at DATETIME(6) NOT NULL,
    UNIQUE KEY one_row_per_day (cinema_id, time_zone, day),
    CONSTRAINT figures_of_cinema FOREIGN KEY (cinema_id) REFERENCES cinemas (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Tickets sold on a day and tickets taken back on it, of a show and a kind of seat.
CREATE TABLE IF NOT EXISTS figures_tickets (
    day_id INT NOT NULL,
    show_id INT NOT NULL,
    seat_type ENUM ('REGULAR', 'PREMIUM', 'VIP') NOT NULL,
    sold INT NOT NULL,
    sold_minor BIGINT NOT NULL,
    discount_minor BIGINT NOT NULL,
    returned INT NOT NULL,
    returned_minor BIGINT NOT NULL,
    PRIMARY KEY (day_id, show_id, seat_type),
    CONSTRAINT figures_of_day FOREIGN KEY (day_id) REFERENCES figures_days (id),
    CONSTRAINT figures_of_show FOREIGN KEY (show_id) REFERENCES shows (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- By who took the money and how. method is NONE for a sale that cost nothing. A ticket counts once, with the largest part of
-- its payment; money counts with the way it really went.
CREATE TABLE IF NOT EXISTS figures_clerks (
    day_id INT NOT NULL,
    clerk_id INT NOT NULL,
    method VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sold INT NOT NULL,
    sold_minor BIGINT NOT NULL,
    returned INT NOT NULL,
    returned_minor BIGINT NOT NULL,
    taken INT NOT NULL,
    taken_minor BIGINT NOT NULL,
    refunded INT NOT NULL,
    refunded_minor BIGINT NOT NULL,
    PRIMARY KEY (day_id, clerk_id, method),
    CONSTRAINT clerk_figures_of_day FOREIGN KEY (day_id) REFERENCES figures_days (id),
    CONSTRAINT figures_of_clerk FOREIGN KEY (clerk_id) REFERENCES staff (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;

-- Sales and their tickets by the hour on the cinema's clock, 0 to 23.
CREATE TABLE IF NOT EXISTS figures_hours (
    day_id INT NOT NULL,
    hour TINYINT NOT NULL,
    sales INT NOT NULL,
    tickets INT NOT NULL,
    sold_minor BIGINT NOT NULL,
    PRIMARY KEY (day_id, hour),
    CONSTRAINT hour_figures_of_day FOREIGN KEY (day_id) REFERENCES figures_days (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci;
