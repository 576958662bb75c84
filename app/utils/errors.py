"""The root of the one family of expected errors, and those that the tools themselves raise.

An expected error is part of the design: it carries a code that tests and callers branch on, and a sentence that
tells the person at the counter what happened and what can be done. Anything that is not a BoxOfficeError is a
defect or an outage and is logged in full. The errors of storage and of the booking rules are in `app.models.errors`.
"""

from __future__ import annotations


class BoxOfficeError(Exception):
    """An expected refusal: `code` for programs, `sentence` for people."""

    code = "REFUSED"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class InvalidInput(BoxOfficeError):
    """Something typed cannot be used as it stands; the sentence gives a good example."""

    code = "INVALID_INPUT"


class SettingInvalid(BoxOfficeError):
    """A line of the settings file cannot be used."""

    code = "SETTING_INVALID"


class FolderNotWritable(BoxOfficeError):
    """A folder Foyer keeps things in cannot be written to."""

    code = "FOLDER_NOT_WRITABLE"


class DrawerStuck(BoxOfficeError):
    """The cash drawer did not open; what was paid or written down stands."""

    code = "DRAWER_STUCK"


class PrintingFailed(BoxOfficeError):
    """The printer did not take the paper; the sale stands. `reason` is the part of the sentence that says why."""

    code = "PRINTING_FAILED"

    def __init__(self, sentence: str, reason: str = "") -> None:
        super().__init__(sentence)
        self.reason = reason or sentence


class PostAway(BoxOfficeError):
    """Whoever carries messages cannot be reached, or does not take any from this house: nothing was sent, all of it waits."""

    code = "POST_AWAY"


class PostDelayed(BoxOfficeError):
    """One message was not taken for now. `maybe_sent`: the answer was lost, so it may have been taken after all."""

    code = "POST_DELAYED"

    def __init__(self, sentence: str, *, maybe_sent: bool = False) -> None:
        super().__init__(sentence)
        self.maybe_sent = maybe_sent


class PostRefused(BoxOfficeError):
    """One message is refused for good: sent again as it is, it would be refused again."""

    code = "POST_REFUSED"
