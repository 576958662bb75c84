"""Colours of the charts tell how much to everybody."""

from __future__ import annotations

import pytest

from app.views import theme
from app.views.reports.chart_colours import SERIES, WEAK, contrast, heat, on_heat

MODES = ("Light", "Dark")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("colour", [SERIES, WEAK])
def test_shapes_are_seen_on_the_pane(colour: theme.Colour, mode: str) -> None:
    assert contrast(theme.pick(colour, mode), theme.pick(theme.PANE, mode)) >= 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("permille", range(0, 1001, 50))
def test_a_figure_can_be_read_on_every_ground(permille: int, mode: str) -> None:
    assert contrast(heat(permille, mode), on_heat(permille, mode)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_more_is_further_from_the_pane(mode: str) -> None:
    """By brightness alone: who sees no colours sees the same order."""
    pane = theme.pick(theme.PANE, mode)
    contrasts = [contrast(heat(permille, mode), pane) for permille in range(0, 1001, 84)]
    assert contrasts == sorted(contrasts)


@pytest.mark.parametrize("mode", MODES)
def test_nothing_and_a_little_do_not_look_the_same(mode: str) -> None:
    assert heat(0, mode) != heat(1, mode)
    assert heat(1001, mode) == heat(1000, mode)
