"""Messages to customers as a manager sees them: what waits, what failed and why, what was sent; send again, give up."""

from __future__ import annotations

from app.controllers.permissions import Permission, Session, needs
from app.models import audit_log
from app.models.after import leases, outbox
from app.models.after.outbox import Channel, Message, Template
from app.models.database import Database
from app.models.errors import NotFound
from app.models.statements import Unit

__all__ = ["Channel", "Message", "MessageWatch", "Messages", "Template"]

SHOWN_MAX = 500
"""So many messages are in sight at most."""


class Messages:
    """The messages of the session's cinema, for the lane of what managers keep."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SEE_MESSAGES)
    def open(self, session: Session) -> tuple[Message, ...]:
        """What has failed and what waits, the failed ones first."""
        return tuple(outbox.open_of_cinema(self._database, session.counter.cinema.id, SHOWN_MAX))

    @needs(Permission.SEE_MESSAGES)
    def done(self, session: Session) -> tuple[Message, ...]:
        """What was sent or given up, the newest first."""
        return tuple(outbox.done_of_cinema(self._database, session.counter.cinema.id, SHOWN_MAX))

    @needs(Permission.SEE_MESSAGES)
    def mail_is_sent(self, session: Session) -> bool:
        """Whether anybody has sent mail for this house lately."""
        return leases.is_known(self._database, Channel.MAIL.value)

    @needs(Permission.SEE_MESSAGES)
    def send_again(self, session: Session, message_id: int) -> str:
        """Let a message wait to be sent once more; what was done, in a sentence. Raises NotFound.

        One that waits is only sent sooner. One that was sent goes out as a new mail.
        """

        def work(unit: Unit) -> Message:
            message = _locked(unit, session, message_id)
            if not message.recipient:
                raise NotFound("The address of this message was erased, so it cannot be sent again.")
            outbox.send_again(unit, message)
            _audit(unit, session, "MESSAGE_SENT_AGAIN", message)
            return message

        message = self._database.transaction(work)
        return f"The message about {message.reference} is on its way again."

    @needs(Permission.SEE_MESSAGES)
    def give_up(self, session: Session, message_id: int) -> str:
        """Do not send a message any more, and look at it no more; what was done, in a sentence. Raises NotFound."""

        def work(unit: Unit) -> Message:
            message = _locked(unit, session, message_id)
            if message.sent_at is not None:
                raise NotFound(f"The message about {message.reference} was sent meanwhile. Nothing was changed.")
            outbox.set_aside(unit, message_id)
            _audit(unit, session, "MESSAGE_GIVEN_UP", message)
            return message

        message = self._database.transaction(work)
        return f"The message about {message.reference} is not sent any more."


class MessageWatch:
    """The badge: how many messages wait for a person. For the lane of reading."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SEE_MESSAGES)
    def failed(self, session: Session) -> int:
        return outbox.failed_count(self._database, session.counter.cinema.id)


def _locked(unit: Unit, session: Session, message_id: int) -> Message:
    message = outbox.lock(unit, message_id, session.counter.cinema.id)
    if message is None:
        raise NotFound("There is no such message in this cinema any more. Look at the list again.")
    return message


def _audit(unit: Unit, session: Session, action: str, message: Message) -> None:
    """About which booking, and not to whom: what is audited can never be taken out again."""
    detail = {"template": message.template.value}
    audit_log.append(unit, session.counter.id, session.staff.id, action, message.reference, detail)
