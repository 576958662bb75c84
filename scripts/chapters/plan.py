"""Films, cinemas and halls."""

from __future__ import annotations

from chapters.chapter import Chapter

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "Films",
        "films",
        "Title, length, certificate, language, genres, synopsis and poster. **F6** picks a picture as the poster, **F7** takes "
        "a copied one; it is made smaller and kept once. **F8** retires a film: it is offered for no new show, and the shows "
        "it has are still sold. F8 again brings it back.",
    ),
    Chapter(
        "Importing films: what would be done",
        "import",
        "**F5** on the films. They come from a CSV file, from an answer of The Movie Database saved as JSON, or with a key of "
        "your own straight from there (**F9**). Nothing is written yet: each line says whether its film is new, changes, "
        "stays as it is or is skipped, and why. What the file does not say of a new film is assumed; type other values above "
        "and press *Use these*. **Ctrl+S** imports all of it in one piece.",
    ),
    Chapter(
        "Importing films: what was done",
        "import-report",
        "The same lines once more, with what became of each. The counts choose which are shown. The same file a second time "
        "changes nothing. `python main.py import FILE` does the same without a window.",
    ),
    Chapter(
        "Cinemas",
        "cinemas",
        "Where a cinema is, its time zone, currency and way of writing, and what stands on its receipts and invoices. Country "
        "and region decide the public holidays. Refused: another currency once something was sold.",
    ),
    Chapter(
        "Counters",
        "counters",
        "Below the form of their cinema: added, renamed, taken out of use and back. Refused while its till is open, a payment "
        "is under way or tickets are to be printed there, and for the counter you are signed in at.",
    ),
    Chapter(
        "Halls",
        "halls",
        "A new hall begins with so many rows and seats; **F4** opens the drawing. The minutes between two shows are for "
        "cleaning: no show is planned into them. A hall out of use keeps its seats and gets no shows.",
    ),
    Chapter(
        "Drawing a hall",
        "hall-drawing",
        "Drag over places to paint them, or mark them with the arrows and Shift and press a letter: **R**egular, **P**remium, "
        "**V**IP, **G** for no seat, **W**heelchair, **C**ompanion, **H** for seats of the house, **X** for closed ones. The "
        "buttons put in aisles and rows, rename and renumber. **Ctrl+Z** and **Ctrl+Y** go back and forth, **Ctrl+S** saves. "
        "Refused, with a list of what is in the way: whatever would take a seat from somebody who holds or has bought it.",
    ),
    Chapter(
        "Seats out of service",
        "hall-outage",
        "**F7** in the drawing. Mark seats on the map, say from when until when and why, and press **F9**. In that time they "
        "are not sold, and afterwards they come back by themselves. *Give back* ends it sooner.",
    ),
    Chapter(
        "Guests on broken seats",
        "hall-rehousing",
        "Who has bought such a seat is listed with another one: as good or better, the party together where that can be. "
        "*Another seat* shows the next choice. *Rehouse* moves them all in one step: prices stay, the old tickets are void, "
        "and the counters that sold them are told to print the new ones. Where no seat as good is free the list says so.",
    ),
    Chapter(
        "The hall as text",
        "hall-text",
        "**F8** in the drawing. One line a row, one cell a place: copy it into a spreadsheet, draw there, and paste it back, "
        "or keep it as a CSV file. A seat of the same name stays the same seat. What cannot be read is named with its line "
        "and cell, and the drawing stays as it is.",
    ),
)
