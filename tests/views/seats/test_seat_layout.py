"""Where seats stand, what a pane shows of them, and whether everybody can tell their looks apart. No window needed."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from app.models.records import Seat, SeatType
from app.views.seats.seat_layout import AISLE, TYPE_GAP, Direction, SeatLayout
from app.views.seats.seat_palette import Palette, PaletteName, SeatLook, palette
from app.views.seats.seat_sprites import SeatSprites, face_of
from app.views.seats.seat_view import SEAT_MAX, SEAT_MIN, SeatView

TEXT_CONTRAST, SHAPE_CONTRAST = 4.5, 3.0
PALETTES: list[tuple[PaletteName, str]] = list(product(("standard", "colour-blind"), ("Light", "Dark")))


def hall(rows: int, columns: int, aisle_after: int = 0) -> list[Seat]:
    """Seat ids are 100 x row + number, both from 1; the last row is VIP."""
    return [
        Seat(
            id=100 * (row + 1) + number,
            row_name=chr(65 + row),
            seat_number=number,
            seat_type=SeatType.VIP if row == rows - 1 else SeatType.REGULAR,
            grid_row=row,
            grid_column=number + (1 if aisle_after and number > aisle_after else 0),
        )
        for row in range(rows)
        for number in range(1, columns + 1)
    ]


def test_an_empty_grid_column_is_a_narrow_aisle() -> None:
    layout = SeatLayout(hall(1, 4, aisle_after=2))
    assert [place.x for place in layout.rows[0].places] == [0, 1, 2 + AISLE, 3 + AISLE]


def test_a_column_that_only_one_row_leaves_out_is_no_aisle() -> None:
    seats = [*hall(1, 3), Seat(901, "B", 1, SeatType.VIP, 1, 1), Seat(903, "B", 3, SeatType.VIP, 1, 3)]
    assert SeatLayout(seats).places[903].x == 2


def test_another_seat_type_begins_after_a_larger_gap() -> None:
    assert [row.y for row in SeatLayout(hall(3, 2)).rows] == [0, 1, 2 + TYPE_GAP]


def test_grid_columns_may_begin_anywhere() -> None:
    seats = [Seat(1, "A", 1, SeatType.REGULAR, 7, 40), Seat(2, "A", 2, SeatType.REGULAR, 7, 41)]
    layout = SeatLayout(seats)
    assert (layout.places[1].x, layout.places[1].y, layout.width, layout.height) == (0, 0, 2, 1)


def test_every_seat_is_found_at_its_own_middle() -> None:
    layout = SeatLayout(hall(5, 9, aisle_after=4))
    found = [layout.at(place.x + 0.5, place.y + 0.5) for place in layout.places.values()]
    assert found == [place.seat for place in layout.places.values()]


@pytest.mark.parametrize("point", [(2.2, 0.5), (-0.1, 0.5), (0.5, -0.1), (9.0, 0.5), (0.5, 2.1), (0.5, 9.0)])
def test_there_is_no_seat_in_an_aisle_a_gap_or_outside(point: tuple[float, float]) -> None:
    assert SeatLayout(hall(3, 4, aisle_after=2)).at(*point) is None


@pytest.mark.parametrize(
    ("start", "direction", "end"),
    [
        (202, "right", 203),
        (203, "left", 202),
        (202, "up", 102),
        (202, "down", 302),
        (101, "left", 101),
        (104, "right", 104),
        (104, "up", 104),
        (304, "down", 304),
    ],
)
def test_an_arrow_goes_to_the_nearest_seat_over_aisles_and_stays_at_the_edge(
    start: int, direction: Direction, end: int
) -> None:
    assert SeatLayout(hall(3, 4, aisle_after=2)).neighbour(start, direction).id == end


def test_an_arrow_down_into_a_shorter_row_goes_to_its_nearest_seat() -> None:
    seats = [*hall(1, 6), Seat(901, "B", 1, SeatType.REGULAR, 1, 3), Seat(902, "B", 2, SeatType.REGULAR, 1, 4)]
    assert SeatLayout(seats).neighbour(106, "down").id == 902


def test_the_ends_of_a_row() -> None:
    layout = SeatLayout(hall(2, 5))
    assert (layout.row_end(103, last=False).id, layout.row_end(103, last=True).id) == (101, 105)


def test_a_run_is_told_from_left_to_right_whichever_way_it_was_drawn() -> None:
    layout = SeatLayout(hall(1, 6, aisle_after=3))
    assert [seat.id for seat in layout.run(105, 102)] == [102, 103, 104, 105]


def test_a_run_never_leaves_its_row() -> None:
    assert [seat.id for seat in SeatLayout(hall(2, 4)).run(102, 204)] == [102]


@pytest.mark.parametrize(("rows", "columns"), [(2, 5), (6, 10), (13, 20), (17, 26)])
def test_a_hall_that_fits_is_whole_and_in_the_middle_with_seats_within_their_bounds(rows: int, columns: int) -> None:
    view = SeatView(SeatLayout(hall(rows, columns)), 1200, 760)
    assert SEAT_MIN <= view.cell <= SEAT_MAX
    assert view.content_width <= 1200
    assert view.content_height <= 760
    assert abs(view.left - (1200 - view.left - view.content_width)) <= 1
    assert abs(view.top - (760 - view.top - view.content_height)) <= 1


def test_a_seat_is_as_large_as_fits() -> None:
    view = SeatView(SeatLayout(hall(13, 20, aisle_after=10)), 700, 700)
    view.zoom(view.cell + 1, 0, 0)
    assert view.overflows


def test_seats_of_a_huge_hall_stay_large_enough_to_hit() -> None:
    view = SeatView(SeatLayout(hall(50, 60)), 900, 600)
    assert (view.cell, view.overflows, view.top) == (SEAT_MIN, True, 0)


def test_fitting_shows_the_whole_of_a_huge_hall() -> None:
    view = SeatView(SeatLayout(hall(50, 60)), 900, 600)
    view.zoom(view.whole(), 0, 0)
    assert not view.overflows


def test_sizes_follow_the_scale_setting() -> None:
    view = SeatView(SeatLayout(hall(50, 60)), 900, 600, scale=2.0)
    assert view.cell == 2 * SEAT_MIN


def test_zooming_keeps_what_is_under_the_pointer() -> None:
    view = SeatView(SeatLayout(hall(50, 60)), 900, 600)
    view.pan(-400, -500)
    seat = view.seat_at(450, 300)
    view.zoom(view.cell + 12, 450, 300)
    assert seat is not None
    assert view.seat_at(450, 300) == seat


def test_panning_stops_at_the_edges_of_the_hall() -> None:
    view = SeatView(SeatLayout(hall(50, 60)), 900, 600)
    view.pan(-99_999, -99_999)
    assert (view.left + view.content_width, view.top + view.content_height) == (900, 600)
    view.pan(99_999, 99_999)
    assert (view.left, view.top) == (0, 0)


def test_a_hall_that_fits_cannot_be_panned() -> None:
    view = SeatView(SeatLayout(hall(4, 6)), 900, 600)
    before = (view.left, view.top)
    view.pan(50, 50)
    assert (view.left, view.top) == before


def test_a_seat_out_of_view_is_brought_in_beside_the_row_letters() -> None:
    view = SeatView(SeatLayout(hall(20, 60)), 900, 600)
    moved = view.reveal(2060)
    x, y = view.corner(2060)
    assert moved
    assert view.letters <= x <= 900 - view.letters - view.cell
    assert 0 <= y <= 600 - view.cell


def test_a_seat_in_view_stays_where_it_is() -> None:
    view = SeatView(SeatLayout(hall(20, 60)), 900, 600)
    assert not view.reveal(530)


def test_a_resize_keeps_the_zoom_somebody_chose_and_the_middle() -> None:
    before = SeatView(SeatLayout(hall(50, 60)), 900, 600)
    before.zoom(40, 450, 300)
    before.pan(-200, -300)
    middle = before.seat_at(450, 300)
    after = SeatView(before.layout, 1000, 700)
    after.follow(before)
    assert middle is not None
    assert (after.cell, after.seat_at(500, 350)) == (40, middle)


# Colours


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("name", "mode"), PALETTES)
def test_numbers_and_signs_can_be_read_on_every_look(name: PaletteName, mode: str) -> None:
    colours = palette(name, mode)
    for look, kind in product(SeatLook, SeatType):
        paint = colours.paint(look, kind)
        for ground in filter(None, (paint.fill, paint.hatch)):
            assert contrast(paint.text, ground) >= TEXT_CONTRAST, (look, kind, ground)


@pytest.mark.parametrize(("name", "mode"), PALETTES)
def test_the_shape_of_every_look_stands_out_from_the_pane(name: PaletteName, mode: str) -> None:
    colours = palette(name, mode)
    for look, kind in product(SeatLook, SeatType):
        assert contrast(colours.paint(look, kind).edge, colours.pane) >= SHAPE_CONTRAST, (look, kind)


@pytest.mark.parametrize(("name", "mode"), PALETTES)
def test_bars_ring_and_screen_stand_out(name: PaletteName, mode: str) -> None:
    colours = palette(name, mode)
    for kind, bar in colours.bars.items():
        assert contrast(bar, colours.free[kind].fill) >= SHAPE_CONTRAST, kind
    assert contrast(colours.ring, colours.pane) >= SHAPE_CONTRAST
    assert contrast(colours.screen, colours.pane) >= SHAPE_CONTRAST


def shades(colours: Palette, size: int) -> dict[tuple[SeatLook, SeatType], bytes]:
    """Every look of a seat as a person sees it who sees no colours at all."""
    sprites = SeatSprites(size, colours)
    seats = {kind: face_of(Seat(1, "A", 8, kind, 0, 0)) for kind in SeatType}
    drawn = {
        (look, kind): sprites.picture(look, seats[kind])
        for look, kind in product(SeatLook, SeatType)
        if look is SeatLook.FREE or kind is SeatType.REGULAR
    }
    return {key: picture.convert("L").tobytes() for key, picture in drawn.items()}


@pytest.mark.parametrize(("name", "mode"), PALETTES)
@pytest.mark.parametrize("size", [SEAT_MIN, SEAT_MAX])
def test_every_look_is_told_without_its_colour(name: PaletteName, mode: str, size: int) -> None:
    for (one, shade), (other, other_shade) in combinations(shades(palette(name, mode), size).items(), 2):
        differing = sum(abs(a - b) >= 40 for a, b in zip(shade, other_shade, strict=True))
        assert differing >= size * size * 0.01, (one, other)


def test_wheelchair_and_companion_seats_keep_their_mark_in_every_look() -> None:
    sprites = SeatSprites(SEAT_MIN, palette("standard", "Dark"))
    plain, accessible, companion = (
        face_of(Seat(1, "A", 8, SeatType.REGULAR, 0, 0, accessible=a, companion=c))
        for a, c in ((False, False), (True, False), (False, True))
    )
    for look in SeatLook:
        pictures = {sprites.picture(look, face).tobytes() for face in (plain, accessible, companion)}
        assert len(pictures) == 3, look


@pytest.mark.parametrize("look", list(SeatLook))
def test_the_number_can_be_seen_in_every_look(look: SeatLook) -> None:
    sprites = SeatSprites(SEAT_MIN, palette("standard", "Dark"))
    one, other = (face_of(Seat(1, "A", number, SeatType.REGULAR, 0, 0)) for number in (1, 8))
    assert sprites.picture(look, one).tobytes() != sprites.picture(look, other).tobytes()


def test_seat_pictures_are_opaque_and_shared() -> None:
    sprites = SeatSprites(SEAT_MIN, palette("standard", "Dark"))
    one, other = (face_of(Seat(number, "A", 5, SeatType.VIP, 0, number)) for number in (1, 2))
    picture = sprites.picture(SeatLook.FREE, one)
    assert picture.mode == "RGB"
    assert picture is sprites.picture(SeatLook.FREE, other)
