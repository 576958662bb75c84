"""How large everything is drawn: what was asked for, what suits the screen, and never more than the window has room for."""

from __future__ import annotations

LEAST_PERCENT, MOST_PERCENT = 80, 200
ROOM_UNITS = (1000, 640)
"""What a counter's window needs of units before scaling: in a smaller one texts and buttons would be cut."""
_COMFORT_UNITS = (1920, 1080)
"""What an automatic size leaves of a large screen: a 4K screen is drawn at 200 %."""
_STEP_PERCENT = 10


def automatic_percent(screen_px: tuple[int, int]) -> int:
    """The size that suits a screen, in whole tens."""
    comfortable = min(pixels / units for pixels, units in zip(screen_px, _COMFORT_UNITS, strict=True))
    whole_tens = int(comfortable * 100) // _STEP_PERCENT * _STEP_PERCENT
    return max(100, min(MOST_PERCENT, whole_tens))


def most_percent(window_px: tuple[int, int]) -> int:
    """The largest size at which a window of so many pixels still holds a counter."""
    most = min(pixels / units for pixels, units in zip(window_px, ROOM_UNITS, strict=True))
    return max(LEAST_PERCENT, min(MOST_PERCENT, int(most * 100)))


def shown_percent(asked_percent: int, screen_px: tuple[int, int], window_px: tuple[int, int]) -> int:
    """What is drawn; `asked_percent` 0 is the automatic size."""
    return min(asked_percent or automatic_percent(screen_px), most_percent(window_px))
