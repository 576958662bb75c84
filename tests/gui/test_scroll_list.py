"""A column that scrolls: who comes to a field by the keyboard sees all of it, its label and what is said below it."""

from __future__ import annotations

import customtkinter as ctk
import pytest

from app.views.parts.field import Field
from app.views.parts.scroll_list import ScrollList
from tests.gui.conftest import WaitUntil

_FIELDS = 20


@pytest.fixture(name="fields")
def fields_in_a_list(stage: ctk.CTkFrame) -> list[Field]:
    """Far more of them than there is room for."""
    room = ScrollList(stage)
    room.pack(fill="both", expand=True)
    fields = [Field(room, f"Field {number}", placeholder="for example this") for number in range(_FIELDS)]
    for row, field in enumerate(fields):
        field.grid(row=row, column=0, sticky="ew")
    stage.update()
    return fields


@pytest.mark.parametrize("places", [(12,), (_FIELDS - 1, 3), (_FIELDS - 1, 8, 0)])
def test_the_focused_field_is_whole_in_sight(
    fields: list[Field], stage: ctk.CTkFrame, wait_until: WaitUntil, places: tuple[int, ...]
) -> None:
    for place in places:
        field = fields[place]
        field.focus_set()
        wait_until(lambda field=field: field.has_focus, what=f"field {place}")
        stage.update()
        assert field.winfo_rooty() >= stage.winfo_rooty()
        foot = field.winfo_rooty() + field.winfo_height()
        assert foot <= stage.winfo_rooty() + stage.winfo_height()
