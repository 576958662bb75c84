"""What the models hand out: plain immutable records, one per thing of the trade.

Times are aware datetimes in UTC unless the name says local; money is integer minor units (paise, cents).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.models.door_records import Cinema, Counter, Role, StaffMember
from app.models.sell.offers import PromoCode

__all__ = ["Cinema", "Counter", "Role", "StaffMember"]
"""What stands elsewhere and is had from here, too. All below is."""


class SeatType(StrEnum):
    REGULAR = "REGULAR"
    PREMIUM = "PREMIUM"
    VIP = "VIP"

    @property
    def label(self) -> str:
        """As people read it: Regular, Premium, VIP."""
        return self.value if self is SeatType.VIP else self.value.title()


class ShowStatus(StrEnum):
    UPCOMING = "UPCOMING"
    ONGOING = "ONGOING"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"


class BookingStatus(StrEnum):
    PENDING = "PENDING"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    FAILED = "FAILED"
    COMPLETED = "COMPLETED"

    @property
    def is_sale(self) -> bool:
        """Paid for, and not undone."""
        return self in (BookingStatus.CONFIRMED, BookingStatus.COMPLETED)


class ClaimState(StrEnum):
    """The state of a seat's row in booking_seats; a free seat has no row."""

    HELD = "HELD"
    SOLD = "SOLD"


class PaymentMethod(StrEnum):
    """How money comes. CARD is a card taken by hand at its own terminal, without saying which kind."""

    CASH = "CASH"
    CARD = "CARD"
    CREDIT_CARD = "CREDIT_CARD"
    DEBIT_CARD = "DEBIT_CARD"
    UPI = "UPI"
    NET_BANKING = "NET_BANKING"
    WALLET = "WALLET"
    VOUCHER = "VOUCHER"
    EXCHANGE = "EXCHANGE"
    """What an exchange brings from another sale; nobody hands it over."""

    @property
    def label(self) -> str:
        """As people read it: Credit card, UPI."""
        return self.value if self is PaymentMethod.UPI else self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Seat:
    """One physical seat. `grid_row` 0 is next to the screen; `grid_column` counts whole seats, aisles included."""

    id: int
    row_name: str
    seat_number: int
    seat_type: SeatType
    grid_row: int
    grid_column: int
    accessible: bool = False
    companion: bool = False
    in_service: bool = True

    @property
    def label(self) -> str:
        return f"{self.row_name}{self.seat_number}"


@dataclass(frozen=True, slots=True)
class Show:
    id: int
    movie_title: str
    language: str
    certificate: str
    duration_minutes: int
    hall_id: int
    hall_name: str
    starts_at: datetime
    ends_at: datetime
    base_price_minor: int
    status: ShowStatus


@dataclass(frozen=True, slots=True)
class ShowCounts:
    """A show on the programme with its live seat counts."""

    show: Show
    seat_count: int
    held_count: int
    sold_count: int
    price_from_minor: int
    elsewhere: Cinema | None = None
    """The show's cinema where that is another one than this counter's: it is not sold here."""
    kept_count: int = 0
    """Seats kept back, for the house or for this show, that are not sold."""

    @property
    def place(self) -> str:
        """The hall; of a show elsewhere the cinema and its city."""
        return f"{self.elsewhere.name}, {self.elsewhere.city}" if self.elsewhere else self.show.hall_name

    @property
    def free_count(self) -> int:
        """What anybody may have."""
        return self.seat_count - self.held_count - self.sold_count - self.kept_count


@dataclass(frozen=True, slots=True)
class Claim:
    """A seat that is held or sold: by which booking, at which counter and by whom; how long yet, counted from when it
    was read (None once sold).
    """

    seat_id: int
    state: ClaimState
    booking_id: int
    counter_name: str
    seconds_left: float | None
    clerk_name: str = ""


@dataclass(frozen=True, slots=True)
class KeptSeat:
    """A seat that only a manager sells; `house`: in every show, and not only in this one.

    `broken`: out of service for a while, so that nobody sells it.
    """

    seat_id: int
    reason: str
    house: bool
    broken: bool = False


@dataclass(frozen=True, slots=True)
class TicketType:
    id: int
    code: str
    """ADULT, CHILD, SENIOR, STUDENT."""
    name: str
    percent: int
    """Of the seat's price: 100 is the full price."""


@dataclass(frozen=True, slots=True)
class BookingLine:
    seat: Seat
    ticket_type: TicketType
    price_minor: int
    """What is paid for this seat: the full price less `discount_minor`."""
    price_explained: str
    discount_minor: int = 0

    @property
    def full_price_minor(self) -> int:
        return self.price_minor + self.discount_minor


@dataclass(frozen=True, slots=True)
class Booking:
    id: int
    reference: str
    show_id: int
    status: BookingStatus
    held_until: datetime
    hold_limit: datetime
    lines: tuple[BookingLine, ...]
    promo: PromoCode | None = None
    by_phone: bool = False
    """Booked by phone, to be paid later: it stays held when a counter puts it aside."""

    @property
    def total_minor(self) -> int:
        return sum(line.price_minor for line in self.lines)

    @property
    def discount_minor(self) -> int:
        return sum(line.discount_minor for line in self.lines)


@dataclass(frozen=True, slots=True)
class DayOfShows:
    """A date on the date strip, in the cinema's own calendar."""

    day: date
    show_count: int


@dataclass(frozen=True, slots=True)
class Payment:
    """Money offered for a booking, or for a part of it.

    `tendered_minor` is the cash handed over. What a provider took has the id of its approved attempt; what was taken by
    hand the approval code of the terminal's slip; a gift voucher its code.
    """

    method: PaymentMethod
    amount_minor: int
    tendered_minor: int | None = None
    approval_code: str | None = None
    attempt_id: int | None = None
    voucher_code: str | None = None

    @property
    def change_minor(self) -> int:
        return 0 if self.tendered_minor is None else self.tendered_minor - self.amount_minor


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A sale whose tickets have not come out of a printer yet."""

    reference: str
    movie_title: str
    starts_at: datetime
    last_error: str | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a seat, or sold it. `seconds_left` is 0 for a sold one; `paying`: money is being asked for."""

    booking_id: int
    reference: str
    status: BookingStatus
    counter_id: int
    counter_name: str
    clerk_name: str
    seat_labels: tuple[str, ...]
    seconds_left: float
    paying: bool
