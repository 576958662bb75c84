"""Staff: who may sign in, in which role; passwords given, accounts ended and begun again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.permissions import Permission, Session
from app.controllers.team.accounts import Account, GivenPassword, may_keep, roles_to_give
from app.models.errors import ChangedMeanwhile
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.keys import Key
from app.views.list_and_form import Doings, ListAndForm, Words
from app.views.manager_pages import Office
from app.views.parts.bury import bury
from app.views.parts.field import Field
from app.views.parts.form_lines import Line
from app.views.parts.table import Column, TableRow
from app.views.tasks import Lane
from app.views.team.password_slip import PasswordSlip

_COLUMNS = (
    Column("name", "Name", 128, stretch=True),
    Column("username", "Username", 96),
    Column("role", "Role", 80),
    Column("state", "State", 104),
)
_WORDS = Words("person", "people", "There is nobody here yet. Press Ctrl+N to add somebody.")


class StaffPage(ctk.CTkFrame):
    """Only those whom the person at the counter keeps: clerks and ushers for a manager, everybody for an admin."""

    def __init__(self, master: Any, office: Office) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._session, self._accounts = office.session, office.desk.team.accounts
        self._tasks = office.around.tasks
        self._known: dict[int, Account] = {}
        self._seen: Account | None = None
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self._build()

    def _build(self) -> None:
        """Anew for who may give other roles."""
        self._roles = roles_to_give(self._session)
        roles = tuple((role.value, role.value.capitalize()) for role in self._roles)
        lines = (
            Line("full_name", "Name", example="for example Asha Rao"),
            Line("username", "Username", example="typed to sign in; it is never changed"),
            Line("role", "Role", "choice", options=roles),
        )
        self.listing = ListAndForm(self, _COLUMNS, lines, _WORDS, Doings(self._open, self._save, self._begin))
        self.listing.grid(row=0, column=0, sticky="nsew")
        self.slip = PasswordSlip(self.listing.room)

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            *self.listing.keys,
            Key("F6", "give a temporary password", self.reset_password, "Password"),
            Key("F7", "end the wait after wrong passwords", self.unblock, "Unblock"),
            Key("F8", "deactivate the account, or reactivate it", self.end_or_begin, "Deactivate"),
        )

    def take_over(self, session: Session) -> None:
        """What is typed stays for whoever goes on, if it is theirs to save; a password is for nobody else to read."""
        self._session = session
        self.slip.forget()
        if session.may(Permission.KEEP_TEAM) and roles_to_give(session) != self._roles:
            self._build_for_another()

    def focus_first(self) -> None:
        self.listing.focus_first()

    def refresh(self) -> None:
        self._tasks.run(Lane.PLANNING, lambda: self._accounts.kept(self._session), self._show, replaces="staff")

    # What a person does

    def reset_password(self) -> None:
        self._keep_with(self._accounts.reset_password, self._given)

    def unblock(self) -> None:
        self._keep_with(self._accounts.unblock, self._kept)

    def end_or_begin(self) -> None:
        account = self._seen
        if account is not None:
            self._keep_with(self._accounts.deactivate if account.active else self._accounts.reactivate, self._kept)

    def _keep_with(self, work: Callable[[Session, str, int], Any], then: Callable[[Any], object]) -> None:
        """Do that with the account in the form, which stays as it is typed."""
        account, request_id = self._seen, new_request_id()
        if account is not None and self.listing.is_open and account.id != self._session.staff.id:
            self._tasks.run(
                Lane.PLANNING, lambda: work(self._session, request_id, account.id), then, self.listing.refuse
            )

    def _begin(self) -> dict[str, str]:
        self._seen = None
        self.slip.forget()
        self._let_type_username(new=True)
        self.listing.form.set_actions(())
        return {"role": Role.CLERK.value}

    def _open(self, row_id: str) -> None:
        self._show_account(self._known[int(row_id)])

    def _save(self, row_id: str | None, answers: dict[str, str]) -> None:
        request_id, seen = new_request_id(), self._seen
        if row_id is None or seen is None:
            self._tasks.run(
                Lane.PLANNING,
                lambda: self._accounts.add(self._session, request_id, answers),
                self._given,
                self._refused,
            )
        else:
            self._tasks.run(
                Lane.PLANNING,
                lambda: self._accounts.change(self._session, request_id, seen, answers),
                self._changed,
                self._refused,
            )

    # What becomes of it

    def _show(self, found: tuple[Account, ...]) -> None:
        self._known = {account.id: account for account in found}
        self.listing.show([_row(account) for account in found])

    def _show_account(self, account: Account) -> None:
        self._seen = account
        self.slip.forget()
        self._let_type_username(new=False)
        self.listing.show_form(str(account.id), account.full_name, _answers(account))
        self._offer(account)

    def _changed(self, account: Account) -> None:
        self._seen = account
        self.listing.form.fill(_answers(account))
        self.listing.saved(str(account.id), account.full_name, f"{account.full_name} is saved.")
        self._offer(account)
        self.refresh()

    def _given(self, given: GivenPassword) -> None:
        """A new account, or a new password for one that there was: the form stays, the password stands below it."""
        is_new = self.listing.open_id is None
        self._seen = given.account
        self._let_type_username(new=False)
        if is_new:
            self.listing.form.fill(_answers(given.account))
            self.listing.saved(str(given.account.id), given.account.full_name, f"{given.account.full_name} is added.")
        else:
            self.listing.form.say("The password below counts from now on, the one before no more.", theme.GOOD)
        self.slip.show(given)
        self._offer(given.account)
        self.refresh()

    def _kept(self, account: Account) -> None:
        self._seen = account
        self.listing.form.say(_sentence(account), theme.GOOD)
        self._offer(account)
        self.refresh()

    def _refused(self, error: BoxOfficeError) -> None:
        if isinstance(error, ChangedMeanwhile) and isinstance(error.now, Account):
            self._seen = error.now
        self.listing.refuse(error)

    def _offer(self, account: Account) -> None:
        """What can be done with this account just now; with one's own none of it."""
        if account.id == self._session.staff.id:
            self.listing.form.set_actions(())
            return
        password = ("New password", "F6", self.reset_password)
        other = ("Deactivate" if account.active else "Reactivate", "F8", self.end_or_begin)
        if account.blocked_seconds and account.active:  # first things first; there is room for two in a narrow window
            other = ("Unblock", "F7", self.unblock)
        self.listing.form.set_actions((password, other))

    def _let_type_username(self, *, new: bool) -> None:
        field = self.listing.form.lines["username"].widget
        if isinstance(field, Field):
            if field.has_focus and not new:
                self.listing.form.focus_first()
            field.set_enabled(new)

    def _build_for_another(self) -> None:
        before, account = self.listing, self._seen
        typed, was_open, open_id = before.form.answers, before.is_open, before.open_id
        self._build()
        bury(before)
        self._seen = None
        if was_open and open_id is not None and account is not None and may_keep(self._session, account.role):
            self._show_account(account)
        elif was_open and open_id is None:
            self.listing.new()
        if self.listing.is_open and may_keep(self._session, Role(typed["role"])):
            for key, value in typed.items():
                self.listing.form.lines[key].value = value
        self.refresh()


def _answers(account: Account) -> dict[str, str]:
    return {"full_name": account.full_name, "username": account.username, "role": account.role.value}


def _row(account: Account) -> TableRow:
    state, meaning = "", ""
    if not account.active:
        state, meaning = "deactivated", "quiet"
    elif account.blocked_seconds:
        state, meaning = "blocked", "warn"
    elif account.password_temporary:
        state = "temporary"
    return TableRow(
        str(account.id), (account.full_name, account.username, account.role.value.capitalize(), state), meaning
    )


def _sentence(account: Account) -> str:
    if not account.active:
        return f"{account.full_name} is deactivated, and is signed out within a minute. F8 undoes it."
    return f"{account.full_name} may sign in."
