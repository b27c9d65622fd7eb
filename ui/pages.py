"""The pages of the main window: the one place to add one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.navigation import Navigator
from ui.page import Page

if TYPE_CHECKING:
    from kbh_desktop.app import App


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: `make` builds it for a subject, such as a person's id, which is empty in the rail."""

    key: str
    title: Callable[[], str]
    icon: str
    make: Callable[["App", Navigator, str], Page]
    in_rail: bool = True


PAGES: tuple[PageEntry, ...] = ()
