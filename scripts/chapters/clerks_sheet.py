"""The counter on one page."""

from __future__ import annotations

from chapters.sheet import Part, Sheet, Shot

CLERKS_SHEET = Sheet(
    name="clerks-sheet",
    title="At the counter",
    lead="Type anywhere: the line above the page says what **Enter** will do before you press it. **Esc** goes one step "
    "back and never loses anything paid. **F1** lists every key.",
    shots=(
        Shot("sell", "Sell: the show, the seats, the basket", (82, 40, 1274, 792)),
        Shot("refund", "Find, F8: what comes back", (648, 88, 1272, 792)),
    ),
    parts=(
        Part(
            "A sale",
            (
                "`3` Enter opens the third show of the list, `dune` Enter looks for a film.",
                "`2a1c` Enter holds the best seats for two adults and a child; **F4** the next best. `f7-10` Enter takes those "
                "seats, `-f8` gives one back.",
                "**F8** cash, **F9** card, **F11** any other way, or several together. **Shift+F8** a promo code.",
                "**F12** prints the last tickets again, **Shift+F7** a receipt, **Shift+F9** a tax invoice, **Shift+F5** sends "
                "the tickets by e-mail.",
                "**Shift+F12** undoes the last sale, with a manager's word.",
            ),
            "sell",
        ),
        Part(
            "The next in the queue",
            (
                "**F6** parks the basket, **F7** brings it back: serve somebody else meanwhile.",
                "**F10** whom the basket is for. **Shift+F10** holds it for a caller.",
                "A full show: **Shift+F4** puts the customer on its waiting list. When seats come free you are told; **F7** "
                "has them as a basket.",
                "**F3** tells who holds the seat under the ring.",
            ),
            "sell",
        ),
        Part(
            "The till",
            (
                "The float is asked for at the first cash. **Ctrl+4** opens the page: **F2** cash in, **F3** cash out, **F8** "
                "count and close, **F9** the X report.",
            ),
            "till",
        ),
        Part(
            "A customer comes back",
            (
                "**Scan the ticket**, on whatever page you are: its booking opens. Without it **Ctrl+2**, and type what the "
                "customer knows: `7k2p9m`, a name, a phone number, `asha inception sat`.",
                "**F8** gives tickets back. Untick what stays; the panel says how much comes back, and which way. The safe "
                "button is chosen: Left, then Enter.",
                "**F9** exchanges: Enter, pick the new seats as always, in any show, **F8**. Only the difference is paid or "
                "given back, and the old tickets are dead.",
                "**F12** prints them again. The tabs (**Ctrl+PgDn**) have money that is still due, and who waits.",
            ),
            "find",
        ),
        Part(
            "What it says, and what you do",
            (
                "*F7 was just sold at Counter 2. F8 is free.* Take what it names as free, or press **F4**.",
                "“The hold on these seats has run out and they are free again.” Pick them once more; nothing was paid.",
                "“Checking whether this went through: do not charge again.” Wait. It finds out by itself.",
                "“The database does not answer. Nothing is sold until it is back; your basket stays.” Nor do you sell by hand.",
                "“Only a manager may …” Ask one to type name and password at your counter.",
                "A refund that the card provider cannot send now stays due: it is on the list, nobody waits for it.",
            ),
            "sell",
        ),
    ),
)
