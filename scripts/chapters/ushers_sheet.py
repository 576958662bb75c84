"""The door on one page."""

from __future__ import annotations

from chapters.sheet import Part, Sheet, Shot

_VERDICT = (82, 40, 962, 796)

USHERS_SHEET = Sheet(
    name="ushers-sheet",
    title="At the door",
    lead="Scan a ticket, from paper or from a telephone. Nothing has to be clicked first: the field always has the keyboard. "
    "**Green with a tick lets in, red with a cross does not.** The next scan takes the place of what is shown; after ten "
    "seconds it goes by itself.",
    shots=(
        Shot("door-admit", "Let in: row and seat are what the guest wants to know", _VERDICT),
        Shot("door-already-in", "Not let in: read the reason to the guest", _VERDICT),
        Shot("door-booking", "A booking without its paper: press the number of a ticket", _VERDICT),
    ),
    parts=(
        Part(
            "Red, and what you do",
            (
                "**ALREADY IN** tells when and at which door. The ticket was copied, or the guest went out: ask a manager.",
                "**VOID** was given back or exchanged. “Exchanged: the guest has another ticket in its place.” Ask for it.",
                "**WRONG HALL**, **WRONG DAY**, **TOO EARLY** say which hall, which day, and from when on.",
                "**SHOW CANCELLED**, **SHOW OVER**, **WRONG CINEMA**: send the guest to the counter.",
                "**UNKNOWN** “Scan it once more; if it stays so, send the guest to the counter.”",
                "Amber, **NOT CHECKED**: nobody knows. Do as the sentence says.",
            ),
        ),
        Part(
            "No paper, no telephone",
            (
                "Type the booking's reference, `7k2p9m`, and Enter: its tickets are listed, each with a number.",
                "Press the number for each guest that goes in. Who is in already is marked.",
                "**Esc** closes the list.",
            ),
            "door",
        ),
        Part(
            "Let in by mistake",
            (
                "**F4** takes the last entry back. A manager types a reason, name and password; the ticket lets in once more.",
            ),
            "door",
        ),
        Part(
            "At the right",
            (
                "Each show of the next hours: how many are in, and how many are expected.",
                "A counter can be the door of one hall; then it says so: “This door lets into … only.”",
            ),
        ),
        Part(
            "Without the network",
            (
                "Go on scanning. A line above says “Without the network since …: admitting by the list of ….” Each ticket is "
                "still let in once at this door; tickets sold or given back since are not known.",
                "A ticket it does not know: ask a manager to decide.",
                "When the network is back every entry is written down by itself. What should not have been let in is listed "
                "at the right.",
            ),
        ),
    ),
)
