-- Run the cinema: films, halls, shows, prices and staff kept on their own screens, and figures for the reports.
-- Every statement can be run again after a crash. Statements end with a semicolon at the end of a line.

ALTER TABLE halls
    ADD COLUMN version INT NOT NULL DEFAULT 1,
    ADD COLUMN active BOOLEAN NOT NULL DEFAULT TRUE;

-- live is TRUE or NULL, and keys let any number of NULLs be: a seat that was taken out keeps its row for the tickets that
-- tell of it, and its label and place are free for another.
ALTER TABLE seats
    ADD COLUMN live BOOLEAN NULL DEFAULT TRUE,
    ADD CONSTRAINT seat_live_or_null CHECK (live IS NULL OR live = 1),
    ADD UNIQUE KEY one_live_seat_per_label (hall_id, row_name, seat_number, live),
    ADD UNIQUE KEY one_live_seat_per_place (hall_id, grid_row, grid_column, live),
    DROP KEY one_seat_per_label,
    DROP KEY one_seat_per_place;

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

-- With an outage_id nobody sells the seat, not even a manager.
ALTER TABLE blocked_seats
    ADD COLUMN outage_id INT NULL,
    ADD CONSTRAINT block_of_outage FOREIGN KEY (outage_id) REFERENCES seat_outages (id);

-- source is where an imported film comes from, e.g. tmdb:603: the same again is the same film.
ALTER TABLE movies
    ADD COLUMN original_title VARCHAR(300) NOT NULL DEFAULT '',
    ADD COLUMN retired BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN source VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD UNIQUE KEY one_film_per_source (source);

ALTER TABLE shows
    ADD COLUMN cancelled_reason VARCHAR(200) NOT NULL DEFAULT '',
    ADD KEY shows_by_status (status, starts_at);

ALTER TABLE ticket_types
    ADD COLUMN active BOOLEAN NOT NULL DEFAULT TRUE,
    ADD COLUMN valid_from DATE NULL,
    ADD COLUMN valid_until DATE NULL;

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

-- A blocked voucher is spent by nobody until it is let go again.
ALTER TABLE vouchers
    ADD COLUMN note VARCHAR(100) NOT NULL DEFAULT '',
    ADD COLUMN valid_from DATE NULL,
    ADD COLUMN blocked BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE counters
    ADD COLUMN active BOOLEAN NOT NULL DEFAULT TRUE;

-- A temporary password was given by somebody else: it must be changed at the next sign-in. version: who takes a right from an
-- admin writes it at every admin, so that two who do so at once meet, on a cluster too.
ALTER TABLE staff
    ADD COLUMN password_temporary BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN version INT NOT NULL DEFAULT 1;

ALTER TABLE audit_log
    ADD KEY audit_by_time (happened_at),
    ADD KEY audit_by_staff (staff_id, happened_at);

-- The kind of seat that was sold: a seat may be made another kind of later. A line from before this column says NULL, and is
-- of the kind its seat is now.
ALTER TABLE booking_lines
    ADD COLUMN seat_type ENUM ('REGULAR', 'PREMIUM', 'VIP') NULL;

-- When a ticket was taken back. Up to here that was only ever on the day of its sale.
ALTER TABLE tickets
    ADD COLUMN voided_at DATETIME(6) NULL,
    ADD KEY tickets_by_voiding (voided_at);

UPDATE tickets t JOIN bookings b ON b.id = t.booking_id SET t.voided_at = COALESCE(b.confirmed_at, b.created_at)
    WHERE t.status = 'VOID' AND t.voided_at IS NULL;

ALTER TABLE tickets
    ADD CONSTRAINT void_has_its_time CHECK ((status = 'VOID') = (voided_at IS NOT NULL));

-- A void ticket tells of the seat it was for: whoever is given another seat gets a new ticket for the same line, and the one
-- it replaced was neither sold nor taken back.
ALTER TABLE tickets
    ADD COLUMN replaced BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN live BOOLEAN GENERATED ALWAYS AS (IF(status = 'VOID', NULL, 1)) VIRTUAL,
    ADD UNIQUE KEY one_live_ticket_per_line (line_id, live),
    DROP KEY one_ticket_per_line;

ALTER TABLE bookings
    ADD KEY bookings_by_sale (confirmed_at);

ALTER TABLE payments
    ADD KEY payments_by_time (paid_at);

ALTER TABLE refunds_due
    ADD KEY refunds_open (settled_at);

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
