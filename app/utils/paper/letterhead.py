"""Whose paper it is: what stands at the head of tickets, receipts and invoices."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A cinema as its papers name it. What is not known is empty, and leaves no gap on paper."""

    name: str
    address: str = ""
    tax_name: str = ""
    """What the tax's number is called, e.g. GSTIN or VAT."""
    tax_number: str = ""
    logo: bytes | None = None
    """A picture as `logo.read_logo` gives it."""

    @property
    def tax_line(self) -> str:
        """The tax number with its name, e.g. "GSTIN 27AAAAA0000A1Z5"."""
        return f"{self.tax_name} {self.tax_number}".strip() if self.tax_number else ""

    @property
    def small_print(self) -> str:
        """Address and tax number in one line."""
        return " · ".join(part for part in (" ".join(self.address.split()), self.tax_line) if part)
