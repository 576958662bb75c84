"""The day board and what plans many shows."""

from __future__ import annotations

from chapters.chapter import Chapter

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "Shows of a day",
        "shows",
        "Halls are rows, time runs across; the bar in a show is how much of it is sold. **F3** and **F4** change the day, "
        "**N** begins a show, **C** copies the chosen one to the next free time. Drag a show, or choose it with the arrows and "
        "move it with Shift and an arrow: five minutes, or another hall. **Ctrl+Z** takes the move back. Shown while you move, "
        "and refused: an overlap, less time than the hall's cleaning takes, an hour the clock change leaves out. A show with "
        "seats held or sold keeps its time and hall.",
    ),
    Chapter(
        "Cancelling a show",
        "shows-cancel",
        "**Del**, or **F8**. First it says what it costs: how many seats are sold and held, and how much goes back which way. "
        "It needs a reason. Enter keeps the show; only the red button cancels it. If somebody buys a seat meanwhile, nothing "
        "is cancelled and the new cost is told.",
    ),
    Chapter(
        "The same as another day",
        "shows-copied",
        "**F6** copies another day's shows to this day, with their prices. What finds no room is left out and named, with the "
        "show that is in its way. **Ctrl+S** plans the rest.",
    ),
    Chapter(
        "Filling days",
        "shows-filled",
        "**F5** plans up to weeks in one step: first and last start, the gap between shows, the halls, and how often each film "
        "(Space: once, twice, three times as often as the others; a digit: at most so often a day). **F9** shows what would be "
        "planned, **Ctrl+S** plans it. Shows that are there stay, and nothing is put over them.",
    ),
)
