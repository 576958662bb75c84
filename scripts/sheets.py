"""The clerk's sheet and the usher's: each a page of Markdown, and the same page of A4 to print and hang up."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from chapters.clerks_sheet import CLERKS_SHEET
from chapters.sheet import Part, Sheet
from chapters.ushers_sheet import USHERS_SHEET
from PIL import Image
from reportlab import rl_config
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from app.utils.paper import ticket_text
from app.utils.paper.paper_size import A4_HEIGHT_POINTS, A4_WIDTH_POINTS

rl_config.useA85 = 0
"""As in tickets: whoever made one before, the bytes are the same."""
SHEETS: tuple[Sheet, ...] = (CLERKS_SHEET, USHERS_SHEET)
DOCS = Path(__file__).resolve().parent.parent / "docs"
PICTURES = DOCS / "pictures" / "sheets"
_MARGIN, _GUTTER, _GAP = 34.0, 18.0, 8.0
_PICTURE_HEIGHT_MOST = 190.0
_SIZES = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
"""Of running type, in points: the largest with which all of it stands on the page."""
_WIDTH = A4_WIDTH_POINTS - 2 * _MARGIN


class SheetTooLong(Exception):
    """It does not fit one page, even in the smallest type that can be read on a wall."""


def markdown(sheet: Sheet) -> str:
    """The whole file. Pure."""
    told = " | ".join(shot.told for shot in sheet.shots)
    shown = " | ".join(f"![{shot.told}](pictures/sheets/{shot.picture}.png)" for shot in sheet.shots)
    pictures = f"| {told} |\n|{' --- |' * len(sheet.shots)}\n| {shown} |"
    parts = ["\n".join((f"## {part.title}\n", *(f"- {line}" for line in part.lines))) for part in sheet.parts]
    made = f"*To print: [{sheet.name}.pdf]({sheet.name}.pdf). Made by `scripts/user-guide`.*"
    return "\n\n".join((f"# {sheet.title}", sheet.lead, pictures, *parts, made)) + "\n"


def pdf(sheet: Sheet) -> bytes:
    """One page of A4; the same sheet and pictures always give the same bytes. Raises SheetTooLong."""
    for size in _SIZES:
        drawn = _drawn(sheet, size)
        if drawn is not None:
            return drawn
    raise SheetTooLong(f"{sheet.name}: leave something out, or draw smaller pictures.")


def cut_pictures(sheet: Sheet, taken: dict[str, Path]) -> None:
    """What the sheet shows of the whole screens in `taken`, by the names of its pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for shot in sheet.shots:
        with Image.open(taken[shot.picture]) as whole:
            part = whole.convert("RGB").crop(shot.box)
            part.quantize(colors=128, dither=Image.Dither.NONE).save(PICTURES / f"{shot.picture}.png", optimize=True)


def write() -> None:
    """Both files of both sheets, with the pictures that are there."""
    for sheet in SHEETS:
        (DOCS / f"{sheet.name}.md").write_text(markdown(sheet), "utf-8")
        (DOCS / f"{sheet.name}.pdf").write_bytes(pdf(sheet))


def _drawn(sheet: Sheet, size: float) -> bytes | None:
    """None where it does not fit in type of that size."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(A4_WIDTH_POINTS, A4_HEIGHT_POINTS), invariant=1, pageCompression=1)
    canvas.setTitle(f"Foyer: {sheet.title}")
    top = A4_HEIGHT_POINTS - _MARGIN
    top = _set(canvas, [_paragraph(f"**{sheet.title}**", 22)], _MARGIN, top, _WIDTH) - _GAP
    top = _set(canvas, [_paragraph(sheet.lead, size + 1)], _MARGIN, top, _WIDTH) - _GAP
    top = _pictures(canvas, sheet, top) - _GAP
    width = (_WIDTH - _GUTTER) / 2
    columns = _columns(sheet.parts, size, width)
    foot = min(
        _set(canvas, column, _MARGIN + place * (width + _GUTTER), top, width) for place, column in enumerate(columns)
    )
    if foot < _MARGIN:
        return None
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _columns(parts: tuple[Part, ...], size: float, width: float) -> list[list[Paragraph]]:
    """The parts in their order, no part broken, so that the longer of the two columns is as short as can be."""
    blocks = [_block(part, size) for part in parts]
    heights = [sum(_height(each, width) for each in block) for block in blocks]
    cut = min(range(1, len(blocks) + 1), key=lambda place: max(sum(heights[:place]), sum(heights[place:])))
    return [[each for block in side for each in block] for side in (blocks[:cut], blocks[cut:])]


def _block(part: Part, size: float) -> list[Paragraph]:
    title = _paragraph(f"**{part.title}**", size + 2.5, before=8, after=2)
    return [title, *(_paragraph(line, size, after=3.5) for line in part.lines)]


def _pictures(canvas: Canvas, sheet: Sheet, top: float) -> float:
    """Side by side, equally high, each with its words below; where they end."""
    shapes = [(shot.box[2] - shot.box[0]) / (shot.box[3] - shot.box[1]) for shot in sheet.shots]
    room = _WIDTH - _GAP * (len(shapes) - 1)
    height = min(room / sum(shapes), _PICTURE_HEIGHT_MOST)
    left, foot = _MARGIN + (room - height * sum(shapes)) / 2, top
    for shot, shape in zip(sheet.shots, shapes, strict=True):
        picture = ImageReader(str(PICTURES / f"{shot.picture}.png"))
        canvas.drawImage(picture, left, top - height, height * shape, height)
        canvas.setStrokeGray(0.6)
        canvas.rect(left, top - height, height * shape, height)
        foot = min(foot, _set(canvas, [_paragraph(shot.told, 8.5)], left, top - height - 3, height * shape))
        left += height * shape + _GAP
    return foot


def _set(canvas: Canvas, paragraphs: list[Paragraph], left: float, top: float, width: float) -> float:
    """One under the other from `top` down; where they end."""
    for paragraph in paragraphs:
        height = _height(paragraph, width)
        paragraph.drawOn(canvas, left, top - height + paragraph.style.spaceAfter)
        top -= height
    return top


def _height(paragraph: Paragraph, width: float) -> float:
    style = paragraph.style
    return float(paragraph.wrap(width, A4_HEIGHT_POINTS)[1] + style.spaceBefore + style.spaceAfter)


def _paragraph(markdown_line: str, size: float, *, before: float = 0, after: float = 0) -> Paragraph:
    regular, medium = ticket_text.regular().name, ticket_text.medium().name
    text = re.sub(r"\*\*(.+?)\*\*", rf'<font name="{medium}">\1</font>', escape(markdown_line))
    text = re.sub(r"(?<!\*)\*([^*]+)\*", rf'<font name="{medium}" color="#555555">\1</font>', text)
    text = re.sub(r"`(.+?)`", r'<font name="Courier-Bold">\1</font>', text)
    style = ParagraphStyle(
        "", fontName=regular, fontSize=size, leading=size * 1.24, spaceBefore=before, spaceAfter=after
    )
    return Paragraph(text, style)
