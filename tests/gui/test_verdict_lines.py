"""How the door's large sentence breaks into lines."""

from __future__ import annotations

import tkinter.font as tkfont

from app.controllers.after.verdicts import Reason, Verdict
from app.views.after.verdict_pane import VerdictPane
from tests.gui.door_scene import at_the_door, started
from tests.gui.program import StartProgram, program_starter

__all__ = ["program_starter"]


def test_a_sentence_of_two_lines_leaves_no_word_alone(start_program: StartProgram) -> None:
    door = at_the_door(started(start_program))
    counts = []
    for words in range(2, 16):
        door.page.verdict.show(Verdict(Reason.VOID, " ".join(["ticket"] * words)))
        door.program.root.update()
        lines = lines_of(door.page.verdict)
        counts.append(len(lines))
        assert len(lines) < 2 or len(lines[-1]) * 2 >= len(lines[0]), lines
    assert {1, 2} <= set(counts)
    door.tickets.put_back()


def lines_of(verdict: VerdictPane) -> list[str]:
    """The sentence as its label breaks it: at the last space that is within its room."""
    label = verdict._sentence._label
    font, room_px = tkfont.Font(font=label.cget("font")), int(label.cget("wraplength"))
    lines = [""]
    for word in str(label.cget("text")).split():
        longer = f"{lines[-1]} {word}".strip()
        if font.measure(longer) > room_px:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
