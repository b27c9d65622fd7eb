"""How pages send the person to other places without knowing each other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from kbh_desktop.ids import InterviewId, PersonId
from ui.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Place:
    """A page, what it shows (such as a person's id) and where in it the person was."""

    page: str
    subject: str = ""
    bookmark: str = ""

    def at(self, bookmark: str) -> "Place":
        """Return the same place at `bookmark`."""
        return replace(self, bookmark=bookmark)


def incoming(file: Path) -> str:
    """Return the bookmark of the exchange page that shows what a bundle would change."""
    return f"in:{file}"


@dataclass(frozen=True, slots=True)
class Command:
    """Something the command palette can do."""

    title: str
    run: Callable[[], None]
    icon: str = "chevron-right"
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question before something that can't be taken back; `yes` names the act."""

    title: str
    text: str
    yes: str
    dangerous: bool = False


class Navigator(Protocol):
    """What a page may ask of the window around it."""

    def go(self, place: Place) -> None:
        """Show `place`, and remember where the person came from."""

    def back(self) -> None:
        """Return to the place before."""

    def reload(self) -> None:
        """Make the page in front anew, from what is stored now."""

    def open_person(self, person_id: PersonId) -> None:
        """Show the person."""

    def open_interview(self, interview_id: InterviewId) -> None:
        """Show the interview."""

    def open_exchange(self) -> None:
        """Show bundles in and out."""

    def cover(self, screen: QWidget) -> None:
        """Fill the whole screen with `screen`, as the citizen's view does."""

    def uncover(self) -> None:
        """Take the covering screen away and delete it."""

    @property
    def preferences(self) -> Preferences:
        """How the windows look and behave."""

    def choose(self, preferences: Preferences) -> None:
        """Have the windows look and behave as `preferences` say, from now on."""

    def put_back(self, backup_name: str) -> None:
        """Lock, and put a daily copy in the place of the vault's data."""

    def toast(self, text: str) -> None:
        """Say that something was done, for a few seconds."""

    def confirm(self, question: Question, on_yes: Callable[[], None]) -> None:
        """Ask `question`, and on yes call `on_yes`."""
