"""What a printed ticket says, whatever it is printed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_skeleton, format_time

from app.utils.money import format_minor
from app.utils.paper import ticket_text
from app.utils.paper.letterhead import Letterhead

_SEAT_TYPES = {"REGULAR": "Regular", "PREMIUM": "Premium", "VIP": "VIP"}


@dataclass(frozen=True, slots=True)
class TicketFace:
    """Everything a printed ticket says, already in the cinema's own zone and locale."""

    code: str
    """128 random bits in base 32, 26 characters."""
    booking_reference: str
    movie_title: str
    certificate: str
    language: str
    cinema: Letterhead
    hall_name: str
    row_name: str
    seat_number: int
    seat_type: str
    """REGULAR, PREMIUM or VIP."""
    ticket_type_name: str
    starts_at_local: datetime
    """Aware, in the cinema's zone."""
    price_minor: int
    currency: str
    """ISO 4217."""
    locale: str
    """Babel's name, e.g. en_IN."""
    counter_name: str
    duplicate_number: int = 0
    """0 is the original; 1 is the first reprint."""

    @property
    def price(self) -> str:
        return format_minor(self.price_minor, self.currency, self.locale)

    @property
    def kind(self) -> str:
        """Ticket type and seat type, e.g. "Adult · Premium"."""
        return f"{self.ticket_type_name} · {_SEAT_TYPES.get(self.seat_type, self.seat_type)}"

    @property
    def seat_label(self) -> str:
        return "SEAT" if self.seat_type == "REGULAR" else f"{self.seat_type} SEAT"

    @property
    def grouped_code(self) -> str:
        return " ".join(self.code[start : start + 4] for start in range(0, len(self.code), 4))

    @property
    def mark(self) -> str:
        """What an original does not say."""
        return f"DUPLICATE {self.duplicate_number}" if self.duplicate_number else ""


def day_and_clock(moment: datetime, locale: str) -> tuple[str, str]:
    """In the cinema's locale, or in English where its words are in a script that the type lacks.

    A transliterated title is still the film's name; a transliterated weekday is no word in any language.
    """
    for each in (locale, "en_GB"):
        day = format_skeleton("yMMMEd", moment, locale=each)
        clock = format_time(moment, "short", locale=each)
        if ticket_text.medium().can_draw(day + clock):
            break
    return day, clock
