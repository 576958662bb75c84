"""All that the price list's page works with, on one lane."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.after.refund_rules import RefundRuleKeeping
from app.controllers.plan.group_keeping import GroupKeeping
from app.controllers.plan.holiday_keeping import HolidayKeeping
from app.controllers.plan.price_preview import PricePreview
from app.controllers.plan.promo_keeping import PromoKeeping
from app.controllers.plan.show_price_keeping import ShowPriceKeeping
from app.controllers.plan.special_price_keeping import SpecialPriceKeeping
from app.controllers.plan.ticket_type_keeping import TicketTypeKeeping
from app.controllers.plan.voucher_issuing import VoucherIssuing
from app.models.database import Database


@dataclass(frozen=True, slots=True)
class PriceDesk:
    """One controller for each part of the price list."""

    ticket_types: TicketTypeKeeping
    specials: SpecialPriceKeeping
    holidays: HolidayKeeping
    shows: ShowPriceKeeping
    promos: PromoKeeping
    groups: GroupKeeping
    vouchers: VoucherIssuing
    refunds: RefundRuleKeeping
    preview: PricePreview


def price_desk(database: Database) -> PriceDesk:
    """For the planning lane."""
    return PriceDesk(
        TicketTypeKeeping(database),
        SpecialPriceKeeping(database),
        HolidayKeeping(database),
        ShowPriceKeeping(database),
        PromoKeeping(database),
        GroupKeeping(database),
        VoucherIssuing(database),
        RefundRuleKeeping(database),
        PricePreview(database),
    )
