"""What a ticket costs, against the least a page with a QR code can cost; prints one JSON line.

`ours` is one finished ticket with its embedded type and the cinema's logo and address, `floor` a bare A6 page with the same
QR code drawn as one path. Both are medians in milliseconds of rounds that take turns, so that a busy machine slows both
alike. The first of each is not counted: it loads the type and the libraries.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import segno
from reportlab.lib.pagesizes import A6
from reportlab.pdfgen.canvas import Canvas

from app.utils.codes import new_ticket_code
from app.utils.paper.letterhead import Letterhead
from app.utils.paper.logo_art import draw_logo
from app.utils.paper.pen import draw_qr
from app.utils.paper.ticket_face import TicketFace
from app.utils.paper.ticket_pdf import tickets_pdf

ROUNDS = 200
GOAL_RATIO = 2.0
TICKET = TicketFace(
    code="",
    booking_reference="FYR-7K2P",
    movie_title="Mission: Impossible – Dead Reckoning Part One",
    certificate="UA 13+",
    language="English",
    cinema=Letterhead(
        "Regal Screen",
        "12 Laxmi Road, Sadashiv Peth, Pune 411030",
        "GSTIN",
        "27AAAAA0000A1Z5",
        draw_logo("Regal Screen"),
    ),
    hall_name="Hall 2",
    row_name="F",
    seat_number=7,
    seat_type="PREMIUM",
    ticket_type_name="Adult",
    starts_at_local=datetime(2026, 11, 20, 19, 50, tzinfo=ZoneInfo("Asia/Kolkata")),
    price_minor=45_500,
    currency="INR",
    locale="en_IN",
    counter_name="Counter 2",
)


def ours(code: str) -> bytes:
    return tickets_pdf([replace(TICKET, code=code)])


def floor(code: str) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A6)
    draw_qr(canvas, segno.make(code, error="q", micro=False), 20, 43, 78)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def elapsed_ms(work: Callable[[str], bytes], code: str) -> float:
    start = time.perf_counter()
    work(code)
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Returns 1 when the goal is missed."""
    times: dict[str, list[float]] = {"ours": [], "floor": []}
    for round_number in range(ROUNDS + 1):
        code = new_ticket_code()  # a new one each round: nothing may be remembered from the ticket before
        pair = [("ours", ours), ("floor", floor)]
        for name, work in pair if round_number % 2 else reversed(pair):
            elapsed = elapsed_ms(work, code)
            if round_number:
                times[name].append(elapsed)
    ours_ms, floor_ms = statistics.median(times["ours"]), statistics.median(times["floor"])
    ratio = ours_ms / floor_ms
    result = {
        "name": "ticket_pdf",
        "ours": round(ours_ms, 2),
        "floor": round(floor_ms, 2),
        "ratio": round(ratio, 2),
        "goal": GOAL_RATIO,
        "ok": ratio <= GOAL_RATIO,
    }
    print(json.dumps(result))
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
