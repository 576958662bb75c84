"""How the door's large sentence breaks into lines."""

from __future__ import annotations

import tkinter.font as tkfont

from tests.gui.door_scene import at_the_door, started
from tests.gui.program import StartProgram, program_starter

__all__ = ["program_starter"]


def test_a_sentence_of_two_lines_leaves_no_word_alone(start_program: StartProgram) -> None:
    door = at_the_door(started(start_program))
    codes = door.tickets.sell("C3")
    door.tickets.limit_door(door.tickets.add_hall("The hall with the longest name of all of them"))
    door.scan_until(codes["C3"], "WRONG HALL")
    door.program.root.update()
    label = door.page.verdict._sentence
    font = tkfont.Font(font=label._label.cget("font"))
    lines = [""]
    for word in str(label.cget("text")).split():
        longer = f"{lines[-1]} {word}".strip()
        if font.measure(longer) > int(label._label.cget("wraplength")):
            lines.append(word)
        else:
            lines[-1] = longer
    assert len(lines) >= 2
    assert len(lines[-1]) * 2 > len(lines[0])
    door.tickets.put_back()
