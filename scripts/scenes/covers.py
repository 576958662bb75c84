"""What lies over a page: help, looks, the defect dialog and the lock."""

from __future__ import annotations

from app.models.records import Role
from app.views.counter_screen import PAGES
from app.views.parts.defect_dialog import DefectDialog
from app.views.start.lock_view import LockView
from scenes.clerk import Clerk


def sheets(clerk: Clerk) -> None:
    """The help of each page, and the sheet of looks."""
    for plan in PAGES:
        if clerk.screen.session.may_any(plan.needs):
            clerk.screen.open_page(plan.key)
            clerk.stage.settle()
            clerk.hands.key("F1")
            clerk.take(f"help-{plan.key}")
            clerk.hands.key("F1")
    clerk.screen.open_page("sell")
    clerk.hands.key("ctrl+comma")
    clerk.take("looks")
    clerk.hands.key("Esc")
    dialog = DefectDialog(clerk.window, ValueError("pictured"))
    clerk.take("defect")
    dialog.destroy()
    clerk.stage.to_front()


def lock(clerk: Clerk) -> None:
    """Locked, a wrong password, and the same person again."""
    view = lock_up(clerk)
    clerk.take("lock")
    clerk.hands.type("wrong")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: view.password.error, "the refusal")
    clerk.take("lock-refused")
    clerk.write(view.password, clerk.sign_in_of(Role.CLERK)[1])
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: not clerk.screen.locked, "the end of the lock")


def lock_up(clerk: Clerk) -> LockView:
    """Ctrl+L, with the keyboard at the password."""
    clerk.hands.key("ctrl+l")
    clerk.stage.until(lambda: clerk.screen.locked, "the lock")
    view = clerk.stage.widgets(LockView)[0]
    clerk.stage.until(lambda: view.password.has_focus, "the keyboard at the password")
    return view
