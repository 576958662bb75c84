"""Staff and activity."""

from __future__ import annotations

from chapters.chapter import Chapter

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "Staff",
        "staff",
        "Who may sign in, and in which role. Managers keep clerks and ushers, admins everybody. **F8** deactivates an account: "
        "whoever is signed in with it is out of the counter within a minute, and the basket stays. **F7** ends the wait after "
        "wrong passwords. A username is never changed. Refused: whatever would leave the house without an admin.",
    ),
    Chapter(
        "A temporary password",
        "staff-password",
        "A new account gets one, and **F6** gives one to somebody who has forgotten theirs; the old password ends at once. It "
        "is shown this once and stored nowhere: tell it, or write it down. With it nothing can be done but choose an own one.",
    ),
    Chapter(
        "Activity",
        "activity",
        "Who did what, when and where, newest first and live. Look for a booking, a person, a show, days or any word; the "
        "choices keep sales, money back, the till and so on apart. **F4** brings older lines. Nobody can change or delete one.",
    ),
)
