"""Which edition is being made: version and day, from pyproject.toml and nowhere else."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime

from machine import ROOT

NAME = "kbh-desktop"
TITLE = "KBH Desktop"
APP_ID = "dk.kbhdesktop.KbhDesktop"


@dataclass(frozen=True, slots=True)
class Edition:
    """What stands on the box."""

    version: str
    released: date
    maintainer: str

    @property
    def epoch(self) -> int:
        """The moment that every file is dated to, in seconds since 1970."""
        noon = datetime(self.released.year, self.released.month, self.released.day, 12, tzinfo=UTC)
        return int(noon.timestamp())

    @property
    def windows_version(self) -> str:
        """Four numbers, as a version resource wants them."""
        return f"{self.version}.0"

    def filled(self, template: str) -> str:
        """Return `template` with version and day put in."""
        values = {
            "@VERSION@": self.version,
            "@WINDOWS_VERSION@": self.windows_version,
            "@COMMAS@": self.windows_version.replace(".", ","),
            "@RELEASED@": self.released.isoformat(),
            "@YEAR@": str(self.released.year),
            "@MAINTAINER@": self.maintainer,
        }
        for mark, value in values.items():
            template = template.replace(mark, value)
        return template


def this_edition() -> Edition:
    """Return the edition that pyproject.toml names."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return Edition(version=asked["project"]["version"], **asked["tool"]["installer"])
