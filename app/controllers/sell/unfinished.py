"""What a counter left unfinished: baskets no window has, payments not decided, money still to be sent back."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.pay.money_desk import MoneyDesk
from app.controllers.pay.recovery import UnderWay
from app.controllers.pay.refunding import SentBack
from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.open_baskets import OpenBasket, OpenBaskets
from app.models.database import Database
from app.models.sell import presence


@dataclass(frozen=True, slots=True)
class Leftovers:
    """`alone` False: another window of this counter is open, and what is unfinished is its."""

    alone: bool
    baskets: tuple[OpenBasket, ...] = ()
    payments: tuple[UnderWay, ...] = ()
    refunds: tuple[SentBack, ...] = ()


class Unfinished:
    """Finds it, for one lane."""

    def __init__(self, database: Database, open_baskets: OpenBaskets, money: MoneyDesk) -> None:
        self._database = database
        self._open_baskets = open_baskets
        self._money = money

    @needs(Permission.SELL)
    def of_counter(self, session: Session) -> Leftovers:
        """What there is: asks no provider."""
        if not presence.alone_at(self._database, session.counter.id):
            return Leftovers(alone=False)
        return Leftovers(
            alone=True,
            baskets=tuple(each for each in self._open_baskets.of_counter(session) if not each.parked),
            payments=self._money.recovery.under_way(session),
            refunds=self._money.refunding.waiting(session),
        )
