"""What comes after a sale, as managers keep it."""

from __future__ import annotations

from chapters.chapter import Chapter

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "Find: bookings",
        "bookings",
        "Any booking by whatever is known of it, as you type, the newest first: reference, name, phone, e-mail, film, day, who "
        "sold it, the last digits of a card; several words narrow it down. A ticket that is scanned opens its booking, "
        "whatever page is open. The booking tells all that has happened to it, and by whom. **F8** gives tickets back, **F9** "
        "exchanges them, **F12** prints them again, **Shift+F12** undoes the sale. Another percent than the rules give (**F6** "
        "in the refund) wants your name, password and a reason at the clerk's counter, and stands in the activity log. The "
        "[clerk's sheet](clerks-sheet.md) is one page to print.",
    ),
    Chapter(
        "Find: money that is due",
        "due",
        "What customers are still to have back: a refund that a provider could not send at once, and the money of cancelled "
        "shows. **F8** gives it back the way it came; for a provider that is asking it again, and asked twice it pays once. "
        "**Shift+F8**, for managers, gives cash instead. Nothing leaves the list but what was given back.",
    ),
    Chapter(
        "Find: who waits",
        "waiting",
        "Who wants seats of a show that is full, in the order they came (**Shift+F4** on Sell). What comes free is kept for "
        "the first whom it fits, counter and customer are told, and after the time that is set with the cinema the next one is "
        "asked. **F6** makes the kept seats the basket on Sell, **F8** twice takes somebody off. **F4**, for managers, keeps "
        "free seats for somebody out of turn.",
    ),
    Chapter(
        "Find: customers",
        "customers",
        "Who asks what is stored of them sees it here, line by line, and **F6** writes all of it to a file for them. Every "
        "look and every file stands in the activity log. Days after their last show, as many as are set with the cinema, "
        "customers are erased by themselves.",
    ),
    Chapter(
        "Find: erasing a customer",
        "customers-erase",
        "**F8** on a customer. It says what goes and what stays: tickets and money stay, and nobody can tell any more whose "
        "they were. Where somebody has still to be reached, because a show is to come or money is due, it is done by itself "
        "afterwards. It cannot be taken back.",
    ),
    Chapter(
        "Find: messages",
        "messages",
        "Confirmations with the tickets, cancellations, new tickets, offers to who waited. They leave once a mail server is "
        "set (`FOYER_SMTP_HOST` in `.env`), from any window, or from `python main.py worker` on a machine without one; one of "
        "them at a time. What could not be sent is tried again, later and later, and what has failed stands first, with the "
        "server's words. **F6** sends one again, **F8** gives it up, **F2** shows what was sent.",
    ),
    Chapter(
        "Doors",
        "counters-door",
        "Whoever may let in opens Door on any counter. Below the cinema's form a counter is made the door of one hall: choose "
        "it, type the hall's name, Enter; empty, it lets into all. A door keeps a signed list of the next hours by itself and "
        "goes on without the network; `python main.py door-list FILE` writes one for a machine that has none. An entry is "
        "undone at the door (**F4**), with your name, password and a reason. The [usher's sheet](ushers-sheet.md) is one page "
        "to print.",
    ),
)
