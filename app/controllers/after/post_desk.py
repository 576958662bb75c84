"""What has to do with messages to customers, each part on its lane; and who carries them, as the settings say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.controllers.after.mailing import Mailing
from app.controllers.after.messages import Messages, MessageWatch

if TYPE_CHECKING:
    from app.controllers.after.post_worker import PostWorker
    from app.models.database import Database
    from app.utils.settings import Settings


@dataclass(frozen=True, slots=True)
class PostDesk:
    """The controllers of messages."""

    mailing: Mailing
    """On the lane of the sale."""
    watch: MessageWatch
    """On the reading lane."""
    messages: Messages
    """On the planning lane."""
    worker: PostWorker | None
    """On the slow lane; None where nothing is sent from here."""


def post_desk(sale: Database, reading: Database, planning: Database, slow: Database, settings: Settings) -> PostDesk:
    return PostDesk(
        mailing=Mailing(sale, sends_here=bool(settings.smtp_host)),
        watch=MessageWatch(reading),
        messages=Messages(planning),
        worker=post_worker(slow, settings),
    )


def post_worker(database: Database, settings: Settings) -> PostWorker | None:
    """A worker for the carriers of the settings; None when they name none. What only it needs is loaded only for it."""
    if not settings.smtp_host and not settings.notify_urls:
        return None
    from app.controllers.after.post_worker import PostWorker  # noqa: PLC0415
    from app.utils.post.mail_server import MailSender, MailServer  # noqa: PLC0415
    from app.utils.post.text_sender import TextSender  # noqa: PLC0415

    server = MailServer(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_from,
        settings.smtp_user,
        settings.smtp_password,
        settings.smtp_tls,
        settings.smtp_tls_ca,
    )
    return PostWorker(
        database,
        MailSender(server) if settings.smtp_host else None,
        TextSender(settings.notify_urls) if settings.notify_urls else None,
    )
