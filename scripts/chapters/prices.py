"""The price list, part by part."""

from __future__ import annotations

from chapters.chapter import Chapter

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "Prices: ticket types",
        "prices-ticket_types",
        "Price = the show's base price × seat × day × time × ticket type, rounded once for each seat. **F6** goes to the next "
        "part of the list. Nothing here touches a price that is held or paid.\n\n"
        "A ticket type is adult, child and the like: what share of the price it pays, and for shows of which days it is sold. "
        "Refused: to take the last type off sale that has no dates.",
    ),
    Chapter(
        "Prices: seats",
        "prices-seats",
        "What regular, premium and VIP seats cost against the base price. A special price stands in the place of the usual one "
        "on some days of the week or between two dates, dearer or cheaper; of several the dearest.",
    ),
    Chapter(
        "Prices: days and times",
        "prices-days",
        "Weekday, weekend and holiday; of those that fit a day the dearest counts, once. A special price stands in the place "
        "of one of them, or of all (*Any day*): so the Cinema Day is cheap on a Saturday too. A time of day, as a matinee or a "
        "late show, comes on top. The show's own day and start decide, never the day of the sale.",
    ),
    Chapter(
        "Prices: holidays",
        "prices-holidays",
        "The public holidays of the cinema's country and region. **Ctrl+N** adds a day of your own; *An ordinary day* takes "
        "the holiday price from a public one. Other cinemas are not touched.",
    ),
    Chapter(
        "Prices: single shows",
        "prices-shows",
        "A show's own price for a kind of seat, in the place of base price and seat. Day, time and ticket type still count. An "
        "empty line leaves it to the price list.",
    ),
    Chapter(
        "Prices: promo codes",
        "prices-promos",
        "What a code takes off each seat, a percent or an amount; for shows of which days, from how many seats, in how many "
        "sales. Of a promo code and a group discount the one that takes more off counts, never both. Refused: other letters "
        "for a code that a booking has carried.",
    ),
    Chapter(
        "Prices: groups",
        "prices-groups",
        "A percent off each seat from so many seats in one sale. The largest group that a basket reaches counts.",
    ),
    Chapter(
        "Prices: gift vouchers",
        "prices-vouchers",
        "**Ctrl+N** makes up to 500 at once, with value, dates and a note. **F7** copies their codes, **F8** writes them to a "
        "file. Whoever knows a code may spend it: a lost one is blocked here, and what it holds stays. What a voucher holds is "
        "changed by sales alone.",
    ),
    Chapter(
        "Prices: refunds",
        "prices-refunds",
        "How much of a ticket's price comes back, by the time that is left until its show, and until when seats are exchanged. "
        "Above the list it says what the rules mean to a customer. A change counts from now on, for what is sold already, too.",
    ),
    Chapter(
        "Prices: how one is made",
        "prices-preview",
        "Choose a show: each step to the price in words and figures, for each ticket type. Type another day, time, number of "
        "seats, promo code or base price to see what it would be; nothing is saved, and **F8** goes back to the show as it is "
        "planned.",
    ),
)
