"""Blocks come onto pages in their order, and none over the foot of one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.utils.paper.column import Block, beside, on_pages, stack

HEIGHTS = st.lists(st.floats(0.1, 200), max_size=40)


def blocks(heights: list[float], drawn: list[tuple[int, float]]) -> list[Block]:
    def block(number: int, height: float) -> Block:
        return Block(height, lambda top: drawn.append((number, top)))

    return [block(number, height) for number, height in enumerate(heights)]


@given(HEIGHTS, st.floats(50, 400))
def test_every_block_is_on_one_page_in_order_and_fits(heights: list[float], room: float) -> None:
    pages = on_pages(blocks(heights, []), room)
    assert [block.height_points for page in pages for block in page] == heights
    for page in pages:
        assert len(page) == 1 or sum(block.height_points for block in page) <= room + 1e-6


@given(HEIGHTS, st.floats(50, 400))
def test_no_page_ends_before_it_has_to(heights: list[float], room: float) -> None:
    pages = on_pages(blocks(heights, []), room)
    for page, following in pairwise(pages):
        assert sum(block.height_points for block in page) + following[0].height_points > room - 1e-6


def test_stacked_blocks_stand_one_under_the_other() -> None:
    drawn: list[tuple[int, float]] = []
    together = stack(*blocks([10, 20, 5], drawn))
    together.draw(100)
    assert together.height_points == 35
    assert drawn == [(0, 100), (1, 90), (2, 70)]


def test_blocks_beside_one_another_begin_at_one_height() -> None:
    drawn: list[tuple[int, float]] = []
    together = beside(*blocks([10, 20], drawn))
    together.draw(100)
    assert together.height_points == 20
    assert drawn == [(0, 100), (1, 100)]
