"""Reports: one chapter for each."""

from __future__ import annotations

from chapters.chapter import Chapter

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "Reports: sales by day",
        "report-BY_DAY",
        "Above, today at a glance: takings, tickets, sales that are not printed, money that is still to be given back. **F2** "
        "goes to the list of reports, **F3** to the days: a usual choice, or *Other days* with a first and a last one typed. "
        "**F6**, **F7** and **F8** write what is shown as CSV, Excel or PDF. Reports read on a connection of their own: "
        "selling is not slowed.\n\n"
        "A ticket counts on the day it is sold, and once more, as returned, on the day it is taken back; so a day that is over "
        "never changes. Sales are the prices of tickets, takings the money that came less what went back.",
    ),
    Chapter(
        "Reports: sales by film",
        "report-BY_FILM",
        "Tickets, discounts and sales of each film, the best first, with its share.",
    ),
    Chapter(
        "Reports: sales by hall",
        "report-BY_HALL",
        "The same for each hall.",
    ),
    Chapter(
        "Reports: sales by clerk",
        "report-BY_CLERK",
        "Who took how much money, and gave how much back.",
    ),
    Chapter(
        "Reports: ways of paying",
        "report-BY_METHOD",
        "Cash, card, UPI, vouchers and the rest. A sale paid in several ways counts its tickets with the largest part and each "
        "part's money with its own way.",
    ),
    Chapter(
        "Reports: sales by seat type",
        "report-BY_SEAT_TYPE",
        "What regular, premium and VIP seats bring.",
    ),
    Chapter(
        "Reports: occupancy",
        "report-OCCUPANCY",
        "How full the shows of each day were. Shows that have begun count, with the tickets that are good for them, whenever "
        "these were sold.",
    ),
    Chapter(
        "Reports: best and worst shows",
        "report-BEST_AND_WORST",
        "The fullest shows and the emptiest; full bars are the best, hollow ones the worst.",
    ),
    Chapter(
        "Reports: favourite seats",
        "report-HALL_HEAT",
        "Choose a hall at the left: the stronger a seat, the oftener it was sold. Point at one to see how often.",
    ),
    Chapter(
        "Reports: busy hours",
        "report-BUSY_HOURS",
        "When tickets are sold, by day of the week and hour: how many counters it takes.",
    ),
)
