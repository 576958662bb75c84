"""The program's button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from app.views import theme
from app.views.parts.icons import photo
from app.views.parts.pressable import Pressable

Kind = Literal["plain", "primary", "quiet", "danger"]

_GROUNDS: dict[Kind, tuple[theme.Colour | str, theme.Colour, theme.Colour]] = {
    "plain": (theme.RAISED, theme.HOVER, theme.PRESSED),
    "primary": (theme.ACCENT, theme.ACCENT_HOVER, theme.ACCENT_PRESSED),
    "quiet": ("transparent", theme.RAISED, theme.HOVER),
    "danger": (theme.DANGER, theme.DANGER_HOVER, theme.DANGER_HOVER),
}
_TEXTS: dict[Kind, theme.Colour] = {
    "plain": theme.TEXT,
    "primary": theme.ON_ACCENT,
    "quiet": theme.QUIET,
    "danger": theme.ON_DANGER,
}
_ICON = 18
_SPACE = 8
_PADDING = 16


class Button(Pressable):
    """A button that the keyboard reaches: a ring shows the focus, Space and Return press it.

    `kind`: "primary" is the one thing this screen is for, "danger" takes something away, "quiet" stays in the background.
    `hint` names the key that does the same, in quiet type. Without a `width` it is as wide as its text needs.
    """

    def __init__(  # noqa: PLR0913 - all but three have a default and are named at the call
        self,
        master: Any,
        text: str,
        command: Callable[[], object],
        *,
        kind: Kind = "plain",
        hint: str | None = None,
        height: int = theme.ACTION_HEIGHT,
        icon: str | None = None,
        width: int | None = None,
    ) -> None:
        self._text, self._kind, self._hint, self._icon = text, kind, hint, icon
        self._fixed_width = width
        super().__init__(master, command, width=width or 0, height=height)
        self._fit()

    @property
    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        self._fit()
        self._repaint()

    def set_hint(self, hint: str | None) -> None:
        if hint != self._hint:
            self._hint = hint
            self._fit()
            self._repaint()

    def set_icon(self, icon: str) -> None:
        if icon != self._icon:
            self._icon = icon
            self._repaint()

    def set_kind(self, kind: Kind) -> None:
        self._kind = kind
        self._repaint()

    def _ground(self) -> theme.Colour | str:
        rest, hover, pressed = _GROUNDS[self._kind]
        if not self._enabled:
            return "transparent" if self._kind == "quiet" else theme.RAISED
        if self._down and self._inside:
            return pressed
        return hover if self._inside else rest

    def _ring(self) -> theme.Colour:
        return theme.TEXT if self._kind in {"primary", "danger"} else theme.ACCENT

    def _parts(self) -> tuple[int, int, int]:
        """Widths of icon, text and hint in pixels, each with the space before it."""
        icon = self._px(_ICON) if self._icon else 0
        text = self._measure(self._text, theme.BODY, bold=self._bold) if self._text else 0
        if icon and text:
            text += self._px(_SPACE)
        hint = self._measure(self._hint, theme.SMALL) + self._px(_SPACE) if self._hint else 0
        return icon, text, hint

    @property
    def _bold(self) -> bool:
        return self._kind in {"primary", "danger"}

    def _fit(self) -> None:
        if self._fixed_width is None:
            needed = sum(self._parts()) / self._get_widget_scaling()
            self.configure(width=round(needed) + 2 * (_PADDING if self._text else 15))

    def _paint_content(self) -> None:
        icon, text, hint = self._parts()
        colour = _TEXTS[self._kind] if self._enabled else theme.FAINT
        if self._kind == "quiet" and self._enabled and (self._inside or self._focused):
            colour = theme.TEXT
        faint = theme.QUIET if self._kind in {"plain", "quiet"} and self._enabled else colour
        width, height = self._size_px
        x, middle = (width - icon - text - hint) // 2, height // 2
        if self._icon:
            self._picture = photo(self._icon, self._px(_ICON), self._shade(colour))
            self._canvas.create_image(x, middle, image=self._picture, anchor="w", tags=("content",))
        if self._text:
            self._write(x + icon + text, middle, self._text, colour, bold=self._bold, anchor="e")
        if self._hint:
            self._write(x + icon + text + hint, middle, self._hint, faint, size=theme.SMALL, anchor="e")
