"""The expected errors of storage and of the booking rules; `app.utils.errors` holds the family's root."""

from __future__ import annotations

from collections.abc import Sequence

from app.utils.errors import BoxOfficeError


class PermissionDenied(BoxOfficeError):
    """The signed-in role may not do this."""

    code = "PERMISSION_DENIED"


class SessionEnded(PermissionDenied):
    """The account was deactivated, or has another role or password, since this person signed in; nothing was done."""

    code = "SESSION_ENDED"


class SignInRefused(BoxOfficeError):
    """Wrong name or wrong password: which of the two is never told."""

    code = "SIGN_IN_REFUSED"


class SignInBlocked(BoxOfficeError):
    """Too many wrong tries; `wait_seconds` until the next one counts."""

    code = "SIGN_IN_BLOCKED"

    def __init__(self, sentence: str, wait_seconds: int) -> None:
        super().__init__(sentence)
        self.wait_seconds = wait_seconds


class SeatsTaken(BoxOfficeError):
    """At least one of the wanted seats is held or sold; none was claimed."""

    code = "SEATS_TAKEN"

    def __init__(self, sentence: str, seat_ids: Sequence[int], free_seat_ids: Sequence[int] = ()) -> None:
        super().__init__(sentence)
        self.seat_ids = tuple(seat_ids)
        self.free_seat_ids = tuple(free_seat_ids)


class SeatNotForSale(BoxOfficeError):
    """The seat is out of service, or not a seat of this show's hall."""

    code = "SEAT_NOT_FOR_SALE"


class NoSeatsTogether(BoxOfficeError):
    """No seats can be offered to this party; `begins_again`: because all that there are were offered.

    `too_few`: because fewer are free than are wanted, wherever they are.
    """

    code = "NO_SEATS_TOGETHER"

    def __init__(self, sentence: str, *, begins_again: bool = False, too_few: bool = False) -> None:
        super().__init__(sentence)
        self.begins_again = begins_again
        self.too_few = too_few


class ShowNotOnSale(BoxOfficeError):
    """The show is cancelled, over, or past the time in which it may still be sold."""

    code = "SHOW_NOT_ON_SALE"


class HoldExpired(BoxOfficeError):
    """The basket's hold has run out; its seats may belong to somebody else."""

    code = "HOLD_EXPIRED"


class HoldTakenOver(HoldExpired):
    """The basket belongs to another counter now: a manager took its hold over, or it was taken up there."""

    code = "HOLD_TAKEN_OVER"


class PaymentMismatch(BoxOfficeError):
    """The payment does not cover what the basket costs now; nothing was taken."""

    code = "PAYMENT_MISMATCH"


class PaidAfterExpiry(BoxOfficeError):
    """The money was taken, the seats were gone: written down as a refund due."""

    code = "PAID_AFTER_EXPIRY"

    def __init__(self, sentence: str, booking_reference: str, amount_minor: int) -> None:
        super().__init__(sentence)
        self.booking_reference = booking_reference
        self.amount_minor = amount_minor


class PromoRefused(BoxOfficeError):
    """The promo code is unknown, out of its dates, used up, or for more seats; the basket is as it was."""

    code = "PROMO_REFUSED"


class RequestReused(BoxOfficeError):
    """A request id came back with other arguments: a defect of the caller, refused to protect the money."""

    code = "REQUEST_REUSED"


class NotFound(BoxOfficeError):
    """No such booking, show or ticket."""

    code = "NOT_FOUND"


class DatabaseAway(BoxOfficeError):
    """The database cannot be reached; nothing was changed."""

    code = "DATABASE_AWAY"


class OutcomeUnknown(BoxOfficeError):
    """The answer to COMMIT was lost and could not yet be found out; the same request id will tell."""

    code = "OUTCOME_UNKNOWN"


class DatabaseRefused(BoxOfficeError):
    """The database answers, and refuses this account or this database."""

    code = "DATABASE_REFUSED"


class DatabaseBusy(BoxOfficeError):
    """Too many connections, or deadlocks or lock waits that outlasted every retry; nothing was changed.

    `wait_seconds` is when it is worth asking again.
    """

    code = "DATABASE_BUSY"

    def __init__(self, sentence: str, wait_seconds: int = 2) -> None:
        super().__init__(sentence)
        self.wait_seconds = wait_seconds


class SchemaMismatch(BoxOfficeError):
    """The schema is older or newer than this program."""

    code = "SCHEMA_MISMATCH"


class ServerProgramMissing(BoxOfficeError):
    """No MariaDB or MySQL server program is on this machine."""

    code = "SERVER_PROGRAM_MISSING"


class ServerStartFailed(BoxOfficeError):
    """The private database server did not start."""

    code = "SERVER_START_FAILED"


class AlreadyPaid(BoxOfficeError):
    """The booking was confirmed before, by another request: no money may be asked for again."""

    code = "ALREADY_PAID"


class TillClosed(BoxOfficeError):
    """Cash needs an open till at this counter, and there is none; nothing was taken."""

    code = "TILL_CLOSED"


class TillOpen(BoxOfficeError):
    """The counter's till is open already: one session at a time."""

    code = "TILL_OPEN"


class CountDiffers(BoxOfficeError):
    """What was counted is not what must be in the drawer; the till stays open until the difference is agreed to."""

    code = "COUNT_DIFFERS"

    def __init__(self, sentence: str, difference_minor: int) -> None:
        super().__init__(sentence)
        self.difference_minor = difference_minor


class NotVoidable(BoxOfficeError):
    """A sale that cannot be undone as if it had never been: another day's, used, or undone already."""

    code = "NOT_VOIDABLE"


class NotRefundable(BoxOfficeError):
    """Tickets that cannot be given back: not sold, used, void, of another cinema, or their show is over."""

    code = "NOT_REFUNDABLE"


class NotExchangeable(BoxOfficeError):
    """Tickets that cannot be exchanged, or not any more: used, void, changed meanwhile, another cinema's, too late."""

    code = "NOT_EXCHANGEABLE"


class TooLateToExchange(NotExchangeable):
    """It is later than the cinema exchanges by itself: a manager's word is needed."""

    code = "TOO_LATE_TO_EXCHANGE"


class ProviderAway(BoxOfficeError):
    """The payment provider cannot be asked just now, or none is configured; nothing was asked for."""

    code = "PROVIDER_AWAY"


class AttemptUnderWay(BoxOfficeError):
    """Money is being asked for already: its answer comes first."""

    code = "ATTEMPT_UNDER_WAY"


class VoucherRefused(BoxOfficeError):
    """The gift voucher is unknown, out of date, of another currency, or holds too little; nothing was taken."""

    code = "VOUCHER_REFUSED"


class TooManySeats(BoxOfficeError):
    """More seats than one sale, one counter or one customer may hold at a time; nothing was held."""

    code = "TOO_MANY_SEATS"


class CustomerFlagged(PermissionDenied):
    """The customer's last bookings by phone came to nothing: only a manager books for them by phone."""

    code = "CUSTOMER_FLAGGED"


class ChangedMeanwhile(BoxOfficeError):
    """Somebody else has saved the same thing since it was opened; nothing was written.

    `fields` are the names of what differs, `now` is the record as it stands: saving with it as what was seen puts
    one's own in place.
    """

    code = "CHANGED_MEANWHILE"

    def __init__(self, sentence: str, fields: Sequence[str], now: object) -> None:
        super().__init__(sentence)
        self.fields = tuple(fields)
        self.now = now


class SeatsAreFree(BoxOfficeError):
    """Nobody has to wait for a show that has as many seats free as are wanted: `free_count` of them."""

    code = "SEATS_ARE_FREE"

    def __init__(self, sentence: str, free_count: int) -> None:
        super().__init__(sentence)
        self.free_count = free_count


class InTheWay(BoxOfficeError):
    """What is wanted cannot be while these stand in its way; nothing was written. `obstacles` are told one a line."""

    code = "IN_THE_WAY"

    def __init__(self, sentence: str, obstacles: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.obstacles = tuple(obstacles)


class DoorListUnusable(BoxOfficeError):
    """A door's prepared list is missing, too old, another house's, or not as it was signed; nobody was let in by it."""

    code = "DOOR_LIST_UNUSABLE"
