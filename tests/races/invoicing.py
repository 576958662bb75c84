"""What a counter does that is asked for a tax invoice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.controllers.paper.receipts import Receipts
from app.controllers.permissions import Session
from app.models.database import Database
from app.utils.paper.paper_size import Paper
from app.utils.paper.printing import Printer


@dataclass(frozen=True, slots=True)
class Ask:
    """A tax invoice for a sale, to be saved in a folder."""

    session: Session
    reference: str
    folder: Path


def ask(database: Database, wish: Ask) -> str:
    """The invoice's number."""
    receipts = Receipts(database, Printer(None, "save"), wish.folder, Paper.A6)
    return receipts.invoice(wish.session, wish.reference).invoice_number
