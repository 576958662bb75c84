"""What the managers' guide says, from its opening on; `user_guide.py` puts it beside the pictures."""

from __future__ import annotations

from chapters import after, plan, prices, reports, shows, team
from chapters.chapter import Chapter

OPENING = """
What managers and admins keep, screen by screen. Each screen is a page of the rail at the left (**Ctrl+1**, **Ctrl+2**
…), most have tabs (**Ctrl+PgDn**, **Ctrl+PgUp**). What a role may not do is not there.

Most screens are a list with a form beside it. **F2** searches the list, **Ctrl+N** begins a new one, **Ctrl+S** saves,
**Esc** goes one step back. What was typed and is not saved stays until Esc is pressed twice. When two people edit one
thing, the second is told what the first has changed; what she typed stays, and saving once more puts it in place.
**F1** lists the keys of each screen.
"""

CHAPTERS: tuple[Chapter, ...] = (
    *after.CHAPTERS,
    *plan.CHAPTERS,
    *shows.CHAPTERS,
    *prices.CHAPTERS,
    *reports.CHAPTERS,
    *team.CHAPTERS,
)
