"""A column of type: blocks of known height, set one under the other, on pages of a given height or on one that grows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.utils.paper.letterhead import Letterhead
from app.utils.paper.logo import fitted_logo
from app.utils.paper.paper_size import (
    A4_HEIGHT_POINTS,
    A4_WIDTH_POINTS,
    A6_HEIGHT_POINTS,
    A6_WIDTH_POINTS,
    ROLL_MARGIN_POINTS,
    ROLL_WIDTH_POINTS,
    Paper,
)
from app.utils.paper.pen import Pen
from app.utils.paper.ticket_text import LEADING

_LINES_MAX = 4
"""Of one block: what is longer is set smaller."""
_VALUE_MOST = 0.62
"""Of the column's width, for what stands at its right."""
_GAP = 7.5


@dataclass(frozen=True, slots=True)
class Block:
    """Something `height_points` high; `draw` is given the height of its top over the page's foot."""

    height_points: float
    draw: Callable[[float], object]


class PageSize(NamedTuple):
    """`height_points` None: as long as what stands on it. `body_points` is the size of running type."""

    width_points: float
    height_points: float | None
    margin_points: float
    body_points: float


PAGE_SIZES = {
    Paper.A6: PageSize(A6_WIDTH_POINTS, A6_HEIGHT_POINTS, 17.0, 8.2),
    Paper.A4: PageSize(A4_WIDTH_POINTS, A4_HEIGHT_POINTS, 57.0, 10.5),
    Paper.ROLL80: PageSize(ROLL_WIDTH_POINTS, None, ROLL_MARGIN_POINTS, 9.0),
}


class Column:
    """From `left` to `right` on pages of one paper. Sizes are factors of the paper's running type."""

    def __init__(self, pen: Pen, paper: Paper, left: float | None = None, right: float | None = None) -> None:
        self._pen, self._paper = pen, paper
        self.page = PAGE_SIZES[paper]
        self.left = self.page.margin_points if left is None else left
        self.right = self.page.width_points - self.page.margin_points if right is None else right

    @property
    def width(self) -> float:
        return self.right - self.left

    def within(self, left: float, right: float) -> Column:
        """A narrower one on the same page."""
        return Column(self._pen, self._paper, left, right)

    def text(
        self, words: str, size: float = 1, *, medium: bool = False, centred: bool = False, right: bool = False
    ) -> Block:
        """Words on up to four lines. Nothing, and no height, without words."""
        if not words:
            return self.gap(0)
        font, points = self._pen.medium if medium else self._pen.regular, self.page.body_points * size
        fitted = font.fit(words, self.width, _LINES_MAX * points * LEADING + 0.01, points)
        within = self.width if centred or right else 0
        return Block(
            fitted.height_points,
            lambda top: self._pen.lines(font, fitted, self.left, top, within=within, right=right),
        )

    def pair(self, label: str, value: str, size: float = 1, *, medium: bool = False) -> Block:
        """A label at the left, and its value on one line at the right."""
        font, points = self._pen.medium if medium else self._pen.regular, self.page.body_points * size
        amount = font.fit(value, self.width * _VALUE_MOST, points * LEADING + 0.01, points)
        taken = max(font.width_points(line, amount.size_points) for line in amount.lines)
        words = font.fit(label, self.width - taken - _GAP, _LINES_MAX * points * LEADING + 0.01, points)

        def draw(top: float) -> None:
            self._pen.lines(font, words, self.left, top)
            self._pen.lines(font, amount, self.left, top, within=self.width, right=True)

        return Block(max(words.height_points, amount.height_points) + 1, draw)

    def table_row(self, cells: Sequence[str], size: float = 1, *, medium: bool = False) -> Block:
        """Cells of one width, each at the right end of its own but the first."""
        part = self.width / len(cells)
        columns = [
            self.within(self.left + place * part + (0 if place == 0 else 4), self.left + (place + 1) * part)
            for place in range(len(cells))
        ]
        return beside(
            *(
                column.text(words, size, medium=medium, right=place > 0)
                for place, (column, words) in enumerate(zip(columns, cells, strict=True))
            )
        )

    def rule(self, weight: float) -> Block:
        """A line across, with room above and below."""
        return Block(_GAP, lambda top: self._pen.rule(self.left, self.right, top - _GAP / 2, weight))

    @staticmethod
    def gap(height: float) -> Block:
        return Block(height, lambda _: None)

    def letterhead(self, cinema: Letterhead, *, centred: bool) -> list[Block]:
        """Logo, name, address and tax number; the logo above the words, or at their left."""
        large = self._paper is Paper.A4
        box = (self.width * 0.6, 44.0) if centred else (150.0, 60.0) if large else (80.0, 38.0)
        logo = fitted_logo(cinema.logo, *box, self._paper.dots_per_inch) if cinema.logo else None
        words = self if logo is None or centred else self.within(self.left + logo.width_points + 10, self.right)
        told = stack(
            words.text(cinema.name, 1.5, medium=True, centred=centred),
            words.text(cinema.address, 0.85, centred=centred),
            words.text(cinema.tax_line, 0.85, centred=centred),
        )
        if logo is None:
            return [told]
        if centred:
            x = self.left + (self.width - logo.width_points) / 2
            above = Block(logo.height_points + 4, lambda top: self._pen.logo(logo, x, top - logo.height_points))
            return [above, told]
        at_left = Block(logo.height_points, lambda top: self._pen.logo(logo, self.left, top - logo.height_points))
        return [beside(at_left, told)]


def stack(*blocks: Block) -> Block:
    """One under the other, never parted by the end of a page."""

    def draw(top: float) -> None:
        for block in blocks:
            block.draw(top)
            top -= block.height_points

    return Block(sum(block.height_points for block in blocks), draw)


def beside(*blocks: Block) -> Block:
    """All from the same height."""

    def draw(top: float) -> None:
        for block in blocks:
            block.draw(top)

    return Block(max(block.height_points for block in blocks), draw)


def on_pages(blocks: Iterable[Block], height_points: float) -> list[list[Block]]:
    """As many blocks on each page as it has room for; one that is higher than a page stands alone."""
    pages: list[list[Block]] = [[]]
    room = height_points
    for block in blocks:
        if pages[-1] and block.height_points > room:
            pages.append([])
            room = height_points
        pages[-1].append(block)
        room -= block.height_points
    return pages
