"""How Sell follows the looks: the widths of its columns, the palette of its map, posters of the right size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.sell.columns import column_widths

if TYPE_CHECKING:
    from app.views.sell.sell_view import SellView
    from app.views.surroundings import Surroundings


class PageLooks:
    """Watches the window's size and the looks for one page, until `close`."""

    def __init__(self, page: SellView, around: Surroundings) -> None:
        self._page, self._around = page, around
        self._widths = (0, 0)
        around.toasts.keep_to(page.map_pane.map.screen_strip)
        around.looks.on_change.append(self._wear)
        page.map_pane.map.set_palette(around.looks.palette)
        page.bind("<Configure>", self._divide)

    def close(self) -> None:
        self._around.looks.on_change.remove(self._wear)
        self._around.toasts.keep_to(None)

    def _wear(self) -> None:
        page = self._page
        page.map_pane.map.set_palette(self._around.looks.palette)
        page.programme.hang_posters()
        page.map_pane.hang_again()
        self._divide()

    def _divide(self, _event: object = None) -> None:
        """The window has another size, or its scale changed."""
        page = self._page
        widths = column_widths(page.winfo_width() / page._get_widget_scaling())  # noqa: SLF001  CustomTkinter has no other
        if widths != self._widths:
            self._widths = widths
            page.programme.set_width(widths[0])
            page.checkout.set_width(widths[1])
