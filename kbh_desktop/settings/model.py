"""The settings of a computer, and who decided each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from kbh_desktop.i18n import _

if TYPE_CHECKING:
    from kbh_desktop.security.keys import OfficeCard

MODES = ("system", "light", "dark")
MOST_IDLE_MINUTES = 30


class Source(StrEnum):
    """Who decided a value; those of IT from the weakest to the strongest."""

    DEFAULT = "default"
    PERSON = "person"
    INSTALLER = "installer"
    """Given to the installer by IT: `OFFICEKEY=`, `OFFICENAME=`."""
    POLICY = "policy"
    """IT's policy file."""
    GROUP_POLICY = "group_policy"
    """Windows' group policy, in the registry."""

    @property
    def is_it(self) -> bool:
        """Whether IT decided it."""
        return self not in {Source.DEFAULT, Source.PERSON}


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """A value that was not taken over, and why."""

    place: str
    """The name of the file, or the key of the registry."""
    key: str
    """Empty when the whole file could not be read."""
    text: str
    line: int = 0
    """In the file, from 1; 0 where there are no lines."""

    @property
    def words(self) -> str:
        """Where it stands and what is wrong, in one line."""
        if self.line:
            text = _("{place}, line {line}, “{key}”: {reason}")
        elif self.key:
            text = _("{place}, “{key}”: {reason}")
        else:
            text = _("{place}: {reason}")
        return text.format(place=self.place, line=self.line, key=self.key, reason=self.text)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of this computer; `sources` says who decided each that is not a default."""

    office_name: str = ""
    office_card: "OfficeCard | None" = None
    municipality: str = "0101"
    """The four-digit code of Statistics Denmark."""
    centres: tuple[str, ...] = ()
    """Codes of the asylum centres offered; empty means all."""
    retention_days: int = 14
    """How long a laptop keeps a person after the office has acknowledged everything: 1-90."""
    exchange_folder: str = ""
    """A folder or share where bundles are laid and fetched; empty when they go by hand."""
    overdue_days: int = 3
    """A laptop warns when the office has not confirmed its work for so long: 1-60."""
    silent_days: int = 14
    """The office warns when it has not heard of a laptop for so long: 1-180."""
    idle_minutes: int = 5
    """Locked after so long without a key or the mouse: 1-30."""
    longest_idle_minutes: int = MOST_IDLE_MINUTES
    """What IT allows at most."""
    update_folder: str = ""
    """Where IT puts installers; empty when they come another way."""
    esco_pack: str = ""
    """The ESCO pack that lies beside the installer; empty when there is none."""
    logo: str = ""
    """The municipality's picture (PNG) for documents; empty when there is none."""
    language: str = "da"
    mode: str = "system"
    text_percent: int = 100
    """100-200."""
    last_user: str = ""
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[SettingsProblem, ...] = ()

    def source(self, key: str) -> Source:
        """Return who decided the value of `key`."""
        return self.sources.get(key, Source.DEFAULT)
