"""Undo and redo: the drawings there were, the one there is, and those that were undone."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.plan.hall_drawing import HallDrawing

STEPS_MAX = 500


@dataclass(frozen=True, slots=True)
class HallHistory:
    """The last drawing of `past` was there just before `now`, the last of `undone` came just after it."""

    now: HallDrawing
    past: tuple[HallDrawing, ...] = ()
    undone: tuple[HallDrawing, ...] = ()


def changed(history: HallHistory, drawn: HallDrawing) -> HallHistory:
    """A step forward; what was undone can no longer be redone. A drawing like the one there is is no step."""
    if drawn == history.now:
        return history
    return HallHistory(drawn, (*history.past, history.now)[-STEPS_MAX:])


def undo(history: HallHistory) -> HallHistory:
    """A step back; the same history when there is none."""
    if not history.past:
        return history
    return HallHistory(history.past[-1], history.past[:-1], (*history.undone, history.now))


def redo(history: HallHistory) -> HallHistory:
    """The step that was undone last, once more; the same history when there is none."""
    if not history.undone:
        return history
    return HallHistory(history.undone[-1], (*history.past, history.now), history.undone[:-1])
