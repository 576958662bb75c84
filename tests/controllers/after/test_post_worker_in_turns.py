"""Two workers at once: each mail goes out once, and one of them is at it at a time. Without the lease it is not so."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.models.after import leases, sending
from app.models.after.outbox import Channel, Template
from app.models.after.sending import Taken
from app.models.database import Database
from app.models.statements import Unit
from tests.box_office import BoxOffice
from tests.controllers.after.post_scene import Post, work
from tests.mail_room import mail_room
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]

LIMIT_SECONDS = 60.0


@pytest.fixture
def post(office: BoxOffice, tmp_path: Path) -> Iterator[Post]:
    with mail_room(tmp_path) as room:
        scene = Post(office, room)
        yield scene
        scene.close()


def sell_eight(post: Post) -> None:
    for number in range(1, 9):
        post.sell(f"A{number}", email=f"guest{number}@example.com")


def both(post: Post) -> None:
    """Two workers, each on a thread of its own, until neither finds anything."""
    workers = [post.worker(), post.worker()]
    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(work, worker) for worker in workers]:
            done.result(LIMIT_SECONDS)
    post.let_the_lease_run_out()
    work(workers[0])  # whoever came too late to its lease leaves the rest


def careless_take(unit: Unit, channel: Channel, _holder: str, number: str) -> Taken | None:
    """What `take` must not be: it looks, and takes nothing."""
    row = unit.row(
        "SELECT id, booking_id, counter_id, recipient FROM outbox WHERE done_at IS NULL AND given_up_at IS NULL"
        " AND kind = %s ORDER BY id LIMIT 1",
        (channel.value,),
    )
    return Taken(row[0], channel, Template.CONFIRMATION, row[1], row[2], row[3], {}, number, 1) if row else None


def two_at_once(seconds: float) -> Callable[[], None]:
    """Waits in the server until a second mail comes, or so long that it is plain that none does."""
    barrier = threading.Barrier(2)

    def wait() -> None:
        try:
            barrier.wait(seconds)
        except threading.BrokenBarrierError:
            barrier.reset()

    return wait


def test_two_workers_send_each_mail_once_and_one_of_them_at_a_time(post: Post) -> None:
    sell_eight(post)
    post.room.on_data = two_at_once(0.3)
    both(post)
    recipients = sorted(str(mail["To"].addresses[0].addr_spec) for mail in post.room.mails)
    assert recipients == sorted(f"guest{number}@example.com" for number in range(1, 9))
    assert post.room.most_sessions == 1


def test_without_the_lease_two_are_at_it_at_once(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the test above can fail."""
    monkeypatch.setattr(leases, "take", lambda *_: True)
    monkeypatch.setattr(sending, "is_due", lambda reader, channel, _holder: bool(_due(reader, channel)))
    sell_eight(post)
    post.room.on_data = two_at_once(5.0)
    both(post)
    assert post.room.most_sessions == 2
    assert len(post.room.mails) == 8  # a message that is taken is taken, also without the lease


def test_without_the_lease_and_without_taking_mails_go_out_twice(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "take", careless_take)
    monkeypatch.setattr(sending, "is_due", lambda reader, channel, _holder: bool(_due(reader, channel)))
    sell_eight(post)
    post.room.on_data = two_at_once(5.0)
    both(post)
    assert len(post.room.mails) > 8


def _due(reader: Database, channel: Channel) -> object:
    row = reader.row(
        "SELECT COUNT(*) FROM outbox WHERE done_at IS NULL AND given_up_at IS NULL AND kind = %s"
        " AND due_at <= UTC_TIMESTAMP(6)",
        (channel.value,),
    )
    return row[0] if row else 0


def test_a_worker_whose_lease_ran_out_leaves_the_work_to_the_other(post: Post) -> None:
    sell_eight(post)
    first, second = post.worker(), post.worker()
    assert first.turn()
    assert not second.turn()
    post.let_the_lease_run_out()
    assert second.turn()
    assert not first.turn()
    first.stop()  # gives back nothing that is not its own
    assert second.turn()
    second.stop()
    assert first.turn()
    assert len(post.room.mails) == 4
