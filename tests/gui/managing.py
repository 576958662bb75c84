"""The window as a manager has it."""

from __future__ import annotations

import pytest

from app.models.records import Role
from tests.gui.program import Program, StartProgram


@pytest.fixture(name="managing")
def with_a_manager(start_program: StartProgram) -> Program:
    """The window at counter 1 with a manager signed in and the show open."""
    program = start_program()
    program.sign_in(Role.MANAGER)
    program.open_show()
    return program
