"""Sending what the outbox holds: one message at a time, by one worker at a time over all windows.

What is promised. A message that was taken by the server is not sent again. One whose answer was lost may arrive twice, both
times under the same number (Message-ID), by which mail programs know it is the same. A server that is down delays: its messages
wait untouched, and it is asked again after a pause. A message that is refused for good, or was not taken in TRIES_MAX tries,
waits for a person, with the words it was refused with.
"""

from __future__ import annotations

import logging
import random
import secrets
import time
from collections.abc import Callable
from functools import partial

from app.controllers.after import letters
from app.controllers.permissions import open_to_all
from app.models.after import leases, message_facts, sending
from app.models.after.message_facts import MessageFacts
from app.models.after.outbox import Channel
from app.models.after.sending import LeaseElsewhere, Taken
from app.models.database import Database
from app.models.statements import Unit
from app.utils.errors import BoxOfficeError, PostAway, PostDelayed, PostRefused
from app.utils.post.carriers import Mail, ShortMessages
from app.utils.post.letter import new_message_id

TRIES_MAX = 15
"""With the pauses between them about nine hours."""
_PAUSE_SECONDS, _PAUSE_SECONDS_MAX = 60.0, 3600.0
"""After a message was not taken; doubled each time."""
_AWAY_SECONDS, _AWAY_SECONDS_MAX = 5.0, 300.0
"""After the server was away; doubled each time. It is asked for the whole house, so it is asked more often."""
_TIDY_SECONDS = 600.0
_LOG = logging.getLogger("foyer.post")


class PostWorker:
    """One worker, for the lane of slow things or for a process of its own."""

    def __init__(
        self,
        database: Database,
        mail: Mail | None = None,
        short: ShortMessages | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Without `mail` or `short` the messages of that kind are left to other workers."""
        self._database, self._mail, self._short, self._clock = database, mail, short, clock
        self._holder = secrets.token_hex(16)
        self._channels = [
            channel for channel, carrier in ((Channel.MAIL, mail), (Channel.SMS, short)) if carrier is not None
        ]
        self._away: dict[Channel, tuple[int, float]] = {}
        self._not_written: set[int] = set()
        self._tidied_at: float | None = None

    @property
    def sends(self) -> bool:
        """Whether anything can be sent from here at all."""
        return bool(self._channels)

    @open_to_all
    def turn(self) -> bool:
        """Send at most one message; True when there may be another one to send at once.

        Raises DatabaseAway and its like; a carrier that is away raises nothing, and is asked again after a pause.
        """
        self._write_what_was_sent()
        if not self.sends:
            return False
        if self._tidied_at is None or self._clock() - self._tidied_at > _TIDY_SECONDS:
            self._tidy()
        for channel in self._channels:
            if self._clock() >= self._away.get(channel, (0, 0.0))[1] and self._one(channel):
                self._channels.sort(key=channel.__eq__)  # the other one comes first next time
                return True
        return False

    @open_to_all
    def stop(self) -> None:
        """Let another worker begin at once. Raises DatabaseAway and its like: then the lease runs out by itself."""
        self._write_what_was_sent()
        for channel in self._channels:
            self._database.transaction(partial(leases.give_back, name=channel.value, holder=self._holder))

    def _one(self, channel: Channel) -> bool:
        """Take and send the next message of a channel; False when there is none for this worker now."""
        if not sending.is_due(self._database, channel, self._holder):
            return False
        number = new_message_id(self._mail.sender if self._mail is not None else "")
        try:
            taken = self._database.transaction(lambda unit: sending.take(unit, channel, self._holder, number))
        except LeaseElsewhere:
            return False
        if taken is None:
            return False
        try:
            self._deliver(taken)
        except BoxOfficeError:
            raise  # the database's: the message is due again by itself
        except Exception:  # noqa: BLE001  a fault of Foyer's own with one message must not stop those behind it
            _LOG.exception("a message could not be made", extra={"outbox_id": taken.id})
            self._judge_delay(taken, "Foyer met a fault in itself; it is written down in its log.")
        return True

    def _deliver(self, taken: Taken) -> None:
        facts = message_facts.of_booking(self._database, taken.booking_id)
        if facts is None:
            raise AssertionError("a message has its booking")
        why_not = letters.needless(taken.template, taken.detail, facts)
        if why_not:
            self._write(lambda unit: sending.needless(unit, taken.id, why_not))
            return
        try:
            self._hand_over(taken, facts)
        except PostAway as error:
            self._rest(taken, error.sentence)
        except PostDelayed as error:
            self._judge_delay(taken, error.sentence)
        except PostRefused as error:
            self._give_up(taken, error.sentence)
        else:
            self._away.pop(taken.channel, None)
            self._not_written.add(taken.id)
            _LOG.info("message sent", extra={"outbox_id": taken.id, "template": taken.template.value})
            self._write_what_was_sent()

    def _hand_over(self, taken: Taken, facts: MessageFacts) -> None:
        if taken.channel is Channel.MAIL and self._mail is not None:
            self._mail.send(letters.letter_of(self._database, taken, facts, self._mail.sender))
        elif taken.channel is Channel.SMS and self._short is not None:
            self._short.send(taken.recipient, letters.short_text_of(taken, facts))

    def _write_what_was_sent(self) -> None:
        """What is known to be sent is never forgotten: where the database went away meanwhile, it is written first of all."""
        for message_id in sorted(self._not_written):
            self._write(partial(sending.sent, message_id=message_id))
            self._not_written.discard(message_id)

    def _rest(self, taken: Taken, sentence: str) -> None:
        """The carrier is away: the message is as before, and nothing is asked of the carrier for a while."""
        times = self._away.get(taken.channel, (0, 0.0))[0] + 1
        pause = _backed_off(times, _AWAY_SECONDS, _AWAY_SECONDS_MAX)
        self._away[taken.channel] = (times, self._clock() + pause)
        _LOG.warning("no message can be sent", extra={"reason": sentence, "times": times})
        self._write(lambda unit: sending.put_back(unit, taken.id, sentence))

    def _judge_delay(self, taken: Taken, sentence: str) -> None:
        if taken.attempts >= TRIES_MAX:
            self._give_up(taken, f"Not taken in {taken.attempts} tries. {sentence}")
            return
        pause = _backed_off(taken.attempts, _PAUSE_SECONDS, _PAUSE_SECONDS_MAX)
        _LOG.info("message delayed", extra={"outbox_id": taken.id, "attempt": taken.attempts, "reason": sentence})
        self._write(lambda unit: sending.delayed(unit, taken.id, sentence, pause))

    def _give_up(self, taken: Taken, sentence: str) -> None:
        _LOG.warning("message given up", extra={"outbox_id": taken.id, "reason": sentence})
        self._write(lambda unit: sending.failed(unit, taken.id, sentence))

    def _write(self, work: Callable[[Unit], None]) -> None:
        self._database.transaction(work)

    def _tidy(self) -> None:
        """Now and then: be known as who sends on these channels, and give up what nobody has sent in time."""

        def work(unit: Unit) -> int:
            for channel in self._channels:
                leases.take(unit, channel.value, self._holder, sending.LEASE_SECONDS)
            return sending.too_late(unit, letters.TOO_LATE)

        dropped = self._database.transaction(work)
        self._tidied_at = self._clock()
        if dropped:
            _LOG.info("messages given up that came too late", extra={"messages": dropped})


def _backed_off(times: int, first_seconds: float, most_seconds: float) -> float:
    """Twice as long each time, up to a limit; a random half of it is left out, so that workers do not march in step."""
    longest = min(most_seconds, first_seconds * 2.0 ** (min(times, 30) - 1))
    return random.uniform(0.5, 1.0) * longest  # noqa: S311  jitter, not a secret
