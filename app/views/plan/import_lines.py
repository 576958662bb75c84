"""An import line by line: how many are new, change, stay or are skipped, and each of them with what there is to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.plan.import_plan import ImportPlan, Outcome, PlannedLine
from app.utils.errors import BoxOfficeError
from app.views.parts.button import Button
from app.views.parts.choice import Choice
from app.views.parts.field import Field
from app.views.parts.table import Column, Table, TableRow

_ALL = "ALL"
_WORDS = {
    Outcome.NEW: ("New", "Added"),
    Outcome.CHANGED: ("Changes", "Changed"),
    Outcome.UNCHANGED: ("Unchanged", "Unchanged"),
    Outcome.SKIPPED: ("Skipped", "Skipped"),
}
"""Before and after it was done."""
_MEANINGS = {Outcome.NEW: "", Outcome.CHANGED: "warn", Outcome.UNCHANGED: "quiet", Outcome.SKIPPED: "bad"}
_ASSUMED = (("minutes", "Minutes"), ("certificate", "Certificate"), ("language", "Language"))
_FIELD_WIDTH = 136


class ImportLines(ctk.CTkFrame):
    """The counts choose which lines are shown. Above them, where there is something to assume, what that is."""

    def __init__(
        self, master: Any, plan: ImportPlan, *, done: bool, on_assume: Callable[[dict[str, str]], object] | None = None
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self._plan, self._done = plan, done
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(2, weight=1)
        self.fields: dict[str, Field] = {}
        if on_assume is not None and any(line.assumed for line in plan.lines):
            self._ask_what_to_assume(on_assume)
        labels = [(outcome.value, self._label(outcome)) for outcome in Outcome]
        self.choice = Choice(self, [(_ALL, f"All {len(plan.lines)}"), *labels], lambda _key: self._show())
        self.choice.grid(row=1, column=0, sticky="w", pady=(0, 8))
        columns = (
            Column("number", plan.file.unit.title(), 56, anchor="e"),
            Column("title", "Film", 240, stretch=True),
            Column("outcome", "Outcome", 96),
            Column("told", "Details", 320, stretch=True),
        )
        self.table = Table(self, columns, lambda _id: None, empty="There are none.")
        self.table.grid(row=2, column=0, sticky="nsew")
        self._show()

    def focus_set(self) -> None:
        self.choice.focus_set()

    def refuse(self, error: BoxOfficeError) -> None:
        """What was to be assumed cannot be: said at its field, as it was typed."""
        field = self.fields.get(getattr(error, "field", ""))
        if field is not None:
            field.set_error(error.sentence)
            field.focus_set()

    def _ask_what_to_assume(self, on_assume: Callable[[dict[str, str]], object]) -> None:
        row = ctk.CTkFrame(self, fg_color="transparent")
        row.grid(row=0, column=0, sticky="ew")
        assumed = self._plan.assumed
        values = {
            "minutes": str(assumed.duration_minutes), "certificate": assumed.certificate, "language": assumed.language,
        }  # fmt: skip

        def use() -> None:
            on_assume({key: field.value for key, field in self.fields.items()})

        for column, (key, label) in enumerate(_ASSUMED):
            field = Field(row, f"{label}, where not said", width=_FIELD_WIDTH, on_submit=use)
            field.value = values[key]
            field.grid(row=0, column=column, padx=(0, 8))
            self.fields[key] = field
        self.use_button = Button(row, "Use these", use, height=40)
        self.use_button.grid(row=0, column=len(_ASSUMED), pady=(0, 0))

    def _label(self, outcome: Outcome) -> str:
        return f"{_WORDS[outcome][self._done]} {self._plan.count(outcome)}"

    def _show(self) -> None:
        wanted = self.choice.value
        lines = [line for line in self._plan.lines if wanted in (_ALL, line.outcome)]
        self.table.show([self._row(line) for line in lines])

    def _row(self, line: PlannedLine) -> TableRow:
        told = line.told
        if line.assumed:
            told = f"assumed: {', '.join(line.assumed)}"
        cells = (str(line.number), line.title, _WORDS[line.outcome][self._done].lower(), told)
        return TableRow(str(line.number), cells, _MEANINGS[line.outcome])
