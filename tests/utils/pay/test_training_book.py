"""What the training provider has taken is on disk before it is answered."""

from __future__ import annotations

from pathlib import Path

from app.utils.pay.training_book import TrainingBook

ASKED = {"key": "k1", "method": "UPI", "amount_minor": 500}


def test_a_line_that_was_cut_short_is_passed_over_and_the_next_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "taken.jsonl"
    book = TrainingBook(path, paid_after_seconds=3600)
    book.request(ASKED, decline=False)
    book.close()
    with path.open("a", encoding="utf-8") as file:
        file.write('{"key": "k2", "state": "APPR')
    again = TrainingBook(path, paid_after_seconds=3600)
    assert again.look_up("k1")["answer"] == "PENDING"
    assert again.look_up("k2")["answer"] == "NEVER_HEARD"
    again.request({**ASKED, "key": "k3", "method": "DEBIT_CARD"}, decline=False)
    again.close()
    third = TrainingBook(path, paid_after_seconds=3600)
    assert third.look_up("k3")["answer"] == "APPROVED"
    third.close()


def test_a_waiting_payment_is_paid_after_its_time(tmp_path: Path) -> None:
    book = TrainingBook(tmp_path / "taken.jsonl", paid_after_seconds=0)
    assert book.request(ASKED, decline=False)["answer"] == "APPROVED"
    book.close()


def test_more_than_was_taken_cannot_go_back(tmp_path: Path) -> None:
    book = TrainingBook(tmp_path / "taken.jsonl", paid_after_seconds=0)
    book.request({**ASKED, "method": "DEBIT_CARD"}, decline=False)
    assert book.refund("k1", "r1", 300)["answer"] == "REFUNDED"
    assert book.refund("k1", "r2", 201)["answer"] == "DECLINED"
    assert book.refund("k1", "r1", 300) == book.refund("k1", "r1", 300)
    assert book.refund("nobody", "r1", 1)["answer"] == "DECLINED"
    book.close()
