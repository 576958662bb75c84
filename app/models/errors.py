"""The expected errors of storage and of the booking rules; `app.utils.errors` holds the family's root."""

from __future__ import annotations

from collections.abc import Sequence

from app.utils.errors import BoxOfficeError


class PermissionDenied(BoxOfficeError):
    """The signed-in role may not do this."""

    code = "PERMISSION_DENIED"


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
    """Deadlocks or lock waits outlasted every retry; nothing was changed."""

    code = "DATABASE_BUSY"


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
