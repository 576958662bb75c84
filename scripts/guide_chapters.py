"""What the user guide says, chapter by chapter; `user_guide.py` puts it beside the pictures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chapter:
    """`picture` is the name a scene takes it under, without "guide-"."""

    title: str
    picture: str
    text: str


OPENING = """
What managers and admins keep, screen by screen. Each screen is a page of the rail at the left (**Ctrl+1**, **Ctrl+2**
…), most have tabs (**Ctrl+PgDn**, **Ctrl+PgUp**). What a role may not do is not there.

Most screens are a list with a form beside it. **F2** searches the list, **Ctrl+N** begins a new one, **Ctrl+S** saves,
**Esc** goes one step back. What was typed and is not saved stays until Esc is pressed twice. When two people edit one
thing, the second is told what the first has changed; what she typed stays, and saving once more puts it in place.
**F1** lists the keys of each screen.
"""

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "Films",
        "films",
        "Title, length, certificate, language, genres, synopsis and poster. A poster is picked as a file or pasted; "
        "it is made smaller and stored once. A film that is retired is not offered for new shows; shows that are "
        "planned are still sold.",
    ),
    Chapter(
        "Importing films",
        "import",
        "From a CSV file, or from an answer of The Movie Database saved as JSON. First comes a preview: what is new, "
        "what changes, what is skipped and why, line by line. The same file a second time changes nothing. `python "
        "main.py import FILE` does the same without a window.",
    ),
    Chapter(
        "Cinemas and counters",
        "cinemas",
        "Where a cinema is, its time zone, currency and way of writing, what stands on its tickets, and its counters. "
        "The currency stays once something was sold.",
    ),
    Chapter(
        "Halls",
        "halls",
        "A new hall begins with rows and seats. **F4** opens the drawing.",
    ),
    Chapter(
        "Drawing a hall",
        "hall-drawing",
        "Seats are painted with the mouse or the keyboard: types, gaps and aisles, wheelchair and companion places, "
        "out of service for a while. **Ctrl+Z** and **Ctrl+Y** undo and redo. The drawing goes out as CSV text, can "
        "be drawn on in a spreadsheet, and comes in again. Seats that are sold stay as they are; what is in the way "
        "is listed. For a broken seat Foyer lists the tickets sold on it and proposes others as good or better.",
    ),
    Chapter(
        "Shows of a day",
        "shows",
        "Halls are rows, time runs across. Drag a show, or choose it with the arrows and move it with Shift: an "
        "overlap, a turnaround that is too short and the night of the clock change are shown at once, and refused "
        "when it is saved. Del cancels a show: how many seats were sold and what is to be given back is told before.",
    ),
    Chapter(
        "The same as another day",
        "shows-copied",
        "**F6** copies a day's shows to this day; those that do not fit are told, not forced.",
    ),
    Chapter(
        "Filling days",
        "shows-filled",
        "**F5** plans a week in one step from opening hours, the films' lengths and the gaps between them. Nothing is "
        "written before you have seen it.",
    ),
    Chapter(
        "Ticket types",
        "prices-ticket_types",
        "Adult, child and the like: what each pays of the seat's price, and from when until when it is sold. Prices "
        "that are held or paid never change.",
    ),
    Chapter(
        "Days and times",
        "prices-days",
        "Weekday, weekend and holiday; a matinee or a late show on top. Where two fit one day, the dearer counts, "
        "once.",
    ),
    Chapter(
        "Promo codes",
        "prices-promos",
        "What a code takes off, for which days, and how often it may be used. Groups and gift vouchers are beside it.",
    ),
    Chapter(
        "How a price is made",
        "prices-preview",
        "A show, a seat and a day: each step to the price, in words and figures.",
    ),
    Chapter(
        "Reports",
        "report-BY_DAY",
        "Today at a glance, then sales by day, film, hall, clerk, way of paying and seat type. The table beside the "
        "chart goes out as CSV, Excel or PDF (**F6**, **F7**, **F8**). Reports read on a connection of their own: "
        "selling is not slowed.",
    ),
    Chapter(
        "Favourite seats",
        "report-HALL_HEAT",
        "Where people sit in a hall over some days: the fuller, the stronger the colour.",
    ),
    Chapter(
        "Busy hours",
        "report-BUSY_HOURS",
        "When tickets are sold, by weekday and hour.",
    ),
    Chapter(
        "Staff",
        "staff",
        "Accounts and roles. A password that was given by somebody else is temporary: it is changed at the next sign- "
        "in. Who is deactivated is out of a signed-in counter within a minute; its basket stays. The last admin "
        "cannot go.",
    ),
    Chapter(
        "Activity",
        "activity",
        "Who did what, when and where, newest first and live; by person, booking, show, day or any word.",
    ),
)
