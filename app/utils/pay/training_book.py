"""What the training provider has taken, by key, on disk before it is answered: killed and started again it knows it still."""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

PAID_LATER = frozenset({"UPI", "NET_BANKING", "WALLET"})
"""What the customer pays at his own telephone, some seconds after he was asked."""

Answer = dict[str, Any]


@dataclass(slots=True)
class Entry:
    """One key: what was asked for, and what became of it."""

    key: str
    state: str
    method: str = ""
    amount_minor: int = 0
    reference: str = ""
    reason: str = ""
    paid_at: float = 0.0
    """When a PENDING one counts as paid, in seconds of the system's clock."""
    refunds: dict[str, tuple[str, int]] = field(default_factory=dict)
    """(reference, amount) by refund key."""


class TrainingBook:
    """One JSON object a line, the last line of a key counts. A line that was not finished was never answered."""

    def __init__(self, path: Path, paid_after_seconds: float) -> None:
        self._paid_after_seconds = paid_after_seconds
        self._entries: dict[str, Entry] = {}
        if path.exists():
            for line in path.read_text("utf-8").splitlines():
                try:
                    entry = Entry(**json.loads(line))
                except (ValueError, TypeError):
                    continue
                self._entries[entry.key] = entry
        self._file = path.open("a", encoding="utf-8")
        if path.stat().st_size and not path.read_bytes().endswith(b"\n"):
            self._file.write("\n")

    def close(self) -> None:
        self._file.close()

    def request(self, question: Mapping[str, Any], *, decline: bool) -> Answer:
        """Take the money once for the key; cards at once, the rest when the customer has paid."""
        entry = self._entries.get(question["key"])
        if entry is None:
            method = str(question["method"])
            state = "DECLINED" if decline else "PENDING" if method in PAID_LATER else "APPROVED"
            entry = Entry(
                key=str(question["key"]),
                state=state,
                method=method,
                amount_minor=int(question["amount_minor"]),
                reference=f"TR{secrets.token_hex(6).upper()}",
                reason="The customer's bank said no." if decline else "",
                paid_at=time.time() + self._paid_after_seconds,
            )
            self._keep(entry)
        return self._told(entry)

    def look_up(self, key: str) -> Answer:
        entry = self._entries.get(key)
        return {"answer": "NEVER_HEARD"} if entry is None else self._told(entry)

    def pay(self, key: str) -> Answer:
        """The customer pays a pending request now."""
        entry = self._entries.get(key)
        if entry is not None and entry.state == "PENDING":
            entry.state = "APPROVED"
            self._keep(entry)
        return self.look_up(key)

    def cancel(self, key: str) -> Answer:
        """Too late for what is decided. A key never heard of is kept, so that a request still on its way takes nothing."""
        entry = self._entries.get(key) or Entry(key, "CANCELLED")
        if self._told(entry)["answer"] == "PENDING":
            entry.state = "CANCELLED"
        self._keep(entry)
        return self._told(entry)

    def refund(self, key: str, refund_key: str, amount_minor: int) -> Answer:
        entry = self._entries.get(key)
        if entry is None or entry.state != "APPROVED":
            return {"answer": "DECLINED", "reason": "Nothing was taken for this payment."}
        if refund_key not in entry.refunds:
            if sum(amount for _, amount in entry.refunds.values()) + amount_minor > entry.amount_minor:
                return {"answer": "DECLINED", "reason": "More than was taken cannot be given back."}
            entry.refunds[refund_key] = (f"RF{secrets.token_hex(6).upper()}", amount_minor)
            self._keep(entry)
        return {"answer": "REFUNDED", "reference": entry.refunds[refund_key][0]}

    def _told(self, entry: Entry) -> Answer:
        if entry.state == "PENDING" and time.time() >= entry.paid_at:
            entry.state = "APPROVED"
            self._keep(entry)
        told: Answer = {"answer": entry.state}
        if entry.state == "APPROVED":
            told |= {"reference": entry.reference, "method": entry.method}
            told["last_four"] = "4242" if "CARD" in entry.method else ""
        elif entry.state == "DECLINED":
            told["reason"] = entry.reason
        return told

    def _keep(self, entry: Entry) -> None:
        self._entries[entry.key] = entry
        self._file.write(json.dumps(asdict(entry)) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())
